"""Reads of answers, votes and hidden notes."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from deepdive.answers.models import Answer, Dot, HiddenNote
from deepdive.answers.voter import order_of
from deepdive.core.activity import Activity, Asks
from deepdive.core.board import Board
from deepdive.core.dots import Dotted, ordered
from deepdive.core.poll import Question, Value, questions
from deepdive.core.tally import Result, count
from deepdive.programme.models import Session

_TEMPLATES = {
    Asks.SINGLE: "_choices.html",
    Asks.MULTIPLE: "_choices.html",
    Asks.SCALE: "_numbers.html",
    Asks.RANKING: "_ranking.html",
    Asks.WORDS: "_words.html",
    Asks.OPEN: "_texts.html",
}


@dataclass(frozen=True)
class CountedQuestion:
    """A question with its result in each round that is shown, the first before the current one."""

    question: Question
    results: tuple[Result, ...]

    @property
    def latest(self) -> Result:
        """The current round's."""
        return self.results[-1]

    @property
    def template(self) -> str:
        """What shows one result of the question."""
        return f"answers/{_TEMPLATES[self.question.asks]}"


def answered(session: Session, activity: Activity, round: int) -> int:  # noqa: A002 - the rules' word
    """How many people have answered, voted or written a hidden note in that round."""
    here = {"session": session, "activity": activity.id}
    voters = set(Answer.objects.filter(**here, round=round).values_list("voter", flat=True).distinct())
    if activity.votes:
        voters |= set(Dot.objects.filter(**here, round=round).values_list("voter", flat=True).distinct())
    if activity.is_silent and round == 0:
        voters |= set(HiddenNote.objects.filter(**here).values_list("voter", flat=True).distinct())
    return len(voters)


def answers_of(session: Session, activity: Activity, *, round: int, voter: str) -> dict[str, Value]:  # noqa: A002
    """What somebody has answered in that round, by item."""
    rows = Answer.objects.filter(session=session, activity=activity.id, round=round, voter=voter)
    return {item: _value(value) for item, value in rows.values_list("item", "value")}


def results(session: Session, activity: Activity, *, rounds: tuple[int, ...]) -> tuple[CountedQuestion, ...]:
    """Each question of the activity with its result in each of these rounds."""
    rows = Answer.objects.filter(session=session, activity=activity.id, round__in=rounds)
    given: dict[tuple[str, int], list[Value]] = {}
    for item, number, value in rows.values_list("item", "round", "value"):
        given.setdefault((item, number), []).append(_value(value))
    seed = order_of(session.pk, activity.id)
    return tuple(
        CountedQuestion(
            question,
            tuple(count(question, given.get((question.id, number), []), seed=seed) for number in rounds),
        )
        for question in questions(activity)
    )


def dots_of(session: Session, activity: Activity, *, round: int, voter: str) -> frozenset[str]:  # noqa: A002
    """The ids of the notes that somebody has voted for in that round."""
    rows = Dot.objects.filter(session=session, activity=activity.id, round=round, voter=voter)
    return frozenset(rows.values_list("note", flat=True))


def dots(
    session: Session, activity: Activity, board: Board, *, rounds: tuple[int, ...]
) -> Mapping[int, tuple[Dotted, ...]]:
    """For each of these rounds the notes with dots, most dots first."""
    rows = Dot.objects.filter(session=session, activity=activity.id, round__in=rounds)
    votes: dict[int, list[str]] = {number: [] for number in rounds}
    for number, note in rows.values_list("round", "note"):
        votes[number].append(note)
    return {number: ordered(board, votes[number]) for number in rounds}


def hidden_notes_of(session: Session, activity: Activity, *, voter: str) -> list[HiddenNote]:
    """Somebody's own notes that nobody else sees yet."""
    return list(HiddenNote.objects.filter(session=session, activity=activity.id, voter=voter).order_by("pk"))


def how_many_hidden(session: Session, activity: Activity) -> int:
    """How many notes are not on the board yet."""
    return HiddenNote.objects.filter(session=session, activity=activity.id).count()


def _value(stored: Any) -> Value:
    return tuple(stored) if isinstance(stored, list) else stored
