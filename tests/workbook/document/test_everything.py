"""A whole document as plain values, and back."""

from hypothesis import given, settings
from pycrdt import Doc, Map, Text

from deepdive.core.artefact import KeptRow
from deepdive.core.everything import Everything
from deepdive.core.links import Link
from deepdive.core.plan import FieldAddress
from deepdive.curriculum.current import pack
from deepdive.workbook.document import YDoc, change_links, document_of, links_of, read_everything
from tests.random_workbooks import everything

ARTEFACTS = pack().artefacts
ROWS = FieldAddress(artefact="stakeholder-map", field="people")


def opened(update: bytes) -> YDoc:
    document: YDoc = Doc()
    document.apply_update(update)
    return document


@given(everything())
@settings(max_examples=60, deadline=None)
def test_a_document_made_from_what_one_says_says_the_same(whole: Everything) -> None:
    assert read_everything(opened(document_of(whole, ARTEFACTS)), ARTEFACTS) == whole


def test_an_empty_document_holds_nothing() -> None:
    assert read_everything(Doc(), ARTEFACTS).is_empty


def test_what_faulty_clients_leave_is_kept_beside_what_is_in_order() -> None:
    document: YDoc = Doc()
    rows = document.get("stakeholder-map/people", type=Map)
    rows["r1"] = Map({"order": 1.0, "who": Text("Nurses"), "seen": True})
    rows["loose"] = "a text where a row belongs"
    document.get("problem-statement/who", type=Map)["value"] = "a value where a text belongs"
    document.get("group:/problem-statement/who", type=Text).insert(0, "of no group")

    found = read_everything(document, ARTEFACTS)

    assert found.fields == {ROWS: (KeptRow("r1", {"who": "Nurses"}),)}
    assert found.rest == {
        "group:/problem-statement/who": {"text": "of no group", "entries": {}},
        "problem-statement/who": {
            "text": "",
            "entries": {"value": {"value": "a value where a text belongs"}},
        },
        "stakeholder-map/people": {
            "text": "",
            "entries": {
                "loose": {"value": "a text where a row belongs"},
                "r1": {"map": {"seen": {"value": True}}},
            },
        },
    }
    assert read_everything(opened(document_of(found, ARTEFACTS)), ARTEFACTS) == found


def test_links_are_links_again() -> None:
    document: YDoc = Doc()
    kind = next(iter(pack().links))
    change_links(document, kind, made=[Link("r1", "r2")])
    copy = opened(document_of(read_everything(document, ARTEFACTS), ARTEFACTS))

    assert links_of(copy, kind) == {Link("r1", "r2")}
