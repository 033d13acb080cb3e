"""A document as a Word file."""

from datetime import UTC, datetime, time
from io import BytesIO
from typing import assert_never

from docx.document import Document as Word
from docx.oxml.ns import qn
from docx.section import _Footer
from docx.text.paragraph import Paragraph as WordParagraph

from deepdive.exports.document import (
    Block,
    Bullets,
    Document,
    Heading,
    Note,
    Paragraph,
    Picture,
    Remark,
    Table,
)
from deepdive.exports.office_file import PROPERTY_LIMIT, repacked
from deepdive.exports.pdf import fitted
from deepdive.exports.styled_word import StyledWord
from deepdive.exports.word_contents import add_contents, listed_headings, mark
from deepdive.exports.word_element import element
from deepdive.exports.word_picture import add_picture
from deepdive.exports.word_style import NOTE_STYLES, new_word, word_on_house
from deepdive.exports.word_table import add_table


def to_docx(document: Document, *, house: bytes | None = None) -> bytes:
    """The document as a Word file, A4, with real styles. The same document gives the same bytes.

    It is built on the house template ``house``, if there is one, unless it has to fit one side.
    """
    document = fitted(document)
    if document.is_one_side:
        house = None
    word = (
        word_on_house(house, document.language)
        if house
        else new_word(document.language, is_small=document.is_one_side)
    )
    styled = StyledWord(word)
    _set_properties(word, document)
    title = _add_front(styled, document)
    headings: dict[str, WordParagraph] = {}
    listed = {} if document.is_one_side else listed_headings(document.blocks)
    add_contents(styled, listed)
    for position, block in enumerate(document.blocks):
        last = _add_block(styled, block)
        if position in listed and last is not None:
            mark(last, position)
        if isinstance(block, Heading) and last is not None and block.anchor:
            headings.setdefault(block.anchor, last)
    for remark in document.remarks:
        _add_remark(word, remark, to=headings.get(remark.anchor, title))
    _add_footer(styled, document, is_house=house is not None)
    saved = BytesIO()
    word.save(saved)
    return repacked(saved, made_on=document.made_on)


def _set_properties(word: Word, document: Document) -> None:
    made_at = datetime.combine(document.made_on, time(), tzinfo=UTC).replace(tzinfo=None)
    properties = word.core_properties
    properties.title = document.name[:PROPERTY_LIMIT]
    properties.author = properties.last_modified_by = document.author[:PROPERTY_LIMIT]
    properties.created = properties.modified = made_at
    properties.language = document.language
    properties.comments = ""


def _add_front(styled: StyledWord, document: Document) -> WordParagraph:
    """Title, subtitle and facts; the answer is the title."""
    title = styled.paragraph(document.title, style="Title")
    if document.subtitle:
        styled.paragraph(document.subtitle, style="Subtitle")
    for label, value in document.facts:
        fact = styled.paragraph()
        fact.add_run(f"{label}: ").bold = True
        fact.add_run(value)
    return title


def _add_block(styled: StyledWord, block: Block) -> WordParagraph | None:
    """Add the block; if it is one paragraph, that is the answer."""
    match block:
        case Heading():
            return styled.paragraph(block.text, style=f"Heading {block.level}")
        case Paragraph():
            made = styled.paragraph(block.text)
            if block.is_introduction:
                made.paragraph_format.keep_with_next = True
            return made
        case Bullets():
            for item in block.items:
                styled.paragraph(item, style="List Bullet")
        case Table():
            add_table(styled, block)
        case Note():
            return styled.paragraph(block.text, style=NOTE_STYLES[block.kind])
        case Picture():
            add_picture(styled.word, block)
        case _:
            assert_never(block)
    return None


def _add_remark(word: Word, remark: Remark, *, to: WordParagraph) -> None:
    initials = "".join(name[0] for name in remark.author.split()[:3])
    added = word.add_comment(to.runs, text=remark.text, author=remark.author, initials=initials)
    # python-docx puts the time of now there
    added._comment_elm.set(qn("w:date"), f"{remark.made_at:%Y-%m-%dT%H:%M:%SZ}")


def _add_footer(styled: StyledWord, document: Document, *, is_house: bool) -> None:
    """Name and number of the page; in a house template on a line of their own, below what is there."""
    footer = styled.word.sections[0].footer
    line = footer.add_paragraph() if is_house and _says_something(footer) else footer.paragraphs[0]
    line._p.style = styled.style_id("Footer")
    # the house's style may have stops for tabs elsewhere
    between = ", " if is_house else "\t"
    line.add_run(f"{document.name}{between}Page ".replace("\n", " "))
    _add_field(line, "PAGE")
    line.add_run(" of ")
    _add_field(line, "NUMPAGES")


def _says_something(footer: _Footer) -> bool:
    return bool(footer._element.xpath(".//w:t | .//w:drawing | .//w:pict | .//w:instrText | .//w:fldSimple"))


def _add_field(paragraph: WordParagraph, code: str) -> None:
    field = element("w:fldSimple", instr=code)
    run = paragraph.add_run("1")
    field.append(run._r)
    paragraph._p.append(field)
