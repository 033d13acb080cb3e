"""Forms about people."""

from django import forms


class EmailForm(forms.Form):
    """Ask for a new sign-in link."""

    email = forms.EmailField(
        label="Your work e-mail",
        help_text="We will send a sign-in link to it.",
        max_length=254,
        error_messages={
            "required": "Enter your work e-mail",
            "max_length": "Use %(limit_value)d letters or fewer; you have used %(show_value)d",
            "invalid": "Enter an e-mail in the right form, like name@example.nhs.uk",
        },
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
    )
