"""The shared types that a document is made of."""

from collections.abc import Callable
from typing import Any

from pycrdt import Doc, Map, Text

YDoc = Doc[Any]
YMap = Map[Any]


def root_names(document: YDoc) -> frozenset[str]:
    """The names of all shared types at the top level, those that nobody has looked at with them."""
    return frozenset(document.keys())


def text_at(document: YDoc, name: str) -> Text:
    """The top-level text with that name."""
    text: Text = document.get(name, type=Text)
    return text


def map_at(document: YDoc, name: str) -> YMap:
    """The top-level map with that name."""
    shared: YMap = document.get(name, type=Map)
    return shared


def update_of(document: YDoc, act: Callable[[], None]) -> bytes | None:
    """Change the document as ``act`` does, in one transaction.

    Returns the update that does the same elsewhere, or None if nothing changes.
    """
    updates: list[bytes] = []
    watch = document.observe(lambda event: updates.append(event.update))
    try:
        with document.transaction():
            act()
    finally:
        document.unobserve(watch)
    return updates[0] if updates else None


def plain(value: object) -> str:
    """The value as text: a shared text's words. Empty for what is no text."""
    return str(value) if isinstance(value, Text | str) else ""


def set_plain(holder: YMap, key: str, text: str) -> None:
    """Replace a value that is no shared text, unless it says so already."""
    if plain(holder.get(key)) != text:
        holder[key] = text
