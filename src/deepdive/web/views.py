"""Pages about the website itself."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """The accessibility statement."""
    return render(request, "web/accessibility.html")


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """What is kept about people, why and for how long."""
    return render(request, "web/privacy.html")


@require_safe
def healthz(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """For whatever watches the server: it runs and answers."""
    return HttpResponse("ok", content_type="text/plain; charset=utf-8")
