"""Forms that take a file."""

from django import forms


class PlanFileForm(forms.Form):
    """The file of a plan to read in."""

    file = forms.FileField(
        label="The plan as a JSON file",
        help_text="Its name ends in .json. It may have up to 20 MB.",
        error_messages={
            "required": "Choose the file of the plan",
            "missing": "Choose the file of the plan",
            "invalid": "Choose the file of the plan",
            "empty": "This file is empty. Choose the file that you got by downloading a plan as JSON",
        },
    )
