"""What a benchmark prints: JSON on the standard output, and on the error output a table for people."""

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.processes import versions
from benchmarks.servers import HERE, NODE, PROJECT

Row = Mapping[str, Any]
_PYTHON_PACKAGES = ("deepdive", "django", "uvicorn", "uvloop", "websockets", "picows", "pycrdt")
_NODE_PACKAGES = ("@hocuspocus/server", "@y/websocket-server", "y-leveldb", "ws", "yjs", "y-protocols")


def medians(rounds: Sequence[Row]) -> dict[str, Any]:
    """The middle of each figure over the rounds; of words, the different ones. A figure that is missing in
    one round (an endless latency) counts as larger than all others."""
    return {name: _middle([one[name] for one in rounds]) for name in rounds[0]}


def print_report(name: str, *, machine: Row, settings: Row, rounds: Sequence[Row], results: Sequence[Row],
                 ratios: Sequence[Row], columns: Sequence[str]) -> None:  # fmt: skip
    """Print what was measured. ``rounds`` are the single measurements, ``results`` their medians."""
    say("")
    say(table(results, columns))
    for ratio in ratios:
        aim = f"   (aim: {ratio['aim']})" if "aim" in ratio else ""
        say(f"{ratio['what']}: {ratio['ratio']}{aim}")
    report = {
        "benchmark": name,
        "machine": machine,
        "versions": all_versions(),
        "settings": settings,
        "results": results,
        "ratios": ratios,
        "rounds": rounds,
    }
    print(json.dumps(report, indent=1))


def table(rows: Sequence[Row], columns: Sequence[str]) -> str:
    """The rows as aligned text."""
    lines = [list(columns), *([_words(row.get(column)) for column in columns] for row in rows)]
    widths = [max(len(line[place]) for line in lines) for place in range(len(columns))]
    return "\n".join(
        "  ".join(
            cell.ljust(width) if place == 0 else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(line, widths, strict=True))
        )
        for line in lines
    )


def ratio(what: str, ours: float | None, theirs: float | None, *, aim: str = "") -> dict[str, Any]:
    """One figure over another, so that more than 1 is better for us; None where one is missing."""
    value = round(ours / theirs, 2) if ours and theirs else None
    return {"what": what, "ratio": value, **({"aim": aim} if aim else {})}


def say(words: str) -> None:
    """Tell the person who waits."""
    print(words, file=sys.stderr, flush=True)


def all_versions() -> dict[str, str]:
    """The versions of everything that has a part in the figures."""
    found = versions(_PYTHON_PACKAGES)
    asked = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], cwd=PROJECT, check=False, capture_output=True, text=True
    )
    found["commit"] = asked.stdout.strip() or "?"
    if NODE.exists():
        asked = subprocess.run([NODE, "--version"], check=True, capture_output=True, text=True)
        found["node"] = asked.stdout.strip().lstrip("v")
    for name in _NODE_PACKAGES:
        about = HERE / "node_modules" / name / "package.json"
        if about.exists():
            found[name] = _version_in(about)
    return found


def _version_in(about: Path) -> str:
    return str(json.loads(about.read_text(encoding="utf-8"))["version"])


def _middle(values: Sequence[Any]) -> Any:
    if all(isinstance(value, int | float) or value is None for value in values):
        middle = median(float("inf") if value is None else value for value in values)
        return None if middle == float("inf") else round(middle, 3)
    words = [word for place, word in enumerate(values) if word not in values[:place]]
    return words[0] if len(words) == 1 else ", ".join(map(str, words))


def _words(value: object) -> str:
    if value is None:
        return "-"
    return f"{value:g}" if isinstance(value, float) else str(value)
