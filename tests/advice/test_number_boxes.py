"""Numbers as people write them."""

import pytest
from django import forms

from deepdive.advice.share_field import PlainNumberField, ShareField


@pytest.mark.parametrize(
    ("typed", "number"),
    [("0.15", 0.15), ("15%", 0.15), (" 7.5 % ", 0.075), (".5", 0.5), ("1", 1), ("100%", 1)],
)
def test_a_share_may_be_per_cent(typed: str, number: float) -> None:
    assert ShareField().clean(typed) == number


@pytest.mark.parametrize(("typed", "number"), [("1,200", 1200), ("12 000", 12000), ("1e3", 1000), ("-5", -5)])
def test_a_number_may_have_commas(typed: str, number: float) -> None:
    assert PlainNumberField().clean(typed) == number


@pytest.mark.parametrize("typed", ["many", "nan", "inf", "1e999", "1" * 40, "٣", "5%", "0x10", "1/2"])
def test_what_is_no_number_is_told(typed: str) -> None:
    with pytest.raises(forms.ValidationError, match="Enter a number in digits"):
        PlainNumberField().clean(typed)


def test_a_share_that_is_no_number_is_told() -> None:
    with pytest.raises(forms.ValidationError, match=r"Enter a share like 0\.15 or 15%"):
        ShareField().clean("few")


def test_part_of_a_person_is_told() -> None:
    with pytest.raises(forms.ValidationError, match="Enter a whole number"):
        PlainNumberField(whole=True).clean("2.5")


def test_nothing_is_nothing() -> None:
    assert PlainNumberField(required=False).clean(" ") is None
    with pytest.raises(forms.ValidationError, match="Enter a number"):
        PlainNumberField().clean("")
