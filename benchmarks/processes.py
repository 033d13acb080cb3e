"""Which core is whose, and what a process has used."""

import os
import platform
import resource
import time
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

_CORES = sorted(os.sched_getaffinity(0))
CAN_PIN = len(_CORES) > 1


@dataclass(frozen=True)
class Process:
    """A running server."""

    pid: int
    port: int

    def cpu_seconds(self) -> float:
        """Processor time that all its threads have used, in user space and in the kernel."""
        # the clock of another process, see clock_getcpuclockid(3)
        return time.clock_gettime((~self.pid << 3) | 2)

    def memory_bytes(self) -> int:
        """What it holds in memory now (resident set)."""
        for line in Path(f"/proc/{self.pid}/status").read_text(encoding="ascii").splitlines():
            if line.startswith("VmRSS:"):
                return int(line.split()[1]) * 1024
        raise ProcessLookupError(self.pid)


def go_before_others() -> None:
    """This process and those that it starts get their time before everybody else's. Needs to be root."""
    os.setpriority(os.PRIO_PROCESS, 0, -15)
    group = Path("/proc/self/autogroup")
    if group.exists():  # otherwise the system shares its time among sessions first, see sched(7)
        with suppress(PermissionError):  # of a process that a shell leads its own group with
            os.setsid()
        group.write_text("-15", encoding="ascii")


def pin_server() -> None:
    """Called in the server's process: the first core is its own."""
    if CAN_PIN:
        os.sched_setaffinity(0, {_CORES[0]})


def pin_generator() -> None:
    """The load comes from another core; and everybody needs a socket."""
    if CAN_PIN:
        os.sched_setaffinity(0, {_CORES[1]})
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))


def generator_seconds() -> float:
    """Processor time that this process has used."""
    return time.process_time()


def all_seconds() -> float:
    """Processor time that everything on this machine has used, on our two cores."""
    used = 0
    for line in Path("/proc/stat").read_text(encoding="ascii").splitlines():
        name, *ticks = line.split()
        if name in {f"cpu{core}" for core in _CORES[:2]}:
            user, nice, system, _idle, _wait, irq, soft_irq, steal = map(int, ticks[:8])
            used += user + nice + system + irq + soft_irq + steal
    return used / os.sysconf("SC_CLK_TCK")


def machine() -> dict[str, object]:
    """What it was measured on."""
    info = Path("/proc/cpuinfo").read_text(encoding="ascii", errors="replace")
    processor = next(
        (line.split(":", 1)[1].strip() for line in info.splitlines() if "model name" in line), "?"
    )
    return {
        "processor": processor,
        "cores": len(_CORES),
        "server_has_a_core_of_its_own": CAN_PIN,
        "kernel": platform.release(),
        # others who compute at the same time make the figures worse
        "load_before": [round(load, 2) for load in os.getloadavg()],
        "date": datetime.now(UTC).isoformat(timespec="seconds"),
    }


def versions(names: tuple[str, ...]) -> dict[str, str]:
    """The versions of installed Python packages, and of Python."""
    found = {"python": platform.python_version()}
    for name in names:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    return found
