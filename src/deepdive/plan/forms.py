"""Forms of versions, reviews and signing."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms

from deepdive.core.review import LONGEST_WORDS, Verdict
from deepdive.core.signing import MOST_SIGNERS
from deepdive.plan.models import LONGEST_NOTE, LONGEST_PART, Signer
from deepdive.plan.signing import Named
from deepdive.programme.queries import Member
from deepdive.web.free_text import FreeTextField
from deepdive.web.guarded_form import GuardedForm

# how many places the form for those who sign has at first, and how many are left when more are named
SIGNERS_SHOWN, SPARE = 5, 2
_TOO_LONG = "Use %(limit_value)d letters or fewer; you have used %(show_value)d"
_HAS_LEFT = "Choose somebody from the list: only people of this cohort can do it"


def _text(label: str, *, required: str, limit: int = LONGEST_WORDS, hint: str = "") -> FreeTextField:
    return FreeTextField(
        label=label,
        help_text=hint,
        required=bool(required),
        max_length=limit,
        error_messages={"required": required, "max_length": _TOO_LONG},
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class FreezeForm(GuardedForm):
    """Freeze the plan. ``after`` is the number of the version that was the newest when the page was made."""

    note = _text(
        "What is new in this version?",
        required="",
        limit=LONGEST_NOTE,
        hint="You can leave it out. For example: the baseline is counted, and reviewers' points are mended.",
    )
    after = forms.IntegerField(min_value=0, max_value=30_000, widget=forms.HiddenInput)


class CompareForm(forms.Form):
    """Which two to set side by side."""

    first = forms.ChoiceField(label="First")
    second = forms.ChoiceField(label="Second")

    def __init__(self, *args: Any, choices: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        """``choices`` are the versions and what they are called."""
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            assert isinstance(field, forms.ChoiceField)
            field.choices = choices


class MarkForm(GuardedForm):
    """What a reviewer says of a section."""

    verdict = forms.ChoiceField(
        label="What do you say of this section?",
        choices=[
            (Verdict.TO_MEND.value, "To mend: I could not agree to the plan as it is"),
            (Verdict.COULD_BE_BETTER.value, "Could be better: it would help, and need not hold the plan up"),
            (Verdict.FINE.value, "Fine"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what you say of this section"},
    )
    words = _text("What should be different, and why?", required="", hint="Not needed where it is fine.")
    asked = forms.TypedChoiceField(
        label="Who should answer?",
        help_text="They get an e-mail with a link.",
        coerce=int,
        empty_value=None,
        required=False,
        error_messages={"invalid_choice": _HAS_LEFT},
    )

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, members: Iterable[Member], **kwargs: Any
    ) -> None:
        """``members`` are the people of the cohort."""
        super().__init__(data, **kwargs)
        _choose(self, "asked", members, nobody="Whoever writes the plan")

    def text_before(self, name: str) -> str:
        """What the reviewer said before."""
        return str(self.initial.get(name, ""))

    def clean(self) -> dict[str, Any] | None:
        """What is not fine needs words."""
        cleaned = super().clean()
        verdict = self.cleaned_data.get("verdict")
        if verdict and verdict != Verdict.FINE and not self.cleaned_data.get("words", "-"):
            self.add_error("words", "Say what should be different, so that somebody can mend it")
        return cleaned


class AnswerForm(GuardedForm):
    """What was done about what a reviewer said."""

    answer = _text(
        "Your answer",
        required="Write what was done, or why nothing was",
        hint="Say what you changed in the plan, or why it stays as it is.",
    )


class SignersForm(GuardedForm):
    """Who signs, in order: a line for each place, of which some may stay empty."""

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        members: Iterable[Member],
        signers: Sequence[Signer],
        **kwargs: Any,
    ) -> None:
        """``signers`` are those who are named now."""
        super().__init__(data, **kwargs)
        members = list(members)
        self._people = {member.person.pk: member.person for member in members}
        now = {signer.place: signer for signer in signers}
        for place in range(1, MOST_SIGNERS + 1):
            self.fields[f"person-{place}"] = forms.TypedChoiceField(
                label="Who?",
                coerce=int,
                empty_value=None,
                required=False,
                initial=now[place].person_id if place in now else None,
                error_messages={"invalid_choice": _HAS_LEFT},
            )
            _choose(self, f"person-{place}", members, nobody="Nobody")
            self.fields[f"part-{place}"] = FreeTextField(
                label="As what?",
                notice="",
                required=False,
                max_length=LONGEST_PART,
                initial=now[place].part if place in now else "",
                error_messages={"max_length": _TOO_LONG},
                widget=forms.TextInput(attrs={"autocomplete": "off"}),
            )

    @property
    def places(self) -> list[tuple[int, forms.BoundField, forms.BoundField]]:
        """The number of each place, with its two boxes: those in use, and some to spare."""
        used = [
            n for n in range(1, MOST_SIGNERS + 1) if self[f"person-{n}"].value() or self[f"part-{n}"].value()
        ]
        shown = min(max(SIGNERS_SHOWN, max(used, default=0) + SPARE), MOST_SIGNERS)
        return [(n, self[f"person-{n}"], self[f"part-{n}"]) for n in range(1, shown + 1)]

    def clean(self) -> dict[str, Any] | None:
        """A person needs a part and a part a person."""
        cleaned = super().clean()
        for place in range(1, MOST_SIGNERS + 1):
            person, part = self.cleaned_data.get(f"person-{place}"), self.cleaned_data.get(f"part-{place}")
            if person and not part and f"part-{place}" not in self.errors:
                self.add_error(f"part-{place}", f"Signature {place}: say as what this person signs")
            if part and not person and f"person-{place}" not in self.errors:
                self.add_error(f"person-{place}", f"Signature {place}: choose the person, or empty the line")
        return cleaned

    def named(self) -> list[Named]:
        """Those who were chosen, in order; places left empty close up."""
        return [
            Named(self._people[self.cleaned_data[f"person-{place}"]], self.cleaned_data[f"part-{place}"])
            for place in range(1, MOST_SIGNERS + 1)
            if self.cleaned_data[f"person-{place}"]
        ]


class SignForm(forms.Form):
    """Sign a version. ``seen`` is the fingerprint of what the page showed."""

    agreed = forms.BooleanField(error_messages={"required": "Tick the box if you sign this version"})
    seen = forms.CharField(max_length=64, widget=forms.HiddenInput)

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, number: int, part: str, **kwargs: Any
    ) -> None:
        """``part`` is as what the person signs."""
        super().__init__(data, **kwargs)
        self.fields["agreed"].label = f"I have read version {number} of the plan, and I sign it as {part}"


class DeclineForm(GuardedForm):
    """Decline to sign."""

    reason = _text(
        "Why do you not sign?",
        required="Say why, so that the next version can be one that you sign",
        hint="Everybody in the cohort can read it.",
    )


def _choose(form: forms.Form, name: str, members: Iterable[Member], *, nobody: str) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = [
        ("", nobody),
        *((member.person.pk, f"{member.person.name} ({member.part})") for member in members),
    ]
