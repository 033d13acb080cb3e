"""The comments of the demonstration. They are put in as if written before, so no letter goes out."""

import uuid
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from deepdive.comments.models import Comment, Thread
from deepdive.curriculum.current import pack
from deepdive.people.models import Person
from deepdive.programme.models import Cohort
from deepdive.workbook.document import rows_of
from deepdive.workbook.queries import read_workbook

Said = Mapping[str, Any]
REMOVED = "removed"


def add_comments(cohort: Cohort, threads: Sequence[Said], *, now: datetime) -> None:
    """Add the threads as the story tells them; ``now`` is what "days ago" counts from."""
    for said in threads:
        artefact, _, field = said["on"].partition("/")
        begun_by = _person(said["by"])
        resolved = said.get("resolved")
        thread = Thread.objects.create(
            cohort=cohort,
            artefact=artefact,
            field=field,
            row=_row(cohort, artefact, field, said.get("row", "")),
            begun_by=begun_by,
            begun_at=_when(said, now),
            assigned_to=_person(said["assigned_to"]) if "assigned_to" in said else None,
            resolved_by=_person(resolved["by"]) if resolved else None,
            resolved_at=_when(resolved, now) if resolved else None,
        )
        for each in (said, *said.get("answers", ())):
            _say(thread, each, now)


def _say(thread: Thread, said: Said, now: datetime) -> None:
    comment = Comment.objects.create(
        thread=thread,
        author=_person(said["by"]),
        text=said["text"],
        sent_as=uuid.uuid4(),
        made_at=_when(said, now),
    )
    comment.mentioned.set([_person(email) for email in said.get("mentions", ())])


def _row(cohort: Cohort, artefact: str, field: str, row: str) -> str:
    """The id of the row that the story names by its number; an id of no row for one that was removed."""
    if row in ("", REMOVED):
        return row and str(uuid.uuid4())
    about = pack().artefacts[artefact].field(field)
    return rows_of(read_workbook(cohort.pk).document, artefact, about)[int(row) - 1].id


def _when(said: Said, now: datetime) -> datetime:
    return now - timedelta(days=int(said["days_ago"]))


def _person(email: str) -> Person:
    return Person.objects.get(email=email)
