"""The Word file, read back."""

from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import docx
import pytest
from docx.document import Document as Word
from docx.oxml.ns import qn
from docx.shared import Twips

from deepdive.exports.document import Document
from deepdive.exports.docx import to_docx
from tests.exports.example import MADE_ON, ORGANISATION, document_of, full_plan, plan_of_one
from tests.exports.hostile import HOSTILE, NAMED


def opened(document: Document) -> Word:
    return docx.Document(BytesIO(to_docx(document)))


@pytest.fixture(scope="module")
def word() -> Word:
    return opened(document_of(full_plan()))


def styled(word: Word, style: str) -> list[str]:
    return [paragraph.text for paragraph in word.paragraphs if paragraph.style == word.styles[style]]


def last_entry(text: str) -> list[str]:
    """The paragraphs that a Word file shows under its last heading."""
    word = opened(document_of(plan_of_one(text)))
    texts = [paragraph.text for paragraph in word.paragraphs]
    return texts[texts.index("What", texts.index("Only section") + 1) + 1 :]


def test_the_title_and_the_subtitle_have_their_styles(word: Word) -> None:
    assert styled(word, "Title") == ["Plan for an AI project"]
    assert styled(word, "Subtitle") == [ORGANISATION]


def test_sections_are_headings_1(word: Word) -> None:
    assert styled(word, "Heading 1") == [
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


def test_entries_are_headings_2_and_empty_optional_ones_are_left_out(word: Word) -> None:
    headings = styled(word, "Heading 2")

    assert headings[:4] == [
        "What happens now",
        "Who is affected",
        "How often it happens",
        "Press release: Headline",
    ]
    assert "Why now" not in headings


def test_what_is_missing_and_what_is_imagined_stands_out_in_words_and_style(word: Word) -> None:
    assert len(styled(word, "Note Missing")) == 5
    assert all(text.startswith("Not written yet. ") for text in styled(word, "Note Missing"))
    [label] = styled(word, "Note Watermark")
    assert label == "Press release: imagined, and written for planning. It is not an announcement."


def test_the_contents_are_written_out_and_each_entry_leads_to_its_heading(word: Word) -> None:
    body = word.element.body
    links = [(link.get(qn("w:anchor")), link.text) for link in body.iter(qn("w:hyperlink"))]
    bookmarks = {
        mark.get(qn("w:name")): paragraph.text
        for paragraph in word.paragraphs
        for mark in paragraph._p.iter(qn("w:bookmarkStart"))
    }

    assert [text for _, text in links] == styled(word, "Heading 1")
    assert [bookmarks[anchor] for anchor, _ in links] == styled(word, "Heading 1")


def test_the_contents_are_a_field_that_word_can_update(word: Word) -> None:
    marks = [mark.get(qn("w:fldCharType")) for mark in word.element.body.iter(qn("w:fldChar"))]
    [code] = word.element.body.iter(qn("w:instrText"))

    assert marks == ["begin", "separate", "end"]
    assert code.text.split()[0] == "TOC"


def test_every_table_repeats_its_header_and_splits_no_row(word: Word) -> None:
    assert len(word.tables) == 2
    for table in word.tables:
        rows = [row._tr.trPr for row in table.rows]
        assert all(properties.find(qn("w:cantSplit")) is not None for properties in rows)
        assert [properties.find(qn("w:tblHeader")) is not None for properties in rows] == [True] + [False] * (
            len(rows) - 1
        )


def test_tables_say_what_they_show_to_those_who_hear_them(word: Word) -> None:
    captions = [
        caption.get(qn("w:val"))
        for table in word.tables
        for caption in table._tbl.tblPr.iter(qn("w:tblCaption"))
    ]

    assert captions == styled(word, "Caption")
    assert captions == ["Readiness of each section", "What is open, where it belongs, and who can answer"]


def test_a_row_of_the_readiness_table(word: Word) -> None:
    assert [cell.text for cell in word.tables[0].rows[7].cells] == [
        "Information governance",
        "Missing: nothing written yet",
        "2",
    ]


def test_the_page_is_a4(word: Word) -> None:
    [section] = word.sections

    # Word counts in twentieths of a point
    assert (section.page_width, section.page_height) == (Twips(11906), Twips(16838))


def test_the_language_is_british_english_everywhere(word: Word) -> None:
    languages = {element.get(qn("w:val")) for element in word.styles.element.iter(qn("w:lang"))}

    assert languages == {"en-GB"}
    assert word.core_properties.language == "en-GB"


def test_every_font_is_arial_and_no_theme_font_wins_over_it(word: Word) -> None:
    fonts = [dict(element.attrib) for element in word.styles.element.iter(qn("w:rFonts"))]

    assert {name for font in fonts for name in font.values()} == {"Arial"}
    assert not any("Theme" in key or "theme" in key for font in fonts for key in font)


def test_the_properties_name_title_author_and_date(word: Word) -> None:
    properties = word.core_properties

    assert properties.title == f"Plan for an AI project: {ORGANISATION}"
    assert (properties.author, properties.last_modified_by) == (ORGANISATION, ORGANISATION)
    assert (properties.created.date(), properties.modified.date()) == (MADE_ON, MADE_ON)
    assert properties.comments == ""


def test_the_footer_numbers_the_pages(word: Word) -> None:
    footer = word.sections[0].footer.paragraphs[0]._p

    assert [field.get(qn("w:instr")) for field in footer.iter(qn("w:fldSimple"))] == ["PAGE", "NUMPAGES"]


def test_the_same_document_gives_the_same_bytes_whatever_the_time(monkeypatch: pytest.MonkeyPatch) -> None:
    document = document_of(full_plan())
    first = to_docx(document)
    monkeypatch.setattr("time.time", lambda: 2_000_000_000.0)

    assert to_docx(document) == first


def test_the_templates_picture_is_not_in_the_file() -> None:
    with ZipFile(BytesIO(to_docx(document_of(full_plan())))) as archive:
        assert not [name for name in archive.namelist() if "thumbnail" in name]


def test_line_breaks_and_bullets_survive() -> None:
    assert last_entry("one\ntwo\n\n- a\n- b") == ["one\ntwo", "a", "b"]


@pytest.mark.parametrize("text", [*HOSTILE.values(), *NAMED, "مرحبا 中文"])
def test_hostile_text_comes_back_as_it_was_typed(text: str) -> None:
    assert last_entry(text) == [text]


def test_control_characters_go_and_vertical_tabs_break_lines() -> None:
    assert last_entry("a\x00b\x0bc\x1bd\ud800e\ufffe") == ["ab\ncde"]


def test_a_very_long_text_comes_back_whole() -> None:
    text = "word " * 3_999 + "x" * 5

    assert last_entry(text) == [text]


def test_a_title_longer_than_a_property_may_be_is_cut_in_the_properties_only() -> None:
    word = opened(replace(document_of(full_plan()), title="t" * 400))

    assert word.core_properties.title == "t" * 255
    assert styled(word, "Title") == ["t" * 400]


def test_a_document_with_nothing_in_it_is_a_file_too() -> None:
    word = opened(replace(document_of(full_plan()), blocks=(), facts=(), subtitle=""))

    assert [paragraph.text for paragraph in word.paragraphs] == ["Plan for an AI project"]
