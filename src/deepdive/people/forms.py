"""Forms about people."""

from django import forms


class EmailForm(forms.Form):
    """Ask for a new sign-in link."""

    email = forms.EmailField(
        label="Your work e-mail",
        help_text="We will send a sign-in link to it.",
        error_messages={
            "required": "Enter your work e-mail",
            "invalid": "Enter an e-mail in the right form, like name@example.nhs.uk",
        },
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
    )
