"""Who there is: organisations, persons, who organises for which organisation, and sign-in links."""

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models
from django.db.models.functions import Lower


class Organisation(models.Model):
    """A health or care organisation that a series is run for."""

    name = models.CharField(max_length=120)

    class Meta:
        constraints = [models.UniqueConstraint(Lower("name"), name="organisation_name_is_unique")]
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Person(AbstractBaseUser):
    """Somebody who can sign in. We keep a name, a work e-mail and when they last signed in.

    There are no passwords: people sign in by a link that is sent to their e-mail.
    """

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=80)
    is_active = models.BooleanField(default=True)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(email=Lower("email")), name="email_is_lower_case")
        ]
        verbose_name_plural = "persons"

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """A person organises programmes for an organisation."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="memberships")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="memberships")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "person"], name="one_membership_an_organisation")
        ]

    def __str__(self) -> str:
        return f"{self.person} organises for {self.organisation}"


class SignInLink(models.Model):
    """A secret that signs one person in. Only its fingerprint is kept; the secret is in the letter."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="sign_in_links")
    fingerprint = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    # only the demonstration makes links that work more than once
    is_reusable = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"sign-in link for {self.person}"
