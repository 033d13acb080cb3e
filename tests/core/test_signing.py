"""Signatures in an order that nobody can skip."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deepdive.core.refused import Refused
from deepdive.core.signing import (
    MOST_SIGNERS,
    Answer,
    Place,
    Stage,
    check_ask,
    check_order,
    check_turn,
    stage_of,
    whose_turn,
)

ANN, BEN, CAT, OUTSIDER = 11, 12, 13, 99
NAMES = {ANN: "Ann", BEN: "Ben", CAT: "Cat"}


def places(*answers: Answer) -> list[Place]:
    """Ann, Ben and Cat with what each has said."""
    said = [*answers, *[Answer.WAITING] * (3 - len(answers))]
    return [
        Place(number=number, person=person, name=NAMES[person], answer=answer)
        for number, (person, answer) in enumerate(zip(NAMES, said, strict=True), 1)
    ]


def code_of(found: list[Place], *, by: int, is_newest: bool = True, is_intact: bool = True) -> str:
    with pytest.raises(Refused) as refused:
        check_turn(found, by=by, is_newest=is_newest, is_intact=is_intact)
    return refused.value.code


@pytest.mark.parametrize(
    ("said", "stage", "turn"),
    [
        ((), Stage.OPEN, ANN),
        ((Answer.SIGNED,), Stage.OPEN, BEN),
        ((Answer.SIGNED, Answer.SIGNED), Stage.OPEN, CAT),
        ((Answer.SIGNED, Answer.SIGNED, Answer.SIGNED), Stage.COMPLETE, None),
        ((Answer.SIGNED, Answer.DECLINED), Stage.DECLINED, None),
        ((Answer.DECLINED,), Stage.DECLINED, None),
    ],
)
def test_the_turn_goes_down_the_order_until_all_have_signed_or_one_declines(
    said: tuple[Answer, ...], stage: Stage, turn: int | None
) -> None:
    found = places(*said)
    next_one = whose_turn(found)
    assert (stage_of(found), next_one.person if next_one else None) == (stage, turn)


def test_nobody_asked_is_a_stage_of_its_own() -> None:
    assert (stage_of([]), whose_turn([])) == (Stage.NOT_ASKED, None)


def test_who_is_out_of_turn_is_told_whose_turn_it_is() -> None:
    with pytest.raises(Refused) as refused:
        check_turn(places(Answer.SIGNED), by=CAT, is_newest=True, is_intact=True)
    assert refused.value.code == "not-your-turn"
    assert "Ben" in refused.value.message


def test_each_reason_not_to_sign_is_named() -> None:
    assert code_of(places(), by=OUTSIDER) == "not-a-signer"
    assert code_of([], by=ANN) == "not-a-signer"
    assert code_of(places(Answer.SIGNED), by=ANN) == "answered-already"
    assert code_of(places(Answer.DECLINED), by=ANN) == "answered-already"
    assert code_of(places(Answer.DECLINED), by=BEN) == "declined"
    assert code_of(places(), by=ANN, is_newest=False) == "superseded"
    assert code_of(places(), by=ANN, is_intact=False) == "version-altered"
    # a signature that stands is not called into question by what came later
    assert code_of(places(Answer.SIGNED), by=ANN, is_newest=False) == "answered-already"


def test_whoever_is_no_longer_known_blocks_and_is_never_passed_over() -> None:
    gone = [replace(places()[0], person=None), *places()[1:]]
    assert code_of(gone, by=BEN) == "not-your-turn"


@pytest.mark.parametrize(
    ("people", "code"),
    [
        ([], "no-signers"),
        ([ANN, BEN, ANN], "signs-twice"),
        ([ANN, OUTSIDER], "not-in-cohort"),
        (list(range(MOST_SIGNERS + 1)), "too-many-signers"),
    ],
)
def test_an_order_names_people_of_the_cohort_once_each(people: list[int], code: str) -> None:
    with pytest.raises(Refused) as refused:
        check_order(people, members=frozenset(NAMES) | set(range(MOST_SIGNERS + 1)))
    assert refused.value.code == code


def test_signatures_are_asked_for_once_for_the_newest_version_whole_and_with_somebody_named() -> None:
    check_ask([], [ANN], is_newest=True, is_intact=True)
    for given_, code in [
        (check(places(), [ANN]), "asked-already"),
        (check([], [ANN], is_newest=False), "superseded"),
        (check([], [ANN], is_intact=False), "version-altered"),
        (check([], []), "no-signers"),
    ]:
        assert given_ == code


def check(found: list[Place], order: list[int], *, is_newest: bool = True, is_intact: bool = True) -> str:
    with pytest.raises(Refused) as refused:
        check_ask(found, order, is_newest=is_newest, is_intact=is_intact)
    return refused.value.code


@settings(max_examples=60)
@given(
    order=st.lists(st.integers(1, 6), min_size=1, max_size=6, unique=True),
    tries=st.lists(st.tuples(st.integers(1, 7), st.booleans()), max_size=25),
)
def test_whoever_tries_when_nobody_signs_before_those_above_them(
    order: list[int], tries: list[tuple[int, bool]]
) -> None:
    found = [Place(number=n, person=person, name=str(person)) for n, person in enumerate(order, 1)]
    done: list[int] = []
    declined = False
    for person, declines in tries:
        try:
            mine = check_turn(found, by=person, is_newest=True, is_intact=True)
        except Refused:
            continue
        assert not declined, "nothing goes on after somebody declined"
        answer = Answer.DECLINED if declines else Answer.SIGNED
        found[mine.number - 1] = replace(mine, answer=answer)
        done.append(person)
        declined = declines
    # whatever was tried, those who have answered are the first of the order, in the order
    assert done == order[: len(done)]
    assert [place.answer is Answer.WAITING for place in found] == [
        number >= len(done) for number in range(len(order))
    ]
    assert (stage_of(found) is Stage.COMPLETE) == (not declined and len(done) == len(order))
