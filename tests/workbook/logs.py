"""What several people write at the same time, as the journal has it."""

from collections.abc import Iterable
from dataclasses import dataclass

from hypothesis import strategies as st
from pycrdt import Doc

from deepdive.workbook.document import YDoc
from tests.workbook.document.documents import Act, acts


@dataclass(frozen=True)
class Move:
    """Somebody acts in one of five pages that are open; before it, the page may have heard of all that the
    others did so far, and after it the page may send everything that it has, as one that was away does."""

    page: int
    has_heard: bool
    act: Act
    sends_all: bool


# Two pages of one person, one page each of two others, and one where some things are anonymous.
AUTHORS: tuple[tuple[int | None, ...], ...] = ((1,), (1,), (2,), (3,), (4, None))

moves = st.lists(
    st.builds(
        Move,
        page=st.integers(0, len(AUTHORS) - 1),
        has_heard=st.booleans(),
        act=acts,
        sends_all=st.integers(0, 9).map(lambda number: number == 0),
    ),
    max_size=40,
)


@dataclass(frozen=True)
class Logged:
    """An update, and who made it."""

    update: bytes
    author: int | None


def log_of(story: Iterable[Move]) -> list[Logged]:
    """The updates in the order in which the server took them in."""
    pages: list[YDoc] = [Doc(client_id=number + 1) for number in range(len(AUTHORS))]
    heard = [0] * len(AUTHORS)
    log: list[Logged] = []
    for at, move in enumerate(story):
        page = pages[move.page]
        if move.has_heard:
            for logged in log[heard[move.page] :]:
                page.apply_update(logged.update)
            heard[move.page] = len(log)
        update = move.act(page)
        authors = AUTHORS[move.page]
        if update:
            whole = page.get_update() if move.sends_all else update
            log.append(Logged(whole, authors[at % len(authors)]))
    return log
