"""The styles that exports use, given to a house template that lacks some of them."""

from copy import deepcopy

from docx.document import Document as Word
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from deepdive.exports.word_style import STYLES, new_word

BULLETS = "List Bullet"


def add_missing_styles(word: Word) -> None:
    """Add what the template lacks, as our own documents have it, but in the template's font."""
    ours = new_word("en-GB")
    for name in STYLES:
        if name in {style.name for style in word.styles}:
            continue
        style = deepcopy(ours.styles[name].element)
        _fit(style, word, ours)
        if name == BULLETS:
            style.pPr.numPr.numId.val = _add_bullets(word, ours)
        word.styles.element.append(style)


def _fit(style: BaseOxmlElement, word: Word, ours: Word) -> None:
    """Give the style an id that is free, the template's ids of what it refers to, and no font of its own."""
    ids = {one.style_id for one in word.styles}
    while style.get(qn("w:styleId")) in ids:
        style.set(qn("w:styleId"), f"{style.get(qn('w:styleId'))}1")
    names = {one.style_id: one.name for one in ours.styles}
    theirs = {one.name: one.style_id for one in word.styles}
    for tag in ("w:basedOn", "w:next", "w:link"):
        for reference in style.findall(qn(tag)):
            found = theirs.get(names.get(reference.get(qn("w:val"))))
            if found is None or tag == "w:link":
                style.remove(reference)
            else:
                reference.set(qn("w:val"), found)
    for letters in style.findall(qn("w:rPr")):
        for fonts in letters.findall(qn("w:rFonts")):
            letters.remove(fonts)


def _add_bullets(word: Word, ours: Word) -> int:
    """The number of a list with bullets, which is added to the template's."""
    source = ours.part.numbering_part
    number = ours.styles[BULLETS].element.pPr.numPr.numId.val
    if not any(one.reltype == RELATIONSHIP_TYPE.NUMBERING for one in word.part.rels.values()):
        word.part.relate_to(source, RELATIONSHIP_TYPE.NUMBERING)
        return int(number)
    lists = word.part.numbering_part.element
    kind = source.element.num_having_numId(number).abstractNumId.val
    [drawn] = source.element.xpath(f"./w:abstractNum[@w:abstractNumId='{kind}']")
    drawn = deepcopy(drawn)
    taken = [int(one.get(qn("w:abstractNumId"))) for one in lists.findall(qn("w:abstractNum"))]
    free = max(taken, default=-1) + 1
    drawn.set(qn("w:abstractNumId"), str(free))
    # the schema wants what lists look like before the lists
    lists.insert(len(taken) + len(lists.findall(qn("w:numPicBullet"))), drawn)
    return int(lists.add_num(free).numId)
