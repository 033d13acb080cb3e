"""The plan for one reader; decisions; what is open, and who can answer."""

import pytest

from deepdive.core.artefact import Artefact, Column, Field, FieldKind, Written
from deepdive.core.not_known import says_not_known
from deepdive.core.plan import (
    DecisionLayout,
    DraftLayout,
    FieldAddress,
    Open,
    Plan,
    PlanKind,
    PlanLayout,
    Readiness,
    SectionLayout,
    ViewLayout,
    assemble,
    assemble_view,
)


def make_field(field_id: str, kind: FieldKind = FieldKind.TEXT, *, columns: tuple[Column, ...] = ()) -> Field:
    return Field(
        id=field_id,
        title=field_id.capitalize(),
        kind=kind,
        ask="?",
        why="",
        who_knows=f"who knows {field_id}",
        good="",
        weak="",
        limit=1000,
        is_required=True,
        columns=columns,
    )


COLUMNS = (
    Column(id="name", title="Name", kind=FieldKind.LINE),
    Column(id="power", title="Power", kind=FieldKind.CHOICE, choices=("low", "not known")),
)
CHOICE = Artefact(
    id="choice",
    title="Choice",
    workshop=3,
    purpose="",
    fields=(
        make_field("choice"),
        make_field("reasons"),
        make_field("dissent"),
        make_field("people", FieldKind.ROWS, columns=COLUMNS),
    ),
    examples=(),
)


def at(field: str) -> FieldAddress:
    return FieldAddress(artefact="choice", field=field)


def section(*fields: str) -> SectionLayout:
    return SectionLayout(id="one", title="One", intro="First.", fields=tuple(map(at, fields)))


LAYOUT = PlanLayout(
    title="Plan",
    sections=(section("choice", "people"),),
    decisions=(
        DecisionLayout(
            id="way",
            title="The way",
            decided=at("choice"),
            reasons=(at("reasons"),),
            dissent=(at("dissent"),),
        ),
    ),
)


def whole(written: Written, **waiting: tuple[str, ...]) -> Plan:
    return assemble(
        LAYOUT,
        artefacts={"choice": CHOICE},
        written=written,
        waiting={at(field): names for field, names in waiting.items()},
    )


def test_a_decision_comes_with_its_reasons_and_who_disagreed() -> None:
    [decision] = whole({"choice": {"choice": "Wait", "dissent": "Two of us"}}).decisions

    assert (decision.title, decision.decided.text) == ("The way", "Wait")
    assert decision.reasons == ()
    assert [entry.text for entry in decision.dissent] == ["Two of us"]


def test_what_nobody_has_decided_is_no_decision() -> None:
    assert whole({"choice": {"reasons": "Because"}}).decisions == ()


def test_open_questions_are_what_is_missing_not_known_or_commented_on() -> None:
    people = ({"name": "Nurses", "power": "not known"}, {"name": "Families", "power": "low"})
    plan = whole({"choice": {"people": people}}, choice=("Ada", "Ben"))

    assert [(one.entry.field.id, one.why, one.about, one.who) for one in plan.open_questions] == [
        ("choice", Open.MISSING, (), "who knows choice"),
        ("choice", Open.COMMENT, (), "Ada, Ben"),
        ("people", Open.NOT_KNOWN, ("Nurses: Power",), "who knows people"),
    ]


@pytest.mark.parametrize(
    ("written", "waiting", "readiness"),
    [
        ({"choice": "Wait", "people": "Nurses"}, {}, Readiness.READY),
        ({"choice": "Not known yet; the analyst counts", "people": "Nurses"}, {}, Readiness.WAITING),
        ({"choice": "Wait", "people": "Nurses"}, {"choice": ("Ada",)}, Readiness.WAITING),
        ({"choice": "not known"}, {"choice": ("Ada",)}, Readiness.THIN),
        ({}, {"choice": ("Ada",)}, Readiness.MISSING),
    ],
)
def test_a_section_waits_when_all_is_written_and_somebody_owes_an_answer(
    written: dict[str, str], waiting: dict[str, tuple[str, ...]], readiness: Readiness
) -> None:
    [shown] = whole({"choice": written}, **waiting).sections

    assert shown.readiness is readiness


def test_a_view_shows_its_own_sections_for_its_reader() -> None:
    layout = ViewLayout(
        id="board", title="Board", reader="The board.", sections=(section("reasons"),), is_one_side=True
    )
    plan = assemble_view(layout, artefacts={"choice": CHOICE}, written={"choice": {"reasons": "Because"}})

    assert (plan.id, plan.kind, plan.title, plan.reader) == (
        "board",
        PlanKind.ONE_SIDE,
        "Board",
        "The board.",
    )
    assert [entry.text for part in plan.sections for entry in part.entries] == ["Because"]


def test_a_draft_says_its_purpose_and_what_it_follows() -> None:
    layout = DraftLayout(
        id="dpia", title="DPIA", reader="The DPO.", purpose="To see.", sections=(), sources=("ico",)
    )
    plan = assemble_view(layout, artefacts={}, written={})

    assert (plan.kind, plan.purpose, plan.sources) == (PlanKind.DRAFT, "To see.", ("ico",))


@pytest.mark.parametrize(
    "text", ["not known", "Not known yet; it is being checked.", "GAP", " ?? ", "Unknown."]
)
def test_it_is_said_that_something_is_not_known(text: str) -> None:
    assert says_not_known(text)


@pytest.mark.parametrize("text", ["", "The gap grows", "known", "It is unknown to the public"])
def test_a_text_about_something_else_is_an_answer(text: str) -> None:
    assert not says_not_known(text)
