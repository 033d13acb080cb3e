"""Boards: their notes and headings, kept as rows are."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from deepdive.core.artefact import KeptRow
from deepdive.core.board import Board, Heading, Note
from deepdive.workbook.document.names import headings_name, notes_name
from deepdive.workbook.document.rows import RowEdits, read_rows, write_rows
from deepdive.workbook.document.shared import YDoc, map_at, update_of

_NOTE = {"text": True, "heading": False}
_HEADING = {"title": True}


@dataclass(frozen=True)
class BoardEdits:
    """What to do with a board's notes and headings."""

    notes: RowEdits = field(default_factory=RowEdits)
    headings: RowEdits = field(default_factory=RowEdits)

    @classmethod
    def between(cls, now: Board, wanted: Board) -> "BoardEdits":
        """The edits that make the board ``now`` exactly the one ``wanted``."""
        return cls(
            RowEdits.between(_note_rows(now.notes), _note_rows(wanted.notes)),
            RowEdits.between(_heading_rows(now.headings), _heading_rows(wanted.headings)),
        )


def note_row(note_id: str, *, text: str | None = None, heading: str | None = None) -> KeptRow:
    """A note to set; what is None stays as it is."""
    cells = {"text": text, "heading": heading}
    return KeptRow(note_id, {name: value for name, value in cells.items() if value is not None})


def heading_row(heading_id: str, *, title: str) -> KeptRow:
    """A heading to set."""
    return KeptRow(heading_id, {"title": title})


def read_board(document: YDoc, board_id: str) -> Board:
    """What stands on the board."""
    notes = read_rows(map_at(document, notes_name(board_id)), _NOTE)
    headings = read_rows(map_at(document, headings_name(board_id)), _HEADING)
    return Board(
        headings=tuple(Heading(row.id, row.cells["title"]) for row in headings),
        notes=tuple(Note(row.id, row.cells["text"], row.cells["heading"]) for row in notes),
    )


def change_board(document: YDoc, board_id: str, edits: BoardEdits) -> bytes | None:
    """Make the edits. Returns the update that does so, or None if nothing changes."""

    def act() -> None:
        write_rows(map_at(document, headings_name(board_id)), _HEADING, edits.headings)
        write_rows(map_at(document, notes_name(board_id)), _NOTE, edits.notes)

    return update_of(document, act)


def _note_rows(notes: Sequence[Note]) -> tuple[KeptRow, ...]:
    return tuple(note_row(note.id, text=note.text, heading=note.heading) for note in notes)


def _heading_rows(headings: Sequence[Heading]) -> tuple[KeptRow, ...]:
    return tuple(heading_row(heading.id, title=heading.title) for heading in headings)
