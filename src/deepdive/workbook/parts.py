"""The parts of a workbook that people go back in: an artefact, a group's copy of one, a board, the links of
one kind. A part's key is what the names of its shared types begin with."""

from collections.abc import Iterable
from uuid import UUID

from django.urls import reverse
from django.utils.http import urlencode

from deepdive.core.groups import read_copy
from deepdive.curriculum.current import pack
from deepdive.workbook.authorship import may_record_author
from deepdive.workbook.document import BoardPlace, FieldPlace, LinkPlace, Place, names_where, place_of

EVERYTHING = ""
UNKNOWN_TITLE = "A part that was not noted"


def part_of(name: str) -> str:
    """The part that the shared type with that name belongs to; empty if a workbook has no such name."""
    place = place_of(name)
    if place is None:
        return ""
    return name if isinstance(place, LinkPlace) else name.rpartition("/")[0]


def names_in(part: str, names: Iterable[str]) -> frozenset[str]:
    """Those of the names that the part holds; ``part`` may be the name of one shared type, or everything."""
    known = names_where(names, lambda _: True)
    if part == EVERYTHING:
        return known
    return frozenset(name for name in known if part in (name, part_of(name)))


def title_of(part: str) -> str:
    """What the part, or the field with that name, is called; its key where the pack no longer has it."""
    if part == EVERYTHING:
        return UNKNOWN_TITLE
    place = place_of(part)
    if isinstance(place, FieldPlace):
        return f"{title_of(part.rpartition('/')[0])}: {field_title(place)}"
    # what begins a name is no name, so it is read from one
    place = place_of(part if isinstance(place, LinkPlace) else f"{part}/notes")
    return _title(place) if place else part


def field_title(place: FieldPlace) -> str:
    """What the field is called; its id where the pack no longer has it."""
    artefact = pack().artefacts.get(place.artefact)
    titles = {field.id: field.title for field in artefact.fields} if artefact else {}
    return titles.get(place.field, place.field)


def is_known(part: str) -> bool:
    """Whether the pack has the part."""
    known = pack()
    return part in known.artefacts or part in {f"board:{one}" for one in known.activities}


def names_nobody(part: str) -> bool:
    """Whether it is a board on which who wrote what is not recorded."""
    return part.startswith("board:") and not may_record_author([f"{part}/notes"])


def in_order(parts: Iterable[str]) -> list[str]:
    """The parts in the order of the pack, each with a group's copies behind it, and then the rest."""
    known = pack()
    line = [*known.artefacts, *(f"board:{one}" for one in known.activities)]
    places = {part: number for number, part in enumerate(line)}

    def place(part: str) -> tuple[int, str]:
        own = part.rpartition("/")[2] if part.startswith("group:") else part
        return places.get(own, len(places)), part

    return sorted(parts, key=place)


def address_then(name: str, workbook_id: UUID, entry_id: int, part: str = EVERYTHING) -> str:
    """The address of that name for the part as it was after the entry."""
    query = f"?{urlencode({'part': part})}" if part else ""
    return reverse(name, args=[workbook_id, entry_id]) + query


def _title(place: Place) -> str:
    known = pack()
    match place:
        case FieldPlace(artefact, _, group):
            found = known.artefacts.get(artefact)
            title = found.title if found else artefact
            copy = read_copy(group)
            return f"{title} ({copy.title if copy else f'copy of {group}'})" if group else title
        case BoardPlace(board):
            activity = known.activities.get(board)
            return activity.title if activity else board
        case LinkPlace(kind):
            link = known.links.get(kind)
            ends = [title_of(link.from_.artefact), title_of(link.to.artefact)] if link else [kind]
            return f"Links: {' to '.join(ends)}"
