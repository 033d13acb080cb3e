"""Whatever people write, each picture is well-formed, stays in its frame and loses no row."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deepdive.core.artefact import Artefact, Column, FieldKind, Value
from deepdive.core.picture import PictureKind
from deepdive.drawings.drawing import Drawing
from deepdive.drawings.source import NOTHING_YET
from deepdive.drawings.svg import WIDTH
from tests.drawings.example import PACK, PICTURED, boxes, drawn, texts

EACH = pytest.mark.parametrize("artefact", PICTURED, ids=lambda artefact: artefact.id)
# what breaks pictures and what people write; one generator of texts for each cell would take seconds
WORDS = st.sampled_from(
    [
        "",
        "Night staff",
        "not known",
        "<script>alert('&')</script>",
        "אנשים שגרים לבד",
        "👩🏽‍⚕️👨‍👩‍👧 أهل",
        "x" * 300,
        "two lines\nand a tab\t",
        "\x00\ud800\ufffe",
        "A. " + "many words " * 40,
    ]
)
DAYS = st.sampled_from(["", "2027-03-01", "2027-04-15", "1999-12-31", "9999-12-31", "0001-01-01"])


def list_fields(artefact: Artefact) -> list[tuple[str, str]]:
    """The lists that the picture draws, as artefact and field."""
    assert artefact.picture
    if artefact.picture.kind is PictureKind.FUNNEL:
        kind = PACK.links[artefact.picture.link]
        return [(kind.from_.artefact, kind.from_.field), (kind.to.artefact, kind.to.field)]
    return [(artefact.id, artefact.picture.rows)] if artefact.picture.rows else []


def cells(column: Column) -> st.SearchStrategy[str]:
    if column.kind is FieldKind.CHOICE:
        return st.sampled_from([*column.choices, "", "a choice that is gone"])
    if column.kind is FieldKind.DATE:
        return DAYS
    return WORDS


@st.composite
def written(draw: st.DrawFn, artefact: Artefact) -> dict[str, dict[str, Value]]:
    """Something in each field that the picture draws."""
    everything: dict[str, dict[str, Value]] = {
        artefact.id: {field.id: draw(WORDS) for field in artefact.fields if field.kind is not FieldKind.ROWS}
    }
    for artefact_id, field_id in list_fields(artefact):
        columns = PACK.artefacts[artefact_id].field(field_id).columns
        row = st.fixed_dictionaries({}, optional={column.id: cells(column) for column in columns})
        everything.setdefault(artefact_id, {})[field_id] = tuple(draw(st.lists(row, max_size=5)))
    return everything


def check(drawing: Drawing) -> None:
    texts(drawing)
    for left, top, right, bottom in boxes(drawing):
        assert left >= -0.1
        assert top >= -0.1
        assert right <= WIDTH + 0.1
        assert bottom <= drawing.height + 1
    assert not re.search(r"<script|<style|\bstyle=|\bon[a-z]+=|href", drawing.body)
    assert drawing.says
    assert all(sentence.endswith((".", "…")) for sentence in drawing.says)


@EACH
def test_a_picture_of_anything_is_whole(artefact: Artefact) -> None:
    @given(written(artefact))
    @settings(max_examples=15)
    def holds(values: dict[str, dict[str, Value]]) -> None:
        own = values.pop(artefact.id)
        check(drawn(artefact.id, own, others=values))

    holds()


@EACH
def test_a_picture_of_nothing_says_so(artefact: Artefact) -> None:
    drawing = drawn(artefact.id, {})
    check(drawing)
    if artefact.picture and artefact.picture.kind is not PictureKind.CANVAS:
        assert drawing.says == (NOTHING_YET,)


@pytest.mark.parametrize(
    "artefact", [one for one in PICTURED if list_fields(one)], ids=lambda artefact: artefact.id
)
def test_forty_rows_are_all_there(artefact: Artefact) -> None:
    values: dict[str, dict[str, Value]] = {}
    for artefact_id, field_id in list_fields(artefact):
        columns = PACK.artefacts[artefact_id].field(field_id).columns
        rows = tuple(
            {
                column.id: column.choices[number % len(column.choices)] if column.choices else f"mark{number}"
                for column in columns
            }
            for number in range(40)
        )
        values.setdefault(artefact_id, {})[field_id] = rows
    own = values.pop(artefact.id)
    drawing = drawn(artefact.id, own, others=values)
    check(drawing)
    shown = " ".join(texts(drawing))
    assert all(re.search(rf"mark{number}(?![0-9])", shown) for number in range(40))


@EACH
def test_both_worked_examples_are_drawn(artefact: Artefact) -> None:
    for example in artefact.examples:
        drawing = drawn(artefact.id, example.values)
        check(drawing)
        assert NOTHING_YET not in drawing.says
        assert drawing.alternative.startswith(f"{artefact.title}. ")
