"""Pages of links: those of one row, and the way from each need to an action."""

from collections import defaultdict
from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from deepdive.core.access import Act
from deepdive.core.links import Link, Trace, TracedStep, broken_links, ends_at, label_of, traces
from deepdive.core.plan import FieldAddress
from deepdive.core.refused import Refused
from deepdive.curriculum.current import pack
from deepdive.people.sessions import signed_in
from deepdive.programme.queries import Access, find_cohort
from deepdive.workbook.actions import write_links
from deepdive.workbook.document import LinkEdits
from deepdive.workbook.facts import page_of, titles_of
from deepdive.workbook.link_forms import LinksForm
from deepdive.workbook.queries import read_workbook
from deepdive.workbook.row_links import all_broken, broken_shown, links_of_row


@login_required
@require_http_methods(["GET", "POST"])
def links(request: HttpRequest, workbook_id: UUID, artefact_id: str) -> HttpResponse:
    """The links of one row, to be made and removed. Without JavaScript as with it."""
    act = Act.WRITE_WORKBOOK if request.method == "POST" else Act.READ_WORKBOOK
    access = find_cohort(workbook_id, person=signed_in(request), act=act)
    address = FieldAddress(artefact=artefact_id, field=request.GET.get("field", ""))
    curriculum = pack()
    ends = ends_at(curriculum.links.values(), address)
    if not ends:
        raise Http404
    reading = read_workbook(workbook_id)
    facts = reading.facts
    row = next((row for row in facts.rows[address] if row.id == request.GET.get("row")), None)
    if row is None:
        return _row_gone(request, access, address)
    form = LinksForm(request.POST or None, row=row, ends=ends, facts=facts, as_of=reading.as_of)
    status = 200
    if form.is_bound:
        status = _save(form, access)
        if status == 200:
            messages.success(request, "Links saved.")
            return redirect(page_of(workbook_id, address))
    broken = [each for each in all_broken(facts) if row.id in (each.link.from_, each.link.to)]
    context = {
        "cohort": access.cohort,
        "artefact": curriculum.artefacts[artefact_id],
        "back_to": page_of(workbook_id, address),
        "label": label_of(row),
        "form": form,
        "may_write": access.may(Act.WRITE_WORKBOOK),
        "links": links_of_row(row, ends, facts, workbook_id),
        "broken": [broken_shown(each, facts) for each in broken],
    }
    return render(request, "workbook/links.html", context, status=status)


@dataclass(frozen=True)
class ShownStep:
    """A step of the way from a need: the rows that it leads to, and where to write what is missing."""

    traced: TracedStep
    where: str
    address: str
    rows: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True)
class ShownTrace:
    """The way from a need."""

    trace: Trace
    label: str
    steps: tuple[ShownStep, ...]


@login_required
@require_GET
def trace(request: HttpRequest, workbook_id: UUID) -> HttpResponse:
    """From each need to the actions that serve it, and what is missing on the way."""
    access = find_cohort(workbook_id, person=signed_in(request), act=Act.READ_WORKBOOK)
    reading = read_workbook(workbook_id)
    facts = reading.facts
    steps = pack().trace
    found = traces(steps, kinds=facts.kinds.values(), links=facts.links, rows=facts.rows)
    context = {
        "cohort": access.cohort,
        "first": (titles_of(steps[0].at)[0], page_of(workbook_id, steps[0].at)) if steps else None,
        "traces": [_shown(one, workbook_id) for one in found],
        "arriving": sum(one.arrives for one in found),
        "broken": [broken_shown(each, facts) for each in all_broken(facts)],
        "may_write": access.may(Act.WRITE_WORKBOOK),
    }
    return render(request, "workbook/trace.html", context)


@login_required
@require_POST
def mend_links(request: HttpRequest, workbook_id: UUID) -> HttpResponse:
    """Remove the links that lead to rows that have been removed."""
    access = find_cohort(workbook_id, person=signed_in(request), act=Act.WRITE_WORKBOOK)
    reading = read_workbook(workbook_id)
    facts = reading.facts
    removed: dict[str, set[Link]] = defaultdict(set)
    for each in broken_links(facts.kinds.values(), facts.links, facts.rows):
        removed[each.kind.id].add(each.link)
    edits = {kind: LinkEdits(removed=frozenset(links)) for kind, links in removed.items()}
    try:
        write_links(workbook_id, edits, as_of=reading.as_of, author_id=access.person.pk)
    except Refused as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, "The links to removed rows are gone.")
    return redirect("workbook:trace", workbook_id)


def _save(form: LinksForm, access: Access) -> int:
    """Write what the form says. Returns the status of the answer: 200 if it is on the disk."""
    if not form.is_valid():
        return 422
    workbook_id, as_of = access.cohort.pk, form.cleaned_data["as_of"]
    try:
        then = read_workbook(workbook_id, up_to=as_of).facts
        edits = form.edits(then)
        write_links(workbook_id, edits, as_of=as_of, author_id=access.person.pk)
    except Refused as refused:
        form.add_error(None, refused.message)
        return 409 if refused.code == "moved-on" else 503
    return 200


def _row_gone(request: HttpRequest, access: Access, address: FieldAddress) -> HttpResponse:
    context = {
        "cohort": access.cohort,
        "where": titles_of(address)[0],
        "back_to": page_of(access.cohort.pk, address),
    }
    return render(request, "workbook/links-row-gone.html", context, status=404)


def _shown(found: Trace, workbook_id: UUID) -> ShownTrace:
    steps = tuple(
        ShownStep(
            traced,
            titles_of(traced.step.at)[0],
            page_of(workbook_id, traced.step.at),
            tuple((label_of(one.row), one.words, label_of(one.before)) for one in traced.reached),
        )
        for traced in found.steps
    )
    return ShownTrace(found, label_of(found.start), steps)
