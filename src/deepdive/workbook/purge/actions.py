"""Remove something from a workbook for good."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, transaction

from deepdive.core.refused import Refused
from deepdive.database.notices import tell
from deepdive.guard.models import Removal
from deepdive.people.models import Person
from deepdive.workbook.entries import stored
from deepdive.workbook.generations import era_of
from deepdive.workbook.models import Generation, JournalEntry, Snapshot
from deepdive.workbook.purge.cleared import Cleared, Entry, without_additions, without_words
from deepdive.workbook.purge.shred import overwrite_deleted, shred
from deepdive.workbook.purge.stores import clean_stores, found_in
from deepdive.workbook.purge.wanted import Additions, Wanted, Words
from deepdive.workbook.routing import JOURNAL
from deepdive.workbook.turns import take_turns

TRIES = 5


@dataclass(frozen=True)
class Outlook:
    """What a removal would do, without saying a word of what is removed: for each top-level name how
    often a text stands there, or how many letters were added; for each table in how many rows it stands;
    how many entries of history go; how many of these nobody could read, as they wait for others."""

    names: Mapping[str, int]
    tables: Mapping[str, int]
    entries: int
    waiting: int


def look(workbook_id: UUID, wanted: Wanted, *, root: str, everywhere: bool = False) -> Outlook:
    """What the removal would do. Refused as :func:`purge`."""
    cleared, _ = _cleared(workbook_id, wanted, root=root, everywhere=everywhere)
    return Outlook(
        names=cleared.found,
        tables=found_in(workbook_id, wanted) if isinstance(wanted, Words) else {},
        entries=JournalEntry.objects.filter(workbook_id=workbook_id).count(),
        waiting=cleared.waiting,
    )


def purge(
    workbook_id: UUID, wanted: Wanted, *, root: str, by: Person, now: datetime, everywhere: bool = False
) -> None:
    """Remove it from what the workbook says, from its whole history and from the tables beside it.

    The workbook starts a new generation: all that it says becomes one entry, everything before is deleted,
    and nobody's old copy is taken in again. Refused with ``no-such-name``, ``elsewhere``, ``too-early`` or
    ``busy``, and with ``not-sure``, after which it is to be finished by :func:`finish`.
    """
    removal = Removal(workbook_id=workbook_id, root=root, how=_how(wanted), by=by, begun_at=now)
    # before anything is written: a refusal leaves all as it was
    _cleared(workbook_id, wanted, root=root, everywhere=everywhere)
    overwrite_deleted(DEFAULT_DB_ALIAS)
    with transaction.atomic():
        removal.save()
        if isinstance(wanted, Words):
            clean_stores(workbook_id, wanted)
    overwrite_deleted(JOURNAL)
    for _ in range(TRIES):
        cleared, up_to = _cleared(workbook_id, wanted, root=root, everywhere=everywhere)
        if _begin_anew(workbook_id, cleared, up_to=up_to, now=now):
            break
    else:
        raise Refused("busy", "People are writing in this workbook just now. Try again in a moment.")
    _check(workbook_id, wanted)
    finish(now=now)


def finish(*, now: datetime) -> None:
    """Make sure that nothing of what was deleted is left in the files. Refused with ``not-sure``."""
    begun = list(Removal.objects.filter(done_at=None).values_list("pk", flat=True))
    for alias in (DEFAULT_DB_ALIAS, JOURNAL):
        shred(alias)
    Removal.objects.filter(pk__in=begun).update(done_at=now)


def _how(wanted: Wanted) -> Removal.How:
    return Removal.How.TEXT if isinstance(wanted, Words) else Removal.How.TIME


def _cleared(workbook_id: UUID, wanted: Wanted, *, root: str, everywhere: bool) -> tuple[Cleared, int]:
    """The workbook without it, and the id of the last entry that this was made from."""
    rows = JournalEntry.objects.filter(workbook_id=workbook_id).order_by("pk")
    found = list(rows.values_list("pk", "update", "made_at", "waits"))
    entries = [Entry(bytes(update), made_at, waits) for _, update, made_at, waits in found]
    if isinstance(wanted, Additions):
        began = Generation.objects.filter(pk=workbook_id).values_list("began_at", flat=True).first()
        if began and wanted.since <= began:
            raise Refused(
                "too-early",
                f"What was written before {began:%Y-%m-%d %H:%M} UTC has no history any more: something was "
                "removed then. Give a later time, or a text.",
            )
        cleared = without_additions(entries, wanted, root=root)
    else:
        cleared = without_words(entries, wanted, root=root, everywhere=everywhere)
    if root not in cleared.names:
        there = ", ".join(sorted(cleared.names)) or "nothing"
        raise Refused("no-such-name", f"This workbook has nothing called '{root}'. There is: {there}.")
    return cleared, found[-1][0] if found else 0


def _begin_anew(workbook_id: UUID, cleared: Cleared, *, up_to: int, now: datetime) -> bool:
    """Put one entry in the place of all others; False if somebody has written since ``up_to``."""
    era = era_of(workbook_id)
    entries = JournalEntry.objects.filter(workbook_id=workbook_id)
    with transaction.atomic(using=JOURNAL):
        take_turns([workbook_id])
        if (entries.order_by("-pk").values_list("pk", flat=True).first() or 0) != up_to:
            return False
        entries.delete()
        Snapshot.objects.filter(workbook_id=workbook_id).delete()
        touched = " ".join(sorted(cleared.names))
        first = JournalEntry.objects.create(workbook_id=workbook_id, update=cleared.state, touched=touched)
        Generation.objects.update_or_create(
            workbook_id=workbook_id,
            defaults={
                "number": era.number + 1,
                "began_with": first.pk,
                "retired": sorted(era.retired | cleared.clients),
                "began_at": now,
            },
        )
        tell("generation", str(workbook_id), using=JOURNAL)
    return True


def _check(workbook_id: UUID, wanted: Wanted) -> None:
    """Look whether it is gone from every row that is left."""
    if not isinstance(wanted, Words):
        return
    found = stored(workbook_id)
    blobs = [found.snapshot, *(entry.data for entry in found.entries)]
    if any(wanted.is_in_bytes(blob) for blob in blobs) or found_in(workbook_id, wanted):
        raise Refused(
            "not-sure", "The text has been written again in the meantime. Run the same command again."
        )
