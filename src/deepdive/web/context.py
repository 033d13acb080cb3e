"""What every page knows about the installation it belongs to."""

from django.conf import settings
from django.http import HttpRequest


def installation(request: HttpRequest | None) -> dict[str, object]:  # noqa: ARG001 - Django hands it in
    """Whom to ask for help, where this is, and whether everything in it is made up."""
    return {
        "contact": settings.CONTACT,
        "address": settings.ADDRESS,
        "is_demonstration": settings.DEMONSTRATION,
    }
