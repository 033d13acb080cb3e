"""What each kind of picture needs of an artefact, and which words the pack may give to it."""

from collections.abc import Mapping
from dataclasses import dataclass

from deepdive.core.artefact import FieldKind
from deepdive.core.picture import PictureKind


@dataclass(frozen=True, kw_only=True)
class Part:
    """What a picture needs of an artefact: a column of its rows (or of the canvas a field) of one of these
    kinds. A ``is_list`` part takes several."""

    kinds: tuple[FieldKind, ...]
    is_required: bool = True
    is_list: bool = False


_TYPED = (FieldKind.LINE, FieldKind.TEXT)
_ANY = (*_TYPED, FieldKind.CHOICE, FieldKind.NUMBER, FieldKind.DATE)
_NAME = Part(kinds=_TYPED)
_MAY_SAY = Part(kinds=_ANY, is_required=False)
_CHOICE = Part(kinds=(FieldKind.CHOICE,))
_MAY_CHOOSE = Part(kinds=(FieldKind.CHOICE,), is_required=False)

# The parts of each kind of picture, by the name that the pack gives them.
PARTS: Mapping[PictureKind, Mapping[str, Part]] = {
    PictureKind.GRID: {"name": _NAME, "across": _CHOICE, "up": _CHOICE, "group": _MAY_CHOOSE},
    PictureKind.JOURNEY: {
        "stage": _NAME,
        "happens": _MAY_SAY,
        "touched": _MAY_SAY,
        "information": _MAY_SAY,
        "feeling": _MAY_SAY,
        "pain": _MAY_SAY,
        "wait": _MAY_SAY,
        "decision": _MAY_SAY,
        "data": _MAY_CHOOSE,
    },
    PictureKind.CANVAS: {"boxes": Part(kinds=_TYPED, is_list=True)},
    PictureKind.SCORES: {
        "option": _NAME,
        "scores": Part(kinds=(FieldKind.CHOICE,), is_list=True),
        "stops": _MAY_CHOOSE,
    },
    PictureKind.FUNNEL: {"idea": _NAME, "option": _NAME, "chosen": _CHOICE},
    PictureKind.GAPS: {"name": _NAME, "columns": Part(kinds=_ANY, is_list=True)},
    PictureKind.RACI: {
        "role": _NAME,
        "holder": Part(kinds=_TYPED, is_required=False),
        "responsible": _NAME,
        "accountable": _NAME,
        "consulted": _NAME,
        "informed": _NAME,
    },
    PictureKind.TIMELINE: {
        "name": _NAME,
        "start": Part(kinds=(FieldKind.DATE,)),
        "end": Part(kinds=(FieldKind.DATE,)),
        "owner": Part(kinds=_TYPED, is_required=False),
    },
}

# The words that the pack gives to a kind of picture; a picture may leave any of them out.
WORDS: Mapping[PictureKind, frozenset[str]] = {
    kind: frozenset(names)
    for kind, names in {
        # what the corners mean, and the corner to look at first
        PictureKind.GRID: ("top-left", "top-right", "bottom-left", "bottom-right", "look"),
        PictureKind.JOURNEY: (),
        PictureKind.CANVAS: (),
        PictureKind.SCORES: (),
        # the answer that stands for "this one"
        PictureKind.FUNNEL: ("chosen",),
        PictureKind.GAPS: (),
        # the tasks that need somebody, the words for all of them, and for nobody who holds a part
        PictureKind.RACI: ("tasks", "all", "gap"),
        # the field with the first day, and how many days are planned
        PictureKind.TIMELINE: ("first-day", "days"),
    }.items()
}
