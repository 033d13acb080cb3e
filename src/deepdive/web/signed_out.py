"""A form is sent after its sender's sign-in has ended: the answer gives back what they wrote."""

from collections.abc import Awaitable, Callable
from http import HTTPStatus
from inspect import iscoroutinefunction
from urllib.parse import urlsplit
from uuid import UUID

from asgiref.sync import sync_to_async
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render, resolve_url
from django.utils.decorators import sync_and_async_middleware

Answer = Callable[[HttpRequest], HttpResponseBase]
AnswerLater = Callable[[HttpRequest], Awaitable[HttpResponseBase]]

# what forms of ours send along besides what people wrote
NOT_WRITTEN = {"csrfmiddlewaretoken", "as_of", "back", "for", "number", "seen", "sure"}


@sync_and_async_middleware
def words_outlive_the_sign_in(get_response: Answer | AnswerLater) -> Answer | AnswerLater:
    """Instead of leading a form to the sign-in page, and from there to an address that nobody can look at."""
    if iscoroutinefunction(get_response):

        async def answer_later(request: HttpRequest) -> HttpResponseBase:
            response = await get_response(request)
            return await sync_to_async(signed_out)(request) if _loses_words(request, response) else response

        return answer_later

    def answer(request: HttpRequest) -> HttpResponseBase:
        response: HttpResponseBase = get_response(request)  # type: ignore[assignment]
        return signed_out(request) if _loses_words(request, response) else response

    return answer


def signed_out(request: HttpRequest) -> HttpResponse:
    """401: what they wrote, to copy, and the way back to the page where they wrote it."""
    context = {"typed": typed(request), "back": page_of_form(request)}
    return render(request, "web/signed-out.html", context, status=HTTPStatus.UNAUTHORIZED)


def typed(request: HttpRequest) -> list[str]:
    """What somebody wrote or chose in the form that they sent."""
    sent = [value for name, values in request.POST.lists() if name not in NOT_WRITTEN for value in values]
    return [value for value in sent if value.strip() and value not in ("on", "yes") and not _is_number(value)]


def page_of_form(request: HttpRequest) -> str:
    """The path of the page on which the form stood; empty if the browser does not say."""
    page = urlsplit(request.headers.get("Referer", ""))
    return page.path if page.netloc == request.get_host() else ""


def _loses_words(request: HttpRequest, response: HttpResponseBase) -> bool:
    if request.method != "POST" or response.status_code != HTTPStatus.FOUND:
        return False
    return response["Location"].startswith(f"{resolve_url(settings.LOGIN_URL)}?next=")


def _is_number(value: str) -> bool:
    """Whether it is the number that a form gives to a new row, which nobody wrote."""
    try:
        UUID(value)
    except ValueError:
        return False
    return True
