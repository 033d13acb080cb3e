"""The plan as a document."""

from datetime import date

import pytest

from deepdive.core.artefact import Artefact
from deepdive.core.plan import FieldAddress, Plan, PlanLayout, SectionLayout, assemble
from deepdive.exports.document import Block, Bullets, Heading, Note, NoteKind, Paragraph, Table
from deepdive.exports.plan_document import plan_document, text_blocks
from tests.exports.example import (
    MADE_ON,
    ORGANISATION,
    PROBLEM,
    document_of,
    example_artefact,
    example_field,
    full_plan,
    plan_of_one,
)


def section_of(plan: Plan) -> tuple[Block, ...]:
    """The blocks of a plan's only section, without its heading."""
    blocks = document_of(plan).blocks
    return blocks[blocks.index(Heading(level=1, text="Only section", anchor="section-only")) + 1 :]


def mixed_plan(written: dict[str, dict[str, str]]) -> Plan:
    """One section that shows a need and then two fields of a press release."""
    artefacts: dict[str, Artefact] = {
        "need": example_artefact("need", example_field("who", title="Who")),
        "press-release": example_artefact(
            "press-release",
            example_field("headline", title="Headline"),
            example_field("quote", title="Quote", is_required=False),
        ),
    }
    addresses = [("need", "who"), ("press-release", "headline"), ("press-release", "quote")]
    section = SectionLayout(
        id="only",
        title="Only section",
        intro="",
        fields=tuple(FieldAddress(artefact=artefact, field=field) for artefact, field in addresses),
    )
    return assemble(PlanLayout(title="Plan", sections=(section,)), artefacts=artefacts, written=written)


def test_the_document_says_whose_it_is_what_it_is_about_and_when_it_was_made() -> None:
    document = document_of(full_plan())

    assert (document.title, document.subtitle, document.author) == (
        "Plan for an AI project",
        ORGANISATION,
        ORGANISATION,
    )
    assert document.facts == (("Problem", PROBLEM), ("Date", "9 March 2026"), ("Sections ready", "8 of 12"))
    assert (document.made_on, document.language) == (MADE_ON, "en-GB")
    assert document.name == f"Plan for an AI project: {ORGANISATION}"


def test_readiness_and_what_is_missing_come_before_the_sections() -> None:
    headings = [
        block.text
        for block in document_of(full_plan()).blocks
        if isinstance(block, Heading) and block.level == 1
    ]

    assert headings == [
        "How ready this plan is",
        "Open questions",
        "The problem",
        "The future that we want",
        "The people it is for",
        "The journey today",
        "The options",
        "Data",
        "Information governance",
        "Risks and harms",
        "People and time",
        "How we shall know",
        "Build, buy or wait",
        "Next steps",
    ]


def test_the_readiness_table_has_a_row_a_section_in_words() -> None:
    table = document_of(full_plan()).blocks[1]

    assert isinstance(table, Table)
    assert table.header == ("Section", "Readiness", "Answers missing")
    assert len(table.rows) == 12
    assert table.rows[0] == ("The problem", "Ready", "None")
    assert table.rows[3] == ("The journey today", "Thin: partly written", "1")
    assert table.rows[6] == ("Information governance", "Missing: nothing written yet", "2")


def test_what_is_missing_names_the_field_its_artefact_and_who_knows() -> None:
    table = document_of(full_plan()).blocks[3]

    assert isinstance(table, Table)
    assert [row[:2] for row in table.rows] == [
        ("Where it hurts: not written yet", "Journey"),
        ("Who must agree to its use: not written yet", "Data"),
        ("Data protection impact assessment: not written yet", "Governance"),
        ("Lawful basis: not written yet", "Governance"),
        ("What it costs: not written yet", "Team"),
    ]
    assert table.rows[3][2] == "Whoever looks after “lawful basis” at your organisation"


def test_a_plan_with_nothing_missing_says_so() -> None:
    blocks = document_of(plan_of_one("Written")).blocks

    assert blocks[3] == Paragraph(text="None: everything that is needed here has been written.")


