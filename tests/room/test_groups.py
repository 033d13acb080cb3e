"""Groups of a room: made, mended, sent out; each writes in its own copy, and that is brought together."""

import html
import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connections
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from deepdive.core import leading as rules
from deepdive.core.groups import GroupCopy, by_hand
from deepdive.curriculum.current import pack
from deepdive.people.models import Person
from deepdive.programme.models import Session
from deepdive.room.actions import bring_together, command
from deepdive.room.models import Presence
from deepdive.room.presence import GONE_AFTER, note_here
from deepdive.room.queries import read_room
from deepdive.workbook.actions import write_fields
from deepdive.workbook.document import Edit, KeptRow, RowEdits, rows_of
from deepdive.workbook.group_copies import Taken
from deepdive.workbook.models import JournalEntry
from deepdive.workbook.queries import read_workbook
from tests.factories import Page, add_cohort

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "journal"])
BLOCKS = pack().series.workshop(3).blocks
RELEASE = pack().artefacts["press-release"]
LINE, TEXT = "headline", "summary"
A, B = GroupCopy(3, "release-write", "a"), GroupCopy(3, "release-write", "b")


@pytest.fixture
def session() -> Session:
    """The third session of a cohort of eight, of whom seven are here: the press release is being written."""
    session = add_cohort(seats=8).sessions.get(number=3)
    lead = facilitator(session)
    now = timezone.now()
    command(session, lambda agenda: rules.open_room(agenda, by=lead.pk), by=lead, now=now)
    start(session, "release-write")
    for person in people(session)[:7]:
        note_here(session, person, now=now)
    return session


def facilitator(session: Session) -> Person:
    return session.cohort.appointments.get(role="facilitator").person


def people(session: Session) -> list[Person]:
    return [seat.person for seat in session.cohort.seats.select_related("person").order_by("number")]


def start(session: Session, block: str) -> None:
    index = next(place for place, one in enumerate(BLOCKS) if one.id == block)
    command(
        session,
        lambda agenda: rules.start_block(agenda, index=index),
        by=facilitator(session),
        now=timezone.now(),
    )


