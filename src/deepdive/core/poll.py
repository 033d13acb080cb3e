"""Questions of an activity, and whether what somebody sends is an answer to one."""

from collections.abc import Sequence
from dataclasses import dataclass

from deepdive.core.activity import Activity, ActivityKind, Asks, Choice, Item, Scale
from deepdive.core.refused import Refused

LONGEST_TEXT = 500
LONGEST_WORD = 40
MOST_WORDS = 3

_TAKE_A_TEXT = (ActivityKind.POLL, ActivityKind.LAB)
_TAKE_A_CHOICE = (ActivityKind.QUIZ, ActivityKind.CARD_SORT, *_TAKE_A_TEXT)

# A choice by its text, choices by theirs (chosen, or in their order), a number, a text, or words.
Value = str | int | tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Question:
    """An item that takes answers."""

    id: str
    text: str
    asks: Asks
    choices: tuple[Choice, ...]
    scale: Scale
    is_quiz: bool
    is_private: bool

    @property
    def texts(self) -> tuple[str, ...]:
        """What its choices say."""
        return tuple(choice.text for choice in self.choices)


def asked(activity: Activity, item: Item) -> Asks | None:
    """What the item asks for; None where it is a prompt and takes no answer.

    An item that does not say so itself asks for one of its choices in a quiz, a card sort, a poll and a
    lab, for a number in a rating, and without choices in a poll and a lab for a text.
    """
    if activity.kind is ActivityKind.BOARD:
        return None
    if item.asks:
        return item.asks
    if activity.kind is ActivityKind.RATING:
        return Asks.SCALE
    if item.choices:
        return Asks.SINGLE if activity.kind in _TAKE_A_CHOICE else None
    return Asks.OPEN if activity.kind in _TAKE_A_TEXT else None


def questions(activity: Activity) -> tuple[Question, ...]:
    """The items that take answers, in their order."""
    return tuple(
        Question(
            id=item.id,
            text=item.text,
            asks=asks,
            choices=item.choices,
            scale=activity.scale,
            is_quiz=activity.kind is ActivityKind.QUIZ,
            is_private=activity.kind is ActivityKind.RATING,
        )
        for item in activity.items
        if (asks := asked(activity, item))
    )


def take(question: Question, sent: Sequence[str]) -> Value | None:  # noqa: PLR0911 - one line a kind
    """What somebody answered; None where they left the question out.

    ``sent`` is what a form sends: for one or more choices their places counted from 0; for a ranking the
    place that each choice is given, counted from 1, in the order of the choices; otherwise the number or
    the text. Refused with ``no-such-choice``, ``ranking-unfinished``, ``same-place``, ``not-on-scale``,
    ``too-long`` or ``too-many-words``.
    """
    given = [text.strip() for text in sent]
    if not any(given):
        return None
    match question.asks:
        case Asks.SINGLE:
            return _choice(question, given[0])
        case Asks.MULTIPLE:
            chosen = {_choice(question, text) for text in given}
            return tuple(text for text in question.texts if text in chosen)
        case Asks.RANKING:
            return _ranking(question, given)
        case Asks.SCALE:
            return _number(question.scale, given[0])
        case Asks.OPEN:
            return _text(given[0])
        case Asks.WORDS:
            return _words(given[0])


def _choice(question: Question, text: str) -> str:
    if not _is_number(text) or int(text) >= len(question.choices):
        raise Refused("no-such-choice", "Choose one of the answers that are listed.")
    return question.texts[int(text)]


def _ranking(question: Question, given: Sequence[str]) -> tuple[str, ...]:
    count = len(question.choices)
    if len(given) != count or not all(given):
        raise Refused("ranking-unfinished", f"Give each of the {count} a place, or none of them.")
    if not all(_is_number(text) and 1 <= int(text) <= count for text in given):
        raise Refused("no-such-choice", f"Choose places from 1 to {count}.")
    places = [int(text) for text in given]
    twice = next((place for place in sorted(places) if places.count(place) > 1), None)
    if twice:
        both = [f"“{text}”" for text, place in zip(question.texts, places, strict=True) if place == twice]
        raise Refused("same-place", f"{' and '.join(both)} have place {twice}. Give each its own place.")
    return tuple(text for _, text in sorted(zip(places, question.texts, strict=True)))


def _number(scale: Scale, text: str) -> int:
    if not _is_number(text) or int(text) not in scale.numbers:
        raise Refused("not-on-scale", f"Choose a number from {scale.lowest} to {scale.to}.")
    return int(text)


def _text(text: str) -> str:
    if len(text) > LONGEST_TEXT:
        raise Refused(
            "too-long",
            f"Use {LONGEST_TEXT} letters or fewer; you have used {len(text)}. Leave something out.",
        )
    return text


def _words(text: str) -> tuple[str, ...]:
    found = [" ".join(part.split()) for line in text.splitlines() for part in line.split(",")]
    words = tuple(dict.fromkeys(word for word in found if word))
    if len(words) > MOST_WORDS:
        raise Refused("too-many-words", f"Give {MOST_WORDS} words or fewer, with commas between them.")
    if long := next((word for word in words if len(word) > LONGEST_WORD), None):
        raise Refused(
            "too-long",
            f"“{long[:LONGEST_WORD]} …” is too long: use {LONGEST_WORD} letters or fewer, "
            "and put commas between your words.",
        )
    return words


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= 3
