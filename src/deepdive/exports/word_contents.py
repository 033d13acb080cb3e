"""The contents of a Word file, written out so that they are there before anybody updates a field."""

from collections.abc import Mapping, Sequence

from docx.oxml.xmlchemy import BaseOxmlElement
from docx.text.paragraph import Paragraph

from deepdive.exports.document import Block, Heading
from deepdive.exports.styled_word import StyledWord
from deepdive.exports.word_element import element
from deepdive.exports.word_style import CONTENTS_STYLE, LINK_STYLE

# What Word runs when somebody asks it to update the contents: level 1, linked, without page numbers.
_FIELD = r' TOC \o "1-1" \h \n '


def listed_headings(blocks: Sequence[Block]) -> dict[int, Heading]:
    """The headings that the contents list, by their position among the blocks."""
    return {
        position: block
        for position, block in enumerate(blocks)
        if isinstance(block, Heading) and block.level == 1
    }


def add_contents(styled: StyledWord, headings: Mapping[int, Heading]) -> None:
    """A link to each heading, inside a field that Word can update."""
    if not headings:
        return
    styled.paragraph("Contents", style="TOC Heading")
    entries = [styled.paragraph(style=CONTENTS_STYLE) for _ in headings]
    link_style = styled.style_id(LINK_STYLE)
    _add_field_mark(entries[0], "begin")
    entries[0].add_run()._r.append(_instruction())
    _add_field_mark(entries[0], "separate")
    for entry, (position, heading) in zip(entries, headings.items(), strict=True):
        _add_link(entry, heading.text, to=position, style=link_style)
    _add_field_mark(entries[-1], "end")


def mark(heading: Paragraph, position: int) -> None:
    """Make the heading the place that its link in the contents goes to."""
    heading._p.insert_element_before(
        element("w:bookmarkStart", id=str(position), name=_bookmark(position)), "w:r"
    )
    heading._p.append(element("w:bookmarkEnd", id=str(position)))


def _bookmark(position: int) -> str:
    # as Word names its own, which lets it find and replace them when it updates the contents
    return f"_Toc{position:09}"


def _add_link(paragraph: Paragraph, text: str, *, to: int, style: str) -> None:
    link = element("w:hyperlink", anchor=_bookmark(to), history="1")
    run = paragraph.add_run(text)
    run._r.style = style
    paragraph._p.append(link)
    link.append(run._r)


def _add_field_mark(paragraph: Paragraph, kind: str) -> None:
    paragraph.add_run()._r.append(element("w:fldChar", fldCharType=kind))


def _instruction() -> BaseOxmlElement:
    instruction = element("w:instrText")
    instruction.text = _FIELD
    instruction.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return instruction