def client_of(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def lead_of(session: Session) -> Client:
    return client_of(facilitator(session))


def path(session: Session, rest: str = "") -> str:
    return f"/sessions/{session.pk}{rest}"


def text_of(page: Page) -> str:
    return " ".join(html.unescape(page.content.decode()).split())


def say(client: Client, address: str, status: int = 302, /, **values: str) -> str:
    page = client.post(address, values)
    assert page.status_code == status
    return text_of(page)


def apart(session: Session, *letters: str) -> list[Client]:
    """Send the groups out, with a letter for each person in the order of the seats; their browsers."""
    lead, now = facilitator(session), timezone.now()
    chosen = [(person.pk, letter) for person, letter in zip(people(session), letters, strict=False)]
    command(session, lambda agenda: rules.regroup(agenda, groups=by_hand(chosen)), by=lead, now=now)
    command(session, rules.send_out, by=lead, now=now)
    return [client_of(person) for person, _ in zip(people(session), letters, strict=False)]


def write(session: Session, copy: GroupCopy | None, **edits: Edit) -> None:
    write_fields(
        session.cohort_id,
        RELEASE if copy is None or copy.block == "release-write" else pack().artefacts["ideas"],
        edits,
        as_of=read_workbook(session.cohort_id).as_of,
        author_id=None,
        group=copy.id if copy else "",
    )


def common(session: Session, field: str = TEXT) -> object:
    return read_workbook(session.cohort_id).written[RELEASE.id][field]


def sizes(session: Session) -> list[int]:
    return [len(group.people) for group in read_room(session).agenda.groups]


# making groups


def test_groups_are_made_of_those_who_are_here(session: Session) -> None:
    lead = lead_of(session)
    say(lead, path(session, "/groups/make"), how="random", count="", who="here")
    assert sizes(session) == [4, 3]
    say(lead, path(session, "/groups/make"), how="mixed", count="3", who="seats")
    assert sizes(session) == [3, 3, 2]


def test_teams_are_spread_over_mixed_groups(session: Session) -> None:
    session.cohort.seats.filter(number__lte=4).update(team="clinical")
    say(lead_of(session), path(session, "/groups/make"), how="mixed", count="2", who="seats")
    clinical = {person.pk for person in people(session)[:4]}
    in_groups = [len(clinical & set(group.people)) for group in read_room(session).agenda.groups]
    assert in_groups == [2, 2]


def test_groups_are_put_together_by_hand(session: Session) -> None:
    ids = [person.pk for person in people(session)]
    chosen = {f"group-{ids[0]}": "b", f"group-{ids[1]}": "a", f"group-{ids[2]}": "b"}
    say(lead_of(session), path(session, "/groups/by-hand"), **chosen)
    groups = read_room(session).agenda.groups
    assert [(group.name, list(group.people)) for group in groups] == [
        ("Group A", [ids[1]]),
        ("Group B", [ids[0], ids[2]]),
    ]


@pytest.mark.parametrize(
    ("address", "values", "status", "says"),
    [
        ("make", {"how": "mixed", "count": "9", "who": "here"}, 422, "Choose a number of groups from 2 to 6"),
        ("make", {"count": "2", "who": "here"}, 422, "Choose how to make the groups"),
        ("by-hand", {}, 409, "Make two groups or more, with somebody in each"),
        ("mend", {}, 409, "Make the groups first."),
        ("out", {}, 409, "Make the groups first."),
        ("back/60", {}, 409, "Everybody is together already."),
    ],
)
def test_what_makes_no_sense_is_refused_with_a_way_on(
    session: Session, address: str, values: dict[str, str], status: int, says: str
) -> None:
    assert says in say(lead_of(session), path(session, f"/groups/{address}"), status, **values)


def test_too_few_people_are_not_split_by_themselves_but_can_be(session: Session) -> None:
    Presence.objects.filter(person__in=people(session)[4:]).delete()
    lead, values = lead_of(session), {"how": "random", "who": "here"}
    page = say(lead, path(session, "/groups/make"), 409, count="", **values)
    assert "Only 4 of them are here. With fewer than six people, say how many groups you want" in page
    say(lead, path(session, "/groups/make"), count="2", **values)
    assert sizes(session) == [2, 2]
    Presence.objects.all().delete()
    assert "Nobody is here yet." in say(lead, path(session, "/groups/make"), 409, count="2", **values)


def test_who_leaves_and_who_comes_is_offered_and_mended_only_when_asked(session: Session) -> None:
    apart(session, "a", "a", "a", "b", "b", "b", "", "")
    late, gone = people(session)[6], people(session)[0]
    Presence.objects.filter(person=gone).update(last_at=timezone.now() - GONE_AFTER - timedelta(seconds=9))
    lead = lead_of(session)
    page = text_of(lead.get(path(session)))
    assert f"In no group: {late.name}. Not here: {gone.name}." in page
    assert sizes(session) == [3, 3]
    say(lead, path(session, "/groups/mend"))
    groups = read_room(session).agenda.groups
    assert [gone.pk in groups[0].people, late.pk in groups[0].people] == [False, True]
    assert "Mend the groups" not in text_of(lead.get(path(session)))


def test_groups_of_which_one_is_left_are_not_mended(session: Session) -> None:
    apart(session, "a", "a", "b")
    Presence.objects.filter(person=people(session)[2]).delete()
    Presence.objects.filter(person__in=people(session)[3:]).delete()
    page = say(lead_of(session), path(session, "/groups/mend"), 409)
    assert "Only one group would be left." in page


def test_the_list_to_print_has_every_name(session: Session) -> None:
    apart(session, "a", "b", "b")
    page = text_of(lead_of(session).get(path(session, "/groups")))
    first, second, third = (person.name for person in people(session)[:3])
    assert f'<h2 class="nhsuk-heading-m">Group A</h2> <ul><li>{first}, Nurse</li></ul>' in page
    assert f"<li>{second}, Nurse</li><li>{third}, Nurse</li>" in page


# apart


def open_part(page: str) -> str:
    return page.split('id="room-open"')[1].partition('id="room-around"')[0]


def test_each_writes_in_the_copy_of_their_group_and_who_is_in_none_in_the_common_document(
    session: Session,
) -> None:
    ann, ben, cem = apart(session, "a", "a", "b")
    dee = client_of(people(session)[3])
    pages = [text_of(client.get(path(session))) for client in (ann, cem, dee)]
    names = [person.name for person in people(session)]
    assert f"You are in <strong>Group A</strong> with {names[1]}." in pages[0]
    assert "You are in <strong>Group B</strong>, so far alone." in pages[1]
    assert "you are in no group yet" in pages[2]
    fields = [re.findall(r'data-field="([^"]+)/headline"', open_part(page)) for page in pages]
    assert fields == [[f"group:{A.id}/press-release"], [f"group:{B.id}/press-release"], ["press-release"]]
    assert "Add a comment" not in open_part(pages[0])
    assert text_of(ben.get(path(session))).count(f"group:{A.id}/press-release/headline") > 0


def test_what_is_written_by_form_goes_into_the_groups_copy_only(session: Session) -> None:
    ann, ben, cem = apart(session, "a", "a", "b")
    address = path(session, "/blocks/release-write/groups/a")
    assert f'action="{address}"' in text_of(ann.get(path(session)))
    as_of = str(read_workbook(session.cohort_id).as_of)
    say(ann, address, as_of=as_of, headline="People go home by noon")
    say(ben, address, as_of=as_of, summary="Nobody waits")
    page = text_of(ben.get(address))
    assert "People go home by noon" in page
    assert "Nobody waits" in page
    assert (common(session, LINE), common(session)) == ("", "")
    assert "People go home by noon" not in text_of(cem.get(path(session)))


@pytest.mark.parametrize("letter", ["a", "b"])
def test_nobody_opens_or_changes_the_copy_of_another_group_but_who_runs_the_room(
    session: Session, letter: str
) -> None:
    clients = dict(zip("ab", apart(session, "a", "b"), strict=True))
    address = path(session, f"/blocks/release-write/groups/{letter}")
    other = clients["b" if letter == "a" else "a"]
    page = other.get(address)
    assert (page.status_code, f"This belongs to Group {letter.upper()}." in text_of(page)) == (403, True)
    sent = say(other, address, 403, as_of="0", headline="Words that must not be lost")
    assert "This belongs to Group" in sent
    assert "Words that must not be lost" in sent
    assert not JournalEntry.objects.filter(touched__contains="group:").exists()
    say(lead_of(session), address, as_of="0", headline="From the facilitator")
    assert "From the facilitator" in text_of(clients[letter].get(address))


def test_who_is_in_no_group_opens_no_copy(session: Session) -> None:
    apart(session, "a", "b")
    page = client_of(people(session)[5]).get(path(session, "/blocks/release-write/groups/a"))
    assert (page.status_code, "You are in no group now." in text_of(page)) == (403, True)


@pytest.mark.parametrize(
    ("rest", "says"),
    [
        ("release-write/groups/f", "There is no Group F in this session."),
        ("release-write/groups/z", "Page not found"),
        ("no-such-block/groups/a", "Page not found"),
        ("welcome/groups/a", "Page not found"),
        ("no-such-block/together", "Page not found"),
    ],
)
def test_a_copy_that_there_is_not(session: Session, rest: str, says: str) -> None:
    apart(session, "a", "b")
    page = lead_of(session).get(path(session, f"/blocks/{rest}"))
    assert (page.status_code, says in text_of(page)) == (404, True)


def test_what_a_group_wrote_is_kept_when_nobody_is_in_it_any_more(session: Session) -> None:
    apart(session, "a", "b", "b", "c", "c")
    write(session, A, headline="Alone at the window")
    apart_again = [(person.pk, letter) for person, letter in zip(people(session), "bbbcc", strict=False)]
    command(
        session,
        lambda agenda: rules.regroup(agenda, groups=by_hand(apart_again)),
        by=facilitator(session),
        now=timezone.now(),
    )
    page = text_of(lead_of(session).get(path(session, "/blocks/release-write/groups/a")))
    assert "Nobody is in this group now. What it wrote is kept." in page
    assert "Alone at the window" in page


def test_a_block_without_a_document_for_groups_says_so(session: Session) -> None:
    start(session, "shortlist")
    ann, _ = apart(session, "a", "b")
    assert "This block has no copies for groups" in text_of(lead_of(session).get(path(session)))
    page = text_of(ann.get(path(session)))
    assert "You are in <strong>Group A</strong>" in page
    assert "own copy" not in page


def test_groups_that_are_called_back_have_a_countdown_and_then_the_common_document(session: Session) -> None:
    ann, _ = apart(session, "a", "b")
    lead = lead_of(session)
    say(lead, path(session, "/groups/back/60"))
    page = text_of(ann.get(path(session)))
    assert "<back-clock" in page
    assert f'data-opens="group:{A.id}/press-release"' in page
    last = session.events.last()
    assert last is not None
    session.events.filter(pk=last.pk).update(at=timezone.now() - timedelta(seconds=61))
    page = text_of(ann.get(path(session)))
    assert "<back-clock" not in page
    assert 'data-opens="press-release"' in page
    assert "what the groups wrote" in page
    assert "Send the groups out" in text_of(lead.get(path(session)))
    say(lead, path(session, "/groups/out"))
    say(lead, path(session, "/groups/back/0"))
    assert 'data-opens="press-release"' in text_of(ann.get(path(session)))


def test_copies_of_two_blocks_are_not_mixed(session: Session) -> None:
    ann, _ = apart(session, "a", "b")
    say(ann, path(session, "/blocks/release-write/groups/a"), as_of="0", headline="People go home by noon")
    start(session, "ideas")
    page = text_of(ann.get(path(session)))
    assert 'data-opens="group:3-ideas-a/ideas"' in page
    address = reverse("room:together", args=[session.pk, "ideas"])
    assert "No group has written anything in its own copy." in text_of(ann.get(address))


# together again


def test_what_the_groups_wrote_stands_field_by_field_for_everybody_to_read(session: Session) -> None:
    ann, _ = apart(session, "a", "b")
    write(session, A, headline="Home by noon", summary="Nobody waits")
    write(session, B, headline="No more waiting")
    address = path(session, "/blocks/release-write/together")
    page = text_of(ann.get(address))
    assert [text in page for text in ("Home by noon", "No more waiting", "Nobody waits")] == [True] * 3
    assert "Write the press release, workshop 3</span> What the groups wrote" in page
    assert '<form method="post" action="/sessions' not in page
    assert ann.post(address).status_code == 403
    assert "The groups are still writing." in page
    assert 'value="b"' in text_of(lead_of(session).get(address))


def take(session: Session, status: int = 302, **values: object) -> str:
    address = path(session, "/blocks/release-write/together")
    page = lead_of(session).post(address, values)
    assert page.status_code == status
    return text_of(lead_of(session).get(address)) if status == 302 else text_of(page)


def test_one_text_is_chosen_and_others_are_added_below(session: Session) -> None:
    apart(session, "a", "b")
    write(session, None, summary="People wait")
    write(session, A, headline="Home by noon", summary="Nobody waits")
    write(session, B, headline="No more waiting", summary="Families know when")
    take(session, take__headline="b", take__summary=["a", "b"])
    assert common(session, LINE) == "No more waiting"
    assert common(session) == "People wait\nNobody waits\nFamilies know when"
    take(session, take__summary=["b"], instead__summary="yes")
    assert common(session) == "Families know when"
    # what was not chosen is kept
    page = text_of(lead_of(session).get(path(session, "/blocks/release-write/together")))
    assert "Home by noon" in page
    assert "Nobody waits" in page


def test_to_press_twice_brings_nothing_twice(session: Session) -> None:
    apart(session, "a", "b")
    write(session, A, summary="Nobody waits")
    take(session, take__summary=["a"])
    entries = JournalEntry.objects.count()
    take(session, take__summary=["a"])
    assert (common(session), JournalEntry.objects.count()) == ("Nobody waits", entries)


def test_bringing_together_is_an_edit_that_is_taken_back(session: Session) -> None:
    apart(session, "a", "b")
    write(session, None, summary="People wait")
    write(session, A, summary="Nobody waits")
    address = path(session, "/blocks/release-write/together")
    page = lead_of(session).post(address, {"take__summary": "a", "instead__summary": "yes"}, follow=True)
    found = re.search(r'href="([^"]+/put-back[^"]*)">Take this back', page.content.decode())
    assert found
    assert JournalEntry.objects.latest("pk").touched == "press-release/summary"
    assert JournalEntry.objects.latest("pk").author_id == facilitator(session).pk
    say(lead_of(session), html.unescape(found[1]))
    assert common(session) == "People wait"


def test_a_text_that_does_not_fit_is_refused_and_the_choice_is_kept(session: Session) -> None:
    apart(session, "a", "b")
    limit = RELEASE.field(TEXT).limit
    write(session, None, summary="x" * (limit - 5))
    write(session, A, summary="Nobody waits")
    page = take(session, 422, take__summary=["a"])
    assert f"there is room for {limit}" in page
    assert 'name="take__summary" value="a" checked' in page
    assert common(session) == "x" * (limit - 5)


def test_nonsense_that_is_sent_changes_nothing(session: Session) -> None:
    apart(session, "a", "b")
    write(session, A, summary="Nobody waits")
    entries = JournalEntry.objects.count()
    take(session, take__summary=["q", "b", ""], rows__summary=["x"], take__headline="zz")
    assert (common(session), JournalEntry.objects.count()) == ("", entries)


IDEAS = pack().artefacts["ideas"]
ROWS = next(field for field in IDEAS.fields if field.columns)
FIRST = ROWS.columns[0].id
IDEAS_B = GroupCopy(3, "ideas", "b")


def ids(session: Session) -> list[str]:
    document = read_workbook(session.cohort_id).document
    return [row.id for row in rows_of(document, IDEAS.id, ROWS)]


def test_rows_are_taken_one_by_one_and_keep_their_ids(session: Session) -> None:
    start(session, "ideas")
    apart(session, "a", "b")
    write(session, IDEAS_B, **{ROWS.id: RowEdits((KeptRow("r-1", {FIRST: "A call at ten"}),
                                                  KeptRow("r-2", {FIRST: "A list"})))})  # fmt: skip
    address = path(session, "/blocks/ideas/together")
    lead = lead_of(session)
    say(lead, address, **{f"rows__{ROWS.id}": "r-2"})
    assert ids(session) == ["r-2"]
    page = text_of(lead.get(address))
    assert "In the common document</strong>" in page
    assert 'value="r-1"' in page
    assert 'value="r-2"' not in page
    # a row that was changed since is not made what it was
    document = read_workbook(session.cohort_id)
    write_fields(
        session.cohort_id,
        IDEAS,
        {ROWS.id: RowEdits((KeptRow("r-2", {FIRST: "A list on the wall"}),))},
        as_of=document.as_of,
        author_id=None,
    )
    say(lead, address, **{f"rows__{ROWS.id}": "r-2"})
    rows = rows_of(read_workbook(session.cohort_id).document, IDEAS.id, ROWS)
    assert [row.cells[FIRST] for row in rows] == ["A list on the wall"]


def test_two_facilitators_who_bring_the_same_at_once_bring_it_once(session: Session) -> None:
    apart(session, "a", "b")
    write(session, A, summary="Nobody waits")
    together, lead = Barrier(4), facilitator(session)

    def press(_: int) -> bool:
        together.wait(20)
        try:
            taken = {TEXT: Taken(letters=("a",))}
            return bring_together(session, RELEASE, [A, B], taken, by=lead) is not None
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        brought = sorted(pool.map(press, range(4)))
    assert brought == [False, False, False, True]
    assert common(session) == "Nobody waits"


def test_the_history_names_the_group(session: Session) -> None:
    apart(session, "a", "b")
    write(session, B, headline="No more waiting")
    page = text_of(lead_of(session).get(reverse("workbook:history", args=[session.cohort_id])))
    assert f"{RELEASE.title} (Group B, workshop 3)" in page
