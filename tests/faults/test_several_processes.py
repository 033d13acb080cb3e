"""Several processes that share a database: each of them, and the database, may end at any moment."""

import asyncio
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

import psycopg
import pytest

from tests.faults.disk import read_postgresql
from tests.faults.passes import Pass, pass_for
from tests.faults.typists import PollingTypist, SocketTypist, Typist, promised
from tests.patience import PATIENCE_SECONDS
from tests.postgresql import Cluster
from tests.server import Server
from tests.shards import Shards
from tests.yjs_client import YjsClient

MOVED, TRY_AGAIN = 1012, 1013
# longer than a lease lasts, or than an owner with people keeps a workbook that is wanted elsewhere
PAUSE = 0.05
pytestmark = pytest.mark.fault


@dataclass(frozen=True)
class Place:
    """Two processes for workbooks, one for pages, a proxy, and the database that they share."""

    cluster: Cluster
    url: str
    shards: Shards
    passes: dict[str, Pass]

    @property
    def workbook(self) -> str:
        return str(self.passes["attendee"].workbook)

    def owner(self) -> Server:
        """The process that the proxy sends the workbook to as long as it is there."""
        return self.shards.owner(self.workbook)

    def people(self, field: str) -> list[Typist]:
        """Two who come by socket and one by plain HTTP, new to the workbook."""
        kinds = {"attendee": SocketTypist, "facilitator": SocketTypist, "co-facilitator": PollingTypist}
        return [
            kind(self.passes[role], letter, field)
            for (role, kind), letter in zip(kinds.items(), "abc", strict=True)
        ]

    def watcher(self) -> YjsClient:
        """Somebody who only looks."""
        return YjsClient(self.passes["attendee"].address())

    def lost(self, people: list[Typist]) -> set[str]:
        """The words that people were promised, and that are not in the database."""
        words = promised(people)
        assert len(words) > 30
        return read_postgresql(self.url, self.passes["attendee"].workbook).missing(words, people[0].field)

    def lease(self) -> tuple[str, bool]:
        """Who has the workbook open, or had it last, and whether somebody else may have it now."""
        query = (
            "SELECT owner, expires_at <= clock_timestamp() FROM workbook_workbooklease WHERE workbook_id = %s"
        )
        with psycopg.connect(self.url) as database:
            row = database.execute(query, [self.workbook]).fetchone()
        assert row is not None
        return row


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    cluster = Cluster()
    url = cluster.database("several")
    shards = Shards(tmp_path_factory.mktemp("several"), url, count=2)
    shards.start()
    roles = ("attendee", "facilitator", "co-facilitator")
    yield Place(cluster, url, shards, {role: pass_for(shards, role) for role in roles})
    shards.stop()
    shards.proxy.stop()
    cluster.remove()


async def type_until(fault: Callable[[], None], place: Place, people: list[Typist]) -> int:
    """People type until something happens that cuts them all off; the code that one who looks on is told."""
    for person in people:  # a process that has just come back may have to wait for its workbooks
        await person.come_back(within_seconds=PATIENCE_SECONDS)
    typing = [asyncio.create_task(person.go_on(pause=PAUSE)) for person in people]
    async with place.watcher() as watcher:
        await watcher.until(lambda: len(re.findall(r"\d+ ", str(watcher.text(people[0].field)))) > 40)
        await asyncio.to_thread(fault)
        code = await watcher.closed()
    await asyncio.gather(*typing)
    return code


async def all_meet(place: Place, people: list[Typist]) -> None:
    """All come back, and with a newcomer they read the same: each word that was typed, once."""
    newcomer = SocketTypist(place.passes["attendee"], "z", people[0].field)
    for person in [*people, *people, newcomer]:
        await person.come_back(within_seconds=PATIENCE_SECONDS)
    typed = [word for person in people for word in person.typed]
    assert sorted(re.findall(r"[a-z]\d+ ", newcomer.reads())) == sorted(typed)
    assert {person.reads() for person in people} == {newcomer.reads()}


@pytest.mark.parametrize(
    ("how", "field"), [("fast", "press-release/summary"), ("immediate", "press-release/problem")]
)
def test_while_the_database_is_away_nothing_is_acknowledged_and_when_it_is_back_all_arrives(
    place: Place, how: str, field: str
) -> None:
    people = place.people(field)

    async def story() -> None:
        assert await type_until(partial(place.cluster.stop, how), place, people) == TRY_AGAIN
        async with place.watcher() as turned_away:
            assert await turned_away.closed() == TRY_AGAIN
        await asyncio.to_thread(place.cluster.start)
        assert place.lost(people) == set()
        await all_meet(place, people)

    asyncio.run(story())


def test_when_a_process_is_killed_the_other_takes_its_workbooks_over(place: Place) -> None:
    people = place.people("user-story/so-that")

    async def story() -> None:
        await type_until(place.owner().kill, place, people)
        killed, _ = place.lease()
        assert place.lost(people) == set()
        await all_meet(place, people)
        assert place.lease()[0] != killed

    asyncio.run(story())
    place.owner().start()


def test_a_process_that_is_asked_to_end_sends_people_to_the_other_at_once(place: Place) -> None:
    people = place.people("user-story/goes-wrong")
    ended: list[str] = []

    def end() -> None:
        ended.append(place.lease()[0])
        place.owner().stop()

    async def story() -> None:
        assert await type_until(end, place, people) == MOVED
        owner, is_free = place.lease()
        assert is_free or owner not in ended  # somebody may have gone to the other already
        assert place.lost(people) == set()
        await all_meet(place, people)
        assert place.lease()[0] not in ended

    asyncio.run(story())
    place.owner().start()


def test_when_a_process_comes_back_those_who_write_elsewhere_follow(place: Place) -> None:
    people = place.people("user-story/works-when")
    newcomer = SocketTypist(place.passes["attendee"], "n", people[0].field)

    def come_back_elsewhere() -> None:
        place.owner().start()
        asyncio.run(newcomer.come_back(within_seconds=PATIENCE_SECONDS))

    async def story() -> None:
        await asyncio.to_thread(place.owner().stop)
        assert await type_until(come_back_elsewhere, place, people) == MOVED
        assert place.lost(people) == set()
        await all_meet(place, people)

    asyncio.run(story())
