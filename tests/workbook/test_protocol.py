"""Messages of the y-protocols, read and written."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deepdive.workbook.protocol import (
    LARGEST_INTEGER,
    LARGEST_PRESENCE,
    Kind,
    Malformed,
    Presence,
    Reader,
    Sync,
    awareness,
    block,
    check_state,
    integer,
    read_presences,
    saved,
    sync,
)

integers = st.integers(0, LARGEST_INTEGER)
states = (
    st.recursive(st.none() | st.booleans() | st.integers() | st.text(max_size=20), st.lists, max_leaves=5)
    | st.fixed_dictionaries({"name": st.text(max_size=20), "field": st.none() | st.text(max_size=20)})
).map(lambda state: json.dumps(state).encode())
presences = st.builds(Presence, integers, integers, states)


def payload(message: bytes) -> bytes:
    """What an awareness message carries."""
    reader = Reader(message)
    assert reader.integer() == Kind.AWARENESS
    return reader.block()


@given(integers)
def test_an_integer_reads_as_it_was_written(value: int) -> None:
    reader = Reader(integer(value))
    assert (reader.integer(), reader.is_done) == (value, True)


@pytest.mark.parametrize(
    ("value", "data"), [(0, b"\x00"), (127, b"\x7f"), (128, b"\x80\x01"), (300, b"\xac\x02")]
)
def test_an_integer_is_written_as_stock_clients_write_it(value: int, data: bytes) -> None:
    assert integer(value) == data


@given(st.integers(LARGEST_INTEGER + 1, 2**70))
def test_an_integer_that_a_browser_cannot_count_to_is_malformed(value: int) -> None:
    with pytest.raises(Malformed):
        Reader(integer(value)).integer()


@given(st.lists(integers), st.binary())
def test_what_follows_an_integer_or_a_block_is_read_next(values: list[int], data: bytes) -> None:
    reader = Reader(b"".join(map(integer, values)) + block(data) + block(b""))
    assert [reader.integer() for _ in values] == values
    assert (reader.block(), reader.block(), reader.is_done) == (data, b"", True)


@given(st.sampled_from(Sync), st.binary())
def test_a_sync_message_reads_as_it_was_written(step: Sync, data: bytes) -> None:
    reader = Reader(sync(step, data))
    assert (reader.integer(), reader.integer(), reader.block()) == (Kind.SYNC, step, data)
    assert reader.is_done


@given(integers)
def test_a_saved_message_is_kind_100_and_a_count(count: int) -> None:
    reader = Reader(saved(count))
    assert (reader.integer(), reader.integer(), reader.is_done) == (100, count, True)


@given(st.lists(presences, max_size=5))
def test_presences_read_as_they_were_written(people: list[Presence]) -> None:
    assert read_presences(payload(awareness(people))) == people


@given(st.binary(min_size=1))
def test_a_block_that_is_cut_short_is_malformed(data: bytes) -> None:
    whole = block(data)
    for length in range(len(whole)):
        with pytest.raises(Malformed):
            Reader(whole[:length]).block()


@given(st.lists(presences, min_size=1, max_size=3))
def test_presences_that_are_cut_short_are_malformed(people: list[Presence]) -> None:
    whole = payload(awareness(people))
    for length in range(len(whole)):
        with pytest.raises(Malformed):
            read_presences(whole[:length])


@given(st.lists(presences, max_size=3), st.binary(min_size=1))
def test_presences_with_something_after_them_are_malformed(people: list[Presence], more: bytes) -> None:
    with pytest.raises(Malformed):
        read_presences(payload(awareness(people)) + more)


@given(st.binary())
def test_no_bytes_raise_anything_but_malformed(data: bytes) -> None:
    for read in (read_presences, lambda data: Reader(data).block(), lambda data: Reader(data).integer()):
        try:
            read(data)
        except Malformed:
            continue


@pytest.mark.parametrize(
    "state",
    [
        b"",
        b"{",
        b"undefined",
        b"NaN",
        b"[Infinity]",
        b"\xff",
        b"[" * 4000,
        b'"' + b"x" * LARGEST_PRESENCE + b'"',
    ],
    ids=["empty", "cut", "no-json", "nan", "infinity", "no-utf-8", "deep", "large"],
)
def test_a_state_that_would_break_a_browser_is_malformed(state: bytes) -> None:
    with pytest.raises(Malformed):
        check_state(state)


@given(st.integers(1001, LARGEST_INTEGER))
def test_a_false_count_of_presences_is_malformed_at_once(count: int) -> None:
    one: Any = integer(1) + integer(1) + block(b"{}")
    with pytest.raises(Malformed):
        read_presences(integer(count) + one)
