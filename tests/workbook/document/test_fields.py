"""Fields of artefacts: what is set is what stands there, and edits meet."""

from hypothesis import given
from pycrdt import Doc, Map, Text

from deepdive.workbook.document import Edit, YDoc, change, field_name, groups_in, read, written
from tests.workbook.document.documents import copy_of, document_of, exchange, texts
from tests.workbook.example import NOTES

HEADLINE, SUMMARY = "headline", "summary"


def edit(document: YDoc, edits: dict[str, Edit], *, group: str = "") -> bytes | None:
    return change(document, NOTES, edits, group=group)


def says(document: YDoc, field_id: str, *, group: str = "") -> object:
    return read(document, NOTES.id, NOTES.field(field_id), group=group)


def with_headline(text: str) -> YDoc:
    document: YDoc = Doc()
    edit(document, {HEADLINE: text})
    return document


@given(texts)
def test_setting_the_same_text_makes_no_update(same: str) -> None:
    assert edit(with_headline(same), {HEADLINE: same}) is None


@given(texts, texts)
def test_an_update_made_by_change_does_the_same_elsewhere(before: str, after: str) -> None:
    document = with_headline(before)
    elsewhere = copy_of(document)
    update = edit(document, {HEADLINE: after})
    if update:
        elsewhere.apply_update(update)
    assert says(elsewhere, HEADLINE) == after


@given(texts, texts)
def test_several_fields_change_in_one_update(title: str, summary: str) -> None:
    elsewhere = document_of(edit(Doc(), {HEADLINE: title, SUMMARY: summary}))
    assert [says(elsewhere, field_id) for field_id in (HEADLINE, SUMMARY)] == [title, summary]


def test_what_came_twice_counts_once() -> None:
    update = edit(Doc(), {HEADLINE: "said once"})
    assert says(document_of(update, update), HEADLINE) == "said once"


def test_two_people_who_open_an_empty_workbook_write_into_the_same_text() -> None:
    one, other = with_headline("mine"), with_headline("yours")
    exchange(one, other)
    assert says(one, HEADLINE) == says(other, HEADLINE)
    assert says(one, HEADLINE) in ("mineyours", "yoursmine")


def test_written_has_every_field_and_nothing_else() -> None:
    document = with_headline("Families hear the same day")
    document.get("no-such-artefact/field", type=Text).insert(0, "lost")
    assert written(document, {NOTES.id: NOTES}) == {
        "notes": {
            "headline": "Families hear the same day",
            "summary": "",
            "answer": "",
            "count": "",
            "due": "",
            "steps": (),
        }
    }


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


def test_what_a_faulty_client_put_in_place_of_a_value_is_no_answer() -> None:
    document: YDoc = Doc()
    document.get(field_name(NOTES.id, "answer"), type=Map)["value"] = 7
    assert says(document, "answer") == ""


def test_a_group_writes_in_a_copy_of_its_own() -> None:
    document = with_headline("ours together")
    edit(document, {HEADLINE: "ours alone", "answer": "no"}, group="group-1")
    assert says(document, HEADLINE) == "ours together"
    assert says(document, HEADLINE, group="group-1") == "ours alone"
    assert says(document, HEADLINE, group="group-2") == ""
    assert written(document, {NOTES.id: NOTES}, group="group-1")["notes"]["answer"] == "no"
    assert groups_in(copy_of(document)) == {"group-1"}
