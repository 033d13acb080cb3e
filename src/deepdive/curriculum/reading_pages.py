"""``reading.md``: the two pages that attendees read."""

from deepdive.core.reading import Reading
from deepdive.curriculum.document import Document
from deepdive.curriculum.parts import PartReader, split, text_of

PAGES = {"pre_work": "Before the workshop", "catch_up": "If you missed it"}


def read_pages(content: bytes | None, *, file: str) -> Document[Reading]:
    """The pages in a file, for before the workshop and for those who missed it."""
    reader = PartReader(content, file=file)
    if not reader.has_text:
        return reader.document(Reading(pre_work="", catch_up=""), {})
    first, *parts = split(reader.text, deepest=1)
    reader.refuse_text(first, 'Put it under "# Before the workshop"')
    entries = reader.take(parts, PAGES, level=1, line=1)
    pages = Reading(pre_work=text_of(entries["pre_work"]), catch_up=text_of(entries["catch_up"]))
    return reader.document(pages, entries)
