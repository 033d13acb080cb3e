"""A table in a Word file."""

from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.table import _Row

from deepdive.exports.document import Table
from deepdive.exports.styled_word import StyledWord
from deepdive.exports.word_element import element


def add_table(styled: StyledWord, table: Table) -> None:
    """The table under its caption; its header is repeated on each page and no row is split."""
    styled.paragraph(table.caption, style="Caption")
    drawn = styled.word.add_table(rows=0, cols=len(table.header), style="Table Grid")
    properties = drawn._tbl.tblPr
    properties.find(qn("w:tblLook")).addprevious(_room_in_cells())
    properties.append(element("w:tblCaption", val=table.caption))
    for cells in (table.header, *table.rows):
        row = drawn.add_row()
        _keep_whole(row)
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
            cell.paragraphs[0].paragraph_format.space_after = 0
    _make_header(drawn.rows[0])


def _room_in_cells() -> BaseOxmlElement:
    margins = element("w:tblCellMar")
    for side, twentieths in (("top", "80"), ("left", "115"), ("bottom", "80"), ("right", "115")):
        margins.append(element(f"w:{side}", w=twentieths, type="dxa"))
    return margins


def _keep_whole(row: _Row) -> None:
    row._tr.get_or_add_trPr().append(element("w:cantSplit"))


def _make_header(row: _Row) -> None:
    row._tr.get_or_add_trPr().append(element("w:tblHeader"))
    for cell in row.cells:
        cell._tc.get_or_add_tcPr().append(element("w:shd", val="clear", color="auto", fill="E4EAF0"))
        for run in cell.paragraphs[0].runs:
            run.bold = True
