"""The form of a follow-up: how each action and the experiment stand, and why."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms

from deepdive.core.artefact import Artefact, FieldKind, Row
from deepdive.guard.place import Place
from deepdive.plan.follow_up import ASKED, FollowUp, Item
from deepdive.web.free_text import NOTICE, FreeTextField
from deepdive.web.guarded_form import GuardedForm
from deepdive.workbook.document import field_name
from deepdive.workbook.forms import LONGEST_CELL

LARGEST_ENTRY = 10**18 - 1
# the element that says for all boxes what does not belong in them
NOTICE_ID = "notice"


@dataclass(frozen=True)
class ShownItem:
    """An item with its boxes."""

    item: Item
    boxes: tuple[forms.BoundField, ...]


class FollowUpForm(GuardedForm):
    """What became of each item of a follow-up. ``as_of`` remembers which state of the workbook the page
    shows."""

    as_of = forms.IntegerField(min_value=0, max_value=LARGEST_ENTRY, widget=forms.HiddenInput)

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        artefact: Artefact,
        shown: FollowUp,
        **kwargs: Any,
    ) -> None:
        """``shown`` is the follow-up as the page shows it, or showed it to whoever sends the form."""
        super().__init__(data, **{"initial": {"as_of": shown.as_of}, **kwargs})
        self.artefact = artefact
        self.shown = shown
        self.places: dict[str, Place] = {}
        for item in shown.items:
            columns = {column.id: column for column in artefact.field(item.field).columns}
            for cell in ASKED[item.field]:
                name = _name(item, cell)
                self.initial[name] = item.said.get(cell, "")
                self.places[name] = Place(field_name(artefact.id, item.field), item.row, cell)
                if columns[cell].kind is FieldKind.CHOICE:
                    self.fields[name] = forms.ChoiceField(
                        label=columns[cell].title,
                        required=False,
                        choices=[("", "Not answered yet"), *((one, one) for one in columns[cell].choices)],
                        error_messages={"invalid_choice": "Choose one of the answers in the list"},
                    )
                else:
                    self.fields[name] = FreeTextField(
                        label=columns[cell].title,
                        required=False,
                        strip=False,
                        notice="",
                        max_length=LONGEST_CELL,
                        error_messages={
                            "max_length": "Use %(limit_value)d letters or fewer; you have used %(show_value)d"
                        },
                        widget=forms.Textarea(attrs={"rows": 2, "aria-describedby": NOTICE_ID}),
                    )

    @property
    def notice(self) -> str:
        """What does not belong in the boxes."""
        return NOTICE

    @property
    def items(self) -> Iterator[ShownItem]:
        """The items with their boxes, in order."""
        for item in self.shown.items:
            yield ShownItem(item, tuple(self[_name(item, cell)] for cell in ASKED[item.field]))

    def again(self, newer: FollowUp) -> "FollowUpForm":
        """The same form for what stands there now: with what was typed, and in the boxes that were left as
        they were with what others wrote since."""
        sent = dict(self.data.items())
        seen = {item.row: item.said for item in self.shown.items}
        for item in newer.items:
            for cell in ASKED[item.field]:
                name = _name(item, cell)
                if sent.get(name, "").replace("\r\n", "\n") == seen.get(item.row, {}).get(cell, ""):
                    sent[name] = item.said.get(cell, "")
        made = FollowUpForm({**sent, "as_of": str(newer.as_of)}, artefact=self.artefact, shown=newer)
        made.full_clean()
        return made

    def text_before(self, name: str) -> str:
        """What stood there when the page was made."""
        return str(self.initial.get(name, ""))

    def typed(self) -> dict[str, Row]:
        """What was sent, by row id, with plain line ends."""
        return {
            item.row: {
                cell: self.cleaned_data[_name(item, cell)].replace("\r\n", "\n") for cell in ASKED[item.field]
            }
            for item in self.shown.items
        }


def _name(item: Item, cell: str) -> str:
    return f"{item.row}__{cell}"
