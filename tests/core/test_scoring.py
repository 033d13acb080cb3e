"""Scores: how far apart people were, and what the weights change."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deepdive.core.scoring import DOUBLE, LESS, MORE, USUAL, Comparison, Spread, compare, read_note

LINES = ("need", "cost", "safety")


def compared(*rows: tuple[str, str, str, str], notes: dict[str, list[str]] | None = None) -> Comparison:
    return compare(
        [dict(zip(("option", *LINES), row, strict=True)) for row in rows],
        option="option",
        lines=LINES,
        stops="safety",
        notes=notes or {},
    )


@pytest.mark.parametrize(
    ("note", "scores"),
    [
        ("A 4, B 2, C not known", {"A": 4, "B": 2}),
        ("A: 0; B=3 - it is dear", {"A": 0, "B": 3}),
        ("A4 B2", {"A": 4, "B": 2}),
        ("A 5, B 40, C 3.5", {}),
        ("a 4", {}),
        ("A 1 and later A 4", {"A": 1}),
        ("DNA 4", {}),
        ("", {}),
    ],
)
def test_a_note_is_read(note: str, scores: dict[str, int]) -> None:
    assert read_note(note) == scores


def test_scores_given_alone_show_how_far_apart_people_were() -> None:
    found = compared(
        ("A. Ring", "2", "4", "4"),
        ("B. Predict", "3", "1", "2"),
        notes={"need": ["A 2, B 0", "A 2, B 4", "no idea"], "cost": ["A 4"]},
    )
    assert found.given == {
        (0, 0): Spread(lowest=2, highest=2, people=2),
        (0, 1): Spread(lowest=0, highest=4, people=2),
        (1, 0): Spread(lowest=4, highest=4, people=1),
    }
    assert found.widest == ((0, 1),)


def test_options_without_a_letter_get_the_letters_that_are_free() -> None:
    found = compared(("Ring", "", "", ""), ("A. Predict", "", "", ""), ("Wait", "", "", ""))
    assert [option.letter for option in found.options] == ["B", "A", "C"]


def test_a_score_that_is_not_known_could_be_anything() -> None:
    (option,) = compared(("A", "2", "not known", "4")).options
    assert option.plain_total == (6, 10)
    assert option.total((1, 2, 1)) == (6, 14)


def test_an_option_stopped_by_a_0_never_leads() -> None:
    found = compared(("A. Unsafe", "4", "4", "0"), ("B. Plain", "1", "1", "1"))
    assert [option.is_stopped for option in found.options] == [True, False]
    assert [option.row.name for option in found.may_lead([1, 1, 1])] == ["B. Plain"]


def test_several_may_lead_while_they_cannot_be_told_apart() -> None:
    found = compared(("A", "3", "3", "3"), ("B", "3", "not known", "3"), ("C", "1", "1", "1"))
    assert [option.row.name for option in found.may_lead([1, 1, 1])] == ["A", "B"]


def test_a_weight_that_changes_who_leads_is_found() -> None:
    found = compared(("A", "4", "1", "3"), ("B", "2", "4", "3"))
    assert [option.row.name for option in found.may_lead([USUAL] * 3)] == ["B"]
    assert [found.changes_with(line, DOUBLE) for line in range(3)] == [True, False, False]
    assert not any(found.changes_with(line, weight) for line in range(3) for weight in (MORE, LESS))


SCORE = st.sampled_from(["0", "1", "2", "3", "4", "not known", "", "?"])


@given(st.lists(st.tuples(st.sampled_from("ABC"), SCORE, SCORE, SCORE), max_size=5))
@settings(max_examples=60)
def test_somebody_may_lead_unless_all_are_stopped(rows: list[tuple[str, str, str, str]]) -> None:
    found = compared(*rows)
    going = [option for option in found.options if not option.is_stopped]
    leading = found.may_lead([1, 1, 1])
    assert bool(leading) is bool(going)
    assert set(map(id, leading)) <= set(map(id, going))
