"""Forms of the programme."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator, validate_email
from django.utils import timezone

from deepdive.core.access import Role
from deepdive.core.meeting import PLATFORM_NAMES, Platform
from deepdive.core.series import Series
from deepdive.curriculum.current import pack
from deepdive.programme.actions import Invitee
from deepdive.programme.models import PLATFORMS, TEAMS, WEEKDAYS, Seat, SeriesRequest
from deepdive.web.forms import DateField
from deepdive.web.free_text import NOTICE, FreeTextField, ReasonField
from deepdive.web.guarded_form import GuardedForm
from deepdive.web.validators import no_nhs_number

LONGEST_EMAIL = 254
FURTHEST_START = timedelta(days=2 * 365)
AS_PEOPLE_WRITE_TIMES = [
    *("%H:%M", "%H.%M", "%H%M"),
    *("%I:%M%p", "%I:%M %p", "%I.%M%p", "%I.%M %p", "%I%p", "%I %p"),
]
ONLY_WHO_TAKES_PART = "Only colleagues who take part. No patient data."
NEEDS_NOT_CONDITIONS = "No patient data. Describe what is needed, not a person's condition."


def _line(
    label: str, *, required: str, limit: int = 80, hint: str = "", notice: str = "", **attrs: str
) -> FreeTextField:
    return FreeTextField(
        label=label,
        help_text=hint,
        notice=notice,
        max_length=limit,
        error_messages={
            "required": required,
            "max_length": "Use %(limit_value)d letters or fewer; you have used %(show_value)d",
        },
        widget=forms.TextInput(attrs=attrs),
    )


def _text(
    label: str, *, required: str = "", hint: str = "", notice: str = NOTICE, limit: int = 2000
) -> FreeTextField:
    return FreeTextField(
        label=label,
        help_text=hint,
        notice=notice,
        max_length=limit,
        required=bool(required),
        error_messages={
            "required": required,
            "max_length": "Use %(limit_value)d letters or fewer; you have used %(show_value)d",
        },
        widget=forms.Textarea(attrs={"rows": 5}),
    )


def _email(label: str, *, required: str, hint: str = "") -> forms.EmailField:
    return forms.EmailField(
        label=label,
        help_text=hint,
        max_length=LONGEST_EMAIL,
        error_messages={
            "required": required,
            "invalid": "Enter an e-mail in the right form, like name@example.nhs.uk",
            "max_length": "Use %(limit_value)d letters or fewer; you have used %(show_value)d",
        },
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
    )


def time_field(label: str, *, hint: str) -> forms.TimeField:
    """A time of the day, as people write it."""
    return forms.TimeField(
        label=label,
        help_text=hint,
        input_formats=AS_PEOPLE_WRITE_TIMES,
        error_messages={
            "required": "Enter a start time",
            "invalid": "Enter a time like 12:15, with hours from 0 to 23",
        },
        widget=forms.TextInput(attrs={"class": "nhsuk-input--width-5"}),
    )


def length_field(label: str) -> forms.TypedChoiceField:
    """Which of the series' lengths a session has."""
    return forms.TypedChoiceField(
        label=label,
        choices=lambda: [(minutes, f"{minutes} minutes") for minutes in pack().series.choices],
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how long it takes"},
    )


