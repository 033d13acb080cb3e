"""Pictures of pages, for those who want to look at them: to draw a long page takes longer than to test it."""

import os
from pathlib import Path

from playwright.sync_api import Page

FOLDER = "PICTURES"


def keep_picture(page: Page, name: str) -> None:
    """Keep the whole page as a picture of that name, if the environment's ``PICTURES`` names a folder."""
    if folder := os.environ.get(FOLDER):
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)
