"""Twelve people who type words, as the journal has it."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pycrdt import Doc, Text, merge_updates

from benchmarks.attendee import SEATS

_ELSEWHERE = 0.02  # this part of the edits begins in another place
_MIDDLE = 0.3  # and this part of those, within the text and not at its end
_REMOVES = 0.1  # this part of the edits takes a letter back
_WORDS = "people wait for a bed because letters are written after the round "


@dataclass(frozen=True)
class Typed:
    """An edit: when it was made, in seconds from the beginning, by whom (1, 2, ...), and in which text."""

    second: float
    author: int
    name: str
    update: bytes


class _Writer:
    def __init__(self, author: int, chance: random.Random, texts: list[str]) -> None:
        self.document: Doc[Any] = Doc(client_id=chance.getrandbits(31))
        self._author, self._chance, self._texts = author, chance, texts
        self._name, self._place = texts[0], 0
        self._letters = author
        self._made: list[bytes] = []
        self.document.observe(lambda event: self._made.append(event.update))

    def edit(self, second: float) -> Typed:
        if self._chance.random() < _ELSEWHERE or not self._letters:
            self._name = self._chance.choice(self._texts)
            length = len(self._text())
            self._place = self._chance.randint(0, length) if self._chance.random() < _MIDDLE else length
        text = self._text()
        self._place = min(self._place, len(text))
        self._made.clear()
        if self._place and self._chance.random() < _REMOVES:
            self._place -= 1
            del text[self._place : self._place + 1]
        else:
            text.insert(self._place, _WORDS[self._letters % len(_WORDS)])
            self._place += 1
        self._letters += 1
        return Typed(second, self._author, self._name, self._made[0])

    def hear(self, update: bytes) -> None:
        self.document.apply_update(update)

    def _text(self) -> Text:
        text: Text = self.document.get(self._name, type=Text)
        return text


def typing(seconds: int, *, texts: list[str], seed: int = 12) -> Iterator[Typed]:
    """Each of twelve people makes one edit a second, and hears of the others' a second later."""
    chance = random.Random(seed)
    writers = [_Writer(number, chance, texts) for number in range(1, SEATS + 1)]
    for second in range(seconds):
        made = [writer.edit(second + place / SEATS) for place, writer in enumerate(writers)]
        yield from made
        heard = merge_updates(*(typed.update for typed in made))
        for writer in writers:
            writer.hear(heard)
