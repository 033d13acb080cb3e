"""A short document as slides for PowerPoint: each of its headings on a slide of its own."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time
from io import BytesIO

import pptx
from pptx.dml.color import RGBColor
from pptx.enum.text import PP_ALIGN
from pptx.oxml.ns import qn
from pptx.presentation import Presentation
from pptx.slide import Slide
from pptx.text.text import TextFrame
from pptx.util import Inches, Pt

from deepdive.exports.document import Block, Bullets, Document, Heading, Note, Paragraph, Picture, Table
from deepdive.exports.office_file import PROPERTY_LIMIT, repacked

# python-pptx's template has slides of 4 to 3; ours are 16 to 9 and as high
WIDTH, HEIGHT = Inches(13.333), Inches(7.5)
_STRETCH = 13.333 / 10
_TITLE_LAYOUT, _TEXT_LAYOUT = 0, 1
_DARK, _INK = RGBColor.from_string("1B3A57"), RGBColor.from_string("212B32")
_TEXT_SIZE = Pt(18)
# what a slide holds at that size, with room to spare
_LETTERS_A_LINE, _LINES = 85, 12


@dataclass(frozen=True)
class _Page:
    """What one slide says."""

    title: str
    texts: tuple[str, ...]


def to_pptx(document: Document) -> bytes:
    """The document as slides with real titles. What does not fit one slide goes on on the next; nothing is
    cut. The same document gives the same bytes."""
    deck = pptx.Presentation()
    _prepare(deck, document)
    front = deck.slides.add_slide(deck.slide_layouts[_TITLE_LAYOUT])
    _write(front.shapes.title.text_frame, [document.title], size=Pt(36), is_title=True)
    facts = [f"{label}: {value}" for label, value in document.facts]
    _write(front.placeholders[1].text_frame, [document.subtitle, *facts], size=_TEXT_SIZE)
    for page in _pages(document.blocks, document.title):
        _add_slide(deck, page)
    for slide in deck.slides:
        _set_language(slide, document.language)
    saved = BytesIO()
    deck.save(saved)
    return repacked(saved, made_on=document.made_on)


def _prepare(deck: Presentation, document: Document) -> None:
    deck.slide_width, deck.slide_height = WIDTH, HEIGHT
    for layout in (deck.slide_master, *deck.slide_layouts):
        for place in layout.element.iter(qn("a:off"), qn("a:ext")):
            for across in ("x", "cx"):
                if across in place.attrib:
                    place.set(across, str(round(int(place.get(across)) * _STRETCH)))
    made_at = datetime.combine(document.made_on, time(), tzinfo=UTC).replace(tzinfo=None)
    properties = deck.core_properties
    properties.title = document.name[:PROPERTY_LIMIT]
    properties.author = properties.last_modified_by = document.author[:PROPERTY_LIMIT]
    properties.created = properties.modified = made_at
    properties.language = document.language


def _pages(blocks: Sequence[Block], title: str) -> Iterator[_Page]:
    """The document's slides. A heading begins one, and so does whatever fills one."""
    texts: list[str] = []
    for block in blocks:
        if isinstance(block, Heading) and block.level == 1:
            yield from _filled(title, texts)
            title, texts = block.text, []
        else:
            texts += _texts(block)
    yield from _filled(title, texts)


def _texts(block: Block) -> tuple[str, ...]:
    match block:
        case Bullets():
            return block.items
        case Table():
            return tuple(", ".join(cell for cell in row if cell) for row in block.rows)
        case Picture():
            return (block.alt,)
        case Heading() | Paragraph() | Note():
            return (block.text,)


def _filled(title: str, texts: Sequence[str]) -> Iterator[_Page]:
    page: list[str] = []
    lines, number = 0, 1
    for text in (part for whole in texts for part in _parts(whole)):
        needed = _lines_of(text)
        if page and lines + needed > _LINES:
            yield _Page(_numbered(title, number), tuple(page))
            page, lines, number = [], 0, number + 1
        page.append(text)
        lines += needed
    if page:
        yield _Page(_numbered(title, number), tuple(page))


def _numbered(title: str, number: int) -> str:
    return title if number == 1 else f"{title} ({number})"


def _lines_of(text: str) -> int:
    return sum(math.ceil(max(len(line), 1) / _LETTERS_A_LINE) for line in text.split("\n"))


def _parts(text: str) -> Iterator[str]:
    """The text, or what each slide shows of one that is too long for a slide, parted between words."""
    most = _LETTERS_A_LINE * (_LINES - 2)
    while _lines_of(text) > _LINES:
        cut = text.rfind(" ", 0, most) if "\n" not in text[:most] else text.rfind("\n", 0, most)
        cut = cut if cut > 0 else most
        yield text[:cut].rstrip()
        text = text[cut:].lstrip()
    if text:
        yield text


def _add_slide(deck: Presentation, page: _Page) -> None:
    slide = deck.slides.add_slide(deck.slide_layouts[_TEXT_LAYOUT])
    _write(slide.shapes.title.text_frame, [page.title], size=Pt(28), is_title=True)
    _write(slide.placeholders[1].text_frame, page.texts, size=_TEXT_SIZE)


def _write(frame: TextFrame, texts: Sequence[str], *, size: Pt, is_title: bool = False) -> None:
    frame.word_wrap = True
    for number, text in enumerate(texts):
        if number:
            frame.add_paragraph()
        paragraph = frame.paragraphs[-1]
        paragraph.text = text.replace("\n", "\v")
        paragraph.alignment, paragraph.space_after = PP_ALIGN.LEFT, Pt(0 if is_title else 6)
        for run in paragraph.runs:
            run.font.size, run.font.name, run.font.bold = size, "Arial", is_title
            run.font.color.rgb = _DARK if is_title else _INK


def _set_language(slide: Slide, language: str) -> None:
    for properties in slide.element.iter(qn("a:rPr")):
        properties.set("lang", language)
