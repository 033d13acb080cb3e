"""The shape of the shared document: what is set is what stands there, and edits meet."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pycrdt import Doc, Text

from deepdive.curriculum.current import pack
from deepdive.workbook.document import YDoc, change, field_text, replay, set_text, written

HEADLINE, SUMMARY = ("press-release", "headline"), ("press-release", "summary")
# letters of one, two, three and four bytes, so that counting the wrong thing shows; no lone surrogates,
# which no form and no browser sends
texts = st.text(alphabet="ab \né€ß文😀👩‍👩‍👧é", max_size=30) | st.text(
    st.characters(exclude_categories=["Cs"])
)


def document_with(text: str) -> tuple[YDoc, Text]:
    document: YDoc = Doc()
    shared = field_text(document, *HEADLINE)
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
    assert change(document, {HEADLINE: same}) is None


@given(texts, texts)
def test_an_update_made_by_change_does_the_same_elsewhere(before: str, after: str) -> None:
    document, _ = document_with(before)
    elsewhere = copy_of(document)
    update = change(document, {HEADLINE: after})
    if update:
        elsewhere.apply_update(update)
    assert str(field_text(elsewhere, *HEADLINE)) == after


@given(texts, texts)
def test_several_fields_change_in_one_update(headline: str, summary: str) -> None:
    update = change(Doc(), {HEADLINE: headline, SUMMARY: summary})
    elsewhere = replay([update] if update else [])
    assert [str(field_text(elsewhere, *address)) for address in (HEADLINE, SUMMARY)] == [headline, summary]


@given(texts, texts, texts, texts)
def test_an_edit_at_the_start_and_one_at_the_end_both_survive(
    start: str, end: str, mine: str, theirs: str
) -> None:
    document, _ = document_with(f"{start}||{end}")
    elsewhere = copy_of(document)
    change(document, {HEADLINE: f"{start}{mine}||{end}"})
    change(elsewhere, {HEADLINE: f"{start}||{theirs}{end}"})
    exchange(document, elsewhere)
    assert str(field_text(document, *HEADLINE)).replace("|", "") == f"{start}{mine}{theirs}{end}".replace(
        "|", ""
    )


def test_only_what_differs_is_touched() -> None:
    _, text = document_with("Families 👩‍👩‍👧 wait for a call")
    changes: list[object] = []
    watch = text.observe(lambda event: changes.append(event.delta))
    set_text(text, "Families 👩‍👩‍👧 wait for one call")
    text.unobserve(watch)
    retained = len("Families 👩‍👩‍👧 wait for ".encode())
    assert changes == [[{"retain": retained}, {"delete": 1}], [{"retain": retained}, {"insert": "one"}]]


def test_a_word_that_others_type_beside_a_replaced_one_stays() -> None:
    document, _ = document_with("one two three")
    elsewhere = copy_of(document)
    change(document, {HEADLINE: "one 2 three"})
    change(elsewhere, {HEADLINE: "one two three four"})
    exchange(document, elsewhere)
    assert str(field_text(document, *HEADLINE)) == "one 2 three four"


@given(texts, texts, texts)
def test_two_documents_that_exchange_their_edits_say_the_same(before: str, mine: str, theirs: str) -> None:
    document, _ = document_with(before)
    elsewhere = copy_of(document)
    change(document, {HEADLINE: mine})
    change(elsewhere, {HEADLINE: theirs})
    exchange(document, elsewhere)
    assert str(field_text(document, *HEADLINE)) == str(field_text(elsewhere, *HEADLINE))


@given(st.lists(texts, max_size=6), st.randoms(use_true_random=False))
def test_the_order_of_the_updates_does_not_matter(versions: list[str], random: Random) -> None:
    document: YDoc = Doc()
    updates = [update for text in versions if (update := change(document, {HEADLINE: text}))]
    shuffled = list(updates)
    random.shuffle(shuffled)
    assert written(replay(shuffled), pack().artefacts) == written(document, pack().artefacts)


def test_what_came_twice_counts_once() -> None:
    update = change(Doc(), {HEADLINE: "said once"})
    assert update
    assert str(field_text(replay([update, update]), *HEADLINE)) == "said once"


def test_two_people_who_open_an_empty_workbook_write_into_the_same_text() -> None:
    one: YDoc = Doc()
    other: YDoc = Doc()
    change(one, {HEADLINE: "mine"})
    change(other, {HEADLINE: "yours"})
    exchange(one, other)
    assert str(field_text(one, *HEADLINE)) in ("mineyours", "yoursmine")


def test_written_has_every_field_of_the_pack_and_nothing_else() -> None:
    document, _ = document_with("Families hear the same day")
    field_text(document, "no-such-artefact", "field").insert(0, "lost")
    expected = {
        artefact.id: {field.id: "" for field in artefact.fields} for artefact in pack().artefacts.values()
    }
    expected["press-release"]["headline"] = "Families hear the same day"
    assert written(document, pack().artefacts) == expected


def test_replay_refuses_what_is_no_update() -> None:
    with pytest.raises(ValueError):
        replay([b"\xff\xff\xff"])
