"""Old entries are folded, and whoever reads the journal finds what they would have found before."""

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from uuid import UUID, uuid4

import pytest
from django.db import connections
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from deepdive.workbook.document import Root
from deepdive.workbook.entries import stored
from deepdive.workbook.models import FoldMark, JournalEntry, Snapshot
from deepdive.workbook.old_entries import STAY_WHOLE, fold_old_entries, fold_what_is_old, minute_of
from tests.workbook.document.documents import contents
from tests.workbook.logs import Logged, Move, log_of, moves
from tests.workbook.test_folds import FIELD, page, typed

pytestmark = pytest.mark.django_db(databases=["default", "journal"])
NOON = datetime(2027, 3, 1, 12, 0, tzinfo=UTC)
LATER = NOON + timedelta(hours=2)


def append(
    workbook: UUID, update: bytes, *, at: datetime, author: int | None = 1, waits: bool = False
) -> int:
    """An entry of the journal that was made at that time; its id."""
    entry = JournalEntry.objects.create(
        workbook_id=workbook, author_id=author, update=update, touched=FIELD, waits=waits
    )
    JournalEntry.objects.filter(pk=entry.pk).update(made_at=at)
    return entry.pk


def append_all(log: Iterable[Logged], pauses: Iterable[int]) -> tuple[UUID, list[tuple[int, datetime]]]:
    """A workbook with these entries, so many seconds apart; their ids and times."""
    workbook, at, made = uuid4(), NOON, []
    for logged, pause in zip(log, pauses, strict=False):
        at += timedelta(seconds=pause)
        made.append((append(workbook, logged.update, at=at, author=logged.author), at))
    return workbook, made


def add_snapshot(workbook: UUID, up_to: int) -> None:
    state = stored(workbook, up_to=up_to).document().get_update()
    Snapshot.objects.get_or_create(workbook_id=workbook, up_to=up_to, defaults={"state": state})


def says(workbook: UUID, up_to: int | None = None) -> dict[str, Root]:
    return contents(stored(workbook, up_to=up_to).document())


def ends_of_minutes(made: list[tuple[int, datetime]]) -> list[int]:
    """The last entry of each minute."""
    lasts = [entry for (entry, at), (_, then) in pairwise(made) if minute_of(at) != minute_of(then)]
    return [*lasts, *(entry for entry, _ in made[-1:])]


def start_anew_folding(workbook: UUID) -> None:
    """As if there had been no snapshot and nothing had been folded."""
    Snapshot.objects.filter(workbook_id=workbook).delete()
    FoldMark.objects.all().delete()


def start_anew() -> None:
    for model in (JournalEntry, Snapshot, FoldMark):
        model.objects.all().delete()


@settings(max_examples=60, deadline=None)
@given(
    moves,
    st.lists(st.integers(0, 40), min_size=40, max_size=40),
    st.sets(st.integers(0, 39)),
    st.integers(0, 20),
)
def test_at_the_end_of_each_minute_the_workbook_says_what_it_said(
    story: list[Move], pauses: list[int], snapshots: set[int], minutes: int
) -> None:
    start_anew()
    workbook, made = append_all(log_of(story), pauses)
    for number in snapshots:
        if number < len(made):
            add_snapshot(workbook, made[number][0])
    cuts = ends_of_minutes(made)
    young = [entry for entry, at in made if at >= NOON + timedelta(minutes=minutes)]
    before = {
        cut: says(workbook, up_to=cut)
        for cut in {*cuts, *young, *(made[n][0] for n in snapshots if n < len(made))}
    }
    as_of = stored(workbook).as_of
    fold_old_entries(before=NOON + timedelta(minutes=minutes, seconds=30))
    assert {cut: says(workbook, up_to=cut) for cut in before} == before
    assert stored(workbook).as_of == as_of
    Snapshot.objects.all().delete()
    assert {cut: says(workbook, up_to=cut) for cut in before} == before


def test_one_entry_for_each_author_and_minute() -> None:
    ann, ben = page(1), page(2)
    workbook = uuid4()
    for second, (of_ann, of_ben) in enumerate(
        zip(typed(ann, 0, "a" * 90), typed(ben, 0, "b" * 90), strict=True)
    ):
        for author, update in ((1, of_ann), (2, of_ben)):
            append(workbook, update, at=NOON + timedelta(seconds=second), author=author)
    assert fold_old_entries(before=LATER) == 180 - 4
    rows = JournalEntry.objects.order_by("pk").values_list("author_id", "made_at")
    last = {0: NOON + timedelta(seconds=59), 1: NOON + timedelta(seconds=89)}
    assert list(rows) == [(1, last[0]), (2, last[0]), (1, last[1]), (2, last[1])]


