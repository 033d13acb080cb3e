"""Named people sign one version, one after the other."""

import html
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import IntegrityError, connections, transaction
from django.test import Client
from django.utils import timezone

from deepdive.core.refused import Refused
from deepdive.mail.models import OutgoingLetter
from deepdive.people.models import Person
from deepdive.plan.models import Signature, Version
from deepdive.plan.signing import ask_for_signatures, decline, sign
from tests.factories import Cast, Page, add_cast
from tests.plan.example import freeze, freeze_and_ask, name_signers

pytestmark = pytest.mark.django_db(databases=["default", "journal"])


@pytest.fixture
def cast() -> Cast:
    """The cast; the letters of its invitations are gone."""
    made = add_cast()
    OutgoingLetter.objects.all().delete()
    return made


def put_down(version: Version, by: Person) -> None:
    sign(version, by=by, seen=version.fingerprint, now=timezone.now())


def refuse(version: Version, by: Person) -> None:
    decline(version, by=by, reason="The baseline is a guess", now=timezone.now())


def code(act: Callable[[Version, Person], None], version: Version, by: Person) -> str:
    with pytest.raises(Refused) as refused:
        act(version, by)
    return refused.value.code


def written() -> list[tuple[str, str]]:
    """Kind and receiver of the letters since the last call, sorted."""
    letters = sorted((letter.kind, letter.to.split("@")[0]) for letter in OutgoingLetter.objects.all())
    OutgoingLetter.objects.all().delete()
    return letters


def text_of(page: Page) -> str:
    return " ".join(html.unescape(page.content.decode()).split())


def address(cast: Cast, end: str = "") -> str:
    return f"/cohorts/{cast.cohort.pk}/plan/versions/1{end}"


def test_each_is_told_when_it_is_their_turn_and_all_when_all_have_signed(cast: Cast) -> None:
    version = freeze_and_ask(cast, cast.attendee, cast.reviewer, cast.sponsor)
    assert written() == [("version-to-review", "rita.viewer"), ("your-turn-to-sign", "atul.tandon")]
    put_down(version, cast.attendee)
    assert written() == [("your-turn-to-sign", "rita.viewer")]
    put_down(version, cast.reviewer)
    (letter,) = OutgoingLetter.objects.all()
    assert (letter.to, "as: Signer 3" in letter.body) == (cast.sponsor.email, True)
    assert f"?next={address(cast)}\n" in letter.body
    written()
    put_down(version, cast.sponsor)
    assert written() == [
        ("signing-complete", name) for name in ("atul.tandon", "gwen.facey", "rita.viewer", "simon.ponsonby")
    ]
    assert {(s.answer, s.fingerprint) for s in Signature.objects.all()} == {("signed", version.fingerprint)}


def test_nobody_signs_out_of_order_or_twice_or_without_being_named(cast: Cast) -> None:
    version = freeze_and_ask(cast, cast.attendee, cast.sponsor)
    assert code(put_down, version, cast.sponsor) == "not-your-turn"
    assert code(refuse, version, cast.sponsor) == "not-your-turn"
    assert code(put_down, version, cast.facilitator) == "not-a-signer"
    put_down(version, cast.attendee)
    assert code(put_down, version, cast.attendee) == "answered-already"


def test_a_version_that_was_superseded_is_not_signed_and_its_signatures_stay(cast: Cast) -> None:
    version = freeze_and_ask(cast, cast.attendee, cast.sponsor)
    put_down(version, cast.attendee)
    newer = freeze(cast)
    assert code(put_down, version, cast.sponsor) == "superseded"
    assert list(version.signatures.values_list("answer", flat=True)) == ["signed", "waiting"]
    assert newer.signatures.count() == 0


def test_what_somebody_saw_has_to_be_this_version(cast: Cast) -> None:
    version = freeze_and_ask(cast)
    with pytest.raises(Refused) as refused:
        sign(version, by=cast.sponsor, seen="0" * 64, now=timezone.now())
    assert refused.value.code == "another-version"


def test_who_declines_ends_the_signing_and_says_why(cast: Cast, client: Client) -> None:
    version = freeze_and_ask(cast, cast.attendee, cast.reviewer, cast.sponsor)
    put_down(version, cast.attendee)
    written()
    refuse(version, cast.reviewer)
    assert written() == [
        ("signing-declined", name) for name in ("atul.tandon", "gwen.facey", "simon.ponsonby")
    ]
    assert code(put_down, version, cast.sponsor) == "declined"
    client.force_login(cast.attendee)
    page = text_of(client.get(address(cast)))
    assert "The baseline is a guess" in page
    assert "Not signed: declined" in page


def test_another_order_is_for_versions_that_are_asked_for_later(cast: Cast) -> None:
    version = freeze_and_ask(cast, cast.attendee, cast.sponsor)
    name_signers(cast, cast.sponsor)
    assert [s.name for s in version.signatures.all()] == ["Atul Tandon", "Simon Ponsonby"]
    newer = freeze(cast)
    ask_for_signatures(newer, by=cast.facilitator, now=timezone.now())
    assert [s.name for s in newer.signatures.all()] == ["Simon Ponsonby"]


