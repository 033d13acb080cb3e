"""The box at the top of a page that lists what is wrong in its form."""

from django.forms import BaseForm
from django.utils.safestring import SafeString

from deepdive.web.components import component
from deepdive.web.form_fields import first_input_id


def error_summary(form: BaseForm) -> SafeString:
    """Every error of the form, each linked to its field; empty while there is none."""
    faults = [{"text": error} for error in form.non_field_errors()]
    for field in form:
        faults += [{"text": error, "href": f"#{first_input_id(field)}"} for error in field.errors]
    if not faults:
        return SafeString()
    return component("error-summary", {"heading": "There is a problem", "errorList": faults})
