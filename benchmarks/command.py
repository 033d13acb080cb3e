"""What the benchmarks' commands have in common: options, the installation, rounds."""

import argparse
import gc
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from benchmarks.crowd import NotServed
from benchmarks.installation import Installation, make_installation
from benchmarks.processes import go_before_others, machine, pin_generator
from benchmarks.report import Row, medians, say
from benchmarks.servers import SERVERS, NotThere, Server, available, empty_folder


def options(about: str | None) -> argparse.ArgumentParser:
    """The options that each command has; it may add some."""
    parser = argparse.ArgumentParser(description=(about or "").split("\n", 1)[0])
    parser.add_argument("--servers", type=lambda names: names.split(","), help=f"some of {','.join(SERVERS)}")
    parser.add_argument("--rounds", type=int, help="each server's turns; medians are told")
    parser.add_argument("--before-others", action="store_true", help="before other programs (for root only)")
    parser.add_argument("--quick", action="store_true", help="one short round, to see that it works")
    return parser


def chosen(names: Sequence[str]) -> list[Server]:
    """The servers that were asked for and are there; says which are not."""
    there = available()
    found = []
    for name in names:
        if name not in SERVERS:
            sys.exit(f"There is no server '{name}'. There are {', '.join(SERVERS)}.")
        if name in there:
            found.append(SERVERS[name])
        else:
            missing = "'deepdive sync'" if SERVERS[name].is_ours else "npm --prefix benchmarks ci"
            say(f"left out: {name}, which needs {missing}")
    return found


@contextmanager
def prepared(
    asked: argparse.Namespace, *, rooms: int, journal: Sequence[bytes] = ()
) -> Iterator[tuple[Installation, Row]]:
    """An installation with so many rooms, the first of which has a ``journal``, and what machine this is.

    Whoever ends the command ends the servers too.
    """
    about = machine()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("ended"))
    if asked.before_others:
        go_before_others()
    pin_generator()
    with empty_folder("installation") as folder:
        yield make_installation(folder, rooms=rooms, journal=journal), about


def rounds_of(
    servers: Sequence[Server], rounds: int, measure: Callable[[Server], Sequence[Row]]
) -> list[Row]:
    """Every server in turn, round after round, so that a noisy minute does not hit one only."""
    found: list[Row] = []
    for number in range(rounds):
        for server in servers:
            gc.enable()
            gc.unfreeze()
            gc.collect()
            try:
                rows = measure(server)
            except (NotThere, NotServed) as fault:
                say(f"not measured: {server.name}: {fault}")
                continue
            for row in rows:
                found.append({"server": server.name, "round": number + 1, **row})
                say("  ".join(f"{name} {value}" for name, value in found[-1].items()))
    return found


def results_of(rounds: Sequence[Row], *also_by: str) -> list[Row]:
    """The medians over the rounds, for each server, and for each value of the figures ``also_by``."""
    same: dict[tuple[object, ...], list[Row]] = {}
    for row in rounds:
        figures = {name: value for name, value in row.items() if name != "round"}
        same.setdefault((row["server"], *(row[name] for name in also_by)), []).append(figures)
    return [medians(rows) for rows in same.values()]
