"""Pictures: how what an artefact says can be seen at a glance."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

# What people write where they have no answer yet.
NOT_KNOWN = "not known"
_NOTHING_YET = frozenset({"", "?", NOT_KNOWN, "unknown"})

Names = str | tuple[str, ...]


class PictureKind(StrEnum):
    """What kinds of picture there are."""

    GRID = "grid"  # rows in a grid of two choices
    JOURNEY = "journey"  # stages side by side, in lanes
    CANVAS = "canvas"  # fields as boxes on one page
    SCORES = "scores"  # options side by side, with a score for each line
    FUNNEL = "funnel"  # ideas that became options, and the option that was chosen
    GAPS = "gaps"  # rows with what is not known about them
    RACI = "raci"  # who is responsible, accountable, consulted and informed
    TIMELINE = "timeline"  # rows from their first day to their last


CORNERS = ("top-left", "top-right", "bottom-left", "bottom-right")


@dataclass(frozen=True, kw_only=True)
class Picture:
    """The picture of an artefact, as the pack asks for it.

    ``rows`` is the list field that it draws; the canvas, which draws fields, has none. ``uses`` says which
    column is which part of the picture, and ``words`` what the picture says in the pack's words. A funnel
    follows the links of the kind ``link``; scores that were given alone are on ``board``.
    """

    kind: PictureKind
    uses: Mapping[str, Names]
    rows: str = ""
    link: str = ""
    board: str = ""
    words: Mapping[str, Names] = field(default_factory=dict)

    def column(self, part: str) -> str:
        """The column that is that part; empty where the pack names none."""
        return _one(self.uses.get(part, ""))

    def columns(self, part: str) -> tuple[str, ...]:
        """The columns that are that part."""
        return _several(self.uses.get(part, ()))

    def word(self, name: str) -> str:
        """What the pack says there; empty where it says nothing."""
        return _one(self.words.get(name, ""))

    def word_list(self, name: str) -> tuple[str, ...]:
        """The words that the pack lists there."""
        return _several(self.words.get(name, ()))


def is_known(text: str) -> bool:
    """Whether the text is an answer: neither empty nor one of the ways to say that nobody knows."""
    return text.strip().casefold().rstrip(".") not in _NOTHING_YET


def _one(names: Names) -> str:
    return names if isinstance(names, str) else ", ".join(names)


def _several(names: Names) -> tuple[str, ...]:
    return (names,) if isinstance(names, str) else names
