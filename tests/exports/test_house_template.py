"""A house template: what is kept of a Word file, what is refused, and what is built on it."""

from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from docx.document import Document as Word
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import qn
from docx.shared import Cm
from hypothesis import given, settings
from hypothesis import strategies as st

from deepdive.core.refused import Refused
from deepdive.exports.docx import to_docx
from deepdive.exports.house_sample import house_sample
from deepdive.exports.house_template import house_template
from deepdive.exports.plan_formats import export_plan
from deepdive.exports.word_element import element
from deepdive.exports.word_style import STYLES
from deepdive.people.models import Person
from deepdive.programme.models import Cohort
from tests.exports.house import (
    FONT,
    FOOTER,
    HEADER,
    TEXT,
    template_file,
    without_lists,
    without_most_styles,
)
from tests.exports.office import pages_in_libreoffice
from tests.factories import Page, add_cohort

ATTACHED_TEMPLATE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"
MADE_ON = date(2027, 3, 9)
SAMPLE = house_sample("Northvale Hospice", made_on=MADE_ON)


def opened(content: bytes) -> Word:
    return docx.Document(BytesIO(content))


def refusal(content: bytes) -> str:
    with pytest.raises(Refused) as refused:
        house_template(content)
    assert refused.value.code == "not-a-template"
    return refused.value.message


@pytest.mark.parametrize(
    "changes",
    [(), (without_most_styles,), (without_most_styles, without_lists)],
    ids=["rich", "poor", "without lists"],
)
def test_a_document_on_it_has_its_header_font_and_footer_and_every_style(
    changes: tuple[Callable[[Word], None], ...],
) -> None:
    word = opened(to_docx(SAMPLE, house=house_template(template_file(*changes))))

    page = word.sections[0]
    assert page.header.paragraphs[0].text == HEADER
    assert len(page.header.part.rels) == 1
    # the numbers are fields
    assert [line.text for line in page.footer.paragraphs] == [FOOTER, f"{SAMPLE.name}, Page  of "]
    assert word.styles["Normal"].font.name == FONT
    assert set(STYLES) <= {style.name for style in word.styles}
    texts = {line.text: line.style.name for line in word.paragraphs if line.style}
    assert TEXT not in texts
    assert (texts["A sample of your plan"], texts["A section"]) == ("Title", "Heading 1")
    assert (texts["a point"], texts["A table"]) == ("List Bullet", "Caption")
    bullets = word.styles["List Bullet"].element.pPr.numPr.numId.val
    assert word.part.numbering_part.element.num_having_numId(bullets) is not None
    ids = [style.style_id for style in word.styles]
    assert len(ids) == len(set(ids))


def test_styles_that_are_added_take_the_font_of_the_template() -> None:
    word = opened(house_template(template_file(without_most_styles)))

    added = {name: word.styles[name].element for name in ("Heading 1", "List Bullet", "Note")}
    assert [name for name, style in added.items() if style.findall(f".//{qn('w:rFonts')}")] == []
    assert word.styles["Note"].base_style == word.styles["Normal"]


def test_other_programs_read_what_is_built_on_it(tmp_path: Path) -> None:
    made = to_docx(SAMPLE, house=house_template(template_file(without_most_styles, without_lists)))

    assert pages_in_libreoffice(made, "sample.docx", tmp_path) == 1


def test_the_same_template_and_document_give_the_same_bytes() -> None:
    house = house_template(template_file())

    assert to_docx(SAMPLE, house=house) == to_docx(SAMPLE, house=house)


def with_tracking(word: Word) -> None:
    word.settings.element.append(element("w:documentProtection", edit="readOnly"))
    settings = word.part.part_related_by(RELATIONSHIP_TYPE.SETTINGS)
    key = settings.relate_to("file:///C:/Normal.dotm", ATTACHED_TEMPLATE, is_external=True)
    attached = element("w:attachedTemplate")
    attached.set(qn("r:id"), key)
    word.settings.element.append(attached)


def test_what_would_lock_exports_or_lead_elsewhere_goes_out_of_the_settings() -> None:
    kept = opened(house_template(template_file(with_tracking)))

    assert kept.settings.element.xpath("./w:documentProtection | ./w:attachedTemplate") == []
    assert len(kept.part.part_related_by(RELATIONSHIP_TYPE.SETTINGS).rels) == 0


def landscape(word: Word) -> None:
    page = word.sections[0]
    page.page_width, page.page_height = page.page_height, page.page_width


def wide_margins(word: Word) -> None:
    word.sections[0].left_margin = Cm(9)


def linked_picture(word: Word) -> None:
    word.sections[0].header.part.relate_to(
        "https://elsewhere.example/logo.png", RELATIONSHIP_TYPE.IMAGE, is_external=True
    )


def fetching_field(word: Word) -> None:
    line = word.sections[0].header.paragraphs[0]
    line._p.append(element("w:fldSimple", instr=' INCLUDEPICTURE "https://elsewhere.example/a" '))


def macros(word: Word) -> None:
    part = Part(PackURI("/word/vbaProject.bin"), "application/vnd.ms-office.vbaProject", b"x")
    word.part.relate_to(part, "http://schemas.microsoft.com/office/2006/relationships/vbaProject")


