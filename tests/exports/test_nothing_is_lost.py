"""Every value that was typed stands in the whole plan with its annex, in every format."""

import json
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given, settings
from pycrdt import Doc

from deepdive.core.annex import annex_of
from deepdive.core.everything import Everything
from deepdive.core.plan import FieldAddress, Plan, assemble
from deepdive.curriculum.current import pack
from deepdive.exports.document import Document
from deepdive.exports.docx import to_docx
from deepdive.exports.html_page import to_html
from deepdive.exports.markdown import to_markdown
from deepdive.exports.pdf import to_pdf
from deepdive.exports.plan_document import plan_document
from deepdive.exports.plan_file import plan_file, to_json
from deepdive.workbook.document import YDoc, document_of, written
from tests.exports.pdf_text import text_of
from tests.exports.shown_text import (
    lines_of,
    repr_of,
    squashed,
    text_of_document,
    text_of_html,
    text_of_markdown,
    text_of_word,
)
from tests.random_workbooks import PLAIN_LETTERS, everything, typed_in

MADE_ON = date(2027, 3, 9)


def plan_of(whole: Everything) -> Plan:
    document: YDoc = Doc()
    document.apply_update(document_of(whole, pack().artefacts))
    return assemble(pack().plan, artefacts=pack().artefacts, written=written(document, pack().artefacts))


def whole_document(whole: Everything) -> Document:
    annex = annex_of(
        whole,
        pack().plan,
        artefacts=pack().artefacts,
        activities=pack().activities,
        links=pack().links,
    )
    return plan_document(
        plan_of(whole), organisation="Westmarch", problem="People wait", made_on=MADE_ON, annex=annex
    )


def assert_shows(shown: str, whole: Everything) -> None:
    for typed in typed_in(whole):
        for line in lines_of(typed):
            assert line in shown


@given(everything())
@settings(max_examples=60, deadline=None)
def test_the_document_has_it(whole: Everything) -> None:
    assert_shows(text_of_document(whole_document(whole)), whole)


FORMATS: dict[str, Callable[[Document], str]] = {
    "html": lambda document: text_of_html(to_html(document).decode()),
    "markdown": lambda document: text_of_markdown(to_markdown(document).decode()),
    "docx": lambda document: text_of_word(to_docx(document)),
}


@pytest.mark.parametrize("shown", FORMATS.values(), ids=FORMATS)
@given(whole=everything())
@settings(max_examples=12, deadline=None)
def test_each_format_has_it(shown: Callable[[Document], str], whole: Everything) -> None:
    assert_shows(shown(whole_document(whole)), whole)


@given(everything(PLAIN_LETTERS))
@settings(max_examples=6, deadline=None)
def test_the_pdf_has_it(whole: Everything) -> None:
    assert_shows(squashed(text_of(to_pdf(whole_document(whole)))), whole)


@given(everything())
@settings(max_examples=30, deadline=None)
def test_the_json_has_it_to_the_letter(whole: Everything) -> None:
    made = plan_file(
        whole, plan_of(whole), pack=pack(), organisation="Westmarch", problem="People wait", made_on=MADE_ON
    )
    told = list(_texts(json.loads(to_json(made))))

    assert [typed for typed in typed_in(whole) if typed not in told] == []


def _texts(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [text for part in parts for text in _texts(part)]


def test_a_paste_of_40_000_letters_emoji_and_right_to_left_is_whole() -> None:
    pasted = " ".join(f"word{number} שלום 😀" for number in range(2_700))
    assert len(pasted) > 40_000
    whole = Everything(fields={FieldAddress(artefact="problem-statement", field="situation"): pasted})
    document = whole_document(whole)

    assert pasted in repr_of(document)
    for shown in FORMATS.values():
        assert squashed(pasted) in shown(document)
    pages = text_of(to_pdf(document))
    assert all(f"word{number}" in pages for number in range(2_700))
    assert "[grinning face]" in pages
