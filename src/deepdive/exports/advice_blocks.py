"""What the advice says, as blocks of a document."""

from collections.abc import Iterator

from deepdive.advice.for_plan import PlanAdvice
from deepdive.exports.document import Block, Heading, Paragraph, Table


def advice_blocks(advice: PlanAdvice) -> Iterator[Block]:
    """What there is to do by gate, then what has to be asked first."""
    yield Heading(level=1, text="What the advice says", anchor="advice")
    yield Paragraph(text=f"{advice.guidance} Judged by the tables {advice.version}.")
    for gate in advice.gates:
        yield Heading(level=2, text=gate.title)
        yield Table(
            caption=gate.title,
            header=("Status", "What", "Why", "Who decides"),
            rows=tuple((one.status, one.title, one.because, one.who_decides) for one in gate.findings),
        )
    if advice.asks:
        yield Heading(level=2, text="Ask first, for the rest cannot be told yet")
        yield Table(caption="Questions without an answer", header=("Question", "Who knows"), rows=advice.asks)
