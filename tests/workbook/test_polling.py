"""The workbook by plain HTTP: the same document, the same promises, the same refusals."""

import asyncio
import json
import time
from uuid import uuid4

import pytest

from deepdive.workbook import protocol
from deepdive.workbook.protocol import Presence, Sync
from tests.cast import cohort_id, signed_in, sync_address
from tests.polling_client import PollingClient, TurnedAway
from tests.server import Server
from tests.yjs_client import YjsClient

ON_BOTH = True


@pytest.fixture
def field() -> str:
    """A shared text that no other test writes in."""
    return f"test/{uuid4()}"


def address(server: Server, role: str = "attendee") -> str:
    visitor = signed_in(server, role)
    return sync_address(visitor, cohort_id(visitor))


def polls(server: Server, role: str = "attendee", client: str = "page-1") -> PollingClient:
    return PollingClient(address(server, role), client=client)


def turned_away(client: PollingClient, body: bytes) -> tuple[int, str]:
    """Status and reason with which the server refuses the body."""
    with pytest.raises(TurnedAway) as refused:
        client.post(body)
    answer = json.loads(refused.value.body)
    assert answer["message"].endswith(".")
    return refused.value.status, answer["reason"]


def test_two_who_poll_read_each_other(server: Server, field: str) -> None:
    ann, ben = polls(server), polls(server, "facilitator")
    ann.type(field, "Families wait 😀. ")
    ann.exchange()
    ben.exchange()
    ben.type(field, "We call them.")
    ben.exchange()
    ann.exchange()
    assert str(ann.text(field)) == str(ben.text(field)) == "Families wait 😀. We call them."


def test_who_polls_and_who_has_a_socket_read_each_other(server: Server, field: str) -> None:
    async def story() -> None:
        ann = await asyncio.to_thread(polls, server)
        async with YjsClient(address(server, "facilitator")) as ben:
            ann.type(field, "by post, ")
            await asyncio.to_thread(ann.exchange)
            await ben.reads(field, "by post, ")
            ben.type(field, "by wire")
            await ben.all_saved()
            await asyncio.to_thread(ann.exchange)
            assert str(ann.text(field)) == "by post, by wire"

    asyncio.run(story())


def test_an_answer_means_that_all_is_on_the_disk(server: Server, field: str) -> None:
    ann = polls(server)
    ann.type(field, "before the power cut")
    ann.exchange()
    server.kill()
    server.start()
    fresh = polls(server, "facilitator")
    fresh.exchange()
    assert str(fresh.text(field)) == "before the power cut"


def test_who_polls_is_present_for_those_with_a_socket_and_leaves_after_a_while(server: Server) -> None:
    async def story() -> None:
        ann = await asyncio.to_thread(polls, server, "attendee", "present")
        me = protocol.awareness([Presence(1, 1, json.dumps({"name": "?", "field": "x"}).encode())])
        async with YjsClient(address(server, "facilitator")) as ben:
            await asyncio.to_thread(ann.exchange, me)
            await ben.reads_presence({"name": "Shabnam Crowther", "field": "x"})
            await ben.be_present({"field": "y"})
            await ben.reads_presence({"field": "y"})
            await asyncio.to_thread(ann.exchange)
            assert {"field": "y"} in [json.loads(p.state) for p in ann.presences.values()]
            await ben.knows_of(1)  # only itself: the one who polled has been silent for too long

    asyncio.run(story())


def test_a_readers_updates_are_dropped(server: Server, field: str) -> None:
    reviewer, ann = polls(server, "reviewer"), polls(server)
    reviewer.type(field, "not allowed")
    reviewer.exchange()
    ann.exchange()
    assert str(ann.text(field)) == ""


def test_an_nhs_number_comes_back_taken_out(server: Server) -> None:
    ann = polls(server)
    ann.exchange()
    ann.type("user-story/works-when", " Ask 943 476 5919")
    ann.exchange()
    assert str(ann.text("user-story/works-when")).endswith(" Ask [NHS number removed]")


def test_what_is_malformed_changes_nothing(server: Server, field: str) -> None:
    ann, ben = polls(server), polls(server, "facilitator", "other")
    good = protocol.sync(Sync.UPDATE, _typed(field, "good"))
    assert turned_away(ann, b"\xff\xff") == (400, "malformed")
    assert turned_away(ann, protocol.sync(Sync.UPDATE, b"\x01\x02\x03")) == (400, "malformed")
    ann.post(good)  # the next is taken as if nothing had been
    ben.exchange()
    assert str(ben.text(field)) == "good"


def test_a_message_that_is_too_large_is_turned_away(server: Server) -> None:
    assert turned_away(polls(server), b"\x00" * (1024 * 1024 + 1)) == (413, "too-large")


def test_no_ticket_no_workbook(server: Server) -> None:
    ann = polls(server)
    ann.address = ann.address.replace("ticket=", "ticket=x")
    assert turned_away(ann, b"") == (401, "not-signed-in")


def test_a_ticket_for_another_workbook_is_refused(server: Server) -> None:
    elsewhere = signed_in(server, "attendee", cohort="Westmarch")
    mine, theirs = address(server), cohort_id(elsewhere)
    ann = PollingClient(mine.replace(mine.split("/")[4], theirs))
    assert turned_away(ann, b"") == (403, "not-allowed")


def test_who_loses_a_seat_is_turned_away_with_the_next_post(server: Server, field: str) -> None:
    organiser, leaves = (signed_in(server, role, cohort="Westmarch") for role in ("organiser", "attendee"))
    workbook = cohort_id(organiser)
    page = PollingClient(sync_address(leaves, workbook), client="page-1")
    page.exchange()
    path = f"/cohorts/{workbook}/seats/1/give-back"
    assert organiser.post(path, form_on=f"/cohorts/{workbook}/people")[0] == 200
    assert turned_away_soon(page) == (401, "not-signed-in")  # so the page asks for a fresh ticket
    page.type(field, "too late")
    with pytest.raises(TurnedAway):
        page.exchange()
    assert leaves.get(f"/workbooks/{workbook}/ticket")[0] == 403
    stays = PollingClient(sync_address(signed_in(server, "facilitator", cohort="Westmarch"), workbook))
    stays.exchange()
    assert str(stays.text(field)) == ""


def turned_away_soon(page: PollingClient) -> tuple[int, str]:
    """Status and reason with which the server ends the exchanges of a page, which another process may have
    to tell it to."""
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        try:
            page.exchange()
        except TurnedAway as refused:
            return refused.status, json.loads(refused.body)["reason"]
    raise AssertionError("it went on")


def _typed(field: str, text: str) -> bytes:
    client = PollingClient("ws://nowhere/sync?")
    client.type(field, text)
    return client.document.get_update()
