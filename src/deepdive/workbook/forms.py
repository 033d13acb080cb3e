"""The form of an artefact, made from the pack."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator
from django.forms import BoundField

from deepdive.core.artefact import Artefact, Field, FieldKind
from deepdive.web.validators import no_nhs_number
from deepdive.workbook.document import field_name

_TOO_LONG = "Use %(limit_value)d letters or fewer; you have used %(show_value)d"


@dataclass(frozen=True)
class ShownField:
    """A field of the form with the guidance that the pack gives."""

    bound: BoundField
    about: Field
    help_title: str


@dataclass(frozen=True)
class ShownExample:
    """A worked example, as title and text of each field."""

    summary: str
    answers: tuple[tuple[str, str], ...]


class ArtefactForm(forms.Form):
    """All fields of an artefact. ``as_of`` remembers which state of the workbook the page shows."""

    as_of = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, artefact: Artefact, may_write: bool, **kwargs: Any
    ) -> None:
        """A form for the artefact; read-only for those who may not write."""
        super().__init__(data, **kwargs)
        self.artefact = artefact
        self.may_write = may_write
        for field in artefact.fields:
            attributes: dict[str, Any] = {
                "data-field": field_name(artefact.id, field.id),
                "autocomplete": "off",
                "spellcheck": "true",
                "rows": 1 if field.kind is FieldKind.LINE else 4,
            }
            if not may_write:
                attributes["readonly"] = True
            self.fields[field.id] = forms.CharField(
                label=field.title,
                help_text=field.ask,
                required=False,
                strip=False,
                # a validator, not max_length: that would put a counter under every box
                validators=[no_nhs_number, MaxLengthValidator(field.limit, _TOO_LONG)],
                widget=forms.Textarea(attrs=attributes),
            )

    def artefact_fields(self) -> Iterator[ShownField]:
        """The fields to show, in the pack's order."""
        for field in self.artefact.fields:
            yield ShownField(self[field.id], field, f"Help with: {field.title}")

    def examples(self) -> Iterator[ShownExample]:
        """The worked examples of the pack."""
        for example in self.artefact.examples:
            filled = [field for field in self.artefact.fields if example.values.get(field.id)]
            answers = tuple((field.title, example.values[field.id]) for field in filled)
            yield ShownExample(f"{example.title} ({example.setting})", answers)

    def values(self) -> dict[tuple[str, str], str]:
        """What was typed, as (artefact id, field id) -> text, with plain line ends."""
        return {
            (self.artefact.id, field.id): self.cleaned_data[field.id].replace("\r\n", "\n")
            for field in self.artefact.fields
        }
