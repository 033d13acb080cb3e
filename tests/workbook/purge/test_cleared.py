"""A workbook is made anew from what it says, without what was to go and without its history."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from pycrdt import Doc, Map, Text

from deepdive.core.refused import Refused
from deepdive.workbook.document import read_root
from deepdive.workbook.purge.cleared import Cleared, Entry, without_additions, without_words
from deepdive.workbook.purge.wanted import Additions, Words

NOON = datetime(2027, 3, 2, 12, tzinfo=UTC)
STORY, STEPS = "problem/story", "problem/steps"


class Writer:
    """Writes into a document of its own and keeps what a journal would keep, one entry a minute."""

    def __init__(self) -> None:
        self.document: Doc[Any] = Doc()
        self.entries: list[Entry] = []

    def write(self, act: Callable[[], None]) -> None:
        updates: list[bytes] = []
        watch = self.document.observe(lambda event: updates.append(event.update))
        with self.document.transaction():
            act()
        self.document.unobserve(watch)
        self.keep(updates[0])

    def keep(self, update: bytes, *, waits: bool = False) -> None:
        self.entries.append(Entry(update, NOON + timedelta(minutes=len(self.entries)), waits))

    def text(self, name: str = STORY) -> Text:
        found: Text = self.document.get(name, type=Text)
        return found

    def rows(self) -> Any:
        return self.document.get(STEPS, type=Map)

    def type(self, what: str, at: int | None = None, name: str = STORY) -> None:
        self.write(lambda: self.text(name).insert(len(self.text(name)) if at is None else at, what))

    def add_row(self, row_id: str, what: str) -> None:
        self.write(
            lambda: self.rows().update({row_id: Map({"order": 1.0, "what": Text(what), "level": "high"})})
        )


def read(cleared: Cleared) -> dict[str, Any]:
    document: Doc[Any] = Doc()
    document.apply_update(cleared.state)
    return {name: read_root(document, name) for name in document.keys()}  # noqa: SIM118 - no mapping


def minutes(first: int, last: int) -> Additions:
    return Additions(NOON + timedelta(minutes=first), NOON + timedelta(minutes=last))


def test_the_text_is_gone_and_all_else_stays() -> None:
    writer = Writer()
    writer.type("We asked Mrs Patel. ")
    writer.type("Then we waited.")
    writer.add_row("r1", "Ring the ward")
    cleared = without_words(writer.entries, Words("mrs patel"), root=STORY)
    roots = read(cleared)
    assert roots[STORY].text == "We asked [removed]. Then we waited."
    assert roots[STEPS] == read_root(writer.document, STEPS)
    assert cleared.found == {STORY: 1}
    assert b"Patel" not in cleared.state


def test_what_had_been_deleted_long_ago_is_gone_from_the_history() -> None:
    writer = Writer()
    for letter in "9434765919":
        writer.type(letter)
    writer.write(writer.text().clear)
    writer.type("nothing here")
    cleared = without_words(writer.entries, Words("9434765919"), root=STORY)
    assert read(cleared)[STORY].text == "nothing here"
    assert cleared.found == {}
    fresh: Doc[Any] = Doc()
    fresh.apply_update(cleared.state)
    assert len(cleared.state) < 60
    assert writer.document.client_id not in {fresh.client_id}
    assert cleared.clients == {writer.document.client_id}


def test_what_was_typed_letter_by_letter_is_found() -> None:
    writer = Writer()
    for letter in "Mrs Patel waits":
        writer.type(letter)
    cleared = without_words(writer.entries, Words("Mrs Patel"), root=STORY)
    assert read(cleared)[STORY].text == "[removed] waits"


def test_it_is_taken_out_of_cells_and_values() -> None:
    writer = Writer()
    writer.add_row("r1", "Mrs Patel")
    writer.write(lambda: writer.rows()["r1"].update({"level": "Mrs Patel"}))
    cleared = without_words(writer.entries, Words("Mrs Patel"), root=STEPS)
    row = read(cleared)[STEPS].entries["r1"].entries
    assert (row["what"].text, row["level"], row["order"]) == ("[removed]", "[removed]", 1.0)
    assert cleared.found == {STEPS: 2}


def test_it_refuses_while_the_text_stands_elsewhere_too() -> None:
    writer = Writer()
    writer.type("Mrs Patel")
    writer.type("Mrs Patel", name="group:a/problem/story")
    with pytest.raises(Refused, match="also stands in group:a/problem/story") as refused:
        without_words(writer.entries, Words("Mrs Patel"), root=STORY)
    assert refused.value.code == "elsewhere"
    cleared = without_words(writer.entries, Words("Mrs Patel"), root=STORY, everywhere=True)
    assert cleared.found == {STORY: 1, "group:a/problem/story": 1}
    assert b"Patel" not in cleared.state


def test_it_refuses_where_the_text_cannot_be_taken_out() -> None:
    writer = Writer()
    writer.write(lambda: writer.rows().update({"mrs-patel": Map({"order": 1.0})}))
    with pytest.raises(Refused) as refused:
        without_words(writer.entries, Words("mrs-patel"), root=STEPS)
    assert refused.value.code == "not-sure"


def test_what_was_added_in_a_time_goes_and_what_others_wrote_stays() -> None:
    writer = Writer()
    writer.type("We ask the ward. ")  # minute 0
    writer.type("Mrs Patel said no. ")  # minute 1
    writer.type("So we wait. ")  # minute 2
    writer.type("(twice) ", at=21)  # minute 3, inside what minute 1 wrote
    writer.write(lambda: writer.text().__delitem__(slice(0, 3)))  # minute 4
    cleared = without_additions(writer.entries, minutes(1, 2), root=STORY)
    assert read(cleared)[STORY].text == "ask the ward. (twice) So we wait. "
    assert cleared.found == {STORY: 19}
    assert b"Patel" not in cleared.state


def test_a_row_that_was_added_then_goes_with_what_is_in_it() -> None:
    writer = Writer()
    writer.add_row("r1", "Ring the ward")
    writer.add_row("r2", "Ring Mrs Patel")
    writer.write(lambda: writer.rows()["r2"]["what"].insert(0, "Please "))
    cleared = without_additions(writer.entries, minutes(1, 2), root=STEPS)
    assert set(read(cleared)[STEPS].entries) == {"r1"}


def test_what_was_sent_again_in_that_time_was_not_added_then() -> None:
    writer = Writer()
    writer.type("before")
    writer.keep(writer.document.get_update())
    writer.type(", then")
    cleared = without_additions(writer.entries, minutes(1, 3), root=STORY)
    assert read(cleared)[STORY].text == "before"


def test_other_names_keep_what_was_added_then() -> None:
    writer = Writer()
    writer.type("a story")
    writer.add_row("r1", "Ring the ward")
    cleared = without_additions(writer.entries, minutes(0, 9), root=STORY)
    assert STORY not in read(cleared) or read(cleared)[STORY].text == ""
    assert set(read(cleared)[STEPS].entries) == {"r1"}


def test_what_waits_for_others_is_counted_and_not_kept() -> None:
    writer = Writer()
    writer.type("here")
    other = Writer()
    other.type("missing")
    other.type("Mrs Patel")
    writer.keep(other.entries[1].update, waits=True)
    cleared = without_words(writer.entries, Words("Mrs Patel"), root=STORY)
    assert (cleared.waiting, read(cleared)[STORY].text) == (1, "here")
    assert cleared.clients == {writer.document.client_id, other.document.client_id}
    assert b"Patel" not in cleared.state


def test_an_empty_workbook_stays_empty() -> None:
    assert read(without_words([], Words("Mrs Patel"), root=STORY)) == {}
