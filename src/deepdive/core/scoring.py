"""Scores: options compared line by line, what people gave alone, and whether the weights decide."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from string import ascii_uppercase

from deepdive.core.artefact import Row
from deepdive.core.grid import Named, named

LOWEST, HIGHEST = 0, 4
# A weight of one fifth more or less, in whole numbers.
USUAL, MORE, LESS, DOUBLE = 5, 6, 4, 10

_LETTER = re.compile(r"\s*([A-Z])\b")
_GIVEN = re.compile(r"(?<![A-Za-z])([A-Z])\s*[:=]?\s*([0-4])(?![0-9.])")


@dataclass(frozen=True, kw_only=True)
class Spread:
    """What people gave one option on one line, before they saw each other's scores."""

    lowest: int
    highest: int
    people: int

    @property
    def width(self) -> int:
        """How far apart the two furthest are."""
        return self.highest - self.lowest


@dataclass(frozen=True, kw_only=True)
class Option:
    """An option with the score that the group agreed on for each line; None where it is not known."""

    row: Named
    letter: str
    scores: tuple[int | None, ...]
    is_stopped: bool

    def total(self, weights: Sequence[int]) -> tuple[int, int]:
        """The least and the most that it can come to, whatever the unknown scores turn out to be."""
        pairs = list(zip(self.scores, weights, strict=True))
        return (
            sum((LOWEST if score is None else score) * weight for score, weight in pairs),
            sum((HIGHEST if score is None else score) * weight for score, weight in pairs),
        )

    @property
    def plain_total(self) -> tuple[int, int]:
        """The same with every line counting once."""
        return self.total([1] * len(self.scores))


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """Options on the same lines, ``given`` alone by (position of the line, position of the option)."""

    options: tuple[Option, ...]
    given: Mapping[tuple[int, int], Spread]

    @property
    def widest(self) -> tuple[tuple[int, int], ...]:
        """Where people differed most, as line and option; empty where nobody differed."""
        most = max((spread.width for spread in self.given.values()), default=0)
        return tuple(sorted(at for at, spread in self.given.items() if most and spread.width == most))

    def may_lead(self, weights: Sequence[int]) -> tuple[Option, ...]:
        """The options that could have the highest total: several while scores are not known, or are equal."""
        going = [option for option in self.options if not option.is_stopped]
        bar = max((option.total(weights)[0] for option in going), default=0)
        return tuple(option for option in going if option.total(weights)[1] >= bar)

    def changes_with(self, line: int, weight: int) -> bool:
        """Whether others may lead when that line counts as much as ``weight``, of :data:`USUAL`."""
        weights = [USUAL] * len(self.options[0].scores) if self.options else []
        usual = self.may_lead(weights)
        weights[line] = weight
        return self.may_lead(weights) != usual


def compare(
    rows: Sequence[Row],
    *,
    option: str,
    lines: Sequence[str],
    stops: str,
    notes: Mapping[str, Iterable[str]],
) -> Comparison:
    """Rows as options. ``lines`` are the columns with scores; an option with a 0 in the column ``stops`` is
    stopped. ``notes`` are what people wrote alone, by the column that it is about."""
    options = tuple(
        Option(
            row=one,
            letter=letter,
            scores=tuple(_score(row.get(line, "")) for line in lines),
            is_stopped=bool(stops) and row.get(stops, "") == str(LOWEST),
        )
        for (one, row), letter in _lettered(rows, option)
    )
    given: dict[tuple[int, int], list[int]] = {}
    for place, line in enumerate(lines):
        for note in notes.get(line, ()):
            theirs = read_note(note)
            for position, one in enumerate(options):
                if one.letter in theirs:
                    given.setdefault((place, position), []).append(theirs[one.letter])
    return Comparison(
        options=options,
        given={
            at: Spread(lowest=min(scores), highest=max(scores), people=len(scores))
            for at, scores in given.items()
        },
    )


def read_note(text: str) -> dict[str, int]:
    """The scores in a note such as "A 4, B 2, C not known - too dear", by the letter of the option. Of two
    scores for one option the first counts."""
    found: dict[str, int] = {}
    for letter, score in _GIVEN.findall(text):
        found.setdefault(letter, int(score))
    return found


def _lettered(rows: Sequence[Row], option: str) -> list[tuple[tuple[Named, Row], str]]:
    """The rows with the letter that each begins with, or else the letter of its place."""
    every = list(named(rows, option))
    written = [_LETTER.match(one.name) for one, _ in every]
    letters = [match[1] if match else "" for match in written]
    free = iter([letter for letter in ascii_uppercase if letter not in letters])
    return [(row, letter or next(free, "")) for row, letter in zip(every, letters, strict=True)]


def _score(text: str) -> int | None:
    return int(text) if text in {str(number) for number in range(LOWEST, HIGHEST + 1)} else None
