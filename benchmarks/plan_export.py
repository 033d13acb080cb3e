"""A full plan as PDF and Word, beside WeasyPrint and Pandoc; and the plan's page, small and ten times larger.

The plan has 12 sections, 12 tables and 4 drawings. The peers have an environment of their own:

    python3 -m venv build/plan-peers
    build/plan-peers/bin/pip install -r benchmarks/peers/plan-requirements.txt
"""

import argparse
import json
import subprocess
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks.page_time import COLUMNS, page_time, set_up, timed, worked_example
from benchmarks.processes import machine
from benchmarks.report import Row, print_report, ratio, say
from benchmarks.servers import HERE, PROJECT, empty_folder

PEERS = PROJECT / "build" / "plan-peers" / "bin" / "python"
TEXT = (
    "Booking clerks ring people on the day before from a printed list, and stop when the telephones get "
    "busy. People who miss an appointment often have good reasons: transport and work. "
) * 4


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--times", type=int, default=10)
    asked = parser.parse_args()
    with empty_folder("plan-export") as folder:
        set_up(folder)
        rows = [*_our_files(asked.times), *_their_files(folder, asked.times), *_pages(asked.times)]
    # where others compute on the same machine, only the processor's time tells
    of = {str(row["what"]): row["cpu_ms"] for row in rows}
    print_report(
        "plan_export",
        machine=machine(),
        settings=vars(asked),
        rounds=rows,
        results=rows,
        ratios=[
            ratio("PDF: processor time of WeasyPrint over ours", of.get("pdf, WeasyPrint"), of["pdf"]),
            ratio("Word: processor time of Pandoc over ours", of.get("docx, Pandoc"), of["docx"]),
        ],
        columns=COLUMNS,
    )


def full_document() -> Any:
    """A plan of 12 sections, each with texts and a table of eight rows, and 4 drawings."""
    from deepdive.exports.document import Bullets, Document, Heading, Paragraph, Picture, Table

    blocks: list[Any] = []
    for number in range(1, 13):
        blocks += [
            Heading(level=1, text=f"Section {number}", anchor=f"section-{number}"),
            Paragraph(text="What a reader should know before deciding.", is_introduction=True),
            *(
                part
                for entry in range(4)
                for part in (Heading(level=2, text=f"Question {number}.{entry}"), Paragraph(text=TEXT))
            ),
            Bullets(items=tuple(f"Point {point}: transport, work and language" for point in range(5))),
            Table(
                caption=f"Table {number}",
                header=("What", "Who", "When", "How we know"),
                rows=tuple((f"Step {row}", "Booking manager", "2027-03-31", TEXT[:120]) for row in range(8)),
            ),
        ]
        if number % 3 == 0:
            blocks.append(Picture(svg=_drawing(), alt="Eight groups of people by power and interest."))
    return Document(
        title="Our AI project plan",
        subtitle="Westmarch Hospital",
        author="Westmarch Hospital",
        made_on=date(2027, 3, 9),
        facts=(("Problem", "People miss their first appointment"),),
        blocks=tuple(blocks),
    )


def _drawing() -> str:
    places = [(place % 4 * 150 + 10, place // 4 * 90 + 10) for place in range(8)]
    boxes = "".join(
        f'<rect x="{x}" y="{y}" width="130" height="70" fill="#eef2f6"/><text x="{x + 10}" y="{y + 40}" '
        f'font-size="14" font-family="Arimo, Arial, sans-serif">Group at {x}</text>'
        for x, y in places
    )
    start = '<svg xmlns="http://www.w3.org/2000/svg" width="620" height="200" viewBox="0 0 620 200">'
    return f"{start}{boxes}</svg>"


def _our_files(times: int) -> Iterator[Row]:
    from deepdive.exports.docx import to_docx
    from deepdive.exports.html_page import to_html
    from deepdive.exports.markdown import to_markdown
    from deepdive.exports.pdf import to_pdf

    document = full_document()
    for name, draw in {"pdf": to_pdf, "docx": to_docx, "html": to_html, "md": to_markdown}.items():
        say(f"{name} ...")
        yield timed(name, lambda draw=draw: draw(document), times)  # type: ignore[misc]


def _their_files(folder: Path, times: int) -> Iterator[Row]:
    """What the peers make of the same content, given as our own web page."""
    from deepdive.exports.html_page import to_html

    if not PEERS.exists():
        say("The peers are not installed: see the top of benchmarks/plan_export.py.")
        return
    (folder / "plan.html").write_bytes(to_html(full_document()))
    for peer in ("weasyprint", "pandoc"):
        say(f"{peer} ...")
        asked = subprocess.run(
            [PEERS, HERE / "peers" / "plan_peers.py", peer, folder / "plan.html", str(times)],
            check=False,
            capture_output=True,
            text=True,
        )
        if asked.returncode:
            say(f"{peer} does not run here: {asked.stderr.strip().splitlines()[-1]}")
        else:
            yield json.loads(asked.stdout)


def _pages(times: int) -> Iterator[Row]:
    """The server's time for the plan's page, and how often it asks the database."""
    for name, factor in {"page, worked example": 1, "page, ten times the rows": 10}.items():
        cohort, person = worked_example(factor)
        yield page_time(name, f"/cohorts/{cohort}/plan", person, times)


if __name__ == "__main__":
    main()
