"""Writes of answers, votes and hidden notes. Whether they are taken now is for the caller to check, with
:func:`~deepdive.core.asking.check_taking`.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from deepdive.answers.models import Answer, Dot, HiddenNote
from deepdive.answers.voter import order_of
from deepdive.core.activity import Activity
from deepdive.core.board import Board, Note
from deepdive.core.dots import spend
from deepdive.core.poll import Value
from deepdive.core.refused import Refused
from deepdive.core.tally import shuffled
from deepdive.programme.models import Session
from deepdive.workbook.actions import write_board
from deepdive.workbook.queries import read_board_now

MOST_NOTES = 30


@dataclass(frozen=True)
class OwnNote:
    """A hidden note as its writer wants it. With an empty text it goes."""

    id: UUID
    heading: str
    text: str


def save_answers(
    session: Session,
    activity: Activity,
    answers: Mapping[str, Value | None],
    *,
    voter: str,
    round: int,  # noqa: A002 - the rules' word
) -> None:
    """Keep somebody's answers, by item, in place of those they gave before; None takes an answer back."""
    here = {"session": session, "activity": activity.id, "round": round, "voter": voter}
    with transaction.atomic():
        _wait_for_others(session)
        Answer.objects.filter(
            **here, item__in=[item for item, value in answers.items() if value is None]
        ).delete()
        Answer.objects.bulk_create(
            [Answer(**here, item=item, value=value) for item, value in answers.items() if value is not None],
            update_conflicts=True,
            unique_fields=["session", "activity", "item", "round", "voter"],
            update_fields=["value"],
        )


def vote(
    session: Session,
    activity: Activity,
    chosen: Sequence[str],
    *,
    board: Board,
    voter: str,
    round: int,  # noqa: A002
) -> None:
    """Put somebody's dots on these notes of the board and on no others. Refused as
    :func:`~deepdive.core.dots.spend`.
    """
    notes = spend(chosen, budget=activity.votes, board=board)
    mine = Dot.objects.filter(session=session, activity=activity.id, round=round, voter=voter)
    with transaction.atomic():
        _wait_for_others(session)
        mine.exclude(note__in=notes).delete()
        kept = dict(mine.values_list("note", "slot"))
        free = (slot for slot in range(1, activity.votes + 1) if slot not in kept.values())
        Dot.objects.bulk_create(
            Dot(
                session=session,
                activity=activity.id,
                round=round,
                voter=voter,
                note=note,
                slot=next(free),
                budget=activity.votes,
            )
            for note in notes
            if note not in kept
        )


def write_hidden_notes(session: Session, activity: Activity, notes: Iterable[OwnNote], *, voter: str) -> None:
    """Keep somebody's notes for a silent board as they want them. The same note sent twice is one note.

    Refused with ``too-many-notes``, and with ``not-your-note`` for the id of somebody else's.
    """
    wanted = list(notes)
    here = {"session": session, "activity": activity.id, "voter": voter}
    with transaction.atomic():
        _wait_for_others(session)
        ids = [note.id for note in wanted]
        if HiddenNote.objects.filter(pk__in=ids).exclude(**here).exists():
            raise Refused("not-your-note", "This note is not yours to change. Load the page again.")
        HiddenNote.objects.filter(**here, pk__in=[note.id for note in wanted if not note.text]).delete()
        HiddenNote.objects.bulk_create(
            [
                HiddenNote(**here, pk=note.id, heading=note.heading, text=note.text)
                for note in wanted
                if note.text
            ],
            update_conflicts=True,
            unique_fields=["id"],
            update_fields=["heading", "text"],
        )
        if HiddenNote.objects.filter(**here).count() > MOST_NOTES:
            raise Refused("too-many-notes", f"Write {MOST_NOTES} notes or fewer. Put some together.")


def show_hidden_notes(session: Session, activity: Activity) -> int:
    """Put all hidden notes on the board, in one edit, shuffled, and without a name. Returns how many.

    Each note has its id from the start, so when two people press at once, or one presses again after a
    crash, every note is still there once. Refused as :func:`~deepdive.workbook.actions.write_board`.
    """
    rows = {str(row.pk): row for row in HiddenNote.objects.filter(session=session, activity=activity.id)}
    if not rows:
        return 0
    line = shuffled(rows, seed=order_of(session.pk, activity.id))
    fresh = [Note(note_id, rows[note_id].text, rows[note_id].heading) for note_id in line]

    def with_them(board: Board) -> Board:
        there = {note.id for note in board.notes}
        for note in fresh:
            if note.id not in there:
                board = board.with_note(note)
        return board

    as_of = read_board_now(session.cohort_id, activity.id).as_of
    write_board(session.cohort_id, activity.id, with_them, as_of=as_of, author_id=None)
    HiddenNote.objects.filter(pk__in=rows).delete()
    return len(fresh)


def _wait_for_others(session: Session) -> None:
    """One write to a session's answers at a time until the end of the transaction: of two that somebody
    sends at once, all of one is kept and nothing of the other. SQLite does this anyway."""
    Session.objects.select_for_update(no_key=True).get(pk=session.pk)
