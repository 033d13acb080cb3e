"""Links are made by plain forms, seen at both rows, and mended when a row has gone."""

import html
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from deepdive.curriculum.current import pack
from deepdive.workbook.document import (
    KeptRow,
    Link,
    LinkEdits,
    RowEdits,
    change_all_links,
    link_name,
    links_of,
)
from deepdive.workbook.models import JournalEntry
from deepdive.workbook.queries import read_workbook
from deepdive.workbook.row_links import address_of_links
from tests.factories import Cast, Page, add_cast
from tests.web.markup import squeezed
from tests.workbook.past import add_entry, enter, now

CountQueries = Callable[..., AbstractContextManager[Any]]
pytestmark = pytest.mark.django_db(databases=["default", "journal"])
# the journal's own thread writes
writes = pytest.mark.django_db(transaction=True, databases=["default", "journal"])
NURSE, FAMILY, LIST, CALLS = (f"{n}f0c4a0e-51a1-4f0e-9d0a-3a3f6a5d8f11" for n in "abcd")
SERVES = "option-serves-need"


@pytest.fixture
def cast() -> Cast:
    """Two needs and two options, of which the first serves the first."""
    made = add_cast()
    JournalEntry.objects.all().delete()
    book = made.cohort.pk
    needs = [KeptRow(NURSE, {"as-a": "Night nurse"}), KeptRow(FAMILY, {"as-a": "Daughter"})]
    options = [KeptRow(LIST, {"option": "A. One list"}), KeptRow(CALLS, {"option": "B. Calls & letters"})]
    enter(book, "user-needs", {"needs": RowEdits(rows=tuple(needs))})
    enter(book, "shortlist", {"options": RowEdits(rows=tuple(options))})
    link(made, Link(LIST, NURSE))
    return made


def link(cast: Cast, *made: Link, kind: str = SERVES) -> None:
    """Make links past the journal's own thread."""
    update = change_all_links(now(cast.cohort.pk), {kind: LinkEdits(made=frozenset(made))})
    assert update is not None
    add_entry(cast.cohort.pk, update, {link_name(kind)})


def remove(cast: Cast, artefact: str, field: str, row: str) -> None:
    enter(cast.cohort.pk, artefact, {field: RowEdits(removed=frozenset({row}))})


def linked(cast: Cast, kind: str = SERVES) -> frozenset[Link]:
    return links_of(now(cast.cohort.pk), kind)


