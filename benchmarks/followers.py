"""Rooms with twelve followers and a facilitator each, as their pages behave; and what they wait for."""

import asyncio
import json
import random
from collections.abc import Callable, Coroutine, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from benchmarks.browser import PATIENCE_SECONDS, Asked, Message, Reply, Stream, ask, clock
from benchmarks.crowd import NotServed
from benchmarks.live_sessions import CSRF, Course, LiveRoom

SPREAD_SECONDS = 0.8  # as in frontend/src/room/live-room.ts
LEAD = -1
# what our server sends for one move and for one page, until it has been measured
USUAL_MOVE, USUAL_PAGE = 1000, 20_000
_FORM = {"csrfmiddlewaretoken": CSRF, "sure": "yes"}


class Site(Protocol):
    """Where a room's pages are: the same questions to our server and to a peer."""

    def events(self, room: LiveRoom, seat: int) -> Asked:
        """The stream."""

    def start(self, room: LiveRoom, block: int) -> Asked:
        """The facilitator starts a block."""

    def show(self, room: LiveRoom) -> Asked:
        """The facilitator shows the answers."""

    def answer(self, room: LiveRoom, seat: int) -> Asked:
        """A follower answers the quiz."""

    def page(self, room: LiveRoom, seat: int) -> Asked:
        """The room's page."""

    def shows(self, reply: Reply, mark: str) -> bool:
        """Whether a page is the right one, and shows what bears that mark."""


@dataclass(frozen=True)
class OurSite:
    """Our server."""

    course: Course

    def events(self, room: LiveRoom, seat: int) -> Asked:
        """The stream, from the beginning: it says first how far the room is."""
        return Asked(f"/sessions/{room.id}/events?after=0-0", _cookies(room, seat))

    def start(self, room: LiveRoom, block: int) -> Asked:
        """The facilitator's button."""
        return Asked(f"/sessions/{room.id}/blocks/{block}/start", room.lead, _FORM)

    def show(self, room: LiveRoom) -> Asked:
        """The facilitator's other button."""
        return Asked(f"/sessions/{room.id}/activities/{self.course.quiz_id}/show", room.lead, _FORM)

    def answer(self, room: LiveRoom, seat: int) -> Asked:
        """A follower's form."""
        path = f"/sessions/{room.id}/activities/{self.course.quiz_id}/answers"
        return Asked(path, _cookies(room, seat), {**_FORM, **self.course.answer})

    def page(self, room: LiveRoom, seat: int) -> Asked:
        """The room as that person sees it."""
        return Asked(f"/sessions/{room.id}", _cookies(room, seat))

    def shows(self, reply: Reply, mark: str) -> bool:
        """Looks for the mark."""
        return reply.status == 200 and mark.encode() in reply.body


@dataclass(frozen=True)
class BareSite:
    """The peer, which sends as many bytes as our server did."""

    move_bytes: int = USUAL_MOVE
    page_bytes: int = USUAL_PAGE

    def events(self, room: LiveRoom, seat: int) -> Asked:
        """The stream."""
        return Asked(f"/{room.id}/events?seat={seat}")

    def start(self, room: LiveRoom, block: int) -> Asked:
        """A move."""
        return Asked(f"/{room.id}/move?bytes={self.move_bytes}&block={block}", form=_FORM)

    def show(self, room: LiveRoom) -> Asked:
        """A move too."""
        return self.start(room, 0)

    def answer(self, room: LiveRoom, seat: int) -> Asked:
        """It is thrown away."""
        return Asked(f"/{room.id}/answer?seat={seat}", form=_FORM)

    def page(self, room: LiveRoom, seat: int) -> Asked:
        """A page without content."""
        return Asked(f"/{room.id}/page?bytes={self.page_bytes}&seat={seat}")

    def shows(self, reply: Reply, mark: str) -> bool:  # noqa: ARG002 - there is nothing on it
        """Looks at nothing but the length."""
        return reply.status == 200 and len(reply.body) == self.page_bytes


@dataclass
class Notes:
    """What was noted since the last time. Times in seconds; ``wrong`` counts answers that were not what they
    should be."""

    moves: list[float] = field(default_factory=list)
    results: list[float] = field(default_factory=list)
    pages: list[float] = field(default_factory=list)
    answers: list[float] = field(default_factory=list)
    late: list[float] = field(default_factory=list)
    move_bytes: list[int] = field(default_factory=list)
    page_bytes: list[int] = field(default_factory=list)
    wrong: int = 0


