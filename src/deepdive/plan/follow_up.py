"""What became of the plan some time after the series: read from the workbook and written into it, so that it
has a history, stands in the plan, and can be commented on like everything else.

The actions are those of the first 90 days. What is said of one after so many days is a row whose id is made
from the action's, so that two people who answer about the same action mean the same row.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID, uuid5

from django.db import transaction

from deepdive.core.artefact import Artefact, Row
from deepdive.core.follow_up import FOLLOW_UP_DAYS, when
from deepdive.core.refused import Refused
from deepdive.curriculum.current import pack
from deepdive.plan.actions import locked
from deepdive.programme.queries import Access
from deepdive.workbook.actions import write_fields
from deepdive.workbook.document import KeptRow, RowEdits, YDoc, rows_of
from deepdive.workbook.queries import read_workbook

PLANNED, PLANNED_ACTIONS = "ninety-day-plan", "actions"
HAPPENED, ACTIONS, EXPERIMENT = "what-happened", "actions", "experiment"
# the cells that a follow-up asks for, besides when it was and which action
ASKED = {ACTIONS: ("state", "why"), EXPERIMENT: ("state", "why", "for-people", "worse")}


@dataclass(frozen=True)
class Item:
    """Something that a follow-up asks about: an action, or the experiment (``title`` is empty). ``row`` is
    the id of what is said of it now; ``said`` what that is; ``before`` what was said in the other
    follow-ups, as pairs of when and what."""

    field: str
    row: str
    title: str
    owner: str
    said: Row
    before: tuple[tuple[str, Row], ...]


@dataclass(frozen=True)
class FollowUp:
    """A follow-up as it stands in the workbook at journal entry ``as_of``."""

    days: int
    items: tuple[Item, ...]
    as_of: int


def happened() -> Artefact | None:
    """The document that follow-ups are written in, if the curriculum has it."""
    return pack().artefacts.get(HAPPENED)


def read_follow_up(cohort_id: UUID, days: int, *, up_to: int | None = None) -> FollowUp:
    """The follow-up after so many days as it stands now; with ``up_to`` as it stood at that journal entry."""
    reading = read_workbook(cohort_id, up_to=up_to)
    said = {field: _rows(reading.document, HAPPENED, field) for field in ASKED}

    def item(field: str, about: str, title: str, owner: str) -> Item:
        ids = {each: str(uuid5(cohort_id, f"{HAPPENED}/{each}/{about}")) for each in FOLLOW_UP_DAYS}
        others = ((when(each), said[field].get(ids[each])) for each in FOLLOW_UP_DAYS if each != days)
        return Item(
            field=field,
            row=ids[days],
            title=title,
            owner=owner,
            said=said[field].get(ids[days], {}),
            before=tuple((label, row) for label, row in others if row and row.get("state")),
        )

    planned = _rows(reading.document, PLANNED, PLANNED_ACTIONS)
    items = [item(EXPERIMENT, EXPERIMENT, "", "")]
    items += [
        item(ACTIONS, row_id, row["action"].strip(), row.get("owner", "").strip())
        for row_id, row in planned.items()
        if row.get("action", "").strip()
    ]
    return FollowUp(days=days, items=tuple(items), as_of=reading.as_of)


@transaction.atomic
def write_follow_up(access: Access, shown: FollowUp, typed: Mapping[str, Row]) -> None:
    """Keep what somebody typed, by row id, who saw the follow-up as ``shown``. What others changed since
    merges with it; an item that was emptied is taken out.

    Refused with ``answered-meanwhile`` when somebody else was first to say something of the same item, and as
    :func:`~deepdive.workbook.actions.write_fields`.
    """
    locked(access.cohort)
    now = {item.row: item.said for item in read_follow_up(access.cohort.pk, shown.days).items}
    kept: dict[str, list[KeptRow]] = {field: [] for field in ASKED}
    removed: dict[str, set[str]] = {field: set() for field in ASKED}
    for item in shown.items:
        said = typed[item.row]
        if all(said[cell] == item.said.get(cell, "") for cell in ASKED[item.field]):
            continue
        theirs = now.get(item.row, {})
        if theirs and not item.said and theirs != said:
            raise Refused("answered-meanwhile", _meanwhile(item, theirs))
        if any(said.values()):
            named = {"when": when(shown.days), **({"action": item.title} if item.title else {})}
            kept[item.field].append(KeptRow(item.row, {**named, **said}))
        elif item.said:
            removed[item.field].add(item.row)
    edits = {
        field: RowEdits(rows=tuple(kept[field]), removed=frozenset(removed[field]))
        for field in ASKED
        if kept[field] or removed[field]
    }
    if edits:
        write_fields(
            access.cohort.pk,
            pack().artefacts[HAPPENED],
            edits,
            as_of=shown.as_of,
            author_id=access.person.pk,
        )


def _meanwhile(item: Item, theirs: Row) -> str:
    about = f'"{item.title}"' if item.title else "the experiment"
    words = " ".join(text for text in (theirs.get("state", ""), theirs.get("why", "")) if text)
    return (
        f"Somebody else has answered about {about} in the meantime: {words}. What you typed is still here. "
        "Put both together, then save again: that takes the place of theirs."
    )


def _rows(document: YDoc, artefact_id: str, field_id: str) -> dict[str, Row]:
    artefact = pack().artefacts.get(artefact_id)
    if artefact is None or field_id not in {field.id for field in artefact.fields}:
        return {}
    return {row.id: row.cells for row in rows_of(document, artefact_id, artefact.field(field_id))}
