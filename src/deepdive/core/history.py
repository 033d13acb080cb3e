"""The history of a workbook: when who wrote in what, and how what stood there then differs from now."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from difflib import SequenceMatcher
from enum import StrEnum

# What is written in one part within this time is shown as one moment.
LONGEST_MOMENT = timedelta(minutes=5)
# Whoever begins later than this after the first is not of the same moment, but begins a new one.
GATHERING = timedelta(minutes=1)
# Comparing word by word takes up to this many comparisons; beyond it a text is shown as replaced.
MOST_COMPARISONS = 250_000
_WORDS = re.compile(r"\S+|\s+")


@dataclass(frozen=True, kw_only=True)
class Edit:
    """An entry of the journal, or several of one person within a minute, seen from one part of the
    workbook: an artefact, a board, or the links of a kind. ``by`` is a person's id, None where nobody
    is named. ``last`` is the id of the last entry."""

    part: str
    by: int | None
    began_at: datetime
    ended_at: datetime
    last: int


@dataclass(frozen=True, kw_only=True)
class Moment:
    """Some minutes in which people wrote in one part. ``people`` in the order in which they began; with
    ``last`` as the last entry the workbook is as they left it."""

    part: str
    people: tuple[int | None, ...]
    began_at: datetime
    ended_at: datetime
    last: int


class Sign(StrEnum):
    """How a piece of a text, or a row, of then compares with now."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"  # of a row: it is in both and says something else


@dataclass(frozen=True)
class Run:
    """A piece of a text that is the same, added, or removed."""

    sign: Sign
    text: str


@dataclass(frozen=True)
class IdentifiedRow:
    """A row with its id, and its cells by column."""

    id: str
    cells: Mapping[str, str]


@dataclass(frozen=True)
class ComparedRow:
    """A row then and now, and for each column how its text differs."""

    id: str
    sign: Sign
    cells: Mapping[str, tuple[Run, ...]]


def moments(edits: Iterable[Edit]) -> list[Moment]:
    """The edits as moments, newest first. A moment begins with an edit of its part; it takes in what is
    written there in the next five minutes by the people who wrote there in the first."""
    done: list[Moment] = []
    open_now: dict[str, Moment] = {}
    for edit in sorted(edits, key=lambda edit: (edit.began_at, edit.last, edit.by or 0)):
        moment = open_now.get(edit.part)
        if moment is None or not _is_within(moment, edit):
            if moment is not None:
                done.append(moment)
            moment = Moment(
                part=edit.part, people=(), began_at=edit.began_at, ended_at=edit.ended_at, last=edit.last
            )
        open_now[edit.part] = replace(
            moment,
            people=moment.people if edit.by in moment.people else (*moment.people, edit.by),
            ended_at=max(moment.ended_at, edit.ended_at),
            last=max(moment.last, edit.last),
        )
    return sorted([*done, *open_now.values()], key=lambda moment: (moment.last, moment.part), reverse=True)


def compare_texts(then: str, now: str) -> tuple[Run, ...]:
    """What is the same, what was removed and what was added, word by word. The runs that are not added
    make ``then``, those that are not removed make ``now``."""
    return tuple(_joined(_compare(_WORDS.findall(then), _WORDS.findall(now))))


def compare_rows(then: Sequence[IdentifiedRow], now: Sequence[IdentifiedRow]) -> tuple[ComparedRow, ...]:
    """The rows in the order that they have now; those that were removed after the row that they followed."""
    before, after = {row.id: row for row in then}, {row.id: row for row in now}
    order = [row.id for row in now]
    place = 0
    for row in then:
        if row.id in after:
            place = order.index(row.id) + 1
        else:
            order.insert(place, row.id)
            place += 1
    return tuple(_compared(row_id, before.get(row_id), after.get(row_id)) for row_id in order)


def is_reordered(then: Sequence[IdentifiedRow], now: Sequence[IdentifiedRow]) -> bool:
    """Whether the rows that are in both stand in another order."""
    before, after = [row.id for row in then], [row.id for row in now]
    both = set(before) & set(after)
    return [one for one in before if one in both] != [one for one in after if one in both]


def _is_within(moment: Moment, edit: Edit) -> bool:
    since = edit.began_at - moment.began_at
    return since < (LONGEST_MOMENT if edit.by in moment.people else GATHERING)


def _compared(row_id: str, then: IdentifiedRow | None, now: IdentifiedRow | None) -> ComparedRow:
    before, after = then.cells if then else {}, now.cells if now else {}
    columns = dict.fromkeys([*after, *before])
    cells = {column: compare_texts(before.get(column, ""), after.get(column, "")) for column in columns}
    if then is None:
        sign = Sign.ADDED
    elif now is None:
        sign = Sign.REMOVED
    else:
        differs = any(run.sign is not Sign.SAME for runs in cells.values() for run in runs)
        sign = Sign.CHANGED if differs else Sign.SAME
    return ComparedRow(row_id, sign, cells)


def _compare(then: list[str], now: list[str]) -> Iterator[Run]:
    start = _common(then, now)
    end = _common(then[start:][::-1], now[start:][::-1])
    olds, news = then[start : len(then) - end], now[start : len(now) - end]
    yield Run(Sign.SAME, "".join(then[:start]))
    if len(olds) * len(news) > MOST_COMPARISONS:
        yield Run(Sign.REMOVED, "".join(olds))
        yield Run(Sign.ADDED, "".join(news))
    else:
        for tag, i, j, k, m in SequenceMatcher(str.isspace, olds, news, autojunk=False).get_opcodes():
            if tag == "equal":
                yield Run(Sign.SAME, "".join(olds[i:j]))
            else:
                yield Run(Sign.REMOVED, "".join(olds[i:j]))
                yield Run(Sign.ADDED, "".join(news[k:m]))
    yield Run(Sign.SAME, "".join(then[len(then) - end :]))


def _joined(runs: Iterable[Run]) -> Iterator[Run]:
    """Without empty runs, and neighbours of one sign as one."""
    last: Run | None = None
    for run in runs:
        if not run.text:
            continue
        if last is not None and last.sign is run.sign:
            last = Run(run.sign, last.text + run.text)
            continue
        if last is not None:
            yield last
        last = run
    if last is not None:
        yield last


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    length = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        length += 1
    return length