class RequestForm(GuardedForm):
    """Ask for a series. The four prerequisites of the series stand at its end, each to confirm."""

    organisation_name = _line(
        "Your organisation",
        required="Enter the name of your organisation",
        limit=120,
        hint="For example, a trust, a council or a care provider. A series is for one organisation.",
        autocomplete="organization",
    )
    contact_name = _line("Your name", required="Enter your name", autocomplete="name")
    contact_email = _email(
        "Your work e-mail",
        required="Enter your work e-mail",
        hint="We will send you a copy of this request, and the answer.",
    )
    contact_role = _line("Your job", required="Enter your job", hint="For example, ward sister or head of IT")
    problem = _line(
        "The problem you want to work on",
        required="Describe the problem in one line",
        limit=200,
        hint="One line is enough. It may change: workshop 2 is about finding the right problem.",
        notice=NOTICE,
    )
    why = _text("Why do you want to do this, and why now?", required="Tell us why")
    people_expected = forms.IntegerField(
        label="How many people will take part?",
        error_messages={
            "required": "Enter how many people will take part",
            "invalid": "Enter a whole number, like 10",
        },
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "nhsuk-input--width-2"}),
    )
    roles_expected = _text(
        "Which jobs will they have?",
        required="List the jobs of the people who will take part",
        hint="A mix works best: people who give care, people who run the service, and people who know the "
        "data and systems.",
        limit=500,
    )
    weekday = forms.TypedChoiceField(
        label="Which day of the week suits you best?",
        choices=WEEKDAYS,
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose a day of the week"},
    )
    time = time_field(
        "At what time should it start?",
        hint="A workshop lasts 75 minutes, or 60 or 90 if you like. Avoid handover and clinics. "
        "For example, 12:15",
    )
    platform = forms.ChoiceField(
        label="Where do you hold online meetings?",
        choices=PLATFORMS,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose Microsoft Teams or Google Meet"},
    )
    access_needs = _text(
        "Does anybody need something to take part? (optional)",
        hint="For example captions, a sign-language interpreter, breaks, or papers in large print.",
        notice=NEEDS_NOT_CONDITIONS,
    )

    def __init__(self, *args: Any, series: Series, **kwargs: Any) -> None:
        """``series`` gives the capacity and the statements to confirm."""
        super().__init__(*args, **kwargs)
        self.series = series
        people = self.fields["people_expected"]
        people.help_text = (
            f"A group of {series.capacity.min} to {series.capacity.max} works. "
            "For more people, ask for a second series."
        )
        for number, statement in enumerate(series.prerequisites, 1):
            self.fields[f"prerequisite_{number}"] = forms.BooleanField(
                label=statement,
                error_messages={"required": f"Confirm: {statement}"},
            )

    def clean_people_expected(self) -> int:
        """The number, within the capacity of a cohort."""
        people: int = self.cleaned_data["people_expected"]
        capacity = self.series.capacity
        if not capacity.min <= people <= capacity.max:
            raise ValidationError(f"Enter a number from {capacity.min} to {capacity.max}")
        return people

    def answers(self) -> dict[str, Any]:
        """The cleaned answers that a request keeps: all but confirmations and reasons to keep a text."""
        return {k: v for k, v in self.cleaned_data.items() if k in self.base_fields}

    def summary(self) -> str:
        """The answers in words, one question a paragraph, for the requester's copy."""
        words = {
            **self.cleaned_data,
            "weekday": dict(WEEKDAYS)[self.cleaned_data["weekday"]],
            "time": f"{self.cleaned_data['time']:%H:%M}",
            "platform": PLATFORM_NAMES[Platform(self.cleaned_data["platform"])],
            **{f"prerequisite_{n}": "Confirmed" for n in range(1, len(self.series.prerequisites) + 1)},
        }
        return "\n\n".join(
            f"{field.label}\n{words[name] or '-'}"
            for name, field in self.fields.items()
            if not isinstance(field, ReasonField)
        )


class AcceptForm(GuardedForm):
    """Accept a request: when it begins, where, and who leads."""

    first = DateField(
        label="Date of the first workshop",
        help_text="The other four follow weekly. Bank holidays are left out.",
    )
    time = time_field("Start time", hint="UK time, for example 12:15")
    minutes = length_field("How long is each workshop?")
    join_link = forms.CharField(
        label="Join link",
        help_text="Make a weekly meeting in Teams or Meet and paste its link here.",
        max_length=500,
        error_messages={"required": "Paste the join link of the meeting"},
        widget=forms.URLInput(attrs={"spellcheck": "false"}),
    )
    facilitator_name = _line("Facilitator's name", required="Enter the facilitator's name")
    facilitator_email = _email(
        "Facilitator's work e-mail",
        required="Enter the facilitator's work e-mail",
        hint="The facilitator leads the workshops. It may be you.",
    )

    def __init__(self, *args: Any, request: SeriesRequest, **kwargs: Any) -> None:
        """``request`` says which platform the link must be of."""
        super().__init__(*args, **kwargs)
        self.fields["join_link"].label = f"{PLATFORM_NAMES[Platform(request.platform)]} join link"

    def clean_first(self) -> date:
        """The date; one that is years away is a slip of the finger."""
        first: date = self.cleaned_data["first"]
        if first > timezone.localdate() + FURTHEST_START:
            raise ValidationError("The first workshop must be within the next two years")
        return first