def page(client: Client, address: str, *, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status
    return squeezed(html.unescape(answer.content.decode()))


def address(cast: Cast, artefact: str = "shortlist", field: str = "options", row: str = LIST) -> str:
    return address_of_links(cast.cohort.pk, artefact, field, row)


def send(
    client: Client, cast: Cast, row: str = LIST, *, as_of: int | None = None, **ticked: list[str]
) -> Page:
    as_of = read_workbook(cast.cohort.pk).as_of if as_of is None else as_of
    values = {"as_of": as_of, **{name.replace("_", "-"): ids for name, ids in ticked.items()}}
    return client.post(address(cast, row=row), values)


def artefact(client: Client, cast: Cast, artefact_id: str) -> str:
    return page(client, reverse("workbook:artefact", args=[cast.cohort.pk, artefact_id]))


def test_a_link_is_seen_at_both_rows(client: Client, cast: Cast) -> None:
    client.force_login(cast.attendee)
    needs = reverse("workbook:artefact", args=[cast.cohort.pk, "user-needs"])
    assert f'<li>serves:<a href="{needs}#id_needs">Night nurse</a>' in artefact(client, cast, "shortlist")
    assert "<li>is served by:<a" in artefact(client, cast, "user-needs")
    assert "A. One list</a>" in artefact(client, cast, "user-needs")


def test_who_only_reads_sees_links_and_no_way_to_make_them(client: Client, cast: Cast) -> None:
    client.force_login(cast.reviewer)
    assert "Change the links of this row" not in artefact(client, cast, "shortlist")
    shown = page(client, address(cast))
    assert "<li>serves:<a" in shown
    assert "Save the links" not in shown


@writes
def test_ticking_makes_a_link_and_unticking_removes_it(client: Client, cast: Cast) -> None:
    client.force_login(cast.attendee)
    answer = send(client, cast, option_serves_need=[FAMILY])
    assert answer.status_code == 302
    assert answer["Location"] == f"/workbooks/{cast.cohort.pk}/artefacts/shortlist#id_options"
    assert linked(cast) == {Link(LIST, FAMILY)}
    entry = JournalEntry.objects.latest("pk")
    assert (entry.author_id, entry.touched) == (cast.attendee.pk, f"link:{SERVES}")


@writes
def test_a_link_is_made_from_its_other_end_too(client: Client, cast: Cast) -> None:
    client.force_login(cast.attendee)
    values = {"as_of": read_workbook(cast.cohort.pk).as_of, f"{SERVES}-back": [LIST, CALLS]}
    client.post(address(cast, "user-needs", "needs", NURSE), values)
    assert linked(cast) == {Link(LIST, NURSE), Link(CALLS, NURSE)}


@writes
def test_what_others_linked_meanwhile_stays(client: Client, cast: Cast) -> None:
    client.force_login(cast.attendee)
    seen = read_workbook(cast.cohort.pk).as_of
    link(cast, Link(LIST, FAMILY))
    send(client, cast, as_of=seen)
    assert linked(cast) == {Link(LIST, FAMILY)}


def test_a_row_that_was_removed_meanwhile_cannot_be_chosen(client: Client, cast: Cast) -> None:
    client.force_login(cast.attendee)
    remove(cast, "user-needs", "needs", FAMILY)
    answer = send(client, cast, option_serves_need=[NURSE, FAMILY])
    assert answer.status_code == 422
    shown = squeezed(answer.content.decode())
    assert "A row that you chose has been removed in the meantime." in shown
    assert f'value="{NURSE}" checked' in " ".join(shown.split())
    assert linked(cast) == {Link(LIST, NURSE)}


def test_the_links_of_a_row_that_has_gone_are_a_page_that_says_so(client: Client, cast: Cast) -> None:
    client.force_login(cast.attendee)
    remove(cast, "shortlist", "options", LIST)
    assert "<h1>This row has been removed</h1>" in page(client, address(cast), status=404)


@pytest.mark.parametrize(
    ("artefact", "field"),
    [("shortlist", "for-later"), ("shortlist", ""), ("no-such", "options"), ("problem-statement", "who")],
)
def test_what_cannot_be_linked_has_no_page(client: Client, cast: Cast, artefact: str, field: str) -> None:
    client.force_login(cast.attendee)
    assert client.get(address(cast, artefact, field)).status_code == 404


@writes
def test_broken_links_are_found_and_removed_and_whole_ones_stay(client: Client, cast: Cast) -> None:
    client.force_login(cast.attendee)
    link(cast, Link(LIST, FAMILY))
    remove(cast, "user-needs", "needs", FAMILY)
    trace = reverse("workbook:trace", args=[cast.cohort.pk])
    for shown in (page(client, trace), page(client, address(cast))):
        assert "1 link to a row that has been removed" in shown
        assert "<li>A. One list – serves … (Needs)</li>".replace("Needs", needs_title()) in shown
    client.post(reverse("workbook:mend-links", args=[cast.cohort.pk]))
    assert linked(cast) == {Link(LIST, NURSE)}
    assert "that has been removed" not in page(client, trace)


def needs_title() -> str:
    from_pack = pack().artefacts["user-needs"]
    return from_pack.title


@writes
def test_a_row_that_is_put_back_has_its_links_again(client: Client, cast: Cast) -> None:
    client.force_login(cast.attendee)
    before = read_workbook(cast.cohort.pk).as_of
    remove(cast, "user-needs", "needs", NURSE)
    assert "<li>serves:" not in artefact(client, cast, "shortlist")
    client.post(
        reverse("workbook:put-back", args=[cast.cohort.pk, before]) + "?part=user-needs", {"sure": "yes"}
    )
    assert "<li>serves:" in artefact(client, cast, "shortlist")


def test_the_way_from_a_need_says_what_is_missing(client: Client, cast: Cast) -> None:
    action = KeptRow("d0c4a0e1-51a1-4f0e-9d0a-3a3f6a5d8f22", {"action": "Print one list"})
    measure = KeptRow("e0c4a0e1-51a1-4f0e-9d0a-3a3f6a5d8f33", {"measure": "Calls a night"})
    enter(cast.cohort.pk, "ninety-day-plan", {"actions": RowEdits(rows=(action,))})
    enter(cast.cohort.pk, "experiment-card", {"measures": RowEdits(rows=(measure,))})
    link(cast, Link(action.id, measure.id), kind="action-serves-measure")
    link(cast, Link(measure.id, NURSE), kind="measure-shows-need")
    client.force_login(cast.sponsor)
    shown = page(client, reverse("workbook:trace", args=[cast.cohort.pk]))
    assert "<p><strong>1 of 2</strong>needs leads to an action.</p>" in shown
    nurse, family = shown.split("<section")[1:]
    assert "Leads to an action" in nurse
    assert "Print one list" in nurse
    assert "Missing: No benefit shows yet that this need is met." in nurse
    assert "No action yet" in family
    assert family.count("Missing:") == 7


def test_links_take_no_queries(client: Client, cast: Cast, django_assert_num_queries: CountQueries) -> None:
    """Pages of links read the workbook: session, person, cohort, parts in it, and its journal."""
    client.force_login(cast.attendee)
    trace = reverse("workbook:trace", args=[cast.cohort.pk])
    for option in (CALLS, LIST):
        with django_assert_num_queries(4):
            client.get(trace)
        with django_assert_num_queries(4):
            client.get(address(cast))
        link(cast, Link(option, FAMILY))
