"""The form of an artefact, made from the pack."""

import json
import re
import uuid
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator
from django.forms import BoundField

from deepdive.comments.queries import Tallies
from deepdive.core.answer import accepts
from deepdive.core.artefact import Artefact, Column, Field, FieldKind, Row
from deepdive.core.conditions import Facts
from deepdive.core.refused import Refused
from deepdive.guard.place import Place
from deepdive.guard.queries import Allowance
from deepdive.web.free_text import COUNT_NOTICE, NOTICE, FreeTextField
from deepdive.web.guarded_form import GuardedForm, question
from deepdive.web.validators import no_nhs_number
from deepdive.workbook.document import Edit, KeptRow, RowEdits, YDoc, field_name, read, rows_of
from deepdive.workbook.row_links import ShownLinks, has_links

LONGEST_CELL = 1000
BLANK_ROWS = ("new-1", "new-2")
TEMPLATE_ROW = "__row__"
_FREE = (FieldKind.LINE, FieldKind.TEXT)
_TOO_LONG = "Use %(limit_value)d letters or fewer; you have used %(show_value)d"
_WRONG_KIND = {
    FieldKind.NUMBER: "Enter a number in digits, like 12 or 0.5",
    FieldKind.DATE: "Enter a date as year-month-day, like 2027-03-31",
    FieldKind.CHOICE: "Choose one of the answers in the list",
    FieldKind.LINE: "Write it on one line",
}


@dataclass(frozen=True)
class ShownRow:
    """A row of a list: its boxes, and the box that removes it (None in the template for new rows).

    ``notice_id`` is the id of the patient-data notice that all boxes of the row share; empty for a row
    without free text. ``may_link``: it can be linked with rows of other lists.
    """

    id: str
    cells: tuple[BoundField, ...]
    delete: BoundField | None
    notice_id: str
    may_link: bool


@dataclass(frozen=True)
class ShownField:
    """A field of the form with the guidance that the pack gives. ``box`` is None for rows."""

    about: Field
    name: str
    help_title: str
    box: BoundField | None
    rows: tuple[ShownRow, ...]
    template: ShownRow | None


