"""Sign in by a mailed link, and sign out."""

from django.contrib.auth import login, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from deepdive.core.refused import Refused
from deepdive.people.actions import find_link, send_sign_in_link, use_link
from deepdive.people.forms import EmailForm
from deepdive.web.rate_limit import brake

AN_HOUR = 3600
LONGEST_WAY = 300


@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Ask for a sign-in link. The answer is the same whether or not we know the address.

    The page that somebody wanted to see (``next`` in the query) goes with the link, and is shown after it.
    """
    form = EmailForm(request.POST or None)
    if not form.is_valid():
        return render(request, "people/sign-in.html", {"form": form})
    email = form.cleaned_data["email"]
    try:
        brake(f"sign-in:{email.lower()}", limit=5, seconds=AN_HOUR)
        brake(f"sign-in-from:{request.META.get('REMOTE_ADDR')}", limit=60, seconds=AN_HOUR)
    except Refused as refused:
        form.add_error("email", refused.message)
        return render(request, "people/sign-in.html", {"form": form}, status=429)
    send_sign_in_link(email, now=timezone.now(), then=_wanted(request))
    return redirect("people:link-sent")


@require_GET
def link_sent(request: HttpRequest) -> HttpResponse:
    """Say that a link is on its way."""
    return render(request, "people/link-sent.html")


@never_cache
@require_http_methods(["GET", "POST"])
def use_sign_in_link(request: HttpRequest, secret: str) -> HttpResponse:
    """Show a Continue button, and sign in when it is pressed.

    Opening the link changes nothing: mail scanners open every link in a letter and would spend it.
    """
    try:
        if request.method == "GET":
            return render(request, "people/use-link.html", {"link": find_link(secret, now=timezone.now())})
        person = use_link(secret, now=timezone.now())
    except Refused as refused:
        status = 404 if refused.code == "link-unknown" else 410
        context = {"refused": refused, "form": EmailForm(), "wanted": _wanted(request)}
        return render(request, "people/link-refused.html", context, status=status)
    login(request, person, backend="django.contrib.auth.backends.ModelBackend")
    return redirect(_wanted(request) or "programme:home")


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End this session."""
    logout(request)
    return redirect("programme:playbook")


def _wanted(request: HttpRequest) -> str:
    """The page that somebody wanted to see before they signed in; empty if it is not one of ours."""
    wanted = request.GET.get("next", "")
    is_ours = wanted.startswith("/") and url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
    return wanted if is_ours and len(wanted) <= LONGEST_WAY else ""
