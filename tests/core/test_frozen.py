"""A frozen plan keeps every letter, and is known by its fingerprint."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deepdive.core.artefact import FieldKind
from deepdive.core.frozen import FrozenLink, FrozenPlan, Standing, fingerprint, freeze, from_plain, to_plain
from deepdive.core.history import IdentifiedRow
from deepdive.core.plan import FieldAddress, PlanLayout, SectionLayout
from tests.workbook.example import NOTES

SUMMARY = FieldAddress(artefact="notes", field="summary")
STEPS = FieldAddress(artefact="notes", field="steps")
LAYOUT = PlanLayout(
    title="Our plan",
    sections=(
        SectionLayout(id="first", title="First", intro="", fields=(SUMMARY,)),
        SectionLayout(id="then", title="Then", intro="What we do", fields=(STEPS,)),
    ),
)
ROWS = (IdentifiedRow("r1", {"what": "Count", "level": ""}), IdentifiedRow("r2", {"what": " ", "level": ""}))


def plan(standing: dict[FieldAddress, Standing], *links: FrozenLink) -> FrozenPlan:
    return freeze(
        LAYOUT,
        artefacts={"notes": NOTES},
        standing=standing,
        links=links,
        organisation="Northvale",
        problem="Beds",
        pack="abc",
    )


def test_it_is_legible_without_the_curriculum() -> None:
    frozen = plan({SUMMARY: " One\n", STEPS: ROWS})
    (summary,), (steps,) = (section.fields for section in frozen.sections)
    assert (summary.title, summary.artefact_title, summary.text) == ("Summary", "Notes", " One\n")
    assert steps.columns == (("what", "What"), ("level", "Level"))
    # rows are kept as they are, and shown without those that say nothing
    assert steps.rows == ROWS
    assert (steps.table.header, steps.table.rows) == (("What", "Level"), (("Count", ""),))
    assert steps.is_written
    assert not plan({}).sections[0].fields[0].is_written


def test_links_are_said_in_the_words_of_their_rows_while_both_are_there() -> None:
    linked = FrozenLink(kind="k", words="serves", from_="r1", to="r1")
    broken = FrozenLink(kind="k", words="serves", from_="r1", to="gone")
    assert plan({STEPS: ROWS}, linked, broken).linked == (("Count", "serves", "Count"),)


def test_text_where_the_kind_is_rows_is_kept_too() -> None:
    assert plan({STEPS: "old words"}).sections[1].fields[0].text == "old words"
    assert NOTES.field("steps").kind is FieldKind.ROWS


def test_a_format_that_we_do_not_know_is_no_plan() -> None:
    with pytest.raises(ValueError, match="format 2"):
        from_plain({**to_plain(plan({})), "format": 2})


WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
ROW = st.builds(IdentifiedRow, WORDS, st.fixed_dictionaries({"what": WORDS, "level": WORDS}))
STANDING = st.fixed_dictionaries({SUMMARY: WORDS, STEPS: st.lists(ROW, max_size=4).map(tuple)})


@settings(max_examples=60)
@given(STANDING, STANDING)
def test_it_comes_back_from_json_letter_for_letter_and_no_other_plan_has_its_fingerprint(
    one: dict[FieldAddress, Any], other: dict[FieldAddress, Any]
) -> None:
    first, second = plan(one), plan(other)
    assert from_plain(json.loads(json.dumps(to_plain(first)))) == first
    same = fingerprint(to_plain(first)) == fingerprint(to_plain(second))
    assert same == (first == second)
