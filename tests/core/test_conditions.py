"""Conditions: what holds, for one text and for rows."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deepdive.core.artefact import KeptRow
from deepdive.core.conditions import (
    CellCondition,
    Facts,
    FieldCondition,
    Is,
    LinkCondition,
    Place,
    RowsCondition,
    places_met,
)
from deepdive.core.links import Link, LinkKind
from deepdive.core.plan import FieldAddress


def address(text: str) -> FieldAddress:
    artefact, _, field = text.partition("/")
    return FieldAddress(artefact=artefact, field=field)


STEPS, RISKS, HARMS = address("next/steps"), address("next/risks"), address("ethics/harms")
KINDS = {
    "lowers": LinkKind(id="lowers", from_=STEPS, to=RISKS, words="lowers", back="is lowered by"),
    "names": LinkKind(id="names", from_=RISKS, to=HARMS, words="names", back="is named by"),
}


def facts(
    texts: dict[str, str] | None = None,
    rows: dict[FieldAddress, list[dict[str, str]]] | None = None,
    links: dict[str, frozenset[Link]] | None = None,
) -> Facts:
    return Facts(
        texts={address(key): text for key, text in (texts or {}).items()},
        rows={
            at: tuple(KeptRow(str(n), row) for n, row in enumerate(listed, 1))
            for at, listed in (rows or {}).items()
        },
        kinds=KINDS,
        links=links or {},
    )


def says(text: str, is_: Is, *, other: str = "", words: tuple[str, ...] = (), number: int = 0) -> bool:
    asked = FieldCondition(at=address("a/b"), is_=is_, other="a/c", words=words, number=number)
    return places_met([asked], [], facts({"a/b": text, "a/c": other})) is not None


@pytest.mark.parametrize(("text", "holds"), [("", True), (" \n", True), ("no", False), ("not known", False)])
def test_only_what_nobody_wrote_is_empty(text: str, holds: bool) -> None:
    assert says(text, Is.EMPTY) is holds
    assert says(text, Is.FILLED) is not holds


@pytest.mark.parametrize("is_", [is_ for is_ in Is if is_ is not Is.EMPTY])
def test_what_nobody_wrote_meets_nothing_else(is_: Is) -> None:
    assert not says("", is_, other="2027-01-01", words=("no",), number=1)


def test_one_of_and_none_of_compare_word_for_word() -> None:
    assert says(" yes ", Is.ONE_OF, words=("yes", "not known"))
    assert not says("Yes", Is.ONE_OF, words=("yes",))
    assert says("no", Is.NONE_OF, words=("yes",))
    assert not says("yes", Is.NONE_OF, words=("yes",))


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("The NHS  number and the clinic", True),
        ("nhs number", True),
        ("NHS numbers", False),
        ("The AI that helps", True),
        ("We said it again", False),
        ("C++ (AI)", True),
    ],
)
def test_words_are_found_whole_and_in_any_capitals(text: str, holds: bool) -> None:
    words = ("NHS number", "AI")
    assert says(text, Is.CONTAINING, words=words) is holds
    assert says(text, Is.LACKING, words=words) is not holds


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("Staff are unhappy", True),
        ("More than 5 in a week", False),
        ("Half of them", False),
        ("Any urgent note is missed", False),
        ("A person says no", True),
    ],
)
def test_a_number_is_digits_or_a_word_that_counts(text: str, holds: bool) -> None:
    assert says(text, Is.WITHOUT_NUMBER) is holds


def test_what_looks_like_patient_data_points_to_a_person() -> None:
    assert says("Ring Mrs Patel, born 12/03/1962", Is.PERSONAL)
    assert not says("Ring the booking manager", Is.PERSONAL)


@pytest.mark.parametrize(
    ("text", "other", "same", "unlike"),
    [
        ("13 of 22", "13  of 22", True, False),
        ("Buy", "buy", True, False),
        ("13 of 22", "20 of 22", False, True),
        ("13 of 22", "", False, False),
    ],
)
def test_two_texts_are_alike_whatever_the_blanks_and_capitals(
    text: str, other: str, same: bool, unlike: bool
) -> None:
    assert says(text, Is.SAME_AS, other=other) is same
    assert says(text, Is.OTHER_THAN, other=other) is unlike


@pytest.mark.parametrize(
    ("text", "other", "holds"),
    [
        ("2027-01-31", "2027-02-01", True),
        ("2027-02-01", "2027-02-01", False),
        ("2027-02-31", "2027-03-01", False),
        ("soon", "2027-03-01", False),
        ("2027-01-31", "", False),
    ],
)
def test_only_dates_come_before_dates(text: str, other: str, holds: bool) -> None:
    assert says(text, Is.BEFORE, other=other) is holds


@pytest.mark.parametrize(
    ("text", "under", "over"),
    [("2.5", True, False), ("3", False, False), ("1,200", False, True), ("a few", False, False)],
)
def test_only_numbers_are_under_or_over(text: str, under: bool, over: bool) -> None:
    assert says(text, Is.UNDER, number=3) is under
    assert says(text, Is.OVER, number=3) is over


def test_longer_counts_words() -> None:
    assert says("one two three", Is.LONGER_THAN, number=2)
    assert not says("one two", Is.LONGER_THAN, number=2)


LATE = RowsCondition(at=STEPS, where=(CellCondition(column="end", is_=Is.BEFORE, other="start"),))


def test_the_rows_that_meet_a_condition_are_its_places() -> None:
    steps = [
        {"what": "A", "start": "2027-01-01", "end": "2027-02-01"},
        {"what": "B", "start": "2027-03-01", "end": "2027-02-01"},
        {"what": "C", "start": "2027-04-01", "end": "2027-02-01"},
    ]
    assert places_met([], [LATE], facts(rows={STEPS: steps})) == (
        Place("next", "steps", "2"),
        Place("next", "steps", "3"),
    )
    assert places_met([], [LATE], facts(rows={STEPS: steps[:1]})) is None


def test_every_condition_has_to_hold_and_all_their_places_are_named() -> None:
    decided = FieldCondition(at=address("next/decision"), is_=Is.ONE_OF, words=("Go on",))
    rows = {STEPS: [{"what": "B", "start": "2027-03-01", "end": "2027-02-01"}]}
    assert places_met([decided], [LATE], facts({"next/decision": "Go on"}, rows)) == (
        Place("next", "decision"),
        Place("next", "steps", "1"),
    )
    assert places_met([decided], [LATE], facts({"next/decision": "Wait"}, rows)) is None


def test_a_list_without_rows_is_not_a_list_without_such_rows() -> None:
    none = RowsCondition(at=STEPS, found="none", where=(CellCondition(column="what", is_=Is.FILLED),))
    assert places_met([], [none], facts(rows={STEPS: [{"what": " "}]})) is None
    assert places_met([], [none], facts(rows={STEPS: [{"end": "2027-02-01"}]})) == (Place("next", "steps"),)
    assert places_met([], [none], facts(rows={STEPS: [{"what": "A"}]})) is None


def test_so_many_rows_may_be_asked_for() -> None:
    two = RowsCondition(at=STEPS, where=(CellCondition(column="what", is_=Is.FILLED),), at_least=2)
    assert places_met([], [two], facts(rows={STEPS: [{"what": "A"}]})) is None
    assert places_met([], [two], facts(rows={STEPS: [{"what": "A"}, {"what": "B"}]})) is not None


ROWS = {
    STEPS: [{"what": "A"}, {"what": "B"}],
    RISKS: [{"risk": "X"}, {"risk": "Y"}],
    HARMS: [{"harm": "Late", "stops": "yes"}, {"harm": "Lost", "stops": "no"}],
}
LINKS = {
    "lowers": frozenset({Link("1", "1"), Link("2", "2")}),
    "names": frozenset({Link("1", "1"), Link("2", "2")}),
}


def test_links_are_followed_one_after_another_to_rows_that_meet_a_condition() -> None:
    stopping = LinkCondition(
        through=("lowers", "names"),
        to="some",
        where=(CellCondition(column="stops", is_=Is.ONE_OF, words=("yes",)),),
    )
    found = places_met([], [RowsCondition(at=STEPS, links=(stopping,))], facts(rows=ROWS, links=LINKS))
    assert found == (Place("next", "steps", "1"),)


def test_links_are_followed_from_either_end() -> None:
    back = LinkCondition(through=("names", "lowers"), to="some")
    found = places_met(
        [], [RowsCondition(at=HARMS, links=(back,))], facts(rows=ROWS, links={**LINKS, "lowers": frozenset()})
    )
    assert found is None
    assert places_met([], [RowsCondition(at=HARMS, links=(back,))], facts(rows=ROWS, links=LINKS)) == (
        Place("ethics", "harms", "1"),
        Place("ethics", "harms", "2"),
    )


def test_a_row_without_a_link_is_found_only_where_there_is_something_to_link_to() -> None:
    unlinked = RowsCondition(at=STEPS, links=(LinkCondition(through=("lowers",), to="none"),))
    links = {"lowers": frozenset({Link("1", "1"), Link("2", "gone")})}
    assert places_met([], [unlinked], facts(rows=ROWS, links=links)) == (Place("next", "steps", "2"),)
    assert places_met([], [unlinked], facts(rows={STEPS: ROWS[STEPS]})) is None


@settings(max_examples=200)
@given(st.text(), st.text(), st.sampled_from(Is), st.lists(st.text(), max_size=3), st.integers(0, 9))
def test_whatever_people_write_a_condition_holds_or_does_not(
    text: str, other: str, is_: Is, words: list[str], number: int
) -> None:
    assert says(text, is_, other=other, words=tuple(words), number=number) in (True, False)
