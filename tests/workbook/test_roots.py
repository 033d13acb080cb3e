"""Which field an edit belongs to, also when it only says beside what it stands."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from pycrdt import Doc, Map, Text

from deepdive.workbook.roots import Roots
from deepdive.workbook.update import read_update

TEXTS, MAPS = ("notes/headline", "notes/summary"), ("notes/steps", "board:ideas/notes")
steps = st.lists(
    st.tuples(st.integers(0, 2), st.sampled_from([*TEXTS, *MAPS]), st.integers(0, 30), st.booleans()),
    max_size=50,
)


@settings(max_examples=150, deadline=None)
@given(steps)
def test_each_update_is_told_by_the_field_that_it_was_made_in(
    story: list[tuple[int, str, int, bool]],
) -> None:
    documents: list[Doc[Any]] = [Doc(client_id=number + 1) for number in range(3)]
    roots = Roots()
    everything: list[bytes] = []
    for who, name, place, removes in story:
        document = documents[who]
        made: list[bytes] = []
        watch = document.observe(lambda event, made=made: made.append(event.update))
        _edit(document, name, place, removes)
        document.unobserve(watch)
        for update in made:
            assert roots.note(read_update(update)) == {name}
        everything += made
        for other in documents:
            if place % 3 == 0 and other is not document:
                other.apply_update(document.get_update(other.get_state()))
    _a_fresh_reader_finds_the_same(everything)


def _edit(document: Doc[Any], name: str, place: int, removes: bool) -> None:
    if name in TEXTS:
        text: Text = document.get(name, type=Text)
        if removes and len(text):
            at = place % len(text)
            del text[at : at + 1]
        else:
            text.insert(place % (len(text) + 1), "x")
        return
    rows: Map[Any] = document.get(name, type=Map)
    key = "abc"[place % 3]
    if key not in rows:
        rows[key] = Map({"order": 1.0, "what": Text("q")})
    elif removes:
        del rows[key]
    else:
        rows[key]["what"].insert(0, "z")


def _a_fresh_reader_finds_the_same(everything: list[bytes]) -> None:
    """Who reads the whole document at once knows where later edits stand, as far as anything stands."""
    together: Doc[Any] = Doc()
    for update in everything:
        together.apply_update(update)
    roots = Roots()
    roots.note(read_update(together.get_update()))
    made: list[bytes] = []
    together.observe(lambda event: made.append(event.update))
    text: Text = together.get(TEXTS[1], type=Text)
    text.insert(len(text), "end")
    assert roots.note(read_update(made[0])) in ({TEXTS[1]}, set())


def test_edits_that_name_each_other_in_a_circle_stand_nowhere() -> None:
    # client 1's edit stands beside client 2's, and client 2's beside client 1's
    circle = bytes.fromhex("02010200840100017801010084020001780000"[:-2])
    assert Roots().note(read_update(circle)) == set()


def test_an_update_that_is_known_already_touches_nothing_more() -> None:
    document: Doc[Any] = Doc(client_id=1)
    made: list[bytes] = []
    document.observe(lambda event: made.append(event.update))
    text: Text = document.get(TEXTS[0], type=Text)
    text.insert(0, "once")
    roots = Roots()
    assert roots.note(read_update(made[0])) == {TEXTS[0]}
    assert roots.note(read_update(made[0])) == set()
