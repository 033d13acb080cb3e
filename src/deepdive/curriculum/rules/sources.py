"""Sources: people can open them, and somebody has looked at them lately."""

from collections.abc import Iterator
from datetime import date
from urllib.parse import urlsplit

from deepdive.core.pack import Source
from deepdive.curriculum.document import Document
from deepdive.curriculum.draft import Draft, Sources
from deepdive.curriculum.fault import Fault, quote


def check(draft: Draft) -> Iterator[Fault]:
    """Sources without a safe address, and reviews planned before the check they follow."""
    document = draft.sources
    for place, source in enumerate(document.value.sources):
        here = ("sources", place)
        if document.has_read(*here, "url") and not _is_safe(source.url):
            yield document.fault(
                f"the address {quote(source.url)} is no https address",
                "Write one that begins with https://",
                at=(*here, "url"),
            )
        if document.has_read(*here) and source.review_by < source.checked_on:
            yield document.fault(
                f"the source {quote(source.id)} is to be reviewed before it was checked",
                "Write a review_by after checked_on",
                at=(*here, "review_by"),
            )


def check_dates(draft: Draft, *, today: date) -> Iterator[Fault]:
    """Sources due for review. These never stop a server: what was true yesterday still teaches,
    and no workshop may fail to open because a day has passed.
    """
    document = draft.sources
    for place, source in enumerate(document.value.sources):
        if document.has_read("sources", place, "review_by") and source.review_by < today:
            yield _overdue(document, source, place)


def _overdue(document: Document[Sources], source: Source, place: int) -> Fault:
    return document.fault(
        f"the source {quote(source.id)} was to be reviewed by {source.review_by.isoformat()}",
        "Read it again, mend what it changes, and set checked_on and review_by",
        at=("sources", place, "review_by"),
        stops_loading=False,
    )


def _is_safe(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme == "https" and bool(parts.hostname) and len(url.split()) == 1
