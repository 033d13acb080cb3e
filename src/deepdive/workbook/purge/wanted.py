"""What is to be removed: a text wherever it stands, or what was added in a span of time."""

import re
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from deepdive.core.refused import Refused

REMOVED = "[removed]"
SHORTEST_TEXT = 4


@dataclass(frozen=True)
class Words:
    """A text, in small or capital letters, whatever white space stands between its words."""

    text: str

    def __post_init__(self) -> None:
        """Refused with ``too-short`` for a text that would be found everywhere."""
        if len("".join(self.text.split())) < SHORTEST_TEXT:
            raise Refused("too-short", f"Give a text of {SHORTEST_TEXT} letters or more.")

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return re.compile(r"\s+".join(map(re.escape, self.text.split())), re.IGNORECASE)

    @cached_property
    def _raw_pattern(self) -> re.Pattern[bytes]:
        words = (re.escape(word.encode()) for word in self.text.split())
        return re.compile(rb"\s+".join(words), re.IGNORECASE)

    def times_in(self, text: str) -> int:
        """How often it stands in the text."""
        return len(self._pattern.findall(text))

    def is_in_bytes(self, data: bytes) -> bool:
        """Whether it stands in the bytes, as UTF-8."""
        return self._raw_pattern.search(data) is not None

    def out_of(self, text: str) -> str:
        """The text without it, with a note in its place."""
        return self._pattern.sub(REMOVED, text)


@dataclass(frozen=True)
class Additions:
    """What was added from one moment on up to another."""

    since: datetime
    until: datetime

    def __post_init__(self) -> None:
        """Refused with ``no-time`` for a span that ends before it begins."""
        if self.until <= self.since:
            raise Refused("no-time", "The end of the time is not after its beginning.")


Wanted = Words | Additions
