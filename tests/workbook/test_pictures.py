"""An artefact's page shows at a glance what is written in it."""

import html
import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from django.test import Client

from deepdive.core.artefact import KeptRow
from deepdive.core.links import Link
from deepdive.curriculum.current import pack
from deepdive.programme.models import Cohort
from deepdive.workbook.document import BoardEdits, RowEdits, change_board, change_links, link_name, note_row
from deepdive.workbook.entries import stored
from deepdive.workbook.pictures import pictures_in
from deepdive.workbook.queries import read_workbook
from tests.factories import add_cohort
from tests.workbook.past import add_entry, enter

pytestmark = pytest.mark.django_db(databases=["default", "journal"])
CARERS = {"who": "Unpaid carers", "power": "low", "interest": "high", "group": "family and unpaid carers"}


@pytest.fixture
def cohort(client: Client) -> Cohort:
    """A cohort whose one attendee is signed in."""
    made = add_cohort(seats=1)
    client.force_login(made.seats.get().person)
    return made


def rows(**cells: dict[str, str]) -> RowEdits:
    return RowEdits(rows=tuple(KeptRow(row_id, row) for row_id, row in cells.items()), removed=frozenset())


def shown(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return html.unescape(" ".join(answer.content.decode().split()))


def test_the_picture_stands_above_the_list_with_its_sentences(client: Client, cohort: Cohort) -> None:
    enter(cohort.pk, "stakeholder-map", {"people": rows(carers=CARERS)})
    page = shown(client, f"/workbooks/{cohort.pk}/artefacts/stakeholder-map")
    picture, _, form = page.partition('id="write"')
    assert "1. Unpaid carers</text>" in picture
    assert "<li>Find a way for them to be heard: Unpaid carers.</li>" in picture
    assert 'aria-labelledby="glance-title" aria-describedby="glance-says"' in picture
    assert 'id="glance-title"' in picture
    assert 'id="glance-says"' in picture
    assert 'name="people__carers__who"' in form


def test_the_picture_alone_is_the_same(client: Client, cohort: Cohort) -> None:
    enter(cohort.pk, "stakeholder-map", {"people": rows(carers=CARERS)})
    page = shown(client, f"/workbooks/{cohort.pk}/artefacts/stakeholder-map")
    source = re.search(r'<live-picture data-source="([^"]+)">(.*?)</live-picture>', page)
    assert source
    assert shown(client, source[1]).strip() == source[2].strip()


def test_an_artefact_without_a_picture_has_none(client: Client, cohort: Cohort) -> None:
    address = f"/workbooks/{cohort.pk}/artefacts/problem-statement"
    assert "At a glance" not in shown(client, address)
    assert client.get(f"{address}/picture").status_code == 404
    assert client.get(f"/workbooks/{cohort.pk}/artefacts/no-such/picture").status_code == 404


def test_words_that_look_like_markup_are_words(client: Client, cohort: Cohort) -> None:
    enter(cohort.pk, "stakeholder-map", {"people": rows(a={**CARERS, "who": "<b>&lt;"})})
    answer = client.get(f"/workbooks/{cohort.pk}/artefacts/stakeholder-map/picture").content.decode()
    assert "1. &lt;b&gt;&amp;lt;</text>" in answer
    assert "<b>" not in answer


def test_an_option_is_joined_to_the_idea_that_it_grew_out_of(client: Client, cohort: Cohort) -> None:
    enter(cohort.pk, "ideas", {"ideas": rows(ring={"idea": "Ring people"}, lift={"idea": "A lift"})})
    enter(cohort.pk, "shortlist", {"options": rows(a={"option": "A. Ring"}, b={"option": "B. A lift"})})
    document = stored(cohort.pk).replayed().document
    update = change_links(document, "idea-becomes-option", made=[Link("lift", "b"), Link("lift", "gone")])
    assert update
    add_entry(cohort.pk, update, {link_name("idea-becomes-option")})
    for artefact in ("ideas", "shortlist"):
        page = shown(client, f"/workbooks/{cohort.pk}/artefacts/{artefact}/picture")
        assert "<li>2 ideas, 2 options; none is chosen yet.</li>" in page
        assert "<li>Nobody has said which idea these options grew out of: A. Ring.</li>" in page
        assert page.count("<line ") == 1


def test_scores_given_alone_are_read_from_the_board(client: Client, cohort: Cohort) -> None:
    enter(cohort.pk, "criteria-matrix", {"scores": rows(a={"option": "A. Ring", "need": "2"})})
    document = stored(cohort.pk).replayed().document
    notes = tuple(
        note_row(str(number), text=text, heading="need")
        for number, text in enumerate(["A 0 - no", "A 4", "nothing"])
    )
    update = change_board(
        document, "compare-options", BoardEdits(notes=RowEdits(rows=notes, removed=frozenset()))
    )
    assert update
    add_entry(cohort.pk, update, set())
    page = shown(client, f"/workbooks/{cohort.pk}/artefacts/criteria-matrix/picture")
    assert "you differed most about: meets the need for A (from 0 to 4).</li>" in page
    assert "alone 0 to 4 (n 2)" in page


def test_only_what_somebody_wrote_is_drawn_for_the_plan(cohort: Cohort) -> None:
    assert pictures_in(read_workbook(cohort.pk), pack().artefacts) == {}
    enter(cohort.pk, "ideas", {"ideas": rows(ring={"idea": "Ring people"})})
    enter(cohort.pk, "stakeholder-map", {"missing": "Night staff", "people": rows(carers=CARERS)})
    enter(cohort.pk, "lean-canvas", {"promise": "Nobody waits"})
    enter(cohort.pk, "as-is-journey", {"actor": "A patient"})
    before = [str(address) for address in pictures_in(read_workbook(cohort.pk), pack().artefacts)]
    assert before == ["lean-canvas/problem", "stakeholder-map/people"]
    enter(cohort.pk, "shortlist", {"options": rows(a={"option": "A. Ring"})})
    now = [str(address) for address in pictures_in(read_workbook(cohort.pk), pack().artefacts)]
    assert now == ["lean-canvas/problem", "shortlist/options", "stakeholder-map/people"]


def test_every_picture_of_the_curriculum_can_be_shown_empty(client: Client, cohort: Cohort) -> None:
    for artefact in pack().artefacts.values():
        if artefact.picture:
            shown(client, f"/workbooks/{cohort.pk}/artefacts/{artefact.id}/picture")


def test_a_picture_takes_as_many_queries_as_reading_the_workbook(
    client: Client,
    cohort: Cohort,
    django_assert_num_queries: Callable[..., AbstractContextManager[Any]],
) -> None:
    enter(cohort.pk, "stakeholder-map", {"people": rows(carers=CARERS)})
    address = f"/workbooks/{cohort.pk}/artefacts/stakeholder-map/picture"
    # session, person, cohort, parts in it; the generation, the snapshot, the entries
    with django_assert_num_queries(4), django_assert_num_queries(3, using="journal"):
        client.get(address)
