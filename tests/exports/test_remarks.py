"""Open comments in the Word document of the whole plan."""

from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path
from uuid import uuid4

import docx
import pytest
from django.test import Client
from docx.comments import Comment as WordComment
from docx.document import Document as Word
from docx.oxml.ns import qn

from deepdive.comments.models import Thread
from deepdive.core.plan import WHOLE_PLAN
from deepdive.exports.plan_formats import export_plan
from deepdive.people.models import Person
from deepdive.programme.models import Cohort
from deepdive.workbook.document import KeptRow, RowEdits
from tests.exports.office import pages_in_libreoffice
from tests.factories import add_cohort, add_person, write
from tests.workbook.past import enter

pytestmark = pytest.mark.django_db(databases=["default", "journal"])
MADE_ON = date(2027, 3, 9)
# summer time here: an hour later
SAID_AT = datetime(2026, 7, 1, 9, 30, tzinfo=UTC)


@pytest.fixture
def cohort() -> Cohort:
    made = add_cohort()
    write(made, artefact="problem-statement", field="who", text="The bed manager")
    return made


def say(cohort: Cohort, place: tuple[str, str, str], *texts: str, by: Person | None) -> Thread:
    artefact, field, row = place
    thread: Thread = cohort.threads.create(artefact=artefact, field=field, row=row, begun_at=SAID_AT)
    for text in texts:
        thread.comments.create(author=by, text=text, sent_as=uuid4(), made_at=SAID_AT)
    return thread


def exported(cohort: Cohort) -> bytes:
    return export_plan(cohort, WHOLE_PLAN, "docx", made_on=MADE_ON, with_comments=True).content


def stands_on(word: Word, comment: WordComment) -> str:
    """The text of the paragraph that the comment is on."""
    [place] = (
        paragraph.text
        for paragraph in word.paragraphs
        for start in paragraph._p.iter(qn("w:commentRangeStart"))
        if start.get(qn("w:id")) == str(comment.comment_id)
    )
    return place


def test_each_stands_on_what_it_is_about_with_who_said_it_and_when(cohort: Cohort, tmp_path: Path) -> None:
    nia = add_person("Nia Ann Okoro")
    say(cohort, ("problem-statement", "who", ""), "Only at night?\nI doubt it 😀", "All day.", by=nia)
    enter(cohort.pk, "user-needs", {"needs": RowEdits(rows=(KeptRow("r1", {"as-a": "Night nurse"}),))})
    say(cohort, ("user-needs", "needs", "r1"), "Which one?", by=nia)
    say(cohort, ("user-needs", "needs", "gone"), "Why?", by=None)
    say(cohort, ("their-own", "what", ""), "Where is it?", by=nia)
    content = exported(cohort)
    word = docx.Document(BytesIO(content))

    first, second, row, gone, elsewhere = word.comments
    assert [stands_on(word, one) for one in word.comments][:2] == ["Who has the problem?"] * 2
    assert (first.text, second.text) == ("Only at night?\nI doubt it 😀", "All day.")
    assert (first.author, first.initials) == ("Nia Ann Okoro", "NAO")
    assert first.timestamp == datetime(2026, 7, 1, 10, 30, tzinfo=UTC)
    assert row.text == "About: Row 1: Night nurse\nWhich one?"
    assert (gone.author, gone.text) == ("Somebody who has left", "About: A row that was removed\nWhy?")
    assert stands_on(word, elsewhere) == word.paragraphs[0].text
    assert elsewhere.text == "About: their-own: what\nWhere is it?"
    assert exported(cohort) == content
    assert pages_in_libreoffice(content, "plan.docx", tmp_path) > 3


def test_settled_and_removed_ones_are_left_out_and_so_are_all_without_being_asked_for(cohort: Cohort) -> None:
    nia = add_person("Nia Okoro")
    settled = say(cohort, ("problem-statement", "who", ""), "Settled", by=nia)
    settled.resolved_at = SAID_AT
    settled.save()
    removed = say(cohort, ("problem-statement", "who", ""), "Removed", "Stays", by=nia)
    removed.comments.filter(text="Removed").update(text="", removed_at=SAID_AT)
    plain = export_plan(cohort, WHOLE_PLAN, "docx", made_on=MADE_ON).content

    assert [one.text for one in docx.Document(BytesIO(exported(cohort))).comments] == ["Stays"]
    assert list(docx.Document(BytesIO(plain)).comments) == []


def test_the_plan_page_leads_to_it(cohort: Cohort, client: Client) -> None:
    say(cohort, ("problem-statement", "who", ""), "Only at night?", by=None)
    client.force_login(Person.objects.get(memberships__organisation=cohort.organisation))
    address = f"/cohorts/{cohort.pk}/plan/for/whole.docx?comments=yes"
    file = client.get(address)

    assert f'href="{address}"' in client.get(f"/cohorts/{cohort.pk}/plan").content.decode()
    assert file["Content-Disposition"].endswith('-ai-project-plan-with-comments.docx"')
    assert [one.text for one in docx.Document(BytesIO(file.content)).comments] == ["Only at night?"]
