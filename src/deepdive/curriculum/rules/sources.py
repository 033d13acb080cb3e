"""Sources, and all that rests on them: people can open them, and somebody has looked at them lately."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from deepdive.curriculum.document import Document, Path
from deepdive.curriculum.draft import Draft
from deepdive.curriculum.fault import Fault, quote


@dataclass(frozen=True, kw_only=True)
class _Checked:
    """Something that somebody has checked on one day and is to check again by another."""

    noun: str
    id: str
    checked_on: date
    review_by: date
    document: Document[object]
    path: Path


def check(draft: Draft) -> Iterator[Fault]:
    """Unsafe addresses, reviews planned before the check they follow, and claims without a source."""
    yield from _addresses(draft)
    yield from _without_source(draft)
    for one in _checked(draft):
        if one.document.has_read(*one.path) and one.review_by < one.checked_on:
            yield one.document.fault(
                f"the {one.noun} {quote(one.id)} is to be reviewed before it was checked",
                "Write a review_by after checked_on",
                at=(*one.path, "review_by"),
            )


def check_dates(draft: Draft, *, today: date) -> Iterator[Fault]:
    """What is due for review. This never stops a server: what was true yesterday still teaches,
    and no workshop may fail to open because a day has passed.
    """
    for one in _checked(draft):
        if one.document.has_read(*one.path, "review_by") and one.review_by < today:
            yield one.document.fault(
                f"the {one.noun} {quote(one.id)} was to be reviewed by {one.review_by.isoformat()}",
                "Read it again, mend what it changes, and set checked_on and review_by",
                at=(*one.path, "review_by"),
                stops_loading=False,
            )


def is_safe(url: str) -> bool:
    """Whether this is an address that begins with https and names a site."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme == "https" and bool(parts.hostname) and len(url.split()) == 1


def _checked(draft: Draft) -> Iterator[_Checked]:
    for place, source in enumerate(draft.sources.value.sources):
        yield _Checked(
            noun="source",
            id=source.id,
            checked_on=source.checked_on,
            review_by=source.review_by,
            document=draft.sources,
            path=("sources", place),
        )
    for place, partner in enumerate(draft.partners.value.partners):
        yield _Checked(
            noun="partner",
            id=partner.id,
            checked_on=partner.checked_on,
            review_by=partner.review_by,
            document=draft.partners,
            path=("partners", place),
        )
    for document in draft.cases:
        yield _Checked(
            noun="case",
            id=document.value.id,
            checked_on=document.value.checked_on,
            review_by=document.value.review_by,
            document=document,
            path=(),
        )

    for table in draft.tables:
        yield _Checked(
            noun="table",
            id=table.value.id,
            checked_on=table.value.effective,
            review_by=table.value.review_by,
            document=table,
            path=(),
        )


def _addresses(draft: Draft) -> Iterator[Fault]:
    urls: list[tuple[Document[object], Path, str]] = [
        (draft.sources, ("sources", place, "url"), source.url)
        for place, source in enumerate(draft.sources.value.sources)
    ]
    urls += [
        (draft.partners, ("partners", place, "url"), partner.url)
        for place, partner in enumerate(draft.partners.value.partners)
    ]
    urls += [
        (draft.following, ("sources", place, "url"), followed.url)
        for place, followed in enumerate(draft.following.value.sources)
    ]
    for document, path, url in urls:
        if document.has_read(*path) and not is_safe(url):
            yield document.fault(
                f"the address {quote(url)} is no https address",
                "Write one that begins with https://",
                at=path,
            )


def _without_source(draft: Draft) -> Iterator[Fault]:
    claims: list[tuple[str, str, tuple[str, ...], Document[object], Path]] = [
        ("case", one.value.id, one.value.sources, one, ()) for one in draft.cases
    ]
    claims += [
        ("partner", partner.id, partner.sources, draft.partners, ("partners", place))
        for place, partner in enumerate(draft.partners.value.partners)
    ]
    claims += [
        ("source to follow", followed.id, followed.sources, draft.following, ("sources", place))
        for place, followed in enumerate(draft.following.value.sources)
    ]
    for noun, name, sources, document, path in claims:
        if document.has_read(*path, "sources") and not sources:
            yield document.fault(
                f"the {noun} {quote(name)} has no source",
                "Add the id of a source in sources.yaml",
                at=(*path, "sources"),
            )
