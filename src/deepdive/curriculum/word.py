"""Words: texts that stand for one value, such as a number, a date or one of a few names."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin

from deepdive.core.plan import FieldAddress
from deepdive.curriculum.yaml_file import Scalar


class Id(str):
    """Stands for the type of a field called ``id``."""


@dataclass(frozen=True)
class Word:
    """How to read a text that is one value. ``take`` raises ValueError for a text it cannot read."""

    expected: str
    take: Callable[[Scalar], object]
    empty: object


@cache
def word_for(kind: Any) -> Word:
    """How a text says a value of that type; TypeError for a type that one text cannot say."""
    if kind in _WORDS:
        return _WORDS[kind]
    if get_origin(kind) in (Union, UnionType):
        return _either([word_for(part) for part in get_args(kind)])
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return _one_of({str(member): member for member in kind})
    if get_origin(kind) is Literal:
        return _one_of({text: text for text in get_args(kind)})
    raise TypeError(f"The pack has no way to write {kind}")


def _one_of(words: Mapping[str, object]) -> Word:
    def take(scalar: Scalar) -> object:
        if scalar.text not in words:
            raise ValueError
        return words[scalar.text]

    *others, last = words
    return Word(f"{', '.join(others)} or {last}", take, empty=words[last])


def _either(words: list[Word]) -> Word:
    def take(scalar: Scalar) -> object:
        for word in words:
            try:
                return word.take(scalar)
            except ValueError:
                continue
        raise ValueError

    return Word(" or ".join(word.expected for word in words), take, empty=words[-1].empty)


def _text(scalar: Scalar) -> str:
    if scalar.is_null or not scalar.text.strip():
        raise ValueError
    return scalar.text.strip()


def _id(scalar: Scalar) -> str:
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", scalar.text) or len(scalar.text) > 60:
        raise ValueError
    return scalar.text


def _number(scalar: Scalar) -> int:
    if not scalar.is_plain or not re.fullmatch(r"[1-9][0-9]{0,5}", scalar.text):
        raise ValueError
    return int(scalar.text)


def _amount(scalar: Scalar) -> float:
    if not scalar.is_plain or not re.fullmatch(r"-?[0-9]{1,12}(\.[0-9]{1,6})?", scalar.text):
        raise ValueError
    return float(scalar.text)


def _truth(scalar: Scalar) -> bool:
    if not scalar.is_plain or scalar.text not in ("true", "false"):
        raise ValueError
    return scalar.text == "true"


def _date(scalar: Scalar) -> date:
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", scalar.text):
        raise ValueError
    return date.fromisoformat(scalar.text)


def _address(scalar: Scalar) -> FieldAddress:
    artefact, slash, field = scalar.text.partition("/")
    if not (artefact and slash and field):
        raise ValueError
    return FieldAddress(artefact=artefact, field=field)


def _nothing(scalar: Scalar) -> None:
    if not scalar.is_null:
        raise ValueError


_WORDS: Mapping[object, Word] = {
    str: Word("a text", _text, empty=""),
    Id: Word("an id: small letters, digits and hyphens, at most 60", _id, empty=""),
    int: Word("a whole number from 1", _number, empty=0),
    float: Word("a number such as 0 or 12.5", _amount, empty=0.0),
    bool: Word("true or false", _truth, empty=False),
    date: Word("a date such as 2026-01-31", _date, empty=date.max),
    FieldAddress: Word(
        'a field as "artefact-id/field-id"', _address, empty=FieldAddress(artefact="", field="")
    ),
    NoneType: Word("null", _nothing, empty=None),
}
