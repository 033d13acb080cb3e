"""The golden documents, which the front end's tests read too."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any, TypedDict

from deepdive.core.artefact import Field, FieldKind
from deepdive.workbook.document import YDoc, groups_in, links_of, read, read_board, rows_of
from tests.workbook.document import documents
from tests.workbook.example import NOTES

FILE = Path(__file__).parent.parent.parent / "golden" / "documents.json"
BOARD, KIND = "ideas", "step-needs"


class Case(TypedDict):
    """Updates as base64, and what the document that they make says."""

    name: str
    updates: list[str]
    says: dict[str, Any]


def cases() -> list[Case]:
    """All of them."""
    found: list[Case] = json.loads(FILE.read_text(encoding="utf-8"))
    return found


def document_of(updates: Iterable[bytes]) -> YDoc:
    """The document that the updates make."""
    return documents.document_of(*updates)


def says(document: YDoc) -> dict[str, Any]:
    """Everything that a document of the golden file can say, as JSON."""
    board = read_board(document, BOARD)
    return {
        "fields": {
            group: {about.id: _field(document, about, group) for about in NOTES.fields}
            for group in ("", *sorted(groups_in(document)))
        },
        "headings": [{"id": heading.id, "title": heading.title} for heading in board.headings],
        "notes": [{"id": note.id, "text": note.text, "heading": note.heading} for note in board.notes],
        "links": [[link.from_, link.to] for link in sorted(links_of(document, KIND))],
    }


def _field(document: YDoc, about: Field, group: str) -> object:
    if about.kind is FieldKind.ROWS:
        rows = rows_of(document, NOTES.id, about, group=group)
        return [{"id": row.id, "cells": dict(row.cells)} for row in rows]
    return read(document, NOTES.id, about, group=group)
