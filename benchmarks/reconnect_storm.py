"""Everybody is cut off and comes back in the same instant: how long until all are caught up.

Each of 960 people has made an edit that the server does not have yet. *Synced* is when each has what the
server had; *caught up* is when each also has everybody's unsent edit. Ours checks a ticket for each; the
others check nothing. Stock providers all wait the same fifth of a second before they return.
"""

from collections.abc import Callable, Sequence
from typing import Any

from pycrdt import Doc, merge_updates

from benchmarks.attendee import EVERYBODY, Attendee
from benchmarks.command import chosen, options, prepared, results_of, rounds_of
from benchmarks.crowd import Crowd, NotServed, without_pauses
from benchmarks.edits import read_state_vector, state_vector
from benchmarks.installation import Installation, copy_into
from benchmarks.processes import Process, all_seconds, generator_seconds
from benchmarks.report import Row, print_report, ratio
from benchmarks.rooms import Room, Rooms, what_stands_in
from benchmarks.servers import Server, empty_folder, running

SERVERS = ("asgi", "picows", "y-websocket", "hocuspocus-sqlite")
COLUMNS = (
    "server", "people", "synced_ms", "caught_up_ms", "cpu_seconds", "reload_ms", "reload_cpu_seconds", "lost",
    "audited_equal", "others_percent",
)  # fmt: skip
RETURN_AFTER_SECONDS = 0.2
PATIENCE_SECONDS = 30.0
AUDITED = 3


def main() -> None:
    """Measure and print."""
    parser = options(__doc__)
    parser.add_argument("--rooms", type=int, default=80, help="of twelve people each")
    asked = parser.parse_args()
    asked.rounds = 1 if asked.quick else asked.rounds or 3
    servers = chosen(asked.servers or SERVERS)
    with prepared(asked, rooms=asked.rooms) as (installation, machine):
        rounds = rounds_of(
            servers, asked.rounds, lambda server: [_measure(server, installation, asked.rooms)]
        )
    results = results_of(rounds)
    took = {row["server"]: row["caught_up_ms"] for row in results}
    print_report(
        "reconnect_storm",
        machine=machine,
        settings=vars(asked),
        rounds=rounds,
        results=results,
        ratios=[
            ratio(f"caught_up_ms of {peer} over {ours}'s", took[peer], took[ours], aim=f"{ours} under 500 ms")
            for ours in ("asgi", "picows")
            for peer in SERVERS[2:]
            if ours in took and peer in took
        ],
        columns=COLUMNS,
    )


def _measure(server: Server, installation: Installation, number: int) -> Row:
    with empty_folder(f"run-{server.name}") as data:
        if server.is_ours:
            copy_into(installation, data)
        with running(server, data=data, environment=installation.environment) as process:
            rooms = Rooms(server, installation, audited=number)
            crowd = Crowd(process.port)
            try:
                crowd.arrive(rooms.more(number))
                crowd.write(3.0, a_second=2.0, writers=rooms.people)
                if not crowd.until(rooms.ledger.is_settled, patience=PATIENCE_SECONDS):
                    raise NotServed("not everybody had everything before the storm")
                without_pauses()
                returned = _everybody_returns(crowd, rooms, process)
                reloaded = _everybody_reloads(crowd, rooms, process)
            finally:
                crowd.close()
    return {"people": len(rooms.people), **returned, **reloaded}


