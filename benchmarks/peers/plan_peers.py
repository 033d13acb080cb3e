"""What WeasyPrint and Pandoc take for a plan, in an environment of their own. Prints one row as JSON."""

import json
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median


def weasyprint(page: Path) -> bytes:
    """The page as a PDF, built to PDF/UA-1 as ours is."""
    from weasyprint import HTML  # type: ignore[import-not-found]

    made: bytes = HTML(filename=str(page)).write_pdf(pdf_variant="pdf/ua-1")
    return made


def pandoc(page: Path) -> bytes:
    """The page as a Word file."""
    import pypandoc  # type: ignore[import-not-found]

    made = Path(tempfile.gettempdir()) / "plan-peer.docx"
    pypandoc.convert_file(str(page), "docx", format="html", outputfile=str(made), extra_args=["--toc"])
    return made.read_bytes()


PEERS: dict[str, tuple[str, Callable[[Path], bytes]]] = {
    "weasyprint": ("pdf, WeasyPrint", weasyprint),
    "pandoc": ("docx, Pandoc", pandoc),
}


def main() -> None:
    """Measure one peer: its name, the page, how often."""
    name, page, times = sys.argv[1:]
    title, make = PEERS[name]
    took: list[float] = []
    worked: list[float] = []
    content = b""
    for _ in range(int(times) + 1):
        began, began_work = time.perf_counter(), _work()
        content = make(Path(page))
        took.append((time.perf_counter() - began) * 1000)
        worked.append((_work() - began_work) * 1000)
    row = {
        "what": title,
        "median_ms": round(median(took[1:]), 1),
        "cpu_ms": round(median(worked[1:]), 1),
        "first_ms": round(took[0], 1),
        "kb": round(len(content) / 1000),
    }
    print(json.dumps(row))


def _work() -> float:
    """Seconds of the processor so far, also of programs that were called."""
    used = os.times()
    return used.user + used.system + used.children_user + used.children_system


if __name__ == "__main__":
    main()
