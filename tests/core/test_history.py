"""Moments, and what differs between then and now."""

import itertools
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from deepdive.core.history import (
    LONGEST_MOMENT,
    ComparedRow,
    Edit,
    IdentifiedRow,
    Moment,
    Run,
    Sign,
    compare_rows,
    compare_texts,
    is_reordered,
    moments,
)

START = datetime(2027, 1, 12, 10, 0, tzinfo=UTC)
ANN, BEN = 1, 2
SAME, ADDED, REMOVED = Sign.SAME, Sign.ADDED, Sign.REMOVED


def edit(part: str, by: int | None, second: int, *, last: int | None = None) -> Edit:
    at = START + timedelta(seconds=second)
    return Edit(part=part, by=by, began_at=at, ended_at=at, last=second if last is None else last)


texts = st.text(alphabet="ab \né😀", max_size=40)
edits = st.lists(
    st.builds(
        edit,
        st.sampled_from(["notes", "map"]),
        st.sampled_from([ANN, BEN, None]),
        st.integers(0, 1500),
    ),
    max_size=30,
)
rows = st.lists(
    st.builds(
        lambda row_id, what: IdentifiedRow(row_id, {"what": what}),
        st.sampled_from("abcdef"),
        st.sampled_from(["", "one", "two"]),
    ),
    unique_by=lambda row: row.id,
)


def moment(part: str, people: tuple[int | None, ...], began: int, ended: int) -> Moment:
    return Moment(
        part=part,
        people=people,
        began_at=START + timedelta(seconds=began),
        ended_at=START + timedelta(seconds=ended),
        last=ended,
    )


def test_what_two_people_write_in_one_artefact_within_five_minutes_is_one_moment() -> None:
    written = [edit("notes", ANN, 0), edit("notes", BEN, 59), edit("notes", ANN, 299)]
    assert moments(written) == [moment("notes", (ANN, BEN), 0, 299)]


def test_whoever_comes_later_begins_a_new_moment_so_that_what_they_found_can_be_seen() -> None:
    written = [edit("notes", ANN, 0), edit("notes", BEN, 60), edit("notes", ANN, 100)]
    assert moments(written) == [moment("notes", (BEN, ANN), 60, 100), moment("notes", (ANN,), 0, 0)]


def test_after_five_minutes_a_new_moment_begins_and_the_newest_is_first() -> None:
    written = [edit("notes", ANN, 0), edit("notes", ANN, 299), edit("notes", ANN, 300)]
    assert moments(written) == [moment("notes", (ANN,), 300, 300), moment("notes", (ANN,), 0, 299)]


def test_each_artefact_has_moments_of_its_own() -> None:
    written = [edit("notes", ANN, 0), edit("map", None, 5), edit("notes", ANN, 10)]
    assert moments(written) == [moment("notes", (ANN,), 0, 10), moment("map", (None,), 5, 5)]


@given(edits)
def test_every_edit_is_in_a_moment_of_its_part_and_the_newest_is_first(written: list[Edit]) -> None:
    found = moments(written)
    for one in written:
        assert any(
            one.part == each.part
            and one.by in each.people
            and each.began_at <= one.began_at < each.began_at + LONGEST_MOMENT
            and one.last <= each.last
            for each in found
        )
    assert [each.last for each in found] == sorted((each.last for each in found), reverse=True)


@given(edits, st.randoms())
def test_the_order_in_which_edits_are_read_does_not_matter(written: list[Edit], chance: object) -> None:
    mixed = list(written)
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    found, other = moments(written), moments(mixed)
    assert [(one.part, one.began_at, one.last, set(one.people)) for one in found] == [
        (one.part, one.began_at, one.last, set(one.people)) for one in other
    ]


def test_texts_are_compared_word_by_word() -> None:
    assert compare_texts("Beds are free at noon", "Beds were free at noon today") == (
        Run(SAME, "Beds "),
        Run(REMOVED, "are"),
        Run(ADDED, "were"),
        Run(SAME, " free at noon"),
        Run(ADDED, " today"),
    )


def test_texts_that_are_the_same_are_one_run_and_empty_ones_none() -> None:
    assert compare_texts("The same\nwords", "The same\nwords") == (Run(SAME, "The same\nwords"),)
    assert compare_texts("", "") == ()


def test_very_long_texts_are_shown_as_replaced_between_what_is_the_same() -> None:
    then, now = "first " + "a b " * 600 + "last", "first " + "c d " * 600 + "last"
    assert [(run.sign, len(run.text)) for run in compare_texts(then, now)] == [
        (SAME, 6),
        (REMOVED, 2399),
        (ADDED, 2399),
        (SAME, 5),
    ]


@given(texts, texts)
def test_the_runs_make_both_texts(then: str, now: str) -> None:
    runs = compare_texts(then, now)
    assert "".join(run.text for run in runs if run.sign is not ADDED) == then
    assert "".join(run.text for run in runs if run.sign is not REMOVED) == now
    assert all(run.text for run in runs)
    assert all(one.sign is not other.sign for one, other in itertools.pairwise(runs))


def row(row_id: str, what: str) -> IdentifiedRow:
    return IdentifiedRow(row_id, {"what": what})


def test_rows_are_compared_by_their_ids() -> None:
    then = [row("a", "one"), row("b", "two"), row("c", "three")]
    now = [row("c", "three"), row("a", "once"), row("d", "four")]
    assert compare_rows(then, now) == (
        ComparedRow("c", SAME, {"what": (Run(SAME, "three"),)}),
        ComparedRow("a", Sign.CHANGED, {"what": (Run(REMOVED, "one"), Run(ADDED, "once"))}),
        ComparedRow("b", REMOVED, {"what": (Run(REMOVED, "two"),)}),
        ComparedRow("d", ADDED, {"what": (Run(ADDED, "four"),)}),
    )
    assert is_reordered(then, now)


@given(rows, rows)
def test_every_row_is_there_once_and_those_of_now_in_their_order(
    then: list[IdentifiedRow], now: list[IdentifiedRow]
) -> None:
    compared = compare_rows(then, now)
    assert sorted(one.id for one in compared) == sorted({one.id for one in [*then, *now]})
    assert [one.id for one in compared if one.sign is not REMOVED] == [one.id for one in now]
    before, after = {one.id: one for one in then}, {one.id: one for one in now}
    for one in compared:
        assert (one.sign is SAME) == (before.get(one.id) == after.get(one.id))
        assert (one.sign is ADDED) == (one.id not in before)
        assert (one.sign is REMOVED) == (one.id not in after)
    assert not is_reordered(then, then)
