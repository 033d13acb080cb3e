"""Somebody opens a document of 20,000 interleaved edits by twelve people: what that costs the server."""

from collections.abc import Sequence
from dataclasses import replace
from statistics import median

from benchmarks.attendee import SEATS, SYNC, UPDATE, Attendee
from benchmarks.command import chosen, options, prepared, results_of, rounds_of
from benchmarks.crowd import Crowd, NotServed, without_pauses
from benchmarks.history import interleaved_edits
from benchmarks.installation import Installation, copy_into
from benchmarks.processes import Process
from benchmarks.report import Row, print_report, ratio
from benchmarks.rooms import Rooms, what_stands_in
from benchmarks.servers import Server, empty_folder, running
from benchmarks.wire import block

SERVERS = ("asgi", "picows", "y-websocket", "hocuspocus", "hocuspocus-sqlite")
AIM_MS = "under 15 ms of CPU"
COLUMNS = (
    "server",
    "edits",
    "state_kb",
    "join_cpu_ms",
    "join_ms",
    "first_cpu_ms",
    "first_ms",
    "memory_mb",
    "equal",
)
PATIENCE_SECONDS = 60.0


def main() -> None:
    """Measure and print."""
    parser = options(__doc__)
    parser.add_argument("--edits", type=int, default=20_000)
    parser.add_argument("--joins", type=int, default=10, help="how many come late, one after the other")
    asked = parser.parse_args()
    asked.rounds = 1 if asked.quick else asked.rounds or 3
    servers = chosen(asked.servers or SERVERS)
    texts = [f"late-joiner/text-{number}" for number in range(SEATS)]
    updates, state = interleaved_edits(asked.edits, texts=texts)
    with prepared(asked, rooms=1, journal=updates) as (installation, machine):
        document = replace(installation, texts=texts)
        rounds = rounds_of(
            servers, asked.rounds, lambda one: [_measure(one, document, updates, state, asked.joins)]
        )
    results = results_of(rounds)
    cost = {row["server"]: row["join_cpu_ms"] for row in results}
    print_report(
        "late_joiner",
        machine=machine,
        settings=vars(asked),
        rounds=rounds,
        results=results,
        ratios=[
            ratio(f"join_cpu_ms of {peer} over {ours}'s", cost[peer], cost[ours], aim=f"{ours} {AIM_MS}")
            for ours in ("asgi", "picows")
            for peer in ("y-websocket", "hocuspocus")
            if ours in cost and peer in cost
        ],
        columns=COLUMNS,
    )


def _measure(
    server: Server, document: Installation, updates: Sequence[bytes], state: bytes, joins: int
) -> Row:
    expected = what_stands_in([state], document)
    with empty_folder(f"run-{server.name}") as data:
        if server.is_ours:
            copy_into(document, data)
        with running(server, data=data, environment=document.environment) as process:
            rooms = Rooms(server, document)
            crowd = Crowd(process.port)
            try:
                crowd.arrive(rooms.more(1))
                if not server.is_ours:  # ours has it from its journal
                    _write_all(crowd, rooms.people[0], updates)
                _wait_until_it_says(expected, crowd, rooms, document)
                without_pauses()
                late = [_join(rooms.newcomer(rooms.all[0]), crowd, process, document) for _ in range(joins)]
                memory = process.memory_bytes()
                first = _first(crowd, rooms, process, document) if server.keeps else None
            finally:
                crowd.close()
    return {
        "edits": len(updates),
        "state_kb": round(len(state) / 1024),
        "join_cpu_ms": round(1000 * median(cpu for cpu, _, _ in late), 2),
        "join_ms": round(1000 * median(took for _, took, _ in late), 1),
        # the first to open it after everybody had left: read from the disk
        "first_cpu_ms": None if first is None else round(1000 * first[0], 2),
        "first_ms": None if first is None else round(1000 * first[1], 1),
        "memory_mb": round(memory / 2**20, 1),
        "equal": f"{sum(said == expected for _, _, said in late)}/{len(late)}",
    }


def _write_all(crowd: Crowd, person: Attendee, updates: Sequence[bytes]) -> None:
    """Each edit as a message of its own. By one connection, because Yjs takes very long over updates that
    come before those that they build on."""
    for number, update in enumerate(updates):
        person.send(bytes((SYNC, UPDATE)) + block(update))
        if number % 24 == 0:
            crowd.until(lambda: not person.unsent, patience=PATIENCE_SECONDS)
    crowd.until(lambda: not person.unsent, patience=PATIENCE_SECONDS)


def _wait_until_it_says(expected: str, crowd: Crowd, rooms: Rooms, document: Installation) -> None:
    deadline = crowd.now() + PATIENCE_SECONDS
    while crowd.now() < deadline:
        newcomer = rooms.newcomer(rooms.all[0])
        crowd.arrive([newcomer])
        newcomer.disconnect()
        crowd.people.remove(newcomer)
        if what_stands_in(newcomer.kept or [], document) == expected:
            crowd.listen(0.5)
            return
        crowd.listen(0.5)
    raise NotServed("the server does not have the whole document")


def _join(
    newcomer: Attendee, crowd: Crowd, process: Process, document: Installation
) -> tuple[float, float, str]:
    """CPU seconds of the server, seconds until the document is there, and what it says."""
    began, used = crowd.now(), process.cpu_seconds()
    crowd.arrive([newcomer])
    took = (newcomer.synced_at or crowd.now()) - began
    crowd.listen(0.05)
    used = process.cpu_seconds() - used
    newcomer.disconnect()
    crowd.people.remove(newcomer)
    crowd.listen(0.1)
    return used, took, what_stands_in(newcomer.kept or [], document)


def _first(crowd: Crowd, rooms: Rooms, process: Process, document: Installation) -> tuple[float, float, str]:
    for person in rooms.people:
        person.disconnect()
    crowd.people.clear()
    crowd.listen(3.0)  # some servers write to the disk only now
    return _join(rooms.newcomer(rooms.all[0]), crowd, process, document)


if __name__ == "__main__":
    main()
