"""Reads of comments."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from django.db.models import Count, Prefetch, Q, QuerySet

from deepdive.comments.models import Comment, Thread
from deepdive.core.plan import FieldAddress
from deepdive.people.models import Person


@dataclass(frozen=True)
class Tally:
    """How many threads there are, and how many of them are open."""

    open: int = 0
    all: int = 0


class Tallies:
    """The tallies of an artefact's fields and of their rows."""

    def __init__(self, counted: Iterable[tuple[str, str, int, int]] = ()) -> None:
        """``counted`` holds field id, row id, open threads and all threads."""
        self._of_row: dict[tuple[str, str], Tally] = {}
        self._of_field: dict[str, Tally] = {}
        for field, row, still_open, all_ in counted:
            before = self.of_field(field)
            self._of_row[field, row] = Tally(still_open, all_)
            self._of_field[field] = Tally(before.open + still_open, before.all + all_)

    def of_field(self, field: str) -> Tally:
        """What stands on the field and on all its rows, also on those that are gone."""
        return self._of_field.get(field, Tally())

    def of_row(self, field: str, row: str) -> Tally:
        """What stands on the row."""
        return self._of_row.get((field, row), Tally())


class Show(StrEnum):
    """Which threads of a cohort to list."""

    OPEN = "open"
    MINE = "mine"
    MENTIONS = "mentions"
    RESOLVED = "resolved"


_OPEN = Q(resolved_at=None)


def tallies(cohort_id: UUID, artefact_id: str) -> Tallies:
    """How many threads stand where in the artefact."""
    threads = Thread.objects.filter(cohort_id=cohort_id, artefact=artefact_id).order_by()
    counted = threads.values_list("field", "row").annotate(
        still_open=Count("pk", filter=_OPEN), all_=Count("pk")
    )
    return Tallies(counted)


def open_threads_in_full(cohort_id: UUID) -> list[Thread]:
    """The cohort's open threads with all that is said in them, the oldest first."""
    return list(_in_full(Thread.objects.filter(_OPEN, cohort_id=cohort_id)))


def threads_of_field(cohort_id: UUID, artefact_id: str, field_id: str) -> list[Thread]:
    """The field's threads with all that is said in them, the oldest first."""
    return list(_in_full(Thread.objects.filter(cohort_id=cohort_id, artefact=artefact_id, field=field_id)))


def thread_in_full(cohort_id: UUID, thread_id: int) -> Thread | None:
    """One thread of the cohort with all that is said in it."""
    return _in_full(Thread.objects.filter(cohort_id=cohort_id, pk=thread_id)).first()


def threads_to_show(cohort_id: UUID, show: Show, *, person: Person) -> list[Thread]:
    """The cohort's threads of that kind, with all that is said in them, the newest first."""
    threads = Thread.objects.filter(_kind(show, person), cohort_id=cohort_id).distinct()
    return list(_in_full(threads).order_by("-pk"))


def how_many(cohort_id: UUID, *, person: Person) -> dict[Show, int]:
    """How many threads of each kind the cohort has, for that person."""
    counts = {show.value: Count("pk", filter=_kind(show, person), distinct=True) for show in Show}
    found = Thread.objects.filter(cohort_id=cohort_id).aggregate(**counts)
    return {show: found[show.value] for show in Show}


def whom_fields_wait_for(cohort_id: UUID) -> dict[FieldAddress, tuple[str, ...]]:
    """The names of those who are to see to an open comment, by the field that it stands on."""
    waiting: dict[FieldAddress, tuple[str, ...]] = {}
    threads = Thread.objects.filter(_OPEN, cohort_id=cohort_id, assigned_to__isnull=False)
    for artefact, field, name in threads.values_list("artefact", "field", "assigned_to__name"):
        address = FieldAddress(artefact=artefact, field=field)
        waiting[address] = tuple(dict.fromkeys((*waiting.get(address, ()), name)))
    return waiting


def _kind(show: Show, person: Person) -> Q:
    match show:
        case Show.OPEN:
            return _OPEN
        case Show.MINE:
            return _OPEN & Q(assigned_to=person)
        case Show.MENTIONS:
            return Q(comments__mentioned=person)
        case Show.RESOLVED:
            return ~_OPEN


def _in_full(threads: QuerySet[Thread]) -> QuerySet[Thread]:
    said = Comment.objects.select_related("author").prefetch_related("mentioned")
    return threads.select_related("begun_by", "assigned_to", "resolved_by").prefetch_related(
        Prefetch("comments", said)
    )


def open_threads(cohort_id: UUID) -> dict[tuple[str, str], int]:
    """How many open threads stand on each field that has some: artefact id and field id -> number."""
    threads = Thread.objects.filter(_OPEN, cohort_id=cohort_id).order_by()
    counted = threads.values_list("artefact", "field").annotate(Count("pk"))
    return {(artefact, field): count for artefact, field, count in counted}
