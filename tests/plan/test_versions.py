"""Versions are frozen, stay as they are, and are set side by side."""

import html
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import IntegrityError, connections, transaction
from django.test import Client
from django.utils import timezone

from deepdive.core.frozen import fingerprint
from deepdive.core.refused import Refused
from deepdive.curriculum.current import pack
from deepdive.mail.models import OutgoingLetter
from deepdive.plan.actions import freeze_version
from deepdive.plan.models import Version
from deepdive.plan.versions import plan_now
from deepdive.workbook.purge.stores import clean_stores, found_in
from deepdive.workbook.purge.wanted import Words
from tests.factories import WRITTEN, Cast, Page, add_cast, write
from tests.plan.example import freeze, freeze_and_ask

pytestmark = pytest.mark.django_db(databases=["default", "journal"])


@pytest.fixture
def cast() -> Cast:
    """The cast; the letters of its invitations are gone."""
    made = add_cast()
    OutgoingLetter.objects.all().delete()
    return made


def text_of(page: Page) -> str:
    return " ".join(html.unescape(page.content.decode()).split())


def test_a_version_says_what_was_written_then_and_with_which_curriculum(cast: Cast) -> None:
    first = freeze(cast)
    write(cast.cohort, artefact="problem-statement", field="harm", text="Two beds a night stay empty")
    second = freeze(cast)
    assert (first.number, second.number) == (1, 2)
    harm = [
        [field.text for s in version.plan.sections for field in s.fields if field.address.field == "harm"]
        for version in Version.objects.order_by("number")
    ]
    assert harm == [[""], ["Two beds a night stay empty"]]
    assert WRITTEN in str(first.content)
    assert first.plan.pack == pack().version
    assert len(pack().version) == 12
    assert second.is_intact
    assert second.plan == plan_now(cast.cohort)


def test_the_reviewers_hear_of_a_version(cast: Cast) -> None:
    freeze(cast)
    (letter,) = OutgoingLetter.objects.all()
    assert (letter.kind, letter.to) == ("version-to-review", cast.reviewer.email)
    assert f"?next=/cohorts/{cast.cohort.pk}/plan/versions/1\n" in letter.body


def test_the_same_form_twice_makes_one_version_and_another_form_too_late_none(cast: Cast) -> None:
    def send(by: str, note: str) -> Version:
        person = getattr(cast, by)
        return freeze_version(cast.cohort, after=0, note=note, by=person, now=timezone.now())

    assert send("organiser", "First") == send("organiser", "First")
    with pytest.raises(Refused) as refused:
        send("facilitator", "First")
    assert refused.value.code == "frozen-already"
    assert Version.objects.count() == 1


def test_who_was_too_late_keeps_their_words(cast: Cast, client: Client) -> None:
    freeze(cast)
    client.force_login(cast.organiser)
    page = client.post(f"/cohorts/{cast.cohort.pk}/plan/versions", {"after": "0", "note": "The baseline"})
    assert page.status_code == 409
    assert "Somebody else has frozen version 1 in the meantime." in text_of(page)
    assert "The baseline</textarea>" in text_of(page)


def test_the_database_refuses_a_number_twice(cast: Cast) -> None:
    first = freeze(cast)
    first.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        first.save(force_insert=True)


def test_a_version_that_somebody_removed_something_from_says_so_and_cannot_be_signed(
    cast: Cast, client: Client
) -> None:
    version = freeze_and_ask(cast)
    words = Words("the door of the office")
    assert found_in(cast.cohort.pk, words)["versions of the plan"] == 1
    clean_stores(cast.cohort.pk, words)
    version.refresh_from_db()
    assert not version.is_intact
    assert fingerprint(version.content) != version.fingerprint
    client.force_login(cast.sponsor)
    page = text_of(client.get(f"/cohorts/{cast.cohort.pk}/plan/versions/1"))
    assert "An administrator has removed something from this version for good" in page
    assert "door of the office" not in page
    sent = {"agreed": "on", "seen": version.fingerprint}
    refused = client.post(f"/cohorts/{cast.cohort.pk}/plan/versions/1/sign", sent)
    assert (refused.status_code, "can no longer be signed" in text_of(refused)) == (409, True)


def test_two_versions_side_by_side_say_what_came_and_what_went(cast: Cast, client: Client) -> None:
    freeze(cast)
    write(cast.cohort, artefact="problem-statement", field="harm", text="Two beds stay empty")
    freeze(cast)
    client.force_login(cast.reviewer)
    page = text_of(client.get(f"/cohorts/{cast.cohort.pk}/plan/compare?first=1&second=2"))
    assert '<h1><span class="nhsuk-caption-xl">Compare</span> Version 1 and version 2</h1>' in page
    assert "[added: </span>Two beds stay empty" in page
    assert WRITTEN not in page  # the same on both sides
    back = text_of(client.get(f"/cohorts/{cast.cohort.pk}/plan/compare?first=2&second=1"))
    assert "[removed: </span>Two beds stay empty" in back
    same = text_of(client.get(f"/cohorts/{cast.cohort.pk}/plan/compare?first=2&second=now"))
    assert "Both say the same." in same


@pytest.mark.parametrize("asked", ["first=3", "first=x", "second=-1", "first=1&second=1e3", "first=²"])
def test_a_version_that_is_not_there_is_not_found(cast: Cast, client: Client, asked: str) -> None:
    freeze(cast)
    client.force_login(cast.reviewer)
    assert client.get(f"/cohorts/{cast.cohort.pk}/plan/compare?{asked}").status_code == 404


def test_without_a_version_there_is_nothing_to_compare(cast: Cast, client: Client) -> None:
    client.force_login(cast.reviewer)
    assert client.get(f"/cohorts/{cast.cohort.pk}/plan/compare").status_code == 404


def test_a_note_with_an_nhs_number_is_refused(cast: Cast, client: Client) -> None:
    client.force_login(cast.organiser)
    page = client.post(f"/cohorts/{cast.cohort.pk}/plan/versions", {"after": "0", "note": "943 476 5919"})
    assert (page.status_code, Version.objects.count()) == (422, 0)


@pytest.mark.django_db(databases=["default", "journal"], transaction=True)
def test_two_who_freeze_at_once_make_one_version() -> None:
    made = add_cast()
    barrier = Barrier(2)

    def press(person: object) -> int:
        try:
            barrier.wait()
            return freeze_version(made.cohort, after=0, note="", by=person, now=timezone.now()).number  # type: ignore[arg-type]
        except Refused as refused:
            assert refused.code == "frozen-already"
            return 0
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        numbers = [
            one.result() for one in [pool.submit(press, made.organiser), pool.submit(press, made.facilitator)]
        ]
    assert sorted(numbers) == [0, 1]
    assert Version.objects.count() == 1
