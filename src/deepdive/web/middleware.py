"""What happens to every response."""

from collections.abc import Awaitable, Callable
from inspect import iscoroutinefunction

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils.decorators import sync_and_async_middleware

Answer = Callable[[HttpRequest], HttpResponseBase]
AnswerLater = Callable[[HttpRequest], Awaitable[HttpResponseBase]]


@sync_and_async_middleware
def private_pages_are_not_cached(get_response: Answer | AnswerLater) -> Answer | AnswerLater:
    """Nobody finds a signed-in person's pages in the browser of a shared computer."""
    if iscoroutinefunction(get_response):

        async def answer_later(request: HttpRequest) -> HttpResponseBase:
            return _uncached(request, await get_response(request))

        return answer_later

    def answer(request: HttpRequest) -> HttpResponseBase:
        return _uncached(request, get_response(request))  # type: ignore[arg-type]

    return answer


def _uncached(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    # The cookies are enough to tell, so neither the session nor the database is asked.
    if settings.SESSION_COOKIE_NAME in request.COOKIES or settings.SESSION_COOKIE_NAME in response.cookies:
        response.headers["Cache-Control"] = "no-store"
    return response
