"""What a facilitator can do while a session runs, by plain forms."""

import re

import pytest

from tests.cast import BEFORE_START, signed_in
from tests.room.rooms import session_path
from tests.server import Server, Visitor


@pytest.fixture(scope="module")
def lead(server: Server) -> Visitor:
    return signed_in(server, "facilitator")


@pytest.fixture(scope="module")
def co(server: Server) -> Visitor:
    return signed_in(server, "co-facilitator")


@pytest.fixture(scope="module")
def ann(server: Server) -> Visitor:
    return signed_in(server, "attendee")


@pytest.fixture(scope="module")
def path(lead: Visitor) -> str:
    """A room that is open, with its second block running."""
    path = session_path(lead, 4)
    lead.post(f"{path}/open", form_on=path, sure="yes")
    lead.post(f"{path}/blocks/1/start", form_on=path)
    return path


def block_id(page: str) -> str:
    found = re.search(r"/blocks/([a-z-]+)/done", page)
    assert found, page
    return found[1]


def test_on_another_day_it_asks_before_it_opens(server: Server) -> None:
    lead = signed_in(server, "facilitator", cohort=BEFORE_START)
    path = session_path(lead, 5)
    status, page = lead.post(f"{path}/open", form_on=path)
    assert (status, "Do you want to open it now?" in page) == (409, True)
    assert "The room is not open yet." in lead.get(path)[1]
    assert lead.post(f"{path}/open", form_on=path, sure="yes")[0] == 200
    assert "The room is open." in lead.get(path)[1]


def test_the_clock_stops_and_goes_on(lead: Visitor, ann: Visitor, path: str) -> None:
    lead.post(f"{path}/pause", form_on=path)
    assert "The clock stands." in ann.get(path)[1]
    status, page = lead.post(f"{path}/pause", form_on=path)
    assert (status, "The clock stands already." in page) == (409, True)
    lead.post(f"{path}/resume", form_on=path)
    assert "The clock stands." not in ann.get(path)[1]


def test_a_step_is_taken_back(lead: Visitor, ann: Visitor, path: str) -> None:
    before = block_id(ann.get(path)[1])
    lead.post(f"{path}/blocks/5/start", form_on=path)
    assert block_id(ann.get(path)[1]) != before
    _, page = lead.post(f"{path}/undo", form_on=path)
    assert block_id(ann.get(path)[1]) == before
    assert "Take the last step back" not in page
    status, page = lead.post(f"{path}/undo", form_on=path)
    assert (status, "There is no step to take back." in page) == (409, True)


def test_a_block_is_left_out(lead: Visitor, path: str) -> None:
    assert f"{path}/blocks/9/skip" in lead.get(path)[1]
    _, page = lead.post(f"{path}/blocks/9/skip", form_on=path)
    assert f"{path}/blocks/9/skip" not in page
    status, page = lead.post(f"{path}/blocks/9/skip", form_on=path)
    assert (status, "is not among the blocks still to come." in page) == (409, True)


def test_who_does_not_lead_is_told_so_and_can_take_over(lead: Visitor, co: Visitor, path: str) -> None:
    status, page = co.post(f"{path}/pause", form_on=path)
    assert (status, "Somebody else leads this session now." in page) == (409, True)
    [take_over] = re.findall(rf'action="({path}/lead/\d+)"', co.get(path)[1])
    _, page = co.post(take_over, form_on=path)
    assert "Start the next block" in page
    assert "Start the next block" not in lead.get(path)[1]
    [take_back] = re.findall(rf'action="({path}/lead/\d+)"', lead.get(path)[1])
    lead.post(take_back, form_on=path)
    assert "Start the next block" in lead.get(path)[1]


def test_nobody_leads_who_may_not(lead: Visitor, path: str) -> None:
    assert lead.post(f"{path}/lead/999999", form_on=path)[0] == 404


def test_a_message_reaches_everybody_until_it_is_taken_away(lead: Visitor, ann: Visitor, path: str) -> None:
    lead.post(f"{path}/tell", form_on=path, message="Two minutes more")
    assert "Two minutes more" in ann.get(path)[1]
    lead.post(f"{path}/tell", form_on=path, message="")
    assert "Two minutes more" not in ann.get(path)[1]


@pytest.mark.parametrize(
    ("message", "says"),
    [("x" * 201, "at most 200 characters"), ("Ring 943 476 5919", "NHS number")],
)
def test_a_message_that_is_too_long_or_personal_is_refused_and_kept(
    lead: Visitor, path: str, message: str, says: str
) -> None:
    status, page = lead.post(f"{path}/tell", form_on=path, message=message)
    assert (status, says in page, message in page) == (422, True, True)


def test_a_decision_is_noted(lead: Visitor, path: str) -> None:
    _, page = lead.post(f"{path}/decisions", form_on=path, text="We begin with one ward.")
    assert "The decision is noted." in page
    assert "<li>We begin with one ward.</li>" in page
    status, page = lead.post(f"{path}/decisions", form_on=path, text="")
    assert (status, "Write what was decided" in page) == (422, True)


def test_who_is_lost_is_seen_by_those_who_run_the_room_only(
    lead: Visitor, ann: Visitor, server: Server, path: str
) -> None:
    _, page = ann.get(path)
    _, page = ann.post(f"{path}/blocks/{block_id(page)}/lost", form_on=path)
    assert "The facilitators know that you are lost." in page
    assert "1 person is lost." in lead.get(path)[1]
    assert "lost" not in signed_in(server, "sponsor").get(path)[1].replace("You lost me", "")
    ann.post(f"{path}/blocks/{block_id(page)}/lost", form_on=path, back="yes")
    assert "1 person is lost." not in lead.get(path)[1]


