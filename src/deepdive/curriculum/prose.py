"""Prose: what a Markdown text consists of, as far as rules ask about it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

from deepdive.curriculum.marks import without_marks

_MARKDOWN = MarkdownIt("commonmark").enable("table")
_LISTS = ("bullet_list_open", "ordered_list_open")


@dataclass(frozen=True, kw_only=True)
class Paragraph:
    """A paragraph, heading, list item or table: how it is written, and how people read it.

    ``kind`` is the name of the element in HTML. Lines are counted from the first of the text.
    """

    kind: str
    lines_below: int
    written: str
    read: str


@dataclass(frozen=True, kw_only=True)
class Reference:
    """A link or a picture: where it points, and its words or its text alternative."""

    target: str
    words: str
    lines_below: int


@dataclass
class Prose:
    """A Markdown text, taken apart."""

    paragraphs: list[Paragraph] = field(default_factory=list)
    links: list[Reference] = field(default_factory=list)
    pictures: list[Reference] = field(default_factory=list)
    html: list[int] = field(default_factory=list)

    @property
    def read(self) -> str:
        """Everything that people read, a paragraph a line."""
        return "\n".join(paragraph.read for paragraph in self.paragraphs)


@lru_cache(maxsize=4096)
def prose(text: str) -> Prose:
    """The text taken apart. Whoever asks twice gets the same; nobody changes it."""
    answer = Prose()
    for group in _groups(_MARKDOWN.parse(text)):
        inlines = [token for token in group if token.type == "inline"]
        answer.html += [_line(token) for token in group if token.type == "html_block"]
        for inline in inlines:
            _take_inline(inline, answer)
        if inlines:
            answer.paragraphs.append(
                Paragraph(
                    kind=group[0].tag,
                    lines_below=_line(group[0]),
                    written="\n".join(inline.content for inline in inlines),
                    read=without_marks(" ".join(_read(inline) for inline in inlines)),
                )
            )
    return answer


def count_words(text: str) -> int:
    """How many words people read in a Markdown text; signs alone are none."""
    words = prose(text).read.split()
    return sum(any(letter.isalnum() for letter in word) for word in words)


def _groups(tokens: list[Token]) -> Iterator[list[Token]]:
    """The tokens of each element that counts as one paragraph; a list is one for each of its items."""
    group: list[Token] = []
    base = 0
    for token in tokens:
        if token.type in _LISTS and token.level == base:
            base += 1
        elif token.type.endswith("_list_close") and token.level == base - 1:
            base -= 1
        else:
            group.append(token)
        if group and token.level == base and token.nesting <= 0:
            yield group
            group = []


def _take_inline(inline: Token, answer: Prose) -> None:
    line = _line(inline)
    children = inline.children or []
    for place, child in enumerate(children):
        if child.type in ("softbreak", "hardbreak"):
            line += 1
        elif child.type == "html_inline":
            answer.html.append(line)
        elif child.type == "image":
            answer.pictures.append(
                Reference(target=str(child.attrs.get("src", "")), words=child.content, lines_below=line)
            )
        elif child.type == "link_open":
            words = "".join(after.content for after in children[place + 1 : _closed(children, place)])
            answer.links.append(
                Reference(target=str(child.attrs.get("href", "")), words=words, lines_below=line)
            )


def _closed(children: list[Token], place: int) -> int:
    for end in range(place + 1, len(children)):
        if children[end].type == "link_close":
            return end
    return len(children)


def _read(inline: Token) -> str:
    parts = []
    for child in inline.children or []:
        if child.type in ("softbreak", "hardbreak"):
            parts.append(" ")
        elif child.type in ("text", "code_inline"):
            parts.append(child.content)
    return "".join(parts)


def _line(token: Token) -> int:
    return token.map[0] if token.map else 0
