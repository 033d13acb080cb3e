"""Who is signed in."""

from django.http import HttpRequest

from deepdive.people.models import Person


def signed_in(request: HttpRequest) -> Person:
    """The person behind the request. Only for views that need a sign-in."""
    assert isinstance(request.user, Person)
    return request.user
