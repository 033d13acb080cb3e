"""The fonts that come with the application."""

from functools import cache

import fontpkg_arimo
import typst


@cache
def bundled_fonts() -> typst.Fonts:
    """Arimo, and behind it the fonts inside Typst, so that no server's own fonts change a page."""
    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=True,
        font_paths=[str(fontpkg_arimo.ROOT / "files")],
    )
