"""``{% nhs %}`` and its relatives: the design system's components inside Django templates."""

from django import template
from django.forms import BaseForm, BoundField
from django.utils.html import format_html
from django.utils.safestring import SafeString

from deepdive.web.components import component
from deepdive.web.error_summary import error_summary
from deepdive.web.form_fields import form_field
from deepdive.web.free_text import ReasonField
from deepdive.web.guarded_form import GuardedForm

register = template.Library()


@register.simple_tag
def nhs(name: str, /, **params: object) -> SafeString:
    """A component: ``{% nhs "button" text="Continue" attributes__aria_controls="notes" %}``.

    Two underscores step into a parameter; under ``attributes`` an underscore stands for a hyphen.
    """
    return component(name, _nested(params))


@register.simple_block_tag(end_name="endnhsblock")
def nhsblock(content: SafeString, name: str, /, into: str = "html", **params: object) -> SafeString:
    """A component around markup: ``{% nhsblock "details" summaryText="Why?" %}<p>…</p>{% endnhsblock %}``.

    ``into`` names the parameter that the markup goes into, where it is not ``html``.
    """
    return component(name, _nested({**params, into: content}))


@register.simple_tag
def nhs_form_field(field: BoundField, *, size: str = "", is_heading: bool = False) -> SafeString:
    """A form's field with label, hint and error: ``{% nhs_form_field form.name size="m" %}``.

    ``size`` (s, m, l, xl) is the label's; ``is_heading`` makes the label the page's heading. Where a form
    asks why a text may stay, the box for the reason comes with the text's.
    """
    if isinstance(field.field, ReasonField):
        return SafeString()
    shown = form_field(field, size=size, is_heading=is_heading)
    reason = field.form.reason_box(field.name) if isinstance(field.form, GuardedForm) else None
    if reason is None:
        return shown
    return format_html("<div>{}<div data-reason>{}</div></div>", shown, form_field(reason))


@register.simple_tag
def nhs_error_summary(form: BaseForm) -> SafeString:
    """What is wrong in a form, with links to the fields; nothing at all while nothing is."""
    return error_summary(form)


def _nested(params: dict[str, object]) -> dict[str, object]:
    """``label__text`` becomes ``text`` inside ``label``."""
    nested: dict[str, object] = {}
    for path, value in params.items():
        *outer, last = path.split("__")
        inner = nested
        for step in outer:
            inner = inner.setdefault(step, {})  # type: ignore[assignment]
        inner[last.replace("_", "-") if outer[-1:] == ["attributes"] else last] = value
    return nested
