"""Drawings in files."""

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import docx
import pdfua
import pikepdf
from docx.shared import Inches

from deepdive.exports.document import Document, Picture
from deepdive.exports.docx import to_docx
from deepdive.exports.pdf import to_pdf
from deepdive.exports.raster import raster_of
from tests.exports.example import document_of, plan_of_one


def drawing(width: int, height: int) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}"'
        f' viewBox="0 0 {width} {height}"><rect width="80" height="40" fill="none" stroke="#000"/>'
        '<text x="10" y="30" font-size="16" font-family="Arimo, Arial, sans-serif">Nurses</text></svg>'
    )


def with_picture(width: int, height: int) -> Document:
    picture = Picture(svg=drawing(width, height), alt="Nurses have little power and much interest.")
    return replace(document_of(plan_of_one("Written")), blocks=(picture,))


def test_a_drawing_becomes_pixels_of_its_size() -> None:
    raster = raster_of(drawing(192, 96))

    assert raster.png.startswith(b"\x89PNG")
    assert (raster.width, raster.height) == (2.0, 1.0)


def test_a_word_file_shows_it_and_says_it_in_words() -> None:
    word = docx.Document(BytesIO(to_docx(with_picture(192, 96))))

    [shape] = word.inline_shapes
    assert shape._inline.docPr.get("descr") == "Nurses have little power and much interest."
    assert (shape.width, shape.height) == (Inches(2), Inches(1))


def test_a_wide_drawing_is_as_wide_as_the_text_and_a_high_one_stays_on_its_page() -> None:
    [wide] = docx.Document(BytesIO(to_docx(with_picture(960, 96)))).inline_shapes
    [high] = docx.Document(BytesIO(to_docx(with_picture(96, 1920)))).inline_shapes

    assert round(wide.width.cm, 1) == 16.4
    assert round(high.height.cm) == 22


def test_a_pdf_shows_it_says_it_in_words_and_passes_the_checks(tmp_path: Path) -> None:
    path = tmp_path / "picture.pdf"
    path.write_bytes(to_pdf(with_picture(960, 96)))

    report = pdfua.validate(str(path))
    with pikepdf.open(path) as pdf:
        said = alt_texts(pdf.Root.StructTreeRoot.K)

    assert [finding for outcome in report.outcomes for finding in outcome.findings] == []
    assert "Nurses have little power and much interest." in said


def alt_texts(node: pikepdf.Object) -> list[str]:
    if isinstance(node, pikepdf.Array):
        return [text for child in node for text in alt_texts(child)]
    if not isinstance(node, pikepdf.Dictionary):
        return []
    own = [str(node.Alt)] if "/Alt" in node else []
    return own + (alt_texts(node.K) if "/K" in node else [])
