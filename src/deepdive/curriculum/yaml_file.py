"""YAML as the pack allows it: a tree of texts, lists and tables that knows its lines.

Nothing is guessed about what a text means: ``yes``, ``12`` and ``2026-01-31`` are all texts here,
and whoever knows what should stand there reads them (see :mod:`deepdive.curriculum.shape`).
"""

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import yaml

from deepdive.curriculum.fault import Fault, quote

# The pack's own files nest six deep. The builder below calls itself once a level.
DEEPEST = 20


@dataclass(frozen=True)
class Scalar:
    """A text as written; ``is_plain`` when it stands without quotation marks or block signs."""

    line: int
    text: str
    is_plain: bool

    @property
    def is_null(self) -> bool:
        """Whether this says "nothing here"."""
        return self.is_plain and self.text in ("", "~", "null")


@dataclass(frozen=True)
class Listing:
    """Nodes in order."""

    line: int
    items: tuple["Node", ...]


@dataclass(frozen=True)
class Entry:
    """A key's value; ``line`` is the key's."""

    line: int
    node: "Node"


@dataclass(frozen=True)
class Table:
    """Keys and their values. Of a key given twice, the first counts and a fault says so."""

    line: int
    entries: Mapping[str, Entry]


Node = Scalar | Listing | Table


class NotYaml(Exception):
    """The file cannot be understood any further than this fault."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(str(fault))
        self.fault = fault


def decode(content: bytes, *, file: str) -> str:
    """The text of a file; NotYaml when it is not UTF-8. A byte order mark is left out."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise NotYaml(
            Fault(file, line, "this line is not UTF-8 text", "Save the file with the encoding UTF-8")
        ) from error


def parse(content: bytes, *, file: str) -> tuple[Node, tuple[Fault, ...]]:
    """The file's tree and the faults that did not hinder reading it; NotYaml for one that did."""
    text = decode(content, file=file)
    builder = _Builder(file)
    try:
        node = builder.document(_events(text))
    except yaml.MarkedYAMLError as error:
        raise NotYaml(_syntax_fault(error, text, file)) from error
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, int(error.position)) + 1
        raise NotYaml(_not_yaml(file, line, "a character that text may not hold")) from error
    except (ValueError, OverflowError) as error:
        # PyYAML lets a few impossible numbers through to int() and chr(), such as "\UFFFFFFFF"
        raise NotYaml(_not_yaml(file, builder.line, "an impossible number")) from error
    return node, tuple(builder.faults)


def _events(text: str) -> Iterator[yaml.Event]:
    """What PyYAML reads: by its fast parser, or where that fails by the one whose messages say more."""
    try:
        return iter(list(yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))))
    except (yaml.YAMLError, ValueError, OverflowError):
        return yaml.parse(text, Loader=yaml.SafeLoader)


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 1


def _syntax_fault(error: yaml.MarkedYAMLError, text: str, file: str) -> Fault:
    problem = error.problem or "it cannot be read"
    start, end = error.context_mark, error.problem_mark or error.context_mark
    # what is never closed is noticed after the last line
    line = min(end.line + 1, max(1, len(text.splitlines()))) if end else 1
    if start and start.line + 1 < line:
        problem += f", in what begins on line {start.line + 1}"
    return _not_yaml(file, line, problem)


def _not_yaml(file: str, line: int, problem: str) -> Fault:
    return Fault(
        file,
        line,
        f"this is not YAML: {' '.join(problem.split())}",
        "Look at the indentation, colons and quotation marks on this line and the one before",
    )


class _Builder:
    """Builds a tree from PyYAML's events, and collects what it refuses on the way."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.line = 1
        self.faults: list[Fault] = []

    def document(self, events: Iterator[yaml.Event]) -> Node:
        root: Node | None = None
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                if root is not None:
                    raise NotYaml(
                        Fault(
                            self.file,
                            _line(event),
                            "a second document begins here",
                            "Remove the line of three dashes",
                        )
                    )
                root = self._node(next(events), events, depth=0)
        if root is None:
            raise NotYaml(Fault(self.file, 1, "the file is empty", "Write its keys, or remove the file"))
        return root

    def _node(self, event: yaml.Event, events: Iterator[yaml.Event], *, depth: int) -> Node:
        line = self.line = _line(event)
        if depth > DEEPEST:
            raise NotYaml(Fault(self.file, line, "this is nested too deeply", "Use fewer levels"))
        self._refuse_references(event)
        if isinstance(event, yaml.SequenceStartEvent):
            return Listing(line, tuple(self._items(events, depth=depth + 1)))
        if isinstance(event, yaml.MappingStartEvent):
            return Table(line, self._entries(events, depth=depth + 1))
        if isinstance(event, yaml.ScalarEvent):
            return Scalar(line, self._printable(event.value), not event.style)
        return Scalar(line, "", is_plain=True)

    def _items(self, events: Iterator[yaml.Event], *, depth: int) -> Iterator[Node]:
        while not isinstance(event := next(events), yaml.SequenceEndEvent):
            yield self._node(event, events, depth=depth)

    def _entries(self, events: Iterator[yaml.Event], *, depth: int) -> dict[str, Entry]:
        entries: dict[str, Entry] = {}
        while not isinstance(event := next(events), yaml.MappingEndEvent):
            key = self._node(event, events, depth=depth)
            value = self._node(next(events), events, depth=depth)
            if not isinstance(key, Scalar):
                self._refuse(key.line, "a key is not a text", "Put quotation marks around text with [ or {")
            elif key.text in entries:
                first = entries[key.text].line
                self._refuse(
                    key.line,
                    f"the key {quote(key.text)} is here twice, first on line {first}",
                    "Remove one of them",
                )
            else:
                entries[key.text] = Entry(key.line, value)
        return entries

    def _refuse_references(self, event: yaml.Event) -> None:
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            self._refuse(self.line, "the pack uses no anchors (& and *)", "Write the text out, or quote it")
        if getattr(event, "tag", None):
            self._refuse(self.line, "the pack uses no tags (!)", "Remove the tag, or quote the text")

    def _printable(self, text: str) -> str:
        if all(map(is_printable, text)):
            return text
        self._refuse(
            self.line,
            "there is a control character in this text",
            "Type the text again; copying may have brought in what cannot be seen",
        )
        return "".join(letter if is_printable(letter) else "\N{REPLACEMENT CHARACTER}" for letter in text)

    def _refuse(self, line: int, problem: str, remedy: str) -> None:
        self.faults.append(Fault(self.file, line, problem, remedy))


def is_printable(letter: str) -> bool:
    """Whether a text may hold this letter."""
    return letter in "\n\t" or unicodedata.category(letter) not in ("Cc", "Cs")