def _everybody_returns(crowd: Crowd, rooms: Rooms, process: Process) -> dict[str, Any]:
    """With what they had, and an edit of their own that the server lacks."""
    people = rooms.people
    for person in people:
        person.disconnect()
    cut_off = crowd.now()
    for room in rooms.all:
        _write_unsent(room, crowd)
    crowd.listen(RETURN_AFTER_SECONDS)
    _make_tickets(people)
    used, others, own = process.cpu_seconds(), all_seconds(), generator_seconds()
    began = crowd.storm(people)
    synced = crowd.until(_all_synced(people), patience=PATIENCE_SECONDS)
    caught_up = crowd.until(rooms.ledger.is_settled, patience=PATIENCE_SECONDS)
    wall = crowd.now() - began
    used = process.cpu_seconds() - used
    others = all_seconds() - others - used - (generator_seconds() - own)
    last = max((person.synced_at for person in people if person.synced_at), default=began)
    return {
        "synced_ms": _ms(last - began) if synced else None,
        "caught_up_ms": _ms(max(rooms.ledger.last_seen, last) - began) if caught_up else None,
        "lost": rooms.ledger.latencies(cut_off, began).lost,
        "cpu_seconds": round(used, 3),
        "others_percent": round(100 * max(0.0, others) / wall, 1),
    }


def _everybody_reloads(crowd: Crowd, rooms: Rooms, process: Process) -> dict[str, Any]:
    """As a page does that is opened anew: with nothing. The same must stand in the document."""
    before = [_says(room[0], rooms) for room in rooms.all[:AUDITED]]
    for person in rooms.people:
        person.disconnect()
    crowd.people.clear()
    newcomers = rooms.open_again()
    crowd.people += newcomers
    crowd.listen(RETURN_AFTER_SECONDS)
    _make_tickets(newcomers)
    used = process.cpu_seconds()
    began = crowd.storm(newcomers)
    synced = crowd.until(_all_synced(newcomers), patience=PATIENCE_SECONDS)
    used = process.cpu_seconds() - used
    crowd.listen(0.5)
    rooms_equal = [
        all(_says(person, rooms) == said for person in room)
        for room, said in zip(rooms.all, before, strict=False)
    ]
    return {
        "reload_ms": _ms(max(person.synced_at or 0 for person in newcomers) - began) if synced else None,
        "reload_cpu_seconds": round(used, 3),
        "audited_equal": f"{sum(rooms_equal)}/{len(rooms_equal)}",
    }


class _Owed:
    """What a returning client answers to the server's state: its unsent edit, and what else is lacking."""

    def __init__(self, document: Doc[Any], shared: dict[int, int], unsent: bytes) -> None:
        self._document = document
        self._shared = shared
        self._unsent = unsent
        self._usual = merge_updates(document.get_update(document.get_state()), unsent)

    def __call__(self, state: bytes) -> bytes:
        has = read_state_vector(state)
        if all(has.get(client, 0) >= clock for client, clock in self._shared.items()):
            return self._usual
        return merge_updates(self._document.get_update(state), self._unsent)


def _write_unsent(room: Room, crowd: Crowd) -> None:
    """Everybody in the room makes one edit while cut off."""
    document: Doc[Any] = Doc()
    with document.transaction():
        for update in room[0].kept or []:
            document.apply_update(update)
    had = state_vector([person.writer for person in room])
    for person in room:
        found = person.ledger.write(due=crowd.now(), others=EVERYBODY & ~(1 << person.seat))
        unsent = person.writer.type(found)
        person.has, person.owes = had, _Owed(document, read_state_vector(had), unsent)
        if person.kept is not None:
            person.kept.append(unsent)


def _make_tickets(people: Sequence[Attendee]) -> None:
    """The page has them ready; making them is not the socket's work."""
    for person in people:
        path = person.path()
        person.path = lambda path=path: path  # type: ignore[misc]


def _all_synced(people: Sequence[Attendee]) -> Callable[[], bool]:
    """Whether each has had the server's answer. Looks at nobody twice."""
    waiting = list(people)

    def all_synced() -> bool:
        while waiting and waiting[-1].synced_at is not None:
            waiting.pop()
        return not waiting

    return all_synced


def _says(person: Attendee, rooms: Rooms) -> str:
    return what_stands_in(person.kept or [], rooms.names)


def _ms(seconds: float) -> float:
    return round(1000 * seconds, 1)


if __name__ == "__main__":
    main()
