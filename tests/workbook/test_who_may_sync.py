"""Who gets into a workbook by websocket, and with what code the others are sent away."""

import asyncio
import time
from typing import Any
from uuid import uuid4

import pytest
import websockets
from django.core import signing

from tests.cast import BEFORE_START, cohort_id, signed_in, sync_address
from tests.server import Server, Visitor
from tests.yjs_client import YjsClient

ON_BOTH = True

NOT_SIGNED_IN, NOT_ALLOWED = 4401, 4403


def close_code(address: str, **connect: Any) -> int:
    """The code with which the server ends a connection to that address."""

    async def knock() -> int:
        async with websockets.connect(address, **connect) as socket:
            await asyncio.wait_for(socket.wait_closed(), 20)
            assert socket.close_code is not None
            return socket.close_code

    return asyncio.run(knock())


def is_let_in(address: str, **connect: Any) -> bool:
    """Whether the server answers there with the workbook."""

    async def knock() -> bool:
        async with YjsClient(address, **connect) as client:
            return client.close_code is None

    return asyncio.run(knock())


def without_ticket(visitor: Visitor, workbook: str | None = None) -> str:
    return (
        sync_address(visitor, cohort_id(visitor))
        .partition("?")[0]
        .replace(cohort_id(visitor), workbook or cohort_id(visitor))
    )


def sealed(server: Server, *, age_seconds: int = 0, salt: str = "deepdive.workbook.ticket") -> str:
    """A ticket as the server makes them, made at another time."""
    visitor = signed_in(server, "attendee")
    key = (server.data_folder / "secret-key").read_text()

    class Earlier(signing.TimestampSigner):
        def timestamp(self) -> str:
            return signing.b62_encode(int(time.time()) - age_seconds)

    ticket = Earlier(key=key, salt=salt).sign_object([cohort_id(visitor), 1, True])
    return f"{without_ticket(visitor)}?ticket={ticket}"


def test_a_fresh_ticket_opens_the_workbook(server: Server) -> None:
    assert is_let_in(sealed(server))


def test_a_ticket_is_good_for_a_minute(server: Server) -> None:
    assert is_let_in(sealed(server, age_seconds=50))
    assert close_code(sealed(server, age_seconds=70)) == NOT_SIGNED_IN


def test_a_ticket_of_the_future_is_refused_but_for_clocks_that_differ_a_little(server: Server) -> None:
    assert is_let_in(sealed(server, age_seconds=-50))
    assert close_code(sealed(server, age_seconds=-70)) == NOT_SIGNED_IN
    assert close_code(sealed(server, age_seconds=-365 * 24 * 3600)) == NOT_SIGNED_IN


def test_a_seal_for_something_else_is_no_ticket(server: Server) -> None:
    assert close_code(sealed(server, salt="something.else")) == NOT_SIGNED_IN


@pytest.mark.parametrize("ticket", ["nonsense", "a:b:c", "%00", "%F0%9F%98%80", "x" * 4000])
def test_what_is_no_ticket_is_refused(server: Server, ticket: str) -> None:
    assert close_code(f"{without_ticket(signed_in(server, 'attendee'))}?ticket={ticket}") == NOT_SIGNED_IN


def test_a_ticket_with_one_letter_changed_is_refused(server: Server) -> None:
    address = sealed(server)
    changed = address[:-1] + ("A" if address[-1] != "A" else "B")
    assert close_code(changed) == NOT_SIGNED_IN


def test_a_ticket_of_another_workbook_is_refused(server: Server) -> None:
    mine, other = signed_in(server, "attendee"), signed_in(server, "attendee", cohort=BEFORE_START)
    address = sync_address(mine, cohort_id(mine)).replace(cohort_id(mine), cohort_id(other))
    assert close_code(address) == NOT_ALLOWED


