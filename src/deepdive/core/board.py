"""Boards: notes that a cohort writes, grouped under headings."""

from collections.abc import Sequence
from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Note:
    """A note. ``heading`` is the id of the heading it stands under; empty where it stands under none."""

    id: str
    text: str
    heading: str = ""


@dataclass(frozen=True)
class Heading:
    """A heading, under which notes are grouped."""

    id: str
    title: str


@dataclass(frozen=True)
class Pile:
    """A heading with its notes. Without a heading: the notes that stand under none."""

    heading: Heading | None
    notes: tuple[Note, ...]


@dataclass(frozen=True)
class Board:
    """A board: the headings that people made and all notes, each in their order.

    The prompts of the activity are headings too. They are not the board's to change, so they are given
    where they matter; a note under a prompt carries its id.
    """

    headings: tuple[Heading, ...] = ()
    notes: tuple[Note, ...] = ()

    def piles(self, prompts: Sequence[Heading] = ()) -> tuple[Pile, ...]:
        """The notes under no heading first, then each prompt and each heading with its notes. A note whose
        heading is gone stands under none."""
        headings = (*prompts, *self.headings)
        known = {heading.id for heading in headings}
        loose = tuple(note for note in self.notes if note.heading not in known)
        under = tuple(
            Pile(heading, tuple(note for note in self.notes if note.heading == heading.id))
            for heading in headings
        )
        return (Pile(None, loose), *under)

    def pile_of(self, note_id: str, prompts: Sequence[Heading] = ()) -> Pile | None:
        """The pile that the note stands in; None if there is no such note."""
        piles = self.piles(prompts)
        return next((pile for pile in piles if any(note.id == note_id for note in pile.notes)), None)

    def with_note(self, note: Note) -> "Board":
        """With one more note, at the end."""
        return replace(self, notes=(*self.notes, note))

    def with_heading(self, heading: Heading) -> "Board":
        """With one more heading, at the end."""
        return replace(self, headings=(*self.headings, heading))

    def moved(self, note_id: str, heading_id: str) -> "Board":
        """With the note at the end of those under the heading."""
        note = next((note for note in self.notes if note.id == note_id), None)
        if note is None:
            return self
        rest = [other for other in self.notes if other.id != note_id]
        under = [place for place, other in enumerate(rest) if other.heading == heading_id]
        rest.insert(under[-1] + 1 if under else len(rest), replace(note, heading=heading_id))
        return replace(self, notes=tuple(rest))

    def note_shifted(self, note_id: str, by: int, prompts: Sequence[Heading] = ()) -> "Board":
        """With the note one place up (-1) or down (1) in its pile; as it is where there is no such place."""
        pile = self.pile_of(note_id, prompts)
        line = _shifted([note.id for note in pile.notes], note_id, by) if pile else None
        if pile is None or line is None:
            return self
        by_id = {note.id: note for note in pile.notes}
        places = iter(line)
        return replace(
            self, notes=tuple(by_id[next(places)] if note.id in by_id else note for note in self.notes)
        )

    def heading_shifted(self, heading_id: str, by: int) -> "Board":
        """With the heading one place earlier (-1) or later (1); as it is where there is no such place."""
        line = _shifted([heading.id for heading in self.headings], heading_id, by)
        if line is None:
            return self
        by_id = {heading.id: heading for heading in self.headings}
        return replace(self, headings=tuple(by_id[name] for name in line))


def _shifted(line: list[str], name: str, by: int) -> list[str] | None:
    if name not in line:
        return None
    place = line.index(name)
    if not 0 <= place + by < len(line):
        return None
    line[place], line[place + by] = line[place + by], line[place]
    return line