@dataclass(eq=False)
class Room:
    """A room with the streams of its people. With ``loads`` they load the page again when it has moved."""

    about: LiveRoom
    site: Site
    port: int
    notes: Notes
    random: random.Random
    place: int = 0
    loads: bool = False
    mark: str = ""
    streams: list[Stream] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._wanted = 0
        self._lacking: set[int] = set()
        self._last = 0.0
        self._all_heard: asyncio.Future[None] | None = None
        self._loading: set[asyncio.Task[None]] = set()
        self._soon: dict[int, asyncio.Task[None]] = {}

    async def arrive(self) -> None:
        """Everybody opens the room's stream."""
        for seat in (LEAD, *range(len(self.about.followers))):
            stream = Stream(self.site.events(self.about, seat), self._hearer(seat))
            self.streams.append(stream)
            await stream.listen(self.port)

    def leave(self) -> None:
        """Everybody goes."""
        for task in self._loading:
            task.cancel()
        for stream in self.streams:
            stream.close()

    async def start(self, block: int, *, mark: str = "") -> None:
        """The facilitator starts a block; notes how long until all followers have been told."""
        self.notes.moves.append(await self._move(self.site.start(self.about, block), mark))

    async def poll(self) -> None:
        """Twelve answers at random moments within two seconds; then the results are shown. Notes how long
        until all twelve see them."""
        await asyncio.gather(*(self._answer(seat) for seat in range(len(self.about.followers))))

    async def show(self, *, mark: str) -> None:
        """The facilitator shows the answers; notes how long until all followers have the page with them."""
        began = clock()
        self.notes.moves.append(await self._move(self.site.show(self.about), mark))
        await self.settle()
        self.notes.results.append(clock() - began)

    async def settle(self) -> None:
        """Until nobody loads a page any more."""
        while self._loading:
            await asyncio.gather(*self._loading)

    async def _answer(self, seat: int) -> None:
        await asyncio.sleep(2 * self.random.random())
        began = clock()
        reply = await ask(self.port, self.site.answer(self.about, seat))
        if reply.status not in (200, 302):
            self.notes.wrong += 1
        self.notes.answers.append(clock() - began)
        await self._load(seat)

    async def _move(self, asked: Asked, mark: str) -> float:
        """Seconds from sending the facilitator's form until all have the event."""
        self.mark = mark
        self._wanted, self._lacking = self.place + 1, set(range(len(self.about.followers)))
        self._all_heard = asyncio.get_running_loop().create_future()
        began = clock()
        reply = await ask(self.port, asked)
        if reply.status not in (200, 302):
            raise NotServed(f"{asked.path}: {reply.status}")
        try:
            await asyncio.wait_for(self._all_heard, PATIENCE_SECONDS)
        except TimeoutError:
            raise NotServed(f"{asked.path}: {len(self._lacking)} followers were not told") from None
        return self._last - began

    def _hearer(self, seat: int) -> Callable[[Message, float], None]:
        def heard(message: Message, at: float) -> None:
            if message.kind not in ("moved", "stirred"):
                return
            said = json.loads(message.data)
            if message.kind == "moved":
                self._heard_move(seat, said, message.size, at)
            if self.loads:
                self._load_soon(seat, self.random.random() * SPREAD_SECONDS if "now" in said else 0)

        return heard

    def _heard_move(self, seat: int, said: Mapping[str, int], size: int, at: float) -> None:
        self.place = max(self.place, said["place"])
        if seat == LEAD or said["place"] < self._wanted:
            return
        if seat in self._lacking:
            self._lacking.remove(seat)
            self.notes.move_bytes.append(size)
        self._last = at
        if not self._lacking and self._all_heard and not self._all_heard.done():
            self._all_heard.set_result(None)

    def _load_soon(self, seat: int, wait: float) -> None:
        """As the page does: of two moves close together, only the second loads it."""
        if (before := self._soon.get(seat)) and not before.done():
            before.cancel()
        task = asyncio.create_task(self._wait_and_load(seat, wait))
        self._soon[seat] = task
        self._loading.add(task)
        task.add_done_callback(self._loading.discard)

    async def _wait_and_load(self, seat: int, wait: float) -> None:
        await asyncio.sleep(wait)
        # from here on it is not called off any more
        self._soon.pop(seat, None)
        await self._load(seat)

    async def _load(self, seat: int) -> None:
        began, mark = clock(), self.mark
        reply = await ask(self.port, self.site.page(self.about, seat))
        if seat != LEAD:
            self.notes.pages.append(clock() - began)
            self.notes.page_bytes.append(len(reply.body))
        # while the page was made, the room may have gone on
        if mark == self.mark and not self.site.shows(reply, mark):
            self.notes.wrong += 1


async def one_by_one(
    acts: Sequence[Callable[[], Coroutine[Any, Any, None]]], *, a_second: float, late: list[float]
) -> None:
    """Begin so many of these a second, whether those before have ended or not, and wait for all. An endless
    number a second is all at once. Notes how much later than planned each began."""
    began, tasks = clock(), []
    for number, act in enumerate(acts):
        due = began + number / a_second
        if (wait := due - clock()) > 0:
            await asyncio.sleep(wait)
        late.append(max(0.0, clock() - due))
        tasks.append(asyncio.create_task(act()))
    await asyncio.gather(*tasks)


def _cookies(room: LiveRoom, seat: int) -> str:
    return room.lead if seat == LEAD else room.followers[seat]
