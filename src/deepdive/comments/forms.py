"""Forms of comments."""

import uuid
from collections.abc import Iterable, Mapping
from typing import Any

from django import forms

from deepdive.comments.actions import Words
from deepdive.core.comments import LONGEST_COMMENT
from deepdive.people.models import Person
from deepdive.programme.queries import Member
from deepdive.web.free_text import FreeTextField
from deepdive.web.guarded_form import GuardedForm

_HAS_LEFT = "Somebody you chose has no part in this cohort any more. Send the form again without them."
_ROW_IS_GONE = "This row has been removed in the meantime. Choose another row, or the whole list."


class CommentForm(GuardedForm):
    """What somebody says, and whom to tell of it."""

    text = FreeTextField(
        label="Your comment",
        max_length=LONGEST_COMMENT,
        error_messages={
            "required": "Write your comment",
            "max_length": "Use %(limit_value)d letters or fewer; you have used %(show_value)d",
        },
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    tell = forms.TypedMultipleChoiceField(
        label="Who should hear of it?",
        help_text="They get an e-mail with a link. You can also write @ and somebody's full name above.",
        coerce=int,
        required=False,
        error_messages={"invalid_choice": _HAS_LEFT},
        widget=forms.CheckboxSelectMultiple(attrs={"class": "nhsuk-checkboxes--small"}),
    )
    number = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        members: Iterable[Member],
        by: Person,
        **kwargs: Any,
    ) -> None:
        """``members`` are the people of the cohort, and ``by`` is who writes."""
        super().__init__(data, **kwargs)
        self.initial.setdefault("number", uuid.uuid4())
        self.field("tell").choices = [
            (member.person.pk, _called(member)) for member in members if member.person != by
        ]

    def field(self, name: str) -> forms.ChoiceField:
        """One of the fields that people choose in."""
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        return field

    def text_before(self, name: str) -> str:
        """The comment that is changed, as it was."""
        return str(self.initial.get(name, ""))

    def words(self) -> Words:
        """What was sent, with plain line ends."""
        return Words(
            text=self.cleaned_data["text"].replace("\r\n", "\n"),
            tell=frozenset(self.cleaned_data["tell"]),
            form=self.cleaned_data["number"],
        )


class AnswerForm(CommentForm):
    """An answer to a comment."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].label = "Your answer"
        self.fields["text"].error_messages["required"] = "Write your answer"


class NewCommentForm(CommentForm):
    """A first comment, on a field or on one of its rows, perhaps as a thing for somebody to do."""

    row = forms.ChoiceField(
        label="What is it about?", required=False, error_messages={"invalid_choice": _ROW_IS_GONE}
    )
    assign_to = forms.TypedChoiceField(
        label="Who should see to it?",
        coerce=int,
        empty_value=None,
        required=False,
        error_messages={"invalid_choice": _HAS_LEFT},
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        members: Iterable[Member],
        by: Person,
        rows: Mapping[str, str] | None,
        **kwargs: Any,
    ) -> None:
        """``rows`` are the rows by their ids as the person reads them; None for a field without rows."""
        members = list(members)
        super().__init__(data, members=members, by=by, **kwargs)
        self.field("assign_to").choices = _who(members, by=by)
        if rows is None:
            del self.fields["row"]
        else:
            self.field("row").choices = [("", "The whole list"), *rows.items()]


class AssignForm(forms.Form):
    """Who sees to a comment."""

    assign_to = forms.TypedChoiceField(
        label="Who should see to it?",
        coerce=int,
        empty_value=None,
        required=False,
        error_messages={"invalid_choice": _HAS_LEFT},
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        members: Iterable[Member],
        by: Person,
        **kwargs: Any,
    ) -> None:
        super().__init__(data, **kwargs)
        field = self.fields["assign_to"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = _who(members, by=by)


def _who(members: Iterable[Member], *, by: Person) -> list[tuple[str, str]]:
    named = [
        (str(member.person.pk), f"{_called(member)}, me" if member.person == by else _called(member))
        for member in members
    ]
    return [("", "Nobody"), *named]


def _called(member: Member) -> str:
    """The name with the part, because namesakes exist and not everybody knows who the reviewer is."""
    return f"{member.person.name} ({member.part})"
