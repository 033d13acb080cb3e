"""The people of the demonstration, as the tests call them."""

import json
import re

from tests.server import Server, Visitor

WITH_WORK, BEFORE_START = "Larkfield", "Westmarch"


def signed_in(server: Server, role: str, *, cohort: str = WITH_WORK) -> Visitor:
    """Somebody of a cohort, signed in."""
    return Visitor(server).sign_in(server.links[cohort, role])


def link_for(server: Server, email: str) -> str:
    """A sign-in link that somebody asks for."""
    Visitor(server).post("/sign-in", email=email)
    return server.sign_in_link(to=email)


def cohort_id(visitor: Visitor) -> str:
    """The id of the visitor's first cohort."""
    _, page = visitor.get("/work")
    found = re.search(r"/cohorts/([0-9a-f-]{36})", page)
    assert found, page
    return found.group(1)


def sync_address(visitor: Visitor, workbook_id: str) -> str:
    """A websocket address with a fresh ticket of the visitor's."""
    status, answer = visitor.get(f"/workbooks/{workbook_id}/ticket")
    assert status == 200, answer
    ticket = json.loads(answer)["ticket"]
    host = visitor.server.address.removeprefix("http://")
    return f"ws://{host}/workbooks/{workbook_id}/sync?ticket={ticket}"
