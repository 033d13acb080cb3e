"""Form fields for text in people's own words, each with the patient-data notice and guard."""

from typing import Any

from django import forms

from deepdive.core.patient_data import Finding, warnings
from deepdive.web.validators import no_nhs_number, nothing_personal

NOTICE = "No patient data: write about roles, not real people."
COUNT_NOTICE = "Small numbers can point to people: for 1 to 7, write 'fewer than 8'."
LONGEST_REASON = 200


class FreeTextField(forms.CharField):
    """Text in somebody's own words. It refuses NHS numbers; what else may point to a real person is for a
    :class:`~deepdive.web.guarded_form.GuardedForm` to ask about.

    ``notice`` stands beside the box; it is empty where a box asks for a name, or shares a notice with
    others. ``counts_people``: the text answers how many people.
    """

    default_validators = [no_nhs_number]

    def __init__(self, *, notice: str = NOTICE, counts_people: bool = False, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.notice = notice
        self.counts_people = counts_people

    def warnings(self, text: str) -> tuple[Finding, ...]:
        """What in the text may point to a real person, NHS numbers aside."""
        return warnings(text, counts_people=self.counts_people)


class ReasonField(forms.CharField):
    """Why something that looks like it points to a real person may stay."""

    default_validators = [nothing_personal]

    def __init__(self, *, about: str, required: bool = False, **kwargs: Any) -> None:
        """``about`` is the label of the box that it stays in."""
        super().__init__(
            label=f'Keep it in "{about}", because',
            required=required,
            max_length=LONGEST_REASON,
            error_messages={
                "required": "Say why it is not about a real person",
                "max_length": f"Give the reason in {LONGEST_REASON} letters or fewer",
            },
            widget=forms.TextInput(attrs={"autocomplete": "off"}),
            **kwargs,
        )
