"""Reads of the journal, and the snapshots that make them fast."""

from dataclasses import dataclass, field
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from deepdive.workbook.document import YDoc
from deepdive.workbook.generations import Era, era_of, moved_on
from deepdive.workbook.models import JournalEntry, Snapshot
from deepdive.workbook.replay import Replayed, StoredEntry, replay, replay_with_care
from deepdive.workbook.routing import JOURNAL
from deepdive.workbook.turns import take_turns

# A workbook with more entries than this since its last snapshot gets a new one.
SNAPSHOT_EVERY = 500
# Forms that were opened before the newest snapshot start from an older one.
SNAPSHOTS_KEPT = 3


@dataclass(frozen=True)
class Stored:
    """What is on the disk of a workbook: the newest snapshot (empty if there is none), the entries since
    it in order, and before them those up to it that came before what they build on; the id of the last
    entry (0: none), and the generation that all this is of."""

    snapshot: bytes
    entries: list[StoredEntry]
    as_of: int
    era: Era = field(default_factory=Era)

    def document(self) -> YDoc:
        """The document that they make, with all that can be taken in of what waits."""
        return replay(self.snapshot, self.entries)

    def replayed(self) -> Replayed:
        """The document that they make without what waits, and what is known of it."""
        return replay_with_care(self.snapshot, self.entries)


def stored(workbook_id: UUID, *, up_to: int | None = None) -> Stored:
    """The workbook as it is on the disk; with ``up_to`` as it was when that entry was the last.

    Refused with ``moved-on`` when the history of that time has been removed.
    """
    # read first: an old generation with new entries writes nothing, a new one with old entries would
    era = era_of(workbook_id)
    if up_to is not None and up_to < era.began_with:
        raise moved_on()
    entries = JournalEntry.objects.filter(workbook_id=workbook_id)
    snapshots = Snapshot.objects.filter(workbook_id=workbook_id).order_by("-up_to")
    if up_to is not None:
        entries = entries.filter(pk__lte=up_to)
        snapshots = snapshots.filter(up_to__lte=up_to)
    snapshot = snapshots.first()
    since = snapshot.up_to if snapshot else 0
    rows = list(
        entries.filter(Q(pk__gt=since) | Q(waits=True))
        .order_by("pk")
        .values_list("pk", "update", "waits", "author_id")
    )
    return Stored(
        bytes(snapshot.state) if snapshot else b"",
        [StoredEntry(bytes(update), waits, author_id) for _, update, waits, author_id in rows],
        max(since, rows[-1][0]) if rows else since,
        era,
    )


def news_of(entry_id: int) -> tuple[bytes, int] | None:
    """The update of an entry, and its workbook's generation now; None if it is no longer there."""
    row = JournalEntry.objects.filter(pk=entry_id).values_list("update", "workbook_id").first()
    return (bytes(row[0]), era_of(row[1]).number) if row else None


def written_by_others(workbook_id: UUID, *, after: int, epoch: int | None) -> list[tuple[int, bytes]]:
    """Ids and updates of the entries after that one that were not written under this lease."""
    rows = JournalEntry.objects.filter(workbook_id=workbook_id, pk__gt=after).order_by("pk")
    theirs = rows.exclude(epoch=epoch) if epoch is not None else rows
    return [(entry_id, bytes(update)) for entry_id, update in theirs.values_list("pk", "update")]


def compact(workbook_id: UUID) -> bool:
    """Make a snapshot if enough entries have come since the last; whether one was made.

    The entries stay: they are the workbook's history.
    """
    found = stored(workbook_id)
    if sum(not entry.waits for entry in found.entries) < SNAPSHOT_EVERY:
        return False
    # without what waits: whether that can be taken in shows when somebody has the workbook open
    state = found.replayed().document.get_update()
    with transaction.atomic(using=JOURNAL):
        take_turns([workbook_id])
        Snapshot.objects.get_or_create(workbook_id=workbook_id, up_to=found.as_of, defaults={"state": state})
        kept = Snapshot.objects.filter(workbook_id=workbook_id).order_by("-up_to")[:SNAPSHOTS_KEPT]
        Snapshot.objects.filter(workbook_id=workbook_id).exclude(pk__in=[one.pk for one in kept]).delete()
        if era_of(workbook_id).number != found.era.number:
            transaction.set_rollback(True, using=JOURNAL)
            return False
    return True
