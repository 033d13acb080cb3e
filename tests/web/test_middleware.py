"""Pages of people who are signed in stay out of caches."""

import asyncio

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.test import RequestFactory

from deepdive.web.middleware import private_pages_are_not_cached


def request_with(**cookies: str) -> HttpRequest:
    request = RequestFactory().get("/")
    request.COOKIES.update(cookies)
    return request


def page(request: HttpRequest) -> HttpResponse:
    return HttpResponse("page")


async def page_later(request: HttpRequest) -> HttpResponseBase:
    return HttpResponse("page")


def test_a_page_for_a_session_is_not_stored() -> None:
    answer = private_pages_are_not_cached(page)(request_with(session="abc"))
    assert isinstance(answer, HttpResponse)
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_page_that_begins_a_session_is_not_stored() -> None:
    def begin(request: HttpRequest) -> HttpResponse:
        response = HttpResponse("page")
        response.set_cookie("session", "abc")
        return response

    answer = private_pages_are_not_cached(begin)(request_with())
    assert isinstance(answer, HttpResponse)
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_public_page_is_left_alone() -> None:
    answer = private_pages_are_not_cached(page)(request_with(csrf="abc"))
    assert isinstance(answer, HttpResponse)
    assert "Cache-Control" not in answer.headers


def test_the_same_holds_on_an_asynchronous_server() -> None:
    middleware = private_pages_are_not_cached(page_later)

    async def ask() -> HttpResponseBase:
        answer = middleware(request_with(session="abc"))
        assert not isinstance(answer, HttpResponseBase)
        return await answer

    assert asyncio.run(ask()).headers["Cache-Control"] == "no-store"
