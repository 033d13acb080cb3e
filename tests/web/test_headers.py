"""The headers that protect every page."""

import pytest
from django.test import Client

pytestmark = pytest.mark.urls("tests.web.addresses")


@pytest.mark.parametrize("address", ["/", "/request", "/nowhere", "/fail", "/healthz"])
def test_every_answer_carries_the_same_protection(address: str) -> None:
    headers = Client(raise_request_exception=False).get(address).headers
    policy = sorted(headers["Content-Security-Policy"].split("; "))
    assert policy == [
        "base-uri 'none'",
        "connect-src 'self'",
        "default-src 'none'",
        "font-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "img-src 'self'",
        "manifest-src 'self'",
        "object-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
    ]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["X-Frame-Options"] == "DENY"
