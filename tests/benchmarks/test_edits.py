"""The load is made of the very bytes that a real Yjs document would send."""

import random
from typing import Any

from pycrdt import Doc, Map, Text, merge_updates

from benchmarks.edits import MARK, Writer, mark, read_state_vector, state_vector

TEXT, VALUE = "press-release/summary", "ig-screening/new-use"


def new_writer(client: int = 2_000_000_123) -> Writer:
    return Writer(client, TEXT.encode(), VALUE.encode())


def test_typing_and_setting_make_the_bytes_of_a_real_document() -> None:
    writer, document, chance = new_writer(), Doc[Any](client_id=2_000_000_123), random.Random(1)
    text, value = document.get(TEXT, type=Text), document.get(VALUE, type=Map)
    real: list[bytes] = []
    watch = document.observe(lambda event: real.append(event.update))
    made = []
    for number in range(300):
        what = mark(number)
        if chance.random() < 0.3:
            value["value"] = what.decode()
            made.append(writer.set(what))
        else:
            text.insert(len(text), what.decode())
            made.append(writer.type(what))
    document.unobserve(watch)
    assert made == real


def test_a_document_that_hears_of_two_writers_holds_what_both_wrote() -> None:
    one, other, document = new_writer(1), Writer(2, b"other/text", b"other/value"), Doc[Any]()
    for update in (one.type(mark(1)), other.type(mark(2)), one.type(mark(3)), other.set(mark(4))):
        document.apply_update(update)
    assert str(document.get(TEXT, type=Text)) == "<aaaab><aaaad>"
    assert str(document.get("other/text", type=Text)) == "<aaaac>"
    assert document.get("other/value", type=Map).to_py() == {"value": "<aaaae>"}


def test_marks_are_found_in_merged_updates() -> None:
    writer, other = new_writer(1), Writer(2, b"other/text", b"other/value")
    merged = merge_updates(writer.type(mark(5)), other.set(mark(6)), writer.type(mark(7)), other.set(mark(8)))
    assert sorted(MARK.findall(merged)) == [mark(number) for number in (5, 6, 7, 8)]


def test_every_mark_is_another() -> None:
    assert len({mark(number) for number in range(0, 26**5, 997)}) == len(range(0, 26**5, 997))
    assert mark(0) == b"<aaaaa>"
    assert mark(26**5 - 1) == b"<zzzzz>"


def test_the_state_vector_is_that_of_a_document_with_everything() -> None:
    writers, document = [new_writer(7), new_writer(8), new_writer(9)], Doc[Any]()
    document.apply_update(writers[0].type(b"abc"))
    document.apply_update(writers[1].set(b"abc"))
    assert read_state_vector(state_vector(writers)) == {7: 3, 8: 1}
    assert read_state_vector(state_vector(writers)) == read_state_vector(document.get_state())
