"""The parts that every page has: header, footer, and messages about what was done."""

from django.contrib.messages.storage.base import Message
from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeData, SafeString

from deepdive.web.components import component

NAME = "AI Deep Dive"


def header(request: HttpRequest | None) -> SafeString:
    """The header. Without a request it holds nothing that depends on who is asking."""
    user = getattr(request, "user", None)
    is_signed_in = user is not None and user.is_authenticated
    account: list[dict[str, object]] = []
    if request is not None and is_signed_in:
        account = [{"text": str(user), "icon": True}, {"html": _sign_out(request)}]
    elif user is not None:
        account = [{"text": "Sign in", "href": reverse("people:sign-in")}]
    return component(
        "header",
        {
            "logo": {
                "src": static("web/wordmark.svg"),
                "alt": NAME,
                "href": reverse("programme:playbook"),
                "ariaLabel": f"{NAME} home",
            },
            "account": {"items": account} if account else None,
            "navigation": {"items": _links(request, is_signed_in=is_signed_in)},
        },
    )


def footer(contact: str) -> SafeString:
    """The footer, the same on every page: help first, because that is what people look for here."""
    return component(
        "footer",
        {
            "meta": {
                "items": [
                    {"text": "Accessibility statement", "href": reverse("web:accessibility")},
                    {"text": "Privacy", "href": reverse("web:privacy")},
                ],
                "html": format_html('<p class="nhsuk-body-s">For help, ask {}.</p>', contact_link(contact)),
            },
            "copyright": {"text": f"{NAME} is open source and is not an NHS website."},
        },
    )


def contact_link(contact: str) -> SafeString:
    """The contact, as a link where it is an e-mail or a web address."""
    if contact.startswith("https://"):
        return format_html('<a href="{0}">{0}</a>', contact)
    if "@" in contact and " " not in contact:
        return format_html('<a href="mailto:{0}">{0}</a>', contact)
    return format_html("{}", contact)


def message_banner(message: Message, number: int) -> SafeString:
    """A message as a banner; ``number`` keeps the ids on the page apart."""
    title, role = {
        "success": ("Success", "alert"),
        "warning": ("Important", "alert"),
        "error": ("There is a problem", "alert"),
    }.get(message.level_tag, ("Information", "region"))
    return component(
        "notification-banner",
        {
            "variant": "success" if message.level_tag == "success" else None,
            "title": {"text": title, "id": f"message-{number}"},
            "role": role,
            # markup that a page of ours made, such as a link, is shown as such
            "html" if isinstance(message.message, SafeData) else "text": message.message,
        },
    )


def _links(request: HttpRequest | None, *, is_signed_in: bool) -> list[dict[str, object]]:
    links = [("The series", "programme:playbook"), ("Ask for a series", "programme:request")]
    if is_signed_in:
        links += [
            ("Your work", "programme:home"),
            ("Cases", "course:cases"),
            ("Glossary", "course:glossary"),
            ("Partners", "course:partners"),
        ]
    here = request.path if request is not None else ""
    return [{"text": text, "href": reverse(name), "current": reverse(name) == here} for text, name in links]


def _sign_out(request: HttpRequest) -> SafeString:
    """The component's own sign-out form has no room for the token, so this is its markup with one."""
    return format_html(
        '<form class="nhsuk-header__account-form" action="{}" method="post">'
        '<input type="hidden" name="csrfmiddlewaretoken" value="{}">'
        '<button class="nhsuk-header__account-button">Sign out</button></form>',
        reverse("people:sign-out"),
        get_token(request),
    )
