"""What stands for a person beside an answer."""

from uuid import UUID

from django.utils.crypto import salted_hmac


def voter_of(cohort_id: UUID, person_id: int) -> str:
    """A digest, keyed with the installation's secret: the same each time for a person in a cohort, so that
    nobody answers twice; and without the secret it leads to nobody."""
    return _digest("voter", cohort_id, person_id)


def order_of(session_id: UUID, activity_id: str) -> str:
    """A seed for the order in which texts are shown, which nobody outside the installation can know."""
    return _digest("order", session_id, activity_id)


def _digest(purpose: str, *about: object) -> str:
    parts = "/".join(map(str, about))
    return salted_hmac(f"deepdive.answers.{purpose}", parts, algorithm="sha256").hexdigest()
