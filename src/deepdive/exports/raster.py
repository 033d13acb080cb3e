"""Drawings as pixels, for files that hold no SVG."""

from base64 import b64encode
from typing import NamedTuple

import typst

from deepdive.exports.fonts import bundled_fonts

# fine enough to print
PIXELS_PER_INCH = 192
# of a drawing that says how wide it is in plain numbers
_UNITS_PER_INCH = 96
_PAGE = b"""#set page(width: auto, height: auto, margin: 0pt, fill: white)
#image(bytes(sys.inputs.svg), format: "svg")"""
# where a PNG file says how wide and high it is, in pixels
_WIDTH, _HEIGHT = slice(16, 20), slice(20, 24)


class Raster(NamedTuple):
    """A PNG file, and how wide and high it is to be shown, in inches."""

    png: bytes
    width: float
    height: float


def in_pixels(svg: str) -> str:
    """The drawing as an SVG image that holds no text, but its pixels."""
    raster = raster_of(svg)
    width, height = (f"{side * _UNITS_PER_INCH:.1f}" for side in (raster.width, raster.height))
    data = b64encode(raster.png).decode("ascii")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}">'
        f'<image width="{width}" height="{height}" href="data:image/png;base64,{data}"/></svg>'
    )


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
