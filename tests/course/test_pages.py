"""What people read: the pages of the course, made from the project's own pack."""

import html
import re
from datetime import date

import pytest
from django.test import Client

from deepdive.curriculum.current import pack
from tests.factories import Cast, add_cast

pytestmark = pytest.mark.django_db(databases=["default", "journal"])


@pytest.fixture
def cast() -> Cast:
    return add_cast()


def page(cast: Cast, role: str, address: str) -> str:
    client = Client()
    client.force_login(getattr(cast, role))
    answer = client.get(address)
    assert answer.status_code == 200, address
    return html.unescape(" ".join(answer.content.decode().split()))


@pytest.mark.parametrize("number", [1, 2, 3, 4, 5])
def test_a_guide_has_every_block_with_its_eleven_parts(cast: Cast, number: int) -> None:
    shown = page(cast, "facilitator", f"/workshops/{number}/guide")
    blocks = pack().series.workshop(number).blocks
    assert re.findall(r'<h2 id="([a-z0-9-]+)">[^<]+ minutes</h2>', shown) == [block.id for block in blocks]
    assert shown.count('<h3 class="nhsuk-heading-s">Why</h3>') == len(blocks)
    assert shown.count('<h3 class="nhsuk-heading-s">Co-facilitator</h3>') == len(blocks)


def test_the_guide_shows_what_a_block_opens_with_the_right_answers(cast: Cast) -> None:
    shown = page(cast, "facilitator", "/workshops/4/guide")
    quiz = pack().activities["exit-quiz-4"]
    assert f"What it opens: {quiz.title}</h3>" in shown
    for item in quiz.items:
        assert f"{item.text}</p>" in shown
        for choice in item.choices:
            right = "<strong>Right.</strong> " if choice.is_right else ""
            assert f"<li>{right}{choice.explanation}</li>" in shown


def test_the_guide_says_how_a_lab_goes_without_it_and_what_people_should_see(cast: Cast) -> None:
    shown = page(cast, "facilitator", "/workshops/1/guide")
    lab = pack().activities["next-word"]
    assert f"<p>This version cannot show the lab. Do this instead: {lab.instead}</p>" in shown
    assert f"<p><strong>What people should see:</strong> {lab.expected}</p>" in shown


@pytest.mark.parametrize("number", [1, 2, 3, 4, 5])
def test_every_source_that_a_reading_cites_is_listed_with_when_it_was_checked(
    cast: Cast, number: int
) -> None:
    for name in ("reading", "catch-up"):
        shown = page(cast, "attendee", f"/workshops/{number}/{name}")
        cited = re.findall(r'href="#source-([a-z0-9-]+)"', shown)
        listed = re.findall(r'<li id="source-([a-z0-9-]+)">', shown)
        assert listed == list(dict.fromkeys(cited))
        assert shown.count("last checked on") == len(listed)


@pytest.mark.parametrize("number", [1, 2, 3, 4, 5])
def test_every_term_of_a_reading_opens_a_meaning_on_the_page(cast: Cast, number: int) -> None:
    shown = page(cast, "attendee", f"/workshops/{number}/reading")
    opened = re.findall(r'popovertarget="(term-[a-z0-9-]+)"', shown)
    meanings = re.findall(r'id="(term-[a-z0-9-]+)" popover', shown)
    assert opened
    assert meanings == list(dict.fromkeys(opened))


@pytest.mark.parametrize("number", [1, 2, 3, 4, 5])
def test_every_picture_of_the_slides_is_there(cast: Cast, number: int) -> None:
    shown = page(cast, "attendee", f"/workshops/{number}/slides")
    client = Client()
    client.force_login(cast.attendee)
    pictures = re.findall(r'<img src="([^"]+)" alt="([^"]+)"', shown)
    assert [client.get(source)["Content-Type"] for source, _ in pictures] == ["image/svg+xml"] * len(pictures)


def test_notes_for_the_presenter_are_for_those_who_lead(cast: Cast) -> None:
    assert "Notes for the presenter" in page(cast, "facilitator", "/workshops/1/slides")
    assert "Notes for the presenter" not in page(cast, "attendee", "/workshops/1/slides")


def test_cases_are_found_by_what_they_say_where_they_were_and_what_they_did(cast: Cast) -> None:
    everything = page(cast, "attendee", "/cases")
    assert f"{len(pack().cases)} of {len(pack().cases)} cases" in everything
    social = [case for case in pack().cases.values() if case.setting == "social-care"]
    assert f"{len(social)} of" in page(cast, "attendee", "/cases?setting=social-care")
    both = [case for case in social if 2 in case.workshops]
    assert f"{len(both)} of" in page(cast, "attendee", "/cases?setting=social-care&workshop=2")
    assert "Kettering" in page(cast, "attendee", "/cases?words=KETTERING+bed")


def test_a_filter_that_there_is_not_filters_nothing(cast: Cast) -> None:
    shown = page(cast, "attendee", "/cases?setting=the-moon&workshop=nine")
    assert f"{len(pack().cases)} of {len(pack().cases)} cases" in shown


@pytest.mark.parametrize("case_id", sorted(pack().cases))
def test_a_case_card_has_its_five_parts_and_its_sources(cast: Cast, case_id: str) -> None:
    shown = page(cast, "attendee", f"/cases/{case_id}")
    for part in (
        "What it was",
        "What happened",
        "What went right or wrong",
        "What it teaches",
        "Ask yourselves",
    ):
        assert f"<h2>{part}</h2>" in shown
    listed = re.findall(r'<li id="source-([a-z0-9-]+)">', shown)
    assert set(pack().cases[case_id].sources) <= set(listed)


def test_the_glossary_has_every_term_once(cast: Cast) -> None:
    shown = page(cast, "attendee", "/glossary")
    assert sorted(re.findall(r'<dt id="([a-z0-9-]+)">', shown)) == sorted(pack().glossary)


def test_a_source_whose_check_is_overdue_says_so(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.localdate", lambda: date(2026, 11, 23))
    assert "this check is overdue" not in page(cast, "attendee", "/workshops/4/reading")
    monkeypatch.setattr("django.utils.timezone.localdate", lambda: date(2031, 1, 1))
    shown = page(cast, "attendee", "/workshops/4/reading")
    assert shown.count("this check is overdue") == shown.count("last checked on")


def test_partners_stand_under_their_region_once(cast: Cast) -> None:
    shown = page(cast, "attendee", "/partners")
    regions = re.findall(r"<h2>([^<]+)</h2>", shown)
    assert regions[-1] == "Keeping up to date"
    assert len(regions) == len(set(regions))
    assert set(regions[:-1]) == {partner.region.value for partner in pack().partners.values()}


def test_partners_that_are_no_more_say_what_became_of_them(cast: Cast) -> None:
    shown = page(cast, "attendee", "/partners")
    for partner in pack().partners.values():
        assert partner.name in shown
        assert partner.became in shown


def test_the_gallery_leads_to_the_examples_of_every_artefact(cast: Cast) -> None:
    gallery = page(cast, "attendee", "/examples")
    for artefact in pack().artefacts.values():
        assert f'<a href="/examples/{artefact.id}">{artefact.title}</a>' in gallery
        shown = page(cast, "attendee", f"/examples/{artefact.id}")
        assert [f">{example.title}</h2>" in shown for example in artefact.examples] == [True, True]
        assert shown.count('viewBox="0 0 720 ') == (2 if artefact.picture else 0)


def test_there_are_no_examples_of_what_does_not_exist(cast: Cast, client: Client) -> None:
    client.force_login(cast.attendee)
    assert client.get("/examples/no-such-artefact").status_code == 404
