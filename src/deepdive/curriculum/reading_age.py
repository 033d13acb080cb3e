"""Reading age: how old somebody who reads well for their age must be to follow a text."""

import re
from importlib.util import find_spec

from deepdive.curriculum.prose import prose

_SENTENCE_END = re.compile(r"[.!?]+[\"'”’)\]]*(?=\s|$)")
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
# A child enters the first grade at five to six.
AGE_BEFORE_FIRST_GRADE = 5


def can_measure() -> bool:
    """Whether the library that counts syllables is there: not in an installation older than this rule."""
    return find_spec("syllapy") is not None


def reading_age(text: str) -> float:
    """The Flesch-Kincaid grade of a Markdown text, and five years; 0 for a text without words.

    Paragraphs and list items count, headings and tables do not. Syllables are counted by syllapy.
    Source of the formula: Kincaid et al., 1975, Derivation of new readability formulas for Navy
    enlisted personnel.
    """
    import syllapy  # noqa: PLC0415 - slow import

    sentences = [
        words
        for paragraph in prose(text).paragraphs
        if paragraph.kind in ("p", "li", "blockquote")
        for sentence in _SENTENCE_END.split(paragraph.read)
        if (words := _WORD.findall(sentence))
    ]
    count = sum(map(len, sentences))
    if not count:
        return 0.0
    # a word that the library cannot count has one syllable at least
    syllables = sum(max(1, syllapy.count(word)) for words in sentences for word in words)
    grade: float = 0.39 * count / len(sentences) + 11.8 * syllables / count - 15.59
    return round(grade + AGE_BEFORE_FIRST_GRADE, 1)
