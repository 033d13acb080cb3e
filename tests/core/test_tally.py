"""What answers come to."""

from collections import Counter
from dataclasses import replace
from statistics import mean, median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deepdive.core.activity import Asks, Choice
from deepdive.core.poll import Value
from deepdive.core.tally import (
    Choices,
    Counted,
    Numbers,
    Placed,
    Ranking,
    Result,
    Texts,
    TooFew,
    Words,
    count,
    shuffled,
)
from tests.core.test_poll import question

BEDS, CALLS, VISITS = "Beds", "Calls", "Visits"
NAMES = (BEDS, CALLS, VISITS)


def result(asks: Asks, *values: Value) -> Result:
    return count(question(asks), values, seed="s")


def test_choices_are_counted_in_their_order_with_how_many_answered() -> None:
    assert result(Asks.SINGLE, CALLS, BEDS, CALLS) == Choices(
        n=3,
        counts=(Counted(BEDS, 1, 3), Counted(CALLS, 2, 3), Counted(VISITS, 0, 3)),
        leading=(CALLS,),
        explained=(),
    )


def test_a_tie_is_all_that_lead_and_no_answers_lead_nowhere() -> None:
    tied, nothing = result(Asks.SINGLE, CALLS, BEDS), result(Asks.SINGLE)
    assert isinstance(tied, Choices)
    assert isinstance(nothing, Choices)
    assert (tied.leading, nothing.leading, nothing.n) == ((BEDS, CALLS), (), 0)


def test_whoever_chooses_several_is_counted_once_among_those_who_answered() -> None:
    found = result(Asks.MULTIPLE, (BEDS, CALLS), (BEDS,), ())
    assert isinstance(found, Choices)
    assert [(one.n, one.of, one.percent) for one in found.counts] == [(2, 2, 100), (1, 2, 50), (0, 2, 0)]


def test_a_quiz_explains_what_is_right_and_each_mistake_that_somebody_made() -> None:
    right = Choice(text=BEDS, is_right=True, explanation="Because.")
    made = Choice(text=CALLS, explanation="Mixes up two words.")
    not_made = Choice(text=VISITS, explanation="Mixes up two others.")
    quiz = replace(question(Asks.SINGLE), choices=(right, made, not_made), is_quiz=True)
    found = count(quiz, [CALLS], seed="s")
    nothing = count(quiz, [], seed="s")
    assert isinstance(found, Choices)
    assert isinstance(nothing, Choices)
    assert (found.explained, nothing.explained) == ((right, made), (right,))


def test_outside_a_quiz_every_explanation_is_shown() -> None:
    explained = Choice(text=BEDS, explanation="It counts.")
    sort = replace(question(Asks.SINGLE), choices=(explained, Choice(text=CALLS)))
    found = count(sort, [], seed="s")
    assert isinstance(found, Choices)
    assert found.explained == (explained,)


def test_numbers_have_a_distribution_and_a_middle() -> None:
    found = result(Asks.SCALE, 3, 10, 4, 3)
    assert isinstance(found, Numbers)
    assert (found.n, found.median) == (4, 3.5)
    assert {one.text: one.n for one in found.counts if one.n} == {"3": 2, "4": 1, "10": 1}
    assert [one.text for one in found.counts] == [str(number) for number in range(11)]


def test_no_numbers_have_no_middle() -> None:
    found = result(Asks.SCALE)
    assert isinstance(found, Numbers)
    assert (found.n, found.median) == (0, None)


def test_a_private_rating_is_shown_from_five_answers_up() -> None:
    private = replace(question(Asks.SCALE), is_private=True)
    five = count(private, [1, 2, 3, 4, 5], seed="s")
    assert count(private, [1, 2, 3, 4], seed="s") == TooFew(n=4)
    assert isinstance(five, Numbers)
    assert five.n == 5


def test_a_ranking_is_by_mean_place_and_equal_means_are_a_tie() -> None:
    assert result(Asks.RANKING, (BEDS, CALLS, VISITS), (CALLS, BEDS, VISITS)) == Ranking(
        n=2,
        places=(
            Placed(text=BEDS, place=1, mean=1.5, is_tie=True),
            Placed(text=CALLS, place=1, mean=1.5, is_tie=True),
            Placed(text=VISITS, place=3, mean=3.0, is_tie=False),
        ),
    )
    assert result(Asks.RANKING) == Ranking(n=0, places=())


def test_words_that_differ_in_capitals_and_stops_are_one_in_its_most_usual_spelling() -> None:
    assert result(Asks.WORDS, ("Slow", "kind"), ("slow.",), ("slow", "SLOW")) == Words(
        n=3, counts=(Counted("slow", 3, 3), Counted("kind", 1, 3))
    )


def test_words_as_frequent_stand_in_the_order_of_the_alphabet() -> None:
    found = result(Asks.WORDS, ("zeal",), ("Arid",))
    assert isinstance(found, Words)
    assert [one.text for one in found.counts] == ["Arid", "zeal"]


def test_texts_stand_in_an_order_that_does_not_depend_on_when_they_came() -> None:
    one, other = result(Asks.OPEN, "a", "b", "c", "d"), result(Asks.OPEN, "d", "c", "b", "a")
    assert one == other
    assert isinstance(one, Texts)
    assert (one.n, sorted(one.texts)) == (4, ["a", "b", "c", "d"])


def test_another_seed_is_another_order() -> None:
    texts = [str(number) for number in range(20)]
    assert shuffled(texts, seed="one") != shuffled(texts, seed="other")


@pytest.mark.parametrize(
    ("asks", "value"),
    [(Asks.SINGLE, "Gone"), (Asks.MULTIPLE, ("Gone",)), (Asks.SCALE, 11), (Asks.RANKING, (BEDS, "Gone"))],
)
def test_an_answer_that_the_question_no_longer_has_is_not_counted(asks: Asks, value: Value) -> None:
    found = result(asks, value)
    assert not isinstance(found, TooFew)
    assert found.n == 0


@given(st.lists(st.sampled_from(NAMES), max_size=50))
def test_counts_of_one_choice_each_add_up_to_those_who_answered(chosen: list[str]) -> None:
    found = result(Asks.SINGLE, *chosen)
    assert isinstance(found, Choices)
    assert {one.text: one.n for one in found.counts} == {name: chosen.count(name) for name in NAMES}
    assert sum(one.n for one in found.counts) == found.n == len(chosen)
    best = max(Counter(chosen).values(), default=0)
    assert all(chosen.count(name) == best for name in found.leading)


@given(st.lists(st.integers(0, 10), min_size=1, max_size=50))
def test_the_distribution_has_every_number_and_the_library_agrees_on_the_middle(numbers: list[int]) -> None:
    found = result(Asks.SCALE, *numbers)
    assert isinstance(found, Numbers)
    assert [one.n for one in found.counts] == [numbers.count(number) for number in range(11)]
    assert found.median == median(numbers)


@given(st.lists(st.permutations(NAMES).map(tuple), min_size=1, max_size=30))
def test_a_ranking_orders_by_mean_and_no_order_of_arrival_changes_it(
    rankings: list[tuple[str, ...]],
) -> None:
    found = result(Asks.RANKING, *rankings)
    assert isinstance(found, Ranking)
    assert found == result(Asks.RANKING, *reversed(rankings))
    assert [one.mean for one in found.places] == sorted(one.mean for one in found.places)
    for one in found.places:
        assert one.mean == pytest.approx(mean(ranking.index(one.text) + 1 for ranking in rankings), abs=0.005)
