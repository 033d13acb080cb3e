"""What comes into a live document, what waits, and what is turned away."""

from typing import Any

import pytest
from pycrdt import Doc, Map, Text, TransactionEvent

from deepdive.workbook import shared_document
from deepdive.workbook.entries import Stored
from deepdive.workbook.limits import LIMITS, Limits
from deepdive.workbook.protocol import Malformed
from deepdive.workbook.refusals import Refusal
from deepdive.workbook.replay import StoredEntry
from deepdive.workbook.shared_document import SharedDocument, Spoilt
from deepdive.workbook.update import read_clocks, read_update

FIELD = "user-story/i-need-to"
DEADLY = bytes.fromhex("01010711a7070d020107010d09")
HALFWAY = bytes.fromhex(
    "010709002701017201720128000900056f72646572017c37800000270009000163020400090202686927000904016402"
    "040009050178040101740b68656c6c6f20776f726c6400"
)


def typed(*texts: str, client: int = 7) -> list[bytes]:
    """The updates of somebody who types these texts one after the other."""
    document: Doc[Any] = Doc(client_id=client)
    updates: list[bytes] = []
    document.observe(lambda event: updates.append(event.update))
    field: Text = document.get(FIELD, type=Text)
    for text in texts:
        field.insert(len(field), text)
    return updates


def enter(shared: SharedDocument, update: bytes) -> list[shared_document.Applied]:
    return shared.apply(update, read_update(update))


def text_of(shared: SharedDocument) -> str:
    return str(shared.document.get(FIELD, type=Text))


def test_an_update_is_applied_and_tells_which_field_it_touched() -> None:
    shared = SharedDocument()
    (first,) = enter(shared, typed("Hello")[0])
    assert (text_of(shared), first.touched, first.is_ours) == ("Hello", frozenset({FIELD}), False)


def test_what_comes_too_early_waits_and_is_applied_after_what_it_builds_on() -> None:
    shared = SharedDocument()
    first, second, third = typed("one ", "two ", "three")
    for early in (third, second):
        assert not shared.has_what_it_builds_on(read_update(early))
        assert shared.why_not(early, read_update(early)) is None
        shared.set_apart(early, read_update(early))
    assert [one.data for one in enter(shared, first)] == [first, second, third]
    assert text_of(shared) == "one two three"


def test_the_deadly_update_waits_and_honest_edits_of_that_client_do_no_harm() -> None:
    shared = SharedDocument()
    shared.set_apart(DEADLY, read_update(DEADLY))
    for update in typed(*"twenty-five honest letters"):
        enter(shared, update)
    assert text_of(shared).startswith("twenty-five")


def test_updates_that_wait_are_bounded_for_each_person() -> None:
    shared = SharedDocument()
    large = typed("x", "y" * (LIMITS.most_waiting - 100))[1]
    shared.set_apart(large, read_update(large), author_id=1)
    another = typed("x", "z" * 200, client=8)[1]
    contents = read_update(another)
    assert shared.why_not(another, contents, author_id=1) is Refusal.MALFORMED
    assert shared.why_not(another, contents, author_id=2) is None


def test_so_many_updates_of_one_person_may_wait() -> None:
    shared = SharedDocument()
    early = [typed("x", "y", client=number)[1] for number in range(1, LIMITS.most_waiting_updates + 2)]
    for update in early[:-1]:
        assert shared.why_not(update, read_update(update), author_id=1) is None
        shared.set_apart(update, read_update(update), author_id=1)
    assert shared.why_not(early[-1], read_update(early[-1]), author_id=1) is Refusal.MALFORMED
    # one that waits already may come again, as it does whenever its client connects
    assert shared.why_not(early[0], read_update(early[0]), author_id=1) is None


