"""Order numbers: as few as can be are changed."""

from hypothesis import given
from hypothesis import strategies as st

from deepdive.workbook.document.order import after_all, in_order, new_numbers

numbers = st.dictionaries(
    st.sampled_from("abcdefgh"),
    st.integers(0, 5).map(float) | st.floats(allow_nan=False, width=32),
    max_size=8,
)
LINE = {"a": 1.0, "b": 2.0, "c": 3.0, "d": 4.0}


@given(numbers, st.permutations("abcdefgh"))
def test_everything_stands_as_wanted(now: dict[str, float], line: list[str]) -> None:
    wanted = [name for name in line if name in now]
    assert in_order({**now, **new_numbers(now, wanted)}) == wanted


@given(numbers, st.lists(st.sampled_from("abcdefghij"), unique=True))
def test_those_that_are_not_named_keep_their_places(now: dict[str, float], wanted: list[str]) -> None:
    before, after = in_order(now), in_order({**now, **new_numbers(now, wanted)})
    assert [name for name in after if name in wanted] == [name for name in wanted if name in now]
    unnamed = [(place, name) for place, name in enumerate(before) if name not in wanted]
    assert [(place, name) for place, name in enumerate(after) if name not in wanted] == unnamed


def test_the_same_order_changes_nothing() -> None:
    assert new_numbers(LINE, ["a", "b", "c", "d"]) == {}
    assert new_numbers(LINE, ["b", "d"]) == {}


def test_one_that_moves_gets_a_number_between_its_neighbours() -> None:
    assert new_numbers(LINE, ["a", "c", "b", "d"]) in ({"c": 1.5}, {"b": 3.5})
    assert new_numbers(LINE, ["d", "a", "b", "c"]) == {"d": 0.0}
    assert new_numbers(LINE, ["b", "c", "d", "a"]) == {"a": 5.0}


def test_where_there_is_no_room_left_everything_is_numbered_anew() -> None:
    tied = {"a": 1.0, "b": 1.0, "c": 1.0}
    assert new_numbers(tied, ["a", "c", "b"]) == {"a": 1.0, "c": 2.0, "b": 3.0}
    close = {"a": 1.0, "b": 1.0000000000000002, "c": 2.0, "d": 3.0}
    assert in_order({**close, **new_numbers(close, ["a", "d", "b", "c"])}) == ["a", "d", "b", "c"]


def test_equal_numbers_are_settled_as_browsers_compare_text() -> None:
    assert in_order({"b": 1.0, "a": 1.0, "\U0001f600": 1.0, "￿": 1.0}) == ["a", "b", "\U0001f600", "￿"]


def test_a_new_one_comes_last() -> None:
    assert after_all({}) == 1.0
    assert after_all(LINE) == 5.0
