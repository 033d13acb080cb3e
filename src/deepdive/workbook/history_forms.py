"""Choosing what of a workbook's history to show."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms

from deepdive.core.history import Moment
from deepdive.workbook.parts import in_order, title_of


class HistoryForm(forms.Form):
    """One part of the workbook, one person, or both. Each may be left empty."""

    part = forms.ChoiceField(label="Where", required=False)
    person = forms.TypedChoiceField(label="Who", required=False, coerce=int, empty_value=None)

    def __init__(
        self,
        data: Mapping[str, Any],
        *,
        moments: Iterable[Moment],
        names: Mapping[int | None, str],
        **kwargs: Any,
    ) -> None:
        """The choices are the parts and the people of these moments."""
        super().__init__(data, **kwargs)
        parts = in_order({moment.part for moment in moments if moment.part})
        people = sorted(
            ((str(one), name) for one, name in names.items() if one is not None),
            key=lambda choice: (choice[1].casefold(), choice[0]),
        )
        self._choose("part", [("", "Everywhere"), *((part, title_of(part)) for part in parts)])
        self._choose("person", [("", "Anybody"), *people])

    def wanted(self, moments: Iterable[Moment]) -> list[Moment]:
        """Those of the moments that were asked for; a choice that there is not counts as none."""
        self.full_clean()
        part, person = self.cleaned_data.get("part", ""), self.cleaned_data.get("person")
        return [
            moment
            for moment in moments
            if (not part or moment.part == part) and (person is None or person in moment.people)
        ]

    def _choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices
