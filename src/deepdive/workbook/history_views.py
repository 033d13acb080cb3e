"""Pages of a workbook's history: who wrote when, what it said then, and putting that back."""

from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.html import format_html
from django.views.decorators.http import require_GET, require_http_methods

from deepdive.core.access import Act
from deepdive.core.history import Moment, moments
from deepdive.core.refused import Refused
from deepdive.people.sessions import signed_in
from deepdive.programme.queries import Access, find_cohort
from deepdive.workbook.actions import put_back as put_back_part
from deepdive.workbook.comparison import ComparedPart, compare
from deepdive.workbook.document import YDoc
from deepdive.workbook.history_forms import HistoryForm
from deepdive.workbook.models import JournalEntry
from deepdive.workbook.parts import EVERYTHING, address_then, is_known, names_nobody, title_of
from deepdive.workbook.past import SOMEBODY, document_at, edits_of, find_entry, names_of, neighbours, parts_of

MOMENTS_ON_A_PAGE = 50
_THEN_AND_NOW = {"first": "Then", "second": "Now", "removed": "removed since", "added": "added since"}
_NOW_AND_AFTER = {"first": "Now", "second": "After", "removed": "will be removed", "added": "will be added"}
_DONE = (
    '<p class="nhsuk-notification-banner__heading">{} says again what it said then. '
    '<a class="nhsuk-notification-banner__link" href="{}">Take this back</a></p>'
)


@dataclass(frozen=True)
class ShownMoment:
    """A moment as the list shows it."""

    moment: Moment
    title: str
    names: str


@login_required
@require_GET
def history(request: HttpRequest, workbook_id: UUID) -> HttpResponse:
    """Who wrote when in which part, newest first."""
    access = find_cohort(workbook_id, person=signed_in(request), act=Act.READ_WORKBOOK)
    every = moments(edits_of(workbook_id))
    names = names_of(person for moment in every for person in moment.people)
    form = HistoryForm(request.GET, moments=every, names=names)
    page = Paginator(form.wanted(every), MOMENTS_ON_A_PAGE).get_page(request.GET.get("page"))
    shown = [ShownMoment(one, title_of(one.part), _together(names, one)) for one in page]
    context = {
        "cohort": access.cohort,
        "form": form,
        "page": page,
        "moments": shown,
        "may_write": access.may(Act.WRITE_WORKBOOK),
    }
    return render(request, "workbook/history.html", context)


@login_required
@require_GET
def moment(request: HttpRequest, workbook_id: UUID, entry_id: int) -> HttpResponse:
    """The workbook, or a part of it, as it was after an entry, beside what it says now."""
    access = find_cohort(workbook_id, person=signed_in(request), act=Act.READ_WORKBOOK)
    entry = _entry(workbook_id, entry_id)
    part = request.GET.get("part", EVERYTHING)
    compared = _compare(document_at(workbook_id, entry.pk), document_at(workbook_id, None), part)
    earlier, later = neighbours(entry, part)
    is_named = part in parts_of(entry.touched) and not names_nobody(part)
    context = {
        "by": names_of([entry.author_id])[entry.author_id] if is_named else "",
        "earlier": earlier,
        "later": later,
        "may_write": access.may(Act.WRITE_WORKBOOK),
        "words": _THEN_AND_NOW,
        **_context(access, entry, part, compared),
    }
    return render(request, "workbook/moment.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def put_back(request: HttpRequest, workbook_id: UUID, entry_id: int) -> HttpResponse:
    """Ask whether a part, a field or everything should say again what it said after an entry; do it."""
    access = find_cohort(workbook_id, person=signed_in(request), act=Act.WRITE_WORKBOOK)
    entry = _entry(workbook_id, entry_id)
    part = request.GET.get("part", EVERYTHING)
    if request.method == "POST":
        return _put_back(request, access, entry, part)
    return _ask(request, access, entry, part)


def _put_back(request: HttpRequest, access: Access, entry: JournalEntry, part: str) -> HttpResponse:
    workbook_id = access.cohort.pk
    try:
        undo = put_back_part(workbook_id, part, as_of=entry.pk, author_id=access.person.pk)
    except Refused as refused:
        return _ask(request, access, entry, part, problem=refused.message, status=503)
    if undo is None:
        messages.info(request, "Nothing had to change: it says the same already.")
    else:
        address = address_then("workbook:put-back", workbook_id, undo, part)
        messages.success(request, format_html(_DONE, _title(part), address))
    return redirect("workbook:history", workbook_id)


def _ask(
    request: HttpRequest,
    access: Access,
    entry: JournalEntry,
    part: str,
    *,
    problem: str = "",
    status: int = 200,
) -> HttpResponse:
    workbook_id = access.cohort.pk
    compared = _compare(document_at(workbook_id, None), document_at(workbook_id, entry.pk), part)
    context = {
        "problem": problem,
        "words": _NOW_AND_AFTER,
        "only_changes": True,
        **_context(access, entry, part, compared),
    }
    return render(request, "workbook/put-back.html", context, status=status)


def _entry(workbook_id: UUID, entry_id: int) -> JournalEntry:
    entry = find_entry(workbook_id, entry_id)
    if entry is None:
        raise Http404
    return entry


def _compare(first: YDoc, second: YDoc, part: str) -> list[ComparedPart]:
    compared = compare(first, second, part)
    if not compared and part != EVERYTHING and not is_known(part):
        raise Http404
    return compared


def _context(
    access: Access, entry: JournalEntry, part: str, compared: list[ComparedPart]
) -> dict[str, object]:
    return {
        "cohort": access.cohort,
        "entry": entry,
        "part": part,
        "title": _title(part),
        "differing": [one for one in compared if not one.is_same],
        "same": [one for one in compared if one.is_same],
    }


def _title(part: str) -> str:
    return "Everything" if part == EVERYTHING else title_of(part)


def _together(names: dict[int | None, str], moment: Moment) -> str:
    """The people of a moment in one phrase, whoever is not named last and once."""
    known = [names[one] for one in moment.people]
    people = [name for name in known if name != SOMEBODY]
    people += [SOMEBODY] if len(people) < len(known) else []
    if len(people) == 1:
        return people[0]
    return f"{', '.join(people[:-1])} and {people[-1]}"
