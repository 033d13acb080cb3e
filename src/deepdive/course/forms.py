"""Forms of the course."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms

from deepdive.core.case import Case
from deepdive.core.series import Workshop


class CaseFilterForm(forms.Form):
    """Search and filter the case library. Every field may be left empty."""

    words = forms.CharField(label="Words", required=False, max_length=100)
    setting = forms.ChoiceField(label="Setting", required=False)
    task = forms.ChoiceField(label="What the computer does", required=False)
    workshop = forms.TypedChoiceField(label="Workshop", required=False, coerce=int, empty_value=None)

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        cases: Iterable[Case],
        workshops: Sequence[Workshop],
        **kwargs: Any,
    ) -> None:
        """The choices are those that some case has."""
        super().__init__(data, **kwargs)
        all_cases = list(cases)
        settings = sorted({case.setting for case in all_cases})
        tasks = sorted({task for case in all_cases for task in case.tasks})
        self._choose("setting", [(name, in_words(name)) for name in settings])
        self._choose("task", [(name, in_words(name)) for name in tasks])
        self._choose("workshop", [(str(w.number), f"{w.number}. {w.title}") for w in workshops])

    def wishes(self) -> dict[str, Any]:
        """What was asked for, with nothing where a field is empty or holds no choice that there is."""
        clean: dict[str, Any] = {}
        if self.is_bound:
            self.full_clean()
            clean = self.cleaned_data
        return {
            "words": clean.get("words", ""),
            "setting": clean.get("setting", ""),
            "task": clean.get("task", ""),
            "workshop": clean.get("workshop"),
        }

    def _choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "Any"), *choices]


def in_words(name: str) -> str:
    """An id as words: ``social-care`` is "Social care"."""
    return name.replace("-", " ").capitalize()
