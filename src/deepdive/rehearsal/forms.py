"""The form that begins a rehearsal."""

from django import forms

from deepdive.rehearsal.actions import PACES

WORDS = {1.0: "As fast as the real session", 5.0: "Five times as fast", 20.0: "Twenty times as fast"}


class RehearseForm(forms.Form):
    """How fast it is to run."""

    pace = forms.TypedChoiceField(
        label="How fast should it run?",
        choices=[(f"{pace:g}", WORDS[pace]) for pace in PACES],
        coerce=float,
        initial="5",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how fast it runs", "invalid_choice": "Choose one of the speeds"},
    )
