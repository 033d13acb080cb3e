"""The programme: requests for a series, and the cohorts, sessions and seats they become."""

import secrets
import uuid
from datetime import datetime, timedelta

from django.conf import settings
from django.db import models

from deepdive.core.access import Role
from deepdive.core.groups import Team
from deepdive.core.meeting import PLATFORM_NAMES, Platform
from deepdive.people.models import Organisation

MOST_SEATS = 12
PLATFORMS = [(platform.value, PLATFORM_NAMES[platform]) for platform in Platform]
TEAMS = [
    (Team.CLINICAL.value, "Clinical or care"),
    (Team.TECHNOLOGY.value, "Technology or data"),
    (Team.OPERATIONS.value, "Operations or management"),
    (Team.PATIENT.value, "Patient or carer"),
    (Team.OTHER.value, "Other"),
]
WEEKDAYS = [(0, "Monday"), (1, "Tuesday"), (2, "Wednesday"), (3, "Thursday"), (4, "Friday")]


class SeriesRequest(models.Model):
    """Somebody asks for a series for their organisation."""

    class Status(models.TextChoices):
        """Where the request stands."""

        WAITING = "waiting"
        ACCEPTED = "accepted"
        DECLINED = "declined"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation_name = models.CharField(max_length=120)
    contact_name = models.CharField(max_length=80)
    contact_email = models.EmailField()
    contact_role = models.CharField(max_length=80)
    problem = models.CharField(max_length=200)
    why = models.TextField()
    people_expected = models.PositiveSmallIntegerField()
    roles_expected = models.TextField()
    weekday = models.PositiveSmallIntegerField(choices=WEEKDAYS)
    time = models.TimeField()
    platform = models.CharField(max_length=10, choices=PLATFORMS)
    access_needs = models.TextField(blank=True)
    made_at = models.DateTimeField()
    status = models.CharField(max_length=10, choices=Status, default=Status.WAITING)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True)
    decided_at = models.DateTimeField(null=True)
    reason = models.TextField(blank=True)

    class Meta:
        ordering = ["-made_at"]

    def __str__(self) -> str:
        return f"request of {self.organisation_name}"


class Cohort(models.Model):
    """The people of one organisation who go through a series with one problem of theirs.

    Its id is also the id of its workbook. A rehearsal's cohort is made up: nothing of it counts anywhere.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="cohorts")
    request = models.OneToOneField(SeriesRequest, on_delete=models.SET_NULL, null=True)
    problem = models.CharField(max_length=200)
    platform = models.CharField(max_length=10, choices=PLATFORMS)
    join_link = models.URLField(max_length=500)
    capacity = models.PositiveSmallIntegerField(default=MOST_SEATS)
    is_rehearsal = models.BooleanField(default=False, editable=False)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(capacity__gte=1, capacity__lte=MOST_SEATS), name="capacity_is_1_to_12"
            )
        ]
        ordering = ["-made_at"]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.problem}"


# without what is easily mistaken for something else
CODE_LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
CODE_LENGTH = 6


def new_code() -> str:
    """A code for a room, short enough to be typed from a screen. It leads there, and lets nobody in."""
    return "".join(secrets.choice(CODE_LETTERS) for _ in range(CODE_LENGTH))


class Session(models.Model):
    """A cohort's meeting for one workshop. ``revision`` counts changes, for people's calendars; ``code`` is
    what people type to find the room; ``pace`` is how many times faster than the clock a rehearsal runs."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="sessions")
    number = models.PositiveSmallIntegerField()
    starts_at = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField()
    revision = models.PositiveSmallIntegerField(default=0)
    pace = models.FloatField(default=1.0, editable=False)
    code = models.CharField(max_length=CODE_LENGTH, unique=True, default=new_code, editable=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["cohort", "number"], name="one_session_a_workshop")]
        ordering = ["number"]

    def __str__(self) -> str:
        return f"workshop {self.number} of {self.cohort}"

    @property
    def ends_at(self) -> datetime:
        """When it is planned to end."""
        return self.starts_at + timedelta(minutes=self.minutes)


class Seat(models.Model):
    """A place in a cohort. Twelve numbers exist, so the database itself refuses a thirteenth. ``team`` is
    where the person comes from, so that groups can be mixed; empty where nobody said."""

    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="seats")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="seats")
    number = models.PositiveSmallIntegerField()
    job = models.CharField(max_length=80)
    team = models.CharField(max_length=10, choices=TEAMS, blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cohort", "number"], name="one_person_a_seat"),
            models.UniqueConstraint(fields=["cohort", "person"], name="one_seat_a_person"),
            models.CheckConstraint(
                condition=models.Q(number__gte=1, number__lte=MOST_SEATS), name="seat_is_1_to_12"
            ),
        ]
        ordering = ["number"]

    def __str__(self) -> str:
        return f"seat {self.number}: {self.person}"


class Appointment(models.Model):
    """A person has a part in a cohort other than attending: leading, sponsoring, reviewing."""

    ROLES = [
        (role.value, role.value.capitalize())
        for role in (Role.FACILITATOR, Role.CO_FACILITATOR, Role.SPONSOR, Role.REVIEWER)
    ]

    # those that an organiser gives and takes; the facilitator is chosen when a request is accepted
    CHANGEABLE = (Role.CO_FACILITATOR.value, Role.SPONSOR.value, Role.REVIEWER.value)

    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="appointments")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="appointments"
    )
    role = models.CharField(max_length=20, choices=ROLES)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cohort", "person", "role"], name="appointed_once_a_role")
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.role}"
