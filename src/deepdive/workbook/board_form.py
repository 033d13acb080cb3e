"""The form of a board: every note and heading in it, and what somebody wants done with them."""

import json
import re
import uuid
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django import forms
from django.forms import BoundField

from deepdive.core.activity import Activity
from deepdive.core.board import Board, Heading, Note
from deepdive.core.likeness import suggestions
from deepdive.core.patient_data import warnings
from deepdive.core.refused import Refused
from deepdive.guard.place import Place
from deepdive.guard.queries import Allowance
from deepdive.web.guarded_form import GuardedForm, question
from deepdive.workbook.board_boxes import (
    LONGEST_HEADING,
    LONGEST_NOTE,
    new_note_name,
    remove_name,
    sent_board,
    short_title,
    text_box,
    texts_of,
    title_name,
    under_name,
    words_name,
)
from deepdive.workbook.document import headings_name, notes_name

TEMPLATE = "__id__"
NEW_HEADING = "new-heading"
UNSORTED = "Not sorted yet"


@dataclass(frozen=True)
class Asked:
    """Something to do besides saving what was typed: ``act`` (up, down, move or add) with the note, heading
    or pile of that id."""

    kind: str
    id: str
    act: str


@dataclass(frozen=True)
class ShownNote:
    """A note and its boxes. ``alike`` are headings whose notes are like it, while it stands under none."""

    note: Note
    words: BoundField
    heading: BoundField
    remove: BoundField
    alike: tuple[Heading, ...] = ()


@dataclass(frozen=True)
class ShownPile:
    """A heading with its notes and boxes. ``box`` and ``remove`` are None where the heading is not the
    board's to change."""

    id: str
    title: str
    box: BoundField | None
    remove: BoundField | None
    notes: tuple[ShownNote, ...]
    new: BoundField

    @property
    def key(self) -> str:
        """What stands for it in names and addresses."""
        return self.id or "unsorted"


