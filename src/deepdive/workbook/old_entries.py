"""Old entries of the journal are folded, so that it stays small: what one person changed in one minute
becomes one entry. Nothing that was written is lost, and the workbook at the end of any minute stays the same.

Entries younger than a day are left alone: a form remembers which of them its page showed, and nobody stays
signed in for so long.
"""

from bisect import bisect_left
from datetime import datetime, timedelta
from itertools import groupby
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from deepdive.workbook.folds import Entry, fold
from deepdive.workbook.models import FoldMark, JournalEntry, Snapshot
from deepdive.workbook.routing import JOURNAL

STAY_WHOLE = timedelta(hours=24)
# One statement deletes at most so many.
MOST_TOGETHER = 500


class _Changed(Exception):
    """Another process has folded the same entries, or removed them for good."""


def fold_what_is_old() -> int:
    """Fold the entries that are older than a day; how many fewer there are now."""
    return fold_old_entries(before=timezone.now() - STAY_WHOLE)


def fold_old_entries(*, before: datetime) -> int:
    """Fold the entries that were made before the beginning of that minute; how many fewer there are now.

    Updates that waited for what they build on stay as they are.
    """
    folded = FoldMark.objects.values_list("up_to", flat=True).first() or 0
    old = JournalEntry.objects.filter(pk__gt=folded, made_at__lt=minute_of(before))
    last = old.order_by("-pk").values_list("pk", flat=True).first()
    if last is None:
        return 0
    workbooks = old.order_by("workbook_id").values_list("workbook_id", flat=True).distinct()
    fewer = sum(_fold_workbook(workbook_id, after=folded, last=last) for workbook_id in list(workbooks))
    FoldMark.objects.update_or_create(pk=1, defaults={"up_to": last})
    return fewer


def minute_of(moment: datetime) -> datetime:
    """The beginning of the minute."""
    return moment.replace(second=0, microsecond=0)


def _fold_workbook(workbook_id: UUID, *, after: int, last: int) -> int:
    entries = JournalEntry.objects.filter(workbook_id=workbook_id, pk__gt=after, pk__lte=last, waits=False)
    # whoever reads takes a snapshot and what came after it, so no entry may cross the end of one
    ends = sorted(Snapshot.objects.filter(workbook_id=workbook_id).values_list("up_to", flat=True))
    fewer = 0
    rows = list(entries.order_by("pk").values_list("pk", "made_at"))
    for _, together in groupby(rows, lambda row: (minute_of(row[1]), bisect_left(ends, row[0]))):
        ids = [entry_id for entry_id, _ in together]
        if len(ids) > 1:
            fewer += _fold_between(workbook_id, ids[0], ids[-1])
    return fewer


def _fold_between(workbook_id: UUID, first: int, last: int) -> int:
    """Fold the entries from one to another; how many fewer there are now."""
    found = JournalEntry.objects.filter(workbook_id=workbook_id, pk__range=(first, last), waits=False)
    rows = found.order_by("pk").values_list("pk", "author_id", "update", "touched")
    entries = [Entry(pk, author, bytes(update), touched) for pk, author, update, touched in rows]
    folded = fold(entries)
    gone = sorted({entry.id for entry in entries} - {entry.id for entry in folded})
    try:
        # written only now, so that nobody who types waits for the reckoning
        with transaction.atomic(using=JOURNAL):
            _delete(gone)
            for entry in set(folded) - set(entries):
                _replace(entry)
    except _Changed:
        return 0
    return len(gone)


def _delete(ids: list[int]) -> None:
    for at in range(0, len(ids), MOST_TOGETHER):
        some = ids[at : at + MOST_TOGETHER]
        deleted, _ = JournalEntry.objects.filter(pk__in=some).delete()
        if deleted != len(some):
            raise _Changed


def _replace(entry: Entry) -> None:
    row = JournalEntry.objects.filter(pk=entry.id)
    if not row.update(author_id=entry.author_id, update=entry.update, touched=entry.touched):
        raise _Changed
