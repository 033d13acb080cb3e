"""From updates to a document that holds nothing half-applied.

An update that builds on edits which are not there is never given to the CRDT library: it would put it
aside where no snapshot finds it. It waits here instead, until what it needs has come.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from pycrdt import Doc

from deepdive.workbook.document import YDoc
from deepdive.workbook.update import Contents, read_clocks, read_update


@dataclass
class Waiting:
    """An update that waits for what it builds on."""

    data: bytes
    contents: Contents


@dataclass
class Replayed:
    """A document, how many edits of each client it holds, and the updates that still wait."""

    document: YDoc
    clocks: dict[int, int]
    waiting: list[Waiting]


def replay(updates: Iterable[bytes], *, waiting: Iterable[bytes] = ()) -> Replayed:
    """The document that the updates make, in the order in which they were applied first, and then those
    that were waiting, as far as they can be applied now."""
    document: YDoc = Doc()
    with document.transaction():
        for update in updates:
            document.apply_update(update)
    replayed = Replayed(
        document, read_clocks(document.get_state()), [Waiting(data, read_update(data)) for data in waiting]
    )
    for ready in take_ready(replayed.waiting, replayed.clocks):
        document.apply_update(ready.data)
    return replayed


def take_ready(waiting: list[Waiting], clocks: dict[int, int]) -> list[Waiting]:
    """Take out of ``waiting`` what can be applied to a document with these clocks, in an order in which
    it can be; the clocks are moved on as if it had been."""
    ready: list[Waiting] = []
    found = True
    while found:
        found = False
        for one in list(waiting):
            if one.contents.builds_on(clocks):
                waiting.remove(one)
                one.contents.advance(clocks)
                ready.append(one)
                found = True
    return ready
