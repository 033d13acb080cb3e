"""One measurement: so many rooms with one server, everybody writing."""

from dataclasses import asdict, dataclass

from benchmarks.crowd import Crowd, without_pauses
from benchmarks.installation import Installation, copy_into
from benchmarks.ledger import percentile
from benchmarks.processes import Process, all_seconds, generator_seconds
from benchmarks.rooms import Rooms
from benchmarks.servers import Server, empty_folder, running

PATIENCE_SECONDS = 3.0  # an edit that somebody lacks so long after the end is lost
LONGEST_P99_MS = 150


@dataclass(frozen=True)
class Load:
    """How much, and how long."""

    rooms: int
    seconds: float
    warm_seconds: float = 2.0
    edits_a_second: float = 1.0
    audited: int = 2


@dataclass(frozen=True)
class Figures:
    """What one measurement gave. Times in milliseconds, CPU in microseconds a delivery of one edit."""

    rooms: int
    people: int
    edits: int
    lost: int
    p50_ms: float | None
    p95_ms: float | None
    p99_ms: float | None
    deliveries_a_second: float
    cpu_seconds: float
    cpu_percent: float
    us_a_delivery: float
    memory_mb: float
    memory_idle_mb: float
    kb_a_room: float
    kb_in_a_second: float
    kb_out_a_second: float
    messages_out_a_second: float
    generator_percent: float
    generator_late_p99_ms: float | None
    # what everybody else computed on the two cores: above some 10 the latencies say little
    others_percent: float
    audited_equal: str

    @property
    def holds(self) -> bool:
        """Whether everybody was served well: nothing lost, 99 of 100 edits everywhere in 150 ms."""
        return not self.lost and self.p99_ms is not None and self.p99_ms < LONGEST_P99_MS

    @property
    def is_close(self) -> bool:
        """Whether it did not miss that by far, so that another attempt is worth its time."""
        return not self.lost and self.p99_ms is not None and self.p99_ms < 4 * LONGEST_P99_MS


def measure(server: Server, load: Load, installation: Installation) -> Figures:
    """Start the server, fill the rooms, let everybody write, and stop it."""
    with empty_folder(f"run-{server.name}") as data:
        if server.is_ours:
            copy_into(installation, data)
        with running(server, data=data, environment=installation.environment) as process:
            idle = process.memory_bytes()
            rooms = Rooms(server, installation, audited=min(load.audited, load.rooms))
            crowd = Crowd(process.port)
            try:
                crowd.arrive(rooms.more(load.rooms))
                return observe(crowd, rooms, process, load, idle=idle)
            finally:
                crowd.close()


def observe(crowd: Crowd, rooms: Rooms, process: Process, load: Load, *, idle: int) -> Figures:
    """Everybody who is there writes for a while; what that gave."""
    people = rooms.people
    without_pauses()
    crowd.write(load.warm_seconds, a_second=load.edits_a_second, writers=people)
    before = _Counters.of(crowd, rooms, process)
    crowd.lateness.clear()
    since, until = crowd.write(load.seconds, a_second=load.edits_a_second, writers=people)
    after = _Counters.of(crowd, rooms, process)
    memory = process.memory_bytes()
    late = percentile(sorted(crowd.lateness), 0.99)
    crowd.until(rooms.ledger.is_settled, patience=PATIENCE_SECONDS)
    took = rooms.ledger.latencies(since, until)
    equal, audited = rooms.audit(crowd)
    used = {name: value - getattr(before, name) for name, value in asdict(after).items()}
    wall = used["at"]
    return Figures(
        rooms=len(rooms.all),
        people=len(people),
        edits=took.counted,
        lost=took.lost,
        p50_ms=_ms(took.p50),
        p95_ms=_ms(took.p95),
        p99_ms=_ms(took.p99),
        deliveries_a_second=round(used["deliveries"] / wall, 1),
        cpu_seconds=round(used["cpu"], 3),
        cpu_percent=round(100 * used["cpu"] / wall, 1),
        us_a_delivery=round(1e6 * used["cpu"] / max(1, used["deliveries"]), 2),
        memory_mb=round(memory / 2**20, 1),
        memory_idle_mb=round(idle / 2**20, 1),
        kb_a_room=round((memory - idle) / 1024 / len(rooms.all), 1),
        kb_in_a_second=round(used["bytes_out"] / 1024 / wall, 1),
        kb_out_a_second=round(used["bytes_in"] / 1024 / wall, 1),
        messages_out_a_second=round(used["messages_in"] / wall, 1),
        generator_percent=round(100 * used["generator"] / wall, 1),
        generator_late_p99_ms=_ms(late),
        others_percent=round(100 * max(0.0, used["everything"] - used["cpu"] - used["generator"]) / wall, 1),
        audited_equal=f"{equal}/{audited}",
    )


@dataclass(frozen=True)
class _Counters:
    at: float
    cpu: float
    generator: float
    everything: float
    deliveries: int
    bytes_in: int
    bytes_out: int
    messages_in: int

    @staticmethod
    def of(crowd: Crowd, rooms: Rooms, process: Process) -> "_Counters":
        people = crowd.people
        return _Counters(
            at=crowd.now(),
            cpu=process.cpu_seconds(),
            generator=generator_seconds(),
            everything=all_seconds(),
            deliveries=rooms.ledger.deliveries,
            bytes_in=sum(person.bytes_in for person in people),
            bytes_out=sum(person.bytes_out for person in people),
            messages_in=sum(person.messages_in for person in people),
        )


def _ms(seconds: float | None) -> float | None:
    return None if seconds is None else round(1000 * seconds, 2)
