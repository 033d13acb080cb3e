"""Forms of a choice: points, money, and how sure an option is."""

from collections.abc import Mapping
from typing import Any

from django import forms

from deepdive.advice.share_field import PlainNumberField, ShareField
from deepdive.choice.models import LONGEST_SOURCE, LONGEST_WHAT
from deepdive.core.choosing import HIGHEST, check_points
from deepdive.core.money import Line, LineKind, Outlook, Range
from deepdive.core.refused import Refused
from deepdive.web.free_text import FreeTextField
from deepdive.web.guarded_form import GuardedForm

SOURCE = "Where the figures come from"
SOURCE_HELP = "Such as: offer of the supplier, 3 March; our analyst's estimate; our own accounts, one year."


class PointsForm(forms.Form):
    """Points for each criterion."""

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        criteria: Mapping[str, str],
        given: Mapping[str, int],
        one_has_all: bool = False,
    ) -> None:
        """``given`` is what the person gave before; with ``one_has_all`` one criterion must have 100."""
        super().__init__(data, initial=dict(given))
        self.one_has_all = one_has_all
        for criterion, title in criteria.items():
            missing = {"required": f"{title}: give a number from 0 to 100"}
            self.fields[criterion] = PlainNumberField(label=title, whole=True, error_messages=missing)

    def clean(self) -> dict[str, Any]:
        """Every number is from 0 to 100."""
        cleaned = super().clean() or self.cleaned_data
        for name, value in list(cleaned.items()):
            try:
                check_points(value)
            except Refused as refused:
                self.add_error(name, f"{self.fields[name].label}: {refused.message}")
        if self.one_has_all and not self.errors and HIGHEST not in cleaned.values():
            self.add_error(
                None, "Give 100 to the one that you would move first, and the others in proportion."
            )
        return cleaned


class MoneyLineForm(GuardedForm):
    """A cost or a benefit as a range. Valid where the numbers can be: then ``line`` is there."""

    kind = forms.ChoiceField(
        label="What is it?",
        choices=[
            (LineKind.ONCE.value, "A cost that comes once, at the start"),
            (LineKind.YEARLY.value, "A cost that comes every year"),
            (LineKind.BENEFIT.value, "A benefit in money that comes every year, once it works"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what it is"},
    )
    what = FreeTextField(
        label="In a few words",
        help_text="Such as: licence; joining our systems; training; hours of overtime saved.",
        max_length=LONGEST_WHAT,
        error_messages={"required": "Say what it is in a few words"},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    low = PlainNumberField(
        label="At the least, in pounds", error_messages={"required": "Enter the least that it could be"}
    )
    likely = PlainNumberField(
        label="Most likely, in pounds", error_messages={"required": "Enter what is most likely"}
    )
    high = PlainNumberField(
        label="At the most, in pounds", error_messages={"required": "Enter the most that it could be"}
    )
    rise = PlainNumberField(
        label="Rises by how many per cent a year?",
        help_text="Look in the contract. Leave it empty if it does not rise above other prices.",
        required=False,
    )
    source = FreeTextField(
        label=SOURCE,
        help_text=SOURCE_HELP,
        max_length=LONGEST_SOURCE,
        error_messages={"required": "Say where the figures come from"},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    line: Line

    def clean(self) -> dict[str, Any]:
        """The range and the rise are ones that can be."""
        cleaned = super().clean() or self.cleaned_data
        if not {"kind", "low", "likely", "high", "rise"} & set(self.errors):
            try:
                amount = Range(low=cleaned["low"], likely=cleaned["likely"], high=cleaned["high"])
                self.line = Line(kind=LineKind(cleaned["kind"]), amount=amount, rise=cleaned["rise"] or 0)
            except Refused as refused:
                self.add_error("low", refused.message)
        return cleaned


class OutlookForm(GuardedForm):
    """When an option helps, and how sure that is. Valid where the numbers can be: then it has ``outlook``."""

    delay_low = PlainNumberField(
        label="Months until it helps, at the least", error_messages={"required": "Enter the fewest months"}
    )
    delay_likely = PlainNumberField(
        label="Most likely", error_messages={"required": "Enter the most likely months"}
    )
    delay_high = PlainNumberField(label="At the most", error_messages={"required": "Enter the most months"})
    fails = ShareField(
        label="Chance that it does not work here",
        help_text="Such as 30%. Think of tools that were tried here or near you: how many are still in use?",
        error_messages={"required": "Enter the chance that it does not work, such as 30%"},
    )
    stop = PlainNumberField(
        label="If it does not work: after how many months would you stop?",
        help_text="Until then you pay. Look at “How we get out”.",
        whole=True,
        error_messages={"required": "Enter after how many months you would stop"},
    )
    source = FreeTextField(
        label=SOURCE,
        help_text=SOURCE_HELP,
        max_length=LONGEST_SOURCE,
        error_messages={"required": "Say where the figures come from"},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    outlook: Outlook

    def clean(self) -> dict[str, Any]:
        """The months and the chance are ones that can be."""
        cleaned = super().clean() or self.cleaned_data
        if not {"delay_low", "delay_likely", "delay_high", "fails", "stop"} & set(self.errors):
            try:
                delay = Range(
                    low=cleaned["delay_low"], likely=cleaned["delay_likely"], high=cleaned["delay_high"]
                )
                self.outlook = Outlook(delay=delay, fails=cleaned["fails"], stop=cleaned["stop"])
            except Refused as refused:
                self.add_error("delay_low", refused.message)
        return cleaned
