"""The PDF, read back."""

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pdfua
import pikepdf
import pytest

from deepdive.exports.document import Document
from deepdive.exports.pdf import NAMED_CHARACTERS, to_pdf
from tests.exports.example import ORGANISATION, document_of, full_plan, plan_of_one
from tests.exports.hostile import HOSTILE, NAMED
from tests.exports.pdf_text import text_of


@pytest.fixture(scope="module")
def made() -> bytes:
    return to_pdf(document_of(full_plan()))


@pytest.fixture(scope="module")
def pdf(made: bytes) -> pikepdf.Pdf:
    return pikepdf.open(BytesIO(made))


def elements(node: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """Every element of the structure tree, in reading order."""
    if isinstance(node, pikepdf.Array):
        for child in node:
            yield from elements(child)
    elif isinstance(node, pikepdf.Dictionary):
        if "/S" in node:
            yield node
        if "/K" in node:
            yield from elements(node.K)


def tags(pdf: pikepdf.Pdf) -> list[str]:
    return [str(element.S) for element in elements(pdf.Root.StructTreeRoot)]


def headings(pdf: pikepdf.Pdf, tag: str) -> list[str]:
    return [str(element.T) for element in elements(pdf.Root.StructTreeRoot) if str(element.S) == tag]


def shown(document: Document) -> str:
    return text_of(to_pdf(document))


def test_it_passes_the_checks_for_accessible_files(made: bytes, tmp_path: Path) -> None:
    path = tmp_path / "plan.pdf"
    path.write_bytes(made)

    report = pdfua.validate(str(path))

    assert [finding for outcome in report.outcomes for finding in outcome.findings] == []


def test_it_is_tagged_and_says_its_language_and_title(pdf: pikepdf.Pdf) -> None:
    assert bool(pdf.Root.MarkInfo.Marked) is True
    assert str(pdf.Root.Lang) == "en-GB"
    assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle) is True
    with pdf.open_metadata() as metadata:
        assert metadata["dc:title"] == f"Plan for an AI project: {ORGANISATION}"
        assert metadata["dc:creator"] == [ORGANISATION]
        assert metadata["pdfuaid:part"] == "1"
        assert metadata["xmp:CreateDate"].startswith("2026-03-09")


def test_sections_are_headings_1_in_the_structure(pdf: pikepdf.Pdf) -> None:
    assert headings(pdf, "/H1") == [
        "Contents",
        "How ready this plan is",
        "Open questions",
        "The problem",
        "The future that we want",
        "The people it is for",
        "The journey today",
        "The options",
        "Data",
        "Information governance",
        "Risks and harms",
        "People and time",
        "How we shall know",
        "Build, buy or wait",
        "Next steps",
    ]


def test_entries_are_headings_2_in_the_structure(pdf: pikepdf.Pdf) -> None:
    assert headings(pdf, "/H2")[:4] == [
        "What happens now",
        "Who is affected",
        "How often it happens",
        "Press release: Headline",
    ]


def test_tables_have_captions_and_header_cells(pdf: pikepdf.Pdf) -> None:
    found = tags(pdf)

    assert (found.count("/Table"), found.count("/Caption"), found.count("/THead"), found.count("/TH")) == (
        2,
        2,
        2,
        6,
    )
    assert found.count("/TD") == 3 * 12 + 3 * 5


def test_contents_lists_and_paragraphs_are_tagged(pdf: pikepdf.Pdf) -> None:
    found = tags(pdf)

    assert (found.count("/Title"), found.count("/TOC"), found.count("/TOCI")) == (1, 1, 14)
    assert found.count("/L") == 9
    assert found.count("/P") > 40


def test_readers_have_an_outline_to_move_by(pdf: pikepdf.Pdf) -> None:
    with pdf.open_outline() as outline:
        titles = [item.title for item in outline.root]

    assert titles[:3] == ["How ready this plan is", "Open questions", "The problem"]


def test_pages_are_a4_and_numbered(made: bytes, pdf: pikepdf.Pdf) -> None:
    assert {tuple(round(float(side)) for side in page.mediabox) for page in pdf.pages} == {(0, 0, 595, 842)}
    assert f"Page 2 of {len(pdf.pages)}" in text_of(made)


def test_only_the_bundled_font_is_used_and_it_is_in_the_file(pdf: pikepdf.Pdf) -> None:
    fonts = {str(font.BaseFont) for page in pdf.pages for font in page.resources.Font.values()}

    assert fonts
    assert all("Arimo" in font for font in fonts)


def test_the_same_document_gives_the_same_bytes(made: bytes) -> None:
    assert to_pdf(document_of(full_plan())) == made


def test_people_can_ask_for_files_at_the_same_time(made: bytes) -> None:
    document = document_of(full_plan())
    with ThreadPoolExecutor(max_workers=4) as pool:
        assert set(pool.map(to_pdf, [document] * 8)) == {made}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_is_shown_as_it_was_typed(text: str) -> None:
    assert text in shown(document_of(plan_of_one(text)))


@pytest.mark.parametrize(("text", "named"), NAMED.items())
def test_what_cannot_be_drawn_is_named_and_a_note_says_so(text: str, named: str) -> None:
    page = shown(document_of(plan_of_one(text)))

    assert named in page
    assert NAMED_CHARACTERS.text in page


def test_nothing_is_said_about_characters_that_can_be_drawn() -> None:
    page = shown(document_of(plan_of_one("Zoë ✓ ☐ → ≥ مرحبا שלום")))

    assert "square brackets" not in page
    assert "Zoë ✓ ☐ → ≥" in page


def test_undrawable_characters_in_a_title_are_named_in_the_metadata_too() -> None:
    pdf = pikepdf.open(BytesIO(to_pdf(replace(document_of(plan_of_one("x")), title="Plan 😀"))))

    assert str(pdf.docinfo.Title) == f"Plan [grinning face]: {ORGANISATION}"


def test_control_characters_go() -> None:
    assert "abcde" in shown(document_of(plan_of_one("a\x00b\x01c\x1bd\ud800e\ufffe")))


def test_hebrew_is_drawn_from_right_to_left() -> None:
    assert "before םולש after" in shown(document_of(plan_of_one("before שלום after")))


def test_a_very_long_text_is_shown_whole() -> None:
    words = [f"word{number}" for number in range(2_000)]
    text = " ".join(words)
    assert len(text) > 16_000

    page = shown(document_of(plan_of_one(text)))

    assert re.findall(r"word\d+", page) == words


def test_a_very_long_word_breaks_inside_the_page_and_copies_as_one() -> None:
    word = "https://example.org/" + "abcdefghij" * 40

    assert word in shown(document_of(plan_of_one(word)))


def test_a_document_with_nothing_in_it_is_a_file_too() -> None:
    document = replace(document_of(full_plan()), blocks=(), facts=(), subtitle="")

    assert "Plan for an AI project" in shown(document)
