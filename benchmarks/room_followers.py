"""A hundred rooms with twelve followers each: how soon all twelve see what the facilitator does.

*Next*: from sending the facilitator's form that starts a block until the last of the twelve has the event
with what is new; measured without the pages that people then load, and with them. *Poll*: twelve people
answer a quiz; from sending the form that shows the answers until the last of the twelve has the page with
the results, which pages load within 0.8 seconds on purpose. The peer sends as many bytes over as many
connections, from memory.
"""

import asyncio
import math
import random
import sys
from collections.abc import Sequence
from functools import partial
from statistics import median
from typing import Any

import uvloop

from benchmarks.attendee import SEATS, Dialect
from benchmarks.command import options, prepared, results_of, rounds_of
from benchmarks.crowd import NotServed, without_pauses
from benchmarks.followers import USUAL_MOVE, USUAL_PAGE, BareSite, Notes, OurSite, Room, Site, one_by_one
from benchmarks.installation import Installation, copy_into
from benchmarks.ledger import percentile
from benchmarks.live_sessions import Course, LiveRoom, open_rooms
from benchmarks.processes import Process, all_seconds, generator_seconds
from benchmarks.report import Row, print_report, ratio
from benchmarks.servers import SERVERS, Server, empty_folder, running

OURS, BARE = "deepdive", "bare"
_BARE_COMMAND = (sys.executable, "-m", "benchmarks.bare_events")
PROGRAMS = {
    OURS: SERVERS["asgi"],
    BARE: Server(BARE, "events from memory", Dialect.PLAIN, False, False, _BARE_COMMAND),
}
ARRIVING_AT_ONCE = 8  # rooms
QUICK_ROOMS = 4
COLUMNS = (
    "server", "what", "rooms", "p50_ms", "p95_ms", "p99_ms", "max_ms", "pages", "page_p50_ms", "page_p99_ms",
    "answer_p99_ms", "cpu_seconds", "cpu_ms_a_room", "memory_mb", "kb_a_person", "move_bytes", "page_bytes",
    "wrong", "generator_percent", "generator_late_p99_ms", "others_percent",
)  # fmt: skip
AIMS = {"next, 10 a second": "p99 under 200 ms with us", "next, at once": "max under 2000 ms with us"}


def main() -> None:
    """Measure and print."""
    parser = options(__doc__)
    parser.add_argument("--rooms", type=int, default=100, help="of twelve followers each")
    parser.add_argument("--a-second", type=float, default=10.0, help="rooms that go on in a second")
    asked = parser.parse_args()
    asked.rounds = 1 if asked.quick else asked.rounds or 2
    asked.rooms = QUICK_ROOMS if asked.quick else asked.rooms
    names = asked.servers or list(PROGRAMS)
    if unknown := set(names) - set(PROGRAMS):
        sys.exit(f"There is no server {', '.join(sorted(unknown))}. There are {', '.join(PROGRAMS)}.")
    sent: dict[str, int] = {}
    with prepared(asked, rooms=asked.rooms) as (installation, machine):
        rooms, course = open_rooms(installation)

        def one(server: Server) -> list[Row]:
            site: Site = OurSite(course) if server.is_ours else BareSite(**sent)
            rows = _measure(server, site, installation, rooms, course, a_second=asked.a_second)
            if server.is_ours:
                sent.update(sent_by(rows))
            return rows

        rounds = rounds_of([PROGRAMS[name] for name in names], asked.rounds, one)
    results = results_of(rounds, "what")
    print_report(
        "room_followers",
        machine=machine,
        settings=vars(asked),
        rounds=rounds,
        results=results,
        ratios=ratios(results),
        columns=COLUMNS,
    )


def sent_by(rows: Sequence[Row]) -> dict[str, int]:
    """How many bytes a move and a page were, in the middle of what was measured."""
    moves = [row["move_bytes"] for row in rows if row["move_bytes"]]
    pages = [row["page_bytes"] for row in rows if row["page_bytes"]]
    return {
        "move_bytes": int(median(moves or [USUAL_MOVE])),
        "page_bytes": int(median(pages or [USUAL_PAGE])),
    }


def ratios(results: Sequence[Row]) -> list[Row]:
    """Our figures over the peer's: how many times slower and dearer we are."""
    found = {(row["server"], row["what"]): row for row in results}
    whats = list(dict.fromkeys(row["what"] for row in results))
    return [
        ratio(f"{figure} of ours over the bare server's, {what}", found[OURS, what][figure],
              found[BARE, what][figure], aim=AIMS.get(what, "") if figure == "p99_ms" else "")
        for what in whats
        for figure in ("p99_ms", "cpu_seconds")
        if (OURS, what) in found and (BARE, what) in found
    ]  # fmt: skip


def figures_of(took: Sequence[float]) -> dict[str, float | None]:
    """The middle, the slow ones and the slowest, in milliseconds."""
    rising = sorted(took)
    parts = {"p50_ms": 0.5, "p95_ms": 0.95, "p99_ms": 0.99, "max_ms": 1.0}
    return {name: _ms(percentile(rising, part)) for name, part in parts.items()}


