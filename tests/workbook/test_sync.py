"""People who write in a workbook at the same time, over real websockets."""

import asyncio
import json
from collections.abc import Coroutine
from typing import Any
from uuid import uuid4

import pytest

from tests.cast import cohort_id, signed_in, sync_address
from tests.server import Server
from tests.yjs_client import YjsClient

ON_BOTH = True


@pytest.fixture
def field() -> str:
    """A shared text that no other test writes in."""
    return f"test/{uuid4()}"


def joins(server: Server, role: str = "attendee", **more: Any) -> YjsClient:
    """Somebody of the cohort with the workbook open."""
    visitor = signed_in(server, role)
    return YjsClient(sync_address(visitor, cohort_id(visitor)), **more)


def run(story: Coroutine[Any, Any, None]) -> None:
    asyncio.run(asyncio.wait_for(story, 60))


def test_each_sees_what_the_other_types(server: Server, field: str) -> None:
    async def story() -> None:
        async with joins(server) as ann, joins(server, "facilitator") as ben:
            ann.type(field, "Families wait. ")
            await ben.reads(field, "Families wait. ")
            ben.type(field, "We call them 😀.")
            await ann.reads(field, "Families wait. We call them 😀.")

    run(story())


def test_two_who_type_at_the_same_time_end_with_the_same_text(server: Server, field: str) -> None:
    async def story() -> None:
        async with joins(server) as ann, joins(server, "facilitator") as ben:
            for number in range(100):
                ann.type(field, f"a{number} ")
                ben.type(field, f"b{number} ")
                await asyncio.sleep(0)
            await ann.all_saved()
            await ben.all_saved()
            await ben.reads(field, str(ann.text(field)))
            words = str(ann.text(field)).split()
            assert [word for word in words if word[0] == "a"] == [f"a{number}" for number in range(100)]
            assert [word for word in words if word[0] == "b"] == [f"b{number}" for number in range(100)]

    run(story())


def test_the_server_acknowledges_exactly_what_was_sent(server: Server, field: str) -> None:
    async def story() -> None:
        async with joins(server) as ann, joins(server, "facilitator") as ben:
            await ann.all_saved()
            for number in range(30):
                ann.type(field, f"{number} ")
            ben.type(field, "of another")
            await ann.all_saved()
            await asyncio.sleep(0.2)
            # the answer to the server's question counts as one
            assert (ann.saved, ann.sent) == (31, 31)
            assert (ben.saved, ben.sent) == (2, 2)

    run(story())


def test_who_comes_late_gets_everything(server: Server, field: str) -> None:
    async def story() -> None:
        async with joins(server) as ann:
            for number in range(50):
                ann.type(field, f"{number} ")
            async with joins(server, "facilitator") as ben:
                await ben.reads(field, str(ann.text(field)))
                await ben.reads("problem-statement/who", str(ann.text("problem-statement/who")))
                assert str(ben.text("problem-statement/who")).startswith("The coordinator on early duty")

    run(story())


def test_who_comes_when_all_have_gone_gets_everything(server: Server, field: str) -> None:
    async def story() -> None:
        async with joins(server) as ann:
            ann.type(field, "left behind")
            await ann.all_saved()
        async with joins(server, "facilitator") as ben:
            await ben.reads(field, "left behind")

    run(story())


def test_after_a_restart_the_workbook_says_the_same(server: Server, field: str) -> None:
    async def story() -> None:
        async with joins(server) as ann:
            ann.type(field, "before the restart 😀")
            await ann.all_saved()
        await asyncio.to_thread(server.stop)
        await asyncio.to_thread(server.start)
        async with joins(server) as ann:
            await ann.reads(field, "before the restart 😀")

    run(story())


@pytest.mark.parametrize("role", ["reviewer", "sponsor"])
def test_what_a_reader_sends_is_dropped(server: Server, field: str, role: str) -> None:
    async def story() -> None:
        async with joins(server) as ann, joins(server, role) as reader:
            reader.type(field, "not allowed")
            ann.type(field, "allowed")
            await ann.all_saved()
            async with joins(server, "facilitator") as ben:
                await ben.reads(field, "allowed")
            assert str(ann.text(field)) == "allowed"
            assert (reader.saved, reader.close_code) == (0, None)

    run(story())


def test_a_reader_sees_what_others_type(server: Server, field: str) -> None:
    async def story() -> None:
        async with joins(server) as ann, joins(server, "reviewer") as reader:
            ann.type(field, "for everybody")
            await reader.reads(field, "for everybody")

    run(story())


def test_presence_reaches_everybody_and_comes_back_to_its_sender(server: Server) -> None:
    async def story() -> None:
        async with joins(server) as ann, joins(server, "facilitator") as ben:
            await ann.be_present({"label": "Ann", "field": "press-release/summary"})
            await ann.knows_of(1)
            await ben.knows_of(1)
            [seen] = ben.there
            assert json.loads(seen.state) == {"label": "Ann", "field": "press-release/summary"}

    run(story())