class ArtefactForm(GuardedForm):
    """All fields of an artefact, or of a group's copy of it. ``as_of`` remembers which state of the workbook
    the page shows."""

    as_of = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        artefact: Artefact,
        may_write: bool,
        group: str = "",
        rows: Mapping[str, Sequence[KeptRow]] | None = None,
        comments: Tallies | None = None,
        links: ShownLinks | None = None,
        facts: Facts | None = None,
        kept_before: Callable[[], Mapping[Place, Allowance]] = dict,
        texts_as_of: Callable[[int], Mapping[str, str]] | None = None,
        **kwargs: Any,
    ) -> None:
        """A form for the artefact; with a group's id, for its copy. Read-only for those who may not write.

        ``rows`` are the rows to show, by field id; a form that was sent says itself which it has.
        ``comments`` counts what stands beside the fields, and ``links`` are those of its rows.
        ``facts`` are the whole workbook that the form was made from.
        ``kept_before`` gives what people chose to keep although it may point to somebody, ``texts_as_of``
        the texts of the boxes, by name, at a journal entry: nobody is asked about what others wrote.
        """
        super().__init__(data, **kwargs)
        self.artefact = artefact
        self.may_write = may_write
        self.group = group
        self.comments = comments or Tallies()
        self.links = links
        self.facts = facts
        self.places: dict[str, Place] = {}
        self._texts_as_of = texts_as_of
        self._row_ids: dict[str, tuple[str, ...]] = {}
        for field in artefact.fields:
            if field.kind is FieldKind.ROWS:
                self._add_rows(field, (rows or {}).get(field.id, ()))
            else:
                self.fields[field.id] = self._box(
                    field, label=field.title, hint=field.ask, limit=field.limit, notice=NOTICE
                )
                self._mark(field.id, "data-field", field_name(artefact.id, field.id, group))
                self.places[field.id] = Place(field_name(artefact.id, field.id, group))
        if may_write and not self.is_bound:
            self._ask_again(kept_before)

    @property
    def part(self) -> str:
        """What the names of the form's fields begin with: the part of the workbook that it shows."""
        return self._name_of(self.artefact.fields[0]).rpartition("/")[0]

    def artefact_fields(self) -> Iterator[ShownField]:
        """The fields to show, in the pack's order."""
        for field in self.artefact.fields:
            is_rows = field.kind is FieldKind.ROWS
            yield ShownField(
                about=field,
                name=self._name_of(field),
                help_title=f"Help with: {field.title}",
                box=None if is_rows else self[field.id],
                rows=tuple(self._shown(field, row_id) for row_id in self._row_ids.get(field.id, ())),
                template=self._shown(field, TEMPLATE_ROW) if is_rows else None,
            )

    def edits(self) -> dict[str, Edit]:
        """What was sent, by field id, with plain line ends. A field that was not sent stays as it is."""
        return {
            field.id: self._row_edits(field) if field.kind is FieldKind.ROWS else self._typed(field.id)
            for field in self.artefact.fields
            if field.kind is FieldKind.ROWS or field.id in self.data
        }

    def text_before(self, name: str) -> str:
        """What the box said when the page was made."""
        as_of = self.cleaned_data.get("as_of")
        if self._texts_as_of is None or as_of is None:
            return ""
        try:
            return self._texts_as_of(as_of).get(name, "")
        except Refused:  # the history of that time is gone, which saving will say
            return ""

    def _name_of(self, field: Field) -> str:
        return field_name(self.artefact.id, field.id, self.group)

    def _ask_again(self, kept_before: Callable[[], Mapping[Place, Allowance]]) -> None:
        """Ask about what stands in the boxes and nobody has spoken for."""
        warned = {
            name: found
            for name, field in self.fields.items()
            if isinstance(field, FreeTextField) and (found := field.warnings(self.initial.get(name, "")))
        }
        kept = kept_before() if warned else {}
        for name, found in warned.items():
            text, place = self.initial[name], self.places[name]
            counts = Counter(finding.looks for finding in found)
            allowed = kept.get(place, {})
            left = tuple(one for one in found if counts[one.looks] > allowed.get(one.looks, 0))
            if left:
                self.ask_reason(name, question(text, left))
            if allowed:
                self._mark(name, "data-kept", json.dumps(allowed))

    def _add_rows(self, field: Field, rows: Sequence[KeptRow]) -> None:
        if self.is_bound:
            self._row_ids[field.id] = self._sent_row_ids(field)
        else:
            blank = BLANK_ROWS if self.may_write else ()
            self._row_ids[field.id] = (*(row.id for row in rows), *blank)
            for row in rows:
                for column_id, text in row.cells.items():
                    self.initial[_cell_name(field, row.id, column_id)] = text
        for row_id in (*self._row_ids[field.id], TEMPLATE_ROW):
            for column in field.columns:
                name = _cell_name(field, row_id, column.id)
                self.fields[name] = self._box(column, label=column.title, hint="", limit=LONGEST_CELL)
                self._mark(name, "data-cell", column.id)
                self.places[name] = Place(self._name_of(field), row_id, column.id)
                if column.kind in _FREE and self.may_write:
                    self._mark(name, "aria-describedby", _notice_id(field, row_id))
            self.fields[_delete_name(field, row_id)] = forms.BooleanField(
                label="Remove this row", required=False
            )

    def _sent_row_ids(self, field: Field) -> tuple[str, ...]:
        pattern = re.compile(rf"{re.escape(field.id)}__([0-9a-z-]+)__[a-z0-9-]+")
        found = (pattern.fullmatch(name) for name in self.data)
        return tuple(dict.fromkeys(match[1] for match in found if match))

    def _box(
        self, about: Field | Column, *, label: str, hint: str, limit: int, notice: str = ""
    ) -> forms.Field:
        def check(text: str) -> None:
            if not accepts(about, text.replace("\r\n", "\n")):
                raise forms.ValidationError(f"{label}: {_WRONG_KIND[about.kind]}")

        params: dict[str, Any] = {
            "label": label,
            "help_text": hint,
            "required": False,
            "strip": False,
            # a validator, not max_length: that would put a counter under every box
            "validators": [MaxLengthValidator(limit, _TOO_LONG), check],
            "widget": _widget(about, may_write=self.may_write),
        }
        if about.counts_people:
            params["widget"].attrs["data-counts-people"] = True
        if about.counts_people or about.kind in _FREE:
            notice = COUNT_NOTICE if about.counts_people else notice
            notice = notice if self.may_write else ""
            return FreeTextField(notice=notice, counts_people=about.counts_people, **params)
        return forms.CharField(**{**params, "validators": [no_nhs_number, *params["validators"]]})

    def _mark(self, name: str, attribute: str, value: str) -> None:
        self.fields[name].widget.attrs[attribute] = value

    def _shown(self, field: Field, row_id: str) -> ShownRow:
        has_free_text = any(column.kind in _FREE for column in field.columns)
        return ShownRow(
            id=row_id,
            cells=tuple(self[_cell_name(field, row_id, column.id)] for column in field.columns),
            notice_id=_notice_id(field, row_id) if has_free_text and self.may_write else "",
            delete=self[_delete_name(field, row_id)] if row_id != TEMPLATE_ROW and self.may_write else None,
            # a group's copy has no links, and a row that is not there yet cannot be linked
            may_link=not self.group and row_id not in BLANK_ROWS and has_links(self.artefact.id, field.id),
        )

    def _row_edits(self, field: Field) -> RowEdits:
        kept, removed = [], set()
        for row_id in self._row_ids[field.id]:
            cells: Row = {c.id: self._typed(_cell_name(field, row_id, c.id)) for c in field.columns}
            if row_id in BLANK_ROWS:
                new_id = str(uuid.uuid4())
                for column in field.columns:
                    place = Place(self._name_of(field), new_id, column.id)
                    self.places[_cell_name(field, row_id, column.id)] = place
                kept += [KeptRow(new_id, cells)] if any(cells.values()) else []
            elif self.cleaned_data[_delete_name(field, row_id)]:
                removed.add(row_id)
            else:
                kept.append(KeptRow(row_id, cells))
        return RowEdits(rows=tuple(kept), removed=frozenset(removed))

    def _typed(self, name: str) -> str:
        text: str = self.cleaned_data[name]
        return text.replace("\r\n", "\n")


