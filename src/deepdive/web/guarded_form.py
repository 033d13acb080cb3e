"""Forms that ask about what may point to a real person before they take it."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms

from deepdive.core.patient_data import SAYS, Finding, Looks
from deepdive.web.free_text import FreeTextField, ReasonField

MOST_NAMED = 3


@dataclass(frozen=True)
class Kept:
    """Somebody says why what a box says is not about a real person: the box's name, what it looks like, how
    many of these there are, and the reason. It does not hold what the box says."""

    name: str
    looks: Looks
    count: int
    reason: str


class GuardedForm(forms.Form):
    """A form with free text. The first time that a text may point to a real person, the form is not valid:
    it says what the text looks like and has a box for the reason to keep it. With a reason it is valid,
    and ``kept`` says what was kept, for the view to store.
    """

    kept: tuple[Kept, ...] = ()

    def full_clean(self) -> None:
        """Clean everything, the reasons that were sent too."""
        self.kept = ()
        for name, _ in self._guarded():
            if self.add_prefix(reason_name(name)) in self.data:
                self.ask_reason(name)
        super().full_clean()

    def clean(self) -> dict[str, Any] | None:
        """Ask about what is new and may point to a real person."""
        cleaned = super().clean()
        for name, field in self._guarded():
            if name in self.cleaned_data:
                self._settle(name, field)
        return cleaned

    def text_before(self, name: str) -> str:  # noqa: ARG002 - for forms that change what is there
        """What the box said before. Nobody is asked about what they did not write."""
        return ""

    def reason_box(self, name: str) -> forms.BoundField | None:
        """The box for the reason to keep what the box ``name`` says, if there is one."""
        return self[reason_name(name)] if reason_name(name) in self.fields else None

    def ask_reason(self, name: str, question: str = "") -> None:
        """Put the box for the reason behind the box ``name``."""
        if reason_name(name) in self.fields:
            return
        about = self.fields[name].label or name
        fields = list(self.fields.items())
        place = list(self.fields).index(name) + 1
        fields.insert(place, (reason_name(name), ReasonField(about=str(about), help_text=question)))
        self.fields = dict(fields)

    def _settle(self, name: str, field: FreeTextField) -> None:
        text = _text(self.cleaned_data[name], self[name])
        found = field.warnings(text)
        reason = self.cleaned_data.get(reason_name(name), "")
        if not found:
            self.fields.pop(reason_name(name), None)
            self.errors.pop(reason_name(name), None)
        elif reason:
            counts = Counter(finding.looks for finding in found)
            self.kept += tuple(Kept(name, looks, count, reason) for looks, count in counts.items())
        elif reason_name(name) not in self.errors:
            new = _new(text, found, self._named(field, self.text_before(name)))
            if new:
                self.ask_reason(name)
                self.add_error(name, forms.ValidationError(question(text, new), code="patient-data"))

    def _named(self, field: FreeTextField, text: str) -> Counter[tuple[Looks, str]]:
        return Counter((finding.looks, text[finding.start : finding.end]) for finding in field.warnings(text))

    def _guarded(self) -> Iterator[tuple[str, FreeTextField]]:
        for name, field in list(self.fields.items()):
            if isinstance(field, FreeTextField):
                yield name, field


def reason_name(name: str) -> str:
    """The name of the box for the reason. No box that the pack or a form names has two hyphens."""
    return f"{name}--because"


def question(text: str, found: Sequence[Finding]) -> str:
    """What to tell somebody about their text. It names what was found, so it is for their page alone."""
    sentences = dict.fromkeys(_sentence(text, finding) for finding in found[:MOST_NAMED])
    return " ".join([*sentences, "Change it, or say below why it may stay."])


def _sentence(text: str, finding: Finding) -> str:
    says = SAYS[finding.looks]
    if finding.looks is Looks.SMALL_COUNT:
        return says
    return f"{says.removesuffix('.')}: '{text[finding.start : finding.end]}'."


def _new(text: str, found: Sequence[Finding], before: Counter[tuple[Looks, str]]) -> list[Finding]:
    """Those findings that were not there before."""
    left = Counter(before)
    new = []
    for finding in found:
        named = finding.looks, text[finding.start : finding.end]
        if left[named]:
            left[named] -= 1
        else:
            new.append(finding)
    return new


def _text(cleaned: object, box: forms.BoundField) -> str:
    """What somebody typed; a field may have made more of it than a text."""
    return cleaned if isinstance(cleaned, str) else str(box.data or "")
