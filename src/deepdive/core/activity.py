"""Activities: what a block opens besides an artefact."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal


class ActivityKind(StrEnum):
    """What people do in an activity."""

    DISCUSSION = "discussion"
    POLL = "poll"
    QUIZ = "quiz"
    BOARD = "board"
    CARD_SORT = "card-sort"
    RATING = "rating"
    LAB = "lab"


class Asks(StrEnum):
    """What kind of answer an item asks for."""

    SINGLE = "single"  # one of its choices
    MULTIPLE = "multiple"  # any of its choices
    RANKING = "ranking"  # its choices in an order, the best first
    SCALE = "scale"  # a number on the activity's scale
    OPEN = "open"  # a few sentences
    WORDS = "words"  # up to three words


class ShowsDone(StrEnum):
    """What the room is told about who is done with an activity."""

    BY_NAME = "by-name"
    COUNTED = "counted"  # how many are done, and not who


@dataclass(frozen=True, kw_only=True)
class Scale:
    """The numbers from ``lowest`` to ``to`` that people choose from, and what both ends mean."""

    from_: Literal["0", "1"] = "0"
    to: int = 10
    low: str = "not at all"
    high: str = "very much"

    @property
    def lowest(self) -> int:
        """The first number."""
        return int(self.from_)

    @property
    def numbers(self) -> range:
        """All numbers, in order."""
        return range(self.lowest, self.to + 1)


@dataclass(frozen=True, kw_only=True)
class Choice:
    """One answer that an item offers. In a quiz, ``explanation`` says why it is right or what
    misunderstanding it shows; ``is_right`` is False everywhere else."""

    text: str
    is_right: bool = False
    explanation: str = ""


@dataclass(frozen=True, kw_only=True)
class Item:
    """A question, card or prompt of an activity. ``asks`` is given where it is not what
    :func:`~deepdive.core.poll.asked` takes from the kind of the activity."""

    id: str
    text: str
    choices: tuple[Choice, ...] = ()
    asks: Asks | None = None

    @property
    def has_explanations(self) -> bool:
        """Whether its answers say more than themselves."""
        return any(choice.explanation for choice in self.choices)


@dataclass(frozen=True, kw_only=True)
class Activity:
    """Something people do together in a block: ``steps`` say what, in order. ``is_anonymous``: who
    wrote what is not recorded.

    ``scale`` is for all its items that ask for a number. On a board, everybody may give a dot each to
    ``votes`` notes (0: no voting), and where it ``is_silent`` nobody sees a note before all are shown.
    ``done`` is given where it is not as :attr:`shows_done` says. In a lab, ``expected``
    says what people should see, and ``instead`` what a group does while the product cannot show it.
    """

    id: str
    kind: ActivityKind
    title: str
    steps: tuple[str, ...]
    items: tuple[Item, ...]
    sources: tuple[str, ...]
    is_anonymous: bool = False
    scale: Scale = Scale()
    votes: int = 0
    is_silent: bool = False
    done: ShowsDone | None = None
    expected: str = ""
    instead: str = ""

    @property
    def shows_done(self) -> ShowsDone:
        """By name, unless the activity is anonymous or says otherwise."""
        return self.done or (ShowsDone.COUNTED if self.is_anonymous else ShowsDone.BY_NAME)