def test_who_is_done_is_counted_and_can_say_not_yet(lead: Visitor, ann: Visitor, path: str) -> None:
    _, page = ann.get(path)
    block = block_id(page)
    for _ in range(2):  # a double click counts once
        ann.post(f"{path}/blocks/{block}/done", form_on=path)
    assert "<strong>1</strong> done" in lead.get(path)[1]
    assert "You are done." in ann.get(path)[1]
    ann.post(f"{path}/blocks/{block}/done", form_on=path, back="yes")
    assert "<strong>0</strong> done" in lead.get(path)[1]


def test_a_sign_for_a_block_that_is_over_says_so(ann: Visitor, path: str) -> None:
    status, page = ann.post(f"{path}/blocks/close/done", form_on=path)
    assert (status, "The session has gone on to another block." in page) == (409, True)


def test_an_attendee_looks_ahead_and_is_told_where_the_others_are(
    lead: Visitor, ann: Visitor, path: str
) -> None:
    _, page = ann.get(f"{path}?block=4")
    assert "You are looking at" in page
    assert "Go to the others" in page
    assert "looks at" in lead.get(path)[1]
    assert "You are looking at" not in ann.get(path)[1]


@pytest.mark.parametrize("block", ["0", "99", "x", "%C2%B2", "-1"])
def test_a_block_that_does_not_exist_shows_what_runs(ann: Visitor, path: str, block: str) -> None:
    status, page = ann.get(f"{path}?block={block}")
    assert (status, "You are looking at" in page) == (200, False)


def test_who_comes_late_is_told_what_they_missed(server: Server) -> None:
    lead, ann = signed_in(server, "facilitator"), signed_in(server, "attendee")
    path = session_path(lead, 5)
    lead.post(f"{path}/open", form_on=path, sure="yes")
    for index in (0, 1, 2):
        lead.post(f"{path}/blocks/{index}/start", form_on=path)
    _, page = ann.get(path)
    missed = page.split("What you missed")[1].split("You need not catch up")[0]
    assert len(re.findall("<li>", missed)) == 2
    assert "What you missed" not in ann.get(path)[1]


def test_a_question_is_parked_answered_and_carried_to_the_next_session(
    lead: Visitor, ann: Visitor, path: str
) -> None:
    ann.post(f"{path}/questions", form_on=path, text="Who counts at night?")
    ann.post(f"{path}/questions", form_on=path, text="And who pays?", is_unnamed="on")
    _, page = lead.get(path)
    assert "Who counts at night?" in page
    unnamed = page.split("And who pays?")[1].split("</p>")[0]
    assert "Somebody" in unnamed
    next_path = session_path(lead, 5)
    assert "Who counts at night?" in lead.get(next_path)[1]
    [answer] = re.findall(rf'action="({path}/questions/\d+)"', page.split("And who pays?")[0])[-1:]
    lead.post(answer, form_on=path, answer="The night sister")
    assert "The night sister" in ann.get(path)[1]
    assert "Who counts at night?" not in lead.get(next_path)[1]


def test_the_shared_screen_shows_no_names(lead: Visitor, ann: Visitor, path: str) -> None:
    _, page = lead.get(f"{path}/screen")
    names = re.findall(r"<strong>([^<]+)</strong>, ", lead.get(path)[1].split('id="room-people"')[1])
    assert len(names) > 5
    assert [name for name in names if name in page] == []
    assert ann.get(f"{path}/screen")[0] == 403


def test_the_code_on_the_screen_leads_to_the_room(lead: Visitor, ann: Visitor, path: str) -> None:
    found = re.search(r'shared-screen__code">(\w{6})<', lead.get(f"{path}/screen")[1])
    assert found
    code = found[1]
    _, page = ann.post("/join", code=f" {code[:3].lower()} {code[3:]}")
    assert f'data-page="{path}"' in page
    assert f'data-page="{path}"' in ann.get(f"/join/{code}")[1]
    status, page = ann.post("/join", code="WRONG2")
    assert (status, "No room has this code." in page) == (422, True)


def test_a_code_lets_nobody_in_from_another_cohort(server: Server, lead: Visitor, path: str) -> None:
    found = re.search(r'shared-screen__code">(\w{6})<', lead.get(f"{path}/screen")[1])
    assert found
    stranger = signed_in(server, "attendee", cohort=BEFORE_START)
    assert stranger.get(f"/join/{found[1]}")[0] == 404


def test_the_code_as_a_picture(ann: Visitor, path: str) -> None:
    status, svg = ann.get(f"{path}/code.svg")
    assert (status, "<svg" in svg, "<script" in svg) == (200, True, False)


def test_slides_turn_for_everybody(lead: Visitor, ann: Visitor, path: str) -> None:
    _, page = lead.get(path)
    numbers = re.findall(r'name="number" value="(\d+)"', page)
    titles = re.findall(r'id="room-slide-title">([^<]+)<', page)
    assert (numbers, len(titles)) == (["1"], 1)
    _, page = lead.post(f"{path}/slide", form_on=path, number="1")
    [second] = re.findall(r'id="room-slide-title">([^<]+)<', page)
    assert second != titles[0]
    assert second in ann.get(path)[1]
    for number in ("99", "x", "-1", ""):
        status, page = lead.post(f"{path}/slide", form_on=path, number=number)
        assert (status, "This block has no such slide." in page) == (409, True)