def test_who_comes_late_is_told_who_is_there(server: Server) -> None:
    async def story() -> None:
        async with joins(server) as ann:
            await ann.be_present({"label": "Ann"})
            async with joins(server, "facilitator") as ben:
                await ben.knows_of(1)

    run(story())


def test_who_leaves_is_gone_for_the_others(server: Server) -> None:
    async def story() -> None:
        async with joins(server) as ben:
            async with joins(server, "facilitator") as ann:
                await ann.be_present({"label": "Ann"})
                await ben.knows_of(1)
            await ben.knows_of(0)
            assert {p.state for p in ben.presences.values()} == {b"null"}

    run(story())


def test_who_repeats_somebodys_presence_does_not_take_it_away_on_leaving(server: Server) -> None:
    """As stock clients do: they send on what they hear about others."""

    async def story() -> None:
        async with joins(server) as ann, joins(server, "co-facilitator") as cat:
            await ann.be_present({"label": "Ann"})
            async with joins(server, "facilitator") as ben:
                await ben.be_present({"label": "Ben"})
                await ben.knows_of(2)
                await ben.repeat_presences()
                await cat.knows_of(2)
            await cat.knows_of(1)
            assert [json.loads(p.state) for p in cat.there] == [{"label": "Ann"}]

    run(story())


def test_who_comes_back_before_the_old_connection_ends_stays_present(server: Server) -> None:
    async def story() -> None:
        async with joins(server, "facilitator") as ben:
            old = joins(server)
            await old.__aenter__()
            await old.be_present({"label": "Ann"}, clock=1)
            await ben.knows_of(1)
            async with joins(server, document=old.document) as new:
                await new.be_present({"label": "Ann", "field": None}, clock=2)
                await new.knows_of(1)
                await old.__aexit__(None, None, None)
                await new.be_present({"label": "Ann", "field": "x"}, clock=3)
                await ben.reads_presence({"label": "Ann", "field": "x"})
                await ben.knows_of(1)
                async with joins(server, "reviewer") as late:
                    await late.knows_of(1)

    run(story())


def test_an_older_presence_does_not_replace_a_newer_one(server: Server) -> None:
    async def story() -> None:
        async with joins(server) as ann, joins(server, "facilitator") as ben:
            await ann.be_present({"field": "new"}, clock=5)
            await ann.be_present({"field": "old"}, clock=4)
            await ann.be_present({"field": "newest"}, clock=6)
            await ben.reads_presence({"field": "newest"})
            assert [p.clock for p in ben.there] == [6]

    run(story())


def test_an_nhs_number_is_taken_out_for_everybody(server: Server) -> None:
    async def story() -> None:
        async with joins(server) as ann, joins(server, "facilitator") as ben:
            ann.replace("user-story/i-need-to", "Ask 943 476 5919 first 😀")
            for person in (ann, ben):
                await person.reads("user-story/i-need-to", "Ask [NHS number removed] first 😀")
            async with joins(server, "reviewer") as late:
                await late.reads("user-story/i-need-to", "Ask [NHS number removed] first 😀")

    run(story())


def test_an_nhs_number_that_comes_in_two_halves_is_taken_out_too(server: Server) -> None:
    async def story() -> None:
        async with joins(server) as ann, joins(server, "facilitator") as ben:
            ann.replace("user-story/i-need-to", "Ask 943 476 ")
            await ann.all_saved()
            ann.type("user-story/i-need-to", "5919")
            for person in (ann, ben):
                await person.reads("user-story/i-need-to", "Ask [NHS number removed]")

    run(story())


def test_others_never_see_an_nhs_number_even_for_a_moment(server: Server) -> None:
    async def story() -> None:
        async with joins(server) as ann, joins(server, "facilitator") as ben:
            seen: list[str] = []
            text = ben.text("user-story/i-need-to")
            watch = text.observe(lambda _: seen.append(str(text)))
            ann.replace("user-story/i-need-to", "")
            ann.type("user-story/i-need-to", "9434765919")
            await ben.reads("user-story/i-need-to", "[NHS number removed]")
            text.unobserve(watch)
            assert [said for said in seen if "9434765919" in said] == []

    run(story())


def test_a_number_that_only_looks_like_one_stays(server: Server) -> None:
    async def story() -> None:
        async with joins(server) as ann, joins(server, "facilitator") as ben:
            ann.replace("user-story/i-need-to", "Ring 943 476 5918")
            await ben.reads("user-story/i-need-to", "Ring 943 476 5918")

    run(story())


def test_nobody_can_pass_for_another(server: Server) -> None:
    async def story() -> None:
        async with joins(server) as ann, joins(server, "facilitator") as ben:
            await ann.be_present({"name": "The chief executive", "field": "x"})
            await ben.knows_of(1)
            [seen] = ben.there
            assert json.loads(seen.state) == {"name": "Shabnam Crowther", "field": "x"}

    run(story())
