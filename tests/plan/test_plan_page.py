"""The plan on screen and as a file."""

import html
import re
from io import BytesIO

import docx
import pytest
from django.test import Client

from deepdive.curriculum.current import pack
from deepdive.people.models import Person
from deepdive.plan.queries import plan_of, read_plan
from deepdive.programme.models import Cohort
from tests.factories import add_cohort, write
from tests.workbook.past import as_edit, enter

pytestmark = pytest.mark.django_db(databases=["default", "journal"])


@pytest.fixture
def cohort(client: Client) -> Cohort:
    """A cohort with one field written, and one of its people signed in."""
    made = add_cohort(seats=1)
    write(made, artefact="problem-statement", field="who", text="The bed manager <b>& families</b>")
    client.force_login(made.seats.get().person)
    return made


def test_what_is_missing_is_named_with_where_it_belongs_and_who_knows(client: Client, cohort: Cohort) -> None:
    missing = plan_of(cohort).missing
    page = " ".join(html.unescape(client.get(f"/cohorts/{cohort.pk}/plan").content.decode()).split())
    assert len(missing) > 3
    for entry in missing:
        address = f"/workbooks/{cohort.pk}/artefacts/{entry.address.artefact}#id_{entry.address.field}"
        assert (
            f'<li><a href="{address}">{entry.field.title}</a>: not written yet. '
            f"Who knows: {entry.field.who_knows}</li>"
        ) in page
        assert f">{entry.artefact_title} (workshop {entry.workshop})</h3>" in page


def test_what_is_written_is_shown_as_it_was_typed(client: Client, cohort: Cohort) -> None:
    page = client.get(f"/cohorts/{cohort.pk}/plan").content.decode()
    assert "<p>The bed manager &lt;b&gt;&amp; families&lt;/b&gt;</p>" in page
    assert "problem-statement/who" not in [str(entry.address) for entry in plan_of(cohort).missing]


def test_each_picture_stands_once_above_what_it_draws(client: Client, cohort: Cohort) -> None:
    for artefact in pack().artefacts.values():
        values = artefact.examples[0].values
        enter(cohort.pk, artefact.id, {field: as_edit(value) for field, value in values.items()})
    page = client.get(f"/cohorts/{cohort.pk}/plan").content.decode()
    shown = re.findall(r'<h4 id="([a-z-]+)-picture-title">', page)
    drawn = read_plan(cohort).pictures(plan_of(cohort))
    assert sorted(shown) == sorted(address.artefact for address in drawn)
    assert len(shown) == 11
    people = page.partition('<h4 id="stakeholder-map-picture-title">')[2]
    assert people.index("<svg") < people.index("<table")


def test_the_plan_begins_with_where_things_stand_and_how_far_each_section_is(
    client: Client, cohort: Cohort
) -> None:
    page = client.get(f"/cohorts/{cohort.pk}/plan").content.decode()
    contents = page.partition('aria-labelledby="contents-title"')[2].partition("</nav>")[0]
    addresses = re.findall(r'href="#([^"]+)"', contents)
    assert all(f'id="{address}"' in page for address in addresses)
    assert addresses[0] == "open-questions"
    assert {section.id for section in pack().plan.sections} <= set(addresses)
    assert '<a href="#the-problem">The problem</a>: something is missing</li>' in contents
    assert '<a href="#where-we-began">Where we began</a>: nothing yet</li>' in contents


def test_a_link_to_something_missing_leads_to_its_field(client: Client, cohort: Cohort) -> None:
    entry = plan_of(cohort).missing[0]
    page = client.get(f"/workbooks/{cohort.pk}/artefacts/{entry.address.artefact}").content.decode()
    assert f'id="id_{entry.address.field}"' in page


@pytest.mark.parametrize(
    ("ending", "media_type", "beginning"),
    [
        ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", b"PK\x03\x04"),
        ("pdf", "application/pdf", b"%PDF-1."),
    ],
)
def test_the_plan_downloads_as_a_file(
    client: Client, cohort: Cohort, ending: str, media_type: str, beginning: bytes
) -> None:
    file = client.get(f"/cohorts/{cohort.pk}/plan.{ending}")
    assert (file.status_code, file["Content-Type"]) == (200, media_type)
    assert file["Content-Disposition"] == f'attachment; filename="northvale-hospice-ai-project-plan.{ending}"'
    assert file["Cache-Control"] == "no-store"
    assert file.content.startswith(beginning)


def test_the_word_file_has_what_the_page_has(client: Client, cohort: Cohort) -> None:
    file = docx.Document(BytesIO(client.get(f"/cohorts/{cohort.pk}/plan.docx").content))
    assert "The bed manager <b>& families</b>" in [paragraph.text for paragraph in file.paragraphs]
    assert file.core_properties.author == "Northvale Hospice"


def test_the_name_of_a_file_stands_what_an_organisation_may_be_called(client: Client) -> None:
    cohort = add_cohort(organisation_name='Zoë\'s "Care" / Île; Ltd')
    client.force_login(Person.objects.get(email="olga.anders@northvale.example"))
    file = client.get(f"/cohorts/{cohort.pk}/plan.docx")
    assert file["Content-Disposition"] == 'attachment; filename="zoes-care-ile-ltd-ai-project-plan.docx"'


@pytest.mark.parametrize("ending", ["doc", "PDF", "pptx", "docx.exe", "..%2Fsecret-key"])
def test_an_ending_that_we_do_not_write_is_not_found(client: Client, cohort: Cohort, ending: str) -> None:
    assert client.get(f"/cohorts/{cohort.pk}/plan.{ending}").status_code == 404
