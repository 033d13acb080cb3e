"""Reads of a workbook."""

from dataclasses import dataclass
from uuid import UUID

from deepdive.core.artefact import Written
from deepdive.core.board import Board
from deepdive.curriculum.current import pack
from deepdive.workbook.document import YDoc, read_board, written
from deepdive.workbook.entries import stored


@dataclass(frozen=True)
class Reading:
    """What a workbook says, and the journal entry up to which it was read."""

    document: YDoc
    written: Written
    as_of: int


def read_workbook(workbook_id: UUID, *, up_to: int | None = None) -> Reading:
    """The workbook as it is on the disk now; with ``up_to`` as it was when that entry was the last."""
    found = stored(workbook_id, up_to=up_to)
    document = found.document()
    return Reading(document=document, written=written(document, pack().artefacts), as_of=found.as_of)


@dataclass(frozen=True)
class BoardReading:
    """What a board says, and the journal entry up to which it was read."""

    board: Board
    as_of: int


def read_board_now(workbook_id: UUID, board_id: str, *, up_to: int | None = None) -> BoardReading:
    """The board as it is on the disk now; with ``up_to`` as it was when that entry was the last."""
    found = stored(workbook_id, up_to=up_to)
    return BoardReading(board=read_board(found.document(), board_id), as_of=found.as_of)
