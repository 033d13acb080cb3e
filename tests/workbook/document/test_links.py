"""Links between rows."""

from hypothesis import given
from hypothesis import strategies as st
from pycrdt import Doc, Map

from deepdive.core.links import LinkKind
from deepdive.core.plan import FieldAddress
from deepdive.workbook.document import (
    KeptRow,
    Link,
    RowEdits,
    YDoc,
    change,
    change_links,
    link_name,
    links_of,
    live_links,
    restore,
    root_names,
)
from tests.workbook.document.documents import copy_of, exchange
from tests.workbook.example import NOTES

STEPS = FieldAddress(artefact="notes", field="steps")
KIND = LinkKind(id="step-needs", from_=STEPS, to=STEPS, words="needs", back="is needed by")
link_sets = st.frozensets(st.builds(Link, st.sampled_from("abc"), st.sampled_from("abc")))


@given(link_sets, link_sets)
def test_links_become_those_that_are_wanted(now: frozenset[Link], wanted: frozenset[Link]) -> None:
    document: YDoc = Doc()
    change_links(document, KIND.id, made=now)
    update = change_links(document, KIND.id, made=wanted, removed=now - wanted)
    assert links_of(document, KIND.id) == wanted
    assert (update is None) == (now == wanted)


def test_two_people_make_the_same_link_and_it_is_one() -> None:
    one: YDoc = Doc()
    other: YDoc = Doc()
    for document in (one, other):
        change_links(document, KIND.id, made=[Link("a", "b")])
    exchange(one, other)
    assert links_of(one, KIND.id) == links_of(other, KIND.id) == {Link("a", "b")}


def test_what_a_faulty_client_put_in_place_of_a_link_is_passed_over() -> None:
    document: YDoc = Doc()
    shared = document.get(link_name(KIND.id), type=Map)
    for key, value in {"a": True, "a/b/c": True, "/b": True, "a/b": 1, "b/a": "true", "a/c": True}.items():
        shared[key] = value
    assert links_of(document, KIND.id) == {Link("a", "c")}


def test_a_link_rests_while_one_of_its_rows_is_gone_and_returns_with_it() -> None:
    document: YDoc = Doc()
    rows = tuple(KeptRow(row_id, {"what": row_id, "level": ""}) for row_id in ("a", "b"))
    change(document, NOTES, {"steps": RowEdits(rows=rows)})
    change_links(document, KIND.id, made=[Link("a", "b")])
    before = copy_of(document)
    change(document, NOTES, {"steps": RowEdits(removed=frozenset({"b"}))})
    assert live_links(document, KIND) == frozenset()
    assert links_of(document, KIND.id) == {Link("a", "b")}
    restore(document, before, root_names(document))
    assert live_links(document, KIND) == {Link("a", "b")}
