"""The pack's Markdown as HTML: with glossary terms that open, and sources that are cited."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.token import Token

_MARKS = re.compile(r"\[\[(?P<term>[a-z0-9-]+)(?:\|(?P<words>[^\]\n]+))?\]\]|\[\^(?P<source>[a-z0-9-]+)\]")


@dataclass
class Rendering:
    """HTML, with the ids of the terms marked in it and of the sources cited, in the order of their
    first appearance. A source's number is its place in ``sources``, counted from 1."""

    html: SafeString = field(default_factory=SafeString)
    terms: list[str] = field(default_factory=list)
    sources: list[str] = field(default_factory=list)


def render(
    text: str,
    *,
    terms: Mapping[str, str],
    top_heading: int = 2,
    picture_address: Callable[[str], str] = str,
    into: Rendering | None = None,
) -> Rendering:
    """Render Markdown. ``terms`` maps glossary ids to the word itself, shown where a mark has no words.

    The first level of headings becomes ``top_heading``. ``picture_address`` gives the address of a
    picture from its path in the pack. Several texts on one page share their sources' numbers by
    rendering ``into`` the same Rendering, whose ``html`` is then the latest text's. HTML in the text
    is shown as text.
    """
    rendering = into or Rendering()
    markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = markdown.parse(text)
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(6, int(token.tag[1]) - 1 + top_heading)}"
        elif token.type == "table_open":
            token.attrSet("class", "nhsuk-table")
        elif token.type == "inline" and token.children:
            token.children = _with_marks(token.children, rendering, terms)
            for child in token.children:
                if child.type == "image":
                    child.attrSet("src", picture_address(str(child.attrGet("src"))))
    # markdown-it escapes text and refuses script addresses; our own marks are made by format_html
    rendering.html = mark_safe(markdown.renderer.render(tokens, markdown.options, {}))  # noqa: S308
    return rendering


def _with_marks(children: Sequence[Token], rendering: Rendering, terms: Mapping[str, str]) -> list[Token]:
    new: list[Token] = []
    for child in children:
        if child.type != "text":
            new.append(child)
            continue
        at = 0
        for mark in _MARKS.finditer(child.content):
            new.append(_token("text", child.content[at : mark.start()]))
            new.append(_token("html_inline", _mark(mark, rendering, terms)))
            at = mark.end()
        new.append(_token("text", child.content[at:]))
    return new


def _mark(mark: re.Match[str], rendering: Rendering, terms: Mapping[str, str]) -> str:
    if source := mark["source"]:
        number = _place(source, rendering.sources)
        return format_html(
            '<sup><a href="#source-{}"><span class="nhsuk-u-visually-hidden">source </span>{}</a></sup>',
            source,
            number,
        )
    term = mark["term"]
    _place(term, rendering.terms)
    words = mark["words"] or terms.get(term, term)
    # a button that opens a popover: keyboard and touch work, and no script is needed
    return format_html('<button type="button" class="term" popovertarget="term-{}">{}</button>', term, words)


def _place(name: str, names: list[str]) -> int:
    if name not in names:
        names.append(name)
    return names.index(name) + 1


def _token(kind: str, content: str) -> Token:
    return Token(kind, "", 0, content=content)
