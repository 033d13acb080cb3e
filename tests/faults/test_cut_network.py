"""The network is cut, for moments and for hours, while people on both sides write on: both sides keep what
they wrote, and end with the same text."""

import asyncio
import re
import sqlite3
from collections import Counter
from contextlib import closing
from dataclasses import dataclass
from itertools import chain
from uuid import uuid4

import pytest

from tests.cast import sync_address
from tests.faults.demonstration import Demonstration
from tests.faults.disk import read_disk
from tests.faults.network import Network
from tests.faults.warm_server import WarmServer
from tests.polling_client import PollingClient, TurnedAway
from tests.server import Visitor
from tests.yjs_client import YjsClient

NOT_SIGNED_IN = (4401, "not-signed-in")
pytestmark = pytest.mark.fault


@dataclass(frozen=True)
class Cut:
    """How long a cut is, and how many words somebody writes in that time who is on their own, and how many
    each of two who are with the server."""

    seconds: int
    alone: int
    together: int


# In eight hours somebody who never rests writes twelve words a minute.
CUTS = {"a minute": Cut(60, 30, 30), "eight hours": Cut(8 * 3600, 5760, 200)}


@pytest.fixture(autouse=True, scope="module")
def nobody_has_sent_too_much(warm: WarmServer) -> None:
    """Whoever was hostile in another test has an empty allowance, until the server starts anew."""
    warm.stop()
    warm.start()


def age_sessions(server: WarmServer, seconds: int) -> None:
    """Everybody has been signed in for so long."""
    with closing(sqlite3.connect(server.data_folder / "deepdive.sqlite3", timeout=20)) as rows, rows:
        rows.execute(
            "UPDATE django_session SET expire_date = datetime(expire_date, ?)", [f"-{seconds} seconds"]
        )


def words_in(text: str) -> Counter[str]:
    return Counter(re.findall(r"[a-z]\d+ ", text))


def words_of(letter: str, count: int) -> list[str]:
    return [f"{letter}{number} " for number in range(count)]


@pytest.mark.parametrize("cut", CUTS.values(), ids=CUTS.keys())
def test_after_a_cut_both_sides_have_all_that_each_wrote_meanwhile(
    warm: WarmServer, demonstration: Demonstration, cut: Cut
) -> None:
    field = f"test/{uuid4()}"
    hers = demonstration.pass_of("attendee", warm)
    page = Visitor(warm).sign_in(warm.links["Larkfield", "attendee"])
    written = {
        "a": words_of("a", cut.alone),
        "b": words_of("b", cut.together),
        "c": words_of("c", cut.together),
    }

    async def story() -> None:
        async with (
            Network(warm) as network,
            YjsClient(demonstration.pass_of("facilitator", warm).address()) as ben,
            YjsClient(demonstration.pass_of("co-facilitator", warm).address()) as cat,
        ):
            async with YjsClient(network.leads(hers.address())) as ann:
                network.cut()
                for word in written["a"]:
                    ann.type(field, word)
                for of_ben, of_cat in zip(written["b"], written["c"], strict=True):
                    ben.type(field, of_ben)
                    cat.type(field, of_cat)
                await asyncio.gather(ben.all_saved(), cat.all_saved())
                await ben.until(lambda: str(ben.text(field)) == str(cat.text(field)))
                assert words_in(str(ben.text(field))) == Counter(written["b"] + written["c"])
                assert words_in(str(ann.text(field))) == Counter(written["a"])
                network.break_off()
                await ann.closed()
            network.mend()
            await asyncio.to_thread(age_sessions, warm, cut.seconds)
            old = network.leads(hers.address(age_seconds=cut.seconds + 1))
            async with YjsClient(old, document=ann.document) as too_late:
                assert (await too_late.closed(), too_late.close_reason) == NOT_SIGNED_IN
            with pytest.raises(TurnedAway, match=r"401 .*not-signed-in"):
                await asyncio.to_thread(PollingClient(old, document=ann.document).exchange)
            fresh = network.leads(await asyncio.to_thread(sync_address, page, str(hers.workbook)))
            async with YjsClient(fresh, document=ann.document) as ann:
                await ann.all_saved()
                await ann.until(
                    lambda: words_in(str(ann.text(field))).total() == cut.alone + 2 * cut.together
                )
                for one in (ben, cat):
                    await one.reads(field, str(ann.text(field)))
            assert words_in(str(ann.text(field))) == Counter(chain(*written.values()))
            assert read_disk(warm.data_folder, hers.workbook).text(field) == str(ann.text(field))
            assert (ben.close_code, cat.close_code) == (None, None)

    asyncio.run(story())


def test_a_cut_so_short_that_nobody_gives_up_is_not_even_noticed(
    warm: WarmServer, demonstration: Demonstration
) -> None:
    field = f"test/{uuid4()}"

    async def story() -> None:
        async with (
            Network(warm) as network,
            YjsClient(network.leads(demonstration.pass_of("attendee", warm).address())) as ann,
            YjsClient(demonstration.pass_of("facilitator", warm).address()) as ben,
        ):
            network.cut()
            for word in words_of("a", 50):
                ann.type(field, word)
            for word in words_of("b", 50):
                ben.type(field, word)
            await ben.all_saved()
            assert ann.saved < ann.sent
            network.mend()
            await ann.all_saved()
            await ann.until(lambda: words_in(str(ann.text(field))).total() == 100)
            await ben.reads(field, str(ann.text(field)))
            assert words_in(str(ben.text(field))) == Counter(words_of("a", 50) + words_of("b", 50))
            assert (ann.close_code, ben.close_code) == (None, None)

    asyncio.run(story())


@pytest.mark.parametrize("way", ["socket", "post"])
def test_what_was_saved_and_never_acknowledged_stands_once_when_it_is_sent_again(
    warm: WarmServer, demonstration: Demonstration, way: str
) -> None:
    """The server has it, and its answer is lost on the way."""
    field = f"test/{uuid4()}"
    hers = demonstration.pass_of("attendee", warm)

    async def by_socket(network: Network, ben: YjsClient) -> None:
        async with YjsClient(network.leads(hers.address())) as ann:
            network.cut_answers()
            ann.type(field, "once ")
            await ben.reads(field, "once ")
            assert ann.saved < ann.sent
            network.break_off()
            await ann.closed()
        network.mend()
        async with YjsClient(network.leads(hers.address()), document=ann.document) as again:
            again.type(field, "more")
            await again.all_saved()

    async def by_post(network: Network, ben: YjsClient) -> None:
        ann = PollingClient(network.leads(hers.address()), client="cut")
        network.cut_answers()
        ann.type(field, "once ")
        asking = asyncio.create_task(asyncio.to_thread(ann.exchange))
        await ben.reads(field, "once ")
        network.break_off()
        with pytest.raises(OSError):
            await asking
        network.mend()
        ann.type(field, "more")
        await asyncio.to_thread(ann.exchange)

    async def story() -> None:
        async with (
            Network(warm) as network,
            YjsClient(demonstration.pass_of("facilitator", warm).address()) as ben,
        ):
            await (by_socket if way == "socket" else by_post)(network, ben)
            await ben.reads(field, "once more")
        assert read_disk(warm.data_folder, hers.workbook).text(field) == "once more"

    asyncio.run(story())
