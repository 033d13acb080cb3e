"""The shape of the shared document, and the only module that knows it.

A workbook is a Yjs document. Each field of an artefact is a shared text of its own at the top level,
named ``<artefact id>/<field id>``. Top-level types merge by name: two people who open an empty
workbook at the same moment write into the same text, where nested maps made twice would lose one.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from pycrdt import Doc, Text

from deepdive.core.artefact import Artefact, Written

YDoc = Doc[Any]


def field_name(artefact_id: str, field_id: str) -> str:
    """The name of the field's shared text."""
    return f"{artefact_id}/{field_id}"


def field_text(document: YDoc, artefact_id: str, field_id: str) -> Text:
    """The field's shared text; it exists from the first time it is asked for."""
    text: Text = document.get(field_name(artefact_id, field_id), type=Text)
    return text


def replay(updates: Iterable[bytes]) -> YDoc:
    """The document that the updates make, in any order."""
    document: YDoc = Doc()
    with document.transaction():
        for update in updates:
            document.apply_update(update)
    return document


def written(document: YDoc, artefacts: Mapping[str, Artefact]) -> Written:
    """What stands in the document: artefact id -> field id -> text, for every field of the pack."""
    return {
        artefact.id: {field.id: str(field_text(document, artefact.id, field.id)) for field in artefact.fields}
        for artefact in artefacts.values()
    }


def set_text(text: Text, new: str) -> None:
    """Make the text say ``new``, touching only what differs, so that other people's edits merge.

    pycrdt counts in UTF-8 bytes, so common beginning and end are found in characters and then counted
    in bytes.
    """
    old = str(text)
    if old == new:
        return
    start = _common(old, new)
    end = _common(old[start:][::-1], new[start:][::-1])
    removed, added = old[start : len(old) - end], new[start : len(new) - end]
    at = _bytes(old[:start])
    if removed:
        del text[at : at + _bytes(removed)]
    if added:
        text.insert(at, added)


def change(document: YDoc, values: Mapping[tuple[str, str], str]) -> bytes | None:
    """Set fields, given as (artefact id, field id) -> text.

    Returns the update that does so, or None if nothing changes.
    """
    updates: list[bytes] = []
    watch = document.observe(lambda event: updates.append(event.update))
    with document.transaction():
        for (artefact_id, field_id), text in values.items():
            set_text(field_text(document, artefact_id, field_id), text)
    document.unobserve(watch)
    return updates[0] if updates else None


def _common(one: str, other: str) -> int:
    length = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        length += 1
    return length


def _bytes(text: str) -> int:
    return len(text.encode())
