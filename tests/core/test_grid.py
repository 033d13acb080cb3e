"""Rows stand in the cell of their two choices, and none is lost."""

from hypothesis import given, settings
from hypothesis import strategies as st

from deepdive.core.grid import Named, named, place, without_row

POWER = ("low", "some", "high", "not known")
CELL = st.sampled_from([*POWER, "", "gone from the pack"])
ROWS = st.lists(
    st.fixed_dictionaries({}, optional={"who": st.text(max_size=5), "power": CELL, "interest": CELL}),
    max_size=40,
)


def test_a_row_stands_where_its_choices_meet() -> None:
    rows = [
        {"who": "Clerks", "power": "some", "interest": "high"},
        {"who": "Board", "power": "high", "interest": "low"},
        {"who": "Carers", "power": "not known", "interest": "high"},
        {"who": "  ", "power": "low", "interest": "low"},
        {"who": "Night staff", "power": "low"},
    ]
    grid = place(rows, name="who", across=("interest", POWER), up=("power", POWER))
    assert grid.across == grid.up == ("low", "some", "high")
    assert grid.cells == {
        (2, 1): (Named(1, "Clerks"),),
        (0, 2): (Named(2, "Board"),),
        (0, 0): (Named(4, "Row 4"),),
    }
    assert grid.loose == (Named(3, "Carers"), Named(5, "Night staff"))


def test_corners_are_the_ends_of_both_choices() -> None:
    grid = place([], name="who", across=("interest", POWER), up=("power", ("a", "b")))
    assert [grid.corner(one) for one in ("top-left", "top-right", "bottom-left", "bottom-right")] == [
        (0, 1),
        (2, 1),
        (0, 0),
        (2, 0),
    ]


def test_a_group_that_no_row_has_is_named() -> None:
    rows = [{"group": "staff"}, {"group": ""}]
    assert without_row(rows, column="group", choices=("people", "staff", "carers", "not known")) == (
        "people",
        "carers",
    )


@given(ROWS)
@settings(max_examples=60)
def test_each_row_with_a_word_in_it_stands_somewhere_once(rows: list[dict[str, str]]) -> None:
    grid = place(rows, name="who", across=("interest", POWER), up=("power", POWER))
    shown = [*grid.loose, *(one for cell in grid.cells.values() for one in cell)]
    assert sorted(shown, key=lambda one: one.number) == [one for one, _ in named(rows, "who")]
