"""The shape of the shared document: what is set is what stands there, and edits meet."""

from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pycrdt import Doc, Map, Text

from deepdive.workbook.document import (
    Edit,
    KeptRow,
    RowEdits,
    YDoc,
    change,
    cleaned,
    field_name,
    read,
    replay,
    rows_of,
    set_text,
    watch,
    written,
)
from tests.workbook.example import NOTES

HEADLINE, SUMMARY = "headline", "summary"
# letters of one, two, three and four bytes, so that counting the wrong thing shows; no lone surrogates,
# which no form and no browser sends
texts = st.text(alphabet="ab \né€ß文😀👩‍👩‍👧é", max_size=30) | st.text(
    st.characters(exclude_categories=["Cs"])
)


def edit(document: YDoc, edits: dict[str, Edit]) -> bytes | None:
    return change(document, NOTES, edits)


def headline(document: YDoc) -> Text:
    text: Text = document.get(field_name(NOTES.id, HEADLINE), type=Text)
    return text


def says(document: YDoc, field_id: str) -> object:
    return read(document, NOTES.id, NOTES.field(field_id))


def document_with(text: str) -> tuple[YDoc, Text]:
    document: YDoc = Doc()
    shared = headline(document)
    set_text(shared, text)
    return document, shared


def copy_of(document: YDoc) -> YDoc:
    return replay([document.get_update()])


def exchange(one: YDoc, other: YDoc) -> None:
    """Each gets what it lacks."""
    for_one, for_other = other.get_update(one.get_state()), one.get_update(other.get_state())
    one.apply_update(for_one)
    other.apply_update(for_other)


@given(texts, texts)
def test_a_text_says_what_it_was_set_to(before: str, after: str) -> None:
    _, text = document_with(before)
    set_text(text, after)
    assert str(text) == after


@given(texts)
def test_setting_the_same_text_makes_no_update(same: str) -> None:
    document, _ = document_with(same)
    assert edit(document, {HEADLINE: same}) is None


@given(texts, texts)
def test_an_update_made_by_change_does_the_same_elsewhere(before: str, after: str) -> None:
    document, _ = document_with(before)
    elsewhere = copy_of(document)
    update = edit(document, {HEADLINE: after})
    if update:
        elsewhere.apply_update(update)
    assert str(headline(elsewhere)) == after


@given(texts, texts)
def test_several_fields_change_in_one_update(title: str, summary: str) -> None:
    update = edit(Doc(), {HEADLINE: title, SUMMARY: summary})
    elsewhere = replay([update] if update else [])
    assert [says(elsewhere, field_id) for field_id in (HEADLINE, SUMMARY)] == [title, summary]


@given(texts, texts, texts, texts)
def test_an_edit_at_the_start_and_one_at_the_end_both_survive(
    start: str, end: str, mine: str, theirs: str
) -> None:
    document, _ = document_with(f"{start}||{end}")
    elsewhere = copy_of(document)
    edit(document, {HEADLINE: f"{start}{mine}||{end}"})
    edit(elsewhere, {HEADLINE: f"{start}||{theirs}{end}"})
    exchange(document, elsewhere)
    assert str(headline(document)).replace("|", "") == f"{start}{mine}{theirs}{end}".replace("|", "")


def test_only_what_differs_is_touched() -> None:
    _, text = document_with("Families 👩‍👩‍👧 wait for a call")
    changes: list[Any] = []

    def note(event: Any) -> None:
        changes.append(event.delta)

    watch = text.observe(note)
    set_text(text, "Families 👩‍👩‍👧 wait for one call")
    text.unobserve(watch)
    retained = len("Families 👩‍👩‍👧 wait for ".encode())
    assert changes == [[{"retain": retained}, {"delete": 1}], [{"retain": retained}, {"insert": "one"}]]


def test_a_word_that_others_type_beside_a_replaced_one_stays() -> None:
    document, _ = document_with("one two three")
    elsewhere = copy_of(document)
    edit(document, {HEADLINE: "one 2 three"})
    edit(elsewhere, {HEADLINE: "one two three four"})
    exchange(document, elsewhere)
    assert str(headline(document)) == "one 2 three four"


@given(texts, texts, texts)
def test_two_documents_that_exchange_their_edits_say_the_same(before: str, mine: str, theirs: str) -> None:
    document, _ = document_with(before)
    elsewhere = copy_of(document)
    edit(document, {HEADLINE: mine})
    edit(elsewhere, {HEADLINE: theirs})
    exchange(document, elsewhere)
    assert str(headline(document)) == str(headline(elsewhere))


@given(st.lists(texts, max_size=6), st.randoms(use_true_random=False))
def test_the_order_of_the_updates_does_not_matter(versions: list[str], random: Random) -> None:
    document: YDoc = Doc()
    updates = [update for text in versions if (update := edit(document, {HEADLINE: text}))]
    shuffled = list(updates)
    random.shuffle(shuffled)
    assert written(replay(shuffled), {NOTES.id: NOTES}) == written(document, {NOTES.id: NOTES})


def test_what_came_twice_counts_once() -> None:
    update = edit(Doc(), {HEADLINE: "said once"})
    assert update
    assert str(headline(replay([update, update]))) == "said once"


def test_two_people_who_open_an_empty_workbook_write_into_the_same_text() -> None:
    one: YDoc = Doc()
    other: YDoc = Doc()
    edit(one, {HEADLINE: "mine"})
    edit(other, {HEADLINE: "yours"})
    exchange(one, other)
    assert str(headline(one)) in ("mineyours", "yoursmine")


