"""What does not fit together, as blocks of a document."""

from collections.abc import Iterator

from deepdive.exports.document import Block, Heading, Paragraph, Table
from deepdive.workbook.contradictions import ShownContradiction, ShownContradictions


def contradiction_blocks(shown: ShownContradictions) -> Iterator[Block]:
    """What does not fit together and how to mend it, then what was set aside and why."""
    yield Heading(level=1, text="What does not fit together", anchor="contradictions")
    if shown.open:
        yield Table(
            caption="What does not fit together, and how to mend it",
            header=("What", "Where", "How to mend it"),
            rows=tuple((one.rule.clash, _where(one), one.rule.mend) for one in shown.open),
        )
    else:
        yield Paragraph(text="Nothing was found.")
    if shown.aside:
        yield Table(
            caption="Set aside, and why",
            header=("What", "Where", "Why it may stay", "Who said so, and when"),
            rows=tuple(_set_aside(one) for one in shown.aside),
        )


def _set_aside(one: ShownContradiction) -> tuple[str, ...]:
    reason, said = (one.aside.reason, f"{one.aside.by}, {one.aside.at:%-d %B %Y}") if one.aside else ("", "")
    return one.rule.clash, _where(one), reason, said


def _where(one: ShownContradiction) -> str:
    return "\n".join(place.name for place in one.places)
