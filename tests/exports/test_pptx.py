"""The board page as slides, read back."""

from io import BytesIO
from pathlib import Path

import pptx
from pptx.oxml.ns import qn

from deepdive.exports.document import Document
from deepdive.exports.pptx import to_pptx
from tests.exports.office import pages_in_libreoffice
from tests.exports.test_views_of_the_plan import LONG, document_of, layout_of, shown, with_long_texts


def slides_of(document: Document) -> list[tuple[str, list[str]]]:
    deck = pptx.Presentation(BytesIO(to_pptx(document)))
    return [
        (
            slide.shapes.title.text_frame.text,
            [one.text for one in slide.placeholders[1].text_frame.paragraphs],
        )
        for slide in deck.slides
    ]


def test_a_title_and_a_slide_for_each_section() -> None:
    slides = slides_of(document_of(shown("board")))

    assert slides[0] == (
        "Board page",
        ["Westmarch", "Problem: People wait", "Date: 9 March 2027", "Sections ready: 6 of 6"],
    )
    assert [title for title, _ in slides[1:]] == [section.title for section in layout_of("board").sections]
    assert slides[3][1][0] == "Our choice: fix without AI"


def test_long_texts_go_on_on_the_next_slides_and_nothing_is_cut() -> None:
    slides = slides_of(document_of(shown("board", with_long_texts())))
    words = " ".join(text for _, texts in slides for text in texts).split()

    assert slides[2][0] == "What goes wrong today (2)"
    assert words.count("word3999") == LONG.split().count("word3999") * sum(
        len(section.fields) for section in layout_of("board").sections
    )


def test_it_says_its_language_and_whose_it_is_and_is_the_same_each_time() -> None:
    made = to_pptx(document_of(shown("board")))
    deck = pptx.Presentation(BytesIO(made))
    languages = {run.get("lang") for slide in deck.slides for run in slide.element.iter(qn("a:rPr"))}

    assert languages == {"en-GB"}
    assert (deck.core_properties.title, deck.core_properties.author) == ("Board page: Westmarch", "Westmarch")
    assert to_pptx(document_of(shown("board"))) == made


def test_another_program_opens_it(tmp_path: Path) -> None:
    assert pages_in_libreoffice(to_pptx(document_of(shown("board"))), "board.pptx", tmp_path) == 7
