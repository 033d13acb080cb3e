import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deepdive.core.patient_data import has_nhs_number, is_nhs_number, nhs_numbers, without_nhs_numbers

GOLDEN = json.loads((Path(__file__).parents[1] / "golden/nhs-numbers.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", GOLDEN, ids=[case["text"] for case in GOLDEN])
def test_the_browser_and_the_server_take_out_the_same(case: dict[str, str]) -> None:
    assert without_nhs_numbers(case["text"]) == case["clean"]
    assert has_nhs_number(case["text"]) == (case["text"] != case["clean"])


def test_it_says_where_the_numbers_are() -> None:
    assert list(nhs_numbers("a 9434765919, b")) == [(2, 12)]


@given(st.text(alphabet="0123456789", min_size=9, max_size=9))
def test_nine_digits_have_one_check_digit_at_most(digits: str) -> None:
    valid = [check for check in "0123456789" if is_nhs_number(digits + check)]
    assert len(valid) <= 1


@given(st.text())
def test_nothing_is_left_after_taking_out(text: str) -> None:
    assert not has_nhs_number(without_nhs_numbers(text))


@given(st.text(alphabet="0123456789 -ab", max_size=40))
def test_text_without_numbers_stays_as_it_is(text: str) -> None:
    if not has_nhs_number(text):
        assert without_nhs_numbers(text) == text
