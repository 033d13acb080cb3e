"""Build, buy, partner or wait: scores and weights in private, money together, and what it comes to."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from deepdive.advice.keeping import keep_text, place_of
from deepdive.answers.voter import voter_of
from deepdive.choice import actions, queries
from deepdive.choice.forms import MoneyLineForm, OutlookForm, PointsForm
from deepdive.choice.queries import Choice, Option
from deepdive.choice.results import Results, Shown, results_of
from deepdive.core.access import Act
from deepdive.core.choosing import FEWEST
from deepdive.core.money import DISCOUNT_SOURCE, YEARS
from deepdive.core.refused import Refused
from deepdive.guard.actions import note_kept_in_form
from deepdive.people.sessions import signed_in
from deepdive.programme.queries import Access, find_cohort

KEPT_IN = {"artefact": queries.OPTIONS_ARTEFACT, "field": "reasons"}
GUIDANCE = "Guidance, not a decision: the group proposes and the sponsor decides."


@login_required
@require_GET
def overview(request: HttpRequest, cohort_id: UUID) -> HttpResponse:
    """The steps of choosing, and which of them are done."""
    access, choice = _open(request, cohort_id, Act.SEE_COHORT)
    weights, scores = _own(access)
    filled = {option for option, *_ in queries.money_of(access.cohort, choice)}
    context = {
        **_context(access, choice),
        "has_weights": bool(weights),
        "options": [(option, option.id in scores, option.id in filled) for option in choice.options],
    }
    return render(request, "choice/overview.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def weights(request: HttpRequest, cohort_id: UUID) -> HttpResponse:
    """Somebody's own swing weights."""
    access, choice = _open(request, cohort_id, Act.ANSWER)
    given, _ = _own(access)
    form = PointsForm(_sent(request), criteria=choice.criteria, given=given, one_has_all=True)
    if form.is_valid():
        actions.save_weights(access.cohort, form.cleaned_data, voter=_voter(access))
        messages.success(request, "Kept. Nobody else sees your numbers.")
        return redirect("choice:overview", access.cohort.pk)
    context = {**_context(access, choice), "form": form}
    return render(request, "choice/weights.html", context, status=422 if form.is_bound else 200)


@login_required
@require_http_methods(["GET", "POST"])
def scores(request: HttpRequest, cohort_id: UUID, option: str) -> HttpResponse:
    """Somebody's own scores of an option."""
    access, choice = _open(request, cohort_id, Act.ANSWER)
    about = _option(choice, option)
    _, given = _own(access)
    form = PointsForm(_sent(request), criteria=choice.criteria, given=given.get(about.id, {}))
    if form.is_valid():
        actions.save_scores(access.cohort, about, form.cleaned_data, voter=_voter(access))
        messages.success(request, f"Kept for {about.name}. Nobody else sees your numbers.")
        return redirect("choice:overview", access.cohort.pk)
    context = {**_context(access, choice), "form": form, "option": about}
    return render(request, "choice/scores.html", context, status=422 if form.is_bound else 200)


@login_required
@require_http_methods(["GET", "POST"])
def money(request: HttpRequest, cohort_id: UUID, option: str) -> HttpResponse:
    """An option's costs and benefits; who writes in the workbook adds to them."""
    access, choice = _open(request, cohort_id, _act(request))
    about = _option_with_money(choice, option)
    form = MoneyLineForm(_sent(request))
    if form.is_valid():
        try:
            line = actions.add_money_line(
                access.cohort,
                about,
                form.line,
                what=form.cleaned_data["what"],
                source=form.cleaned_data["source"],
            )
        except Refused as refused:
            form.add_error(None, refused.message)
        else:
            note_kept_in_form(
                form.kept, form="money", row=line.pk, by=access.person, workbook_id=access.cohort.pk
            )
            messages.success(request, f"Added: {line.what}.")
            return redirect("choice:money", access.cohort.pk, about.id)
    context = {
        **_context(access, choice),
        "form": form,
        "option": about,
        "lines": queries.money_lines(access.cohort, about),
        "outlook": queries.outlook_of(access.cohort, about),
    }
    return render(request, "choice/money.html", context, status=422 if form.is_bound else 200)


@login_required
@require_POST
def remove_line(request: HttpRequest, cohort_id: UUID, option: str, line: int) -> HttpResponse:
    """Take a cost or a benefit away."""
    access, choice = _open(request, cohort_id, Act.WRITE_WORKBOOK)
    about = _option_with_money(choice, option)
    actions.remove_money_line(access.cohort, line)
    messages.success(request, "Removed.")
    return redirect("choice:money", access.cohort.pk, about.id)


