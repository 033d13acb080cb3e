"""What people said in open comments, for a Word document of the plan."""

from collections.abc import Iterator
from uuid import UUID

from django.utils import timezone

from deepdive.comments.places import name_of
from deepdive.comments.queries import open_threads_in_full
from deepdive.core.comments import Place
from deepdive.core.plan import Plan
from deepdive.exports.document import Remark
from deepdive.exports.plan_document import anchor_of
from deepdive.workbook.shown_threads import Beside


def open_remarks(cohort_id: UUID, plan: Plan) -> tuple[Remark, ...]:
    """The open comments of the cohort, in the order of their threads, each where the plan shows what it is
    about."""
    anchors: dict[tuple[str, str], str] = {}
    for section in plan.sections:
        for entry in section.entries:
            if entry.is_written or entry.is_missing:
                key = (entry.address.artefact, entry.address.field)
                anchors.setdefault(key, anchor_of(entry, section))
    return tuple(_remarks(cohort_id, anchors))


def _remarks(cohort_id: UUID, anchors: dict[tuple[str, str], str]) -> Iterator[Remark]:
    beside = Beside(cohort_id)
    for thread in open_threads_in_full(cohort_id):
        anchor = anchors.get((thread.artefact, thread.field), "")
        about = _about(thread.place, beside, is_placed=bool(anchor))
        for said in thread.comments.all():
            if not said.is_removed:
                yield Remark(
                    anchor=anchor,
                    author=said.author.name if said.author else "Somebody who has left",
                    text=f"{about}{said.text}",
                    made_at=timezone.localtime(said.made_at).replace(tzinfo=None),
                )


def _about(place: Place, beside: Beside, *, is_placed: bool) -> str:
    """What a comment is about, as far as its place in the document does not say it."""
    parts = [] if is_placed else [name_of(place)]
    if place.row:
        parts.append(beside.rows(place).get(place.row, "A row that was removed"))
    return f"About: {', '.join(parts)}\n" if parts else ""
