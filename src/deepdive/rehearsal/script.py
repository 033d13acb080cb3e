"""What simulated attendees write and answer: the worked examples of the pack, and choices by lot."""

import uuid
from datetime import datetime
from random import Random

from deepdive.answers.actions import OwnNote, save_answers, vote, write_hidden_notes
from deepdive.answers.voter import voter_of
from deepdive.core.activity import Activity, ActivityKind, Asks
from deepdive.core.agenda import Agenda
from deepdive.core.artefact import Artefact, Field, FieldKind, Value
from deepdive.core.board import Board, Note
from deepdive.core.poll import Question, questions
from deepdive.core.poll import Value as Answer
from deepdive.core.series import Block
from deepdive.curriculum.current import pack
from deepdive.people.models import Person
from deepdive.programme.models import Session
from deepdive.room.grouping import own_copy
from deepdive.workbook.actions import write_board, write_fields
from deepdive.workbook.document import KeptRow, RowEdits
from deepdive.workbook.document import written as said
from deepdive.workbook.queries import read_board_now, read_workbook

SAYS = "A note of a simulated attendee"
WORDS = ("time", "trust", "data")


def question(block: Block) -> str:
    """What somebody asks."""
    return f"A simulated question about “{block.title}”: what should we do first?"


def write_now(session: Session, agenda: Agenda, block: Block, person: Person, *, now: datetime) -> None:
    """Write one field of the artefact that is open (while groups are apart, of the group's own copy), or a
    note on the board; nothing where nothing is to be written."""
    lot = _lot(session, block, person)
    opens = block.opens or ""
    if opens in pack().artefacts:
        copy = own_copy(session, agenda, person.pk, now=now)
        _write_field(session, pack().artefacts[opens], person, lot, group=copy.id if copy else "")
    elif opens in pack().activities:
        activity = pack().activities[opens]
        if activity.kind is ActivityKind.BOARD:
            _write_note(session, agenda, activity, person, lot)


def answer_now(session: Session, agenda: Agenda, block: Block, person: Person) -> None:
    """Answer the questions of the activity that is open, or vote, unless its answers are shown already."""
    activity = pack().activities.get(block.opens or "")
    if activity is None or activity.id in agenda.revealed:
        return
    lot, round_ = _lot(session, block, person), agenda.round_of(activity.id)
    voter = voter_of(session.cohort_id, person.pk)
    asked = questions(activity)
    if asked:
        answers = {one.id: _answer(one, lot) for one in asked}
        save_answers(session, activity, answers, voter=voter, round=round_)
    elif activity.votes and not (activity.is_silent and round_ == 0):
        board = read_board_now(session.cohort_id, activity.id).board
        notes = [note.id for note in board.notes]
        chosen = lot.sample(notes, min(activity.votes, len(notes)))
        vote(session, activity, chosen, board=board, voter=voter, round=round_)


def _write_field(session: Session, artefact: Artefact, person: Person, lot: Random, *, group: str) -> None:
    example = lot.choice(artefact.examples)
    written = [field for field in artefact.fields if example.values.get(field.id)]
    reading = read_workbook(session.cohort_id)
    there = said(reading.document, {artefact.id: artefact}, group=group)[artefact.id]
    empty = [field for field in written if not there.get(field.id)]
    rows = [field for field in written if field.kind is FieldKind.ROWS]
    if not (empty or rows):
        return
    field = lot.choice(empty or rows)
    edit = _edit(field, example.values[field.id], there.get(field.id), lot)
    write_fields(
        session.cohort_id,
        artefact,
        {field.id: edit},
        as_of=reading.as_of,
        author_id=person.pk,
        group=group,
    )


def _edit(field: Field, value: Value, before: Value | None, lot: Random) -> str | RowEdits:
    if isinstance(value, str):
        return value
    there = [dict(row) for row in before or () if not isinstance(row, str)]
    new = [row for row in value if dict(row) not in there]
    if len(there) >= field.limit or not new:
        return RowEdits(rows=())
    return RowEdits(rows=(KeptRow(str(uuid.uuid4()), dict(lot.choice(new))),))


def _write_note(session: Session, agenda: Agenda, activity: Activity, person: Person, lot: Random) -> None:
    heading = lot.choice([item.id for item in activity.items] or [""])
    text = f"{SAYS} ({lot.randint(1, 99)})"
    hides = activity.is_silent and agenda.round_of(activity.id) == 0 and activity.id not in agenda.revealed
    if hides:
        own = OwnNote(id=uuid.uuid4(), heading=heading, text=text)
        voter = voter_of(session.cohort_id, person.pk)
        write_hidden_notes(session, activity, [own], voter=voter)
        return
    note = Note(str(uuid.uuid4()), text, heading)

    def with_note(board: Board) -> Board:
        return board.with_note(note)

    as_of = read_board_now(session.cohort_id, activity.id).as_of
    write_board(session.cohort_id, activity.id, with_note, as_of=as_of, author_id=person.pk)


def _answer(asked: Question, lot: Random) -> Answer:
    match asked.asks:
        case Asks.SINGLE:
            return lot.choice(asked.texts)
        case Asks.MULTIPLE:
            return tuple(lot.sample(asked.texts, lot.randint(1, len(asked.texts))))
        case Asks.RANKING:
            return tuple(lot.sample(asked.texts, len(asked.texts)))
        case Asks.SCALE:
            return lot.choice(asked.scale.numbers)
        case Asks.WORDS:
            return (lot.choice(WORDS),)
        case Asks.OPEN:
            return SAYS


def _lot(session: Session, block: Block, person: Person) -> Random:
    """Chance that falls the same way each time for a person in a block of a session."""
    return Random(f"{session.pk}/{block.id}/{person.pk}")  # noqa: S311 - a lot, not a secret
