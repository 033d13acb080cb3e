"""Forms of the time between sessions."""

from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from deepdive.programme.forms import FURTHEST_START, length_field, time_field
from deepdive.web.forms import DateField


class MoveForm(forms.Form):
    """Another time or length for a session."""

    day = DateField(label="Date")
    time = time_field("Start time", hint="UK time, for example 12:15")
    minutes = length_field("How long?")

    def clean_day(self) -> date:
        """The date; one that is years away is a slip of the finger."""
        day: date = self.cleaned_data["day"]
        if day > timezone.localdate() + FURTHEST_START:
            raise ValidationError("The workshop must be within the next two years")
        return day
