"""Rows of a list: added, set, moved and removed, by several people at once."""

from hypothesis import given
from hypothesis import strategies as st
from pycrdt import Doc, Map

from deepdive.workbook.document import KeptRow, RowEdits, YDoc, change, field_name, read, rows_of
from tests.workbook.document.documents import copy_of, exchange, texts
from tests.workbook.example import NOTES

FIRST = KeptRow("r1", {"what": "Ring the ward", "level": "high"})
SECOND = KeptRow("r2", {"what": "Write it down", "level": ""})
THIRD = KeptRow("r3", {"what": "Tell the family", "level": "low"})
STEPS = NOTES.field("steps")

wanted_rows = st.lists(
    st.builds(
        KeptRow,
        st.sampled_from(["r1", "r2", "r3", "r4", "r5"]),
        st.fixed_dictionaries({"what": texts, "level": st.sampled_from(["", "high", "low"])}),
    ),
    unique_by=lambda row: row.id,
).map(tuple)


def edit(document: YDoc, edits: RowEdits) -> bytes | None:
    return change(document, NOTES, {"steps": edits})


def with_rows(*rows: KeptRow) -> YDoc:
    document: YDoc = Doc()
    edit(document, RowEdits(rows=rows))
    return document


def kept(document: YDoc) -> tuple[KeptRow, ...]:
    return rows_of(document, NOTES.id, STEPS)


def what(row_id: str, text: str) -> RowEdits:
    return RowEdits(rows=(KeptRow(row_id, {"what": text}),))


@given(wanted_rows)
def test_rows_of_any_text_come_back_as_they_were(rows: tuple[KeptRow, ...]) -> None:
    assert kept(copy_of(with_rows(*rows))) == rows


@given(wanted_rows, wanted_rows)
def test_rows_become_exactly_those_that_are_wanted(
    now: tuple[KeptRow, ...], wanted: tuple[KeptRow, ...]
) -> None:
    document = with_rows(*now)
    edit(document, RowEdits.between(now, wanted))
    assert kept(document) == wanted
    assert edit(document, RowEdits.between(wanted, wanted)) is None


def test_rows_stand_in_the_order_in_which_they_were_added() -> None:
    assert kept(with_rows(FIRST, SECOND)) == (FIRST, SECOND)
    assert read(with_rows(FIRST, SECOND), NOTES.id, STEPS) == (FIRST.cells, SECOND.cells)


def test_two_people_add_a_row_and_both_rows_are_there() -> None:
    one, other = with_rows(FIRST), with_rows(SECOND)
    exchange(one, other)
    assert kept(one) == kept(other) == (FIRST, SECOND)


def test_two_people_write_in_one_cell_and_both_are_there() -> None:
    one = with_rows(FIRST)
    other = copy_of(one)
    edit(one, what("r1", "First: Ring the ward"))
    edit(other, what("r1", "Ring the ward twice"))
    exchange(one, other)
    assert kept(one)[0].cells["what"] == "First: Ring the ward twice"


def test_a_row_moves_while_somebody_writes_in_it() -> None:
    one = with_rows(FIRST, SECOND, THIRD)
    other = copy_of(one)
    edit(one, RowEdits(order=("r3", "r1", "r2")))
    edit(other, what("r3", "Tell the family at once"))
    exchange(one, other)
    assert (
        kept(one)
        == kept(other)
        == (KeptRow("r3", {**THIRD.cells, "what": "Tell the family at once"}), FIRST, SECOND)
    )


def test_two_people_move_different_rows() -> None:
    one = with_rows(FIRST, SECOND, THIRD)
    other = copy_of(one)
    edit(one, RowEdits(order=("r3", "r1", "r2")))
    edit(other, RowEdits(order=("r2", "r1")))
    exchange(one, other)
    assert kept(one) == kept(other) == (SECOND, THIRD, FIRST)


def test_a_removed_row_is_gone_and_the_others_stay() -> None:
    document = with_rows(FIRST, SECOND)
    edit(document, RowEdits(removed=frozenset({"r1", "never-there"})))
    assert kept(document) == (SECOND,)


def test_rows_and_cells_that_an_edit_does_not_name_stay() -> None:
    document = with_rows(FIRST, SECOND)
    assert edit(document, RowEdits(rows=(SECOND, KeptRow("r1", {"level": "high"})))) is None
    assert kept(document) == (FIRST, SECOND)


def test_what_a_faulty_client_put_in_place_of_a_row_is_passed_over() -> None:
    document = with_rows(FIRST)
    rows = document.get(field_name(NOTES.id, "steps"), type=Map)
    rows["r9"] = "not a row"
    rows["r8"] = Map({"order": "last", "what": 7})
    rows["r7"] = Map({"order": float("nan"), "what": "x", "level": "low"})
    empty = KeptRow("r8", {"what": "", "level": ""})
    assert kept(document) == (KeptRow("r7", {"what": "x", "level": "low"}), empty, FIRST)
    edit(document, RowEdits(rows=(KeptRow("r8", {"what": "mended"}), SECOND)))
    assert kept(document)[1:] == (KeptRow("r8", {"what": "mended", "level": ""}), FIRST, SECOND)


def test_a_column_that_becomes_a_text_keeps_what_the_choice_said() -> None:
    document = with_rows(FIRST)
    document.get(field_name(NOTES.id, "steps"), type=Map)["r1"]["what"] = "a choice"
    assert kept(document)[0].cells["what"] == "a choice"
    edit(document, what("r1", "a choice, in words"))
    assert kept(document)[0].cells["what"] == "a choice, in words"
