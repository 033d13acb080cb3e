"""A rule's refusal that a view does not show in its own form becomes a page of its own."""

from django.http import HttpRequest, HttpResponse
from django.utils.deprecation import MiddlewareMixin

from deepdive.core.refused import Refused
from deepdive.web.errors import refused_page

STATUS = {
    "no-such-cohort": 404,
    "wrong-role": 403,
    "not-yours": 403,
    "not-your-group": 403,
    "no-such-group": 404,
    "not-a-signer": 403,
}


class RefusalMiddleware(MiddlewareMixin):
    """Shows :class:`~deepdive.core.refused.Refused` to the person, with a way on."""

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """A page for a refusal; None leaves any other exception alone."""
        if not isinstance(exception, Refused):
            return None
        return refused_page(request, exception, status=STATUS.get(exception.code, 409))
