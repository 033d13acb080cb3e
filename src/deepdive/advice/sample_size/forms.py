"""The form of a study, made from what its kind asks for."""

from collections.abc import Iterator, Mapping
from dataclasses import MISSING, fields
from typing import Any

from django import forms
from django.forms import BoundField

from deepdive.advice.sample_size.kinds import KINDS
from deepdive.advice.sample_size.study import Needed, Study
from deepdive.advice.sample_size.words import ASKED, LABELS, MARGINS, SHARES, Said, say
from deepdive.advice.share_field import PlainNumberField, ShareField
from deepdive.core.refused import Refused


class SampleSizeForm(forms.Form):
    """What somebody knows of their study. Valid where the numbers can be: then ``study``, ``needed`` and
    ``said`` are there."""

    rows_a_month = PlainNumberField(
        label="Rows of your data in a month",
        help_text="Leave it empty if you do not know. With it we say how many months of your data you need.",
        required=False,
    )
    share_eligible = ShareField(
        label="Share of them that can be used",
        help_text="Such as 0.8 or 80%. Rows without the outcome written down cannot be used.",
        required=False,
        initial=1,
    )

    study: Study
    needed: Needed
    said: Said

    def __init__(self, data: Mapping[str, Any] | None = None, *, kind: str) -> None:
        super().__init__(data)
        self.kind = kind
        self._usual: dict[str, Any] = {}
        own: dict[str, forms.Field] = {}
        for asked in fields(KINDS[kind]):  # type: ignore[arg-type]
            is_required = asked.default is MISSING
            if not is_required:
                self._usual[asked.name] = asked.default
            field = ShareField if asked.name in SHARES else PlainNumberField
            whole = {"whole": True} if asked.type is int else {}
            own[asked.name] = field(
                label=LABELS[asked.name],
                help_text=MARGINS[kind] if asked.name == "margin" else ASKED[asked.name],
                required=is_required,
                initial=None if is_required else asked.default,
                **whole,
            )
        self.fields = {**own, **self.fields}

    def known(self) -> Iterator[BoundField]:
        """The boxes for what only the group knows."""
        return (self[name] for name in self.fields if not self._is_usual(name))

    def usual(self) -> Iterator[BoundField]:
        """The boxes that have the papers' usual value in them."""
        return (self[name] for name in self.fields if self._is_usual(name))

    @property
    def shows_usual(self) -> bool:
        """Whether something in the boxes with usual values is wrong, so that they must be seen."""
        return any(self._is_usual(name) for name in self.errors)

    def clean(self) -> dict[str, Any]:
        """Work it out; what the rules refuse is an error of the form."""
        cleaned = super().clean() or self.cleaned_data
        if self.errors:
            return cleaned
        given = {name: cleaned[name] for name in cleaned if name not in ("rows_a_month", "share_eligible")}
        usual = {name: self._usual[name] for name, value in given.items() if value is None}
        share = cleaned["share_eligible"]
        try:
            self.study = KINDS[self.kind](**{**given, **usual})
            self.needed = self.study.needed()
            self.said = say(
                self.study,
                self.needed,
                rows_a_month=cleaned["rows_a_month"],
                share_eligible=1 if share is None else share,
            )
        except Refused as refused:
            self.add_error(None, refused.message)
        return cleaned

    def _is_usual(self, name: str) -> bool:
        return self._usual.get(name) is not None
