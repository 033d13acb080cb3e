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


class HouseTemplateForm(forms.Form):
    """A Word file to build exports on."""

    file = forms.FileField(
        label="A Word document with your styles",
        help_text="Its name ends in .docx. It may have up to 5 MB.",
        error_messages={
            "required": "Choose a Word document",
            "missing": "Choose a Word document",
            "invalid": "Choose a Word document",
            "empty": "This file is empty. Choose a Word document with your styles",
        },
    )