def test_an_entry_is_a_heading_and_what_was_written() -> None:
    assert section_of(plan_of_one("Written")) == (
        Heading(level=2, text="What", anchor="only-need-what"),
        Paragraph(text="Written"),
    )


def test_an_empty_required_entry_says_that_it_is_not_written_and_who_knows() -> None:
    assert section_of(plan_of_one("")) == (
        Heading(level=2, text="What", anchor="only-need-what"),
        Note(
            text="Not written yet. Who knows this locally: Whoever looks after “what” at your organisation",
            kind=NoteKind.MISSING,
        ),
    )


def test_an_empty_optional_entry_is_left_out() -> None:
    assert section_of(plan_of_one("", is_required=False)) == (
        Note(text="Nothing is written here yet.", kind=NoteKind.MISSING),
    )


def test_an_introduction_stays_with_what_follows() -> None:
    introductions = [
        block
        for block in document_of(full_plan()).blocks
        if isinstance(block, Paragraph) and block.is_introduction
    ]

    assert len(introductions) == 12


def test_a_press_release_is_labelled_as_imagined_once_before_its_first_entry() -> None:
    written = {"need": {"who": "A"}, "press-release": {"headline": "B", "quote": "C"}}

    heading, text, label, *rest = section_of(mixed_plan(written))

    assert (heading, text) == (Heading(level=2, text="Who", anchor="only-need-who"), Paragraph(text="A"))
    assert label == Note(
        text="Press release: imagined, and written for planning. It is not an announcement.",
        kind=NoteKind.WATERMARK,
    )
    assert [block.text for block in rest if isinstance(block, Heading)] == [
        "Press release: Headline",
        "Press release: Quote",
    ]
    assert not any(isinstance(block, Note) for block in rest)


def test_a_press_release_nobody_wrote_is_labelled_too() -> None:
    kinds = [block.kind for block in section_of(mixed_plan({})) if isinstance(block, Note)]

    assert kinds == [NoteKind.MISSING, NoteKind.WATERMARK, NoteKind.MISSING]


@pytest.mark.parametrize(
    ("typed", "blocks"),
    [
        ("one line", [Paragraph(text="one line")]),
        ("one\ntwo", [Paragraph(text="one\ntwo")]),
        ("one\r\ntwo", [Paragraph(text="one\ntwo")]),
        ("one\n\ntwo", [Paragraph(text="one"), Paragraph(text="two")]),
        ("one\n \n\n\ntwo", [Paragraph(text="one"), Paragraph(text="two")]),
        ("- a\n- b", [Bullets(items=("a", "b"))]),
        ("- a\n\n- b", [Bullets(items=("a", "b"))]),
        ("  - a\n•\tb", [Bullets(items=("a", "b"))]),
        ("so:\n- a\n- b\nthen", [Paragraph(text="so:"), Bullets(items=("a", "b")), Paragraph(text="then")]),
        ("- - a", [Bullets(items=("- a",))]),
        ("-5 degrees", [Paragraph(text="-5 degrees")]),
        ("-\n--\n---", [Paragraph(text="-\n--\n---")]),
        ("a - b", [Paragraph(text="a - b")]),
        ("# not a heading\n1. not a list", [Paragraph(text="# not a heading\n1. not a list")]),
    ],
)
def test_line_breaks_paragraphs_and_bullets(typed: str, blocks: list[Block]) -> None:
    assert list(text_blocks(typed)) == blocks


def test_blocks_hold_legible_text_however_they_are_made() -> None:
    table = Table(caption="\x00c", header=("\x01a",), rows=(("\x0b",), ("b\ufeff",)))

    assert table == Table(caption="c", header=("a",), rows=(("\n",), ("b",)))
    assert Note(text="\x02x", kind=NoteKind.MISSING).kind is NoteKind.MISSING


def test_organisation_and_problem_are_made_legible_too() -> None:
    document = plan_document(full_plan(), organisation="A\x0bB", problem="C\x00D", made_on=date(2026, 1, 2))

    assert (document.subtitle, document.facts[0]) == ("A\nB", ("Problem", "CD"))
