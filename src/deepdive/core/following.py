"""Following: what to read to keep up to date, and how much time it takes."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Followed:
    """Something worth following. ``minutes`` is the time that one look takes."""

    id: str
    name: str
    what: str
    how_often: str
    minutes: int
    url: str
    sources: tuple[str, ...]
