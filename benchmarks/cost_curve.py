"""What a delivery costs as rooms are added to one server: 1, 10, 50, 100 and 200 rooms of twelve."""

from dataclasses import asdict

from benchmarks.command import chosen, options, prepared, results_of, rounds_of
from benchmarks.crowd import Crowd
from benchmarks.installation import Installation, copy_into
from benchmarks.load import Load, observe
from benchmarks.report import Row, print_report, ratio
from benchmarks.rooms import Rooms
from benchmarks.servers import Server, empty_folder, running

SERVERS = ("asgi", "picows", "y-websocket", "hocuspocus")
COLUMNS = (
    "server", "rooms", "lost", "p50_ms", "p95_ms", "p99_ms", "us_a_delivery", "cpu_percent", "memory_mb",
    "kb_a_room", "generator_percent", "others_percent", "audited_equal",
)  # fmt: skip


def main() -> None:
    """Measure and print."""
    parser = options(__doc__)
    parser.add_argument(
        "--rooms", type=lambda some: [int(one) for one in some.split(",")], default=[1, 10, 50, 100, 200]
    )
    parser.add_argument("--seconds", type=float, default=5.0, help="how long to measure each number")
    asked = parser.parse_args()
    asked.rounds = 1 if asked.quick else asked.rounds or 1
    asked.seconds = 2.0 if asked.quick else asked.seconds
    servers = chosen(asked.servers or SERVERS)
    with prepared(asked, rooms=max(asked.rooms)) as (installation, machine):
        rounds = rounds_of(
            servers, asked.rounds, lambda server: _curve(server, installation, asked.rooms, asked.seconds)
        )
    results = results_of(rounds, "rooms")
    print_report(
        "cost_curve",
        machine=machine,
        settings=vars(asked),
        rounds=rounds,
        results=results,
        ratios=_ratios(results),
        columns=COLUMNS,
    )


def _curve(server: Server, installation: Installation, numbers: list[int], seconds: float) -> list[Row]:
    """One server that fills up, from the smallest number of rooms to the largest."""
    with empty_folder(f"run-{server.name}") as data:
        if server.is_ours:
            copy_into(installation, data)
        with running(server, data=data, environment=installation.environment) as process:
            idle = process.memory_bytes()
            rooms = Rooms(server, installation, audited=1)
            crowd = Crowd(process.port)
            found: list[Row] = []
            try:
                for number in sorted(numbers):
                    crowd.arrive(rooms.more(number - len(rooms.all)))
                    # one room makes few edits, so it is watched for longer
                    longer = 3 if number < 10 else 1
                    load = Load(number, seconds * longer, warm_seconds=1.0)
                    found.append(asdict(observe(crowd, rooms, process, load, idle=idle)))
            finally:
                crowd.close()
            return found


def _ratios(results: list[Row]) -> list[Row]:
    cost = {(row["server"], row["rooms"]): row["us_a_delivery"] for row in results}
    return [
        ratio(f"us_a_delivery of {peer} over {ours}'s at {rooms} rooms", cost.get((peer, rooms)), theirs)
        for (ours, rooms), theirs in cost.items()
        if ours in ("asgi", "picows")
        for peer in ("y-websocket", "hocuspocus")
        if (peer, rooms) in cost
    ]


if __name__ == "__main__":
    main()