@login_required
@require_http_methods(["GET", "POST"])
def outlook(request: HttpRequest, cohort_id: UUID, option: str) -> HttpResponse:
    """When an option helps, and how sure that is."""
    access, choice = _open(request, cohort_id, Act.WRITE_WORKBOOK)
    about = _option_with_money(choice, option)
    kept = queries.outlook_of(access.cohort, about)
    names = ("delay_low", "delay_likely", "delay_high", "fails", "stop", "source")
    form = OutlookForm(_sent(request), initial={name: getattr(kept, name) for name in names if kept})
    if form.is_valid():
        row = actions.save_outlook(access.cohort, about, form.outlook, source=form.cleaned_data["source"])
        note_kept_in_form(
            form.kept, form="outlook", row=row.pk, by=access.person, workbook_id=access.cohort.pk
        )
        messages.success(request, "Kept.")
        return redirect("choice:money", access.cohort.pk, about.id)
    context = {**_context(access, choice), "form": form, "option": about}
    return render(request, "choice/outlook.html", context, status=422 if form.is_bound else 200)


@login_required
@require_http_methods(["GET", "POST"])
def results(request: HttpRequest, cohort_id: UUID) -> HttpResponse:
    """What it comes to: first how far people are apart, then pictures. Sent, it is kept in the workbook."""
    access, choice = _open(request, cohort_id, _act(request))
    criterion = request.GET.get("criterion", "")
    if criterion not in choice.criteria:
        criterion = next(iter(choice.criteria))
    found = (
        None if _must_score_first(access, choice) else results_of(access.cohort, choice, criterion=criterion)
    )
    if request.method == "POST":
        _keep(request, access, found)
        return redirect("workbook:artefact", access.cohort.pk, KEPT_IN["artefact"])
    context = {
        **_context(access, choice),
        "found": found,
        "criterion": criterion,
        "criteria": [
            {"value": one, "text": title, "selected": one == criterion}
            for one, title in choice.criteria.items()
        ],
        "pictures": _pictures(found),
        "years": YEARS,
        "discount": DISCOUNT_SOURCE,
        "kept_in": place_of(**KEPT_IN) if access.may(Act.WRITE_WORKBOOK) else None,
    }
    return render(request, "choice/results.html", context)


def _keep(request: HttpRequest, access: Access, found: Results | None) -> None:
    summary = found.summary() if found else ""
    if not summary:
        raise Refused(
            "nothing-yet", "There is no result to keep yet: more people have to give their numbers."
        )
    is_new = keep_text(access, summary, **KEPT_IN)
    messages.success(request, "Kept. You can change it here." if is_new else "It stands there already.")


def _open(request: HttpRequest, cohort_id: UUID, act: Act) -> tuple[Access, Choice]:
    access = find_cohort(cohort_id, person=signed_in(request), act=act)
    choice = queries.choice_of(access.cohort)
    if choice is None:
        raise Http404
    return access, choice


def _act(request: HttpRequest) -> Act:
    return Act.WRITE_WORKBOOK if request.method == "POST" else Act.SEE_COHORT


def _sent(request: HttpRequest) -> QueryDict | None:
    """What was sent, though it may be nothing at all; None where somebody only looks."""
    return request.POST if request.method == "POST" else None


def _option(choice: Choice, option_id: str) -> Option:
    found = next((option for option in choice.options if option.id == option_id), None)
    if found is None:
        raise Refused("no-such-option", "This option has been removed. Go back and choose another.")
    return found


def _option_with_money(choice: Choice, option_id: str) -> Option:
    found = _option(choice, option_id)
    if found.is_zero:
        raise Refused(
            "zero-line", "Doing nothing is the line at zero. Write what others cost and bring beside it."
        )
    return found


def _voter(access: Access) -> str:
    return voter_of(access.cohort.pk, access.person.pk)


def _own(access: Access) -> tuple[dict[str, int], dict[str, dict[str, int]]]:
    voter = _voter(access)
    return queries.own_weights(access.cohort, voter), queries.own_scores(access.cohort, voter)


def _must_score_first(access: Access, choice: Choice) -> bool:
    """Who scores sees what others gave only after giving their own, so that nobody follows others."""
    if not access.may(Act.ANSWER):
        return False
    own_weights, own_scores = _own(access)
    return not (own_weights and all(option.id in own_scores for option in choice.options))


def _context(access: Access, choice: Choice) -> dict[str, object]:
    return {
        "cohort": access.cohort,
        "choice": choice,
        "may_score": access.may(Act.ANSWER),
        "may_write": access.may(Act.WRITE_WORKBOOK),
        "fewest": FEWEST,
        "guidance": GUIDANCE,
    }


def _pictures(found: Results | None) -> dict[str, object]:
    """Our own SVG, in which every word of people is escaped, as it goes into the page."""
    shown: dict[str, Shown | None] = {
        "net_benefit": found.net_benefit if found else None,
        "score_lines": found.score_lines if found else None,
        "rank_shares": found.rank_shares if found else None,
    }
    return {name: mark_safe(one.drawing.svg) if one else "" for name, one in shown.items()}  # noqa: S308
