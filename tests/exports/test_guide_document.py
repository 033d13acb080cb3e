"""The facilitator's guide as a document."""

from datetime import date

import pytest

from deepdive.core.activity import ActivityKind
from deepdive.curriculum.current import pack
from deepdive.exports.document import Bullets, Heading, Note, Paragraph, Table
from deepdive.exports.docx import to_docx
from deepdive.exports.guide_document import guide_document
from deepdive.exports.pdf import to_pdf

NUMBERS = [1, 2, 3, 4, 5]


@pytest.mark.parametrize("number", NUMBERS)
def test_the_run_sheet_goes_from_the_first_minute_to_the_last(number: int) -> None:
    table = guide_document(pack(), number, made_on=date(2026, 11, 23)).blocks[1]
    assert isinstance(table, Table)
    assert table.rows[0][0].startswith("0 to ")
    assert table.rows[-1][0].endswith(" to 75")


@pytest.mark.parametrize("number", NUMBERS)
def test_whoever_has_it_on_paper_has_every_right_answer(number: int) -> None:
    document = guide_document(pack(), number, made_on=date(2026, 11, 23))
    printed = "\n".join(
        item for block in document.blocks if isinstance(block, Bullets) for item in block.items
    )
    opened = (pack().activities.get(block.opens or "") for block in pack().series.workshop(number).blocks)
    quizzes = [activity for activity in opened if activity and activity.kind is ActivityKind.QUIZ]
    right = [c.text for quiz in quizzes for item in quiz.items for c in item.choices if c.is_right]
    assert len(right) >= 10
    assert [text for text in right if f"{text} (right)" not in printed] == []


def test_whoever_has_it_on_paper_knows_how_a_lab_goes_without_it() -> None:
    lab = pack().activities["next-word"]
    blocks = guide_document(pack(), 1, made_on=date(2026, 11, 23)).blocks
    printed = [block.text for block in blocks if isinstance(block, Note | Paragraph)]
    assert f"This version cannot show the lab. Do this instead: {lab.instead}" in printed
    assert f"What people should see: {lab.expected}" in printed


@pytest.mark.parametrize("number", NUMBERS)
def test_every_block_has_its_heading_in_the_order_of_the_run_sheet(number: int) -> None:
    document = guide_document(pack(), number, made_on=date(2026, 11, 23))
    anchors = [block.anchor for block in document.blocks if isinstance(block, Heading) and block.level == 1]
    blocks = [f"block-{block.id}" for block in pack().series.workshop(number).blocks]
    assert [anchor for anchor in anchors if anchor.startswith("block-")] == blocks


@pytest.mark.parametrize("number", NUMBERS)
def test_it_can_be_drawn_as_word_and_as_pdf(number: int) -> None:
    document = guide_document(pack(), number, made_on=date(2026, 11, 23))
    assert to_docx(document).startswith(b"PK")
    assert to_pdf(document).startswith(b"%PDF-1.7")
