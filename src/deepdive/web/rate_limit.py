"""A brake for public forms, so that a script cannot fill somebody's letter box."""

from django.core.cache import cache

from deepdive.core.refused import Refused


def brake(name: str, *, limit: int, seconds: int) -> None:
    """Count one use of ``name``; Refused with ``too-many`` after ``limit`` uses in that many seconds."""
    key = f"brake:{name}"
    cache.add(key, 0, timeout=seconds)
    try:
        used = cache.incr(key)
    except ValueError:  # ran out between the two calls
        return
    if used > limit:
        raise Refused("too-many", "That was tried too often in a short time. Wait an hour, then try again.")
