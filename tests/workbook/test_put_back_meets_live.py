"""What is put back arrives at those who are writing, and can be taken back."""

import asyncio
import html
import re

from tests.cast import cohort_id, signed_in
from tests.server import Server, Visitor
from tests.workbook.test_forms_meet_live import joins, open_form, save

ARTEFACT = "user-story"


def put_back(visitor: Visitor, path: str) -> str:
    """Answer the question on that page with yes; the address that takes it back."""
    status, page = visitor.post(path)
    assert status == 200
    undo = re.search(r'href="([^"]+)">Take this back', page)
    assert undo, page
    return html.unescape(undo[1])


def test_what_is_put_back_arrives_live_and_so_does_its_undoing(server: Server) -> None:
    ann, ben = signed_in(server, "attendee"), signed_in(server, "facilitator")
    save(ann, ARTEFACT, open_form(ann, ARTEFACT) | {"as-a": "As a nurse"})
    entry = open_form(ann, ARTEFACT)["as_of"]
    then = f"/workbooks/{cohort_id(ann)}/history/{entry}"

    async def story() -> None:
        async with joins(ben) as live:
            live.replace(f"{ARTEFACT}/as-a", "Oh, all is gone")
            await live.all_saved()
            undo = await asyncio.to_thread(put_back, ann, f"{then}/put-back?part={ARTEFACT}/as-a")
            await live.reads(f"{ARTEFACT}/as-a", "As a nurse")
            live.type(f"{ARTEFACT}/as-a", " on earlies")  # who writes meanwhile writes on
            await live.all_saved()
            await asyncio.to_thread(put_back, ann, undo)
            await live.reads(f"{ARTEFACT}/as-a", "Oh, all is gone")

    asyncio.run(story())
    assert open_form(ann, ARTEFACT)["as-a"] == "Oh, all is gone"
