"""Reads about people."""

from django.db.models import QuerySet

from deepdive.people.models import Organisation, Person


def organisers() -> QuerySet[Person]:
    """Everybody who organises for some organisation and can sign in."""
    return Person.objects.filter(memberships__isnull=False, is_active=True).distinct()


def is_organiser(person: Person) -> bool:
    """Whether the person organises for any organisation."""
    return person.memberships.exists()


def organisations_of(person: Person) -> QuerySet[Organisation]:
    """The organisations that the person organises for."""
    return Organisation.objects.filter(memberships__person=person)
