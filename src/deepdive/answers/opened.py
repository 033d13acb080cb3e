"""An activity as somebody finds it: what they can answer, or what everybody has answered."""

from dataclasses import dataclass, replace

from deepdive.answers.forms import AnswerForm, HiddenNotesForm, VoteForm
from deepdive.answers.models import HiddenNote
from deepdive.answers.queries import (
    CountedQuestion,
    answered,
    answers_of,
    dots,
    dots_of,
    hidden_notes_of,
    how_many_hidden,
    results,
)
from deepdive.answers.visit import Visit
from deepdive.core.access import Act
from deepdive.core.activity import Activity, ActivityKind
from deepdive.core.asking import Asking, hides_notes, takes_votes
from deepdive.core.dots import Dotted
from deepdive.core.poll import Value, questions
from deepdive.people.models import Person
from deepdive.workbook.board_form import BoardForm
from deepdive.workbook.board_views import open_board


@dataclass(frozen=True, kw_only=True)
class DotsOfRound:
    """The notes with dots in one round."""

    round: int
    notes: tuple[Dotted, ...]


@dataclass(frozen=True, kw_only=True)
class Opened:
    """What a page shows of an activity. ``address`` is its own page, below which its forms go.

    A form is None where it is not for this person or not for now. ``answered`` is how many have, and
    ``counted`` and ``dotted`` are empty until the answers are shown; they hold the first round beside the
    current one. ``hidden`` is how many notes are not on the board yet. ``beside`` is the person at the
    visitor's screen who answers; None where it is the visitor.
    """

    activity: Activity
    asking: Asking
    address: str
    takes_answers: bool
    leads: bool
    answered: int = 0
    form: AnswerForm | None = None
    vote_form: VoteForm | None = None
    notes_form: HiddenNotesForm | None = None
    board: BoardForm | None = None
    counted: tuple[CountedQuestion, ...] = ()
    dotted: tuple[DotsOfRound, ...] = ()
    hidden: int = 0
    beside: Person | None = None

    @property
    def is_taking(self) -> bool:
        """Whether this person can answer, vote or write a hidden note now."""
        return bool(self.form or self.vote_form or self.notes_form)

    @property
    def query(self) -> str:
        """What follows the address of the page where this person answers."""
        return f"?for={self.beside.pk}" if self.beside else ""

    @property
    def has_answered(self) -> bool:
        """Whether this person has answered, voted or written a note in this round."""
        return bool(
            (self.form and self.form.has_answered)
            or (self.vote_form and self.vote_form.has_voted)
            or (self.notes_form and self.notes_form.has_notes)
        )

    @property
    def state(self) -> str:
        """Changes when people have to see something else, and not while others answer."""
        return f"{self.activity.id}/{self.asking.round}/{'shown' if self.asking.is_shown else 'asked'}"

    @property
    def said(self) -> str:
        """What has happened to it, as people are told."""
        votes = takes_votes(self.activity, self.asking)
        if self.asking.is_shown:
            notes = "All notes are shown" if self.activity.is_silent else "The answers are shown"
            return "The votes are shown" if votes else notes
        if self.asking.round == 0:
            return "You can vote now" if votes else "You can answer now"
        if votes:
            is_first = self.activity.is_silent and self.asking.round == 1
            return "The vote has started" if is_first else "You can vote again"
        return "You are asked again"

    @property
    def show_words(self) -> str:
        """What the button says that shows everybody the answers."""
        if hides_notes(self.activity, self.asking):
            return "Show all notes"
        return "Show the votes" if self.activity.votes else "Show the answers"

    @property
    def again_words(self) -> str:
        """What the button says that asks once more."""
        if self.activity.votes:
            is_first = self.activity.is_silent and self.asking.round == 0
            return "Start the vote" if is_first else "Vote again"
        return "Ask again"

    @property
    def first_form(self) -> AnswerForm | VoteForm | HiddenNotesForm | None:
        """The form whose errors the page tells at its top."""
        forms = (self.form, self.vote_form, self.notes_form)
        return next((form for form in forms if form is not None and form.errors), None)


def open_activity(visit: Visit) -> Opened:
    """The activity as the person finds it."""
    activity, session, asking = visit.activity, visit.session, visit.asking
    is_board = activity.kind is ActivityKind.BOARD
    takes_answers = bool(activity.votes or activity.is_silent) if is_board else bool(questions(activity))
    opened = Opened(
        activity=activity,
        asking=asking,
        address=visit.address,
        takes_answers=takes_answers,
        leads=visit.access.may(Act.RUN_ROOM),
        answered=answered(session, activity, asking.round) if takes_answers else 0,
        hidden=how_many_hidden(session, activity) if activity.is_silent else 0,
        beside=visit.beside,
    )
    if is_board:
        return _with_board(opened, visit)
    if not takes_answers:
        return opened
    if visit.may_answer:
        before = answers_before(visit)
        return replace(opened, form=AnswerForm(activity=activity, before=before))
    if asking.is_shown:
        return replace(opened, counted=results(session, activity, rounds=_rounds(asking)))
    return opened


def answers_before(visit: Visit) -> dict[str, Value]:
    """What the person has answered so far, by item. What somebody answered on a screen of their own is not
    shown on another's."""
    if visit.beside:
        return {}
    return answers_of(visit.session, visit.activity, round=visit.asking.round, voter=visit.voter)


def notes_before(visit: Visit) -> list[HiddenNote]:
    """The person's own hidden notes; the same goes for them."""
    return [] if visit.beside else hidden_notes_of(visit.session, visit.activity, voter=visit.voter)


def _chosen_before(visit: Visit) -> frozenset[str]:
    if visit.beside:
        return frozenset()
    return dots_of(visit.session, visit.activity, round=visit.asking.round, voter=visit.voter)


def _with_board(opened: Opened, visit: Visit) -> Opened:
    activity, session, asking = visit.activity, visit.session, visit.asking
    if hides_notes(activity, asking):
        if not visit.may_answer:
            return opened
        own = notes_before(visit)
        return replace(opened, notes_form=HiddenNotesForm(activity=activity, notes=own))
    form = open_board(activity, visit.access)
    opened = replace(opened, board=form)
    if not takes_votes(activity, asking):
        return opened
    board = form.shown
    if visit.may_answer:
        chosen = _chosen_before(visit)
        return replace(opened, vote_form=VoteForm(activity=activity, board=board, chosen=chosen))
    if asking.is_shown:
        # on a silent board the first round was for writing
        rounds = _rounds(asking, first=1 if activity.is_silent else 0)
        found = dots(session, activity, board, rounds=rounds)
        dotted = tuple(DotsOfRound(round=number, notes=found[number]) for number in rounds)
        return replace(opened, dotted=dotted)
    return opened


def _rounds(asking: Asking, *, first: int = 0) -> tuple[int, ...]:
    return (first, asking.round) if asking.round > first else (asking.round,)
