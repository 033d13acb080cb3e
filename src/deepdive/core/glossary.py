"""The glossary: words that people may not know."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Term:
    """A word and what it means. ``see`` lists the ids of terms that help to understand it."""

    id: str
    term: str
    meaning: str
    acronym: str = ""
    example: str = ""
    see: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
