"""Write tests/golden/documents.json: updates as base64, and what the documents that they make say.

Both test suites read it, so that Python and TypeScript agree on the shape of the shared document. Run
``python -m tools.golden_documents`` when that shape grows, and read what changed: the tests compare the
file and do not make it. Needs the front end's packages and node.
"""

import base64
import json
import subprocess
from pathlib import Path
from typing import Any

from pycrdt import Doc

from deepdive.workbook.document import (
    BoardEdits,
    KeptRow,
    Link,
    RowEdits,
    change,
    change_board,
    change_links,
    heading_row,
    note_row,
)
from tests.workbook.document.golden import FILE, Case, document_of, says
from tests.workbook.example import NOTES

PROJECT = Path(__file__).resolve().parent.parent
SUMMARY = "Two lines: ß\n家族 👩‍👩‍👧 wait"


def main() -> None:
    """Write the file."""
    begun = _begun()
    theirs = _by_yjs(begun)
    elsewhere: Doc[Any] = Doc(client_id=102)
    elsewhere.apply_update(begun)
    since_begun = change(
        elsewhere,
        NOTES,
        {
            "headline": "The busy wards ring 😀 at ten",
            "steps": RowEdits(rows=(KeptRow("r1", {"what": "Ring é twice"}),), order=("r3", "r1")),
        },
    )
    assert since_begun
    cases = {
        "every kind, by pycrdt": [begun],
        "every kind, by Yjs": [theirs["every"]],
        "equal and odd order numbers": [theirs["ties"]],
        "begun by pycrdt, changed by Yjs": [begun, theirs["since_begun"]],
        "changed by both at once": [begun, since_begun, theirs["since_begun"]],
    }
    made = [_case(name, updates) for name, updates in cases.items()]
    text = json.dumps(made, ensure_ascii=False, indent=1)
    FILE.write_text(text + "\n", encoding="utf-8")


def _begun() -> bytes:
    document: Doc[Any] = Doc(client_id=101)
    steps = {"r1": "Ring é", "r2": "Write", "r3": "Tell"}
    rows = tuple(KeptRow(row_id, {"what": what, "level": "low"}) for row_id, what in steps.items())
    change(
        document,
        NOTES,
        {
            "headline": "The wards ring 😀 at nine",
            "summary": SUMMARY,
            "answer": "yes",
            "count": "3",
            "due": "2027-03-31",
            "steps": RowEdits(rows=rows),
        },
    )
    change(document, NOTES, {"headline": "Ours", "answer": "no"}, group="group-1")
    notes = (note_row("n1", text="Calls 📞", heading="h1"), note_row("n2", text="Beds", heading=""))
    headings = (heading_row("h1", title="Evidence"), heading_row("h2", title="Gaps"))
    change_board(document, "ideas", BoardEdits(RowEdits(notes), RowEdits(headings)))
    change_board(document, "ideas", BoardEdits(RowEdits(order=("n2", "n1")), RowEdits(order=("h2", "h1"))))
    change_links(document, "step-needs", made=[Link("r1", "r2"), Link("r3", "r1")])
    return document.get_update()


def _by_yjs(begun: bytes) -> dict[str, bytes]:
    script = Path(__file__).with_suffix(".mjs")
    order = json.dumps({"begun": base64.b64encode(begun).decode()})
    told = subprocess.run(
        ["node", str(script), order], cwd=PROJECT / "frontend", check=True, capture_output=True, text=True
    )
    return {name: base64.b64decode(update) for name, update in json.loads(told.stdout).items()}


def _case(name: str, updates: list[bytes]) -> Case:
    return {
        "name": name,
        "updates": [base64.b64encode(update).decode() for update in updates],
        "says": says(document_of(updates)),
    }


if __name__ == "__main__":
    main()
