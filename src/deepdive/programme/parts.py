"""Who else is told when somebody's part in a cohort ends: what they have open is to end with it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from uuid import UUID

from django.db import transaction

# told the cohort and the person, by id, in whatever thread ended the part
Told = Callable[[UUID, int], None]
_told: list[Told] = []


@contextmanager
def told_when_a_part_ends(tell: Told) -> Iterator[None]:
    """As long as this lasts, ``tell`` is called whenever a part has ended."""
    _told.append(tell)
    try:
        yield
    finally:
        _told.remove(tell)


def part_ends(cohort_id: UUID, person_id: int) -> None:
    """Say that a part ends, once the transaction is committed."""

    def tell_all() -> None:
        for tell in list(_told):
            tell(cohort_id, person_id)

    transaction.on_commit(tell_all)
