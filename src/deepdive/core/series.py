"""The series as the pack describes it: five workshops, each a run sheet of timed blocks."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal


class Method(StrEnum):
    """How a block is worked: who is busy with whom."""

    TALK = "talk"
    SOLO = "solo"
    GROUP = "group"
    WHOLE = "whole"
    BREAK = "break"


@dataclass(frozen=True, kw_only=True)
class Topic:
    """Something that a workshop covers."""

    id: str
    title: str


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """Something that people can do, or have, by the end."""

    id: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Block:
    """A timed part of a workshop. ``opens`` is the id of an activity or an artefact, or None.

    ``if_late`` says what to do with the block when time runs short: keep it, drop it, or cut it to
    that many minutes. ``cue`` tells the facilitator in a few sentences what to say and do;
    ``task`` tells attendees what to do now.
    """

    id: str
    title: str
    minutes: int
    method: Method
    opens: str | None
    covers: tuple[str, ...]
    serves: tuple[str, ...]
    if_late: Literal["keep", "drop"] | int
    cue: str
    task: str


@dataclass(frozen=True, kw_only=True)
class Workshop:
    """One of the five meetings of a series."""

    number: int
    id: str
    title: str
    aim: str
    topics: tuple[Topic, ...]
    outcomes: tuple[Outcome, ...]
    blocks: tuple[Block, ...]


@dataclass(frozen=True, kw_only=True)
class Capacity:
    """The fewest and the most attendees that a cohort works with."""

    min: int
    max: int


@dataclass(frozen=True, kw_only=True)
class LongBreak:
    """The break in sessions of so many minutes and more; none where its own ``minutes`` are 0."""

    session_minutes: int = 0
    minutes: int = 0
    title: str = ""
    cue: str = ""
    task: str = ""


@dataclass(frozen=True, kw_only=True)
class Series:
    """The whole course. ``minutes`` is the length of every workshop as it is planned, ``lengths`` are those
    that an organiser can choose (empty: only that one)."""

    title: str
    summary: str
    motivation: str
    audience: str
    prerequisites: tuple[str, ...]
    format: str
    capacity: Capacity
    minutes: int
    outcomes: tuple[Outcome, ...]
    workshops: tuple[Workshop, ...]
    lengths: tuple[int, ...] = ()
    long_break: LongBreak = LongBreak()

    @property
    def choices(self) -> tuple[int, ...]:
        """The lengths in minutes that there are to choose from."""
        return self.lengths or (self.minutes,)

    def workshop(self, number: int) -> Workshop:
        """The workshop with that number, 1 to 5."""
        return self.workshops[number - 1]
