"""A date typed as day, month and year."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from deepdive.web.forms import DateField


def test_three_numbers_make_a_date() -> None:
    assert DateField().clean([" 9", "03", "2027"]) == date(2027, 3, 9)


@pytest.mark.parametrize(
    ("typed", "message", "parts"),
    [
        (["9", "3", ""], "The date must include a year", ("year",)),
        (["", "", "2027"], "The date must include a day and a month", ("day", "month")),
        (["9", "March", "2027"], "The date must be written in numbers, like 27 3 2027", ("month",)),
        (["-9", "3", "2027"], "The date must be written in numbers, like 27 3 2027", ("day",)),
        (["²", "3", "2027"], "The date must be written in numbers, like 27 3 2027", ("day",)),
        (["9", "13", "2027"], "The date must have a month from 1 to 12", ("month",)),
        (["9", "3", "27"], "The date must have a year of 4 numbers, like 2027", ("year",)),
        (["9", "3", "0000"], "The date must have a year of 4 numbers, like 2027", ("year",)),
        (["31", "2", "2027"], "The date must be a real date: that month has no such day", ("day",)),
        (["0", "2", "2027"], "The date must be a real date: that month has no such day", ("day",)),
        (["9" * 5000, "2", "2027"], "The date must be written in numbers, like 27 3 2027", ("day",)),
    ],
)
def test_a_wrong_date_says_what_to_put_right(typed: list[str], message: str, parts: tuple[str, ...]) -> None:
    with pytest.raises(ValidationError) as caught:
        DateField().clean(typed)
    assert caught.value.messages == [message]
    assert caught.value.params == {"parts": parts}


def test_an_empty_date_is_asked_for() -> None:
    with pytest.raises(ValidationError) as caught:
        DateField().clean(["", None, " "])
    assert caught.value.messages == ["Enter a date"]


def test_an_empty_date_may_be_left_out_where_it_is_not_required() -> None:
    assert DateField(required=False).clean(["", "", ""]) is None


def test_the_messages_can_name_the_date() -> None:
    with pytest.raises(ValidationError) as caught:
        DateField(subject="The last day").clean(["9", "3", ""])
    assert caught.value.messages == ["The last day must include a year"]