def test_a_double_click_signs_once_and_says_so(cast: Cast, client: Client) -> None:
    version = freeze_and_ask(cast)
    client.force_login(cast.sponsor)
    written()
    sent = {"agreed": "on", "seen": version.fingerprint}
    for _ in range(2):
        assert client.post(address(cast, "/sign"), sent)["Location"] == address(cast)
    assert "You have signed this version already." in text_of(client.get(address(cast)))
    assert [kind for kind, _ in written()] == ["signing-complete"] * 2


def test_asking_twice_asks_once(cast: Cast, client: Client) -> None:
    freeze_and_ask(cast)
    client.force_login(cast.organiser)
    page = client.post(address(cast, "/signatures"), follow=True)
    assert "Signatures for this version have been asked for already." in text_of(page)
    assert Signature.objects.count() == 1


def test_the_box_is_never_ticked_for_somebody(cast: Cast, client: Client) -> None:
    version = freeze_and_ask(cast)
    client.force_login(cast.sponsor)
    page = text_of(client.get(address(cast, "/sign")))
    assert "I have read version 1 of the plan, and I sign it as Signer 1" in page
    assert " checked" not in page
    again = client.post(address(cast, "/sign"), {"seen": version.fingerprint})
    assert (again.status_code, "Tick the box if you sign this version" in text_of(again)) == (422, True)
    assert version.signatures.get().answer == "waiting"


def test_declining_needs_a_reason(cast: Cast, client: Client) -> None:
    version = freeze_and_ask(cast)
    client.force_login(cast.sponsor)
    assert client.post(address(cast, "/decline"), {"reason": " "}).status_code == 422
    assert version.signatures.get().answer == "waiting"
    client.post(address(cast, "/decline"), {"reason": "Too dear"})
    assert version.signatures.get().reason == "Too dear"


def test_who_lost_their_part_and_who_organises_elsewhere_cannot_sign(cast: Cast, client: Client) -> None:
    version = freeze_and_ask(cast)
    cast.cohort.appointments.filter(person=cast.sponsor).delete()
    for person in (cast.sponsor, cast.outsider, cast.organiser_elsewhere):
        client.force_login(person)
        sent = {"agreed": "on", "seen": version.fingerprint}
        assert client.post(address(cast, "/sign"), sent).status_code == 404
    assert version.signatures.get().answer == "waiting"


def test_the_order_is_set_by_the_organiser_from_people_of_the_cohort(cast: Cast, client: Client) -> None:
    client.force_login(cast.organiser)
    page = f"/cohorts/{cast.cohort.pk}/plan/signers"

    def send(**boxes: str) -> Page:
        return client.post(page, {name.replace("_", "-"): value for name, value in boxes.items()})

    assert send(person_1=str(cast.outsider.pk), part_1="Sponsor").status_code == 422
    assert send(person_1=str(cast.sponsor.pk)).status_code == 422
    assert send(part_2="Sponsor").status_code == 422
    twice = send(
        person_1=str(cast.sponsor.pk), part_1="Owner", person_3=str(cast.sponsor.pk), part_3="Sponsor"
    )
    assert "Each person signs once." in text_of(twice)
    assert cast.cohort.signers.count() == 0
    done = send(
        person_2=str(cast.attendee.pk), part_2="Owner", person_5=str(cast.sponsor.pk), part_5="Sponsor"
    )
    assert done.status_code == 302
    assert list(cast.cohort.signers.values_list("place", "part")) == [(1, "Owner"), (2, "Sponsor")]


@pytest.mark.parametrize(
    "values",
    [
        {"answer": "signed"},
        {"answer": "declined"},
        {"answer": "waiting", "reason": "x"},
        {"answer": "signed", "fingerprint": "f", "answered_at": timezone.now(), "reason": "x"},
    ],
)
def test_the_database_holds_no_half_signature(cast: Cast, values: dict[str, object]) -> None:
    version = freeze_and_ask(cast)
    with pytest.raises(IntegrityError), transaction.atomic():
        version.signatures.update(**values)


@pytest.mark.django_db(databases=["default", "journal"], transaction=True)
def test_two_who_sign_at_once_sign_in_order_or_the_second_waits() -> None:
    made = add_cast()
    version = freeze_and_ask(made, made.attendee, made.sponsor)
    barrier = Barrier(2)

    def press(person: Person) -> str:
        try:
            barrier.wait()
            put_down(version, person)
        except Refused as refused:
            return refused.code
        finally:
            connections.close_all()
        return "signed"

    with ThreadPoolExecutor(2) as pool:
        first, second = [
            one.result() for one in [pool.submit(press, made.attendee), pool.submit(press, made.sponsor)]
        ]
    assert first == "signed"
    assert second in ("signed", "not-your-turn")
    answers = list(version.signatures.values_list("answer", flat=True))
    assert answers == ["signed", "signed" if second == "signed" else "waiting"]


@pytest.mark.django_db(databases=["default", "journal"], transaction=True)
def test_one_person_who_presses_twice_at_once_signs_once() -> None:
    made = add_cast()
    version = freeze_and_ask(made)
    OutgoingLetter.objects.all().delete()
    barrier = Barrier(2)

    def press() -> str:
        try:
            barrier.wait()
            put_down(version, made.sponsor)
        except Refused as refused:
            return refused.code
        finally:
            connections.close_all()
        return "signed"

    with ThreadPoolExecutor(2) as pool:
        said = sorted(one.result() for one in [pool.submit(press), pool.submit(press)])
    assert said == ["answered-already", "signed"]
    assert OutgoingLetter.objects.filter(kind="signing-complete").count() == 2
