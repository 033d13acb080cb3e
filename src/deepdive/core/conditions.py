"""Conditions over what a cohort wrote. The pack puts them together from a closed set of tests: a file of the
pack holds data, and no expression that could do anything else.

What nobody has written yet meets no condition but that it is empty: a plan that is unfinished contradicts
nothing.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import Literal

from deepdive.core.advice import Advised, Answers
from deepdive.core.artefact import KeptRow
from deepdive.core.links import End, Link, LinkKind, is_filled
from deepdive.core.patient_data import findings
from deepdive.core.plan import FieldAddress


class Is(StrEnum):
    """What a text is asked for. All but ``empty`` are about a text that says something."""

    EMPTY = "empty"
    FILLED = "filled"
    ONE_OF = "one-of"  # it is one of the words, word for word
    NONE_OF = "none-of"
    CONTAINING = "containing"  # one of the words stands in it, whatever its capitals
    LACKING = "lacking"  # none of the words stands in it
    WITHOUT_NUMBER = "without-number"  # neither digits nor a word that counts
    PERSONAL = "pointing-to-a-person"  # it looks like patient data
    SAME_AS = "same-as"  # it says what ``other`` says
    OTHER_THAN = "other-than"
    BEFORE = "before"  # both are dates, and it is earlier
    UNDER = "under"  # a number below ``number``
    OVER = "over"
    LONGER_THAN = "longer-than"  # more than ``number`` words


@dataclass(frozen=True, kw_only=True)
class CellCondition:
    """What the cell of a row has to be. ``other`` is another column of the row, or a field as
    ``artefact/field``."""

    column: str
    is_: Is
    words: tuple[str, ...] = ()
    other: str = ""
    number: int = 0


@dataclass(frozen=True, kw_only=True)
class FieldCondition:
    """What a field that has no rows has to be. ``other`` is another field, as ``artefact/field``."""

    at: FieldAddress
    is_: Is
    words: tuple[str, ...] = ()
    other: str = ""
    number: int = 0


@dataclass(frozen=True, kw_only=True)
class LinkCondition:
    """That links lead from a row to some rows, or to none, that meet ``where``.

    ``through`` names kinds of link, to be followed one after another, each from whichever end the way has
    come to. ``none`` holds only where there are rows at the far end to link to.
    """

    through: tuple[str, ...]
    to: Literal["some", "none"]
    where: tuple[CellCondition, ...] = ()


@dataclass(frozen=True, kw_only=True)
class RowsCondition:
    """That a list has rows, at least ``at_least`` of them, that meet everything under ``where`` and
    ``links``; or, with ``found: none``, that it has rows and none of them does."""

    at: FieldAddress
    where: tuple[CellCondition, ...] = ()
    links: tuple[LinkCondition, ...] = ()
    found: Literal["some", "none"] = "some"
    at_least: int = 1


@dataclass(frozen=True, kw_only=True)
class AdviceCondition:
    """What advice has to say, of one of three: that a ``question`` was answered with one of the choices; that
    a ``finding``, by the id of its rule, has one of the statuses, and no answer is missing for it; or that a
    ``table`` leads to one of the outcomes."""

    question: str = ""
    finding: str = ""
    table: str = ""
    is_: str | tuple[str, ...]

    @property
    def listed(self) -> tuple[str, ...]:
        """Of which one has to hold."""
        return (self.is_,) if isinstance(self.is_, str) else self.is_


TextCondition = CellCondition | FieldCondition


@dataclass(frozen=True, kw_only=True)
class AdviceSays:
    """Advice as conditions see it: ``answers`` that count, the ``statuses`` of settled findings by the id of
    the rule, and the ``outcomes`` of tables. What nobody answered is in none of them."""

    answers: Answers
    statuses: Mapping[str, str]
    outcomes: Mapping[str, str]

    @classmethod
    def of(cls, answers: Answers, advised: Advised, *, but: Iterable[str] = ()) -> "AdviceSays":
        """What a result says, without the rules ``but``, which do not apply."""
        left_out = frozenset(but)
        return cls(
            answers=answers,
            statuses={
                finding.rule.id: finding.status
                for finding in advised.findings
                if finding.is_settled and finding.rule.id not in left_out
            },
            outcomes={outcome.table: outcome.id for outcome in advised.outcomes},
        )


NOTHING_SAID = AdviceSays(answers={}, statuses={}, outcomes={})


@dataclass(frozen=True, order=True)
class Place:
    """A field, or one row of it."""

    artefact: str
    field: str
    row: str = ""

    @property
    def address(self) -> FieldAddress:
        """The field's address."""
        return FieldAddress(artefact=self.artefact, field=self.field)

    def __str__(self) -> str:
        return f"{self.artefact}/{self.field}" + (f"#{self.row}" if self.row else "")


@dataclass(frozen=True, kw_only=True)
class Facts:
    """A workbook as conditions see it: what fields say, rows with their ids, and links by kind; and what
    ``advice`` says, which stands outside the workbook."""

    texts: Mapping[FieldAddress, str]
    rows: Mapping[FieldAddress, tuple[KeptRow, ...]]
    kinds: Mapping[str, LinkKind]
    links: Mapping[str, frozenset[Link]]
    advice: AdviceSays = NOTHING_SAID

    def text(self, address: FieldAddress) -> str:
        """What the field says, without blanks around it; empty for a list and for what is not there."""
        return self.texts.get(address, "").strip()

    def filled_rows(self, address: FieldAddress) -> tuple[KeptRow, ...]:
        """The rows of a list in which there is a word."""
        return tuple(row for row in self.rows.get(address, ()) if is_filled(row))


