"""What an update says about itself, compared with what the CRDT library makes of it."""

from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pycrdt import Array, Doc, Map, Text

from deepdive.workbook.protocol import Malformed
from deepdive.workbook.structs import Struct
from deepdive.workbook.update import read_clocks, read_update

# what ends the process when the CRDT library gets it and then honest updates of client 7
DEADLY = bytes.fromhex("01010711a7070d020107010d09")


def updates_of(document: Doc[Any]) -> list[bytes]:
    """A list that the document's updates are added to as they happen."""
    updates: list[bytes] = []
    document.observe(lambda event: updates.append(event.update))
    return updates


def typed(client: int, *texts: str) -> list[bytes]:
    """The updates of somebody who types these texts, one after the other, at the end of one field."""
    document: Doc[Any] = Doc(client_id=client)
    updates = updates_of(document)
    field: Text = document.get("notes/summary", type=Text)
    for text in texts:
        field.insert(len(field), text)
    return updates


def test_a_first_edit_begins_at_nothing_and_names_its_field() -> None:
    contents = read_update(typed(7, "Hello")[0])
    assert (contents.begins, contents.ends, contents.needs) == ({7: 0}, {7: 5}, {})
    assert contents.structs == [Struct(7, 0, 5, parent="notes/summary")]


def test_a_later_edit_stands_beside_an_earlier_one() -> None:
    contents = read_update(typed(7, "Hello", "!")[1])
    assert (contents.begins, contents.needs) == ({7: 5}, {7: 5})
    assert contents.structs == [Struct(7, 5, 1, left=(7, 4))]


def test_lengths_are_counted_as_browsers_count() -> None:
    assert read_update(typed(7, "a😀é")[0]).ends == {7: 4}


def test_the_second_halves_of_characters_are_told() -> None:
    assert read_update(typed(7, "a😀é😁")[0]).halves == {(7, 2), (7, 5)}


def test_edits_of_several_people_come_after_those_that_they_build_on() -> None:
    documents: list[Doc[Any]] = [Doc(client_id=number) for number in (1, 2)]
    for number in range(4):
        one, other = documents[number % 2], documents[(number + 1) % 2]
        field: Text = one.get("notes/summary", type=Text)
        field.insert(len(field), str(number))
        other.apply_update(one.get_update(other.get_state()))
    structs = read_update(documents[0].get_update()).structs
    assert [(struct.client, struct.clock) for struct in structs] == [(1, 0), (2, 0), (1, 1), (2, 1)]


def test_an_update_that_passes_over_edits_needs_them_to_be_there() -> None:
    # client 7's edits 0 and 2, and 1 passed over
    contents = read_update(bytes.fromhex("0103070004010161017a0a01840701017a00"))
    assert (contents.begins, contents.ends, contents.gaps) == ({7: 0}, {7: 3}, {7: 2})
    assert [contents.builds_on({7: known}) for known in (0, 1, 2, 3)] == [False, False, True, True]


def test_an_update_builds_on_what_it_needs_and_on_nothing_less() -> None:
    contents = read_update(typed(7, "Hello", "!")[1])
    assert not contents.builds_on({})
    assert not contents.builds_on({7: 4})
    assert contents.builds_on({7: 5})
    assert contents.builds_on({7: 6, 8: 1})


def test_what_is_deleted_has_to_be_there() -> None:
    document: Doc[Any] = Doc(client_id=7)
    updates = updates_of(document)
    field: Text = document.get("notes/summary", type=Text)
    field.insert(0, "Hello")
    del field[1:3]
    contents = read_update(updates[1])
    assert (contents.structs, contents.deletes, contents.needs) == ([], [(7, 1, 3)], {7: 3})
    assert not contents.builds_on({7: 2})
    assert contents.builds_on({7: 5})


def test_an_update_of_nothing_is_empty() -> None:
    document: Doc[Any] = Doc()
    assert read_update(document.get_update()).is_empty


def test_the_deadly_update_builds_on_edits_that_nobody_made() -> None:
    contents = read_update(DEADLY)
    assert not contents.builds_on({})
    assert contents.furthest({}) == 22


def test_how_far_an_update_is_ahead() -> None:
    contents = read_update(typed(7, "Hello", "!")[1])
    assert contents.furthest({}) == 5
    assert contents.furthest({7: 5}) == 0


