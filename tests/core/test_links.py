"""Links: seen from either end, broken ones, and the way from the first list to the last."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deepdive.core.artefact import KeptRow
from deepdive.core.links import (
    LONGEST_LABEL,
    BrokenLink,
    End,
    Link,
    LinkKind,
    TraceStep,
    broken_links,
    ends_at,
    label_of,
    traces,
)
from deepdive.core.plan import FieldAddress

NEEDS = FieldAddress(artefact="user-needs", field="needs")
OPTIONS = FieldAddress(artefact="shortlist", field="options")
DATA = FieldAddress(artefact="data-needs", field="data")
ACTIONS = FieldAddress(artefact="plan", field="actions")
SERVES = LinkKind(id="serves", from_=OPTIONS, to=NEEDS, words="serves", back="is served by")
USES = LinkKind(id="uses", from_=OPTIONS, to=DATA, words="uses", back="is used by")
ASKS = LinkKind(id="asks", from_=ACTIONS, to=DATA, words="asks for", back="is asked for by")
KINDS = (SERVES, USES, ASKS)
STEPS = tuple(TraceStep(at=at, missing=f"No {at.field} yet.") for at in (NEEDS, OPTIONS, DATA, ACTIONS))


def row(row_id: str, *cells: str) -> KeptRow:
    return KeptRow(row_id, {f"c{n}": text for n, text in enumerate(cells or (row_id,))})


ROWS = {
    NEEDS: (row("n1"), row("n2")),
    OPTIONS: (row("o1"), row("o2"), KeptRow("blank", {"c0": " "})),
    DATA: (row("d1"),),
    ACTIONS: (row("a1"),),
}
WHOLE = {
    "serves": frozenset({Link("o1", "n1"), Link("blank", "n2")}),
    "uses": frozenset({Link("o1", "d1")}),
    "asks": frozenset({Link("a1", "d1")}),
}


def test_a_kind_reads_one_way_from_its_start_and_the_other_from_its_end() -> None:
    start, end = End(SERVES, is_start=True), End(SERVES, is_start=False)
    assert (start.id, start.words, start.far) == ("serves", "serves", NEEDS)
    assert (end.id, end.words, end.far) == ("serves-back", "is served by", OPTIONS)
    assert start.link("o1", "n1") == end.link("n1", "o1") == Link("o1", "n1")
    assert start.linked("o1", WHOLE["serves"]) == {"n1"}
    assert end.linked("n1", WHOLE["serves"]) == {"o1"}
    assert end.linked("o1", WHOLE["serves"]) == frozenset()


def test_the_ends_at_a_field_begin_with_the_kinds_that_lead_from_it() -> None:
    back = LinkKind(id="back", from_=NEEDS, to=OPTIONS, words="asks for", back="answers")
    assert ends_at([back, *KINDS], OPTIONS) == (End(SERVES, True), End(USES, True), End(back, False))
    assert ends_at(KINDS, FieldAddress(artefact="plan", field="notes")) == ()


def test_a_link_is_broken_when_one_of_its_rows_is_gone() -> None:
    links = {"serves": frozenset({Link("o1", "n1"), Link("o1", "gone"), Link("gone", "n2"), Link("x", "y")})}
    assert list(broken_links(KINDS, links, ROWS)) == [
        BrokenLink(SERVES, Link("gone", "n2"), "n2"),
        BrokenLink(SERVES, Link("o1", "gone"), "o1"),
        BrokenLink(SERVES, Link("x", "y"), None),
    ]
    assert list(broken_links(KINDS, WHOLE, ROWS)) == []


def test_the_way_follows_links_in_either_direction_from_a_need_to_an_action() -> None:
    first, second = traces(STEPS, kinds=KINDS, links=WHOLE, rows=ROWS)
    assert [[(one.row.id, one.words, one.before.id) for one in step.reached] for step in first.steps] == [
        [("o1", "serves", "n1")],
        [("d1", "is used by", "o1")],
        [("a1", "asks for", "d1")],
    ]
    assert first.arrives
    assert first.missing == ()
    assert not second.arrives
    assert [step.missing for step in second.missing] == ["No options yet.", "No data yet.", "No actions yet."]


def test_the_way_may_jump_over_a_step() -> None:
    straight = LinkKind(id="straight", from_=ACTIONS, to=NEEDS, words="meets", back="is met by")
    links = {"straight": frozenset({Link("a1", "n1")})}
    first, _ = traces(STEPS, kinds=(*KINDS, straight), links=links, rows=ROWS)
    assert first.arrives
    assert [step.missing for step in first.missing] == ["No options yet.", "No data yet."]


def test_without_steps_there_is_no_way() -> None:
    assert traces((), kinds=KINDS, links=WHOLE, rows=ROWS) == ()


IDS = st.sampled_from(["n1", "n2", "o1", "o2", "d1", "a1", "gone"])


@settings(max_examples=100)
@given(st.dictionaries(st.sampled_from(["serves", "uses", "asks"]), st.frozensets(st.builds(Link, IDS, IDS))))
def test_broken_links_never_lead_anywhere_and_the_rest_are_whole(links: dict[str, frozenset[Link]]) -> None:
    gone = {kind.id: frozenset[Link]() for kind in KINDS}
    for broken in broken_links(KINDS, links, ROWS):
        gone[broken.kind.id] |= {broken.link}
    whole = {kind: links.get(kind, frozenset()) - gone[kind] for kind in gone}
    assert list(broken_links(KINDS, whole, ROWS)) == []
    assert traces(STEPS, kinds=KINDS, links=whole, rows=ROWS) == traces(
        STEPS, kinds=KINDS, links=links, rows=ROWS
    )


@pytest.mark.parametrize(
    ("cells", "label"),
    [
        (["A. Reminders 14 and 4 days before", "Two messages"], "A. Reminders 14 and 4 days before"),
        (
            ["Clerk", "I need to know who is likely to need help"],
            "Clerk: I need to know who is likely to need help",
        ),
        (["", "Only\nthis  cell"], "Only this cell"),
        (["", " "], "An empty row"),
        (["word " * 40], ("word " * 18).rstrip() + " …"),
    ],
)
def test_a_row_is_called_by_its_first_words(cells: list[str], label: str) -> None:
    assert label_of(row("r", *cells)) == label
    assert len(label) <= LONGEST_LABEL + 2