def places_met(
    fields: Iterable[FieldCondition], rows: Iterable[RowsCondition], facts: Facts
) -> tuple[Place, ...] | None:
    """The places at which all the conditions are met, in their order; None if one of them is not."""
    places: list[Place] = []
    for condition in fields:
        if not _field_holds(condition, facts):
            return None
        places.append(Place(condition.at.artefact, condition.at.field))
    for listed in rows:
        at = listed.at
        found = rows_where(listed, facts)
        if listed.found == "none":
            if found or not facts.filled_rows(at):
                return None
            places.append(Place(at.artefact, at.field))
        elif len(found) < listed.at_least:
            return None
        else:
            places += (Place(at.artefact, at.field, row.id) for row in found)
    return tuple(dict.fromkeys(places))


def rows_where(condition: RowsCondition, facts: Facts) -> tuple[KeptRow, ...]:
    """The rows that meet the condition's ``where`` and ``links``."""
    return tuple(
        row
        for row in facts.filled_rows(condition.at)
        if _cells_hold(condition.where, row, facts)
        and all(_links_hold(link, condition.at, row, facts) for link in condition.links)
    )


def advice_holds(condition: AdviceCondition, advice: AdviceSays) -> bool:
    """Whether advice says that. While nobody has answered, it says nothing."""
    if condition.question:
        return not advice.answers.get(condition.question, frozenset()).isdisjoint(condition.listed)
    if condition.finding:
        return advice.statuses.get(condition.finding) in condition.listed
    return advice.outcomes.get(condition.table) in condition.listed


def other_address(other: str) -> FieldAddress | None:
    """The field that ``other`` names; None where it names a column of the same row."""
    artefact, slash, field = other.partition("/")
    return FieldAddress(artefact=artefact, field=field) if slash else None


def _field_holds(condition: FieldCondition, facts: Facts) -> bool:
    address = other_address(condition.other)
    return _holds(condition, facts.text(condition.at), facts.text(address) if address else "")


def _cells_hold(conditions: Iterable[CellCondition], row: KeptRow, facts: Facts) -> bool:
    for condition in conditions:
        address = other_address(condition.other)
        other = facts.text(address) if address else row.cells.get(condition.other, "").strip()
        if not _holds(condition, row.cells.get(condition.column, "").strip(), other):
            return False
    return True


def _links_hold(condition: LinkCondition, at: FieldAddress, row: KeptRow, facts: Facts) -> bool:
    ids = {row.id}
    for kind_id in condition.through:
        kind = facts.kinds[kind_id]
        end = End(kind, is_start=at == kind.from_)
        links = facts.links.get(kind_id, frozenset())
        at, ids = end.far, {far for near in ids for far in end.linked(near, links)}
    there = facts.filled_rows(at)
    reached = any(row.id in ids and _cells_hold(condition.where, row, facts) for row in there)
    return reached if condition.to == "some" else bool(there) and not reached


def _holds(condition: TextCondition, text: str, other: str) -> bool:
    if condition.is_ is Is.EMPTY:
        return not text
    return bool(text) and _TESTS[condition.is_](condition, text, other)


Test = Callable[[TextCondition, str, str], bool]

_TESTS: Mapping[Is, Test] = {
    Is.FILLED: lambda _condition, _text, _other: True,
    Is.ONE_OF: lambda condition, text, _: text in condition.words,
    Is.NONE_OF: lambda condition, text, _: text not in condition.words,
    Is.CONTAINING: lambda condition, text, _: words_in(text, condition.words),
    Is.LACKING: lambda condition, text, _: not words_in(text, condition.words),
    Is.WITHOUT_NUMBER: lambda _condition, text, _other: not has_number(text),
    Is.PERSONAL: lambda _condition, text, _other: bool(findings(text)),
    Is.SAME_AS: lambda _, text, other: _plain(text) == _plain(other),
    Is.OTHER_THAN: lambda _, text, other: bool(other) and _plain(text) != _plain(other),
    Is.BEFORE: lambda _, text, other: _is_before(text, other),
    Is.UNDER: lambda condition, text, _: (number := _number(text)) is not None and number < condition.number,
    Is.OVER: lambda condition, text, _: (number := _number(text)) is not None and number > condition.number,
    Is.LONGER_THAN: lambda condition, text, _: len(text.split()) > condition.number,
}

# Words with which people count, beside digits.
# fmt: off
_COUNTS = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "twenty", "thirty", "forty", "fifty", "hundred", "thousand", "half", "third", "quarter", "tenth", "once",
    "twice", "double", "zero", "any", "single",
)
# fmt: on


def words_in(text: str, words: tuple[str, ...]) -> bool:
    """Whether one of the words, or of the rows of words, stands in the text, whatever the capitals."""
    return bool(words) and _pattern(words).search(text) is not None


def has_number(text: str) -> bool:
    """Whether the text says a number, in digits or in words."""
    return any(letter.isdigit() for letter in text) or words_in(text, _COUNTS)


@lru_cache(maxsize=512)  # as many as the pack has
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    each = (r"\s+".join(map(re.escape, word.split())) for word in words)
    return re.compile(rf"(?<!\w)(?:{'|'.join(each)})(?!\w)", re.IGNORECASE)


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


def _is_before(text: str, other: str) -> bool:
    try:
        return date.fromisoformat(text) < date.fromisoformat(other)
    except ValueError:
        return False


def _number(text: str) -> float | None:
    try:
        return float(text.replace(",", ""))
    except ValueError:
        return None