class BoardForm(GuardedForm):
    """A board to write on. ``as_of`` remembers which state of the workbook the page shows."""

    longest_note, longest_heading = LONGEST_NOTE, LONGEST_HEADING
    as_of = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        activity: Activity,
        may_write: bool,
        board: Board | None = None,
        kept_before: Callable[[], Mapping[Place, Allowance]] = dict,
        board_as_of: Callable[[int], Board] | None = None,
        **kwargs: Any,
    ) -> None:
        """A form for the activity's board, which shows ``board``; one that was sent says itself what is on
        it.

        ``kept_before`` gives what people chose to keep although it may point to somebody, ``board_as_of``
        the board at a journal entry: nobody is asked about what others wrote.
        """
        super().__init__(data, **kwargs)
        self.activity = activity
        self.may_write = may_write
        self.prompts = tuple(Heading(item.id, item.text) for item in activity.items)
        self.notes_name, self.headings_name = notes_name(activity.id), headings_name(activity.id)
        self.places: dict[str, Place] = {}
        self._board_as_of = board_as_of
        self._board = sent_board(self.data) if self.is_bound else board or Board()
        for note in (*self._board.notes, Note(TEMPLATE, "")):
            self._add_note(note)
        for heading in (*self._board.headings, Heading(TEMPLATE, "")):
            self._add_heading(heading)
        for pile in ("unsorted", *(heading.id for heading in self._headings), TEMPLATE):
            self.fields[new_note_name(pile)] = text_box("New note", LONGEST_NOTE, rows=2)
        self.fields[NEW_HEADING] = text_box("New heading", LONGEST_HEADING, rows=1)
        # a form that was sent has notes without their words
        is_to_write = may_write and not self.is_bound
        self._suggested = suggestions(self._board.piles(self.prompts)) if is_to_write else {}
        if is_to_write:
            self._ask_again(kept_before)

    def piles(self) -> Iterator[ShownPile]:
        """The piles to show, in their order."""
        fixed = {heading.id for heading in self.prompts}
        for pile in self._board.piles(self.prompts):
            heading = pile.heading or Heading("", UNSORTED)
            yield self._pile(heading, pile.notes, is_own=bool(heading.id) and heading.id not in fixed)

    def pile_template(self) -> ShownPile:
        """A pile for the page to copy."""
        return self._pile(Heading(TEMPLATE, ""), (), is_own=True)

    def note_template(self) -> ShownNote:
        """A note for the page to copy."""
        return self._shown(Note(TEMPLATE, ""))

    @property
    def new_heading_box(self) -> BoundField:
        """The box for one more heading."""
        return self[NEW_HEADING]

    def asked(self) -> Asked | None:
        """What the button that was pressed asks for, if it was not Save."""
        found = re.fullmatch(
            r"(note|heading|pile)__([0-9a-z-]+)__(up|down|move|add)", self.data.get("act", "")
        )
        if found is None and (alike := self._alike()):
            return Asked("note", alike[0], "move")
        return Asked(*found.groups()) if found else None

    @property
    def shown(self) -> Board:
        """The board that the form shows, or that was sent with it."""
        return self._board

    def wanted(self, now: Board) -> Board:
        """The board ``now`` as whoever sent the form wants it."""
        headings = tuple(
            replace(heading, title=self._typed(title_name(heading.id), heading.title))
            for heading in now.headings
            if not self._is_removed(heading.id, "heading")
        )
        notes = tuple(
            replace(note, text=self._typed(words_name(note.id), note.text))
            for note in now.notes
            if not self._is_removed(note.id, "note")
        )
        wanted = self._moved(Board(headings, notes), before=now)
        for pile in ("", *(heading.id for heading in (*self.prompts, *headings))):
            text = self._typed(new_note_name(pile or "unsorted"))
            if text.strip():
                note = Note(str(uuid.uuid4()), text, pile)
                self.places[new_note_name(pile or "unsorted")] = Place(self.notes_name, note.id, "text")
                wanted = wanted.with_note(note)
        title = self._typed(NEW_HEADING)
        if title.strip():
            heading = Heading(str(uuid.uuid4()), title)
            self.places[NEW_HEADING] = Place(self.headings_name, heading.id, "title")
            wanted = wanted.with_heading(heading)
        return self._shifted(wanted)

    def text_before(self, name: str) -> str:
        """What the box said when the page was made."""
        as_of = self.cleaned_data.get("as_of")
        if self._board_as_of is None or as_of is None:
            return ""
        try:
            return texts_of(self._board_as_of(as_of)).get(name, "")
        except Refused:  # the history of that time is gone, which saving will say
            return ""

    def goes_to(self, note_id: str) -> str:
        """The heading that the form wants the note under."""
        alike = self._alike()
        chosen: str = self.cleaned_data.get(under_name(note_id), "")
        return alike[1] if alike and alike[0] == note_id else chosen

    def title_of(self, heading_id: str) -> str:
        """What the heading with that id says."""
        return next((one.title for one in self._headings if one.id == heading_id), UNSORTED)

    @property
    def _headings(self) -> tuple[Heading, ...]:
        return (*self.prompts, *self._board.headings)

    def _ask_again(self, kept_before: Callable[[], Mapping[Place, Allowance]]) -> None:
        """Ask about what stands on the board and nobody has spoken for."""
        texts = texts_of(self._board)
        warned = {name: found for name, text in texts.items() if (found := warnings(text))}
        kept = kept_before() if warned else {}
        for name, found in warned.items():
            counts = Counter(finding.looks for finding in found)
            allowed = kept.get(self.places[name], {})
            left = tuple(one for one in found if counts[one.looks] > allowed.get(one.looks, 0))
            if left:
                self.ask_reason(name, question(texts[name], left))
            if allowed:
                self.fields[name].widget.attrs["data-kept"] = json.dumps(allowed)

    def _alike(self) -> tuple[str, str] | None:
        """The note and the heading of the suggestion that was pressed, if one was."""
        found = re.fullmatch(r"note__([0-9a-z-]+)__to__([0-9a-z-]+)", self.data.get("act", ""))
        return (found[1], found[2]) if found else None

    def _moved(self, board: Board, *, before: Board) -> Board:
        for pile in before.piles(self.prompts):
            here = pile.heading.id if pile.heading else ""
            for note in pile.notes:
                there = self.goes_to(note.id) if under_name(note.id) in self.data else here
                if there != here:
                    board = board.moved(note.id, there)
        return board

    def _shifted(self, board: Board) -> Board:
        asked = self.asked()
        if asked is None or asked.act not in ("up", "down"):
            return board
        by = -1 if asked.act == "up" else 1
        if asked.kind == "note":
            return board.note_shifted(asked.id, by, self.prompts)
        return board.heading_shifted(asked.id, by)

    def _add_note(self, note: Note) -> None:
        self.fields[words_name(note.id)] = text_box("What the note says", LONGEST_NOTE, rows=2)
        self.initial[words_name(note.id)] = note.text
        self.places[words_name(note.id)] = Place(self.notes_name, note.id, "text")
        choices = [("", UNSORTED), *((one.id, short_title(one.title)) for one in self._headings)]
        is_known = note.heading in dict(choices)
        self.fields[under_name(note.id)] = forms.ChoiceField(label="Move to", required=False, choices=choices)
        self.initial[under_name(note.id)] = note.heading if is_known else ""
        self.fields[remove_name("note", note.id)] = forms.BooleanField(
            label="Remove this note", required=False
        )

    def _add_heading(self, heading: Heading) -> None:
        self.fields[title_name(heading.id)] = text_box("Heading", LONGEST_HEADING, rows=1)
        self.initial[title_name(heading.id)] = heading.title
        self.places[title_name(heading.id)] = Place(self.headings_name, heading.id, "title")
        self.fields[remove_name("heading", heading.id)] = forms.BooleanField(
            label="Remove this heading",
            help_text="Its notes stay, under “Not sorted yet”.",
            required=False,
        )

    def _pile(self, heading: Heading, notes: Sequence[Note], *, is_own: bool) -> ShownPile:
        return ShownPile(
            id=heading.id,
            title=heading.title,
            box=self[title_name(heading.id)] if is_own else None,
            remove=self[remove_name("heading", heading.id)] if is_own else None,
            notes=tuple(map(self._shown, notes)),
            new=self[new_note_name(heading.id or "unsorted")],
        )

    def _shown(self, note: Note) -> ShownNote:
        return ShownNote(
            note=note,
            words=self[words_name(note.id)],
            heading=self[under_name(note.id)],
            remove=self[remove_name("note", note.id)],
            alike=self._suggested.get(note.id, ()),
        )

    def _is_removed(self, name: str, kind: str) -> bool:
        return bool(self.cleaned_data.get(remove_name(kind, name)))

    def _typed(self, name: str, otherwise: str = "") -> str:
        """What was typed, with plain line ends; a box that was not sent says what it said."""
        text: str = self.cleaned_data[name] if name in self.data else otherwise
        return text.replace("\r\n", "\n")
