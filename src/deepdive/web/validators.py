"""The patient-data guard for forms."""

from django.core.exceptions import ValidationError

from deepdive.core.patient_data import findings, has_nhs_number


def no_nhs_number(text: str) -> None:
    """Refuse text with a valid NHS number in it."""
    if has_nhs_number(text):
        raise ValidationError(
            "This looks like an NHS number. Take it out: no patient data belongs here. "
            "Describe the person by role instead, for example 'a patient on the ward'.",
            code="nhs-number",
        )


def nothing_personal(text: str) -> None:
    """Refuse text with anything in it that looks like it points to a real person."""
    if findings(text):
        raise ValidationError("Give the reason without the detail itself", code="patient-data")
