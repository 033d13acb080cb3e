"""What is wrong with a pack, where, and how to mend it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

LONGEST_QUOTE = 60
# More than this nobody reads through.
LONGEST_LIST = 40


@dataclass(frozen=True, order=True)
class Fault:
    """One thing to mend. ``file`` is relative to the pack's folder; lines count from 1.

    ``problem`` and ``remedy`` are sentences without their full stop. A fault that does not
    ``stops_loading`` is for editors to mend and lets a server start.
    """

    file: str
    line: int
    problem: str
    remedy: str
    stops_loading: bool = True

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.problem}. {self.remedy}."


class BrokenPack(Exception):
    """The pack cannot be used; ``faults`` says everything that is wrong with it, in order."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__("\n".join(map(str, faults)))
        self.faults = tuple(faults)


def quote(text: str) -> str:
    """``text`` in quotation marks, on one line and not too long to read in a message."""
    line = " ".join(text.split())
    return f'"{line if len(line) <= LONGEST_QUOTE else line[: LONGEST_QUOTE - 1] + "…"}"'


def nearest(wrong: str, allowed: Collection[str]) -> str | None:
    """The allowed word that somebody who wrote ``wrong`` most likely meant."""
    # the very long is no slip of the pen, and comparing it takes long
    matches = get_close_matches(wrong[:200], sorted(allowed), n=1)
    return matches[0] if matches else None


def advise_instead(wrong: str, allowed: Collection[str]) -> str:
    """A remedy for an id that does not exist: the nearest that does, or where none is near, all."""
    if match := nearest(wrong, allowed):
        return f"Write {quote(match)} if that is what you mean"
    if len(allowed) > LONGEST_LIST:
        return f"Correct it, or add it to the {len(allowed)} that there are"
    return f"Write one of: {', '.join(sorted(allowed))}" if allowed else "Remove it, for there is none yet"
