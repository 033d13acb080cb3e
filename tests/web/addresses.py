"""Addresses for the tests of what pages share, without the features that fill the pages."""

from django.contrib.messages import constants
from django.contrib.messages.storage.base import Message
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import include, path
from django.views.decorators.csrf import csrf_protect

from deepdive.core.refused import Refused
from deepdive.people.models import Person
from deepdive.web.errors import refused_page
from tests.web.example_form import ExampleForm

handler400 = "deepdive.web.errors.bad_request"
handler403 = "deepdive.web.errors.forbidden"
handler404 = "deepdive.web.errors.not_found"
handler500 = "deepdive.web.errors.server_error"


def plain(request: HttpRequest) -> HttpResponse:
    """An empty page."""
    return render(request, "web/page.html")


@csrf_protect
def form(request: HttpRequest) -> HttpResponse:
    """A page with a form: empty, or with what was sent."""
    return render(request, "tests/form.html", {"form": ExampleForm(request.POST or None)})


def wrong_form(request: HttpRequest) -> HttpResponse:
    """A form after sending it with mistakes, for somebody who is signed in, with messages."""
    request.user = Person(name="Amina Yusuf")
    sent = ExampleForm({"name": "Amina", "first_day": "3", "first_year": "2027", "notes": "n" * 48})
    messages = [Message(constants.SUCCESS, "Saved"), Message(constants.INFO, "A new version is ready")]
    return render(request, "tests/form.html", {"form": sent, "messages": messages})


def refuse(request: HttpRequest) -> HttpResponse:
    """A rule says no."""
    return refused_page(request, Refused("full", "All <12> seats are taken."), status=409)


def fail(request: HttpRequest) -> HttpResponse:
    """Something is broken."""
    raise RuntimeError("broken on purpose")


def forbid(request: HttpRequest) -> HttpResponse:
    """Somebody may not see this."""
    raise PermissionDenied


def suspect(request: HttpRequest) -> HttpResponse:
    """The browser sent nonsense."""
    raise SuspiciousOperation


urlpatterns = [
    path("", include("deepdive.web.urls")),
    path(
        "",
        include(
            (
                [
                    path("", plain, name="playbook"),
                    path("request", form, name="request"),
                    path("work", wrong_form, name="home"),
                ],
                "programme",
            )
        ),
    ),
    path(
        "",
        include(
            ([path("sign-in", plain, name="sign-in"), path("sign-out", plain, name="sign-out")], "people")
        ),
    ),
    path(
        "",
        include(
            (
                [path(name, plain, name=name) for name in ("cases", "glossary", "partners")],
                "course",
            )
        ),
    ),
    path("refuse", refuse),
    path("fail", fail),
    path("forbid", forbid),
    path("suspect", suspect),
]