def test_an_update_that_waited_and_cannot_be_applied_harms_only_itself() -> None:
    shared = SharedDocument()
    (honest,) = typed("ab")
    # stands inside the letter b
    hostile = bytes.fromhex("0101090004000701017a00")
    shared.set_apart(hostile, read_update(hostile), author_id=1)
    assert [one.data for one in enter(shared, honest)] == [honest]
    assert (text_of(shared), shared.why_not(hostile, read_update(hostile))) == ("ab", None)


def test_what_had_waited_is_told_with_its_author() -> None:
    shared = SharedDocument()
    first, second = typed("one ", "two")
    shared.set_apart(second, read_update(second), author_id=42)
    done = enter(shared, first)
    assert [(one.has_waited, one.author_id, one.touched) for one in done] == [
        (False, None, frozenset({FIELD})),
        (True, 42, frozenset({FIELD})),
    ]


def test_a_workbook_takes_edits_of_so_many_clients() -> None:
    shared = SharedDocument(Limits(most_clients=2))
    for client in (1, 2):
        enter(shared, typed("x", client=client)[0])
    (third,), (known,) = typed("x", client=3), typed("x", client=2)
    assert shared.why_not(third, read_update(third)) is Refusal.WORKBOOK_FULL
    assert shared.why_not(known, read_update(known)) is None


def test_a_clock_far_off_is_turned_away() -> None:
    far = bytes.fromhex("010107") + _varint(LIMITS.furthest_ahead + 1) + bytes.fromhex("04010161017800")
    assert SharedDocument().why_not(far, read_update(far)) is Refusal.CLOCK_FAR_OFF


def test_a_full_workbook_takes_nothing_more_but_gives_things_back() -> None:
    author: Doc[Any] = Doc(client_id=7)
    updates: list[bytes] = []
    author.observe(lambda event: updates.append(event.update))
    field: Text = author.get(FIELD, type=Text)
    field.insert(0, "x" * 900)
    field.insert(0, "y" * 200)
    del field[0:500]
    shared = SharedDocument(Limits(largest_workbook=1000))
    enter(shared, updates[0])
    assert shared.why_not(updates[1], read_update(updates[1])) is Refusal.WORKBOOK_FULL
    other: Doc[Any] = Doc(client_id=8)
    other.apply_update(updates[0])
    removed: list[bytes] = []
    other.observe(lambda event: removed.append(event.update))
    text: Text = other.get(FIELD, type=Text)
    del text[0:800]
    assert shared.why_not(removed[0], read_update(removed[0])) is None
    enter(shared, removed[0])
    assert shared.why_not(updates[1], read_update(updates[1])) is None


def test_an_nhs_number_is_taken_out_by_an_update_of_ours() -> None:
    shared = SharedDocument()
    first, fix = enter(shared, typed("Ask 943 476 5919 first")[0])
    assert (first.is_ours, fix.is_ours, fix.touched) == (False, True, frozenset({FIELD}))
    assert text_of(shared) == "Ask [NHS number removed] first"


@pytest.mark.parametrize("number", ["943 476 5919", "９４３４７６５９１９", "٩٤٣-٤٧٦-٥٩١٩"])
def test_an_nhs_number_typed_digit_by_digit_is_taken_out_with_its_last_digit(number: str) -> None:
    shared = SharedDocument()
    *before, last = typed("Ask ", *number)
    assert [one.is_ours for update in before for one in enter(shared, update)] == [False] * len(before)
    assert [one.is_ours for one in enter(shared, last)] == [False, True]
    assert text_of(shared) == "Ask [NHS number removed]"


@pytest.mark.parametrize("is_snapshot", [False, True])
def test_an_nhs_number_whose_beginning_was_loaded_is_taken_out(is_snapshot: bool) -> None:
    first, second = typed("Ask 943 476 ", "5919")
    shared = SharedDocument()
    shared.load(Stored(first, [], as_of=1) if is_snapshot else Stored(b"", [StoredEntry(first)], as_of=1))
    enter(shared, second)
    assert text_of(shared) == "Ask [NHS number removed]"


