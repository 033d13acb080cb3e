"""What a field of each kind takes."""

import pytest

from deepdive.core.answer import accepts
from deepdive.core.artefact import Column, FieldKind


@pytest.mark.parametrize(
    ("kind", "text", "is_taken"),
    [
        (FieldKind.LINE, "one line", True),
        (FieldKind.LINE, "two\nlines", False),
        (FieldKind.TEXT, "two\nlines", True),
        (FieldKind.CHOICE, "Wait", True),
        (FieldKind.CHOICE, "wait", False),
        (FieldKind.NUMBER, "12", True),
        (FieldKind.NUMBER, "-0.5", True),
        (FieldKind.NUMBER, "1,200", False),
        (FieldKind.NUMBER, "a dozen", False),
        (FieldKind.NUMBER, "١٢", False),
        (FieldKind.DATE, "2027-03-31", True),
        (FieldKind.DATE, "2027-02-29", False),
        (FieldKind.DATE, "20270331", False),
        (FieldKind.DATE, "31/03/2027", False),
        (FieldKind.ROWS, "text", False),
    ],
)
def test_a_kind_takes_what_it_says(kind: FieldKind, text: str, is_taken: bool) -> None:
    column = Column(id="what", title="What", kind=kind, choices=("Go on", "Wait"))

    assert accepts(column, text) is is_taken


@pytest.mark.parametrize(
    ("text", "is_taken"),
    [
        ("12", True),
        ("3", True),
        ("fewer than 8", True),
        ("8 to 12", True),
        ("a few", False),
        ("-3", False),
        ("0.5", False),
        ("8 to 12 or so", False),
    ],
)
def test_a_count_of_people_may_be_said_less_exactly(text: str, is_taken: bool) -> None:
    column = Column(id="how-many", title="How many", kind=FieldKind.NUMBER, counts_people=True)
    assert accepts(column, text) is is_taken


@pytest.mark.parametrize("kind", FieldKind)
def test_every_kind_takes_nothing(kind: FieldKind) -> None:
    assert accepts(Column(id="what", title="What", kind=kind), "")
