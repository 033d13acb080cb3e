"""The rules of comments."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deepdive.core.comments import (
    Reason,
    ThreadState,
    check_assign,
    check_change,
    check_resolve,
    may_assign,
    may_change,
    may_resolve,
    named_in,
    to_tell,
)
from deepdive.core.refused import Refused

ANN, BEN, CAT, DAN = 1, 2, 3, 4
PEOPLE = {ANN, BEN, CAT, DAN}
persons = st.sampled_from(sorted(PEOPLE))
states = st.builds(
    ThreadState, starter=st.none() | persons, assignee=st.none() | persons, is_resolved=st.booleans()
)


def code_of(refused: pytest.ExceptionInfo[Refused]) -> str:
    return refused.value.code


def test_an_author_may_change_what_they_wrote() -> None:
    assert may_change(ANN, by=ANN, is_removed=False)
    check_change(ANN, by=ANN, is_removed=False)


@pytest.mark.parametrize("author", [BEN, None])
def test_nobody_changes_what_somebody_else_wrote(author: int | None) -> None:
    assert not may_change(author, by=ANN, is_removed=False)
    with pytest.raises(Refused) as refused:
        check_change(author, by=ANN, is_removed=False)
    assert code_of(refused) == "not-yours"


def test_what_is_removed_cannot_be_changed() -> None:
    assert not may_change(ANN, by=ANN, is_removed=True)
    with pytest.raises(Refused) as refused:
        check_change(ANN, by=ANN, is_removed=True)
    assert code_of(refused) == "comment-removed"


@pytest.mark.parametrize(
    ("by", "leads", "may"),
    [(ANN, False, True), (BEN, False, True), (CAT, True, True), (CAT, False, False)],
    ids=["who began it", "who has it", "who leads", "anybody else"],
)
def test_who_may_resolve(by: int, leads: bool, may: bool) -> None:
    thread = ThreadState(starter=ANN, assignee=BEN)
    assert may_resolve(thread, by=by, leads=leads) is may
    if not may:
        with pytest.raises(Refused) as refused:
            check_resolve(thread, by=by, leads=leads)
        assert code_of(refused) == "not-yours"


@pytest.mark.parametrize(
    ("by", "leads", "assignee", "to", "code"),
    [
        (ANN, False, None, BEN, ""),
        (ANN, False, BEN, None, ""),
        (BEN, False, BEN, CAT, ""),
        (CAT, True, BEN, ANN, ""),
        (CAT, False, None, CAT, ""),
        (CAT, False, None, DAN, "not-yours"),
        (CAT, False, BEN, CAT, "not-yours"),
        (CAT, False, BEN, None, "not-yours"),
        (ANN, False, None, 99, "not-in-cohort"),
    ],
)
def test_who_may_assign_to_whom(
    by: int, leads: bool, assignee: int | None, to: int | None, code: str
) -> None:
    thread = ThreadState(starter=ANN, assignee=assignee)
    if not code:
        check_assign(thread, by=by, leads=leads, to=to, people=PEOPLE)
        return
    with pytest.raises(Refused) as refused:
        check_assign(thread, by=by, leads=leads, to=to, people=PEOPLE)
    assert code_of(refused) == code


def test_what_is_resolved_is_assigned_to_nobody() -> None:
    thread = ThreadState(starter=ANN, is_resolved=True)
    with pytest.raises(Refused) as refused:
        check_assign(thread, by=ANN, leads=True, to=BEN, people=PEOPLE)
    assert code_of(refused) == "thread-resolved"


@given(states, persons, st.booleans(), st.none() | persons)
def test_a_check_refuses_exactly_what_is_not_allowed(
    thread: ThreadState, by: int, leads: bool, to: int | None
) -> None:
    def passes(may: bool, check: object) -> None:
        assert callable(check)
        if may:
            check()
        else:
            with pytest.raises(Refused):
                check()

    passes(
        may_resolve(thread, by=by, leads=leads),
        lambda: check_resolve(thread, by=by, leads=leads),
    )
    passes(
        may_assign(thread, by=by, leads=leads, to=to),
        lambda: check_assign(thread, by=by, leads=leads, to=to, people=PEOPLE),
    )


NAMES = {ANN: "Ann Lee", BEN: "Ann Lee-Smith", CAT: "Zoë O'Hara", DAN: "ann lee"}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("@Zoë O'Hara, could you look?", {CAT}),
        ("(@zoë o'hara)", {CAT}),
        ("Ask @Ann Lee-Smith", {BEN}),
        ("@Ann Lee's list", {ANN, DAN}),
        ("@Ann Leeson", set()),
        ("@Ann Lee-Jones", set()),
        ("mail zoë@Ann Lee", set()),
        ("Zoë O'Hara", set()),
        ("@Zoë", set()),
        ("", set()),
    ],
)
def test_who_is_named_in_a_text(text: str, told: set[int]) -> None:
    assert named_in(text, NAMES) == told


def test_a_person_without_a_name_is_named_by_nobody() -> None:
    assert named_in("@ somebody", {ANN: " "}) == frozenset()


@given(st.dictionaries(persons, st.text(max_size=6)), st.text(), st.text(max_size=6))
def test_any_names_and_any_text_can_be_read(names: dict[int, str], before: str, after: str) -> None:
    for name in names.values():
        assert named_in(f"{before} @{name}{after}", names) <= names.keys()


@given(st.sampled_from(["Ann", "Ann Lee", "(a+)", "Straße", "İlkay", "Šárka-Marie Dvořáková"]))
def test_a_name_between_spaces_is_found(name: str) -> None:
    assert named_in(f"for @{name} please", {ANN: name, BEN: "Somebody Else"}) == {ANN}


def test_each_hears_for_the_weightiest_reason() -> None:
    told = to_tell(author=ANN, assignee=BEN, mentioned={BEN, CAT}, starter=CAT, people=PEOPLE)
    assert told == {BEN: Reason.ASSIGNED, CAT: Reason.MENTIONED}


def test_whoever_began_the_thread_hears_of_an_answer() -> None:
    told = to_tell(author=ANN, assignee=None, mentioned=(), starter=DAN, people=PEOPLE)
    assert told == {DAN: Reason.ANSWERED}


@given(
    persons,
    st.none() | st.integers(1, 9),
    st.frozensets(st.integers(1, 9)),
    st.none() | st.integers(1, 9),
    st.frozensets(st.integers(1, 9)),
)
def test_only_other_people_of_the_cohort_hear(
    author: int, assignee: int | None, mentioned: frozenset[int], starter: int | None, people: frozenset[int]
) -> None:
    told = to_tell(author=author, assignee=assignee, mentioned=mentioned, starter=starter, people=people)
    assert told.keys() == ((mentioned | {assignee, starter}) & people) - {author}