def test_workbooks_are_kept_apart() -> None:
    one, other = uuid4(), uuid4()
    for update, workbook in zip(typed(page(1), 0, "ab"), (one, other), strict=True):
        append(workbook, update, at=NOON)
    assert fold_old_entries(before=LATER) == 0
    assert JournalEntry.objects.values_list("workbook_id").distinct().count() == 2


def test_an_entry_that_waits_is_left_alone() -> None:
    one, two, three, four = typed(page(1), 0, "abcd")
    workbook = uuid4()
    ids = [append(workbook, update, at=NOON) for update in (one, two)]
    waiting = append(workbook, four, at=NOON, waits=True)
    ids.append(append(workbook, three, at=NOON))
    fold_old_entries(before=LATER)
    assert list(JournalEntry.objects.order_by("pk").values_list("pk", "waits")) == [
        (waiting, True),
        (ids[-1], False),
    ]
    assert says(workbook)[FIELD].text == "abcd"


def test_no_entry_crosses_the_end_of_a_snapshot() -> None:
    """Ben builds on Ann's first letter, so both of hers would take the place of his."""
    ann, ben, workbook = page(1), page(2), uuid4()
    (a,) = typed(ann, 0, "a")
    ben.apply_update(a)
    append(workbook, a, at=NOON, author=1)
    add_snapshot(workbook, append(workbook, typed(ben, 1, "b")[0], at=NOON, author=2))
    append(workbook, typed(ann, 0, "c")[0], at=NOON, author=1)
    assert fold_old_entries(before=LATER) == 0
    assert says(workbook)[FIELD].text == "cab"
    start_anew_folding(workbook)
    assert fold_old_entries(before=LATER) == 1
    assert says(workbook)[FIELD].text == "cab"


def test_the_minute_in_which_the_limit_lies_stays_whole() -> None:
    workbook = uuid4()
    for update in typed(page(1), 0, "ab"):
        append(workbook, update, at=NOON)
    assert fold_old_entries(before=NOON + timedelta(seconds=59)) == 0
    assert fold_old_entries(before=NOON + timedelta(seconds=60)) == 1


def test_the_next_time_only_what_is_new_is_looked_at() -> None:
    workbook = uuid4()
    a, b, c, d = typed(page(1), 0, "abcd")
    for update in (a, b):
        append(workbook, update, at=NOON)
    assert fold_old_entries(before=LATER) == 1
    assert fold_old_entries(before=LATER) == 0
    for update in (c, d):
        append(workbook, update, at=NOON + timedelta(minutes=5))
    assert fold_old_entries(before=LATER) == 1
    assert (FoldMark.objects.get().up_to, says(workbook)[FIELD].text) == (stored(workbook).as_of, "abcd")


def test_what_is_younger_than_a_day_stays_because_forms_remember_it() -> None:
    workbook, now = uuid4(), timezone.now()
    a, b, c, d = typed(page(1), 0, "abcd")
    for update in (a, b):
        append(workbook, update, at=minute_of(now) - STAY_WHOLE - timedelta(minutes=1))
    for update in (c, d):
        append(workbook, update, at=now - STAY_WHOLE + timedelta(minutes=1))
    assert fold_what_is_old() == 1
    assert JournalEntry.objects.count() == 3


def test_an_empty_journal_has_nothing_to_fold() -> None:
    assert (fold_old_entries(before=LATER), FoldMark.objects.count()) == (0, 0)


@pytest.mark.django_db(transaction=True, databases=["default", "journal"])
def test_several_processes_may_fold_at_once() -> None:
    workbook = uuid4()
    letters = typed(page(1), 0, "abc" * 40)
    for second, update in enumerate(letters):
        append(workbook, update, at=NOON + timedelta(seconds=second * 10))

    def fold_and_give_back(_: int) -> int:
        try:
            return fold_old_entries(before=NOON + timedelta(hours=2))
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as threads:
        fewer = sum(threads.map(fold_and_give_back, range(4)))
    assert fewer == len(letters) - JournalEntry.objects.count() == 100
    assert says(workbook)[FIELD].text == "abc" * 40
