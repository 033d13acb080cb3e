"""The answers of the demonstration to the questions of advice: those of one of the pack's scenarios."""

from datetime import datetime

from deepdive.advice.actions import SavedAnswer, save_answers
from deepdive.core.facts import read_facts
from deepdive.curriculum.current import pack
from deepdive.programme.models import Cohort


def add_answers(cohort: Cohort, scenario: str, *, now: datetime) -> None:
    """Answer like that scenario; a pack without it, or none, leaves everything open."""
    like = pack().advice.scenarios.get(scenario)
    seat = cohort.seats.select_related("person").order_by("number").first()
    if like is not None and seat is not None:
        given = read_facts(pack().advice, like.answers.items()).given
        answers = {question: SavedAnswer(value) for question, value in given.items()}
        save_answers(cohort, answers, by=seat.person, now=now)
