"""A drawing in a Word file."""

from io import BytesIO

from docx.document import Document as Word
from docx.shared import Cm, Inches

from deepdive.exports.document import Picture
from deepdive.exports.raster import raster_of
from deepdive.exports.word_style import TEXT_WIDTH

# leaves room on the page for the heading above it
MOST_HEIGHT = Cm(22)


def add_picture(word: Word, picture: Picture) -> None:
    """The drawing on a line of its own, as large as it is but within the page, with its words for those who
    hear it."""
    raster = raster_of(picture.svg)
    page = word.sections[0]
    room = (page.page_width or 0) - (page.left_margin or 0) - (page.right_margin or 0)
    scale = min(1.0, min(TEXT_WIDTH, room) / Inches(raster.width), MOST_HEIGHT / Inches(raster.height))
    width = Inches(raster.width * scale)
    drawn = word.add_picture(BytesIO(raster.png), width=width)
    for side in ("distT", "distB", "distL", "distR"):
        # where nothing is said, LibreOffice leaves room beside it
        drawn._inline.set(side, "0")
    drawn._inline.docPr.set("descr", picture.alt)