def test_written_has_every_field_and_nothing_else() -> None:
    document, _ = document_with("Families hear the same day")
    document.get("no-such-artefact/field", type=Text).insert(0, "lost")
    assert written(document, {NOTES.id: NOTES}) == {
        "notes": {
            "headline": "Families hear the same day",
            "summary": "",
            "answer": "",
            "count": "",
            "steps": (),
        }
    }


def test_replay_refuses_what_is_no_update() -> None:
    with pytest.raises(ValueError):
        replay([b"\xff\xff\xff"])


FIRST = KeptRow("r1", {"what": "Ring the ward", "level": "high"})
SECOND = KeptRow("r2", {"what": "Write it down", "level": ""})


def with_rows(*rows: KeptRow) -> YDoc:
    document: YDoc = Doc()
    edit(document, {"steps": RowEdits(rows=rows)})
    return document


def kept(document: YDoc) -> tuple[KeptRow, ...]:
    return rows_of(document, NOTES.id, NOTES.field("steps"))


def test_a_choice_is_replaced_as_a_whole() -> None:
    document: YDoc = Doc()
    edit(document, {"answer": "yes"})
    edit(document, {"answer": "no"})
    assert says(document, "answer") == "no"


def test_two_people_who_choose_at_once_leave_one_choice_and_not_both() -> None:
    one: YDoc = Doc()
    other: YDoc = Doc()
    edit(one, {"answer": "yes"})
    edit(other, {"answer": "no"})
    exchange(one, other)
    assert says(one, "answer") == says(other, "answer")
    assert says(one, "answer") in ("yes", "no")


def test_rows_stand_in_the_order_in_which_they_were_added() -> None:
    assert kept(with_rows(FIRST, SECOND)) == (FIRST, SECOND)
    assert says(with_rows(FIRST, SECOND), "steps") == (FIRST.cells, SECOND.cells)


def test_two_people_add_a_row_and_both_rows_are_there() -> None:
    one, other = with_rows(FIRST), with_rows(SECOND)
    exchange(one, other)
    assert kept(one) == kept(other) == (FIRST, SECOND)


def test_two_people_write_in_one_cell_and_both_are_there() -> None:
    one = with_rows(FIRST)
    other = copy_of(one)
    edit(one, {"steps": RowEdits(rows=(KeptRow("r1", {**FIRST.cells, "what": "First: Ring the ward"}),))})
    edit(other, {"steps": RowEdits(rows=(KeptRow("r1", {**FIRST.cells, "what": "Ring the ward twice"}),))})
    exchange(one, other)
    assert kept(one)[0].cells["what"] == "First: Ring the ward twice"


def test_a_removed_row_is_gone_and_the_others_stay() -> None:
    document = with_rows(FIRST, SECOND)
    edit(document, {"steps": RowEdits(removed=frozenset({"r1", "never-there"}))})
    assert kept(document) == (SECOND,)


def test_rows_that_an_edit_does_not_name_stay() -> None:
    document = with_rows(FIRST, SECOND)
    assert edit(document, {"steps": RowEdits(rows=(SECOND,))}) is None
    assert kept(document) == (FIRST, SECOND)


def test_what_a_faulty_client_put_in_place_of_a_row_is_passed_over() -> None:
    document = with_rows(FIRST)
    rows = document.get(field_name(NOTES.id, "steps"), type=Map)
    rows["r9"] = "not a row"
    rows["r8"] = Map({"order": "last", "what": 7})
    assert kept(document) == (KeptRow("r8", {"what": "", "level": ""}), FIRST)


@given(st.lists(texts, max_size=5))
def test_rows_of_any_text_come_back_as_they_were(words: list[str]) -> None:
    rows = tuple(KeptRow(f"r{n}", {"what": text, "level": "low"}) for n, text in enumerate(words))
    assert kept(replay([with_rows(*rows).get_update()])) == rows


def test_every_kind_of_field_tells_that_it_was_touched() -> None:
    document: YDoc = Doc()
    touched: list[tuple[str, str]] = []
    watched = watch(document, {NOTES.id: NOTES}, lambda *address: touched.append(address))
    edit(document, {"headline": "a", "answer": "yes", "count": "3", "steps": RowEdits(rows=(FIRST,))})
    edit(document, {"steps": RowEdits(rows=(KeptRow("r1", {**FIRST.cells, "what": "other"}),))})
    assert len(watched) == len(NOTES.fields)
    assert sorted(set(touched)) == [("notes", name) for name in ("answer", "count", "headline", "steps")]
    assert touched.count(("notes", "steps")) == 2


def test_cleaning_changes_only_what_is_not_clean() -> None:
    document = with_rows(FIRST, SECOND)
    edit(document, {"headline": "fine", "answer": "yes"})
    about = NOTES.field("steps")
    assert cleaned(document, NOTES.id, about, str) is None
    assert cleaned(document, NOTES.id, about, lambda text: text.replace("ward", "team")) == RowEdits(
        rows=(KeptRow("r1", {"what": "Ring the team", "level": "high"}),)
    )
    assert cleaned(document, NOTES.id, NOTES.field("headline"), str.upper) == "FINE"
    assert cleaned(document, NOTES.id, NOTES.field("answer"), str) is None
