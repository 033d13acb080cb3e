"""The picture of an artefact."""

from collections.abc import Callable, Mapping

from deepdive.core.picture import PictureKind
from deepdive.drawings.canvas import draw_canvas
from deepdive.drawings.drawing import Drawing
from deepdive.drawings.funnel import draw_funnel
from deepdive.drawings.gaps import draw_gaps
from deepdive.drawings.grid import draw_grid
from deepdive.drawings.journey import draw_journey
from deepdive.drawings.raci import draw_raci
from deepdive.drawings.scores import draw_scores
from deepdive.drawings.source import Source
from deepdive.drawings.timeline import draw_timeline

_DRAW: Mapping[PictureKind, Callable[[Source], Drawing]] = {
    PictureKind.GRID: draw_grid,
    PictureKind.JOURNEY: draw_journey,
    PictureKind.CANVAS: draw_canvas,
    PictureKind.SCORES: draw_scores,
    PictureKind.FUNNEL: draw_funnel,
    PictureKind.GAPS: draw_gaps,
    PictureKind.RACI: draw_raci,
    PictureKind.TIMELINE: draw_timeline,
}


def draw(source: Source) -> Drawing:
    """The picture that the pack asks for, of what was written."""
    return _DRAW[source.picture.kind](source)
