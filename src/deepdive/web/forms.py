"""Form fields that Django does not have in the shape we need."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import ErrorList

DATE_PARTS = ("day", "month", "year")


class DateInputs(forms.MultiWidget):
    """Three boxes: day, month and year."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({part: forms.TextInput() for part in DATE_PARTS}, attrs)

    def decompress(self, value: Any) -> list[str]:
        """What the three boxes show: the parts of a date, or what somebody typed."""
        if isinstance(value, date):
            return [str(value.day), str(value.month), str(value.year)]
        if isinstance(value, list | tuple):
            return [str(part or "") for part in value]
        return ["", "", ""]


class DateField(forms.Field):
    """A date, asked for as day, month and year. Its messages begin with ``subject``."""

    widget = DateInputs
    default_error_messages = {"required": "Enter a date"}

    def __init__(self, *, subject: str = "The date", **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.subject = subject

    def to_python(self, value: date | Sequence[str | None] | None) -> date | None:
        """The date that the three boxes say; ValidationError names the boxes that are wrong."""
        if value is None or isinstance(value, date):
            return value
        typed = dict(zip(DATE_PARTS, ((part or "").strip() for part in value), strict=True))
        missing = [part for part, text in typed.items() if not text]
        if len(missing) == len(DATE_PARTS):
            return None
        if missing:
            raise self._fault(f"must include a {' and a '.join(missing)}", missing)
        return self._date(typed)

    def _date(self, typed: Mapping[str, str]) -> date:
        wrong = [part for part, text in typed.items() if not re.fullmatch("[0-9]{1,4}", text)]
        if wrong:
            raise self._fault("must be written in numbers, like 27 3 2027", wrong)
        day, month, year = (int(typed[part]) for part in DATE_PARTS)
        if not 1 <= month <= 12:
            raise self._fault("must have a month from 1 to 12", ["month"])
        if len(typed["year"]) != 4 or year == 0:
            raise self._fault("must have a year of 4 numbers, like 2027", ["year"])
        try:
            return date(year, month, day)
        except ValueError:
            raise self._fault("must be a real date: that month has no such day", ["day"]) from None

    def _fault(self, what: str, parts: list[str]) -> ValidationError:
        return ValidationError(f"{self.subject} {what}", code="invalid", params={"parts": tuple(parts)})


def faulty_parts(errors: ErrorList) -> tuple[str, ...]:
    """Which boxes of a date the errors are about: all three, unless the first error says otherwise."""
    params = next((error.params for error in errors.as_data() if error.params), {})
    parts: tuple[str, ...] = params.get("parts", DATE_PARTS)
    return parts
