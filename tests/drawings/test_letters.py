"""Words are broken into lines that fit, and nothing of them is lost."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deepdive.drawings.letters import SHORTENED, is_right_to_left, width_of, wrap


def test_widths_are_those_of_arial() -> None:
    # 556 + 278 + 667 thousandths, and a little to spare
    assert width_of("a A", 10) == pytest.approx(15.01 * 1.03)
    assert width_of("é", 10) == width_of("e", 10)
    assert width_of("e\u0301", 10) == width_of("e", 10)


def test_lines_break_between_words() -> None:
    assert wrap("Nobody knows when the visit comes", 100, 14) == ("Nobody knows", "when the visit", "comes")


def test_a_long_word_is_broken_and_an_emoji_stays_whole() -> None:
    family = "👩🏽‍⚕️"
    lines = wrap(f"{'x' * 30}{family}", 100, 14)
    assert "".join(lines) == f"{'x' * 30}{family}"
    assert len(lines) == 3
    assert any(family in line for line in lines)


def test_what_is_left_out_is_said() -> None:
    lines = wrap("one two three four five six seven", 60, 14, most_lines=2)
    assert len(lines) == 2
    assert lines[1].endswith(SHORTENED)
    assert width_of(lines[1], 14) <= 60


def test_a_text_that_fits_is_not_shortened() -> None:
    assert wrap("one two", 200, 14, most_lines=1) == ("one two",)
    assert wrap("", 200, 14, most_lines=1) == ()


def test_the_first_letter_with_a_direction_decides() -> None:
    assert is_right_to_left("1. אנשים")
    assert is_right_to_left("الناس and others")
    assert not is_right_to_left("People, אנשים")
    assert not is_right_to_left("123")


@given(st.text(max_size=120), st.floats(min_value=30, max_value=300))
@settings(max_examples=150)
def test_every_letter_is_in_a_line(text: str, width: float) -> None:
    lines = wrap(text, width, 14)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(width_of(line, 14) <= width or len(line) < 12 for line in lines)
