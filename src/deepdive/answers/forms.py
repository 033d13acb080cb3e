"""Forms of an activity: answers to its questions, votes for notes, and notes that are hidden at first."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.forms import BoundField

from deepdive.answers.actions import OwnNote
from deepdive.answers.models import LONGEST_NOTE, HiddenNote
from deepdive.core.activity import Activity, Asks
from deepdive.core.board import Board, Heading
from deepdive.core.poll import LONGEST_TEXT, MOST_WORDS, Question, Value, questions, take
from deepdive.core.refused import Refused
from deepdive.guard.place import Place
from deepdive.web.free_text import FreeTextField
from deepdive.web.guarded_form import GuardedForm
from deepdive.workbook.document import notes_name

NOTICE_ID = "hidden-notes-notice"
# more than this are a list to open
MOST_RADIOS = 7


@dataclass(frozen=True)
class Asked:
    """A question and its boxes: one for each choice in a ranking, else one."""

    question: Question
    boxes: tuple[BoundField, ...]

    @property
    def is_ranking(self) -> bool:
        """Whether its boxes are places to give."""
        return self.question.asks is Asks.RANKING


class AnswerForm(GuardedForm):
    """The questions of an activity. Once it is valid, ``answers`` holds what was answered, by item; None
    for what was left out."""

    answers: Mapping[str, Value | None]

    def __init__(
        self,
        data: Any = None,
        *,
        activity: Activity,
        before: Mapping[str, Value] | None = None,
        **kwargs: Any,
    ) -> None:
        """A form for the activity's questions; ``before`` is what the person has answered so far."""
        super().__init__(data, **kwargs)
        self.activity = activity
        self.questions = questions(activity)
        self.has_answered = bool(before)
        self._before = before or {}
        for question in self.questions:
            self._add(question)
        self.places = {
            name: Place(f"{activity.id}/{name}")
            for name, field in self.fields.items()
            if isinstance(field, FreeTextField)
        }

    def asked(self) -> Iterator[Asked]:
        """The questions with their boxes, in order."""
        for question in self.questions:
            yield Asked(question, tuple(self[name] for name in _names(question)))

    def clean(self) -> dict[str, Any] | None:
        """Read the answers; each that is refused is told beside its question."""
        cleaned = super().clean()
        answers: dict[str, Value | None] = {}
        for question in self.questions:
            names = _names(question)
            if any(name in self.errors for name in names):
                continue
            try:
                answers[question.id] = take(question, self._sent(names))
            except Refused as refused:
                self.add_error(names[0], refused.message)
        self.answers = answers
        if not self.errors and not self.has_answered and all(one is None for one in answers.values()):
            self.add_error(None, "You have not answered anything yet. Answer at least one question.")
        return cleaned

    def text_before(self, name: str) -> str:
        """What the person wrote there before."""
        return str(self.initial.get(name, ""))

    def _sent(self, names: tuple[str, ...]) -> list[str]:
        sent = [self.cleaned_data.get(name) or "" for name in names]
        return [text for one in sent for text in (one if isinstance(one, list) else [one])]

    def _add(self, question: Question) -> None:
        for name, (field, initial) in _boxes(question, self._before.get(question.id)).items():
            self.fields[name] = field
            self.initial[name] = initial


class VoteForm(forms.Form):
    """The notes of a board, to vote for as many as the activity gives dots."""

    notes = forms.Field(required=False)

    def __init__(
        self, data: Any = None, *, activity: Activity, board: Board, chosen: Iterable[str] = ()
    ) -> None:
        super().__init__(data, initial={"notes": list(chosen)})
        self.has_voted = bool(self.initial["notes"])
        budget, choices = activity.votes, list(_notes_to_choose(activity, board))
        self.has_notes = bool(choices)
        self.fields["notes"] = forms.Field(
            label="Choose 1 note" if budget == 1 else f"Choose up to {budget} notes",
            help_text="Nobody sees who chose what, and nobody sees the votes before all are shown.",
            required=False,
            widget=forms.CheckboxSelectMultiple(choices=choices),
        )

    @property
    def chosen(self) -> list[str]:
        """The ids of the notes that were sent."""
        return list(self.cleaned_data["notes"] or [])


