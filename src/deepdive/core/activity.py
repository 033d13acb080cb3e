"""Activities: what a block opens besides an artefact."""

from dataclasses import dataclass
from enum import StrEnum


class ActivityKind(StrEnum):
    """What people do in an activity."""

    DISCUSSION = "discussion"
    POLL = "poll"
    QUIZ = "quiz"
    BOARD = "board"
    CARD_SORT = "card-sort"
    RATING = "rating"


@dataclass(frozen=True, kw_only=True)
class Choice:
    """One answer that an item offers. In a quiz, ``explanation`` says why it is right or what
    misunderstanding it shows; ``is_right`` is False everywhere else."""

    text: str
    is_right: bool = False
    explanation: str = ""


@dataclass(frozen=True, kw_only=True)
class Item:
    """A question, card or prompt of an activity."""

    id: str
    text: str
    choices: tuple[Choice, ...] = ()

    @property
    def has_explanations(self) -> bool:
        """Whether its answers say more than themselves."""
        return any(choice.explanation for choice in self.choices)


@dataclass(frozen=True, kw_only=True)
class Activity:
    """Something people do together in a block: ``steps`` say what, in order. ``is_anonymous``: who
    wrote what is not recorded."""

    id: str
    kind: ActivityKind
    title: str
    steps: tuple[str, ...]
    items: tuple[Item, ...]
    sources: tuple[str, ...]
    is_anonymous: bool = False
