"""How the Word document looks: page, language, fonts and styles."""

from io import BytesIO
from typing import NamedTuple

import docx
from docx.document import Document as Word
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.shared import Cm, Length, Pt, RGBColor
from docx.styles.style import ParagraphStyle

from deepdive.exports.document import NoteKind
from deepdive.exports.word_element import element

FONT = "Arial"
MARGIN = Cm(2.3)
TEXT_WIDTH = Cm(21) - 2 * MARGIN
INK = RGBColor(0x21, 0x2B, 0x32)
DARK = RGBColor(0x1B, 0x3A, 0x57)
LINK = RGBColor(0x1B, 0x3A, 0x8C)

CONTENTS_STYLE = "toc 1"
LINK_STYLE = "Hyperlink"
NOTE_STYLES = {
    NoteKind.INFORMATION: "Note",
    NoteKind.MISSING: "Note Missing",
    NoteKind.WATERMARK: "Note Watermark",
}
# edge and ground of a note, as Word writes colours
_NOTE_COLOURS = {
    NoteKind.INFORMATION: ("1B3A57", "EEF2F6"),
    NoteKind.MISSING: ("B35900", "FFF4E5"),
    NoteKind.WATERMARK: ("6B2C91", "F5EEFA"),
}


class _Look(NamedTuple):
    """How a style of python-docx's template is to look; sizes and spaces are in points."""

    size: float
    before: float
    after: float
    colour: RGBColor = DARK
    is_bold: bool = True
    keeps_with_next: bool = True


_LOOKS = {
    "Normal": _Look(11, 0, 8, colour=INK, is_bold=False, keeps_with_next=False),
    "Title": _Look(24, 0, 4),
    "Subtitle": _Look(14, 0, 12, colour=INK, is_bold=False),
    "TOC Heading": _Look(16, 24, 8),
    "Heading 1": _Look(16, 24, 8),
    "Heading 2": _Look(12.5, 14, 6),
    "Heading 3": _Look(11, 12, 4),
    "Caption": _Look(11, 12, 4, colour=INK),
    "List Bullet": _Look(11, 0, 8, colour=INK, is_bold=False, keeps_with_next=False),
    "Footer": _Look(9, 0, 0, colour=INK, is_bold=False, keeps_with_next=False),
}


# What differs on a page that has to hold everything.
_SMALL_LOOKS = {
    "Normal": _Look(9.5, 0, 3, colour=INK, is_bold=False, keeps_with_next=False),
    "Title": _Look(17, 0, 2),
    "Subtitle": _Look(11, 0, 4, colour=INK, is_bold=False),
    "Heading 1": _Look(11, 8, 3),
    "List Bullet": _Look(9.5, 0, 2, colour=INK, is_bold=False, keeps_with_next=False),
}
SMALL_MARGIN = Cm(1.8)
# every style that the exports use, what others are based on first
STYLES = (*_LOOKS, "Table Grid", CONTENTS_STYLE, LINK_STYLE, *NOTE_STYLES.values())


def new_word(language: str, *, is_small: bool = False) -> Word:
    """An empty A4 document in ``language`` with every style that the exports use; a small one holds more on a
    page."""
    word = docx.Document()
    _drop_thumbnail(word)
    _set_page(word, is_small=is_small)
    _drop_theme_fonts(word)
    _set_language(word, language)
    _open_as_current_word(word)
    _set_styles(word, is_small=is_small)
    return word


def word_on_house(template: bytes, language: str) -> Word:
    """An empty document in ``language`` with the page, header, footer and styles of a house template."""
    word = docx.Document(BytesIO(template))
    _set_language(word, language)
    _open_as_current_word(word)
    return word


def _drop_thumbnail(word: Word) -> None:
    # python-docx's template carries a picture of its own empty page, which file managers would show
    relations = word.part.package.rels
    for key, relation in tuple(relations.items()):
        if relation.reltype == RELATIONSHIP_TYPE.THUMBNAIL:
            del relations[key]


def _set_page(word: Word, *, is_small: bool) -> None:
    page = word.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    side = SMALL_MARGIN if is_small else MARGIN
    page.left_margin = page.right_margin = side
    page.top_margin, page.bottom_margin = Length(side - Cm(0.1)), Length(side + Cm(0.1))


def _drop_theme_fonts(word: Word) -> None:
    """Theme fonts win over named ones in Word, so a style with both would not be in Arial."""
    for fonts in word.styles.element.iter(qn("w:rFonts")):
        fonts.attrib.clear()
        for script in ("ascii", "hAnsi", "eastAsia", "cs"):
            fonts.set(qn(f"w:{script}"), FONT)


def _set_language(word: Word, language: str) -> None:
    places = (*word.styles.element.iter(qn("w:lang")), *word.settings.element.iter(qn("w:themeFontLang")))
    for place in places:
        place.set(qn("w:val"), language)


def _open_as_current_word(word: Word) -> None:
    """Without this Word opens the file in compatibility mode."""
    for setting in word.settings.element.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), "15")


def _set_styles(word: Word, *, is_small: bool) -> None:
    for name, look in {**_LOOKS, **(_SMALL_LOOKS if is_small else {})}.items():
        _set_look(word.styles[name], look)
    word.styles["Normal"].paragraph_format.line_spacing = 1.0 if is_small else 1.15
    stops = word.styles["Footer"].paragraph_format.tab_stops
    stops.clear_all()
    stops.add_tab_stop(TEXT_WIDTH, WD_TAB_ALIGNMENT.RIGHT)
    _add_contents_styles(word)
    for kind in NoteKind:
        _add_note_style(word, kind)


def _set_look(style: ParagraphStyle, look: _Look) -> None:
    font, paragraph = style.font, style.paragraph_format
    font.size, font.color.rgb, font.bold, font.italic = Pt(look.size), look.colour, look.is_bold, False
    paragraph.space_before, paragraph.space_after = Pt(look.before), Pt(look.after)
    paragraph.keep_with_next = look.keeps_with_next
    # the template's rules under titles and its wide letter spacing
    for ornament in style.element.xpath("./w:pPr/w:pBdr | ./w:rPr/w:spacing"):
        ornament.getparent().remove(ornament)


def _add_contents_styles(word: Word) -> None:
    contents = word.styles.add_style(CONTENTS_STYLE, WD_STYLE_TYPE.PARAGRAPH, builtin=True)
    contents.base_style = word.styles["Normal"]
    contents.paragraph_format.space_after = Pt(4)
    link = word.styles.add_style(LINK_STYLE, WD_STYLE_TYPE.CHARACTER, builtin=True)
    link.font.color.rgb, link.font.underline = LINK, True


def _add_note_style(word: Word, kind: NoteKind) -> None:
    style = word.styles.add_style(NOTE_STYLES[kind], WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = word.styles["Normal"]
    paragraph = style.paragraph_format
    paragraph.keep_with_next = kind is NoteKind.WATERMARK
    paragraph.space_before, paragraph.space_after = Pt(8), Pt(14)
    paragraph.left_indent = paragraph.right_indent = Pt(8)
    edge, ground = _NOTE_COLOURS[kind]
    border = element("w:pBdr")
    for side, width, colour in (
        ("top", 8, ground),
        ("left", 24, edge),
        ("bottom", 8, ground),
        ("right", 8, ground),
    ):
        border.append(element(f"w:{side}", val="single", sz=str(width), space="6", color=colour))
    # the schema wants both before the spacing
    spacing = style.element.pPr.find(qn("w:spacing"))
    spacing.addprevious(border)
    spacing.addprevious(element("w:shd", val="clear", color="auto", fill=ground))
