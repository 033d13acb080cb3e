"""Answers, votes and hidden notes in a room that a real server runs, by plain forms; on one process with
SQLite, and on several with PostgreSQL."""

import html
import re
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

from tests.answers.test_pages import words_on
from tests.cast import BEFORE_START, signed_in
from tests.room.rooms import session_path
from tests.server import Server, Visitor

ON_BOTH = True


def opened(server: Server, number: int, activity: str) -> tuple[Visitor, Visitor, str]:
    """Somebody who leads, somebody who attends, and the room, in which the activity's block runs."""
    lead, ann = (signed_in(server, role, cohort=BEFORE_START) for role in ("facilitator", "attendee"))
    path = session_path(lead, number)
    lead.post(f"{path}/open", form_on=path, sure="yes")
    for index in range(20):
        status, page = lead.post(f"{path}/blocks/{index}/start", form_on=path, sure="yes")
        assert status == 200, page
        if f"/activities/{activity}/" in page:
            return lead, ann, path
    raise AssertionError(f"no block opens {activity}")


def read(visitor: Visitor, path: str) -> str:
    return words_on(html.unescape(visitor.get(path)[1]))


def test_a_quiz_is_answered_shown_talked_about_and_asked_again(server: Server) -> None:
    lead, ann, path = opened(server, 1, "narrow-or-general")
    place = f"{path}/activities/narrow-or-general"
    assert "This describes written rules." not in ann.get(path)[1]
    status, page = ann.post(f"{place}/answers", form_on=path, **{"what-is-ml": "0"})
    assert (status, "We have your answers." in page) == (200, True)
    assert "You have answered." in read(ann, path)
    assert "1 has answered." in read(lead, path)
    lead.post(f"{place}/show", form_on=path)
    said = read(ann, path)
    assert "This describes written rules." in said
    assert "1 of 1 (100%)" in said
    status, page = ann.post(f"{place}/answers", form_on="/work", **{"what-is-ml": "1"})
    assert (status, "Everybody sees the answers now" in page) == (409, True)
    lead.post(f"{place}/again", form_on=path)
    ann.post(f"{place}/answers", form_on=path, **{"what-is-ml": "1"})
    lead.post(f"{place}/show", form_on=path)
    said = read(ann, path)
    assert said.index("First answers") < said.index("Answers now")
    # what does not run takes nothing
    status, page = ann.post(f"{path}/activities/exit-quiz-1/answers", form_on="/work", accuracy="0")
    assert (status, "This is not running now" in page) == (409, True)
    assert lead.post(f"{place}/answers", form_on=path, **{"what-is-ml": "1"})[0] == 403


def test_a_lab_says_what_to_do_without_it_and_what_people_should_see_once_they_have_answered(
    server: Server,
) -> None:
    lead, ann, path = opened(server, 1, "next-word")
    place, screen = f"{path}/activities/next-word", f"{path}/screen"
    instead = "The lab itself is not part of this version yet. Do this instead: Be the program yourselves."
    see = "Many words fit, and each of them sounds right."
    for said in (read(ann, path), read(ann, place), read(lead, path), read(lead, screen)):
        assert instead in said
    assert "What people should see (they read it when you show the answers): " + see in read(lead, path)
    for said in (read(ann, path), read(ann, place), read(lead, screen)):
        assert see not in said

    status, page = ann.post(f"{place}/answers", form_on=path, **{"next": "insulin", "true-word": "2"})
    assert (status, "We have your answers." in page) == (200, True), page
    lead.post(f"{place}/show", form_on=path)
    for said in (read(ann, path), read(ann, place), read(lead, path), read(lead, screen)):
        assert f"What the lab shows: {see}" in said
        assert "insulin" in said


def test_fifty_votes_at_once_stay_within_the_budget(server: Server) -> None:
    lead, ann, path = opened(server, 2, "problem-board")
    place = f"{path}/activities/problem-board"
    board = re.search(r'action="(/workbooks/[^"]+/boards/problem-board)"', ann.get(path)[1])
    assert board
    for number in range(5):
        _, page = ann.get(board[1])
        as_of = re.search(r'name="as_of" value="(\d+)"', page)
        assert as_of
        ann.post(board[1], as_of=as_of[1], pile__unsorted__new=f"Problem {number}")
    notes = re.findall(r'name="notes" type="checkbox" value="([^"]+)"', ann.get(place)[1])
    assert len(notes) == 5

    def vote(number: int) -> int:
        chosen = [notes[(number + step) % 5] for step in range(3)]
        return ann.send(f"{place}/votes", notes=chosen)[0]

    ann.get(place)  # with the token that every form on it has
    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(vote, range(50))) == {200}
    status, page = ann.send(f"{place}/votes", notes=notes[:4])
    assert (status, "You chose 4 notes and have 3 dots. Take the tick from 1." in page) == (422, True)
    assert len(re.findall(r'name="notes" type="checkbox" value="[^"]+" checked', ann.get(place)[1])) == 3
    lead.post(f"{place}/show", form_on=path)
    assert re.findall(r"\d (?:\(a tie\) )?Problem \d (\d)", read(ann, path)) == ["1", "1", "1"]


def test_notes_of_a_silent_board_are_seen_when_they_are_shown(server: Server) -> None:
    lead, ann, path = opened(server, 3, "eight-ideas")
    place = f"{path}/activities/eight-ideas"
    sent = {"new--one": "Ring before the visit", "new--one--id": str(uuid4())}
    status, page = ann.post(f"{place}/notes", form_on=path, **sent)
    assert (status, "Nobody else sees them yet." in page) == (200, True)
    assert "Ring before the visit" not in lead.get(path)[1]
    lead.post(f"{place}/show", form_on=path)
    assert "Ring before the visit" in lead.get(path)[1]
    status, page = ann.post(f"{place}/notes", form_on=path, **{**sent, "new--one--id": str(uuid4())})
    assert (status, "What you wrote, to copy" in page) == (409, True)


def test_before_the_session_an_activity_is_work_to_do_in_advance(server: Server) -> None:
    ann = signed_in(server, "attendee")
    place = f"{session_path(ann, 5)}/activities/exit-quiz-5"
    status, page = ann.post(f"{place}/answers", form_on=place, rare="0")
    assert (status, "You have answered." in page) == (200, True)
    assert ann.get(f"{session_path(ann, 4)}/activities/exit-quiz-5")[0] == 404


def test_an_outsider_finds_no_activity(server: Server) -> None:
    place = f"{session_path(signed_in(server, 'attendee'), 5)}/activities/exit-quiz-5"
    outsider = signed_in(server, "attendee", cohort=BEFORE_START)
    assert outsider.get(place)[0] == 404
    assert outsider.post(f"{place}/answers", form_on="/work", rare="0")[0] == 404
