"""Forms for what somebody claims about a tool: as percentages, or as the four counts."""

from typing import Any

from django import forms

from deepdive.advice.share_field import PlainNumberField, ShareField
from deepdive.core.claims import Counts, Interval, Rates, intervals, sentences
from deepdive.core.refused import Refused


class ClaimForm(forms.Form):
    """A claim. Valid where the numbers can be: then ``rates`` and ``said`` are there, and ``intervals`` where
    there are counts."""

    rates: Rates
    said: tuple[str, ...]
    intervals: dict[str, Interval]

    def clean(self) -> dict[str, Any]:
        """Work it out; what the rules refuse is an error of the form."""
        cleaned = super().clean() or self.cleaned_data
        self.intervals = {}
        if not self.errors:
            try:
                self.rates = self.worked_out(cleaned)
                self.said = sentences(self.rates, claimed_accuracy=cleaned["accuracy"])
            except Refused as refused:
                self.add_error(None, refused.message)
        return cleaned

    def worked_out(self, cleaned: dict[str, Any]) -> Rates:
        """The rates that were typed."""
        raise NotImplementedError


class RatesForm(ClaimForm):
    """The claim as percentages."""

    sensitivity = ShareField(
        label="Sensitivity",
        help_text="Of people with the outcome, the share that it finds. Write 0.9 or 90%.",
    )
    specificity = ShareField(
        label="Specificity", help_text="Of people without the outcome, the share that it leaves alone."
    )
    prevalence = ShareField(
        label="Share of our people with the outcome",
        help_text="Where you would use it, not where it was tested. For 60 in 1,000, write 0.06 or 6%.",
    )
    accuracy = ShareField(
        label="Claimed accuracy, if there is one",
        help_text="How often they say that it is right, such as 95%.",
        required=False,
    )

    def worked_out(self, cleaned: dict[str, Any]) -> Rates:
        return Rates(
            sensitivity=cleaned["sensitivity"],
            specificity=cleaned["specificity"],
            prevalence=cleaned["prevalence"],
        )


class CountsForm(ClaimForm):
    """The claim as the four counts of a published test."""

    found = PlainNumberField(label="Right alarms", help_text="True positives", whole=True)
    false_alarms = PlainNumberField(label="False alarms", help_text="False positives", whole=True)
    missed = PlainNumberField(label="Missed cases", help_text="False negatives", whole=True)
    left_alone = PlainNumberField(label="Right all-clears", help_text="True negatives", whole=True)
    prevalence = ShareField(
        label="Share of our people with the outcome",
        help_text="Leave it empty if it is the same where it was tested. For 60 in 1,000, write 0.06 or 6%.",
        required=False,
    )
    accuracy = ShareField(
        label="Claimed accuracy, if there is one",
        help_text="How often they say that it is right, such as 95%.",
        required=False,
    )

    def worked_out(self, cleaned: dict[str, Any]) -> Rates:
        counts = Counts(
            found=cleaned["found"],
            missed=cleaned["missed"],
            false_alarms=cleaned["false_alarms"],
            left_alone=cleaned["left_alone"],
        )
        rates = counts.rates(prevalence=cleaned["prevalence"])
        self.intervals = intervals(counts)
        return rates