def test_an_nhs_number_whose_beginning_could_not_be_read_is_taken_out() -> None:
    """As an update cannot that was taken in when less was known."""
    shared = SharedDocument()
    document: Doc[Any] = Doc(client_id=3)
    document.get(FIELD, type=Text).insert(0, "Ask 943 476 ")
    document.get("notes/other", type=Text).insert(0, "\x00", {"bold": True})
    unread = document.get_update()
    with pytest.raises(Malformed):
        read_update(unread)
    shared.load(Stored(b"", [StoredEntry(unread)], as_of=1))
    enter(shared, typed("5919", client=9)[0])
    assert text_of(shared) == "Ask [NHS number removed]"


def test_an_nhs_number_within_a_value_is_taken_out() -> None:
    shared = SharedDocument()
    document: Doc[Any] = Doc(client_id=3)
    document.get("notes/choice", type=Map)["value"] = ["none", {"who": "943 476 5919"}]
    enter(shared, document.get_update())
    assert shared.document.get("notes/choice", type=Map)["value"] == ["none", {"who": "[NHS number removed]"}]


def test_an_update_that_the_library_would_stop_at_halfway_is_malformed() -> None:
    shared = SharedDocument()
    with pytest.raises(Malformed):
        enter(shared, HALFWAY)
    assert shared.state() == SharedDocument().state()


def test_the_library_stopping_halfway_spoils_the_document() -> None:
    def stop(_: TransactionEvent) -> None:
        raise RuntimeError("stopped halfway")

    shared = SharedDocument()
    shared.document.observe(stop)
    with pytest.raises(Spoilt):
        enter(shared, typed("Hello")[0])


def test_a_loaded_document_knows_where_everything_stands() -> None:
    first, second = typed("Hello", "!")
    shared = SharedDocument()
    shared.load(Stored(b"", [StoredEntry(first)], as_of=1))
    (applied,) = enter(shared, second)
    assert (applied.touched, text_of(shared)) == (frozenset({FIELD}), "Hello!")


def test_what_builds_on_what_is_gone_is_told_as_it_was_taken_in() -> None:
    """Somebody writes in a row that was removed while they were away. To the library nothing stands there any
    more; who has the row still would keep the words, and then stop at what comes inside them."""
    away: Doc[Any] = Doc(client_id=7)
    rows: Map[Any] = away.get("notes/steps", type=Map)
    rows["a"] = Map({"cell": Text("here")})
    at_first, known = away.get_update(), away.get_state()
    rows["a"]["cell"].insert(4, "!")
    late = away.get_update(known)
    clock = read_clocks(known)[7]
    inside_of_it = bytes([1, 1, 9, 0, 0x04, 0, 7, *_varint(clock), 1, ord("x"), 0])
    remover: Doc[Any] = Doc(client_id=8)
    remover.apply_update(at_first)
    del remover.get("notes/steps", type=Map)["a"]
    shared = SharedDocument()
    shared.load(Stored(remover.get_update(), [], as_of=1))

    told = [applied for update in (late, inside_of_it) for applied in enter(shared, update)]

    assert [struct.is_gone for struct in read_update(late).structs] == [False]
    assert [[struct.is_gone for struct in read_update(one.data).structs] for one in told] == [[True], [True]]
    assert [one.touched for one in told] == [frozenset(), frozenset()]
    with pytest.raises(RuntimeError):
        _document(at_first, late, inside_of_it)
    assert _document(at_first, *(one.data for one in told)).get_state() == shared.document.get_state()


def _document(*updates: bytes) -> Doc[Any]:
    document: Doc[Any] = Doc()
    for update in updates:
        document.apply_update(update)
    return document


def _varint(value: int) -> bytes:
    out = bytearray()
    while value > 127:
        out.append(128 | value & 127)
        value >>= 7
    return bytes([*out, value])
