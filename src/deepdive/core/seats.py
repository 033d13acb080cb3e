"""Seats: a cohort has a fixed number, because a workshop works with a small group."""

from collections.abc import Collection

from deepdive.core.refused import Refused


def free_seats(taken: Collection[int], *, capacity: int) -> tuple[int, ...]:
    """The seat numbers, counted from 1, that nobody has, lowest first."""
    return tuple(number for number in range(1, capacity + 1) if number not in taken)


def seats_for(people: int, *, taken: Collection[int], capacity: int) -> tuple[int, ...]:
    """Seat numbers for that many people, all or none.

    Refused with ``cohort-full`` when there are too few; the message says how many are left.
    """
    free = free_seats(taken, capacity=capacity)
    if people > len(free):
        left = {0: "no seat is left", 1: "1 seat is left"}.get(len(free), f"{len(free)} are left")
        raise Refused(
            "cohort-full",
            f"This cohort has {capacity} seats and {left}. "
            "Remove somebody who cannot come, or start a second cohort.",
        )
    return free[:people]
