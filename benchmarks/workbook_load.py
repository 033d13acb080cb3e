"""Rooms of twelve people who each make an edit a second: how soon everybody has it, and what it costs.

With ``--search``: the most rooms that are served well, which is nothing lost and 99 of 100 edits with all
eleven others within 150 ms.
"""

from dataclasses import asdict
from typing import Any

from benchmarks.command import chosen, options, prepared, results_of, rounds_of
from benchmarks.crowd import NotServed
from benchmarks.installation import Installation
from benchmarks.load import Figures, Load, measure
from benchmarks.report import Row, print_report, ratio, say
from benchmarks.search import most
from benchmarks.servers import SERVERS, YARDSTICK, Server

IN_LOAD = tuple(SERVERS)
IN_SEARCH = ("asgi", "picows", "y-websocket", "hocuspocus")
MOST_ROOMS = 1600
AIMS = {"asgi": 1.3, "picows": 1.7, "asgi-memory": 1.5, "picows-memory": 2.5}
# Where a search begins; it finds the same from anywhere, only later.
BEGIN = {"picows": 540, "picows-memory": 720, "y-websocket": 280, "hocuspocus": 280}
COLUMNS = (
    "server", "rooms", "lost", "p50_ms", "p95_ms", "p99_ms", "us_a_delivery", "cpu_seconds", "cpu_percent",
    "memory_mb", "kb_a_room", "kb_out_a_second", "messages_out_a_second", "generator_percent",
    "others_percent", "audited_equal",
)  # fmt: skip


def main() -> None:
    """Measure and print."""
    parser = options(__doc__)
    parser.add_argument("--rooms", type=int, default=40, help="rooms to fill (without --search)")
    parser.add_argument("--seconds", type=float, default=5.0, help="how long to measure")
    parser.add_argument("--search", action="store_true", help="find the most rooms that are served well")
    asked = parser.parse_args()
    asked.rounds = 1 if asked.quick else asked.rounds or (1 if asked.search else 2)
    asked.seconds = 3.0 if asked.quick else asked.seconds
    servers = chosen(asked.servers or (IN_SEARCH if asked.search else IN_LOAD))
    with prepared(asked, rooms=MOST_ROOMS if asked.search else asked.rooms) as (installation, machine):

        def one(server: Server) -> list[Row]:
            if asked.search:
                return [_search(server, installation, seconds=asked.seconds, is_quick=asked.quick)]
            return [asdict(measure(server, Load(asked.rooms, asked.seconds), installation))]

        rounds = rounds_of(servers, asked.rounds, one)
    results = results_of(rounds)
    print_report(
        "workbook_load",
        machine=machine,
        settings=vars(asked),
        rounds=rounds,
        results=results,
        ratios=_capacity_ratios(results) if asked.search else _cost_ratios(results),
        columns=COLUMNS,
    )


def _search(server: Server, installation: Installation, *, seconds: float, is_quick: bool) -> dict[str, Any]:
    found: dict[int, Figures] = {}

    def holds(rooms: int) -> bool:
        for _attempt in range(2):  # a noisy moment of the machine is not the server's fault
            try:
                figures = measure(server, Load(rooms, seconds, audited=1), installation)
            except NotServed as fault:
                say(f"  {server.name} {rooms} rooms: {fault}")
                return False
            say(f"  {server.name} {rooms} rooms: p99 {figures.p99_ms} ms, lost {figures.lost}, "
                f"server {figures.cpu_percent} %, generator {figures.generator_percent} %")  # fmt: skip
            if figures.holds:
                found[rooms] = figures
                return True
            if not figures.is_close:
                return False
        return False

    begin = BEGIN.get(server.name, 240)
    rooms = most(holds, begin=begin, limit=MOST_ROOMS, halvings=2 if is_quick else 3)
    return asdict(found[rooms]) if rooms else {"rooms": 0}


def _capacity_ratios(results: list[Row]) -> list[Row]:
    """Our rooms over the yardstick's, which keeps nothing on the disk."""
    rooms = {row["server"]: row["rooms"] for row in results}
    return [
        ratio(f"rooms of {name} over {peer}'s", rooms.get(name), rooms.get(peer),
              aim=f"at least {AIMS[name]}" if peer == YARDSTICK else "")
        for peer in (YARDSTICK, "hocuspocus")
        for name in AIMS
        if name in rooms and peer in rooms
    ]  # fmt: skip


def _cost_ratios(results: list[Row]) -> list[Row]:
    """The peers' cost over ours, like with like: both in memory, and both on the disk."""
    found = {row["server"]: row for row in results}
    pairs = [
        (ours, peer)
        for ours in found
        for peer in found
        if SERVERS[ours].is_ours and not SERVERS[peer].is_ours and SERVERS[ours].keeps == SERVERS[peer].keeps
    ]
    figures = (("us_a_delivery", ""), ("p99_ms", ""), ("kb_a_room", "more than 1"))
    return [
        ratio(f"{figure} of {peer} over {ours}'s", found[peer][figure], found[ours][figure], aim=aim)
        for figure, aim in figures
        for ours, peer in pairs
    ]


if __name__ == "__main__":
    main()
