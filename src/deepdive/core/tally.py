"""What everybody's answers to a question come to. Nothing here knows who answered what."""

import random
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from statistics import median

from deepdive.core.activity import Asks, Choice
from deepdive.core.poll import Question, Value

# What fewer people rated in private could be guessed to be one of theirs.
FEWEST_PRIVATE = 5


@dataclass(frozen=True)
class Counted:
    """How many people chose this, of the ``of`` who answered."""

    text: str
    n: int
    of: int

    @property
    def percent(self) -> int:
        """The share of those who answered, in whole per cent; 0 where nobody did."""
        return round(100 * self.n / self.of) if self.of else 0

    @property
    def weight(self) -> int:
        """How large to show it, from 1 (hardly anybody) to 5 (everybody)."""
        return 1 + 4 * self.n // self.of if self.of else 1


@dataclass(frozen=True, kw_only=True)
class Choices:
    """How often each choice was taken, in the order of the choices. ``leading`` are those taken most
    often: more than one is a tie, and it is empty while nobody has answered. ``explained`` are the choices
    whose explanation everybody reads: what is right, and each misunderstanding that somebody had."""

    n: int
    counts: tuple[Counted, ...]
    leading: tuple[str, ...]
    explained: tuple[Choice, ...]


@dataclass(frozen=True, kw_only=True)
class Numbers:
    """How often each number was chosen, and the one in the middle (None while nobody has answered)."""

    n: int
    counts: tuple[Counted, ...]
    median: float | None


@dataclass(frozen=True, kw_only=True)
class Placed:
    """A choice in a ranking. Choices of the same mean place share ``place`` and are a tie."""

    text: str
    place: int
    mean: float
    is_tie: bool


@dataclass(frozen=True, kw_only=True)
class Ranking:
    """The choices by their mean place, the best first; empty while nobody has answered."""

    n: int
    places: tuple[Placed, ...]


@dataclass(frozen=True, kw_only=True)
class Words:
    """How many people gave each word, the most frequent first."""

    n: int
    counts: tuple[Counted, ...]


@dataclass(frozen=True, kw_only=True)
class Texts:
    """What people wrote, in an order that says nothing about when or by whom."""

    n: int
    texts: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class TooFew:
    """So few answered something private that only their number is shown."""

    n: int
    fewest: int = FEWEST_PRIVATE


Result = Choices | Numbers | Ranking | Words | Texts | TooFew


def count(question: Question, values: Iterable[Value], *, seed: str) -> Result:  # noqa: PLR0911 - one line a kind
    """The result of these answers. ``seed`` decides the order of texts, the same for the same seed.

    An answer that the question can no longer have, because its choices or its scale were edited since,
    is not counted.
    """
    texts, lists, numbers = _by_type(values)
    if question.is_private and question.asks is Asks.SCALE and len(numbers) < FEWEST_PRIVATE:
        return TooFew(n=len(numbers))
    match question.asks:
        case Asks.SINGLE:
            return _choices(question, [(text,) for text in texts])
        case Asks.MULTIPLE:
            return _choices(question, lists)
        case Asks.SCALE:
            return _numbers(question, numbers)
        case Asks.RANKING:
            return _ranking(question, lists)
        case Asks.WORDS:
            return _words(lists)
        case Asks.OPEN:
            return Texts(n=len(texts), texts=shuffled(texts, seed=seed))


def shuffled(texts: Iterable[str], *, seed: str) -> tuple[str, ...]:
    """The texts in an order that depends on them and on the seed alone, not on the order they came in."""
    line = sorted(texts)
    random.Random(seed).shuffle(line)  # noqa: S311 - hides an order; no secret comes of it
    return tuple(line)


def alike(word: str) -> str:
    """What words that count as the same have in common: small and capital letters, width and spaces do
    not matter, nor do full stops and the like around them."""
    plain = unicodedata.normalize("NFKC", word).casefold()
    return bare(" ".join(plain.split()))


def bare(word: str) -> str:
    """The word without the stops, quotation marks and dashes around it."""
    return word.strip(" .,;:!?\"'“”‘’()-–")


def _by_type(values: Iterable[Value]) -> tuple[list[str], list[tuple[str, ...]], list[int]]:
    every = list(values)
    return (
        [value for value in every if isinstance(value, str)],
        [value for value in every if isinstance(value, tuple)],
        [value for value in every if isinstance(value, int)],
    )


def _choices(question: Question, chosen: Sequence[tuple[str, ...]]) -> Choices:
    known = set(question.texts)
    answers = [kept for one in chosen if (kept := known.intersection(one))]
    taken = Counter(text for one in answers for text in one)
    most = max(taken.values(), default=0)
    return Choices(
        n=len(answers),
        counts=tuple(Counted(text, taken[text], len(answers)) for text in question.texts),
        leading=tuple(text for text in question.texts if most and taken[text] == most),
        explained=tuple(
            choice
            for choice in question.choices
            if (choice.is_right or choice.explanation)
            and (choice.is_right or not question.is_quiz or taken[choice.text])
        ),
    )


def _numbers(question: Question, numbers: Sequence[int]) -> Numbers:
    known = [number for number in numbers if number in question.scale.numbers]
    taken = Counter(known)
    return Numbers(
        n=len(known),
        counts=tuple(Counted(str(number), taken[number], len(known)) for number in question.scale.numbers),
        median=float(median(known)) if known else None,
    )


def _ranking(question: Question, rankings: Sequence[tuple[str, ...]]) -> Ranking:
    known = [ranking for ranking in rankings if sorted(ranking) == sorted(question.texts)]
    if not known:
        return Ranking(n=0, places=())
    # whole fractions, so that what is equal is equal
    means = {
        text: Fraction(sum(ranking.index(text) + 1 for ranking in known), len(known))
        for text in question.texts
    }
    line = sorted(means.values())
    return Ranking(
        n=len(known),
        places=tuple(
            Placed(
                text=text, place=line.index(mean) + 1, mean=round(float(mean), 2), is_tie=line.count(mean) > 1
            )
            for text, mean in sorted(means.items(), key=lambda one: one[1])
        ),
    )


def _words(given: Sequence[tuple[str, ...]]) -> Words:
    spellings: dict[str, Counter[str]] = {}
    people: Counter[str] = Counter()
    n = 0
    for words in given:
        theirs = {alike(word): bare(word) for word in reversed(words) if alike(word)}
        n += bool(theirs)
        for key, word in theirs.items():
            people[key] += 1
            spellings.setdefault(key, Counter())[word] += 1
    counts = [Counted(_usual(spellings[key]), people[key], n) for key in people]
    return Words(n=n, counts=tuple(sorted(counts, key=lambda one: (-one.n, alike(one.text)))))


def _usual(spellings: Counter[str]) -> str:
    """The spelling that most people used; of equals the first in the alphabet."""
    return min(spellings, key=lambda word: (-spellings[word], word))
