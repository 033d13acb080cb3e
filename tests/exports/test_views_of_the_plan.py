"""The plan for one reader, the page that fits one side, and drafts, as documents."""

from datetime import date
from io import BytesIO
from pathlib import Path

import docx
import pikepdf
import pytest

from deepdive.core.artefact import Value
from deepdive.core.plan import DraftLayout, Plan, ViewLayout, assemble, assemble_view
from deepdive.curriculum.current import pack
from deepdive.exports.document import Bullets, Document, Heading, Note, NoteKind
from deepdive.exports.docx import to_docx
from deepdive.exports.one_side import CUT
from deepdive.exports.pdf import fitted, to_pdf
from deepdive.exports.plan_document import DRAFT_LABEL, plan_document
from tests.exports.office import pages_in_libreoffice

WRITTEN: dict[str, dict[str, Value]] = {
    artefact.id: dict(artefact.examples[0].values) for artefact in pack().artefacts.values()
}
LONG = " ".join(f"word{number}" for number in range(4_000))


def layout_of(view_id: str) -> ViewLayout | DraftLayout:
    return {view.id: view for view in pack().plan.views}.get(view_id) or pack().drafts[view_id]


def shown(view_id: str, written: dict[str, dict[str, Value]] = WRITTEN) -> Plan:
    return assemble_view(layout_of(view_id), artefacts=pack().artefacts, written=written)


def document_of(plan: Plan) -> Document:
    sources = [pack().sources[source] for source in plan.sources]
    return plan_document(
        plan, organisation="Westmarch", problem="People wait", made_on=date(2027, 3, 9), sources=sources
    )


def pages(pdf: bytes) -> int:
    return len(pikepdf.open(BytesIO(pdf)).pages)


def with_long_texts() -> dict[str, dict[str, Value]]:
    board = [address for section in layout_of("board").sections for address in section.fields]
    written = {artefact: dict(values) for artefact, values in WRITTEN.items()}
    for address in board:
        written[address.artefact][address.field] = LONG
    return written


def test_the_board_page_is_one_side_with_nothing_cut_that_fits() -> None:
    document = document_of(
        shown("board", {"problem-statement": {"who": "Booking clerks", "harm": LONG[:900]}})
    )

    assert fitted(document) == document
    assert pages(to_pdf(document)) == 1


def test_the_board_page_is_one_side_whatever_was_written_and_says_that_it_is_cut() -> None:
    document = fitted(document_of(shown("board", with_long_texts())))

    assert document.blocks[-1] == CUT
    assert pages(to_pdf(document)) == 1
    items = [item for block in document.blocks if isinstance(block, Bullets) for item in block.items]
    assert all(item.endswith(" …") for item in items)


@pytest.mark.parametrize("written", [WRITTEN, with_long_texts()], ids=["example", "long"])
def test_the_board_page_is_one_side_in_another_word_processor(
    written: dict[str, dict[str, Value]], tmp_path: Path
) -> None:
    assert pages_in_libreoffice(to_docx(document_of(shown("board", written))), "board.docx", tmp_path) == 1


def test_a_draft_says_what_it_is_what_is_open_and_what_it_follows() -> None:
    document = document_of(shown("dpia-screening", {}))
    headings = [one.text for one in document.blocks if isinstance(one, Heading) and one.level == 1]

    assert document.blocks[0] == Note(text=DRAFT_LABEL, kind=NoteKind.WATERMARK)
    assert headings[0] == "Open questions"
    assert headings[-1] == "What this draft follows"
    assert headings[1:-1] == [section.title for section in layout_of("dpia-screening").sections]
    assert ("Who completes it", layout_of("dpia-screening").reader) in document.facts


def test_the_decisions_of_the_whole_plan_come_with_reasons_and_dissent() -> None:
    plan = assemble(pack().plan, artefacts=pack().artefacts, written=WRITTEN)
    word = docx.Document(BytesIO(to_docx(document_of(plan))))
    texts = [paragraph.text for paragraph in word.paragraphs]
    dissent = WRITTEN["build-buy-partner-wait"]["dissent"]

    assert texts.count("Who disagreed") == 2
    assert dissent in texts[texts.index("Build, buy, partner or wait", texts.index("Who disagreed")) :]
