"""Reads of a plan."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from deepdive.advice.queries import advice_says
from deepdive.comments.queries import whom_fields_wait_for
from deepdive.core.annex import AnnexPart, annex_of
from deepdive.core.conditions import Facts
from deepdive.core.everything import Everything
from deepdive.core.plan import (
    WHOLE_PLAN,
    DraftLayout,
    FieldAddress,
    Plan,
    ViewLayout,
    assemble,
    assemble_view,
)
from deepdive.curriculum.current import pack
from deepdive.drawings.drawing import Drawing
from deepdive.programme.models import Cohort
from deepdive.workbook.contradictions import ShownContradictions, contradictions_shown
from deepdive.workbook.document import read_everything
from deepdive.workbook.pictures import pictures_in
from deepdive.workbook.queries import Reading, read_workbook


@dataclass(frozen=True)
class PlanReading:
    """What the plans of a cohort are made from: its workbook as it is now, and whom fields wait for."""

    cohort: Cohort
    workbook: Reading
    waiting: Mapping[FieldAddress, tuple[str, ...]]

    def whole(self) -> Plan:
        """The whole plan."""
        curriculum = pack()
        return assemble(
            curriculum.plan,
            artefacts=curriculum.artefacts,
            written=self.workbook.written,
            waiting=self.waiting,
        )

    def everything(self) -> Everything:
        """All that stands in the workbook."""
        return read_everything(self.workbook.document, pack().artefacts)

    def annex(self) -> tuple[AnnexPart, ...]:
        """What was written and stands in no section of the whole plan."""
        curriculum = pack()
        return annex_of(
            self.everything(),
            curriculum.plan,
            artefacts=curriculum.artefacts,
            activities=curriculum.activities,
            links=curriculum.links,
        )

    def view(self, view_id: str) -> Plan | None:
        """The whole plan, the plan for one reader, or a draft; None if there is none of that name."""
        if view_id == WHOLE_PLAN:
            return self.whole()
        layout = _layout(view_id)
        if layout is None:
            return None
        return assemble_view(
            layout, artefacts=pack().artefacts, written=self.workbook.written, waiting=self.waiting
        )

    def pictures(self, plan: Plan) -> Mapping[FieldAddress, Drawing]:
        """The pictures of what the plan shows, by the field that each stands at."""
        entries = [entry for section in plan.sections for entry in section.entries]
        return pictures_in(self.workbook, dict.fromkeys(entry.address.artefact for entry in entries))

    def contradictions(self) -> ShownContradictions:
        """What does not fit together, and what was set aside."""
        return contradictions_shown(self.cohort.pk, facts_of(self.cohort, self.workbook))


def read_plan(cohort: Cohort) -> PlanReading:
    """What the cohort's plans are made from."""
    return PlanReading(cohort, read_workbook(cohort.pk), whom_fields_wait_for(cohort.pk))


def facts_of(cohort: Cohort, workbook: Reading) -> Facts:
    """The cohort's workbook as conditions see it, with what advice says of its project."""
    return replace(workbook.facts, advice=advice_says(cohort))


def plan_of(cohort: Cohort) -> Plan:
    """The cohort's whole plan as its workbook makes it now."""
    return read_plan(cohort).whole()


def _layout(view_id: str) -> ViewLayout | DraftLayout | None:
    views = {view.id: view for view in pack().plan.views}
    return views.get(view_id) or pack().drafts.get(view_id)
