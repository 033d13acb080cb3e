"""Forms of a room."""

from django import forms

from deepdive.core.agenda import MOST_EXTRA_MINUTES


class ExtendForm(forms.Form):
    """Give the running block more minutes."""

    minutes = forms.IntegerField(
        label="Extra minutes",
        initial=2,
        error_messages={
            "required": f"Enter how many minutes to add, from 1 to {MOST_EXTRA_MINUTES}",
            "invalid": f"Enter a whole number of minutes from 1 to {MOST_EXTRA_MINUTES}",
        },
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "nhsuk-input--width-2"}),
    )