class DeclineForm(GuardedForm):
    """Decline a request, with a reason."""

    reason = _text(
        "Reason",
        required="Give a reason: the requester will read it",
        hint="Say what would have to change, or where else they could go.",
    )


class _LinesField(FreeTextField):
    """Text whose lines are looked at one by one, so that what is wrong names its line."""

    default_validators = []


class PeopleForm(GuardedForm):
    """Invite people: one a line, as name, e-mail, job."""

    people = _LinesField(
        label="People to invite",
        notice=ONLY_WHO_TAKES_PART,
        help_text="One person a line: name, work e-mail, job. You can paste from a spreadsheet. "
        "For example: Amina Yusuf, amina.yusuf@example.nhs.uk, Ward sister",
        error_messages={"required": "Enter at least one person"},
        widget=forms.Textarea(attrs={"rows": 6, "spellcheck": "false"}),
    )

    def clean_people(self) -> list[Invitee]:
        """The people, one for each line that is not empty; every faulty line is named."""
        invitees, faults = [], []
        for number, line in enumerate(self.cleaned_data["people"].splitlines(), 1):
            if not line.strip():
                continue
            parts = [part.strip() for part in line.replace("\t", ",").replace(";", ",").split(",", 2)]
            try:
                invitees.append(_invitee(parts))
            except ValidationError as fault:
                faults.append(f"Line {number}: {fault.message}")
        if faults:
            raise ValidationError(faults)
        return invitees


class TeamsForm(forms.Form):
    """Which team each person comes from, so that groups can be mixed."""

    def __init__(self, *args: Any, seats: Iterable[Seat], **kwargs: Any) -> None:
        """A list to choose from for each of the ``seats``."""
        super().__init__(*args, **kwargs)
        for seat in seats:
            self.fields[f"team-{seat.number}"] = forms.ChoiceField(
                label=f"{seat.person.name}, {seat.job}",
                choices=[("", "Not said"), *TEAMS],
                required=False,
                initial=seat.team,
                error_messages={"invalid_choice": "Choose a team from the list"},
            )

    def teams(self) -> dict[int, str]:
        """What was chosen, by the numbers of the seats. A list that was not sent stays as it is."""
        return {
            int(name.removeprefix("team-")): team
            for name, team in self.cleaned_data.items()
            if name in self.data
        }


class PartForm(GuardedForm):
    """Give somebody a part in a cohort other than attending."""

    role = forms.ChoiceField(
        label="Part",
        choices=[
            (Role.CO_FACILITATOR.value, "Co-facilitator: leads the workshops with the facilitator"),
            (Role.SPONSOR.value, "Sponsor: opens the series, and decides and signs"),
            (Role.REVIEWER.value, "Reviewer: reads the plan and says what is to mend"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose a part", "invalid_choice": "Choose one of these parts"},
    )
    name = _line("Name", required="Enter the person's name", notice=ONLY_WHO_TAKES_PART)
    email = _email("Work e-mail", required="Enter the person's work e-mail")


def _invitee(parts: list[str]) -> Invitee:
    if len(parts) != 3 or not all(parts):
        raise ValidationError("write the name, the e-mail and the job, with commas between them")
    name, email, job = parts
    try:
        validate_email(email)
        MaxLengthValidator(LONGEST_EMAIL)(email)
    except ValidationError:
        raise ValidationError(f"'{email}' is not an e-mail; write it like name@example.nhs.uk") from None
    if len(name) > 80 or len(job) > 80:
        raise ValidationError("name and job have 80 letters at most")
    no_nhs_number(f"{name} {job}")
    return Invitee(name=name, email=email, job=job)
