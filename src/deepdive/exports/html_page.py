"""A document as a web page that needs nothing else."""

from base64 import b64encode
from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path
from typing import assert_never

from deepdive.exports.document import Block, Bullets, Document, Heading, Note, Paragraph, Picture, Table

_STYLE = Path(__file__).with_name("page.css").read_text(encoding="utf-8")
# nothing of the page is run, and nothing is fetched
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"


def to_html(document: Document) -> bytes:
    """The document as one UTF-8 file, with contents that lead to its headings."""
    listed = [block for block in document.blocks if isinstance(block, Heading) and block.level == 1]
    anchors = {id(heading): f"part-{number}" for number, heading in enumerate(listed, 1)}
    head = (
        "<!DOCTYPE html>",
        f'<html lang="{escape(document.language)}">',
        '<head><meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{escape(_POLICY)}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{escape(document.name)}</title>",
        f'<meta name="author" content="{escape(document.author)}">',
        f"<style>{_STYLE}</style></head>",
        "<body><main>",
        f"<h1>{_lines(document.title)}</h1>",
    )
    return "\n".join(
        (*head, *_front(document, listed, anchors), *_body(document, anchors), "</main></body>\n</html>\n")
    ).encode()


def _front(document: Document, listed: Sequence[Heading], anchors: dict[int, str]) -> Iterator[str]:
    if document.subtitle:
        yield f'<p class="subtitle">{_lines(document.subtitle)}</p>'
    if document.facts:
        facts = (
            f"<div><dt>{escape(label)}</dt><dd>{_lines(value)}</dd></div>" for label, value in document.facts
        )
        yield f"<dl>{''.join(facts)}</dl>"
    if listed and not document.is_one_side:
        links = (f'<li><a href="#{anchors[id(one)]}">{_lines(one.text)}</a></li>' for one in listed)
        yield f'<nav aria-labelledby="contents"><h2 id="contents">Contents</h2><ol>{"".join(links)}</ol>'
        yield "</nav>"


def _body(document: Document, anchors: dict[int, str]) -> Iterator[str]:
    for block in document.blocks:
        anchor = anchors.get(id(block))
        yield _block(block, f' id="{anchor}"' if anchor else "")


def _block(block: Block, anchor: str) -> str:
    match block:
        case Heading():
            level = block.level + 1
            return f"<h{level}{anchor}>{_lines(block.text)}</h{level}>"
        case Paragraph():
            return f"<p>{_lines(block.text)}</p>"
        case Bullets():
            return f"<ul>{''.join(f'<li>{_lines(item)}</li>' for item in block.items)}</ul>"
        case Table():
            return _table(block)
        case Note():
            return f'<p class="note {block.kind.value}">{_lines(block.text)}</p>'
        case Picture():
            data = b64encode(block.svg.encode()).decode()
            return f'<p><img src="data:image/svg+xml;base64,{data}" alt="{escape(block.alt)}"></p>'
        case _:
            assert_never(block)


def _table(table: Table) -> str:
    header = "".join(f'<th scope="col">{_lines(cell)}</th>' for cell in table.header)
    rows = "".join(f"<tr>{''.join(f'<td>{_lines(cell)}</td>' for cell in row)}</tr>" for row in table.rows)
    # what is too wide for a small screen is moved inside its own box, also by keyboard
    return (
        f'<div class="wide" role="region" tabindex="0" aria-label="{escape(table.caption)}">'
        f"<table><caption>{_lines(table.caption)}</caption>"
        f"<thead><tr>{header}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _lines(text: str) -> str:
    return escape(text).replace("\n", "<br>")
