"""Activities that ask in every way, and a cohort of people who answer."""

from dataclasses import dataclass, replace

from django.utils import timezone

from deepdive.answers.voter import voter_of
from deepdive.core.activity import Activity, ActivityKind, Asks, Choice, Item, Scale
from deepdive.core.board import Board, Note
from deepdive.people.models import Person
from deepdive.programme.actions import invite
from deepdive.programme.models import Session
from deepdive.workbook.document import BoardEdits, YDoc, change_board
from deepdive.workbook.models import JournalEntry
from tests.factories import add_cohort, invitee


def _activity(name: str, kind: ActivityKind, *items: Item) -> Activity:
    return Activity(
        id=name, kind=kind, title=f"The {name}", steps=("Answer alone.",), items=items, sources=()
    )


FRUIT = (Choice(text="Apple"), Choice(text="Pear"), Choice(text="Plum"))
_POLL = _activity(
    "survey",
    ActivityKind.POLL,
    Item(id="one", text="Which one?", choices=FRUIT),
    Item(id="some", text="Which ones?", choices=FRUIT, asks=Asks.MULTIPLE),
    Item(id="order", text="In which order?", choices=FRUIT, asks=Asks.RANKING),
    Item(id="sure", text="How sure are you?", asks=Asks.SCALE),
    Item(id="words", text="In a word?", asks=Asks.WORDS),
    Item(id="why", text="Why?"),
)
SURVEY = replace(_POLL, scale=Scale(low="I guess", high="I know"))
QUIZ = _activity(
    "quiz",
    ActivityKind.QUIZ,
    Item(
        id="bulb",
        text="Does a bulb learn?",
        choices=(
            Choice(text="Yes", explanation="Mixes up light and learning."),
            Choice(text="No", is_right=True, explanation="It follows a switch."),
            Choice(text="Perhaps", explanation="Takes doubt for care."),
        ),
    ),
)
RATING = _activity("rating", ActivityKind.RATING, Item(id="explain", text="I can explain it."))
PROMPTS = (Item(id="slow", text="What is slow?"), Item(id="good", text="What is good?"))
BOARD = replace(_activity("board", ActivityKind.BOARD, *PROMPTS), votes=2)
SILENT = replace(_activity("silent", ActivityKind.BOARD, *PROMPTS), votes=2, is_silent=True)
ACTIVITIES = {activity.id: activity for activity in (SURVEY, QUIZ, RATING, BOARD, SILENT)}
NOTES = Board(notes=tuple(Note(f"n{number}", f"Note {number}", "slow") for number in range(1, 5)))


@dataclass(frozen=True)
class Room:
    """A session with people in it, each by their voter."""

    session: Session
    people: list[Person]

    @property
    def voters(self) -> list[str]:
        return [voter_of(self.session.cohort_id, person.pk) for person in self.people]


def add_room(*, people: int = 3) -> Room:
    """The first session of a new cohort with so many attendees."""
    cohort = add_cohort()
    by = cohort.organisation.memberships.get().person
    jobs = [invitee(f"Nurse {number}") for number in range(people)]
    seats = invite(cohort, jobs, by=by, now=timezone.now())
    return Room(cohort.sessions.get(number=1), [seat.person for seat in seats])


def write_on(board: Activity, session: Session, wanted: Board = NOTES) -> None:
    """Put these notes on a board that is empty, past the journal's own thread."""
    update = change_board(YDoc(), board.id, BoardEdits.between(Board(), wanted))
    assert update
    JournalEntry.objects.create(workbook_id=session.cohort_id, update=update)
