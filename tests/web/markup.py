"""Comparing markup by what it says, not by how it is spaced."""

import re


def squeezed(markup: str) -> str:
    """``markup`` without the white space between and around its tags."""
    return re.sub(r"\s*(<[^>]+>)\s*", r"\1", markup).strip()
