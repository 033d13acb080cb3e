"""Slides: what a block shows while somebody talks."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Slide:
    """One slide of a workshop. ``block`` is the id of the block that shows it; ``body`` and the
    presenter's ``notes`` are Markdown, and the title is plain text.
    """

    title: str
    block: str
    body: str
    notes: str
