"""The parts of the page that ``web/page.html`` puts together."""

from django import template
from django.contrib.messages.storage.base import Message
from django.template.context import Context
from django.utils.safestring import SafeString

from deepdive.web import page

register = template.Library()


@register.simple_tag(takes_context=True)
def page_header(context: Context) -> SafeString:
    """The header, for whoever is asking."""
    return page.header(context.get("request"))


@register.simple_tag
def page_footer(contact: str) -> SafeString:
    """The footer."""
    return page.footer(contact)


@register.simple_tag
def message_banner(message: Message, number: int) -> SafeString:
    """One message about what was done."""
    return page.message_banner(message, number)


@register.filter
def contact_link(contact: str) -> SafeString:
    """Whom to ask for help, as a link where that is possible."""
    return page.contact_link(contact)
