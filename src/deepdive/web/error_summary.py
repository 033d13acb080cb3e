"""The box at the top of a page that lists what is wrong in its form."""

from django.forms import BaseForm
from django.utils.safestring import SafeString

from deepdive.web.components import component
from deepdive.web.form_fields import first_input_id


def error_summary(form: BaseForm) -> SafeString:
    """Every error of the form, each linked to its field; empty while there is none."""
    faults: list[dict[str, object]] = [{"text": error} for error in form.non_field_errors()]
    for field in form:
        # nobody can go to a hidden field
        target = None if field.is_hidden else f"#{first_input_id(field)}"
        faults += [{"text": error, "href": target} for error in field.errors]
    if not faults:
        return SafeString()
    return component("error-summary", {"heading": "There is a problem", "errorList": faults})
