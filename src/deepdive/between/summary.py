"""What came of a session: for everybody with a part in the cohort, on screen and on paper."""

from dataclasses import dataclass
from datetime import datetime

from deepdive.answers.queries import CountedQuestion, dots, results
from deepdive.between.queries import artefacts_used
from deepdive.core.activity import Activity, ActivityKind
from deepdive.core.agenda import Agenda, Phase
from deepdive.core.artefact import Artefact, Used
from deepdive.core.dots import Dotted
from deepdive.core.held import BlockTime, block_times, held_at
from deepdive.core.poll import questions
from deepdive.core.series import Workshop
from deepdive.curriculum.current import pack
from deepdive.programme.models import Session
from deepdive.room.attendance import SeatAttended, attendance_of
from deepdive.room.models import Decision, ParkedQuestion
from deepdive.room.queries import open_questions, read_room
from deepdive.workbook.queries import read_board_now, read_workbook


@dataclass(frozen=True)
class DotsOfRound:
    """The notes with dots in one round."""

    notes: tuple[Dotted, ...]


@dataclass(frozen=True, kw_only=True)
class Shown:
    """An activity whose answers everybody has seen, with the results of its first round and its last."""

    activity: Activity
    counted: tuple[CountedQuestion, ...] = ()
    dotted: tuple[DotsOfRound, ...] = ()


@dataclass(frozen=True, kw_only=True)
class WrittenArtefact:
    """A document of the workshop, and whether anything is written in it yet."""

    artefact: Artefact
    is_begun: bool


@dataclass(frozen=True, kw_only=True)
class Summary:
    """What came of a session. ``people`` are all with a seat and ``there`` is how many of them came."""

    session: Session
    workshop: Workshop
    agenda: Agenda
    held_at: datetime | None
    decisions: tuple[Decision, ...]
    open_questions: tuple[ParkedQuestion, ...]
    answered_questions: tuple[ParkedQuestion, ...]
    shown: tuple[Shown, ...]
    written: tuple[WrittenArtefact, ...]
    boards: tuple[Activity, ...]
    to_write: tuple[Artefact, ...]
    times: tuple[BlockTime, ...]
    people: tuple[SeatAttended, ...]

    @property
    def there(self) -> int:
        """How many of those with a seat were there."""
        return sum(one.attended.was_there for one in self.people)

    @property
    def has_begun(self) -> bool:
        """Whether a block has run."""
        return bool(self.agenda.ran)

    @property
    def planned(self) -> int:
        """How many minutes the session was planned for."""
        return sum(self.agenda.sheet.minutes)

    @property
    def took(self) -> int:
        """How many minutes its blocks took."""
        return sum(one.took or 0 for one in self.times)


def summary_of(session: Session, *, now: datetime) -> Summary:
    """The summary as it is now."""
    agenda = read_room(session).agenda
    workshop = pack().series.workshop(session.number)
    asked = tuple(open_questions(session))
    opened = [block.opens for block in workshop.blocks if block.opens]
    activities = [pack().activities[one] for one in dict.fromkeys(opened) if one in pack().activities]
    written = read_workbook(session.cohort_id).written
    return Summary(
        session=session,
        workshop=workshop,
        agenda=agenda,
        held_at=held_at(agenda, now=now),
        decisions=tuple(session.decisions.all()),
        open_questions=tuple(question for question in asked if not question.answer),
        answered_questions=tuple(question for question in asked if question.answer),
        shown=tuple(_shown(session, one, agenda) for one in activities if one.id in agenda.revealed),
        written=tuple(
            WrittenArtefact(artefact=artefact, is_begun=any(written.get(artefact.id, {}).values()))
            for artefact in (
                pack().artefacts[one] for one in dict.fromkeys(opened) if one in pack().artefacts
            )
        ),
        boards=tuple(one for one in activities if one.kind is ActivityKind.BOARD),
        to_write=tuple(artefacts_used(session.number, Used.FOLLOW_UP)),
        times=block_times(agenda, now=now),
        people=attendance_of(session, agenda, now=now),
    )


def is_live(summary: Summary) -> bool:
    """Whether the session runs at the moment, so that more may come."""
    return summary.agenda.phase in (Phase.OPEN, Phase.RUNNING) and summary.held_at is None


def _shown(session: Session, activity: Activity, agenda: Agenda) -> Shown:
    latest = agenda.round_of(activity.id)
    # on a silent board the first round is for writing
    first = 1 if activity.is_silent else 0
    rounds = (first, latest) if latest > first else (latest,)
    if activity.kind is not ActivityKind.BOARD:
        counted = results(session, activity, rounds=rounds) if questions(activity) else ()
        return Shown(activity=activity, counted=counted)
    if not activity.votes or latest < first:
        return Shown(activity=activity)
    board = read_board_now(session.cohort_id, activity.id).board
    found = dots(session, activity, board, rounds=rounds)
    return Shown(activity=activity, dotted=tuple(DotsOfRound(found[number]) for number in rounds))
