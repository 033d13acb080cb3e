"""Pictures stand in the plan behind the heading of what they draw, and every format takes them."""

from dataclasses import replace
from datetime import date

import pytest

from deepdive.core.artefact import Written
from deepdive.core.plan import FieldAddress, assemble
from deepdive.drawings.drawing import Drawing
from deepdive.exports.document import Document, Heading, Paragraph, Picture, Table
from deepdive.exports.docx import to_docx
from deepdive.exports.pdf import to_pdf
from deepdive.exports.plan_document import plan_document
from deepdive.exports.plan_pictures import with_pictures
from tests.drawings.example import PACK, PICTURED, drawn

BOX = Drawing(title="Boxes", says=("There are two.",), body="<rect/>", height=10)
ODD = {"problem": "אנשים שגרים לבד", "people": "👩🏽‍⚕️ nurse ⚕️ and \U000e0067", "promise": "\u3164 أهل البيت"}


def test_a_picture_stands_between_the_heading_and_the_rows() -> None:
    written: Written = {"ninety-day-plan": {"actions": ({"action": "Count"},), "gates": "On 1 June"}}
    plan = assemble(PACK.plan, artefacts=PACK.artefacts, written=written)
    document = plan_document(plan, organisation="Larkfield", problem="Visits", made_on=date(2027, 1, 2))
    address = FieldAddress(artefact="ninety-day-plan", field="actions")
    nowhere = FieldAddress(artefact="ninety-day-plan", field="no-such-field")

    blocks = with_pictures(document, plan, {address: BOX, nowhere: BOX}).blocks

    pictures = [place for place, block in enumerate(blocks) if isinstance(block, Picture)]
    assert len(pictures) == 1
    heading, picture = blocks[pictures[0] - 1], blocks[pictures[0]]
    assert isinstance(heading, Heading)
    assert heading.text == "Actions"
    assert isinstance(picture, Picture)
    assert picture.alt == "Boxes. There are two."
    assert isinstance(blocks[pictures[0] + 1], (Table, Paragraph))
    assert tuple(block for block in blocks if block is not picture) == document.blocks


def test_a_pdf_and_a_word_file_take_every_picture() -> None:
    drawings = [drawn(artefact.id, artefact.examples[0].values) for artefact in PICTURED]
    document = Document(
        title="Pictures",
        subtitle="",
        author="Larkfield",
        made_on=date(2027, 1, 2),
        facts=(),
        blocks=tuple(
            Picture(svg=drawing.svg, alt=drawing.alternative)
            for drawing in (*drawings, drawn("lean-canvas", ODD))
        ),
    )
    assert to_pdf(document).startswith(b"%PDF-")
    few = replace(document, blocks=document.blocks[:2])
    assert to_docx(few).startswith(b"PK")


@pytest.mark.parametrize(
    "rare", ["\u24a9", "\ue0e8", "\u206f\u0900", "]\u180c\u180f", "\u23ae", "\x00\u1160"]
)
def test_letters_that_no_font_has_stop_no_pdf(rare: str) -> None:
    drawing = drawn("lean-canvas", {"problem": f"Slots {rare} are lost"})
    document = Document(
        title="Pictures",
        subtitle="",
        author="Larkfield",
        made_on=date(2027, 1, 2),
        facts=(),
        blocks=(Picture(svg=drawing.svg, alt="Nine boxes"),),
    )
    assert to_pdf(document).startswith(b"%PDF-")