def box_texts(document: YDoc, artefact: Artefact, *, group: str = "") -> dict[str, str]:
    """What the boxes of the artefact's form say, by their names; with a group's id, those of its copy."""
    texts: dict[str, str] = {}
    for field in artefact.fields:
        if field.kind is FieldKind.ROWS:
            for row in rows_of(document, artefact.id, field, group=group):
                texts |= {_cell_name(field, row.id, column): text for column, text in row.cells.items()}
        else:
            texts[field.id] = str(read(document, artefact.id, field, group=group))
    return texts


def _widget(about: Field | Column, *, may_write: bool) -> forms.Widget:
    attributes: dict[str, Any] = {"autocomplete": "off"}
    if about.kind is FieldKind.CHOICE:
        choices = [("", "Not answered yet"), *((choice, choice) for choice in about.choices)]
        return forms.Select(
            attrs={**attributes, **({} if may_write else {"disabled": True})}, choices=choices
        )
    if not may_write:
        attributes["readonly"] = True
    if about.kind is FieldKind.NUMBER:
        # "fewer than 8" needs letters
        mode = {} if about.counts_people else {"inputmode": "decimal"}
        return forms.TextInput(attrs={**attributes, **mode})
    if about.kind is FieldKind.DATE:
        return forms.DateInput(attrs={**attributes, "type": "date"}, format="%Y-%m-%d")
    rows = 1 if about.kind is FieldKind.LINE or isinstance(about, Column) else 4
    return forms.Textarea(attrs={**attributes, "spellcheck": "true", "rows": rows})


def _cell_name(field: Field, row_id: str, column_id: str) -> str:
    return f"{field.id}__{row_id}__{column_id}"


def _notice_id(field: Field, row_id: str) -> str:
    return f"id_{field.id}__{row_id}__notice"


def _delete_name(field: Field, row_id: str) -> str:
    return f"{field.id}__{row_id}__delete-row"
