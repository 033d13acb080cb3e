"""Drawings as pixels, for files that hold no SVG."""

from typing import NamedTuple

import typst

from deepdive.exports.fonts import bundled_fonts

# fine enough to print
PIXELS_PER_INCH = 192
_PAGE = b"""#set page(width: auto, height: auto, margin: 0pt, fill: white)
#image(bytes(sys.inputs.svg), format: "svg")"""
# where a PNG file says how wide and high it is, in pixels
_WIDTH, _HEIGHT = slice(16, 20), slice(20, 24)


class Raster(NamedTuple):
    """A PNG file, and how wide and high it is to be shown, in inches."""

    png: bytes
    width: float
    height: float


def raster_of(svg: str) -> Raster:
    """The drawing as a PNG file."""
    png: bytes = typst.compile(
        _PAGE,
        sys_inputs={"svg": svg},
        font_paths=bundled_fonts(),
        ignore_system_fonts=True,
        format="png",
        ppi=PIXELS_PER_INCH,
    )
    sides = (int.from_bytes(png[place]) / PIXELS_PER_INCH for place in (_WIDTH, _HEIGHT))
    return Raster(png, *sides)
