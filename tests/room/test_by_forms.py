"""A session from open to close by plain forms, and what is refused on the way."""

import re
from html import unescape

import pytest

from tests.cast import BEFORE_START, signed_in
from tests.room.rooms import session_path
from tests.server import Server


def heading(page: str) -> str:
    """What runs now, as the page says it."""
    found = re.search(r'<div id="room-now">.*?</span>\s*(.*?)</h2>', page, re.DOTALL)
    assert found, page
    return unescape(found[1].strip())


def test_a_session_is_run_from_open_to_close(server: Server) -> None:
    ann, lead = signed_in(server, "attendee"), signed_in(server, "facilitator")
    path = session_path(ann, 5)
    assert "The room is not open yet." in ann.get(path)[1]
    _, page = lead.post(f"{path}/open", form_on=path, sure="yes")
    assert "The room is open." in ann.get(path)[1]
    blocks = [
        unescape(title) for title in re.findall(r"<li(?: aria-current=\"step\")?>([^<]+), \d+ minutes", page)
    ]
    for index, title in enumerate(blocks):
        status, page = lead.post(f"{path}/blocks/{index}/start", form_on=path)
        assert (status, heading(page), heading(ann.get(path)[1])) == (200, title, title)
    assert len(blocks) > 8
    assert "Start the next block" not in page
    lead.post(f"{path}/close", form_on=path)
    assert "This session has ended. Thank you." in ann.get(path)[1]


def test_extending_moves_the_end_of_the_block(server: Server) -> None:
    lead = signed_in(server, "facilitator", cohort=BEFORE_START)
    path = session_path(lead, 1)
    lead.post(f"{path}/open", form_on=path, sure="yes")
    _, before = lead.post(f"{path}/blocks/0/start", form_on=path)
    _, after = lead.post(f"{path}/extend", form_on=path, minutes="7")
    ends = [re.search(r'data-ends-at="[^"T]+T(\d\d):(\d\d)', page) for page in (before, after)]
    minutes = [int(end[1]) * 60 + int(end[2]) for end in ends if end]
    assert (minutes[1] - minutes[0]) % (24 * 60) == 7


@pytest.mark.parametrize(
    ("minutes", "status", "says"),
    [
        ("", 422, "Enter how many minutes to add, from 1 to 30"),
        ("lots", 422, "Enter a whole number of minutes from 1 to 30"),
        ("1.5", 422, "Enter a whole number of minutes from 1 to 30"),
        ("0", 409, "Extend by 1 to 30 minutes."),
        ("31", 409, "Extend by 1 to 30 minutes."),
        ("-5", 409, "Extend by 1 to 30 minutes."),
    ],
)
def test_extending_by_nonsense_says_what_to_enter(
    server: Server, minutes: str, status: int, says: str
) -> None:
    lead = signed_in(server, "facilitator", cohort=BEFORE_START)
    path = session_path(lead, 2)
    lead.post(f"{path}/open", form_on=path, sure="yes")
    lead.post(f"{path}/blocks/0/start", form_on=path)
    answer, page = lead.post(f"{path}/extend", form_on=path, minutes=minutes)
    assert answer == status
    assert "There is a problem" in page
    assert re.search(rf'<a href="#[^"]+">\s*{re.escape(says)}\s*</a>', page)
    assert f'value="{minutes}"' in page or minutes == ""
    # the page stands at an address that takes only forms, so it says where the room is
    assert f'data-page="{path}"' in page


@pytest.mark.parametrize(
    ("command", "says"),
    [
        ("extend", "No block is running. Start one first."),
        ("blocks/0/start", "The room is not open. Open it first."),
        ("close", "The room is not open, so there is nothing to end."),
    ],
)
def test_a_command_that_makes_no_sense_yet_is_refused_with_a_way_on(
    server: Server, command: str, says: str
) -> None:
    lead = signed_in(server, "facilitator", cohort=BEFORE_START)
    path = session_path(lead, 3)
    status, page = lead.post(f"{path}/{command}", form_on=path, minutes="2")
    assert (status, says in page) == (409, True)
    assert "Open the room" in page


def test_a_block_that_runs_already_and_one_that_does_not_exist_are_refused(server: Server) -> None:
    lead = signed_in(server, "facilitator", cohort=BEFORE_START)
    path = session_path(lead, 4)
    lead.post(f"{path}/open", form_on=path, sure="yes")
    lead.post(f"{path}/blocks/0/start", form_on=path)
    assert lead.post(f"{path}/blocks/0/start", form_on=path)[0] == 409
    status, page = lead.post(f"{path}/blocks/99/start", form_on=path)
    assert (status, "The run sheet has no such block. Load the page again." in page) == (409, True)


@pytest.mark.parametrize("role", ["attendee", "sponsor"])
@pytest.mark.parametrize("command", ["open", "blocks/0/start", "extend", "close"])
def test_who_does_not_lead_cannot_run_the_room(server: Server, role: str, command: str) -> None:
    person = signed_in(server, role, cohort=BEFORE_START)
    path = session_path(person, 5)
    status, page = person.post(f"{path}/{command}", form_on="/work", minutes="2")
    assert (status, f"You are here as {role}" in page) == (403, True)
    assert "The room is not open yet." in person.get(path)[1]


def test_who_reviews_or_organises_is_not_let_into_the_room(server: Server) -> None:
    path = session_path(signed_in(server, "attendee"), 1)
    assert [signed_in(server, role).get(path)[0] for role in ("reviewer", "organiser")] == [403, 403]


@pytest.mark.parametrize("command", ["", "/open", "/blocks/0/start", "/extend", "/close"])
def test_an_outsider_finds_no_room(server: Server, command: str) -> None:
    path = session_path(signed_in(server, "attendee"), 1)
    outsider = signed_in(server, "facilitator", cohort=BEFORE_START)
    status, page = (
        outsider.post(path + command, form_on="/work", minutes="2") if command else outsider.get(path)
    )
    assert (status, "Larkfield" in page) == (404, False)


def test_a_command_is_not_taken_by_a_link(server: Server) -> None:
    lead = signed_in(server, "facilitator")
    path = session_path(lead, 1)
    assert [lead.get(f"{path}/{name}")[0] for name in ("open", "blocks/0/start", "extend", "close")] == [
        405
    ] * 4
