"""The form in which somebody says why a contradiction may stay."""

from django import forms

from deepdive.core.contradictions import LONGEST_REASON
from deepdive.web.free_text import FreeTextField
from deepdive.web.guarded_form import GuardedForm


class ReasonForm(GuardedForm):
    """Why this does not need to be mended."""

    reason = FreeTextField(
        label="Why may this stay as it is?",
        help_text="The reason stands in the plan, with your name, for everybody who reads it.",
        max_length=LONGEST_REASON,
        error_messages={
            "required": "Say why this may stay as it is",
            "max_length": "Use %(limit_value)d letters or fewer; you have used %(show_value)d",
        },
        widget=forms.Textarea(attrs={"rows": 3}),
    )
