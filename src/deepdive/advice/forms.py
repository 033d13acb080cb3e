"""Forms of advice: a project's answers, an action made of a finding, and why one does not apply."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from django import forms

from deepdive.advice.actions import SavedAnswer
from deepdive.advice.models import LONGEST_REASON, LONGEST_WHO, AdviceAnswer
from deepdive.core.advice import ALWAYS, Advice, Question, Rule
from deepdive.core.facts import UNKNOWN, Given, read_facts
from deepdive.web.forms import DateField
from deepdive.web.free_text import FreeTextField
from deepdive.web.guarded_form import GuardedForm

LONGEST_LINE = 300
_NOT_OFFERED = "Choose one of the answers"


class AnswersForm(GuardedForm):
    """Some questions, each with its answers and "we do not know". Nothing is filled in but what the cohort
    answered before."""

    def __init__(
        self,
        data: Any = None,
        *,
        questions: Iterable[Question],
        before: Mapping[str, AdviceAnswer],
    ) -> None:
        super().__init__(data)
        self.questions = tuple(questions)
        self._before = before
        for question in self.questions:
            self.fields[question.id] = _box(question)
            if question.id in before:
                self.initial[question.id] = _initial(question, before[question.id].value)

    def clean(self) -> dict[str, Any] | None:
        """Read the answers; each that cannot be used is told beside its question."""
        cleaned = super().clean()
        self._given: dict[str, Given | None] = {}
        for question in self.questions:
            if question.id in self.errors:
                continue
            sent = self.cleaned_data.get(question.id) or None
            facts = read_facts(_alone(question), [(question.id, sent)])
            if facts.problems:
                limits = question.number
                assert limits is not None  # choices are checked by their field
                self.add_error(
                    question.id,
                    f"Enter a number from {limits.min:,.12g} to {limits.max:,.12g}, like 12 or 150000",
                )
            elif sent is not None or question.id in self._before:
                self._given[question.id] = facts.given.get(question.id)
        return cleaned

    def answers(self) -> dict[str, SavedAnswer]:
        """What was answered, also "we do not know". What was left alone and had no answer is left out."""
        return {
            question: SavedAnswer(
                value,
                self._before[question].who_finds_out if question in self._before and value is None else "",
            )
            for question, value in self._given.items()
        }


class OneAnswerForm(AnswersForm):
    """One question, with who finds out what nobody knows."""

    who_finds_out = FreeTextField(
        label="If nobody here knows: who will find out?",
        help_text="Write a job title, such as information governance lead.",
        required=False,
        max_length=LONGEST_WHO,
    )

    def __init__(self, data: Any = None, *, question: Question, before: Mapping[str, AdviceAnswer]) -> None:
        super().__init__(data, questions=[question], before=before)
        self.order_fields([question.id, "who_finds_out"])
        if question.id in before:
            self.initial["who_finds_out"] = before[question.id].who_finds_out

    def text_before(self, name: str) -> str:
        """What stood there before."""
        return str(self.initial.get(name, ""))

    def answers(self) -> dict[str, SavedAnswer]:
        """What was answered. Who finds out matters while nobody knows."""
        [question] = self.questions
        value, who = self._given.get(question.id), self.cleaned_data["who_finds_out"]
        if question.id not in self._given and not who:
            return {}
        return {question.id: SavedAnswer(value, who if value is None else "")}


class ActionForm(GuardedForm):
    """A finding becomes an action of the plan."""

    action = FreeTextField(label="What is done", max_length=LONGEST_LINE, notice="")
    owner = FreeTextField(
        label="Who owns it?",
        help_text="A job title. Ask before you write somebody down.",
        max_length=LONGEST_WHO,
        error_messages={"required": "Enter who owns it"},
    )
    end = DateField(
        label="By when?", subject="The date", error_messages={"required": "Enter the day by which it is done"}
    )

    def __init__(self, data: Any = None, *, rule: Rule) -> None:
        super().__init__(data, initial={"action": rule.title})


class NotApplicableForm(GuardedForm):
    """Why a finding does not apply. Empty takes it back."""

    reason = FreeTextField(
        label="It does not apply, because",
        help_text="Say what you talked about. To take it back, leave this empty.",
        required=False,
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


def _box(question: Question) -> forms.Field:
    about: dict[str, Any] = {
        "label": question.text,
        "help_text": f"{question.help} Who knows: {question.who_knows}.".strip(),
        "required": False,
    }
    if question.number:
        about["help_text"] += f" In {question.number.unit}. Leave it empty if you do not know."
        return forms.CharField(**about, widget=forms.NumberInput(), max_length=40)
    choices = list(question.values.items())
    if question.many:
        about["help_text"] += " Choose all that apply, or none if you do not know."
        return forms.MultipleChoiceField(
            **about,
            choices=choices,
            widget=forms.CheckboxSelectMultiple(),
            error_messages={"invalid_choice": _NOT_OFFERED, "invalid_list": _NOT_OFFERED},
        )
    return forms.ChoiceField(
        **about,
        choices=[*choices, (UNKNOWN, "We do not know yet")],
        widget=forms.RadioSelect(),
        error_messages={"invalid_choice": _NOT_OFFERED},
    )


def _initial(question: Question, value: Any) -> Any:
    if value is None and not question.number and not question.many:
        return UNKNOWN
    return value


def _alone(question: Question) -> Advice:
    """Advice that asks nothing else: whether the question is asked has been seen to."""
    asked = replace(question, asked_when=ALWAYS)
    return Advice(groups=(), questions={question.id: asked}, tables={}, scenarios={})
