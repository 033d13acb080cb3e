"""Boards: notes that a cohort writes, grouped under headings of its own."""

from dataclasses import dataclass


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
    """A board: all its headings and all its notes, each in their order."""

    headings: tuple[Heading, ...] = ()
    notes: tuple[Note, ...] = ()

    @property
    def piles(self) -> tuple[Pile, ...]:
        """The notes under no heading first, then each heading with its notes. A note whose heading is
        gone stands under none."""
        known = {heading.id for heading in self.headings}
        loose = tuple(note for note in self.notes if note.heading not in known)
        return (Pile(None, loose), *(Pile(heading, self.under(heading.id)) for heading in self.headings))

    def under(self, heading_id: str) -> tuple[Note, ...]:
        """The notes that stand under a heading."""
        return tuple(note for note in self.notes if note.heading == heading_id)
