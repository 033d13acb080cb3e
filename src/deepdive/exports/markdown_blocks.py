"""The pack's Markdown as blocks of a document."""

import re
from collections.abc import Iterator, Mapping, Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token

from deepdive.exports.document import Block, Bullets, Heading, Paragraph, Table

_TERM = re.compile(r"\[\[([a-z0-9-]+)(?:\|([^\]\n]+))?\]\]")
_SOURCE = re.compile(r"\[\^([a-z0-9-]+)\]")


class MarkdownBlocks:
    """Turns texts into blocks that share one list of sources, numbered by first appearance.

    ``terms`` maps glossary ids to the word that is shown where a mark has no words of its own.
    """

    def __init__(self, terms: Mapping[str, str]) -> None:
        self.sources: list[str] = []
        self._terms = terms
        self._markdown = MarkdownIt("commonmark", {"html": False}).enable("table")

    def blocks(self, text: str, *, top_heading: int = 3) -> Iterator[Block]:
        """The text's blocks; its first level of headings becomes ``top_heading``."""
        tokens = self._markdown.parse(text)
        at = 0
        while at < len(tokens):
            token, end = tokens[at], _end(tokens, at)
            inside = tokens[at + 1 : end]
            if token.type == "heading_open":
                level = min(3, int(token.tag[1]) - 1 + top_heading)
                yield Heading(level=level, text=self._words(inside))
            elif token.type == "paragraph_open":
                yield from self._paragraph(inside, level=min(3, top_heading))
            elif token.type in ("bullet_list_open", "ordered_list_open"):
                yield Bullets(items=tuple(self._items(inside)))
            elif token.type == "table_open":
                yield self._table(inside)
            elif token.type == "blockquote_open":
                yield Paragraph(text=self._words(inside))
            at = end + 1

    def _paragraph(self, tokens: Sequence[Token], *, level: int) -> Iterator[Block]:
        """A paragraph. One that begins with bold words, as a title, has them as a heading."""
        children = tokens[0].children or []
        bold = [child.type for child in children].index("strong_close") if _begins_bold(children) else 0
        title = self._inline(children[:bold]).strip()
        rest = self._inline(children[bold:]).strip()
        if title and rest and title[-1] in ".:?":
            yield Heading(level=level, text=title.rstrip(".:"))
            yield Paragraph(text=rest)
        else:
            yield Paragraph(text=self._words(tokens))

    def _items(self, tokens: Sequence[Token]) -> Iterator[str]:
        at = 0
        while at < len(tokens):
            end = _end(tokens, at)
            yield self._words(tokens[at:end])
            at = end + 1

    def _table(self, tokens: Sequence[Token]) -> Table:
        rows: list[list[str]] = []
        for at, token in enumerate(tokens):
            if token.type == "tr_open":
                rows.append([])
            elif token.type in ("th_open", "td_open"):
                rows[-1].append(self._words(tokens[at + 1 : _end(tokens, at)]))
        header, *body = rows
        return Table(caption=header[0], header=tuple(header), rows=tuple(tuple(row) for row in body))

    def _words(self, tokens: Sequence[Token]) -> str:
        lines = [self._inline(token.children or ()) for token in tokens if token.type == "inline"]
        return "\n".join(lines)

    def _inline(self, children: Sequence[Token]) -> str:
        words = "".join(_plain(child) for child in children)
        words = _TERM.sub(lambda mark: mark[2] or self._terms.get(mark[1], mark[1]), words)
        return _SOURCE.sub(lambda mark: f" [{self._number(mark[1])}]", words)

    def _number(self, source: str) -> int:
        if source not in self.sources:
            self.sources.append(source)
        return self.sources.index(source) + 1


def _begins_bold(children: Sequence[Token]) -> bool:
    shown = [child for child in children if child.type != "text" or child.content]
    return bool(shown) and shown[0].type == "strong_open"


def _plain(token: Token) -> str:
    if token.type == "image":
        return f"[Picture: {token.content}]"
    if token.type == "hardbreak":
        return "\n"
    return " " if token.type == "softbreak" else token.content


def _end(tokens: Sequence[Token], start: int) -> int:
    """The place of the token that closes the one at ``start``; ``start`` itself if it opens nothing."""
    depth = 0
    for at in range(start, len(tokens)):
        depth += tokens[at].nesting
        if depth == 0:
            return at
    return len(tokens) - 1
