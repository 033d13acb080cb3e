"""An activity that stands as a test says."""

from collections.abc import Iterator

import pytest
from django.urls import clear_url_caches

from deepdive.core.asking import Asking
from tests.answers import urls


@pytest.fixture
def standing(settings: pytest.FixtureRequest) -> Iterator[None]:
    """The addresses of :mod:`tests.answers.urls`; every activity takes answers for the first time."""
    settings.ROOT_URLCONF = "tests.answers.urls"  # type: ignore[attr-defined]
    clear_url_caches()
    urls.stand(Asking())
    yield
    urls.stand(Asking())
