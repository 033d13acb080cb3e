"""Who there is: one row a person, one an organisation."""

import pytest
from django.db import IntegrityError

from deepdive.people.actions import find_or_add_organisation, find_or_add_person, make_organiser
from deepdive.people.models import Membership, Organisation, Person
from deepdive.people.queries import is_organiser, organisations_of, organisers

pytestmark = pytest.mark.django_db


def test_a_known_person_keeps_their_own_name() -> None:
    first = find_or_add_person(email="amina@x.example", name="Amina Yusuf")
    again = find_or_add_person(email=" AMINA@x.example ", name="A. Yusuf")
    assert (again.pk, again.name, again.email) == (first.pk, "Amina Yusuf", "amina@x.example")


def test_an_organisation_is_found_whatever_its_capitals() -> None:
    assert find_or_add_organisation("Northvale") == find_or_add_organisation(" NORTHVALE ")


def test_an_organisation_with_a_wildcard_in_its_name_is_another() -> None:
    find_or_add_organisation("Northvale")
    assert find_or_add_organisation("North%").name == "North%"


def test_the_database_refuses_an_e_mail_with_capitals() -> None:
    with pytest.raises(IntegrityError):
        Person.objects.create(email="Amina@x.example", name="Amina Yusuf")


def test_the_database_refuses_the_same_organisation_twice() -> None:
    Organisation.objects.create(name="Northvale")
    with pytest.raises(IntegrityError):
        Organisation.objects.create(name="northvale")


def test_somebody_organises_for_an_organisation_once() -> None:
    person = find_or_add_person(email="amina@x.example", name="Amina Yusuf")
    northvale = find_or_add_organisation("Northvale")
    make_organiser(person, organisation=northvale)
    make_organiser(person, organisation=northvale)
    assert list(organisations_of(person)) == [northvale]
    with pytest.raises(IntegrityError):
        Membership.objects.create(person=person, organisation=northvale)


def test_an_organiser_for_two_organisations_is_listed_once() -> None:
    person = find_or_add_person(email="amina@x.example", name="Amina Yusuf")
    for name in ("Northvale", "Eastmoor"):
        make_organiser(person, organisation=find_or_add_organisation(name))
    assert list(organisers()) == [person]


def test_who_has_left_is_no_organiser_to_write_to() -> None:
    person = find_or_add_person(email="amina@x.example", name="Amina Yusuf")
    make_organiser(person, organisation=find_or_add_organisation("Northvale"))
    Person.objects.update(is_active=False)
    assert (is_organiser(person), list(organisers())) == (True, [])


def test_people_organisations_and_links_say_what_they_are() -> None:
    person = find_or_add_person(email="amina@x.example", name="Amina Yusuf")
    make_organiser(person, organisation=find_or_add_organisation("Northvale"))
    assert str(Membership.objects.get()) == "Amina Yusuf organises for Northvale"
