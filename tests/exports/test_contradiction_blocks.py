"""What does not fit together, in the plan as a document."""

from datetime import UTC, date, datetime

from deepdive.core.contradictions import Aside
from deepdive.curriculum.current import pack
from deepdive.exports.contradiction_blocks import contradiction_blocks
from deepdive.exports.document import Heading, Paragraph, Table
from deepdive.exports.docx import to_docx
from deepdive.exports.pdf import to_pdf
from deepdive.exports.plan_document import plan_document
from deepdive.workbook.contradictions import ShownContradiction, ShownContradictions, ShownPlace
from tests.exports.example import full_plan

RULE = next(rule for rule in pack().contradictions if rule.id == "action-without-owner")
PLACES = (
    ShownPlace("Actions, row 1: Print the list", "/there"),
    ShownPlace("Actions, row 2: Ring", "/there"),
)
ASIDE = Aside(
    keys=(),
    reason="The new manager\x0bdecides <in> March.",
    by="Ann & Co",
    at=datetime(2027, 3, 1, tzinfo=UTC),
)
OPEN = ShownContradiction(RULE, PLACES, aside=None, earlier=None)
SET_ASIDE = ShownContradiction(RULE, PLACES[:1], aside=ASIDE, earlier=None)
HEADING = Heading(level=1, text="What does not fit together", anchor="contradictions")


def test_what_is_open_has_its_places_and_how_to_mend_it() -> None:
    heading, table = contradiction_blocks(ShownContradictions(open=(OPEN,), aside=()))
    assert heading == HEADING
    assert isinstance(table, Table)
    assert table.rows == ((RULE.clash, "Actions, row 1: Print the list\nActions, row 2: Ring", RULE.mend),)


def test_what_is_set_aside_has_its_reason_and_who_gave_it() -> None:
    _, nothing, table = contradiction_blocks(ShownContradictions(open=(), aside=(SET_ASIDE,)))
    assert nothing == Paragraph(text="Nothing was found.")
    assert isinstance(table, Table)
    assert table.rows == (
        (RULE.clash, PLACES[0].name, "The new manager\ndecides <in> March.", "Ann & Co, 1 March 2027"),
    )


def test_they_stand_in_the_files_of_the_plan_after_its_open_questions() -> None:
    document = plan_document(
        full_plan(),
        organisation="Northvale",
        problem="People wait",
        made_on=date(2027, 3, 9),
        contradictions=ShownContradictions(open=(OPEN,), aside=(SET_ASIDE,)),
    )
    headings = [block.text for block in document.blocks if isinstance(block, Heading) and block.level == 1]
    assert headings[1:3] == ["Open questions", "What does not fit together"]
    assert to_pdf(document).startswith(b"%PDF-1.")
    assert to_docx(document).startswith(b"PK")
