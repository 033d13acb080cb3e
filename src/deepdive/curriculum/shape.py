"""Trees into values: the frozen dataclasses of the core say which keys a file has.

A field's type says what may stand there, a field with a default may be left out, and a key named
``id`` must be a word that fits in an address.
"""

from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from types import UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from deepdive.core.plan import FieldAddress
from deepdive.curriculum.document import Document, Given, Path
from deepdive.curriculum.fault import Fault, nearest, quote
from deepdive.curriculum.word import Id, word_for
from deepdive.curriculum.yaml_file import Listing, Node, NotYaml, Scalar, Table, parse

Value = TypeVar("Value")


def read_document(
    content: bytes | None, kind: type[Value], *, file: str, given: Given | None = None
) -> Document[Value]:
    """What ``content`` says as a ``kind``; with no content, or none to be understood, all is unread."""
    reader = _Reader(file)
    node: Node | None = None
    if content is not None:
        try:
            node, faults = parse(content, file=file)
            reader.faults.extend(faults)
        except NotYaml as broken:
            reader.faults.append(broken.fault)
    if node is None:
        value = empty(kind, given=given)
        reader.unread.add(())
    else:
        value = reader.read(node, kind, (), given or {})
    return Document(
        file=file,
        node=node,
        value=value,
        unread=frozenset(reader.unread),
        faults=tuple(reader.faults),
    )


def read_node(
    node: Node, kind: type[Value], *, file: str, given: Given
) -> tuple[Value, frozenset[Path], tuple[Fault, ...]]:
    """What ``node`` says as a ``kind``, beside what is ``given``: the value, what is unread, and why."""
    reader = _Reader(file)
    value: Value = reader.read(node, kind, (), given)
    return value, frozenset(reader.unread), tuple(reader.faults)


def empty(kind: type[Value], *, given: Given | None = None) -> Value:
    """A ``kind`` that says nothing but what is ``given``."""
    value: Value = _empty(kind, given or {})
    return value


class _Reader:
    def __init__(self, file: str) -> None:
        self.file = file
        self.faults: list[Fault] = []
        self.unread: set[Path] = set()

    def read(self, node: Node, kind: Any, path: Path, given: Given | None = None) -> Any:
        if _has_keys(kind):
            return self._dataclass(node, kind, path, given or {})
        if get_origin(kind) is tuple:
            return self._tuple(node, get_args(kind)[0], path)
        if get_origin(kind) is Mapping:
            return self._mapping(node, get_args(kind)[1], path)
        if listed := _listed(kind):
            return self.read(node, listed if isinstance(node, Listing) else str, path)
        if with_keys := _may_have_keys(kind):
            return self.read(node, with_keys, path)
        return self._word(node, kind, path)

    def _word(self, node: Node, kind: Any, path: Path) -> object:
        word = word_for(kind)
        if isinstance(node, Scalar):
            try:
                return word.take(node)
            except ValueError:
                pass
        self._refuse(node, path, f"Write {word.expected}")
        return word.empty

    def _tuple(self, node: Node, kind: Any, path: Path) -> tuple[object, ...]:
        if not isinstance(node, Listing):
            self._refuse(node, path, "Write a list: [] for none, or lines that begin with a dash")
            return ()
        return tuple(self.read(item, kind, (*path, place)) for place, item in enumerate(node.items))

    def _mapping(self, node: Node, kind: Any, path: Path) -> dict[str, object]:
        if not isinstance(node, Table):
            self._refuse(node, path, "Write lines of the form key: text")
            return {}
        return {key: self.read(entry.node, kind, (*path, key)) for key, entry in node.entries.items()}

    def _dataclass(self, node: Node, kind: Any, path: Path, given: Given) -> Any:
        keys = {name: hint for name, hint in _hints(kind).items() if name not in given}
        if not isinstance(node, Table):
            self._refuse(node, path, f"Write the keys {', '.join(keys)}, each with its value")
            return _empty(kind, given)
        misspelt = self._unknown_keys(node, keys)
        values: dict[str, object] = dict(given)
        for name, hint in keys.items():
            if name in node.entries and _is_left_out(node.entries[name].node, name, kind):
                continue
            if name in node.entries:
                values[name] = self.read(node.entries[name].node, hint, (*path, name))
            elif name in misspelt:
                self.unread.add((*path, name))
                values[name] = _empty(hint)
            elif name not in _optional(kind):
                self._missing(node, name, hint, path)
                values[name] = _empty(hint)
        return kind(**{_names(kind)[name]: value for name, value in values.items()})

    def _unknown_keys(self, node: Table, keys: Mapping[str, Any]) -> set[str]:
        """Refuse keys that do not belong here; the keys that they were most likely meant to be."""
        meant: set[str] = set()
        for key in (key for key in node.entries if key not in keys):
            remedy = f"The keys here are {', '.join(keys)}"
            if match := nearest(key, keys.keys() - node.entries.keys()):
                meant.add(match)
                remedy = f"Write {quote(match)} if that is what you mean; the keys here are {', '.join(keys)}"
            self.faults.append(Fault(self.file, node.entries[key].line, f"unknown key {quote(key)}", remedy))
        return meant

    def _missing(self, node: Table, name: str, hint: Any, path: Path) -> None:
        self.unread.add((*path, name))
        self.faults.append(
            Fault(self.file, node.line, f"the key {quote(name)} is missing", f"Add it with {_expected(hint)}")
        )

    def _refuse(self, node: Node, path: Path, remedy: str) -> None:
        self.unread.add(path)
        key = next((step for step in reversed(path) if isinstance(step, str)), "the file")
        self.faults.append(Fault(self.file, node.line, f"{key} is {_describe(node)}", remedy))


