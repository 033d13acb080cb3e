"""From a field of a Django form to the component that shows it."""

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from deepdive.web.components import component
from deepdive.web.forms import DATE_PARTS, DateInputs, faulty_parts

Params = dict[str, Any]


def form_field(field: BoundField, *, size: str = "", is_heading: bool = False) -> SafeString:
    """The field with its label, hint and error. TypeError for a widget that has no component."""
    if field.is_hidden:
        return field.as_hidden()
    for widget, show in _COMPONENTS.items():
        if isinstance(field.field.widget, widget):
            name, params = show(field, {"size": size or None, "isPageHeading": is_heading or None})
            return component(name, {**_hint_and_error(field), **params})
    raise TypeError(f"No component shows a {type(field.field.widget).__name__}.")


def first_input_id(field: BoundField) -> str:
    """The id of the input that a link to the field's error goes to."""
    if isinstance(field.field.widget, DateInputs):
        return f"{field.auto_id}_{faulty_parts(field.errors)[0]}"
    # the components give the first radio or checkbox of a group the id without a number
    return field.auto_id


def _line(field: BoundField, label: Params) -> tuple[str, Params]:
    widget = field.field.widget
    return "input", {**_common(field, label), "type": getattr(widget, "input_type", "text")}


def _number(field: BoundField, label: Params) -> tuple[str, Params]:
    # a text box: number boxes change the number when somebody scrolls over them
    mode = "numeric" if isinstance(field.field, forms.IntegerField) else "decimal"
    return "input", {**_common(field, label), "type": "text", "inputmode": mode}


def _text(field: BoundField, label: Params) -> tuple[str, Params]:
    params = {"rows": field.field.widget.attrs.get("rows", 5), **_common(field, label)}
    if params["value"]:
        # browsers drop a text area's first line break, which may be one that somebody typed
        params["value"] = f"\n{params['value']}"
    limit = getattr(field.field, "max_length", None)
    if limit is None:
        return "textarea", params
    # counts down in the last quarter, and lets people paste more than fits and shorten it
    return "character-count", {**params, "maxlength": limit, "threshold": 75}


def _select(field: BoundField, label: Params) -> tuple[str, Params]:
    chosen = str(field.value() if field.value() is not None else "")
    return "select", {**_common(field, label), "value": None, "items": _items(field, [chosen], "selected")}


def _radios(field: BoundField, label: Params) -> tuple[str, Params]:
    chosen = str(field.value() if field.value() is not None else "")
    return "radios", {**_group(field, label), "items": _items(field, [chosen], "checked")}


def _checkboxes(field: BoundField, label: Params) -> tuple[str, Params]:
    chosen = [str(value) for value in field.value() or []]
    return "checkboxes", {**_group(field, label), "items": _items(field, chosen, "checked")}


def _checkbox(field: BoundField, label: Params) -> tuple[str, Params]:  # noqa: ARG001 - all kinds are alike
    item = {
        "value": "on",
        "text": field.label,
        "hint": {"text": field.help_text} if field.help_text else None,
        "checked": bool(field.value()),
        "disabled": field.field.disabled or None,
    }
    return "checkboxes", {
        "idPrefix": field.auto_id,
        "name": field.html_name,
        "hint": None,
        "items": [item],
    }


def _date(field: BoundField, label: Params) -> tuple[str, Params]:
    widget = field.field.widget
    values = widget.decompress(field.value())
    faulty = faulty_parts(field.errors) if field.errors else ()
    items = [
        {
            "id": f"{field.auto_id}_{part}",
            "name": f"{field.html_name}_{part}",
            "label": part.title(),
            "value": value,
            "width": 4 if part == "year" else 2,
            "error": part in faulty or None,
        }
        for part, value in zip(DATE_PARTS, values, strict=True)
    ]
    return "date-input", {"id": field.auto_id, "items": items, "fieldset": _fieldset(field, label)}


def _file(field: BoundField, label: Params) -> tuple[str, Params]:
    return "file-upload", {**_common(field, label), "value": None}


# The first that fits is taken: several widgets are made from others.
_COMPONENTS: dict[type[forms.Widget], Callable[[BoundField, Params], tuple[str, Params]]] = {
    DateInputs: _date,
    forms.CheckboxSelectMultiple: _checkboxes,
    forms.RadioSelect: _radios,
    forms.CheckboxInput: _checkbox,
    forms.Select: _select,
    forms.Textarea: _text,
    forms.NumberInput: _number,
    forms.FileInput: _file,
    forms.widgets.Input: _line,
}


def _common(field: BoundField, label: Params) -> Params:
    """What one box needs, whatever its kind. The widget's attributes are passed on."""
    widget = field.field.widget
    attributes = {name: value for name, value in widget.attrs.items() if name not in _SAID_ELSEWHERE}
    return {
        "id": field.auto_id,
        "name": field.html_name,
        "value": widget.format_value(field.value()),
        "label": {"text": field.label, **label},
        "classes": widget.attrs.get("class"),
        "autocomplete": widget.attrs.get("autocomplete"),
        "inputmode": widget.attrs.get("inputmode"),
        "describedBy": widget.attrs.get("aria-describedby"),
        "disabled": field.field.disabled or None,
        "attributes": attributes,
    }


# A length limit is checked by the server, which says so; a box that stops taking letters does not.
_SAID_ELSEWHERE = {
    *("class", "autocomplete", "inputmode", "aria-describedby", "rows", "cols", "required"),
    *("maxlength", "minlength", "min", "max", "step"),
}


def _group(field: BoundField, label: Params) -> Params:
    """What a group of radios or checkboxes needs."""
    return {
        "idPrefix": field.auto_id,
        "name": field.html_name,
        "classes": field.field.widget.attrs.get("class"),
        "disabled": field.field.disabled or None,
        "fieldset": _fieldset(field, label),
    }


def _fieldset(field: BoundField, label: Params) -> Params:
    return {"legend": {"text": field.label, **label}}


def _items(field: BoundField, chosen: list[str], mark: str) -> list[Mapping[str, object]]:
    return [
        {"value": str(value), "text": text, mark: str(value) in chosen}
        for value, text in field.field.widget.choices
    ]


def _hint(field: BoundField) -> Params | None:
    """The hint, and after it the patient-data notice, so that screen readers read both with the box."""
    notice = getattr(field.field, "notice", "")
    if not notice:
        return {"text": field.help_text} if field.help_text else None
    shown = format_html('<span class="patient-data-notice">{}</span>', notice)
    return {"html": format_html("{} {}", field.help_text, shown) if field.help_text else shown}


def _hint_and_error(field: BoundField) -> Params:
    errors = format_html_join(mark_safe("<br>"), "{}", ([error] for error in field.errors))
    return {
        "hint": _hint(field),
        "errorMessage": {"html": errors} if errors else None,
    }
