"""A document as an accessible PDF, built to PDF/UA-1."""

import json
import re
import unicodedata
from dataclasses import asdict, replace
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any

import typst

from deepdive.exports.document import Block, Document, Note, NoteKind, Picture
from deepdive.exports.fonts import bundled_fonts
from deepdive.exports.one_side import cut_to_one_side
from deepdive.exports.raster import in_pixels

TEMPLATE = Path(__file__).with_name("plan.typ")
PROBE = Path(__file__).with_name("undrawable.typ")

# Latin, Greek, Cyrillic and the usual punctuation, all of which the font has.
_OFTEN_USED = re.compile(
    "[\n\t\x20-\x7e\xa0-\u017f\u0391-\u03a1\u03a3-\u03c9\u0410-\u044f\u2013-\u2026\u20ac]"
)
_OFTEN_IN_DRAWINGS = re.compile(f"{_OFTEN_USED.pattern}|[\u2190-\u2193]")
_INVISIBLE_BETWEEN = "[\u200d\ufe0e\ufe0f]*"

NAMED_CHARACTERS = Note(
    text="Some characters, such as emoji, cannot be drawn in this file. "
    "Their names stand in square brackets instead. The Word document keeps the characters themselves.",
    kind=NoteKind.INFORMATION,
)


def to_pdf(document: Document) -> bytes:
    """The document as a tagged PDF with only the fonts that come with the application."""
    document = _drawable(fitted(document))
    undrawable = _undrawable(_as_json(document))
    if undrawable:
        document = replace(document, blocks=(NAMED_CHARACTERS, *document.blocks))
    pdf: bytes = typst.compile(
        TEMPLATE.read_bytes(),
        sys_inputs={"document": _named(_as_json(document), undrawable)},
        font_paths=bundled_fonts(),
        ignore_system_fonts=True,
        pdf_standards=["ua-1"],
        timestamp=datetime.combine(document.made_on, time(), tzinfo=UTC),
    )
    return pdf


def _drawable(document: Document) -> Document:
    """The document with pixels in place of drawings that hold rare letters. For text Typst looks for a letter
    in every font that it has, and for drawings only in some; it gives up where there is none."""
    return replace(
        document,
        blocks=tuple(
            replace(block, svg=in_pixels(block.svg))
            if isinstance(block, Picture) and _OFTEN_IN_DRAWINGS.sub("", block.svg)
            else block
            for block in document.blocks
        ),
    )


def fitted(document: Document) -> Document:
    """The document, cut to fit one side if that is all the room it has."""
    return cut_to_one_side(document, _fits_one_side) if document.is_one_side else document


def _fits_one_side(document: Document) -> bool:
    pages = typst.query(
        TEMPLATE.read_bytes(),
        "<pages>",
        field="value",
        one=True,
        sys_inputs={"document": _as_json(document), "reserve": "yes"},
        font_paths=bundled_fonts(),
        ignore_system_fonts=True,
    )
    return bool(json.loads(pages) == 1)


def _as_json(document: Document) -> str:
    language, _, region = document.language.partition("-")
    value: dict[str, Any] = {
        "name": document.name,
        "title": document.title,
        "subtitle": document.subtitle,
        "author": document.author,
        "footer": document.name.replace("\n", " "),
        "made_on": [document.made_on.year, document.made_on.month, document.made_on.day],
        "lang": language,
        "region": region,
        "is_one_side": document.is_one_side,
        "facts": document.facts,
        "blocks": [_block(block) for block in document.blocks],
    }
    return json.dumps(value, ensure_ascii=False)


def _block(block: Block) -> dict[str, Any]:
    return {"type": type(block).__name__, **asdict(block)}


def _undrawable(text: str) -> frozenset[str]:
    """Which characters of ``text`` none of the fonts has; a PDF/UA-1 file may hold none of them."""
    unusual = sorted(set(_OFTEN_USED.sub("", text)))
    if not unusual:
        return frozenset()
    found = typst.query(
        PROBE.read_bytes(),
        "<undrawable>",
        field="value",
        one=True,
        sys_inputs={"characters": json.dumps(unusual)},
        font_paths=bundled_fonts(),
    )
    return frozenset(json.loads(found))


def _named(text: str, undrawable: frozenset[str]) -> str:
    """``text`` with each run of undrawable characters as their names, which are safe inside JSON."""
    if not undrawable:
        return text
    one = f"[{re.escape(''.join(sorted(undrawable)))}]"
    run = re.compile(f"{one}(?:{_INVISIBLE_BETWEEN}{one})*{_INVISIBLE_BETWEEN}")
    return run.sub(lambda found: f"[{', '.join(_names(found[0], undrawable))}]", text)


def _names(run: str, undrawable: frozenset[str]) -> list[str]:
    return [
        unicodedata.name(character, f"U+{ord(character):04X}").lower()
        for character in run
        if character in undrawable
    ]
