"""A frozen version as a file: its words, its signatures, its fingerprint."""

from io import BytesIO

import docx
import pytest
from django.test import Client
from django.utils import timezone

from deepdive.exports.document import Heading, Note, Table
from deepdive.exports.version_document import ALTERED, version_document
from deepdive.plan.models import Version
from deepdive.plan.signing import decline, sign
from tests.exports.pdf_text import text_of
from tests.factories import WRITTEN, Cast, add_cast, write
from tests.plan.example import freeze, freeze_and_ask

pytestmark = pytest.mark.django_db(databases=["default", "journal"])


@pytest.fixture
def cast() -> Cast:
    """The cast, with a headline."""
    made = add_cast()
    write(made.cohort, artefact="press-release", field="headline", text="Nobody rings three times")
    return made


def table_of(version: Version) -> tuple[tuple[str, ...], ...]:
    document = version_document(version, list(version.signatures.all()))
    return next(block.rows for block in document.blocks if isinstance(block, Table))


def test_who_signed_when_and_who_declined_why_stands_first(cast: Cast) -> None:
    version = freeze_and_ask(cast, cast.attendee, cast.reviewer, cast.sponsor)
    now = timezone.now().replace(year=2027, month=6, day=1, hour=12, minute=5)
    sign(version, by=cast.attendee, seen=version.fingerprint, now=now)
    decline(version, by=cast.reviewer, reason="No baseline", now=now)
    when = f"1 June 2027, {timezone.localtime(now):%H:%M}"
    assert table_of(version) == (
        ("Atul Tandon", "Signer 1", "Signed", when),
        ("Rita Viewer", "Signer 2", "Declined: No baseline", when),
        ("Simon Ponsonby", "Signer 3", "Has not signed", ""),
    )


def test_what_is_imagined_says_so_and_what_was_altered_too(cast: Cast) -> None:
    version = freeze(cast)
    Version.objects.filter(pk=version.pk).update(fingerprint="0" * 64)
    version.refresh_from_db()
    document = version_document(version, [])
    notes = [block.text for block in document.blocks if isinstance(block, Note)]
    assert notes[0] == ALTERED
    assert any("imagined, and written for planning" in note for note in notes)
    headings = [block.text for block in document.blocks if isinstance(block, Heading)]
    assert "Press release from the future: Headline" in headings


def test_word_and_pdf_say_what_was_frozen_whatever_is_written_since(cast: Cast, client: Client) -> None:
    version = freeze(cast, note="The first")
    write(cast.cohort, artefact="problem-statement", field="harm", text="Two beds stay empty")
    client.force_login(cast.sponsor)
    address = f"/cohorts/{cast.cohort.pk}/plan/versions/1"
    word = client.get(f"{address}.docx")
    assert word["Content-Disposition"] == (
        'attachment; filename="northvale-hospice-ai-project-plan-version-1.docx"'
    )
    said = "\n".join(paragraph.text for paragraph in docx.Document(BytesIO(word.content)).paragraphs)
    assert WRITTEN in said
    assert version.fingerprint_in_groups in said
    assert "Two beds stay empty" not in said
    pdf = " ".join(text_of(client.get(f"{address}.pdf").content).split())
    assert "Nobody rings three times" in pdf
    assert "Two beds stay empty" not in pdf


@pytest.mark.parametrize("end", ["1.exe", "1.json", "2.docx"])
def test_other_endings_and_versions_are_not_found(cast: Cast, client: Client, end: str) -> None:
    freeze(cast)
    client.force_login(cast.sponsor)
    assert client.get(f"/cohorts/{cast.cohort.pk}/plan/versions/{end}").status_code == 404
