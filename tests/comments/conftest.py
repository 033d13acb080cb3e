"""What the tests of comments share."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache

from deepdive.comments.models import Thread
from deepdive.mail.models import OutgoingLetter
from tests.factories import Cast, add_cast


@pytest.fixture(autouse=True)
def brakes_are_off() -> Iterator[None]:
    """Comments in one test do not count in the next."""
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def cast() -> Cast:
    """The cast before anybody has said anything."""
    cast = add_cast()
    Thread.objects.all().delete()
    OutgoingLetter.objects.all().delete()
    return cast
