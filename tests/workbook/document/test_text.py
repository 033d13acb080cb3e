"""Setting a text to new words touches only what differs."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from pycrdt import Doc, Text

from deepdive.workbook.document import YDoc, set_text
from deepdive.workbook.document.text import MOST_COMPARISONS, Splice, splices
from tests.workbook.document.documents import copy_of, exchange, texts

sentences = st.lists(st.sampled_from(["the", "ward", "rings", "😀", "at", "nine,", "\n"]), max_size=12).map(
    " ".join
)


def document_with(text: str) -> tuple[YDoc, Text]:
    document: YDoc = Doc()
    shared: Text = document.get("a/b", type=Text)
    set_text(shared, text)
    return document, shared


def text_in(document: YDoc) -> Text:
    shared: Text = document.get("a/b", type=Text)
    return shared


@given(texts | sentences, texts | sentences)
def test_a_text_says_what_it_was_set_to(before: str, after: str) -> None:
    _, text = document_with(before)
    set_text(text, after)
    assert str(text) == after


@given(texts | sentences, texts | sentences)
def test_splices_lead_from_one_text_to_the_other(before: str, after: str) -> None:
    found, at = "", 0
    for splice in splices(before, after):
        assert before[splice.at : splice.at + len(splice.removed)] == splice.removed
        found += before[at : splice.at] + splice.added
        at = splice.at + len(splice.removed)
    assert found + before[at:] == after


@given(texts)
def test_nothing_is_spliced_where_nothing_differs(same: str) -> None:
    assert list(splices(same, same)) == []


def test_only_what_differs_is_touched() -> None:
    _, text = document_with("Families 👩‍👩‍👧 wait for a call")
    changes: list[Any] = []

    def note(event: Any) -> None:
        changes.append(event.delta)

    watch = text.observe(note)
    set_text(text, "Families 👩‍👩‍👧 wait for one call")
    text.unobserve(watch)
    start = len("Families 👩‍👩‍👧 wait for ".encode())
    assert changes == [[{"retain": start}, {"insert": "one"}], [{"retain": start + 3}, {"delete": 1}]]


def test_changes_far_apart_leave_what_is_between_alone() -> None:
    assert list(splices("ring the ward at nine.", "call the ward at ten.")) == [
        Splice(0, "ring", "call"),
        Splice(17, "nine", "ten"),
    ]


def test_words_that_others_type_between_two_changes_stay_in_their_place() -> None:
    one, text = document_with("ring the ward at nine")
    other = copy_of(one)
    set_text(text, "call the ward at ten")
    set_text(text_in(other), "ring the busy ward at nine")
    exchange(one, other)
    assert str(text) == str(text_in(other)) == "call the busy ward at ten"


def test_a_word_that_others_type_beside_a_replaced_one_stays() -> None:
    one, text = document_with("one two three")
    other = copy_of(one)
    set_text(text, "one 2 three")
    set_text(text_in(other), "one two three four")
    exchange(one, other)
    assert str(text) == "one 2 three four"


@given(texts, texts, texts, texts)
def test_an_edit_at_the_start_and_one_at_the_end_both_survive(
    start: str, end: str, mine: str, theirs: str
) -> None:
    one, text = document_with(f"{start}||{end}")
    other = copy_of(one)
    set_text(text, f"{start}{mine}||{end}")
    set_text(text_in(other), f"{start}||{theirs}{end}")
    exchange(one, other)
    assert str(text).replace("|", "") == f"{start}{mine}{theirs}{end}".replace("|", "")


def test_a_very_long_text_that_differs_everywhere_is_replaced_together() -> None:
    words = int(MOST_COMPARISONS**0.5) + 1
    before, after = "ab cd " * words, "x ab " * words
    assert len(list(splices(before, after))) == 1


def test_what_is_no_text_in_a_text_does_not_shift_its_words() -> None:
    _, text = document_with("before after")
    text.insert_embed(3, {"picture": "x"})
    set_text(text, "before and after")
    assert str(text) == "before and after"