@pytest.mark.parametrize(
    "bad",
    [
        b"",
        b"\x01",
        b"\x00",
        b"\x00\x00\x00",
        typed(7, "Hello")[0][:-1],
        typed(7, "Hello")[0] + b"\x00",
        bytes.fromhex("0101070009010161000000"),  # a document within the document
        bytes.fromhex("01010700070101610300"),  # an XML element
        bytes.fromhex("01010700010101610000"),  # an edit of nothing
        bytes.fromhex("010107ffffffff7f04010161017800"),  # a clock that nobody reaches
        bytes.fromhex("0201070004010161017801070004010161017800"),  # a client twice
        bytes.fromhex("0101070084070001017800"),  # an edit that builds on itself
        bytes.fromhex("0102070084070101017804010161017800"),  # an edit that builds on its next
        bytes.fromhex("020102008401000178010100840200017800"),  # two that build on each other
        bytes.fromhex("010107000201016102017b017d00"),  # JSON of old
        bytes.fromhex("0101070003010161017800"),  # bytes
        bytes.fromhex("0101070005010161027b7d00"),  # an embedded object
        bytes.fromhex("010107000601016104626f6c64047472756500"),  # a format
        bytes.fromhex("01010700800700017800"),  # nothing, and its neighbour
        bytes.fromhex("0101070004010200017800"),  # a name with a control character
        bytes.fromhex("010107000401c901") + b"a" * 201 + bytes.fromhex("017800"),  # a name without end
        bytes.fromhex("00010702030100010000"[:-2]),  # deletes out of order
        bytes.fromhex("000107010300"),  # deletes of nothing
        bytes.fromhex("0002070103010701040100"[:-2]),  # deletes of a client twice
    ],
)
def test_what_is_no_update_of_a_workbook_is_malformed(bad: bytes) -> None:
    with pytest.raises(Malformed):
        read_update(bad)


def test_a_value_of_a_thousand_levels_is_malformed() -> None:
    nested = bytes.fromhex("0101070028010161016201") + b"\x75\x01" * 1000 + b"\x7e\x00"
    with pytest.raises(Malformed):
        read_update(nested)


plain = st.recursive(
    st.none() | st.booleans() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=8,
)
steps = st.lists(
    st.tuples(
        st.integers(0, 2),  # who
        st.sampled_from(["type", "remove", "set", "row", "append", "hear"]),
        st.integers(0, 40),
        st.text(min_size=1, max_size=6) | st.just("😀é"),
        plain,
    ),
    max_size=40,
)


@settings(max_examples=150, deadline=None)
@given(steps)
def test_every_update_that_the_library_makes_is_read_as_the_library_reads_it(
    story: list[tuple[int, str, int, str, Any]],
) -> None:
    """Three people write and hear of each other. Clocks and completeness agree with the library's."""
    documents: list[Doc[Any]] = [Doc(client_id=number + 1) for number in range(3)]
    together: Doc[Any] = Doc()
    clocks: dict[int, int] = {}
    for who, act, place, text, value in story:
        document = documents[who]
        made: list[bytes] = []
        watch = document.observe(lambda event, made=made: made.append(event.update))
        _do(document, documents[(who + 1) % 3], act, place, (text, value))
        document.unobserve(watch)
        for update in made if act != "hear" else []:
            contents = read_update(update)
            assert contents.builds_on(clocks)
            together.apply_update(update)
            contents.advance(clocks)
            assert clocks == read_clocks(together.get_state())
    if clocks:
        whole = read_update(together.get_update())
        assert whole.builds_on({})
        assert {**whole.ends} == clocks


def _do(document: Doc[Any], other: Doc[Any], act: str, place: int, what: tuple[str, Any]) -> None:
    text, value = what
    field: Text = document.get("notes/summary", type=Text)
    rows: Map[Any] = document.get("notes/steps", type=Map)
    things: Array[Any] = document.get("notes/things", type=Array)
    words = str(field)
    if act == "type":
        field.insert(len(words[: place % (len(words) + 1)].encode()), text)
    elif act == "remove" and words:
        at = place % len(words)
        del field[len(words[:at].encode()) : len(words[: at + 1].encode())]
    elif act == "set":
        rows[text] = value
    elif act == "row":
        rows[text] = Map({"order": 1.0, "what": Text(text)})
    elif act == "append":
        things.append(value)
    elif act == "hear":
        document.apply_update(other.get_update(document.get_state()))


@given(st.binary(max_size=200))
def test_bytes_are_read_or_malformed_and_nothing_else(data: bytes) -> None:
    with suppress(Malformed):
        read_update(data)
