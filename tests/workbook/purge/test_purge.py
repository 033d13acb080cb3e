"""After a removal the text is nowhere, and no old copy brings it back."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from django.db import connections
from django.utils import timezone
from pycrdt import Doc

from deepdive.core.refused import Refused
from deepdive.curriculum.current import pack
from deepdive.guard.models import Removal
from deepdive.people.models import Person
from deepdive.programme.models import Cohort
from deepdive.workbook.actions import write_fields
from deepdive.workbook.document import change
from deepdive.workbook.entries import compact, stored
from deepdive.workbook.generations import Era, MovedOn, era_of
from deepdive.workbook.journal import Update, journal
from deepdive.workbook.models import Generation, JournalEntry, Snapshot
from deepdive.workbook.purge import actions
from deepdive.workbook.purge.actions import finish, look, purge
from deepdive.workbook.purge.wanted import Additions, Words
from deepdive.workbook.queries import read_workbook
from deepdive.workbook.routing import is_one_database
from tests.factories import add_cohort, write

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "journal"])

# one that stands nowhere else in this computer's files
SECRET = "Mrs Quetzalcoatlus of 4 Elm Road"
WORDS = Words(SECRET)
WHO = "problem-statement/who"
NOON = datetime(2027, 3, 2, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def writer() -> Iterator[None]:
    yield
    journal.close()


@pytest.fixture
def cohort() -> Cohort:
    return add_cohort(seats=1)


def somebody(cohort: Cohort) -> Person:
    return cohort.seats.get().person


def say(cohort: Cohort, text: str, *, as_of: int | None = None, field: str = "who") -> None:
    write_fields(
        cohort.pk,
        pack().artefacts["problem-statement"],
        {field: text},
        as_of=read_workbook(cohort.pk).as_of if as_of is None else as_of,
        author_id=None,
    )


def says(cohort: Cohort, field: str = "who") -> object:
    return read_workbook(cohort.pk).written["problem-statement"][field]


def remove(cohort: Cohort, wanted: Words | Additions = WORDS, *, everywhere: bool = False) -> None:
    purge(cohort.pk, wanted, root=WHO, by=somebody(cohort), now=timezone.now(), everywhere=everywhere)


def holds(secret: str) -> list[str]:
    """Which files of the databases hold the text: every byte counts, and the logs beside them."""
    if connections["journal"].vendor == "postgresql":
        return [
            entry.touched for entry in JournalEntry.objects.all() if secret.encode() in bytes(entry.update)
        ]
    names = {Path(str(connections[alias].settings_dict["NAME"])) for alias in ("default", "journal")}
    files = [file for name in names for file in name.parent.glob(f"{name.name}*")]
    return [file.name for file in files if secret.encode() in file.read_bytes()]


def test_the_text_is_in_no_byte_of_the_files(cohort: Cohort) -> None:
    say(cohort, f"We asked {SECRET}, and she said no.")
    for number in range(600):
        JournalEntry.objects.create(workbook_id=cohort.pk, update=a_note(number))
    assert compact(cohort.pk)
    say(cohort, f"Again {SECRET}.")
    Cohort.objects.filter(pk=cohort.pk).update(problem=f"About {SECRET}")
    assert holds(SECRET) != []
    remove(cohort, everywhere=True)
    assert holds(SECRET) == []
    assert says(cohort) == "Again [removed]."
    assert JournalEntry.objects.filter(workbook_id=cohort.pk).count() == 1
    assert not Snapshot.objects.filter(workbook_id=cohort.pk).exists()


def a_note(number: int) -> bytes:
    update = change(Doc(), pack().artefacts["problem-statement"], {"harm": f"{SECRET} {number}"})
    assert update
    return update


def test_what_had_been_deleted_is_gone_from_the_history(cohort: Cohort) -> None:
    say(cohort, SECRET)
    say(cohort, "nothing")
    assert look(cohort.pk, WORDS, root=WHO).names == {}
    remove(cohort)
    assert (says(cohort), holds(SECRET)) == ("nothing", [])


def test_other_workbooks_keep_their_history(cohort: Cohort) -> None:
    other = add_cohort(organisation_name="Elsewhere")
    write(other, artefact="problem-statement", field="who", text="Theirs")
    say(cohort, SECRET)
    remove(cohort)
    assert says(other) == "Theirs"
    assert era_of(other.pk) == Era()


def test_who_when_and_how_are_kept_but_not_what(cohort: Cohort) -> None:
    say(cohort, SECRET)
    remove(cohort)
    row = Removal.objects.get()
    assert (row.workbook_id, row.root, row.how, row.by) == (cohort.pk, WHO, "text", somebody(cohort))
    assert row.begun_at <= timezone.now()
    assert row.done_at is not None


def test_a_refusal_changes_nothing(cohort: Cohort) -> None:
    say(cohort, SECRET)
    say(cohort, SECRET, field="harm")
    with pytest.raises(Refused, match="also stands in problem-statement/harm"):
        remove(cohort)
    with pytest.raises(Refused, match=r"has nothing called 'problem-statement/no'. There is: problem-stat"):
        purge(cohort.pk, WORDS, root="problem-statement/no", by=somebody(cohort), now=NOON, everywhere=True)
    assert (says(cohort), says(cohort, "harm")) == (SECRET, SECRET)
    assert not Removal.objects.exists()
    assert era_of(cohort.pk) == Era()


def test_a_time_range_removes_what_was_added_then(cohort: Cohort) -> None:
    say(cohort, "We wait. ")
    say(cohort, f"We wait. {SECRET}. ")
    say(cohort, f"We wait. {SECRET}. Still.")
    at(cohort, NOON, NOON + timedelta(minutes=1), NOON + timedelta(minutes=2))
    remove(cohort, Additions(NOON + timedelta(minutes=1), NOON + timedelta(minutes=2)))
    assert (says(cohort), holds(SECRET)) == ("We wait. Still.", [])
    assert Removal.objects.get().how == "time"


def at(cohort: Cohort, *times: datetime) -> None:
    """Move the entries to these times."""
    entries = JournalEntry.objects.filter(workbook_id=cohort.pk).order_by("pk")
    for entry, time in zip(entries, times, strict=True):
        JournalEntry.objects.filter(pk=entry.pk).update(made_at=time)


def test_there_is_no_time_before_the_last_removal(cohort: Cohort) -> None:
    say(cohort, SECRET)
    remove(cohort)
    with pytest.raises(Refused) as refused:
        remove(cohort, Additions(NOON - timedelta(days=900), NOON))
    assert refused.value.code == "too-early"


def test_a_form_that_was_opened_before_brings_nothing_back(cohort: Cohort) -> None:
    say(cohort, SECRET)
    opened = read_workbook(cohort.pk).as_of
    remove(cohort)
    with pytest.raises(Refused) as refused:
        say(cohort, f"{SECRET} and more", as_of=opened)
    assert refused.value.code == "moved-on"
    say(cohort, "from a new page")
    assert (says(cohort), holds(SECRET)) == ("from a new page", [])


def test_what_was_made_for_the_old_generation_is_not_written(cohort: Cohort) -> None:
    say(cohort, SECRET)
    other = UUID(int=7)
    remove(cohort)
    stale = journal.append([Update(cohort.pk, None, a_note(1), generation=0)])
    good = journal.append([Update(other, None, b"fine"), Update(other, None, b"too")])
    fresh = journal.append([Update(cohort.pk, None, b"new", generation=1)])
    assert isinstance(stale.exception(20), MovedOn)
    assert (good.exception(20), fresh.exception(20)) == (None, None)
    assert [entry.data for entry in stored(other).entries] == [b"fine", b"too"]
    assert JournalEntry.objects.filter(workbook_id=cohort.pk).count() == 2


def test_a_snapshot_that_was_begun_before_is_not_kept(
    cohort: Cohort, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(501):
        JournalEntry.objects.create(workbook_id=cohort.pk, update=a_note(number))
    write(cohort, artefact="problem-statement", field="who", text="x")
    old = stored(cohort.pk)
    purge(cohort.pk, WORDS, root="problem-statement/harm", by=somebody(cohort), now=NOON)
    # as if the removal had come between reading and writing
    monkeypatch.setattr("deepdive.workbook.entries.stored", lambda _: old)
    assert not compact(cohort.pk)
    assert not Snapshot.objects.exists()
    assert holds(SECRET) == []


@pytest.mark.skipif(is_one_database(), reason="PostgreSQL waits for readers")
def test_it_says_so_when_the_files_cannot_be_written_anew(cohort: Cohort) -> None:
    say(cohort, SECRET)
    reader = connections.create_connection("journal")
    try:
        with reader.cursor() as cursor:
            cursor.execute("PRAGMA busy_timeout = 50")
            cursor.execute("BEGIN")
            cursor.execute("SELECT * FROM workbook_journalentry")
            with connections["journal"].cursor() as ours:
                ours.execute("PRAGMA busy_timeout = 50")
            with pytest.raises(Refused) as refused:
                remove(cohort)
            assert refused.value.code == "not-sure"
            assert Removal.objects.get().done_at is None
            cursor.execute("COMMIT")
        finish(now=NOON)
    finally:
        reader.close()
        connections["journal"].close()
    assert (Removal.objects.get().done_at, holds(SECRET)) == (NOON, [])


def test_it_gives_up_while_people_write_all_the_time(cohort: Cohort, monkeypatch: pytest.MonkeyPatch) -> None:
    say(cohort, SECRET)
    read = actions._cleared

    def read_and_write(*words: object, **more: object) -> object:
        found = read(*words, **more)  # type: ignore[arg-type]
        JournalEntry.objects.create(workbook_id=cohort.pk, update=a_note(JournalEntry.objects.count()))
        return found

    monkeypatch.setattr(actions, "_cleared", read_and_write)
    with pytest.raises(Refused) as refused:
        purge(cohort.pk, WORDS, root=WHO, by=somebody(cohort), now=NOON, everywhere=True)
    assert refused.value.code == "busy"
    assert era_of(cohort.pk) == Era()


def test_a_second_removal_is_a_third_generation(cohort: Cohort) -> None:
    say(cohort, SECRET)
    first = set(read_update_clients(cohort))
    remove(cohort)
    second = set(read_update_clients(cohort))
    remove(cohort)
    row = Generation.objects.get()
    assert (row.number, set(row.retired)) == (2, first | second)


def read_update_clients(cohort: Cohort) -> list[int]:
    from deepdive.workbook.update import read_update

    updates = JournalEntry.objects.filter(workbook_id=cohort.pk).values_list("update", flat=True)
    return [client for update in updates for client in read_update(bytes(update)).clients]
