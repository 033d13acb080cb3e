"""Marks in texts: ``[^source]`` cites a source, ``[[term]]`` and ``[[term|words shown]]`` mark a term."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_CITATION = re.compile(r"\[\^([^\]\s]+)\]")
# within a table, Markdown wants the upright line written with a backslash
_TERM = re.compile(r"\[\[([^\[\]|\\]+)(?:\\?\|([^\[\]]*))?\]\]")


@dataclass(frozen=True, kw_only=True)
class Mark:
    """The id that a mark names, and how many lines below the first it stands."""

    id: str
    lines_below: int


def citations(text: str) -> Iterator[Mark]:
    """The sources that a text cites."""
    return _marks(_CITATION, text)


def terms(text: str) -> Iterator[Mark]:
    """The terms that a text marks."""
    return _marks(_TERM, text)


def without_marks(text: str) -> str:
    """The text as people read it: without citations, and with the words of its terms."""
    text = _CITATION.sub("", text)
    return _TERM.sub(lambda match: match[2] or match[1].replace("-", " "), text)


def _marks(pattern: re.Pattern[str], text: str) -> Iterator[Mark]:
    for match in pattern.finditer(text):
        yield Mark(id=match[1].strip(), lines_below=text.count("\n", 0, match.start()))