def _measure(server: Server, site: Site, installation: Installation, rooms: Sequence[LiveRoom],
             course: Course, *, a_second: float) -> list[Row]:  # fmt: skip
    with empty_folder(f"run-{server.name}") as data:
        if server.is_ours:
            copy_into(installation, data)
        with running(server, data=data, environment=installation.environment) as process:
            run = _Run(process, site, rooms, course, a_second)
            with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
                return [{"server": _name(server), **row} for row in runner.run(run.measure())]


class _Run:
    """All that is measured with one server."""

    def __init__(
        self, process: Process, site: Site, rooms: Sequence[LiveRoom], course: Course, a_second: float
    ) -> None:
        self._process, self._course, self._a_second = process, course, a_second
        self._idle = process.memory_bytes()
        self._notes = Notes()
        chance = random.Random(1)
        self._rooms = [Room(about, site, process.port, self._notes, chance) for about in rooms]

    async def measure(self) -> list[Row]:
        """One row for each thing that happens in the rooms."""
        try:
            await self._arrive()
            without_pauses()
            return [
                await self._next("next, 10 a second", self._a_second, loads=False),
                await self._next("next, at once", math.inf, loads=False),
                await self._next("next and pages, 10 a second", self._a_second, loads=True),
                await self._next("next and pages, at once", math.inf, loads=True),
                await self._poll("poll, 10 a second", self._a_second),
            ]
        finally:
            for room in self._rooms:
                room.leave()

    async def _arrive(self) -> None:
        door = asyncio.Semaphore(ARRIVING_AT_ONCE)

        async def arrive(room: Room) -> None:
            async with door:
                await room.arrive()

        await asyncio.gather(*map(arrive, self._rooms))
        await asyncio.sleep(1.0)

    async def _next(self, what: str, a_second: float, *, loads: bool) -> Row:
        course = self._course
        await self._rest(course.rest)
        before = self._begin(loads=loads)
        acts = [partial(room.start, course.document, mark=course.document_mark) for room in self._rooms]
        await one_by_one(acts, a_second=a_second, late=self._notes.late)
        await asyncio.gather(*(room.settle() for room in self._rooms))
        return {"what": what, **self._figures(before, self._notes.moves)}

    async def _poll(self, what: str, a_second: float) -> Row:
        course = self._course
        await self._rest(course.quiz)
        before = self._begin(loads=True)
        for room in self._rooms:
            room.mark = course.quiz_mark

        async def poll(room: Room) -> None:
            await room.poll()
            await room.show(mark=course.results_mark)

        acts = [partial(poll, room) for room in self._rooms]
        await one_by_one(acts, a_second=a_second, late=self._notes.late)
        return {"what": what, **self._figures(before, self._notes.results)}

    async def _rest(self, block: int) -> None:
        """Between two measurements: all go to a block, unobserved."""
        for room in self._rooms:
            room.loads = False
        await one_by_one([partial(room.start, block) for room in self._rooms], a_second=50, late=[])
        await asyncio.sleep(1.0)

    def _begin(self, *, loads: bool) -> tuple[float, ...]:
        """Forget what was noted so far; the counters now."""
        vars(self._notes).update(vars(Notes()))
        for room in self._rooms:
            room.loads = loads
        return self._counters()

    def _counters(self) -> tuple[float, ...]:
        loop = asyncio.get_running_loop()
        return loop.time(), self._process.cpu_seconds(), generator_seconds(), all_seconds()

    def _figures(self, before: Sequence[float], took: Sequence[float]) -> dict[str, Any]:
        wall, cpu, own, everything = (
            after - was for after, was in zip(self._counters(), before, strict=True)
        )
        if not all(stream.is_open for room in self._rooms for stream in room.streams):
            raise NotServed("a stream was cut off")
        notes, memory = self._notes, self._process.memory_bytes()
        pages = figures_of(notes.pages)
        people = sum(len(room.streams) for room in self._rooms)
        return {
            "rooms": len(self._rooms),
            "followers": SEATS * len(self._rooms),
            **figures_of(took),
            "pages": len(notes.pages),
            "page_p50_ms": pages["p50_ms"],
            "page_p99_ms": pages["p99_ms"],
            "answer_p99_ms": figures_of(notes.answers)["p99_ms"],
            "cpu_seconds": round(cpu, 3),
            "cpu_ms_a_room": round(1000 * cpu / len(self._rooms), 2),
            "memory_mb": round(memory / 2**20, 1),
            "kb_a_person": round((memory - self._idle) / 1024 / people, 1),
            "move_bytes": int(median(notes.move_bytes or [0])),
            "page_bytes": int(median(notes.page_bytes or [0])),
            "wrong": notes.wrong,
            "generator_percent": round(100 * own / wall, 1),
            "generator_late_p99_ms": _ms(percentile(sorted(notes.late), 0.99)),
            "others_percent": round(100 * max(0.0, everything - cpu - own) / wall, 1),
        }


def _name(server: Server) -> str:
    return OURS if server.is_ours else server.name


def _ms(seconds: float | None) -> float | None:
    return None if seconds is None else round(1000 * seconds, 2)


if __name__ == "__main__":
    main()
