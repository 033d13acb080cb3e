"""Coverage: where each topic and outcome of the curriculum is worked on, and what shows it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from deepdive.core.pack import Pack
from deepdive.core.series import Block, Outcome, Topic

HEADER = ("", "Blocks", "Activities", "Artefacts", "Ratings")

INTRO = """\
# Coverage: where each topic and outcome is worked on

Made from the curriculum by `python -m tools.coverage_table`; change the curriculum and not this file.
A block is written as the number of its workshop and its id. The activities and artefacts are those that the
blocks open. The ratings are the statements of `ratings.yaml` that show the outcome, or for a topic the
outcomes that its blocks serve in their workshop.
"""


@dataclass(frozen=True, kw_only=True)
class Cover:
    """Ids of all that a topic or an outcome rests on. Blocks are given as "1 welcome"."""

    title: str
    blocks: tuple[str, ...]
    activities: tuple[str, ...]
    artefacts: tuple[str, ...]
    ratings: tuple[str, ...]


# A block and the number of its workshop.
Placed = tuple[int, Block]


def coverage_table(pack: Pack) -> str:
    """The whole table as Markdown: topics and outcomes by workshop, then the outcomes of the series."""
    parts = [INTRO]
    for workshop in pack.series.workshops:
        blocks = [(workshop.number, block) for block in workshop.blocks]
        own = {outcome.id for outcome in workshop.outcomes}
        topics = [cover_topic(pack, topic, blocks, own) for topic in workshop.topics]
        outcomes = [cover_outcome(pack, outcome, _all_blocks(pack)) for outcome in workshop.outcomes]
        parts.append(f"## Workshop {workshop.number}: {workshop.title}\n")
        parts.append(_table("Topic", topics))
        parts.append(_table("Outcome", outcomes))
    parts.append("## The series\n")
    of_series = [cover_outcome(pack, outcome, _all_blocks(pack)) for outcome in pack.series.outcomes]
    parts.append(_table("Outcome", of_series))
    return "\n".join(parts)


def cover_topic(pack: Pack, topic: Topic, blocks: Sequence[Placed], outcomes: set[str]) -> Cover:
    """What covers a topic. Its ratings are those of the ``outcomes`` that its blocks serve."""
    covering = [(number, block) for number, block in blocks if topic.id in block.covers]
    served = {outcome for _, block in covering for outcome in block.serves} & outcomes
    return _cover(pack, topic.title, covering, served)


def cover_outcome(pack: Pack, outcome: Outcome, blocks: Sequence[Placed]) -> Cover:
    """What serves an outcome, and what shows it."""
    serving = [(number, block) for number, block in blocks if outcome.id in block.serves]
    return _cover(pack, outcome.text, serving, {outcome.id})


def _cover(pack: Pack, title: str, blocks: Sequence[Placed], outcomes: set[str]) -> Cover:
    opened = [block.opens for _, block in blocks if block.opens]
    return Cover(
        title=title,
        blocks=tuple(f"{number} {block.id}" for number, block in blocks),
        activities=_once(an_id for an_id in opened if an_id in pack.activities),
        artefacts=_once(an_id for an_id in opened if an_id in pack.artefacts),
        ratings=tuple(
            statement.id for statement in pack.ratings if not outcomes.isdisjoint(statement.outcomes)
        ),
    )


def _all_blocks(pack: Pack) -> list[Placed]:
    return [(workshop.number, block) for workshop in pack.series.workshops for block in workshop.blocks]


def _once(ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(ids))


def _table(noun: str, covers: Iterable[Cover]) -> str:
    return "\n".join(_lines(noun, covers)) + "\n"


def _lines(noun: str, covers: Iterable[Cover]) -> Iterator[str]:
    yield _row((noun, *HEADER[1:]))
    yield _row(["---"] * len(HEADER))
    for cover in covers:
        cells = (cover.blocks, cover.activities, cover.artefacts, cover.ratings)
        yield _row((cover.title, *(", ".join(ids) or "–" for ids in cells)))


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"
