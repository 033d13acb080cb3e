"""A form with a Save button and people who type live, in the same workbook."""

import asyncio
import html
import re

from tests.cast import cohort_id, signed_in, sync_address
from tests.server import Server, Visitor
from tests.yjs_client import YjsClient

ON_BOTH = True


def artefact_path(visitor: Visitor, artefact: str) -> str:
    return f"/workbooks/{cohort_id(visitor)}/artefacts/{artefact}"


def open_form(visitor: Visitor, artefact: str) -> dict[str, str]:
    """What the form's fields say, ``as_of`` with them."""
    status, page = visitor.get(artefact_path(visitor, artefact))
    assert status == 200, page
    boxes = re.findall(r'<textarea[^>]* name="([^"]+)"[^>]*>\r?\n?(.*?)</textarea>', page, re.DOTALL)
    as_of = re.search(r'name="as_of" value="(\d+)"', page)
    assert as_of
    return {"as_of": as_of[1], **{name: html.unescape(text) for name, text in boxes}}


def save(visitor: Visitor, artefact: str, values: dict[str, str]) -> tuple[int, str]:
    return visitor.post(artefact_path(visitor, artefact), **values)


def joins(visitor: Visitor) -> YjsClient:
    return YjsClient(sync_address(visitor, cohort_id(visitor)))


def test_what_a_form_saves_reaches_those_who_have_the_workbook_open(server: Server) -> None:
    ann, ben = signed_in(server, "attendee"), signed_in(server, "facilitator")
    values = open_form(ann, "user-story") | {"as-a": "As the coordinator on early duty 😀"}

    async def story() -> None:
        async with joins(ben) as live:
            assert (await asyncio.to_thread(save, ann, "user-story", values))[0] == 200
            await live.reads("user-story/as-a", "As the coordinator on early duty 😀")

    asyncio.run(story())


def test_a_form_merges_with_what_others_typed_since_it_was_opened(server: Server) -> None:
    ann, ben = signed_in(server, "attendee"), signed_in(server, "facilitator")
    save(ann, "user-story", open_form(ann, "user-story") | {"so-that": "nobody waits"})
    stale = open_form(ann, "user-story")

    async def story() -> None:
        async with joins(ben) as live:
            live.type("user-story/so-that", " without a word")
            await live.all_saved()
            values = stale | {"so-that": "At last nobody waits"}
            await asyncio.to_thread(save, ann, "user-story", values)
            await live.reads("user-story/so-that", "At last nobody waits without a word")

    asyncio.run(story())
    assert open_form(ann, "user-story")["so-that"] == "At last nobody waits without a word"


def test_a_form_saved_unchanged_undoes_nothing(server: Server) -> None:
    ann, ben = signed_in(server, "attendee"), signed_in(server, "facilitator")
    stale = open_form(ann, "user-story")

    async def story() -> None:
        async with joins(ben) as live:
            live.replace("user-story/measure", "typed in between")
            await live.all_saved()

    asyncio.run(story())
    assert save(ann, "user-story", stale)[0] == 200
    assert open_form(ben, "user-story")["measure"] == "typed in between"


def test_two_forms_opened_at_the_same_time_both_count(server: Server) -> None:
    ann, ben = signed_in(server, "attendee"), signed_in(server, "facilitator")
    save(ann, "user-story", open_form(ann, "user-story") | {"works-when": "middle"})
    hers, his = open_form(ann, "user-story"), open_form(ben, "user-story")
    assert hers["as_of"] == his["as_of"]
    save(ann, "user-story", hers | {"works-when": "before middle"})
    save(ben, "user-story", his | {"works-when": "middle after"})
    assert open_form(ann, "user-story")["works-when"] == "before middle after"


def test_lines_stay_lines(server: Server) -> None:
    ann = signed_in(server, "attendee")
    save(ann, "user-story", open_form(ann, "user-story") | {"goes-wrong": "one\r\ntwo\r\n\r\nthree"})
    form = open_form(ann, "user-story")
    assert form["goes-wrong"] == "one\ntwo\n\nthree"
    save(ann, "user-story", form | {"goes-wrong": form["goes-wrong"].replace("\n", "\r\n")})
    assert open_form(ann, "user-story")["as_of"] == form["as_of"]


def test_a_refused_form_keeps_what_was_typed_and_changes_nothing(server: Server) -> None:
    ann = signed_in(server, "attendee")
    before = open_form(ann, "user-story")
    status, page = save(ann, "user-story", before | {"leaves-nobody-out": "Ask 943 476 5919 about it"})
    assert status == 422
    assert "Ask 943 476 5919 about it</textarea>" in page
    assert "<live-artefact" not in page
    assert open_form(ann, "user-story") == before


def test_a_reviewer_cannot_save(server: Server) -> None:
    ann, reviewer = signed_in(server, "attendee"), signed_in(server, "reviewer")
    before = open_form(ann, "user-story")
    path = artefact_path(ann, "user-story")
    status, page = reviewer.post(path, form_on=path, **(before | {"as-a": "as a reviewer"}))
    assert (status, "You are here as reviewer" in page) == (403, True)
    assert open_form(ann, "user-story") == before


def test_an_outsider_can_neither_read_nor_save(server: Server) -> None:
    ann, outsider = signed_in(server, "attendee"), signed_in(server, "attendee", cohort="Westmarch")
    path = artefact_path(ann, "problem-statement")
    status, page = outsider.get(path)
    assert (status, "coordinator on early duty" in page) == (404, False)
    mine = artefact_path(outsider, "user-story")
    assert outsider.post(path, form_on=mine, **open_form(ann, "problem-statement"))[0] == 404


def test_an_artefact_that_the_pack_does_not_have_is_not_found(server: Server) -> None:
    ann = signed_in(server, "attendee")
    assert ann.get(artefact_path(ann, "no-such-artefact"))[0] == 404
