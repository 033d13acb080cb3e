"""The plan: assembled from what a cohort wrote."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deepdive.core.artefact import Artefact, Field, FieldKind
from deepdive.core.plan import FieldAddress, Plan, PlanLayout, Readiness, SectionLayout, assemble


def make_field(field_id: str, *, is_required: bool = True) -> Field:
    return Field(
        id=field_id,
        title=field_id.capitalize(),
        kind=FieldKind.TEXT,
        ask="?",
        why="",
        who_knows="",
        good="",
        weak="",
        limit=1000,
        is_required=is_required,
    )


def make_artefact(artefact_id: str, *fields: Field) -> Artefact:
    return Artefact(
        id=artefact_id, title=artefact_id.capitalize(), workshop=1, purpose="", fields=fields, examples=()
    )


NEED = make_artefact("need", make_field("who"), make_field("what"), make_field("extra", is_required=False))
RISK = make_artefact("risk", make_field("harm"), make_field("hint", is_required=False))
ARTEFACTS = {"need": NEED, "risk": RISK}


def address(text: str) -> FieldAddress:
    artefact, field = text.split("/")
    return FieldAddress(artefact=artefact, field=field)


def section(section_id: str, *addresses: str) -> SectionLayout:
    return SectionLayout(
        id=section_id,
        title=section_id.capitalize(),
        intro="About this.",
        fields=tuple(address(text) for text in addresses),
    )


def layout(*sections: SectionLayout) -> PlanLayout:
    return PlanLayout(title="Our plan", sections=sections)


def plan_of(*sections: SectionLayout, **written: dict[str, str]) -> Plan:
    return assemble(layout(*sections), artefacts=ARTEFACTS, written=written)


def missing_of(plan: Plan) -> list[str]:
    return [str(entry.address) for entry in plan.missing]


def test_sections_keep_the_layouts_title_intro_and_order() -> None:
    plan = plan_of(section("harms", "risk/harm"), section("needs", "need/who"))

    assert plan.title == "Our plan"
    assert [(part.id, part.title, part.intro) for part in plan.sections] == [
        ("harms", "Harms", "About this."),
        ("needs", "Needs", "About this."),
    ]


def test_an_entry_knows_its_field_and_the_title_of_its_artefact() -> None:
    [entry] = plan_of(section("needs", "need/who"), need={"who": "Outpatients"}).sections[0].entries

    assert (entry.artefact_title, entry.field, entry.text) == ("Need", NEED.field("who"), "Outpatients")


def test_one_section_may_show_fields_of_several_artefacts() -> None:
    plan = plan_of(section("all", "risk/harm", "need/who"), need={"who": "A"}, risk={"harm": "B"})

    assert [entry.text for entry in plan.sections[0].entries] == ["B", "A"]


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("  a line \n", "a line"),
        ("\n first\n  second \n\n", "first\n  second"),
        (" \t\n ", ""),
        ("", ""),
    ],
)
def test_text_is_trimmed_at_its_ends_only(typed: str, shown: str) -> None:
    [entry] = plan_of(section("needs", "need/who"), need={"who": typed}).sections[0].entries

    assert entry.text == shown


@pytest.mark.parametrize("written", [{}, {"need": {}}, {"need": {"who": ""}}, {"need": {"who": " \n"}}])
def test_a_field_nobody_wrote_in_is_missing(written: dict[str, dict[str, str]]) -> None:
    plan = plan_of(section("needs", "need/who"), **written)

    assert missing_of(plan) == ["need/who"]


def test_an_empty_optional_field_is_not_missing() -> None:
    assert missing_of(plan_of(section("needs", "need/extra"))) == []


def test_what_is_missing_comes_in_the_plans_order_not_the_artefacts() -> None:
    plan = plan_of(
        section("harms", "risk/harm", "need/what"), section("needs", "need/who"), need={"extra": "Something"}
    )

    assert missing_of(plan) == ["risk/harm", "need/what", "need/who"]


def test_for_those_who_write_it_what_is_open_stands_by_artefact_and_workshop() -> None:
    plan = plan_of(section("harms", "risk/harm", "need/what"), section("needs", "need/who"))

    together = [[str(one.entry.address) for one in questions] for questions in plan.open_by_artefact]
    assert sorted(together) == [["need/what", "need/who"], ["risk/harm"]]
    workshops = [questions[0].entry.workshop for questions in plan.open_by_artefact]
    assert workshops == sorted(workshops)


def test_a_field_that_two_sections_show_is_missing_in_both() -> None:
    plan = plan_of(section("one", "need/who"), section("two", "need/who"))

    assert missing_of(plan) == ["need/who", "need/who"]


@pytest.mark.parametrize(
    ("written", "readiness"),
    [
        ({}, Readiness.MISSING),
        ({"who": "  "}, Readiness.MISSING),
        ({"who": "A"}, Readiness.THIN),
        ({"extra": "A"}, Readiness.THIN),
        ({"who": "A", "extra": "B"}, Readiness.THIN),
        ({"who": "A", "what": "B"}, Readiness.READY),
        ({"who": "A", "what": "B", "extra": "C"}, Readiness.READY),
    ],
)
def test_readiness(written: dict[str, str], readiness: Readiness) -> None:
    plan = plan_of(section("needs", "need/who", "need/what", "need/extra"), need=written)

    assert plan.sections[0].readiness is readiness


def test_a_section_of_optional_fields_is_missing_until_one_is_written() -> None:
    optional = section("extras", "need/extra", "risk/hint")

    assert plan_of(optional).sections[0].readiness is Readiness.MISSING
    assert plan_of(optional, risk={"hint": "A"}).sections[0].readiness is Readiness.READY


def test_what_was_written_elsewhere_changes_nothing() -> None:
    needs = section("needs", "need/who")

    assert plan_of(needs, risk={"harm": "A"}, gone={"who": "B"}) == plan_of(needs)


@pytest.mark.parametrize("unknown", ["nothing/who", "need/nothing"])
def test_a_layout_that_names_what_is_not_there_is_an_error(unknown: str) -> None:
    with pytest.raises(KeyError, match="nothing"):
        plan_of(section("needs", unknown))


ALL = ("need/who", "need/what", "need/extra", "risk/harm", "risk/hint")
texts = st.sampled_from(["", " ", "\n", "word", " two\nlines "]) | st.text(max_size=20)
layouts = st.lists(st.lists(st.sampled_from(ALL), max_size=6), max_size=5).map(
    lambda parts: layout(*(section(f"s{number}", *part) for number, part in enumerate(parts)))
)
writings = st.fixed_dictionaries(
    {},
    optional={
        artefact.id: st.dictionaries(st.sampled_from([field.id for field in artefact.fields]), texts)
        for artefact in ARTEFACTS.values()
    },
)


@given(laid_out=layouts, written=writings)
def test_every_field_is_shown_once_where_it_is_laid_out_and_readiness_agrees_with_it(
    laid_out: PlanLayout, written: dict[str, dict[str, str]]
) -> None:
    plan = assemble(laid_out, artefacts=ARTEFACTS, written=written)

    assert [(part.id, tuple(entry.address for entry in part.entries)) for part in plan.sections] == [
        (part.id, part.fields) for part in laid_out.sections
    ]
    assert plan.missing == tuple(
        entry
        for part in plan.sections
        for entry in part.entries
        if entry.field.is_required and entry.text == ""
    )
    for part in plan.sections:
        has_text = any(entry.text for entry in part.entries)
        assert (part.readiness is Readiness.MISSING) == (not has_text)
        assert (part.readiness is Readiness.THIN) == (has_text and bool(part.missing))
        assert (part.readiness is Readiness.READY) == (has_text and not part.open_questions)
        for entry in part.entries:
            typed = written.get(entry.address.artefact, {}).get(entry.address.field, "")
            assert entry.text == typed.strip()
