"""A file of the pack, read: its value, and on which line each part of it stands."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Generic, TypeVar

from deepdive.curriculum.fault import Fault
from deepdive.curriculum.yaml_file import Listing, Node, Table

Value_co = TypeVar("Value_co", covariant=True)

# How to get to a part of a file: keys, and positions in lists counting from 0.
Path = tuple[str | int, ...]


@dataclass(frozen=True, kw_only=True)
class Document(Generic[Value_co]):
    """One file and what it says.

    Parts that could not be read are listed in ``unread``; ``value`` holds something empty in their
    place so that the rest can be checked all the same, and ``faults`` says what is wrong with them.
    """

    file: str
    node: Node | None
    value: Value_co
    unread: frozenset[Path]
    faults: tuple[Fault, ...]

    @property
    def name(self) -> str:
        """The file's name without its ending."""
        return PurePosixPath(self.file).stem

    @property
    def folder(self) -> str:
        """The name of the folder that the file is in."""
        return PurePosixPath(self.file).parent.name

    def has_read(self, *path: str | int) -> bool:
        """Whether that part, and everything in it, is what the file says."""
        return not any(unread[: len(path)] == path[: len(unread)] for unread in self.unread)

    def line(self, *path: str | int) -> int:
        """The line of that part, or of the innermost part around it that exists."""
        node, line = self.node, self.node.line if self.node else 1
        for step in path:
            if isinstance(node, Table) and isinstance(step, str) and step in node.entries:
                line, node = node.entries[step].line, node.entries[step].node
            elif isinstance(node, Listing) and isinstance(step, int) and step < len(node.items):
                node = node.items[step]
                line = node.line
            else:
                break
        return line

    def fault(
        self,
        problem: str,
        remedy: str,
        *,
        at: Path = (),
        lines_below: int | None = None,
        stops_loading: bool = True,
    ) -> Fault:
        """A fault on the line of the part ``at``, or so many lines below the first line of its text.

        Only Markdown keeps the lines of a text; in YAML, which may fold them, it is always the part's.
        """
        line = self.line(*at)
        if lines_below is not None and self.file.endswith(".md"):
            line = self._text_line(*at) + lines_below
        return Fault(self.file, line, problem, remedy, stops_loading)

    def _text_line(self, *path: str | int) -> int:
        node = self.node
        for step in path:
            if isinstance(node, Table) and isinstance(step, str) and step in node.entries:
                node = node.entries[step].node
            elif isinstance(node, Listing) and isinstance(step, int) and step < len(node.items):
                node = node.items[step]
        return node.line if node else 1


# Values that a file does not give because the loader does, by the name of the dataclass field.
Given = Mapping[str, object]
