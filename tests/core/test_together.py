import pytest
from hypothesis import given
from hypothesis import strategies as st

from deepdive.core.together import joined

TEXTS = st.text(alphabet="ab \n", max_size=8)


@pytest.mark.parametrize(
    ("common", "taken", "instead", "expected"),
    [
        ("", ["Nurses"], False, "Nurses"),
        ("Nurses", ["Clerks", "Carers"], False, "Nurses\nClerks\nCarers"),
        ("Nurses", ["Clerks"], True, "Clerks"),
        ("Nurses\n", ["\nClerks\n"], False, "Nurses\nClerks"),
        ("Nurses", [""], False, "Nurses"),
        ("Nurses", [" \n"], False, "Nurses"),
        ("Nurses", [], False, "Nurses"),
    ],
)
def test_texts_come_below_or_in_place_of_what_stands_there(
    common: str, taken: list[str], instead: bool, expected: str
) -> None:
    assert joined(common, taken, instead=instead) == expected


def test_a_text_that_stands_there_is_not_added_again_but_a_part_of_a_line_is() -> None:
    assert joined("Nurses\nClerks", ["Clerks"]) == "Nurses\nClerks"
    assert joined("Nurses and clerks", ["Nurses"]) == "Nurses and clerks\nNurses"


@given(TEXTS, st.lists(TEXTS, max_size=3), st.booleans())
def test_to_bring_the_same_twice_changes_nothing_more(common: str, taken: list[str], instead: bool) -> None:
    once = joined(common, taken, instead=instead)
    assert joined(once, taken, instead=instead) == once


@given(TEXTS, st.lists(TEXTS, max_size=3))
def test_nothing_that_was_written_is_lost(common: str, taken: list[str]) -> None:
    text = joined(common, taken)
    for one in (common, *taken):
        assert one.strip("\n") in text or not one.strip()
