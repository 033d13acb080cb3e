"""The pages for when something cannot be done: what happened, and a way on."""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from deepdive.core.refused import Refused
from deepdive.web.context import installation
from deepdive.web.signed_out import page_of_form, typed


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    """400: the browser sent something that we cannot read. The header shows no account: who is
    asking may not be known yet."""
    return HttpResponse(
        render_to_string(
            "web/said.html",
            {
                **installation(request),
                "title": "We could not read that request",
                "paragraphs": [
                    "Your browser sent something that this website cannot read.",
                    "Check the address, or start again from the first page.",
                ],
            },
        ),
        status=400,
    )


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    """403: they may not see this, or do this."""
    return _said(
        request,
        "You cannot open this page",
        "It belongs to a group that you are not in, or it is for another role.",
        "If you think you should see it, check that you signed in with the e-mail you were invited by, "
        "then ask the person who invited you.",
        status=403,
    )


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    """404: there is nothing at this address."""
    return _said(
        request,
        "Page not found",
        "If you typed the address, check that it is right.",
        "If you followed a link, the page may have been removed, or you may need to sign in first.",
        status=404,
    )


def server_error(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - even reading it could need the database
    """500: our fault. Needs neither database nor session, because they may be what is broken."""
    page = render_to_string(
        "web/said.html",
        {
            **installation(None),
            "title": "Sorry, there is a problem with this website",
            "paragraphs": [
                "It is not something you did. What you saved before is kept.",
                "Go back and try again in a few minutes.",
            ],
        },
    )
    return HttpResponse(page, status=500)


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 - for programmers
    """403: the form's token is missing or old, so we cannot tell that it came from our own page."""
    return _said(
        request,
        "This form was open for too long",
        "For your safety a form works for a limited time, and only in a browser that keeps our cookies.",
        "If you wrote something, copy it from here. Then go back to the page, load it again, and send it.",
        status=403,
        # another website could send us a form too, and is not to put words on our page
        typed=typed(request) if page_of_form(request) else (),
    )


def refused_page(request: HttpRequest, refused: Refused, status: int = 403) -> HttpResponse:
    """A rule said no: its own words, what was sent in vain, and a way on."""
    return _said(request, "We could not do that", refused.message, status=status, typed=typed(request))


def _said(
    request: HttpRequest, title: str, *paragraphs: str, status: int, typed: Sequence[str] = ()
) -> HttpResponse:
    context = {"title": title, "paragraphs": paragraphs, "typed": typed}
    return render(request, "web/said.html", context, status=status)
