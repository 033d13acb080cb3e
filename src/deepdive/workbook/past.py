"""Reads of a workbook's past."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Max, Min, TextField
from django.db.models.functions import Cast, Substr

from deepdive.core.history import Edit
from deepdive.core.patient_data import without_nhs_numbers
from deepdive.people.models import Person
from deepdive.workbook.document import YDoc, clean_roots, root_names
from deepdive.workbook.entries import stored
from deepdive.workbook.models import JournalEntry
from deepdive.workbook.parts import names_nobody, part_of

SOMEBODY = "somebody"
# how much of a time, written out, says the minute: 2027-01-12 10:00
_TO_THE_MINUTE = 16


def edits_of(workbook_id: UUID) -> list[Edit]:
    """Everything that was written, one edit for each part, person and minute."""
    # counted together by the database: an hour of twelve people is tens of thousands of entries
    minutes = (
        JournalEntry.objects.filter(workbook_id=workbook_id)
        .annotate(minute=Substr(Cast("made_at", TextField()), 1, _TO_THE_MINUTE))
        .values("author_id", "touched", "minute")
        .annotate(began_at=Min("made_at"), ended_at=Max("made_at"), last=Max("pk"))
    )
    return [
        Edit(
            part=part,
            by=None if names_nobody(part) else row["author_id"],
            began_at=row["began_at"],
            ended_at=row["ended_at"],
            last=row["last"],
        )
        for row in minutes
        for part in parts_of(row["touched"])
    ]


def parts_of(touched: str) -> list[str]:
    """The parts that an entry changed; one that is empty where that was not noted."""
    return sorted({part_of(name) for name in touched.split()} - {""}) or [""]


def names_of(people: Iterable[int | None]) -> dict[int | None, str]:
    """What the people are called; "somebody" for those that nobody is named for, or who are gone."""
    wanted = set(people)
    ids = [one for one in wanted if one is not None]
    found = dict(Person.objects.filter(pk__in=ids).values_list("pk", "name"))
    return {one: found.get(one, SOMEBODY) if one is not None else SOMEBODY for one in wanted}


def find_entry(workbook_id: UUID, entry_id: int) -> JournalEntry | None:
    """The entry; if it has been put together with later ones, the entry that they became."""
    entries = JournalEntry.objects.filter(workbook_id=workbook_id, pk__gte=entry_id)
    return entries.defer("update").order_by("pk").first()


def neighbours(entry: JournalEntry, part: str) -> tuple[int | None, int | None]:
    """The last entry before this one that changed the part, and the first after it; None for none."""
    holds = part if part.startswith("link:") else f"{part}/" if part else ""
    entries = JournalEntry.objects.filter(workbook_id=entry.workbook_id, touched__contains=holds)
    ids = entries.values_list("pk", flat=True)
    earlier = ids.filter(pk__lt=entry.pk).order_by("-pk").first()
    return earlier, ids.filter(pk__gt=entry.pk).order_by("pk").first()


def document_at(workbook_id: UUID, entry_id: int | None) -> YDoc:
    """The workbook as it was after that entry (None: as it is now), without the NHS numbers that stood in
    it until they were taken out."""
    document = stored(workbook_id, up_to=entry_id).replayed().document
    clean_roots(document, root_names(document), without_nhs_numbers)
    return document
