"""The facilitator's guide: how to lead each block of a workshop."""

from collections.abc import Mapping
from dataclasses import dataclass

# The parts of a block's guide, in the order in which they stand, and how each is headed.
PARTS: Mapping[str, str] = {
    "why": "Why",
    "say": "Say",
    "ask": "Ask",
    "show_and_do": "Show and do",
    "questions": "Questions you may get",
    "pitfalls": "Pitfalls",
    "access": "Access",
    "if_early": "If early",
    "if_late": "If late",
    "group_sizes": "With 6, 8 or 10 people",
    "co_facilitator": "Co-facilitator",
}


@dataclass(frozen=True, kw_only=True)
class BlockGuide:
    """How to lead one block; ``block`` is its id and every part is Markdown."""

    block: str
    why: str
    say: str
    ask: str
    show_and_do: str
    questions: str
    pitfalls: str
    access: str
    if_early: str
    if_late: str
    group_sizes: str
    co_facilitator: str

    @property
    def parts(self) -> tuple[tuple[str, str], ...]:
        """Heading and Markdown of every part, in order."""
        return tuple((heading, getattr(self, part)) for part, heading in PARTS.items())


@dataclass(frozen=True, kw_only=True)
class WorkshopGuide:
    """How to prepare and lead a workshop. The blocks stand in the run sheet's order."""

    before_you_start: str
    blocks: tuple[BlockGuide, ...]

    def block(self, block_id: str) -> BlockGuide:
        """The guide to the block with that id; KeyError if there is none."""
        for guide in self.blocks:
            if guide.block == block_id:
                return guide
        raise KeyError(block_id)
