"""Guides: the script follows the run sheet."""

import re
from collections.abc import Iterator

from deepdive.core.guide import WorkshopGuide
from deepdive.curriculum.document import Document
from deepdive.curriculum.draft import Draft
from deepdive.curriculum.fault import Fault, advise_instead, quote

_QUESTION = re.compile(r"[-*] \*\*.*\?\*\* \S.*")


def check(draft: Draft) -> Iterator[Fault]:
    """Blocks that the script leaves out, invents or moves, and questions without an answer."""
    for guide in draft.guides:
        workshop = draft.workshop_of(guide)
        planned = [block.id for block in workshop.value.blocks]
        if guide.node and workshop.has_read("blocks") and len(set(planned)) == len(planned):
            yield from _same_blocks(guide, planned)
        yield from _questions(guide)


def _same_blocks(guide: Document[WorkshopGuide], planned: list[str]) -> Iterator[Fault]:
    written: list[str] = []
    for place, block in enumerate(guide.value.blocks):
        here = ("blocks", place)
        if block.block not in planned:
            missing = [one for one in planned if one not in written]
            yield guide.fault(
                f"no block of this workshop is called {quote(block.block)}",
                advise_instead(block.block, missing or planned),
                at=here,
            )
        elif block.block in written:
            yield guide.fault(f"a second part is called {quote(block.block)}", "Remove one of them", at=here)
        else:
            written.append(block.block)
    for one in planned:
        if one not in written:
            yield guide.fault(
                f"the script leaves out the block {quote(one)}", f"Add it under a line {quote(f'## {one}')}"
            )
    in_order = [one for one in planned if one in written]
    for wrong, right in zip(written, in_order, strict=True):
        if wrong != right:
            place = [block.block for block in guide.value.blocks].index(wrong)
            yield guide.fault(
                f"the block {quote(wrong)} stands where the run sheet has {quote(right)}",
                "Keep the order of the run sheet",
                at=("blocks", place),
            )
            return


def _questions(guide: Document[WorkshopGuide]) -> Iterator[Fault]:
    for place, block in enumerate(guide.value.blocks):
        here = ("blocks", place, "questions")
        lines = block.questions.split("\n")
        for below, line in enumerate(lines):
            if line.startswith(("- ", "* ")) and not _QUESTION.fullmatch(line.rstrip()):
                yield guide.fault(
                    f"this is no question with its answer: {quote(line)}",
                    "Write it as - **Question?** Answer",
                    at=here,
                    lines_below=below,
                )
        if guide.has_read(*here) and not any(line.startswith(("- ", "* ")) for line in lines):
            yield guide.fault(
                f"the block {quote(block.block)} has no question with its answer",
                "Write lines of the form - **Question?** Answer",
                at=here,
            )