def test_an_outsider_gets_no_ticket(server: Server) -> None:
    insider, outsider = signed_in(server, "attendee"), signed_in(server, "attendee", cohort=BEFORE_START)
    status, answer = outsider.get(f"/workbooks/{cohort_id(insider)}/ticket")
    assert (status, "ticket" in answer) == (403, False)


def test_who_is_not_signed_in_gets_no_ticket(server: Server) -> None:
    insider = signed_in(server, "attendee")
    _, page = Visitor(server).get(f"/workbooks/{cohort_id(insider)}/ticket")
    assert '"ticket"' not in page


def test_neither_ticket_nor_session_is_refused(server: Server) -> None:
    address = without_ticket(signed_in(server, "attendee"))
    assert close_code(address, origin=server.address) == NOT_SIGNED_IN


def test_the_session_is_enough_where_the_browser_names_our_own_page(server: Server) -> None:
    ann = signed_in(server, "attendee")
    assert is_let_in(without_ticket(ann), origin=server.address, additional_headers={"Cookie": ann.cookies})


def test_a_session_among_odd_cookies_of_others_is_found(server: Server) -> None:
    ann = signed_in(server, "attendee")
    odd = f'a/b=1; [x]=2; lonely; {ann.cookies}; last="unclosed'
    assert is_let_in(without_ticket(ann), origin=server.address, additional_headers={"Cookie": odd})


def test_a_session_without_an_origin_is_refused(server: Server) -> None:
    ann = signed_in(server, "attendee")
    assert close_code(without_ticket(ann), additional_headers={"Cookie": ann.cookies}) == NOT_SIGNED_IN


def test_an_outsiders_session_is_refused(server: Server) -> None:
    insider, outsider = signed_in(server, "attendee"), signed_in(server, "attendee", cohort=BEFORE_START)
    code = close_code(
        without_ticket(insider), origin=server.address, additional_headers={"Cookie": outsider.cookies}
    )
    assert code == NOT_ALLOWED


def test_a_session_that_was_signed_out_is_refused(server: Server) -> None:
    ann = signed_in(server, "attendee")
    address, cookies = without_ticket(ann), ann.cookies
    ann.post("/sign-out", form_on="/work")
    code = close_code(address, origin=server.address, additional_headers={"Cookie": cookies})
    assert code == NOT_SIGNED_IN


@pytest.mark.parametrize(
    "origin", ["https://elsewhere.example", "null", "http://127.0.0.1:1", "http://[", "http://127.0.0.1"]
)
def test_a_page_from_elsewhere_is_refused_even_with_a_ticket(server: Server, origin: str) -> None:
    ann = signed_in(server, "attendee")
    headers = {"Cookie": ann.cookies}
    assert close_code(sealed(server), origin=origin, additional_headers=headers) == NOT_ALLOWED


def test_a_workbook_that_does_not_exist_is_refused_as_somebody_elses_is(server: Server) -> None:
    ann = signed_in(server, "attendee")
    code = close_code(
        without_ticket(ann, str(uuid4())), origin=server.address, additional_headers={"Cookie": ann.cookies}
    )
    assert code == NOT_ALLOWED


@pytest.mark.parametrize("path", ["/", "/workbooks/1/sync", "/workbooks/x/sync?ticket=y", "/sessions/events"])
def test_no_other_address_takes_a_websocket(server: Server, path: str) -> None:
    assert close_code(server.address.replace("http", "ws") + path) == NOT_ALLOWED


def test_somebody_whose_seat_is_given_back_is_cut_off_within_seconds(server: Server) -> None:
    organiser = signed_in(server, "organiser", cohort="Westmarch")
    workbook = cohort_id(organiser)
    attendee = signed_in(server, "attendee", cohort="Westmarch")

    async def story() -> int:
        async with YjsClient(sync_address(attendee, workbook)) as client:
            path = f"/cohorts/{workbook}/seats/1/give-back"
            await asyncio.to_thread(organiser.post, path, form_on=f"/cohorts/{workbook}/people")
            return await client.closed()

    assert asyncio.run(story()) == NOT_ALLOWED
