"""Word files such as an organisation would upload."""

from collections.abc import Callable
from io import BytesIO

import docx
from docx.document import Document as Word
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.shared import Cm
from PIL import Image

FONT = "Georgia"
HEADER, FOOTER, TEXT = "Northvale Hospice", "Charity number 123", "An old letter"


def logo() -> BytesIO:
    made = BytesIO()
    Image.new("RGB", (60, 30), "#336699").save(made, "PNG")
    made.seek(0)
    return made


def template_file(*changes: Callable[[Word], None]) -> bytes:
    """A4, with a font, a logo and a footer of its own, and with text that nobody wants in a plan."""
    word = docx.Document()
    page = word.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    word.styles["Normal"].font.name = FONT
    header = page.header.paragraphs[0]
    header.text = HEADER
    header.add_run().add_picture(logo(), width=Cm(2))
    page.footer.paragraphs[0].text = FOOTER
    word.add_paragraph(TEXT)
    for change in changes:
        change(word)
    saved = BytesIO()
    word.save(saved)
    return saved.getvalue()


def without_most_styles(word: Word) -> None:
    """As Word saves a file in which nothing but text was written."""
    for style in tuple(word.styles):
        if style.name not in ("Normal", "Normal Table", "Header", "Footer", "Default Paragraph Font"):
            style.delete()


def without_lists(word: Word) -> None:
    """Nobody has made a list in it."""
    rels = word.part.rels
    [key] = [key for key, one in rels.items() if one.reltype == RELATIONSHIP_TYPE.NUMBERING]
    del rels[key]
