"""Reviewers mark a version section by section, and what is left is answered."""

import html

import pytest
from django.test import Client
from django.utils import timezone

from deepdive.core.refused import Refused
from deepdive.core.review import Verdict
from deepdive.curriculum.current import pack
from deepdive.mail.models import OutgoingLetter
from deepdive.plan.actions import answer_mark
from deepdive.plan.models import Mark
from deepdive.plan.versions import to_answer
from tests.factories import Cast, Page, add_cast
from tests.plan.example import SECTION, access, add_mark, freeze

pytestmark = pytest.mark.django_db(databases=["default", "journal"])
FIRST, SECOND = (section.id for section in pack().plan.sections[:2])


@pytest.fixture
def cast() -> Cast:
    """The cast with a version; the letters until then are gone."""
    made = add_cast()
    freeze(made)
    OutgoingLetter.objects.all().delete()
    return made


def text_of(page: Page) -> str:
    return " ".join(html.unescape(page.content.decode()).split())


def address(cast: Cast, end: str = "", *, number: int = 1) -> str:
    return f"/cohorts/{cast.cohort.pk}/plan/versions/{number}{end}"


def test_saving_leads_to_the_next_section_that_is_not_marked_yet(cast: Cast, client: Client) -> None:
    client.force_login(cast.reviewer)
    page = client.post(address(cast, f"/review/{FIRST}"), {"verdict": "fine"})
    assert page["Location"] == address(cast, f"/review/{SECOND}")
    for section in pack().plan.sections[2:]:
        client.post(address(cast, f"/review/{section.id}"), {"verdict": "fine"})
    last = client.post(address(cast, f"/review/{SECOND}"), {"verdict": "fine"})
    assert last["Location"] == address(cast)
    assert Mark.objects.count() == len(pack().plan.sections)


def test_what_is_not_fine_needs_words_and_keeps_what_was_chosen(cast: Cast, client: Client) -> None:
    client.force_login(cast.reviewer)
    page = client.post(
        address(cast, f"/review/{FIRST}"), {"verdict": "to mend", "asked": cast.facilitator.pk}
    )
    assert page.status_code == 422
    assert "Say what should be different, so that somebody can mend it" in text_of(page)
    assert f'<option value="{cast.facilitator.pk}" selected>' in text_of(page)
    assert Mark.objects.count() == 0


def test_who_is_asked_hears_of_it_once_without_the_words(cast: Cast) -> None:
    version = cast.cohort.versions.get()
    for _ in range(2):
        mark = add_mark(cast, version, words="Who counted Tuesday?", asked=cast.facilitator)
    add_mark(cast, version, words="Who counted it?", asked=cast.facilitator)
    (letter,) = OutgoingLetter.objects.all()
    assert (letter.kind, letter.to) == ("review-to-answer", cast.facilitator.email)
    assert "on one section: The problem\n" in letter.body
    assert "counted" not in letter.body
    assert f"?next={address(cast, f'/marks/{mark.pk}')}\n" in letter.body


def test_what_is_left_says_who_answers_until_somebody_has(cast: Cast, client: Client) -> None:
    mark = add_mark(cast, cast.cohort.versions.get(), asked=cast.facilitator)
    client.force_login(cast.sponsor)
    page = text_of(client.get(address(cast)))
    assert "Who answers: Gwen Facey" in page
    assert "/marks/" not in page  # whoever only reads is led nowhere
    client.force_login(cast.facilitator)
    assert f'<a href="{address(cast, f"/marks/{mark.pk}")}">Answer' in text_of(client.get(address(cast)))
    client.post(address(cast, f"/marks/{mark.pk}"), {"answer": "The night sister counts now"})
    page = text_of(client.get(address(cast)))
    assert "Nothing: no point of a reviewer waits for an answer." in page
    assert "Answer by Gwen Facey:</strong> The night sister counts now" in page


def test_a_point_goes_on_to_the_next_version_until_its_reviewer_finds_it_mended(cast: Cast) -> None:
    add_mark(cast, cast.cohort.versions.get())
    second = freeze(cast)
    assert [(one.mark.version.number, one.title) for one in to_answer(cast.cohort, up_to=2)] == [
        (1, "The problem")
    ]
    add_mark(cast, second, verdict=Verdict.FINE, words="")
    assert to_answer(cast.cohort, up_to=2) == []
    assert len(to_answer(cast.cohort, up_to=1)) == 1


def test_a_reviewer_who_says_something_else_waits_for_a_new_answer(cast: Cast) -> None:
    version = cast.cohort.versions.get()
    mark = add_mark(cast, version)
    answer_mark(access(cast, cast.attendee), mark, answer="Counted", now=timezone.now())
    assert to_answer(cast.cohort, up_to=1) == []
    add_mark(cast, version, words="Counted by whom?")
    assert [one.mark.words for one in to_answer(cast.cohort, up_to=1)] == ["Counted by whom?"]


def test_of_two_answers_the_first_is_kept_and_the_same_twice_is_one(cast: Cast) -> None:
    mark = add_mark(cast, cast.cohort.versions.get())
    for _ in range(2):
        answer_mark(access(cast, cast.attendee), mark, answer="Counted", now=timezone.now())
    with pytest.raises(Refused) as refused:
        answer_mark(access(cast, cast.facilitator), mark, answer="Guessed", now=timezone.now())
    assert refused.value.code == "answered-already"
    assert Mark.objects.get().answer == "Counted"


def test_the_one_who_is_asked_may_answer_whoever_they_are_and_other_readers_may_not(cast: Cast) -> None:
    mark = add_mark(cast, cast.cohort.versions.get(), asked=cast.sponsor)
    with pytest.raises(Refused) as refused:
        answer_mark(access(cast, cast.organiser), mark, answer="Yes", now=timezone.now())
    assert refused.value.code == "not-yours"
    answer_mark(access(cast, cast.sponsor), mark, answer="Yes", now=timezone.now())
    assert Mark.objects.get().answered_by == cast.sponsor


def test_an_older_version_is_not_marked_any_more(cast: Cast, client: Client) -> None:
    freeze(cast)
    client.force_login(cast.reviewer)
    page = client.post(address(cast, f"/review/{SECTION}"), {"verdict": "to mend", "words": "No baseline"})
    assert page.status_code == 409
    assert "There is a newer version of the plan." in text_of(page)
    assert "No baseline</textarea>" in text_of(page)


def test_a_reviewer_of_another_organisation_sees_nothing_and_a_section_has_to_be_there(
    cast: Cast, client: Client
) -> None:
    theirs = cast.cohort.__class__.objects.exclude(pk=cast.cohort.pk).get()
    theirs.appointments.create(person=cast.outsider, role="reviewer")
    client.force_login(cast.outsider)
    for end in ("", f"/review/{FIRST}"):
        assert client.get(address(cast, end)).status_code == 404
    assert client.post(address(cast, f"/review/{FIRST}"), {"verdict": "fine"}).status_code == 404
    client.force_login(cast.reviewer)
    assert client.get(address(cast, "/review/no-such-section")).status_code == 404


def test_what_may_point_to_a_person_is_asked_about(cast: Cast, client: Client) -> None:
    client.force_login(cast.reviewer)
    sent = {"verdict": "to mend", "words": "Born 12/03/1962, he waits"}
    page = client.post(address(cast, f"/review/{FIRST}"), sent)
    assert (page.status_code, "words--because" in text_of(page)) == (422, True)
    client.post(address(cast, f"/review/{FIRST}"), {**sent, "words--because": "Made up"})
    assert Mark.objects.get().words == "Born 12/03/1962, he waits"
