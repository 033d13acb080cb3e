"""The text that a file shows, read by other programs than those that wrote it."""

import re
from html.parser import HTMLParser
from io import BytesIO

import docx
from docx.oxml.ns import qn
from markdown_it import MarkdownIt

from deepdive.exports.document import Document
from deepdive.exports.legible import legible

_BULLET = re.compile(r"^\s*[-•]\s+")


def squashed(text: str) -> str:
    """The text without white space, which every format breaks lines at as it likes."""
    return re.sub(r"\s+", "", text)


def lines_of(typed: str) -> list[str]:
    """What is to be found of a value: each of its lines, without the sign that makes it an item of a list."""
    return [squashed(_BULLET.sub("", line)) for line in legible(typed).split("\n") if line.strip()]


def text_of_document(document: Document) -> str:
    """Everything that the document says."""
    return squashed(repr_of(document))


def repr_of(value: object) -> str:
    """Every text in a document or a part of one."""
    if isinstance(value, str):
        return value
    if isinstance(value, tuple):
        return " ".join(map(repr_of, value))
    if hasattr(value, "__dataclass_fields__"):
        return " ".join(repr_of(getattr(value, name)) for name in value.__dataclass_fields__)
    return ""


class _Shown(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._hidden += tag in ("style", "script")
        self.parts += [value or "" for name, value in attrs if name == "alt"]

    def handle_endtag(self, tag: str) -> None:
        self._hidden -= tag in ("style", "script")

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.parts.append(data)


def text_of_html(page: str) -> str:
    """What a browser shows."""
    parser = _Shown()
    parser.feed(page)
    parser.close()
    return squashed("".join(parser.parts))


def text_of_markdown(text: str) -> str:
    """What is shown when a stock renderer has made a web page of it."""
    return text_of_html(MarkdownIt("commonmark", {"html": True}).enable("table").render(text))


def text_of_word(file: bytes) -> str:
    """What a Word file says, also in its tables."""
    body = docx.Document(BytesIO(file)).element.body
    return squashed("".join(part.text or "" for part in body.iter(qn("w:t"))))
