"""Everything that stands in a document: compared, put back, cleaned."""

from random import Random

from hypothesis import given
from hypothesis import strategies as st
from pycrdt import Array, Doc, Map, Text

from deepdive.core.patient_data import REMOVED, without_nhs_numbers
from deepdive.workbook.document import (
    KeptRow,
    Root,
    RowEdits,
    SharedMap,
    SharedText,
    YDoc,
    change,
    clean_roots,
    field_name,
    read,
    read_root,
    restore,
    root_names,
    rows_of,
    texts_in,
)
from deepdive.workbook.replay import StoredEntry, replay
from tests.workbook.document.documents import Act, acts, contents, copy_of, exchange
from tests.workbook.example import NOTES

NUMBER = "943 476 5919"
ID = "ab943476-5919-4000-8000-000000000000"


def all_names(*documents: YDoc) -> frozenset[str]:
    return frozenset().union(*map(root_names, documents))


@given(st.lists(acts, max_size=8), st.lists(acts, max_size=8))
def test_restoring_everything_gives_back_exactly_what_was_there(before: list[Act], since: list[Act]) -> None:
    document: YDoc = Doc()
    for act in before:
        act(document)
    older, elsewhere = copy_of(document), copy_of(document)
    for act in since:
        update = act(document)
        if update:
            elsewhere.apply_update(update)
    update = restore(document, older, all_names(document, older))
    if update:
        elsewhere.apply_update(update)
    assert contents(document) == contents(older) == contents(elsewhere)
    assert restore(document, older, all_names(document, older)) is None


@given(st.lists(acts, max_size=8), st.lists(acts, max_size=8))
def test_a_restore_can_be_undone_by_another(before: list[Act], since: list[Act]) -> None:
    document: YDoc = Doc()
    for act in before:
        act(document)
    older = copy_of(document)
    for act in since:
        act(document)
    newer = copy_of(document)
    restore(document, older, all_names(document, older))
    restore(document, newer, all_names(document, newer))
    assert contents(document) == contents(newer)


@given(st.lists(acts, max_size=10), st.randoms(use_true_random=False))
def test_the_order_in_which_updates_come_does_not_matter(series: list[Act], random: Random) -> None:
    document: YDoc = Doc()
    updates = [update for act in series if (update := act(document))]
    random.shuffle(updates)
    assert contents(replay(b"", [StoredEntry(update, waits=True) for update in updates])) == contents(
        document
    )


@given(st.lists(acts, max_size=4), st.lists(acts, max_size=4), st.lists(acts, max_size=4))
def test_people_who_exchange_their_edits_see_the_same(
    together: list[Act], mine: list[Act], theirs: list[Act]
) -> None:
    one: YDoc = Doc()
    for act in together:
        act(one)
    other = copy_of(one)
    for act in mine:
        act(one)
    for act in theirs:
        act(other)
    exchange(one, other)
    assert contents(one) == contents(other)


def test_only_what_is_named_is_restored() -> None:
    document: YDoc = Doc()
    change(document, NOTES, {"headline": "old", "summary": "old"})
    older = copy_of(document)
    change(document, NOTES, {"headline": "new", "summary": "new"})
    restore(document, older, [field_name("notes", "headline")])
    assert [read(document, "notes", NOTES.field(name)) for name in ("headline", "summary")] == ["old", "new"]


def test_a_removed_row_comes_back_under_its_id_and_in_its_place() -> None:
    rows = tuple(KeptRow(f"r{n}", {"what": f"step {n}", "level": "low"}) for n in range(3))
    document: YDoc = Doc()
    change(document, NOTES, {"steps": RowEdits(rows=rows)})
    older = copy_of(document)
    change(document, NOTES, {"steps": RowEdits(removed=frozenset({"r1"}))})
    restore(document, older, [field_name("notes", "steps")])
    assert rows_of(document, "notes", NOTES.field("steps")) == rows


def test_what_somebody_types_during_a_restore_stays() -> None:
    document: YDoc = Doc()
    change(document, NOTES, {"headline": "one two"})
    older = copy_of(document)
    change(document, NOTES, {"headline": "one second"})
    elsewhere = copy_of(document)
    restore(document, older, [field_name("notes", "headline")])
    change(elsewhere, NOTES, {"headline": "one or second of all"})
    exchange(document, elsewhere)
    assert read(document, "notes", NOTES.field("headline")) == "one or two of all"


def faulty() -> YDoc:
    """A document with things in it that no page of ours makes."""
    document: YDoc = Doc()
    document.get("x/y", type=Text).insert(0, f"ask {NUMBER}")
    entries = document.get("x/y", type=Map)
    entries["plain"] = NUMBER
    entries["json"] = {"list": [NUMBER, 7, None, True], "ok": "fine"}
    entries["id"] = ID
    entries["row"] = Map({"deep": Map({"text": Text(f"{NUMBER}."), "order": 2.5})})
    entries["array"] = Array([Text("not read")])
    return document


def test_a_root_is_read_to_the_last_letter() -> None:
    assert read_root(faulty(), "x/y") == Root(
        f"ask {NUMBER}",
        {
            "plain": NUMBER,
            "json": {"list": [NUMBER, 7, None, True], "ok": "fine"},
            "id": ID,
            "row": SharedMap({"deep": SharedMap({"text": SharedText(f"{NUMBER}."), "order": 2.5})}),
        },
    )
    assert sorted(texts_in(read_root(faulty(), "x/y"))) == sorted(
        [f"ask {NUMBER}", NUMBER, NUMBER, "fine", f"{NUMBER}."]
    )
    assert read_root(faulty(), "no/such") == Root()


def test_patient_data_is_taken_out_wherever_it_stands() -> None:
    document = faulty()
    elsewhere = copy_of(document)
    update = clean_roots(document, ["x/y", "no/such"], without_nhs_numbers)
    assert update
    elsewhere.apply_update(update)
    assert read_root(elsewhere, "x/y") == Root(
        f"ask {REMOVED}",
        {
            "plain": REMOVED,
            "json": {"list": [REMOVED, 7, None, True], "ok": "fine"},
            "id": ID,
            "row": SharedMap({"deep": SharedMap({"text": SharedText(f"{REMOVED}."), "order": 2.5})}),
        },
    )
    assert clean_roots(document, ["x/y", "no/such"], without_nhs_numbers) is None


def test_the_digits_of_an_id_are_no_patients_number() -> None:
    assert (
        without_nhs_numbers("ab943476-5919-4000-8000-000000000000") != "ab943476-5919-4000-8000-000000000000"
    )
    document: YDoc = Doc()
    document.get("board:b/notes", type=Map)["n"] = Map({"heading": ID})
    assert clean_roots(document, ["board:b/notes"], without_nhs_numbers) is None


def test_a_map_within_a_map_without_end_is_not_followed() -> None:
    document: YDoc = Doc()
    inner: Map[object] = Map({"text": Text(NUMBER)})
    for _ in range(20):
        inner = Map({"in": inner})
    document.get("x/y", type=Map)["in"] = inner
    assert clean_roots(document, ["x/y"], without_nhs_numbers) is None
