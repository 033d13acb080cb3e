"""A funnel: ideas that became options, and the options that were chosen."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from deepdive.core.artefact import Row
from deepdive.core.grid import Named, named


@dataclass(frozen=True, kw_only=True)
class Funnel:
    """Ideas, options and the chosen options, each in the order of its list. ``links`` are pairs of the
    numbers of an idea and an option; only those between rows that are there."""

    ideas: tuple[Named, ...]
    options: tuple[Named, ...]
    chosen: tuple[Named, ...]
    links: frozenset[tuple[int, int]]

    @property
    def unlinked(self) -> tuple[Named, ...]:
        """The options of which nobody has said which idea they grew out of."""
        there = {option for _, option in self.links}
        return tuple(option for option in self.options if option.number not in there)


def read_funnel(
    ideas: Sequence[Row],
    options: Sequence[Row],
    *,
    idea: str,
    option: str,
    chosen: str,
    choice: str,
    links: Iterable[tuple[int, int]],
) -> Funnel:
    """``choice`` is what the column ``chosen`` of an option says that was chosen. ``links`` are pairs of
    numbers that count from 1."""
    all_ideas = tuple(one for one, _ in named(ideas, idea))
    all_options = [(one, row) for one, row in named(options, option)]
    starts = {one.number for one in all_ideas}
    ends = {one.number for one, _ in all_options}
    return Funnel(
        ideas=all_ideas,
        options=tuple(one for one, _ in all_options),
        chosen=tuple(one for one, row in all_options if row.get(chosen, "") == choice),
        links=frozenset((start, end) for start, end in links if start in starts and end in ends),
    )
