"""The form in which the links of a row are made."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BoundField

from deepdive.core.artefact import KeptRow
from deepdive.core.conditions import Facts
from deepdive.core.links import End, is_filled, label_of
from deepdive.workbook.document import LinkEdits
from deepdive.workbook.facts import titles_of

_GONE = "A row that you chose has been removed in the meantime. Look through the list and save again."


@dataclass(frozen=True)
class ShownEnd:
    """A kind of link as a question: its boxes, or None where there are no rows to choose yet."""

    end: End
    box: BoundField | None
    where: str


class LinksForm(forms.Form):
    """Which rows a row is linked with: boxes to tick for each kind of link. ``as_of`` remembers which state
    of the workbook the page shows."""

    as_of = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        row: KeptRow,
        ends: tuple[End, ...],
        facts: Facts,
        as_of: int,
    ) -> None:
        """``facts`` say which rows there are, and which of them the row is linked with."""
        super().__init__(data, initial={"as_of": as_of})
        self.row = row
        self.ends = ends
        self._facts = facts
        for end in ends:
            choices = [(far.id, label_of(far)) for far in facts.rows.get(end.far, ()) if is_filled(far)]
            if choices:
                self.fields[end.id] = forms.MultipleChoiceField(
                    label=f"{end.words[:1].upper()}{end.words[1:]} …",
                    help_text=": ".join(titles_of(end.far)),
                    choices=choices,
                    required=False,
                    error_messages={"invalid_choice": _GONE},
                    widget=forms.CheckboxSelectMultiple(attrs={"class": "nhsuk-checkboxes--small"}),
                )
                self.initial[end.id] = sorted(self._linked(end, facts))

    def questions(self) -> Iterator[ShownEnd]:
        """The kinds of link, in the order of the pack."""
        for end in self.ends:
            box = self[end.id] if end.id in self.fields else None
            yield ShownEnd(end, box, ": ".join(titles_of(end.far)))

    def edits(self, then: Facts) -> dict[str, LinkEdits]:
        """What was sent, against the workbook as the page showed it: what others linked since stays."""
        edits: dict[str, LinkEdits] = {}
        for end in self.ends:
            if end.id in self.fields:
                wanted, had = set(self.cleaned_data[end.id]), self._linked(end, then)
                edits[end.kind.id] = LinkEdits(
                    made=frozenset(end.link(self.row.id, far) for far in wanted - had),
                    removed=frozenset(end.link(self.row.id, far) for far in had - wanted),
                )
        return edits

    def _linked(self, end: End, facts: Facts) -> frozenset[str]:
        there = {row.id for row in facts.rows.get(end.far, ())}
        return end.linked(self.row.id, facts.links.get(end.kind.id, ())) & there
