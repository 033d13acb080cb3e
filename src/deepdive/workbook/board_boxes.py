"""The boxes of a board's form: their names, what they take, and what was sent in them."""

import re
from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator

from deepdive.core.board import Board, Heading, Note
from deepdive.web.free_text import FreeTextField

LONGEST_NOTE = 500
LONGEST_HEADING = 80
LONGEST_CHOICE = 60
NOTICE_ID = "board-notice"
_TOO_LONG = "Use %(limit_value)d letters or fewer; you have used %(show_value)d"


def sent_board(data: Mapping[str, Any]) -> Board:
    """Which notes and headings a form was sent with, and where it wants the notes."""
    notes, headings = {}, {}
    for name in data:
        if found := re.fullmatch(r"note__([0-9a-z-]+)__words", name):
            notes[found[1]] = Note(found[1], "", str(data.get(under_name(found[1]), "")))
        elif found := re.fullmatch(r"heading__([0-9a-z-]+)__title", name):
            headings[found[1]] = Heading(found[1], str(data[name]))
    return Board(tuple(headings.values()), tuple(notes.values()))


def texts_of(board: Board) -> dict[str, str]:
    """What the boxes of the board say, by their names."""
    notes = {words_name(note.id): note.text for note in board.notes}
    return {**notes, **{title_name(heading.id): heading.title for heading in board.headings}}


def text_box(label: str, limit: int, *, rows: int) -> forms.CharField:
    """A box for a note, or with one row for a heading."""

    def one_line(text: str) -> None:
        if rows == 1 and "\n" in text:
            raise forms.ValidationError("Write the heading on one line")

    attributes = {"autocomplete": "off", "spellcheck": "true", "rows": rows, "aria-describedby": NOTICE_ID}
    return FreeTextField(
        label=label,
        # the board has one for all its boxes
        notice="",
        required=False,
        strip=False,
        # a validator, not max_length: that would put a counter under every box
        validators=[MaxLengthValidator(limit, _TOO_LONG), one_line],
        widget=forms.Textarea(attrs=attributes),
    )


def short_title(title: str) -> str:
    """A heading as a list shows it."""
    if not title.strip():
        return "A heading without words"
    return title if len(title) <= LONGEST_CHOICE else f"{title[:LONGEST_CHOICE].rstrip()} …"


def words_name(note_id: str) -> str:
    """The box for what a note says."""
    return f"note__{note_id}__words"


def under_name(note_id: str) -> str:
    """The list of headings to move a note to."""
    return f"note__{note_id}__heading"


def title_name(heading_id: str) -> str:
    """The box for what a heading says."""
    return f"heading__{heading_id}__title"


def new_note_name(pile: str) -> str:
    """The box for one more note in a pile."""
    return f"pile__{pile}__new"


def remove_name(kind: str, name: str) -> str:
    """The box that removes a note or a heading."""
    return f"{kind}__{name}__remove"
