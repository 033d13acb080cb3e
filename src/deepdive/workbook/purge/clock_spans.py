"""Sets of edits, as spans of the clocks of their clients."""

from collections import defaultdict
from collections.abc import Iterable
from itertools import chain

# For each client the spans of its clocks, first and one past the last, in order and apart.
ClockSpans = dict[int, list[tuple[int, int]]]


def spans_of(edits: Iterable[tuple[int, int, int]]) -> ClockSpans:
    """The set of the edits, given as client, first clock and how many."""
    found: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for client, clock, length in edits:
        found[client].append((clock, clock + length))
    return {client: _joined(spans) for client, spans in found.items()}


def without(spans: ClockSpans, others: ClockSpans) -> ClockSpans:
    """Those edits that are not among the others."""
    left = {client: _minus(mine, others.get(client, [])) for client, mine in spans.items()}
    return {client: mine for client, mine in left.items() if mine}


def _joined(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return joined


def _minus(mine: list[tuple[int, int]], others: list[tuple[int, int]]) -> list[tuple[int, int]]:
    # each edge begins or ends a span of mine (1) or of the others (-1)
    edges = sorted(
        chain(
            ((at, 1, step) for span in mine for at, step in zip(span, (1, -1), strict=True)),
            ((at, -1, step) for span in others for at, step in zip(span, (1, -1), strict=True)),
        )
    )
    left: list[tuple[int, int]] = []
    is_mine = is_others = False
    start = 0
    for at, whose, step in edges:
        if is_mine and not is_others and at > start:
            left.append((start, at))
        if whose == 1:
            is_mine = step == 1
        else:
            is_others = step == 1
        start = at
    return _joined(left)
