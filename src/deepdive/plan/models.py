"""What is kept of a plan beside the workbook: frozen versions, who signs and signed, and reviews."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from deepdive.core.frozen import FrozenPlan, fingerprint, from_plain
from deepdive.core.review import LONGEST_WORDS, Marked, Verdict
from deepdive.core.signing import MOST_SIGNERS, Answer, Place
from deepdive.programme.models import Cohort

LONGEST_ID = 80
LONGEST_NOTE = 300
LONGEST_PART = 80


class Version(models.Model):
    """The plan as it stood at a moment. Nothing changes it afterwards, but for an administrator who removes
    something for good; then it no longer has its ``fingerprint``."""

    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    content = models.JSONField()
    fingerprint = models.CharField(max_length=64)
    note = models.CharField(max_length=LONGEST_NOTE, blank=True)
    frozen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    frozen_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cohort", "number"], name="versions_are_numbered_in_a_cohort"),
            models.CheckConstraint(condition=Q(number__gte=1), name="the_first_version_is_1"),
        ]
        ordering = ["-number"]

    def __str__(self) -> str:
        return f"version {self.number} of the plan of {self.cohort_id}"

    @property
    def plan(self) -> FrozenPlan:
        """What it says."""
        return from_plain(self.content)

    @property
    def fingerprint_in_groups(self) -> str:
        """The fingerprint as people compare it: eight digits at a time."""
        return " ".join(self.fingerprint[at : at + 8] for at in range(0, len(self.fingerprint), 8))

    @property
    def is_intact(self) -> bool:
        """Whether it says what it said when it was frozen."""
        return fingerprint(self.content) == self.fingerprint


class Signer(models.Model):
    """Somebody who is to sign the plans of a cohort, in which place, and as what. Each version for which
    signatures are asked takes the order as it is then."""

    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="signers")
    place = models.PositiveSmallIntegerField()
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    part = models.CharField(max_length=LONGEST_PART)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cohort", "place"], name="one_signer_a_place"),
            models.UniqueConstraint(fields=["cohort", "person"], name="one_place_a_signer"),
            models.CheckConstraint(
                condition=Q(place__gte=1, place__lte=MOST_SIGNERS), name="the_first_signer_is_1"
            ),
        ]
        ordering = ["place"]

    def __str__(self) -> str:
        return f"{self.place}. {self.person}, {self.part}"


class Signature(models.Model):
    """What somebody who is to sign a version has said. ``name`` stays when the person is no longer known
    here; ``fingerprint`` is the version's, as they saw it when they signed."""

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="signatures")
    place = models.PositiveSmallIntegerField()
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="signatures"
    )
    name = models.CharField(max_length=80)
    part = models.CharField(max_length=LONGEST_PART)
    answer = models.CharField(
        max_length=10, choices=[(one.value, one.value) for one in Answer], default=Answer.WAITING.value
    )
    answered_at = models.DateTimeField(null=True)
    fingerprint = models.CharField(max_length=64, blank=True)
    reason = models.TextField(max_length=LONGEST_WORDS, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "place"], name="one_signature_a_place"),
            models.UniqueConstraint(fields=["version", "person"], name="one_signature_a_person"),
            models.CheckConstraint(
                condition=Q(answer="waiting", answered_at=None, fingerprint="", reason="")
                | (Q(answer="signed", answered_at__isnull=False, reason="") & ~Q(fingerprint=""))
                | (Q(answer="declined", answered_at__isnull=False, fingerprint="") & ~Q(reason="")),
                name="a_signature_is_whole",
            ),
        ]
        ordering = ["place"]

    def __str__(self) -> str:
        return f"{self.name}: {self.answer}"

    @property
    def state(self) -> Place:
        """How it stands, for the rules."""
        return Place(number=self.place, person=self.person_id, name=self.name, answer=Answer(self.answer))


class Mark(models.Model):
    """What a reviewer says of a section of a version; who is asked to see to it; and the answer."""

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="marks")
    section = models.CharField(max_length=LONGEST_ID)
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    verdict = models.CharField(max_length=20, choices=[(one.value, one.value) for one in Verdict])
    words = models.TextField(max_length=LONGEST_WORDS, blank=True)
    made_at = models.DateTimeField()
    asked = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    answer = models.TextField(max_length=LONGEST_WORDS, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["version", "section", "reviewer"], name="one_mark_a_section_and_reviewer"
            ),
            models.CheckConstraint(
                condition=Q(verdict="fine") | ~Q(words=""), name="what_is_not_fine_is_said_in_words"
            ),
            models.CheckConstraint(
                condition=Q(answer="", answered_at=None) | (~Q(answer="") & Q(answered_at__isnull=False)),
                name="an_answer_has_a_time",
            ),
        ]
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.section}: {self.verdict}"

    @property
    def state(self) -> Marked:
        """How it stands, for the rules."""
        return Marked(
            id=self.pk,
            version=self.version.number,
            section=self.section,
            reviewer=self.reviewer_id,
            verdict=Verdict(self.verdict),
            is_answered=bool(self.answer),
        )
