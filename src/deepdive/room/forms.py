"""Forms of a room."""

from typing import Any

from django import forms

from deepdive.core.agenda import LONGEST_MESSAGE, MOST_EXTRA_MINUTES
from deepdive.web.free_text import FreeTextField
from deepdive.web.guarded_form import GuardedForm


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


class TellForm(GuardedForm):
    """A message that everybody in the room sees."""

    message = FreeTextField(
        label="Message to everybody",
        required=False,
        max_length=LONGEST_MESSAGE,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text="It stays until the next block starts. Send an empty message to take it away.",
    )


class QuestionForm(GuardedForm):
    """A question to be answered later."""

    text = FreeTextField(
        label="Your question",
        max_length=500,
        error_messages={"required": "Write your question"},
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    is_unnamed = forms.BooleanField(label="Leave my name out", required=False)


class AnswerForm(GuardedForm):
    """The answer to a question that somebody parked."""

    answer = FreeTextField(
        label="Answer", required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 2})
    )


class DecisionForm(GuardedForm):
    """Something that was decided."""

    text = FreeTextField(
        label="Note a decision",
        max_length=500,
        error_messages={"required": "Write what was decided"},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text="In one sentence: what was decided, and why. It goes into the summary.",
    )


class CodeForm(forms.Form):
    """The short code of a room, as the shared screen shows it."""

    code = forms.CharField(
        label="Code",
        max_length=20,
        error_messages={"required": "Enter the code on the shared screen"},
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "class": "nhsuk-input--width-10", "autocapitalize": "characters"}
        ),
        help_text="Six letters and numbers, as on the shared screen. Spaces do not matter.",
    )

    def clean_code(self) -> str:
        """The code without spaces, in capitals."""
        cleaned: dict[str, Any] = self.cleaned_data
        return "".join(str(cleaned["code"]).upper().split())
