"""A document as a Word file."""

from datetime import UTC, datetime, time
from io import BytesIO
from typing import assert_never
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx.document import Document as Word
from docx.text.paragraph import Paragraph as WordParagraph

from deepdive.exports.document import Block, Bullets, Document, Heading, Note, Paragraph, Picture, Table
from deepdive.exports.pdf import fitted
from deepdive.exports.word_contents import add_contents, listed_headings, mark
from deepdive.exports.word_element import element
from deepdive.exports.word_picture import add_picture
from deepdive.exports.word_style import NOTE_STYLES, new_word
from deepdive.exports.word_table import add_table

# the longest that the format allows a property to be
_PROPERTY_LIMIT = 255


def to_docx(document: Document) -> bytes:
    """The document as a Word file, A4, with real styles. The same document gives the same bytes."""
    document = fitted(document)
    word = new_word(document.language, is_small=document.is_one_side)
    _set_properties(word, document)
    _add_front(word, document)
    listed = {} if document.is_one_side else listed_headings(document.blocks)
    add_contents(word, listed)
    for position, block in enumerate(document.blocks):
        _add_block(word, block)
        if position in listed:
            mark(word.paragraphs[-1], position)
    _add_footer(word, document)
    return _packed(word, document)


def _set_properties(word: Word, document: Document) -> None:
    made_at = datetime.combine(document.made_on, time(), tzinfo=UTC).replace(tzinfo=None)
    properties = word.core_properties
    properties.title = document.name[:_PROPERTY_LIMIT]
    properties.author = properties.last_modified_by = document.author[:_PROPERTY_LIMIT]
    properties.created = properties.modified = made_at
    properties.language = document.language
    properties.comments = ""


def _add_front(word: Word, document: Document) -> None:
    word.add_paragraph(document.title, style="Title")
    if document.subtitle:
        word.add_paragraph(document.subtitle, style="Subtitle")
    for label, value in document.facts:
        fact = word.add_paragraph()
        fact.add_run(f"{label}: ").bold = True
        fact.add_run(value)


def _add_block(word: Word, block: Block) -> None:
    match block:
        case Heading():
            word.add_paragraph(block.text, style=f"Heading {block.level}")
        case Paragraph():
            word.add_paragraph(block.text).paragraph_format.keep_with_next = block.is_introduction or None
        case Bullets():
            # by its name the style would be looked up for each item, which takes seconds in a long list
            style_id = word.styles["List Bullet"].style_id
            for item in block.items:
                word.add_paragraph(item)._p.style = style_id
        case Table():
            add_table(word, block)
        case Note():
            word.add_paragraph(block.text, style=NOTE_STYLES[block.kind])
        case Picture():
            add_picture(word, block)
        case _:
            assert_never(block)


def _add_footer(word: Word, document: Document) -> None:
    footer = word.sections[0].footer.paragraphs[0]
    footer.add_run(f"{document.name}\tPage ".replace("\n", " "))
    _add_field(footer, "PAGE")
    footer.add_run(" of ")
    _add_field(footer, "NUMPAGES")


def _add_field(paragraph: WordParagraph, code: str) -> None:
    field = element("w:fldSimple", instr=code)
    run = paragraph.add_run("1")
    field.append(run._r)
    paragraph._p.append(field)


def _packed(word: Word, document: Document) -> bytes:
    """python-docx stamps each part with the time of saving; the document's own date goes there."""
    saved, packed = BytesIO(), BytesIO()
    word.save(saved)
    stamp = (document.made_on.year, document.made_on.month, document.made_on.day, 0, 0, 0)
    with ZipFile(saved) as source, ZipFile(packed, "w") as target:
        for name in source.namelist():
            target.writestr(ZipInfo(name, date_time=stamp), source.read(name), compress_type=ZIP_DEFLATED)
    return packed.getvalue()
