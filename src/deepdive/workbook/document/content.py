"""What stands under any top-level name as plain values, whatever the pack says: to compare it, to put it
back, and to take patient data out of it.

Shared texts and maps are read to the last letter. Arrays, XML and documents within documents have no
place in a workbook and are passed over.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from pycrdt import Array, Doc, Map, Text, XmlElement, XmlFragment, XmlText

from deepdive.workbook.document.shared import YDoc, YMap, map_at, text_at, update_of
from deepdive.workbook.document.text import set_text

# Ours go two deep: rows and their cells.
DEEPEST = 8
_FOREIGN = (Array, Doc, XmlElement, XmlFragment, XmlText)
_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")

# A value that is replaced as a whole: a text, a number, true, and lists and mappings of such.
Plain = object


@dataclass(frozen=True)
class SharedText:
    """A text in which edits meet."""

    text: str


@dataclass(frozen=True)
class SharedMap:
    """A map that can be changed key by key."""

    entries: Mapping[str, "Content"]


Content = SharedText | SharedMap | Plain


@dataclass(frozen=True)
class Root:
    """What stands under one top-level name. A text has no entries, a map no text; what a faulty client
    made both is both."""

    text: str = ""
    entries: Mapping[str, Content] = field(default_factory=dict)


def read_root(document: YDoc, name: str) -> Root:
    """What stands under the name."""
    return Root(str(text_at(document, name)), _entries(map_at(document, name), DEEPEST))


def texts_in(root: Root) -> Iterator[str]:
    """Every text in it, ids left out."""
    found: list[str] = []

    def note(text: str) -> str:
        found.append(text)
        return text

    _cleaned_root(root, note)
    yield from found


def restore(document: YDoc, older: YDoc, names: Iterable[str]) -> bytes | None:
    """Make the document say what the older one said under these names, with the least change.

    What was removed since comes back under the id that it had, so that links to it hold. Returns the
    update that does so, an edit like any other, or None if nothing changes.
    """

    def act() -> None:
        for name in sorted(names):
            _put_root(document, name, read_root(older, name))

    return update_of(document, act)


def write_roots(document: YDoc, roots: Mapping[str, Root]) -> bytes | None:
    """Make the document say this under these names. Returns the update that does so, or None if nothing
    changes."""

    def act() -> None:
        for name, root in sorted(roots.items()):
            _put_root(document, name, root)

    return update_of(document, act)


def clean_roots(document: YDoc, names: Iterable[str], clean: Callable[[str], str]) -> bytes | None:
    """Make every text under these names as ``clean`` has it.

    Returns the update that does so, or None if all are so already.
    """
    found = {name: read_root(document, name) for name in sorted(names)}
    dirty = {name: new for name, root in found.items() if (new := _cleaned_root(root, clean)) != root}
    if not dirty:
        return None

    def act() -> None:
        for name, root in dirty.items():
            _put_root(document, name, root)

    return update_of(document, act)


def _entries(shared: YMap, depth: int) -> dict[str, Content]:
    return {
        key: _content(value, depth)
        for key, value in shared.items()
        if not isinstance(value, _FOREIGN) and not (isinstance(value, Map) and depth == 0)
    }


def _content(value: object, depth: int) -> Content:
    if isinstance(value, Text):
        return SharedText(str(value))
    if isinstance(value, Map):
        return SharedMap(_entries(value, depth - 1))
    return value


def _put_root(document: YDoc, name: str, wanted: Root) -> None:
    if (now := read_root(document, name)) == wanted:
        return
    if now.text != wanted.text:
        set_text(text_at(document, name), wanted.text)
    _put(map_at(document, name), wanted.entries, DEEPEST)


def _put(shared: YMap, wanted: Mapping[str, Content], depth: int) -> None:
    now = _entries(shared, depth)
    for key in sorted(now.keys() - wanted.keys()):
        del shared[key]
    for key, content in sorted(wanted.items()):
        if key not in now or not _is_same(now[key], content):
            _put_entry(shared, key, content, depth)


def _put_entry(shared: YMap, key: str, content: Content, depth: int) -> None:
    here = shared.get(key)
    if isinstance(content, SharedText) and isinstance(here, Text):
        set_text(here, content.text)
    elif isinstance(content, SharedMap) and isinstance(here, Map):
        _put(here, content.entries, depth - 1)
    else:
        shared[key] = _made(content)


def _made(content: Content) -> object:
    if isinstance(content, SharedText):
        return Text(content.text)
    if isinstance(content, SharedMap):
        return Map({key: _made(entry) for key, entry in content.entries.items()})
    return content


def _is_same(one: Content, other: Content) -> bool:
    # in Python 1 equals True
    return one == other and isinstance(one, bool) == isinstance(other, bool)


def _cleaned_root(root: Root, clean: Callable[[str], str]) -> Root:
    return Root(
        clean(root.text) if root.text else "",
        {key: _cleaned(entry, clean) for key, entry in root.entries.items()},
    )


def _cleaned(content: Content, clean: Callable[[str], str]) -> Content:
    match content:
        case SharedText(text):
            return SharedText(clean(text))
        case SharedMap(entries):
            return SharedMap({key: _cleaned(entry, clean) for key, entry in entries.items()})
        case str():
            # the digits of a random id can look like a patient's number
            return content if _ID.fullmatch(content) else clean(content)
        case list():
            return [_cleaned(item, clean) for item in content]
        case dict():
            return {key: _cleaned(item, clean) for key, item in content.items()}
    return content
