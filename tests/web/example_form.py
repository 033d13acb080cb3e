"""A form with a field of every kind."""

from django import forms

from deepdive.web.forms import DateField

WEEKDAYS = [(1, "Monday"), (2, "Tuesday")]


class ExampleForm(forms.Form):
    """Every kind of field that a page may show."""

    name = forms.CharField(
        label="Your name",
        help_text="As on your badge",
        max_length=20,
        error_messages={"required": "Enter your name"},
        widget=forms.TextInput(attrs={"autocomplete": "name", "class": "nhsuk-input--width-20"}),
    )
    email = forms.EmailField(
        label="Your work e-mail",
        error_messages={"required": "Enter your work e-mail", "invalid": "Enter an e-mail like name@nhs.uk"},
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
    )
    link = forms.URLField(label="Join link", required=False, assume_scheme="https")
    people = forms.IntegerField(
        label="How many people?",
        error_messages={"required": "Enter how many people", "invalid": "Enter a whole number"},
    )
    reason = forms.CharField(
        label="Why?", error_messages={"required": "Say why"}, widget=forms.Textarea(attrs={"rows": 4})
    )
    notes = forms.CharField(label="Notes", required=False, max_length=50, widget=forms.Textarea)
    platform = forms.ChoiceField(label="Platform", choices=[("teams", "Teams"), ("meet", "Meet")])
    weekday = forms.ChoiceField(
        label="Which day?",
        choices=WEEKDAYS,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose a day"},
    )
    days = forms.MultipleChoiceField(
        label="Other days",
        choices=WEEKDAYS,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose a second day"},
    )
    first = DateField(label="First workshop", help_text="For example, 27 3 2027")
    agreed = forms.BooleanField(
        label="We have a sponsor",
        help_text="Somebody senior",
        error_messages={"required": "Confirm that you have a sponsor"},
    )
    paper = forms.FileField(label="A paper", required=False)
    secret = forms.CharField(initial="x1", widget=forms.HiddenInput)
