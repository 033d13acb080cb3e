"""A document with a long history: twelve real Yjs clients that write at the same time."""

import random
from typing import Any

from pycrdt import Doc, Subscription, Text, merge_updates

from benchmarks.attendee import SEATS

_REMOVES = 0.1  # this part of the edits takes characters away
_UNHEARD = 24  # so many edits are made before anybody hears of them: some seconds of twelve people's typing


def interleaved_edits(edits: int, *, texts: list[str], seed: int = 20) -> tuple[list[bytes], bytes]:
    """So many small edits at random places of the texts, each by one of twelve clients.

    Returns the updates in order, and the whole state as one update.
    """
    chance = random.Random(seed)
    documents: list[Doc[Any]] = [Doc(client_id=chance.getrandbits(31)) for _ in range(SEATS)]
    updates: list[bytes] = []
    while len(updates) < edits:
        new: list[bytes] = []
        watched = [_hear(document, new) for document in documents]
        while len(new) < min(_UNHEARD, edits - len(updates)):
            _edit(chance.choice(documents).get(chance.choice(texts), type=Text), chance)
        for document, watch in zip(documents, watched, strict=True):
            document.unobserve(watch)
        updates += new
        heard = merge_updates(*new)
        for document in documents:
            document.apply_update(heard)
    return updates, documents[0].get_update()


def _hear(document: Doc[Any], into: list[bytes]) -> Subscription:
    return document.observe(lambda event: into.append(event.update))


def _edit(text: Text, chance: random.Random) -> None:
    length = len(text)
    if length > 10 and chance.random() < _REMOVES:
        at = chance.randrange(length - 2)
        del text[at : at + chance.randint(1, 2)]
    else:
        text.insert(chance.randint(0, length), "".join(chance.choices("abcdefgh ", k=chance.randint(1, 2))))
