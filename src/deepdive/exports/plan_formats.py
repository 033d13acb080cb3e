"""A cohort's plan in every format that there is."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.utils.text import slugify

from deepdive.advice.for_plan import advice_in_plan
from deepdive.core.plan import WHOLE_PLAN, Plan, PlanKind
from deepdive.core.refused import Refused
from deepdive.curriculum.current import pack
from deepdive.exports.csv_tables import to_csv_files
from deepdive.exports.document import Document
from deepdive.exports.docx import to_docx
from deepdive.exports.html_page import to_html
from deepdive.exports.markdown import to_markdown
from deepdive.exports.pdf import to_pdf
from deepdive.exports.plan_document import plan_document
from deepdive.exports.plan_file import plan_file, to_json
from deepdive.exports.plan_pictures import with_pictures
from deepdive.exports.pptx import to_pptx
from deepdive.exports.queries import house_of
from deepdive.exports.remarks import open_remarks
from deepdive.plan.queries import PlanReading, read_plan
from deepdive.programme.models import Cohort


@dataclass(frozen=True)
class PlanFile:
    """A file for somebody to keep."""

    name: str
    media_type: str
    content: bytes


# What draws a document, by the name of the format, with the media type of its files.
DRAWN: Mapping[str, tuple[str, Callable[[Document], bytes]]] = {
    "docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", to_docx),
    "pdf": ("application/pdf", to_pdf),
    "html": ("text/html; charset=utf-8", to_html),
    "md": ("text/markdown; charset=utf-8", to_markdown),
    "pptx": ("application/vnd.openxmlformats-officedocument.presentationml.presentation", to_pptx),
}
FORMATS = (*DRAWN, "json", "csv")


def formats_of(plan: Plan) -> tuple[str, ...]:
    """The formats that a plan, view or draft comes in: slides are for a page that is short, and JSON is for
    the whole plan."""
    left_out = set()
    if plan.kind is not PlanKind.ONE_SIDE:
        left_out.add("pptx")
    if plan.kind is not PlanKind.WHOLE:
        left_out.add("json")
    return tuple(name for name in FORMATS if name not in left_out)


def export_plan(
    cohort: Cohort, view_id: str, format_name: str, *, made_on: date, with_comments: bool = False
) -> PlanFile:
    """The cohort's plan as it stands; ``with_comments`` puts the open ones into the whole plan as a Word
    document, and does nothing elsewhere. Refused with ``no-such-view`` or ``no-such-format``."""
    reading = read_plan(cohort)
    plan = reading.view(view_id)
    if plan is None:
        known = [WHOLE_PLAN, *(view.id for view in pack().plan.views), *pack().drafts]
        raise Refused("no-such-view", f"There is no view {view_id}. There are: {', '.join(known)}.")
    if format_name not in formats_of(plan):
        raise Refused(
            "no-such-format",
            f"“{plan.title}” does not come as {format_name}. It comes as: {', '.join(formats_of(plan))}.",
        )
    organisation = slugify(cohort.organisation.name)
    stem = f"{organisation}-{'ai-project-plan' if plan.kind is PlanKind.WHOLE else plan.id}"
    if format_name == "csv":
        return PlanFile(f"{stem}-tables.zip", "application/zip", to_csv_files(plan, made_on=made_on))
    if format_name == "json":
        return PlanFile(f"{stem}.json", "application/json", _json(cohort, reading, made_on=made_on))
    media_type, draw = DRAWN[format_name]
    document = plan_document(
        plan,
        organisation=cohort.organisation.name,
        problem=cohort.problem,
        made_on=made_on,
        sources=[pack().sources[source] for source in plan.sources],
        contradictions=reading.contradictions() if plan.kind is PlanKind.WHOLE else None,
        annex=reading.annex() if plan.kind is PlanKind.WHOLE else (),
        advice=advice_in_plan(cohort, plan.id, today=made_on),
    )
    document = with_pictures(document, plan, reading.pictures(plan))
    if with_comments and format_name == "docx" and plan.kind is PlanKind.WHOLE:
        document = replace(document, remarks=open_remarks(cohort.pk, plan))
        stem = f"{stem}-with-comments"
    content = (
        to_docx(document, house=house_of(cohort.organisation)) if format_name == "docx" else draw(document)
    )
    return PlanFile(f"{stem}.{format_name}", media_type, content)


def _json(cohort: Cohort, reading: PlanReading, *, made_on: date) -> bytes:
    return to_json(
        plan_file(
            reading.everything(),
            # comments are not in the file, so nothing in it may wait for them
            replace(reading, waiting={}).whole(),
            pack=pack(),
            organisation=cohort.organisation.name,
            problem=cohort.problem,
            made_on=made_on,
        )
    )
