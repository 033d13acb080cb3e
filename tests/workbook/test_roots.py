"""Which field an edit belongs to, also when it only says beside what it stands."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pycrdt import Doc, Map, Text

from deepdive.workbook.protocol import Malformed, block, integer
from deepdive.workbook.roots import DEEPEST_TYPE, Roots
from deepdive.workbook.update import read_update

TEXTS, MAPS = ("notes/headline", "notes/summary"), ("notes/steps", "board:ideas/notes")
steps = st.lists(
    st.tuples(st.integers(0, 2), st.sampled_from([*TEXTS, *MAPS]), st.integers(0, 30), st.booleans()),
    max_size=50,
)


def tell(roots: Roots, update: bytes) -> set[str]:
    """The names that the update touches; it is remembered."""
    return roots.note(roots.locate(read_update(update)))


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
            assert tell(roots, update) == {name}
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
    tell(roots, together.get_update())
    made: list[bytes] = []
    together.observe(lambda event: made.append(event.update))
    text: Text = together.get(TEXTS[1], type=Text)
    text.insert(len(text), "end")
    assert tell(roots, made[0]) in ({TEXTS[1]}, set())


def test_an_update_that_is_known_already_touches_nothing_more() -> None:
    document: Doc[Any] = Doc(client_id=1)
    made: list[bytes] = []
    document.observe(lambda event: made.append(event.update))
    text: Text = document.get(TEXTS[0], type=Text)
    text.insert(0, "once")
    roots = Roots()
    assert tell(roots, made[0]) == {TEXTS[0]}
    assert tell(roots, made[0]) == set()


NOTHING = b"\x00"
ROOT = b"\x01" + block(b"notes/headline")
OTHER_ROOT = b"\x01" + block(b"notes/summary")
LEFT, RIGHT, KEY = 0x80, 0x40, 0x20
WORDS, TYPE, REMOVED, VALUES = 4, 7, 1, 8
NULL = b"\x7e"


def edit(client: int, clock: int) -> bytes:
    return integer(client) + integer(clock)


def item(kind: int, place: bytes, content: bytes, *, flags: int = 0) -> bytes:
    return bytes([kind | flags]) + place + content


def update(client: int, clock: int, *items: bytes, deletes: bytes = NOTHING) -> bytes:
    return integer(1) + integer(len(items)) + edit(client, clock) + b"".join(items) + deletes


def delete(client: int, start: int, length: int) -> bytes:
    return NOTHING + integer(1) + integer(client) + integer(1) + integer(start) + integer(length)


@pytest.fixture
def roots() -> Roots:
    """What client 1 has written: ``a😀b`` in one field, ``x`` in another, and a row in a third."""
    known = Roots()
    row = item(TYPE, b"\x01" + block(b"notes/steps") + block(b"row"), b"\x01", flags=KEY)
    tell(
        known,
        update(1, 0, item(WORDS, ROOT, block("a😀b".encode())), item(WORDS, OTHER_ROOT, block(b"x")), row),
    )
    return known


INSIDE_ROW = NOTHING + edit(1, 5) + block(b"cell")
HOSTILE = {
    "between a word here and a word there": update(
        9, 0, item(WORDS, edit(1, 0) + edit(1, 4), block(b"z"), flags=LEFT | RIGHT)
    ),
    "inside a word": update(9, 0, item(WORDS, NOTHING + edit(1, 0), block(b"z"))),
    "behind the first half of a character": update(9, 0, item(WORDS, edit(1, 1), block(b"z"), flags=LEFT)),
    "before its second half": update(9, 0, item(WORDS, edit(1, 2), block(b"z"), flags=RIGHT)),
    "taking its first half": delete(1, 1, 1),
    "taking its second half": delete(1, 2, 1),
    "taking all up to its middle": delete(1, 0, 2),
    "behind half of a character of its own": update(
        9, 0, item(WORDS, ROOT, block("😀".encode())), item(WORDS, edit(9, 0), block(b"z"), flags=LEFT)
    ),
    "two values under one key": update(
        9, 0, item(VALUES, ROOT + block(b"value"), integer(2) + NULL + NULL, flags=KEY)
    ),
    "a word under a key, beside what is there": update(
        9, 0, item(WORDS, edit(1, 5), block(b"word"), flags=LEFT)
    ),
    "a longer word than is known, for another field": update(1, 4, item(WORDS, ROOT, block(b"xyz"))),
}


@pytest.mark.parametrize("hostile", HOSTILE.values(), ids=HOSTILE.keys())
def test_what_no_honest_client_makes_is_malformed(roots: Roots, hostile: bytes) -> None:
    with pytest.raises(Malformed):
        roots.locate(read_update(hostile))


def test_a_character_may_be_taken_whole_and_written_around(roots: Roots) -> None:
    assert tell(roots, delete(1, 1, 2)) == {"notes/headline"}
    around = update(9, 0, item(WORDS, edit(1, 0) + edit(1, 1), block(b"z"), flags=LEFT | RIGHT))
    assert tell(roots, around) == {"notes/headline"}


def test_a_cell_stands_where_its_row_stands(roots: Roots) -> None:
    assert tell(roots, update(9, 0, item(TYPE, INSIDE_ROW, b"\x02", flags=KEY))) == {"notes/steps"}
    assert tell(roots, update(9, 1, item(WORDS, NOTHING + edit(9, 0), block(b"z")))) == {"notes/steps"}


def test_in_what_was_removed_anything_may_come_late() -> None:
    """The row was removed and forgotten before somebody's cell came."""
    known = Roots()
    row = item(REMOVED, b"\x01" + block(b"notes/steps") + block(b"row"), b"\x01", flags=KEY)
    tell(known, update(1, 0, row))
    late = NOTHING + edit(1, 0) + block(b"cell")
    assert tell(known, update(9, 0, item(TYPE, late, b"\x02", flags=KEY))) == set()


def test_known_edits_that_are_sent_again_with_other_words_change_nothing(roots: Roots) -> None:
    tell(roots, update(1, 0, item(WORDS, ROOT, block("😀😀".encode()))))
    tell(roots, update(1, 0, item(TYPE, ROOT, b"\x02")))
    assert tell(roots, update(9, 0, item(WORDS, edit(1, 0), block(b"z"), flags=LEFT))) == {"notes/headline"}
    with pytest.raises(Malformed):
        roots.locate(read_update(update(8, 0, item(WORDS, NOTHING + edit(1, 0), block(b"z")))))


def nested(depth: int) -> bytes:
    first = item(TYPE, ROOT + block(b"k"), b"\x01", flags=KEY)
    inner = [item(TYPE, NOTHING + edit(9, n) + block(b"k"), b"\x01", flags=KEY) for n in range(depth - 1)]
    return update(9, 0, first, *inner)


def test_types_within_types_come_to_an_end() -> None:
    """The library removes them by calling itself, until there is no room left."""
    assert tell(Roots(), nested(DEEPEST_TYPE)) == {"notes/headline"}
    with pytest.raises(Malformed):
        Roots().locate(read_update(nested(DEEPEST_TYPE + 1)))
