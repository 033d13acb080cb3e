"""Reads of a workbook."""

from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from deepdive.core.artefact import Value, Written
from deepdive.core.board import Board
from deepdive.core.conditions import Facts
from deepdive.core.plan import FieldAddress
from deepdive.curriculum.current import pack
from deepdive.workbook.document import YDoc, read_board
from deepdive.workbook.entries import stored
from deepdive.workbook.facts import facts_in


@dataclass(frozen=True)
class Reading:
    """A workbook, and the journal entry up to which it was read. What it says is read once, when it is asked
    for."""

    document: YDoc
    as_of: int

    @cached_property
    def facts(self) -> Facts:
        """What it says, as conditions and links see it."""
        return facts_in(self.document)

    @cached_property
    def written(self) -> Written:
        """What it says: artefact id -> field id -> value, for every field of the pack."""
        texts, rows = self.facts.texts, self.facts.rows
        said: dict[str, dict[str, Value]] = {}
        for artefact in pack().artefacts.values():
            fields = said[artefact.id] = {}
            for field in artefact.fields:
                address = FieldAddress(artefact=artefact.id, field=field.id)
                fields[field.id] = (
                    tuple(row.cells for row in rows[address]) if address in rows else texts[address]
                )
        return said


def read_workbook(workbook_id: UUID, *, up_to: int | None = None) -> Reading:
    """The workbook as it is on the disk now; with ``up_to`` as it was when that entry was the last."""
    found = stored(workbook_id, up_to=up_to)
    return Reading(document=found.document(), as_of=found.as_of)


@dataclass(frozen=True)
class BoardReading:
    """What a board says, and the journal entry up to which it was read."""

    board: Board
    as_of: int


def read_board_now(workbook_id: UUID, board_id: str, *, up_to: int | None = None) -> BoardReading:
    """The board as it is on the disk now; with ``up_to`` as it was when that entry was the last."""
    found = stored(workbook_id, up_to=up_to)
    return BoardReading(board=read_board(found.document(), board_id), as_of=found.as_of)