def _describe(node: Node) -> str:
    if isinstance(node, Listing):
        return "a list"
    if isinstance(node, Table):
        return "a table of keys"
    return quote(node.text) if node.text.strip() and not node.is_null else "empty"


def _has_keys(kind: Any) -> bool:
    """Whether a value of that type is written as a table, with a key for each of its fields."""
    return is_dataclass(kind) and kind is not FieldAddress


@cache
def _hints(kind: Any) -> dict[str, Any]:
    hints = get_type_hints(kind)
    return {key: Id if key == "id" else hints[name] for key, name in _names(kind).items()}


@cache
def _names(kind: Any) -> dict[str, str]:
    """The field of a dataclass for each key; ``from_`` stands for ``from``, which Python keeps for itself."""
    return {field.name.removesuffix("_"): field.name for field in fields(kind)}


@cache
def _defaults(kind: Any) -> frozenset[str]:
    return frozenset(
        field.name
        for field in fields(kind)
        if field.default is not MISSING or field.default_factory is not MISSING
    )


@cache
def _optional(kind: Any) -> frozenset[str]:
    return frozenset(key for key, name in _names(kind).items() if name in _defaults(kind))


def _listed(kind: Any) -> Any:
    """The list among the types that a value may have, if it may be a list or a text."""
    if get_origin(kind) not in (Union, UnionType):
        return None
    return next((part for part in get_args(kind) if get_origin(part) is tuple), None)


def _may_have_keys(kind: Any) -> Any:
    """The type with keys among those that a value may have, if it may be one or nothing."""
    if get_origin(kind) not in (Union, UnionType):
        return None
    return next((part for part in get_args(kind) if _has_keys(part)), None)


def _is_left_out(node: Node, name: str, kind: Any) -> bool:
    """Whether a key that may be missing is there with an empty text, which says the same."""
    return name in _optional(kind) and isinstance(node, Scalar) and not node.text.strip()


def _expected(hint: Any) -> str:
    if get_origin(hint) is tuple:
        return "a list"
    if _has_keys(hint):
        return f"the keys {', '.join(_hints(hint))}"
    if _listed(hint):
        return "a text or a list"
    if with_keys := _may_have_keys(hint):
        return _expected(with_keys)
    return "keys and texts" if get_origin(hint) is Mapping else word_for(hint).expected


def _empty(kind: Any, given: Given | None = None) -> Any:
    """A value that says nothing, to stand where a value could not be read."""
    if _has_keys(kind):
        hints = {name: hint for name, hint in _hints(kind).items() if name not in (given or {})}
        values = {**(given or {}), **{key: _empty(hint) for key, hint in hints.items()}}
        return kind(**{_names(kind)[key]: value for key, value in values.items()})
    if get_origin(kind) is tuple:
        return ()
    if _listed(kind):
        return ""
    if _may_have_keys(kind):
        return None
    return {} if get_origin(kind) is Mapping else word_for(kind).empty
