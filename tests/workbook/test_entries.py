"""What is read back from the journal: fast by snapshots, and the same as without them."""

from typing import Any
from uuid import UUID, uuid4

import pytest
from pycrdt import Doc, Text

from deepdive.workbook.entries import SNAPSHOT_EVERY, SNAPSHOTS_KEPT, compact, stored
from deepdive.workbook.models import JournalEntry, Snapshot
from deepdive.workbook.shared_document import SharedDocument
from deepdive.workbook.update import read_update

pytestmark = pytest.mark.django_db(databases=["default", "journal"])
FIELD = "notes/summary"


class Writer:
    """Somebody who types; each letter is an entry of the journal."""

    def __init__(self, workbook: UUID, client: int) -> None:
        self.workbook = workbook
        self.document: Doc[Any] = Doc(client_id=client)
        self.updates: list[bytes] = []
        self.document.observe(lambda event: self.updates.append(event.update))

    def type(self, text: str) -> None:
        field: Text = self.document.get(FIELD, type=Text)
        for letter in text:
            field.insert(len(field), letter)

    def next(self, letter: str) -> bytes:
        """The update of one more letter."""
        self.type(letter)
        return self.updates[-1]

    def append(self, *updates: bytes, waits: bool = False) -> None:
        JournalEntry.objects.bulk_create(
            JournalEntry(workbook_id=self.workbook, update=update, waits=waits)
            for update in updates or self.updates
        )


def text_of(workbook: UUID, up_to: int | None = None) -> str:
    return str(stored(workbook, up_to=up_to).document().get(FIELD, type=Text))


@pytest.fixture
def writer() -> Writer:
    return Writer(uuid4(), client=1)


def test_a_workbook_with_few_entries_needs_no_snapshot(writer: Writer) -> None:
    writer.type("a" * (SNAPSHOT_EVERY - 1))
    writer.append()
    assert not compact(writer.workbook)
    assert Snapshot.objects.count() == 0


def test_a_snapshot_and_what_came_after_it_say_the_same_as_all_entries(writer: Writer) -> None:
    writer.type("b" * SNAPSHOT_EVERY)
    writer.append()
    assert compact(writer.workbook)
    writer.updates.clear()
    writer.type(" and more")
    writer.append()
    found = stored(writer.workbook)
    assert (bool(found.snapshot), len(found.entries)) == (True, len(" and more"))
    assert text_of(writer.workbook) == "b" * SNAPSHOT_EVERY + " and more"
    assert found.as_of == JournalEntry.objects.filter(workbook_id=writer.workbook).latest("pk").pk


def test_the_entries_stay_so_that_any_earlier_moment_can_be_read(writer: Writer) -> None:
    writer.type("c" * SNAPSHOT_EVERY)
    writer.append()
    compact(writer.workbook)
    tenth = JournalEntry.objects.filter(workbook_id=writer.workbook).order_by("pk")[9].pk
    assert text_of(writer.workbook, up_to=tenth) == "c" * 10
    assert stored(writer.workbook, up_to=tenth).as_of == tenth


def test_only_the_newest_snapshots_are_kept(writer: Writer) -> None:
    for _ in range(SNAPSHOTS_KEPT + 2):
        writer.updates.clear()
        writer.type("d" * SNAPSHOT_EVERY)
        writer.append()
        assert compact(writer.workbook)
    kept = list(Snapshot.objects.order_by("up_to").values_list("up_to", flat=True))
    assert len(kept) == SNAPSHOTS_KEPT
    assert kept[-1] == stored(writer.workbook).as_of


def test_another_workbooks_snapshot_is_not_taken(writer: Writer) -> None:
    writer.type("e" * SNAPSHOT_EVERY)
    writer.append()
    compact(writer.workbook)
    assert text_of(uuid4()) == ""


def test_an_update_that_waits_is_not_in_the_snapshot_and_not_lost_by_it(writer: Writer) -> None:
    """Its predecessor comes only after a snapshot has been made of everything else."""
    other = Writer(writer.workbook, client=2)
    other.type("xy")
    first, second = other.updates
    other.append(second, waits=True)
    writer.type("f" * SNAPSHOT_EVERY)
    writer.append()
    assert compact(writer.workbook)
    assert text_of(writer.workbook) == "f" * SNAPSHOT_EVERY
    assert len(stored(writer.workbook).replayed().waiting) == 1
    other.append(first)
    assert sorted(text_of(writer.workbook)) == sorted("f" * SNAPSHOT_EVERY + "xy")
    other.append(second)
    assert sorted(text_of(writer.workbook)) == sorted("f" * SNAPSHOT_EVERY + "xy")
    assert stored(writer.workbook).replayed().waiting == []


def test_what_builds_on_an_update_that_waited_is_read_in_the_order_in_which_it_was_applied(
    writer: Writer,
) -> None:
    """The waiting one came first, was applied third, and the last builds on it."""
    writer.type("abc")
    first, second, third = writer.updates
    writer.append(second, waits=True)
    writer.append(first)
    writer.append(third)
    made = stored(writer.workbook).replayed()
    assert (text_of(writer.workbook), made.clocks, made.waiting) == ("abc", {1: 3}, [])
    assert made.roots.note(made.roots.locate(read_update(writer.next("d")))) == {FIELD}


def test_an_update_that_waited_and_cannot_be_applied_is_left_out_whoever_sends_what_it_waited_for(
    writer: Writer,
) -> None:
    writer.type("ab")
    # stands inside the letter b
    hostile = bytes.fromhex("0101090004000101017a00")
    writer.append(hostile, waits=True)
    writer.append()
    assert (text_of(writer.workbook), stored(writer.workbook).replayed().clocks) == ("ab", {1: 2})
    shared = SharedDocument()
    shared.load(stored(writer.workbook))
    assert shared.apply_ready() == []


def test_what_waited_is_read_as_it_was_taken_in(writer: Writer) -> None:
    """Its place was gone when its turn came; who reads only its first copy would still find one."""
    writer.type("abc")
    first, second, third = writer.updates
    writer.append(second, waits=True)
    writer.append(first)
    as_taken_in = bytes([1, 1, 1, 1, 0, 1, 0])  # the second edit of the first client: nothing is there
    writer.append(as_taken_in)
    writer.append(third)
    assert text_of(writer.workbook) == "a"
    assert stored(writer.workbook).replayed().clocks == {1: 3}


def test_what_waited_is_taken_in_and_stored_when_somebody_opens_the_workbook(writer: Writer) -> None:
    """What it waited for came from a form while nobody had the workbook open."""
    writer.type("ab")
    first, second = writer.updates
    writer.append(second, waits=True)
    writer.append(first)
    shared = SharedDocument()
    shared.load(stored(writer.workbook))
    assert [(one.data, one.has_waited) for one in shared.apply_ready()] == [(second, True)]


def test_who_sent_what_waits_is_remembered(writer: Writer) -> None:
    writer.type("ab")
    JournalEntry.objects.create(
        workbook_id=writer.workbook, update=writer.updates[1], waits=True, author_id=42
    )
    (waiting,) = stored(writer.workbook).replayed().waiting
    assert (waiting.data, waiting.author_id) == (writer.updates[1], 42)