class HiddenNotesForm(GuardedForm):
    """Somebody's own notes for a silent board, with one more box under each heading."""

    def __init__(self, data: Any = None, *, activity: Activity, notes: Iterable[HiddenNote] = ()) -> None:
        super().__init__(data)
        self.activity = activity
        self.headings = [Heading(item.id, item.text) for item in activity.items] or [Heading("", "")]
        self.places: dict[str, Place] = {}
        self._own = list(notes)
        titles = {heading.id: heading.title for heading in self.headings}
        for note in self._own:
            label = _label("Your note", titles.get(note.heading, ""))
            self._add(f"own--{note.pk}", label, note.pk, initial=note.text)
        for heading in self.headings:
            self._add_new(heading)

    @property
    def has_notes(self) -> bool:
        """Whether the person has written any."""
        return bool(self._own)

    def boxes(self) -> Iterator[BoundField]:
        """The boxes to write in: under each heading one's notes, and an empty one. What has lost its heading
        stands under the first."""
        known = {heading.id for heading in self.headings}
        for place, heading in enumerate(self.headings):
            for note in self._own:
                if note.heading == heading.id or (place == 0 and note.heading not in known):
                    yield self[f"own--{note.pk}"]
            yield self[_new_name(heading)]

    def hidden_boxes(self) -> Iterator[BoundField]:
        """The ids that new notes will have."""
        for heading in self.headings:
            yield self[f"{_new_name(heading)}--id"]

    def notes(self) -> Iterator[OwnNote]:
        """The notes as their writer wants them; a box that was not sent changes nothing."""
        for note in self._own:
            name = f"own--{note.pk}"
            if name in self.data:
                yield OwnNote(note.pk, note.heading, self.cleaned_data[name])
        for heading in self.headings:
            if text := self.cleaned_data[_new_name(heading)]:
                yield OwnNote(self.cleaned_data[f"{_new_name(heading)}--id"], heading.id, text)

    def clean(self) -> dict[str, Any] | None:
        """Say for each box that is too long what to do, and know where the notes will stand."""
        cleaned = super().clean()
        for heading in self.headings:
            name = _new_name(heading)
            number = self.cleaned_data.get(f"{name}--id")
            if self.cleaned_data.get(name) and not isinstance(number, UUID):
                self.add_error(None, "This form is broken. Load the page again, then paste your note.")
            self.places[name] = Place(notes_name(self.activity.id), str(number), "text")
        return cleaned

    def text_before(self, name: str) -> str:
        """What the person's note said before."""
        return str(self.initial.get(name, ""))

    def _add_new(self, heading: Heading) -> None:
        name = _new_name(heading)
        self._add(name, _label("New note", heading.title), None)
        self.fields[f"{name}--id"] = forms.UUIDField(required=False, widget=forms.HiddenInput, initial=uuid4)

    def _add(self, name: str, label: str, note_id: UUID | None, *, initial: str = "") -> None:
        self.fields[name] = FreeTextField(
            label=label,
            # the form has one for all its boxes
            notice="",
            required=False,
            max_length=LONGEST_NOTE,
            error_messages={
                "max_length": "Use %(limit_value)d letters or fewer; you have used %(show_value)d"
            },
            widget=forms.Textarea(
                attrs={
                    "rows": 2,
                    "autocomplete": "off",
                    "spellcheck": "true",
                    "aria-describedby": NOTICE_ID,
                }
            ),
        )
        self.initial[name] = initial
        self.places[name] = Place(notes_name(self.activity.id), str(note_id or ""), "text")


def _label(words: str, heading: str) -> str:
    return f"{words}: {heading}" if heading else words


def _new_name(heading: Heading) -> str:
    return f"new--{heading.id or 'note'}"


def _notes_to_choose(activity: Activity, board: Board) -> Iterator[tuple[str, str]]:
    prompts = tuple(Heading(item.id, item.text) for item in activity.items)
    for pile in board.piles(prompts):
        for note in pile.notes:
            if note.text.strip():
                under = f" ({pile.heading.title})" if pile.heading else ""
                yield note.id, f"{note.text}{under}"


def _names(question: Question) -> tuple[str, ...]:
    """The boxes of the question. No id in the pack has two hyphens together."""
    if question.asks is Asks.RANKING:
        return tuple(f"{question.id}--{place}" for place in range(len(question.choices)))
    return (question.id,)


def _boxes(question: Question, before: Value | None) -> dict[str, tuple[forms.Field, object]]:
    """The fields of a question, by name, each with what it says at first."""
    match question.asks:
        case Asks.RANKING:
            return dict(zip(_names(question), _places(question, before), strict=True))
        case Asks.SINGLE | Asks.MULTIPLE | Asks.SCALE:
            return {question.id: _group(question, before)}
        case Asks.OPEN | Asks.WORDS:
            return {question.id: _text(question, before)}


def _group(question: Question, before: Value | None) -> tuple[forms.Field, object]:
    scale = question.scale
    choices = [(str(place), text) for place, text in enumerate(question.texts)]
    widget: forms.Widget = forms.RadioSelect(choices=choices)
    if len(choices) > MOST_RADIOS:
        widget = forms.Select(choices=[("", "No answer"), *choices])
    help_text = ""
    initial: object = None
    if question.asks is Asks.SCALE:
        numbers = [(str(number), str(number)) for number in scale.numbers]
        widget = forms.RadioSelect(
            choices=[*numbers, ("", "No answer")], attrs={"class": "nhsuk-radios--inline scale"}
        )
        help_text = f"{scale.lowest}: {scale.low}. {scale.to}: {scale.high}."
        initial = "" if before is None else str(before)
    elif question.asks is Asks.MULTIPLE:
        widget = forms.CheckboxSelectMultiple(choices=choices)
        help_text = "You may choose more than one."
        initial = [place for place, text in choices if isinstance(before, tuple) and text in before]
    else:
        initial = next((place for place, text in choices if text == before), None)
    field = forms.Field(label=question.text, help_text=help_text, required=False, widget=widget)
    return field, initial


def _places(question: Question, before: Value | None) -> Iterator[tuple[forms.Field, object]]:
    choices = [("", "No place yet"), *((str(n), str(n)) for n in range(1, len(question.choices) + 1))]
    ranking = before if isinstance(before, tuple) else ()
    for text in question.texts:
        field = forms.Field(label=text, required=False, widget=forms.Select(choices=choices))
        yield field, str(ranking.index(text) + 1) if text in ranking else ""


def _text(question: Question, before: Value | None) -> tuple[forms.Field, object]:
    if question.asks is Asks.WORDS:
        words = FreeTextField(
            label=question.text,
            help_text=f"Up to {MOST_WORDS} words, with commas between them.",
            required=False,
            widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "true"}),
        )
        return words, ", ".join(before) if isinstance(before, tuple) else ""
    text = FreeTextField(
        label=question.text,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off", "spellcheck": "true"}),
    )
    # for the counter below the box alone: the rule says no, and what to do
    text.max_length = LONGEST_TEXT
    return text, before if isinstance(before, str) else ""
