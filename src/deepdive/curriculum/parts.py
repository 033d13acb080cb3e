"""Markdown files as the pack uses them: texts in parts, each under a heading that names it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeVar

from deepdive.curriculum.document import Document, Path
from deepdive.curriculum.fault import Fault, nearest, quote
from deepdive.curriculum.yaml_file import Entry, Node, NotYaml, Scalar, Table, decode, is_printable

Value = TypeVar("Value")

_HEADING = re.compile(r"(#{1,6})[ \t]+(.*?)[ \t]*#*[ \t]*")
_FENCE = re.compile(r" {0,3}(```|~~~)")


@dataclass(frozen=True, kw_only=True)
class Part:
    """A heading and the text under it, up to the next heading; lines count from 1.

    The first part of a file has level 0 and no title: it is what stands before the first heading.
    """

    level: int
    title: str
    line: int
    text: str
    text_line: int

    @property
    def heading(self) -> str:
        """The heading as it is written."""
        return f"{'#' * self.level} {self.title}"

    @property
    def entry(self) -> Entry:
        """The part as the value of a key."""
        return Entry(self.line, Scalar(self.text_line, self.text, is_plain=False))


def split(text: str, *, deepest: int, first_line: int = 1) -> tuple[Part, ...]:
    """The parts of a text. Headings deeper than ``deepest`` belong to the text of their part."""
    parts: list[Part] = []
    level, title, line = 0, "", first_line
    body: list[str] = []
    fence = ""
    for place, this in enumerate(text.split("\n"), start=first_line):
        if match := _FENCE.match(this):
            fence = match[1] if not fence else "" if match[1] == fence else fence
        heading = None if fence else _HEADING.fullmatch(this)
        if heading and len(heading[1]) <= deepest:
            parts.append(_part(level, title, line, body, is_first=not parts))
            level, title, line, body = len(heading[1]), heading[2], place, []
        else:
            body.append(this)
    return (*parts, _part(level, title, line, body, is_first=not parts))


def _part(level: int, title: str, line: int, body: Sequence[str], *, is_first: bool) -> Part:
    blank = next((place for place, this in enumerate(body) if this.strip()), 0)
    return Part(
        level=level,
        title=" ".join(title.split()),
        line=line,
        text="\n".join(body[blank:]).rstrip(),
        text_line=line + blank + (0 if is_first else 1),
    )


class PartReader:
    """Reads one Markdown file: hands out its parts, and collects what is wrong with them."""

    def __init__(self, content: bytes | None, *, file: str) -> None:
        self.file = file
        self.faults: list[Fault] = []
        self.unread: set[Path] = set()
        self.text = ""
        if content is None:
            self.unread.add(())
            return
        try:
            self.text = self._printable(decode(content, file=file).replace("\r\n", "\n"))
        except NotYaml as broken:
            self.unread.add(())
            self.faults.append(broken.fault)

    @property
    def has_text(self) -> bool:
        """Whether there is a text to read."""
        return () not in self.unread

    def refuse(self, line: int, problem: str, remedy: str, *, at: Path | None = None) -> None:
        """Note a fault, and that the part ``at`` could not be read."""
        self.faults.append(Fault(self.file, line, problem, remedy))
        if at is not None:
            self.unread.add(at)

    def refuse_text(self, part: Part, remedy: str) -> None:
        """Refuse text that stands directly under a heading, or before the first, where none may."""
        if part.text:
            self.refuse(part.text_line, "this text stands in no part", remedy)

    def take(
        self, parts: Sequence[Part], wanted: Mapping[str, str], *, level: int, line: int, at: Path = ()
    ) -> dict[str, Entry]:
        """The ``parts`` by their keys; ``wanted`` maps each key to its heading, in their order.

        A part that is missing or empty is refused and is an empty text in the answer. ``line`` is where
        to say that one is missing, and ``at`` what they are all parts of.
        """
        keys = {heading: key for key, heading in wanted.items()}
        found: dict[str, Part] = {}
        missed = list(wanted)
        for part in parts:
            key = keys.get(part.title) if part.level == level else None
            if key is None:
                self._unknown(part, [heading for heading in keys if keys[heading] in missed], keys, level)
                if match := nearest(part.title, [wanted[key] for key in missed]):
                    missed.remove(keys[match])
            elif key in found:
                self.refuse(part.line, f"a second part is called {quote(part.title)}", "Remove one of them")
            else:
                found[key] = part
                if key in missed:
                    missed.remove(key)
        self._order(list(found.values()), list(keys))
        for key in missed:
            heading = f"{'#' * level} {wanted[key]}"
            self.refuse(
                line, f"the part {quote(wanted[key])} is missing", f"Add it under a line {quote(heading)}"
            )
        for part in found.values():
            if not part.text:
                self.refuse(part.line, f"the part {quote(part.title)} is empty", "Write it under its heading")
        self.unread |= {(*at, key) for key in wanted if key not in found or not found[key].text}
        nothing = Entry(line, Scalar(line, "", is_plain=False))
        return {key: found[key].entry if key in found else nothing for key in wanted}

    def document(self, value: Value, entries: Mapping[str, Entry]) -> Document[Value]:
        """The file as a document. ``entries`` say on which lines the fields of ``value`` stand."""
        node: Node | None = Table(1, entries) if self.has_text else None
        return Document(
            file=self.file,
            node=node,
            value=value,
            unread=frozenset(self.unread),
            faults=tuple(self.faults),
        )

    def _unknown(self, part: Part, missed: Sequence[str], keys: Mapping[str, str], level: int) -> None:
        sign = "#" * level
        remedy = f"The parts here are {', '.join(f'{sign} {heading}' for heading in keys)}"
        if match := nearest(part.title, missed):
            remedy = f"Write {quote(f'{sign} {match}')} if that is what you mean; the parts here are " + (
                ", ".join(keys)
            )
        self.refuse(part.line, f"unknown part {quote(part.heading)}", remedy)

    def _order(self, found: Sequence[Part], headings: Sequence[str]) -> None:
        for before, part in pairwise(found):
            if headings.index(part.title) < headings.index(before.title):
                self.refuse(
                    part.line,
                    f"the part {quote(part.title)} stands after {quote(before.title)}",
                    f"Keep the order {', '.join(headings)}",
                )
                return

    def _printable(self, text: str) -> str:
        wrong = next((place for place, letter in enumerate(text) if not is_printable(letter)), None)
        if wrong is None:
            return text
        self.refuse(
            text.count("\n", 0, wrong) + 1,
            "there is a control character in this text",
            "Type the text again; copying may have brought in what cannot be seen",
        )
        return "".join(letter if is_printable(letter) else "\N{REPLACEMENT CHARACTER}" for letter in text)


def text_of(entry: Entry) -> str:
    """The text of a part that :meth:`PartReader.take` gave."""
    return entry.node.text if isinstance(entry.node, Scalar) else ""