def embedded(word: Word) -> None:
    part = Part(
        PackURI("/word/embeddings/a.bin"), "application/vnd.openxmlformats-officedocument.oleObject", b"x"
    )
    word.sections[0].header.part.relate_to(part, RELATIONSHIP_TYPE.OLE_OBJECT)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (landscape, "The page of this file is 29.7 by 21.0 cm. Set it to A4"),
        (wide_margins, "The margins leave less than 12 cm"),
        (linked_picture, "fetches something from elsewhere (https://elsewhere.example/logo.png)"),
        (fetching_field, "has a field that fetches something from elsewhere"),
        (macros, "holds macros or controls"),
        (embedded, "neither text nor a picture (/word/embeddings/a.bin)"),
    ],
)
def test_what_cannot_be_used_is_refused_with_what_to_do(change: Callable[[Word], None], says: str) -> None:
    assert says in refusal(template_file(change))


def zip_of(**parts: bytes) -> bytes:
    made = BytesIO()
    with ZipFile(made, "w", compression=8) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return made.getvalue()


def without_a_page() -> bytes:
    def change(word: Word) -> None:
        body = word.element.body
        body.remove(body.sectPr)

    return template_file(change)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "cannot be read as a Word document"),
        (b"%PDF-1.7", "cannot be read as a Word document"),
        (without_a_page(), "cannot be read as a Word document"),
        (zip_of(word=b"<a/>"), "cannot be read as a Word document"),
        (template_file()[:-400], "cannot be read as a Word document"),
        pytest.param(zip_of(a=b" " * 50_000_001), "far larger inside", id="far larger inside"),
        pytest.param(b" " * 5_000_001, "larger than 5 MB", id="too large"),
    ],
)
def test_what_is_no_word_document_is_refused(content: bytes, says: str) -> None:
    assert says in refusal(content)


@given(st.data())
@settings(max_examples=8, deadline=None)
def test_a_damaged_part_is_refused_or_does_not_matter(data: st.DataObject) -> None:
    with ZipFile(BytesIO(template_file())) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = data.draw(st.sampled_from(sorted(parts)))
    at = data.draw(st.integers(0, len(parts[name])))
    gone = data.draw(st.integers(1, 400))
    parts[name] = parts[name][:at] + parts[name][at + gone :]
    try:
        kept = house_template(zip_of(**parts))
    except Refused as refused:
        assert refused.code == "not-a-template"
    else:
        assert opened(to_docx(SAMPLE, house=kept)).sections


@pytest.fixture
def cohort() -> Cohort:
    return add_cohort()


def organiser(cohort: Cohort) -> Client:
    client = Client()
    client.force_login(Person.objects.get(memberships__organisation=cohort.organisation))
    return client


def upload(client: Client, cohort: Cohort, content: bytes) -> Page:
    file = SimpleUploadedFile("template.docx", content)
    return client.post(reverse("exports:house", args=[cohort.pk]), {"file": file}, follow=True)


def header_of_plan(cohort: Cohort) -> str:
    word = opened(export_plan(cohort, "whole", "docx", made_on=MADE_ON).content)
    return str(word.sections[0].header.paragraphs[0].text)


@pytest.mark.django_db(databases=["default", "journal"])
def test_it_is_checked_then_looked_at_then_used_and_taken_back(cohort: Cohort) -> None:
    client = organiser(cohort)
    shown = upload(client, cohort, template_file()).content.decode()
    waiting = cohort.organisation.house_templates.get()
    sample = client.get(reverse("exports:house-sample", args=[cohort.pk, waiting.pk])).content
    before = header_of_plan(cohort)
    client.post(reverse("exports:house-use", args=[cohort.pk, waiting.pk]))
    used = header_of_plan(cohort)
    board = opened(export_plan(cohort, "board", "docx", made_on=MADE_ON).content)
    client.post(reverse("exports:house-remove", args=[cohort.pk, waiting.pk]))

    assert "The template is checked. Look at a sample before you use it." in shown
    assert opened(sample).sections[0].header.paragraphs[0].text == HEADER
    assert (before, used, header_of_plan(cohort)) == ("", HEADER, "")
    assert board.sections[0].header.paragraphs[0].text == ""


@pytest.mark.django_db(databases=["default", "journal"])
def test_what_is_refused_leaves_what_is_used_and_only_what_was_looked_at_is_used(cohort: Cohort) -> None:
    client = organiser(cohort)
    upload(client, cohort, template_file())
    first = cohort.organisation.house_templates.get()
    refused = upload(client, cohort, b"PK")
    upload(client, cohort, template_file(without_lists))
    second = cohort.organisation.house_templates.get()
    late = client.post(reverse("exports:house-use", args=[cohort.pk, first.pk]), follow=True)
    client.post(reverse("exports:house-use", args=[cohort.pk, second.pk]))

    assert (refused.status_code, "cannot be read as a Word" in refused.content.decode()) == (422, True)
    assert "This template does not wait any more" in late.content.decode()
    assert [one.is_used for one in cohort.organisation.house_templates.all()] == [True]


@pytest.mark.django_db(databases=["default", "journal"])
def test_nobody_uses_the_template_of_another_organisation(cohort: Cohort) -> None:
    other = add_cohort(organisation_name="Eastmoor Trust")
    upload(organiser(cohort), cohort, template_file())
    theirs = cohort.organisation.house_templates.get()
    client = organiser(other)

    assert client.get(reverse("exports:house-sample", args=[other.pk, theirs.pk])).status_code == 404
    client.post(reverse("exports:house-use", args=[other.pk, theirs.pk]))
    client.post(reverse("exports:house-remove", args=[other.pk, theirs.pk]))
    assert [one.is_used for one in cohort.organisation.house_templates.all()] == [False]
