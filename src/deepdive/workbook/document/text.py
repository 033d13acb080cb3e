"""Setting a shared text to new words with the least change."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from pycrdt import Text

# Comparing word by word takes up to this many comparisons; beyond it the words are replaced together.
MOST_COMPARISONS = 250_000
_WORDS = re.compile(r"\S+|\s+")


@dataclass(frozen=True)
class Splice:
    """A change to a text: at a place, in characters of the old text, so much goes and this comes."""

    at: int
    removed: str
    added: str


def set_text(text: Text, new: str) -> None:
    """Make the text say ``new``, touching only what differs, so that other people's edits merge."""
    old = str(text)
    if len(text) != _bytes(old):
        # somebody has put what is no text into it, by which places would be counted wrongly
        text.clear()
        old = ""
    # from the end, so that places before it stay where they are
    for splice in reversed(list(splices(old, new))):
        _apply(text, _bytes(old[: splice.at]), splice)


def splices(old: str, new: str) -> Iterator[Splice]:
    """What turns ``old`` into ``new``, from beginning to end: word by word, and only the letters that
    differ within a word."""
    whole = _trimmed(Splice(0, old, new))
    olds, news = _WORDS.findall(whole.removed), _WORDS.findall(whole.added)
    if not olds or not news or len(olds) * len(news) > MOST_COMPARISONS:
        changed = [whole]
    else:
        changed = list(_by_words(whole.at, olds, news))
    yield from (splice for splice in map(_trimmed, changed) if splice.removed or splice.added)


def _apply(text: Text, at: int, splice: Splice) -> None:
    # pycrdt counts in UTF-8 bytes
    removed, added = _bytes(splice.removed), _bytes(splice.added)
    # The new words go inside the old ones before these are removed, so that what others write in front
    # of them or behind them meanwhile stays there.
    ahead = _bytes(splice.removed[:-1][:1])
    if added:
        text.insert(at + ahead, splice.added)
    if removed > ahead:
        del text[at + ahead + added : at + added + removed]
    if ahead:
        del text[at : at + ahead]


def _by_words(at: int, olds: list[str], news: list[str]) -> Iterator[Splice]:
    starts = [at]
    for word in olds:
        starts.append(starts[-1] + len(word))
    for tag, i, j, k, m in SequenceMatcher(str.isspace, olds, news, autojunk=False).get_opcodes():
        if tag != "equal":
            yield Splice(starts[i], "".join(olds[i:j]), "".join(news[k:m]))


def _trimmed(splice: Splice) -> Splice:
    """Without the beginning and the end that stay the same."""
    old, new = splice.removed, splice.added
    start = _common(old, new)
    end = _common(old[start:][::-1], new[start:][::-1])
    return Splice(splice.at + start, old[start : len(old) - end], new[start : len(new) - end])


def _common(one: str, other: str) -> int:
    length = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        length += 1
    return length


def _bytes(text: str) -> int:
    return len(text.encode())
