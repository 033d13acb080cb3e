"""Workshops: their order, their run sheets, and how many people they are for."""

from collections.abc import Iterator
from itertools import groupby

from deepdive.core.series import LongBreak, Method, Workshop
from deepdive.core.timing import BREAK_ID
from deepdive.curriculum.document import Document
from deepdive.curriculum.draft import Draft
from deepdive.curriculum.fault import Fault, quote

# Attention to a talk on a screen falls off after some minutes, and everybody must come to do something.
LONGEST_TALK = 6
# Of all the minutes of a workshop.
MOST_TALK_PERCENT = 40
# The boards, groups and the time for each to speak are planned for no more than this.
MOST_ATTENDEES = 12
# In less the work does not fit; after more nobody attends to a screen.
SHORTEST_SESSION, LONGEST_SESSION = 45, 120


def check(draft: Draft) -> Iterator[Fault]:
    """Numbers with gaps, folders misnamed, run sheets that do not fit, and an impossible capacity."""
    yield from _capacity(draft)
    yield from _lengths(draft)
    yield from _long_break(draft)
    yield from _numbers(draft)
    for workshop in draft.workshops:
        yield from _folder(workshop)
        yield from _blocks(workshop)
        if workshop.has_read("blocks"):
            yield from _talk(workshop)
        if draft.series.has_read("minutes") and workshop.has_read("blocks"):
            yield from _minutes(workshop, draft.series.value.minutes)


def _capacity(draft: Draft) -> Iterator[Fault]:
    series = draft.series
    if not series.has_read("capacity"):
        return
    capacity = series.value.capacity
    if capacity.min > capacity.max:
        yield series.fault(
            f"the smallest capacity, {capacity.min}, is more than the greatest, {capacity.max}",
            f"Write a min of at most {capacity.max}",
            at=("capacity", "min"),
        )
    if capacity.max > MOST_ATTENDEES:
        yield series.fault(
            f"a capacity of {capacity.max} is more than {MOST_ATTENDEES}",
            f"Write a max of at most {MOST_ATTENDEES}",
            at=("capacity", "max"),
        )


def _lengths(draft: Draft) -> Iterator[Fault]:
    series = draft.series
    if not (series.has_read("lengths") and series.has_read("minutes")) or not series.value.lengths:
        return
    if series.value.minutes not in series.value.lengths:
        yield series.fault(
            f"the workshops take {series.value.minutes} minutes, and that is not among the lengths",
            f"Add {series.value.minutes} to the lengths",
            at=("lengths",),
        )
    for place, minutes in enumerate(series.value.lengths):
        if not SHORTEST_SESSION <= minutes <= LONGEST_SESSION:
            yield series.fault(
                f"a session of {minutes} minutes is too short or too long",
                f"Write {SHORTEST_SESSION} to {LONGEST_SESSION} minutes",
                at=("lengths", place),
            )


def _long_break(draft: Draft) -> Iterator[Fault]:
    series = draft.series
    if not series.has_read("long_break") or series.value.long_break == LongBreak():
        return
    pause = series.value.long_break
    if not 0 < pause.minutes < pause.session_minutes:
        yield series.fault(
            f"a break of {pause.minutes} minutes in sessions of {pause.session_minutes} makes no sense",
            "Write how many minutes the break takes, and from how many session_minutes on there is one",
            at=("long_break",),
        )
    if not (pause.title and pause.cue and pause.task):
        yield series.fault(
            "the break does not say what it is called, what the facilitator says, and what people do",
            "Give it a title, a cue and a task",
            at=("long_break",),
        )


def _numbers(draft: Draft) -> Iterator[Fault]:
    """Of n workshops, each of the numbers 1 to n belongs to one."""
    if not all(workshop.has_read("number") for workshop in draft.workshops):
        return
    count = len(draft.workshops)
    taken: set[int] = set()
    for workshop in draft.workshops:
        number = workshop.value.number
        if number in taken:
            problem = f"a second workshop has the number {number}"
        elif number > count:
            problem = f"this is workshop {number}, and there are {count}"
        else:
            taken.add(number)
            continue
        yield workshop.fault(problem, f"Number the workshops from 1 to {count}", at=("number",))


def _folder(workshop: Document[Workshop]) -> Iterator[Fault]:
    if not (workshop.has_read("number") and workshop.has_read("id")):
        return
    name = f"{workshop.value.number}-{workshop.value.id}"
    if workshop.folder != name:
        yield workshop.fault(
            f"the folder is called {quote(workshop.folder)} and not {quote(name)}",
            "Rename the folder, or mend the number and the id",
            at=("number",),
        )


def _minutes(workshop: Document[Workshop], minutes: int) -> Iterator[Fault]:
    total = sum(block.minutes for block in workshop.value.blocks)
    if total > minutes:
        difference, remedy = f"{total - minutes} too many", f"Take {total - minutes} from its blocks"
    elif total < minutes:
        difference, remedy = f"{minutes - total} too few", f"Give {minutes - total} more to its blocks"
    else:
        return
    yield workshop.fault(
        f"the blocks take {total} minutes and the series gives {minutes}: {difference}",
        remedy,
        at=("blocks",),
    )


def _blocks(workshop: Document[Workshop]) -> Iterator[Fault]:
    for place, block in enumerate(workshop.value.blocks):
        here = ("blocks", place)
        if block.id == BREAK_ID:
            yield workshop.fault(
                f"{quote(BREAK_ID)} is the id of the break in long sessions",
                "Give the block another id",
                at=(*here, "id"),
            )
        if not (workshop.has_read(*here, "minutes") and workshop.has_read(*here, "method")):
            continue
        if isinstance(block.if_late, int) and block.if_late >= block.minutes:
            yield workshop.fault(
                f"if_late is {block.if_late} and the block {quote(block.id)} takes {block.minutes} minutes",
                f"Write keep, drop or a whole number smaller than {block.minutes}",
                at=(*here, "if_late"),
            )


def _talk(workshop: Document[Workshop]) -> Iterator[Fault]:
    blocks = workshop.value.blocks
    minutes = sum(block.minutes for block in blocks)
    talk = sum(block.minutes for block in blocks if block.method is Method.TALK)
    if talk * 100 > minutes * MOST_TALK_PERCENT:
        yield workshop.fault(
            f"{talk} of {minutes} minutes are talk, and at most {MOST_TALK_PERCENT} in 100 may be",
            f"Cut the talk to {minutes * MOST_TALK_PERCENT // 100} minutes",
            at=("blocks",),
        )
    for is_talk, run in groupby(enumerate(blocks), key=lambda one: one[1].method is Method.TALK):
        stretch = list(run)
        if is_talk and (total := sum(block.minutes for _, block in stretch)) > LONGEST_TALK:
            (place, first), (_, last) = stretch[0], stretch[-1]
            names = f"the block {quote(first.id)} is"
            if first is not last:
                names = f"the blocks from {quote(first.id)} to {quote(last.id)} are"
            yield workshop.fault(
                f"{names} {total} minutes of talk",
                f"Cut it to {LONGEST_TALK}, or let people do something between two talks",
                at=("blocks", place, "minutes"),
            )
