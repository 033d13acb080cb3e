"""Answers: whether a text is one that a field, or a column of its rows, can take."""

import re
from datetime import date

from deepdive.core.artefact import Column, Field, FieldKind

_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
# small numbers can point to people, so a count of people may be said less exactly
_COUNT = re.compile(r"[0-9]+|fewer than [0-9]+|[0-9]+ to [0-9]+")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def accepts(question: Field | Column, text: str) -> bool:
    """Whether ``text`` is of the question's kind. An empty text always is: nobody has answered yet."""
    by_kind = {
        FieldKind.LINE: "\n" not in text,
        FieldKind.TEXT: True,
        FieldKind.CHOICE: text in question.choices,
        FieldKind.NUMBER: (_COUNT if question.counts_people else _NUMBER).fullmatch(text) is not None,
        FieldKind.DATE: _is_date(text),
        FieldKind.ROWS: False,
    }
    return not text or by_kind[question.kind]


def _is_date(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    # the library reads 20270331 and 2027-W13-3 too
    return _DATE.fullmatch(text) is not None
