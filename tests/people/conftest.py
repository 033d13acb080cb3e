"""What the tests about people share."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def brakes_are_off() -> Iterator[None]:
    """Uses of a form in one test do not count in the next."""
    cache.clear()
    yield
    cache.clear()
