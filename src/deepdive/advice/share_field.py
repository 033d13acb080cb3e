"""Numbers in forms as people write them: a share as 0.15 or as 15%, a large number with commas."""

import re
from math import isfinite

from django import forms

_NUMBER = re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)(e[+-]?[0-9]{1,3})?", re.IGNORECASE)
LONGEST = 30


class PlainNumberField(forms.Field):
    """A number, None where nothing was typed. ``whole`` ones have no fraction."""

    widget = forms.NumberInput
    default_error_messages = {
        "required": "Enter a number",
        "invalid": "Enter a number in digits, like 12 or 0.5",
        "whole": "Enter a whole number in digits, like 12",
    }

    def __init__(self, *, whole: bool = False, **kwargs: object) -> None:
        super().__init__(**kwargs)  # type: ignore[arg-type]
        self.whole = whole

    def to_python(self, value: object) -> float | int | None:
        """The number; ValidationError for anything else."""
        text = str(value if value is not None else "").strip()
        if not text:
            return None
        return self.read(text.replace(",", "").replace(" ", ""))

    def read(self, text: str) -> float | int:
        """The number that the text, which is not empty, says."""
        if len(text) > LONGEST or not _NUMBER.fullmatch(text):
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        number = float(text)
        if not isfinite(number):
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        if not self.whole:
            return number
        if number != int(number):
            raise forms.ValidationError(self.error_messages["whole"], code="whole")
        return int(number)


class ShareField(PlainNumberField):
    """A share of people: 0.15 or 15%."""

    default_error_messages = {"invalid": "Enter a share like 0.15 or 15%"}

    def read(self, text: str) -> float:
        """The share."""
        if text.endswith("%"):
            return float(f"{super().read(text.removesuffix('%')) / 100:.12g}")
        return super().read(text)
