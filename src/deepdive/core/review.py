"""Review of a version, section by section: what reviewers say of it, and what is left to answer."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from deepdive.core.refused import Refused

LONGEST_WORDS = 1000


class Verdict(StrEnum):
    """What a reviewer says of a section."""

    TO_MEND = "to mend"
    COULD_BE_BETTER = "could be better"
    FINE = "fine"


@dataclass(frozen=True, kw_only=True)
class Marked:
    """A reviewer's mark on a section of a version. ``id`` is the caller's; ``reviewer`` is a person's id."""

    id: int
    version: int
    section: str
    reviewer: int
    verdict: Verdict
    is_answered: bool = False


def left(marks: Iterable[Marked]) -> tuple[Marked, ...]:
    """The marks that wait for an answer: not fine, not answered, and not replaced by the same reviewer's mark
    on the same section of a later version. What is to mend comes first, then in the order given."""
    newest: dict[tuple[str, int], Marked] = {}
    for mark in marks:
        key = mark.section, mark.reviewer
        if key not in newest or newest[key].version < mark.version:
            newest[key] = mark
    waiting = [one for one in newest.values() if one.verdict is not Verdict.FINE and not one.is_answered]
    return tuple(sorted(waiting, key=lambda one: one.verdict is not Verdict.TO_MEND))


def check_mark(verdict: Verdict, words: str, *, is_newest: bool) -> None:
    """Refused with ``superseded``, or with ``no-words`` where something is amiss and nothing says what."""
    if not is_newest:
        raise Refused(
            "superseded", "There is a newer version of the plan. Review that one: what you wrote here stays."
        )
    if verdict is not Verdict.FINE and not words.strip():
        raise Refused("no-words", "Say what should be different, so that somebody can mend it.")
