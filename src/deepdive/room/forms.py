"""Forms of a room."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, cast

from django import forms

from deepdive.core.groups import MOST_GROUPS, NAMES
from deepdive.core.leading import LONGEST_MESSAGE, MOST_EXTRA_MINUTES
from deepdive.room.people_here import PersonHere
from deepdive.web.free_text import FreeTextField
from deepdive.web.guarded_form import GuardedForm


class ExtendForm(forms.Form):
    """Give the running block more minutes."""

    minutes = forms.IntegerField(
        label="Extra minutes",
        initial=2,
        error_messages={
            "required": f"Enter how many minutes to add, from 1 to {MOST_EXTRA_MINUTES}",
            "invalid": f"Enter a whole number of minutes from 1 to {MOST_EXTRA_MINUTES}",
        },
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "nhsuk-input--width-2"}),
    )


class TellForm(GuardedForm):
    """A message that everybody in the room sees."""

    message = FreeTextField(
        label="Message to everybody",
        required=False,
        max_length=LONGEST_MESSAGE,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text="It stays until the next block starts. Send an empty message to take it away.",
    )


class QuestionForm(GuardedForm):
    """A question to be answered later."""

    text = FreeTextField(
        label="Your question",
        max_length=500,
        error_messages={"required": "Write your question"},
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    is_unnamed = forms.BooleanField(label="Leave my name out", required=False)


class BesideForm(forms.Form):
    """Who sits at the same screen."""

    people = forms.TypedMultipleChoiceField(
        label="Who is at your screen?",
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Tick everybody who follows the session at your screen.",
        error_messages={"invalid_choice": "Choose people from the list. It may have changed: look again"},
    )

    def __init__(self, *args: Any, people: Iterable[PersonHere], **kwargs: Any) -> None:
        """A box to tick for each of the ``people``."""
        super().__init__(*args, **kwargs)
        choices = [(person.id, _name_and_screen(person)) for person in people]
        cast(forms.TypedMultipleChoiceField, self.fields["people"]).choices = choices


def _name_and_screen(person: PersonHere) -> str:
    return f"{person.name} (now at {person.at_screen_of}'s screen)" if person.at_screen_of else person.name


class AnswerForm(GuardedForm):
    """The answer to a question that somebody parked."""

    answer = FreeTextField(
        label="Answer", required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 2})
    )


class DecisionForm(GuardedForm):
    """Something that was decided."""

    text = FreeTextField(
        label="Note a decision",
        max_length=500,
        error_messages={"required": "Write what was decided"},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text="In one sentence: what was decided, and why. It goes into the summary.",
    )


class CodeForm(forms.Form):
    """The short code of a room, as the shared screen shows it."""

    code = forms.CharField(
        label="Code",
        max_length=20,
        error_messages={"required": "Enter the code on the shared screen"},
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "class": "nhsuk-input--width-10", "autocapitalize": "characters"}
        ),
        help_text="Six letters and numbers, as on the shared screen. Spaces do not matter.",
    )

    def clean_code(self) -> str:
        """The code without spaces, in capitals."""
        cleaned: dict[str, Any] = self.cleaned_data
        return "".join(str(cleaned["code"]).upper().split())


class MakeGroupsForm(forms.Form):
    """Have groups made: how, how many, and of whom."""

    how = forms.ChoiceField(
        label="How",
        choices=[("mixed", "Mix the teams"), ("random", "By lot")],
        initial="mixed",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how to make the groups"},
    )
    count = forms.TypedChoiceField(
        label="How many groups",
        choices=[("", "As many as suit"), *((number, str(number)) for number in range(2, MOST_GROUPS + 1))],
        coerce=int,
        empty_value=None,
        required=False,
        error_messages={"invalid_choice": f"Choose a number of groups from 2 to {MOST_GROUPS}"},
    )
    who = forms.ChoiceField(
        label="Of whom",
        choices=[("here", "The people who are here"), ("seats", "Everybody with a seat")],
        initial="here",
        error_messages={"required": "Choose of whom to make the groups"},
    )


class GroupsByHandForm(forms.Form):
    """Say of each person in which group they are."""

    def __init__(
        self, *args: Any, people: Iterable[PersonHere], now_in: Mapping[int, str], **kwargs: Any
    ) -> None:
        """A list to choose from for each of the ``people``; ``now_in`` are the letters of their groups."""
        super().__init__(*args, **kwargs)
        for person in people:
            self.fields[f"group-{person.id}"] = forms.ChoiceField(
                label=person.name if person.is_here else f"{person.name} (not here)",
                choices=[("", "No group"), *((letter.lower(), f"Group {letter}") for letter in NAMES)],
                required=False,
                initial=now_in.get(person.id, ""),
                error_messages={"invalid_choice": "Choose a group from the list"},
            )

    def chosen(self) -> Iterator[tuple[int, str]]:
        """Each person and the letter of their group."""
        for name, letter in self.cleaned_data.items():
            yield int(name.removeprefix("group-")), letter
