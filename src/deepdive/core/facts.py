"""Facts: a project's answers as a file or a form gives them, made into what the tables can be asked with.

Nothing that cannot be used stops the rest: it counts as unknown, and a sentence says what to do about it.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from math import isfinite

from deepdive.core.advice import Advice, Answers, Choice, Question, Situation

# An answer as it is kept and shown: the id of a choice or of several, or a number.
Given = str | float | tuple[str, ...]

UNKNOWN = "unknown"
# More than this nobody reads through, and more letters of a wrong answer say nothing.
LONGEST_LIST = 8
LONGEST_QUOTE = 60


@dataclass(frozen=True, kw_only=True)
class Problem:
    """What is wrong with one answer, as a sentence for the person who gave it. ``code`` is for programs.

    ``is_left_out`` when the answer should have counted and could not.
    """

    code: str
    question: str
    message: str
    is_left_out: bool = True


@dataclass(frozen=True, kw_only=True)
class Facts:
    """Answers that can be used, as the tables want them (``answers``) and as they were ``given``."""

    answers: Answers
    given: Mapping[str, Given]
    problems: tuple[Problem, ...]


def read_facts(advice: Advice, raw: Iterable[tuple[str, object]]) -> Facts:
    """The answers in ``raw``: pairs of a question's id and a choice's id, a list of them, a number, a truth
    or None. An id from an earlier pack is understood, and "unknown" and None are no answers.
    """
    reader = _Reader(advice)
    for name, value in raw:
        reader.take(name, value)
    answers = {
        question: _chosen(advice.questions[question], given) for question, given in reader.given.items()
    }
    situation = Situation(advice, answers)
    hidden = [question for question in answers if situation.is_asked(question) is False]
    for question in hidden:
        reader.tell(
            "hidden",
            question,
            f"{_quote(question)} is not asked with your other answers, so its answer does not count.",
            is_left_out=False,
        )
    return Facts(
        answers={question: chosen for question, chosen in answers.items() if question not in hidden},
        given={question: given for question, given in reader.given.items() if question not in hidden},
        problems=tuple(reader.problems),
    )


class _Reader:
    def __init__(self, advice: Advice) -> None:
        self._questions = advice.questions
        self._new_names = {old: one.id for one in advice.questions.values() for old in one.was}
        self._contradicted: set[str] = set()
        self.given: dict[str, Given] = {}
        self.problems: list[Problem] = []

    def tell(self, code: str, question: str, message: str, *, is_left_out: bool = True) -> None:
        self.problems.append(Problem(code=code, question=question, message=message, is_left_out=is_left_out))

    def take(self, name: str, value: object) -> None:
        question = self._question(name)
        if question is None or _is_unknown(value):
            return
        given = self._number(question, value) if question.number else self._choices(question, value)
        if given is None or question.id in self._contradicted:
            return
        before = self.given.setdefault(question.id, given)
        if before != given:
            self._contradict(question, f"{_words(before)} and {_words(given)}")

    def _question(self, name: str) -> Question | None:
        if name in self._questions:
            return self._questions[name]
        if new := self._new_names.get(name):
            self.tell(
                "renamed",
                new,
                f"The question {_quote(name)} is called {_quote(new)} now; its answer counts for that.",
                is_left_out=False,
            )
            return self._questions[new]
        self.tell(
            "unknown-question",
            name,
            f"No question is called {_quote(name)}, so its answer is left out."
            + _meant(name, self._questions),
        )
        return None

    def _contradict(self, question: Question, both: str) -> None:
        self._contradicted.add(question.id)
        self.given.pop(question.id, None)
        self.tell(
            "contradictory",
            question.id,
            f"{_quote(question.id)} is answered with {both}, so it counts as unknown. Give one answer.",
        )

    def _number(self, question: Question, value: object) -> Given | None:
        limits = question.number
        assert limits is not None
        if isinstance(value, str) and value in question.values:
            return value
        number = _as_number(value)
        expected = f"a number from {limits.min:,.12g} to {limits.max:,.12g} ({limits.unit})"
        if number is None:
            self._refuse("not-a-number", question, value, expected)
            return None
        if not limits.min <= number <= limits.max:
            self._refuse("out-of-range", question, value, expected)
            return None
        return number

    def _choices(self, question: Question, value: object) -> Given | None:
        values = value if isinstance(value, (list, tuple, set, frozenset)) else [value]
        if any(_is_unknown(one) for one in values):
            return None
        known = [self._choice(question, one) for one in values]
        chosen = list(dict.fromkeys(one for one in known if one is not None))
        if question.many:
            return tuple(one for one in question.values if one in chosen) or None
        if len(chosen) > 1:
            self._contradict(question, " and ".join(chosen))
            return None
        return chosen[0] if chosen else None

    def _choice(self, question: Question, value: object) -> str | None:
        text = {True: "yes", False: "no"}[value] if isinstance(value, bool) else value
        if isinstance(text, str):
            if text in question.values:
                return text
            choice: Choice
            for choice in question.choices:
                if text in choice.was:
                    self.tell(
                        "renamed",
                        question.id,
                        f"The answer {_quote(text)} to {_quote(question.id)} is called "
                        f"{_quote(choice.id)} now, and counts as that.",
                        is_left_out=False,
                    )
                    return choice.id
        self._refuse("unknown-choice", question, value, _either(question.values))
        return None

    def _refuse(self, code: str, question: Question, value: object, expected: str) -> None:
        self.tell(
            code,
            question.id,
            f"{_quote(_words(value))} is no answer to {_quote(question.id)}, so it is left out. "
            f"Write {expected}.",
        )


def _chosen(question: Question, given: Given) -> frozenset[str]:
    if isinstance(given, tuple):
        return frozenset(given)
    return frozenset([given if isinstance(given, str) else question.band(given)])


def _is_unknown(value: object) -> bool:
    return value is None or (isinstance(value, str) and value.strip() in ("", UNKNOWN))


def _as_number(value: object) -> float | None:
    """The number that ``value`` is or writes, whole ones as whole numbers; None for anything else."""
    if isinstance(value, str):
        try:
            value = float(value.strip().removeprefix("£").replace(",", ""))
        except ValueError:
            return None
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return None
    if isinstance(value, int):
        return value
    if not isfinite(value):
        return None
    return int(value) if value.is_integer() else value


def _words(value: object) -> str:
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    return f"{value:,}" if isinstance(value, (int, float)) and not isinstance(value, bool) else str(value)


def _quote(text: str) -> str:
    line = " ".join(text.split())
    return f"“{line if len(line) <= LONGEST_QUOTE else line[: LONGEST_QUOTE - 1] + '…'}”"


def _meant(wrong: str, known: Collection[str]) -> str:
    matches = get_close_matches(wrong[:200], known, n=1)
    return f" Did you mean {_quote(matches[0])}?" if matches else ""


def _either(ids: Collection[str]) -> str:
    listed = list(ids)
    if len(listed) > LONGEST_LIST:
        return f"one of its {len(listed)} answers"
    *others, last = listed
    return f"{', '.join(others)} or {last}" if others else last
