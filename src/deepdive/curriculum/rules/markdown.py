"""Markdown: nothing in it that a page could not show to everybody."""

import re
from collections.abc import Iterator

from deepdive.curriculum.document import Document
from deepdive.curriculum.draft import Draft
from deepdive.curriculum.fault import Fault, advise_instead, quote
from deepdive.curriculum.folder import PICTURES
from deepdive.curriculum.prose import Reference, prose
from deepdive.curriculum.rules.sources import is_safe
from deepdive.curriculum.texts import Found, every_text

_PICTURE = re.compile(rf"{PICTURES}/[A-Za-z0-9._-]+")


def check(draft: Draft) -> Iterator[Fault]:
    """HTML, links that are not safe, and pictures that are not there or that not everybody can see."""
    for document in (*draft.guides, *draft.slides, *draft.readings, *draft.cases):
        for found in every_text(document.value):
            yield from _html_and_links(document, found)
            yield from _pictures(document, found, draft.pictures)


def _html_and_links(document: Document[object], found: Found) -> Iterator[Fault]:
    path, text = found
    for below in prose(text).html:
        yield document.fault(
            "there is HTML here",
            "Write it in Markdown, or put a backslash before <",
            at=path,
            lines_below=below,
        )
    for link in prose(text).links:
        if not is_safe(link.target):
            yield document.fault(
                f"the address {quote(link.target)} is no https address",
                "Write one that begins with https://",
                at=path,
                lines_below=link.lines_below,
            )


def _pictures(document: Document[object], found: Found, there: frozenset[str]) -> Iterator[Fault]:
    path, text = found
    folder = document.file.rpartition("/")[0]
    names = [name.removeprefix(f"{folder}/") for name in there if name.startswith(f"{folder}/{PICTURES}/")]
    for picture in prose(text).pictures:
        if fault := _wrong(picture, names):
            yield document.fault(*fault, at=path, lines_below=picture.lines_below)
        if not picture.words.strip():
            yield document.fault(
                f"the picture {quote(picture.target)} has no text alternative",
                "Say between the square brackets what it shows",
                at=path,
                lines_below=picture.lines_below,
            )


def _wrong(picture: Reference, names: list[str]) -> tuple[str, str] | None:
    if not _PICTURE.fullmatch(picture.target):
        return (
            f"the picture {quote(picture.target)} is not in the folder {PICTURES}",
            f"Put it into the folder {PICTURES} beside this file, and write {PICTURES}/name.svg",
        )
    if picture.target not in names:
        return f"there is no picture {quote(picture.target)}", advise_instead(picture.target, names)
    return None
