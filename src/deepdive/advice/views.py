"""Pages of advice: questions about a cohort's project, and what the tables say about it."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from deepdive.advice import actions
from deepdive.advice.cards import asked_in, progress_of, sections_of
from deepdive.advice.forms import ActionForm, AnswersForm, NotApplicableForm, OneAnswerForm
from deepdive.advice.planned import action_id, planned_rows
from deepdive.advice.queries import CohortAdvice, advice_for
from deepdive.advice.result import GUIDANCE, as_json
from deepdive.advice.schema import facts_schema
from deepdive.core.access import Act
from deepdive.core.advice import Rule
from deepdive.core.refused import Refused
from deepdive.curriculum.current import pack
from deepdive.guard.actions import note_kept_in_form
from deepdive.people.sessions import signed_in
from deepdive.programme.models import Cohort
from deepdive.programme.queries import Access, find_cohort


@login_required
@require_GET
def advice(request: HttpRequest, cohort_id: UUID) -> HttpResponse:
    """What the tables say about the cohort's project, and what to answer next."""
    access = find_cohort(cohort_id, person=signed_in(request), act=Act.READ_WORKBOOK)
    found = _advice(access.cohort)
    result = found.result
    rows = planned_rows(access.cohort)
    planned = [rule for rule in result.advice.rules if action_id(access.cohort, rule) in rows]
    context = {
        "cohort": access.cohort,
        "may_write": access.may(Act.WRITE_WORKBOOK),
        "guidance": GUIDANCE,
        "found": found,
        "version": result.advice.version,
        "next": result.advice.questions.get(result.advised.next or ""),
        "progress": list(progress_of(result, found.answers)),
        "sections": sections_of(found, planned=planned),
    }
    return render(request, "advice/advice.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def group(request: HttpRequest, cohort_id: UUID, group_id: str) -> HttpResponse:
    """The questions of one group that are asked now."""
    access = find_cohort(cohort_id, person=signed_in(request), act=Act.WRITE_WORKBOOK)
    wanted = next((one for one in pack().advice.groups if one.id == group_id), None)
    if wanted is None:
        raise Http404
    found = _advice(access.cohort)
    asked = asked_in(found.result, wanted)
    form = AnswersForm(_sent(request), questions=asked, before=found.answers)
    if form.is_valid():
        _save(access, form)
        now = _advice(access.cohort).result
        new = {one.id for one in asked_in(now, wanted)} - {one.id for one in asked}
        if new:
            count = "1 more question is" if len(new) == 1 else f"{len(new)} more questions are"
            messages.success(request, f"Saved. With these answers {count} asked here.")
            return redirect("advice:group", cohort_id, group_id)
        messages.success(request, "Saved. The advice follows your answers.")
        return redirect("advice:advice", cohort_id)
    context = {"cohort": access.cohort, "group": wanted, "form": form, "guidance": GUIDANCE}
    return render(request, "advice/group.html", context, status=422 if form.is_bound else 200)


@login_required
@require_http_methods(["GET", "POST"])
def question(request: HttpRequest, cohort_id: UUID, question_id: str) -> HttpResponse:
    """One question; once it is answered, the one that settles most comes next."""
    access = find_cohort(cohort_id, person=signed_in(request), act=Act.WRITE_WORKBOOK)
    found = _advice(access.cohort)
    wanted = pack().advice.questions.get(question_id)
    if wanted is None:
        raise Http404
    if question_id not in found.result.advised.unanswered and question_id not in found.result.facts.given:
        messages.info(request, "That question is not asked with the other answers.")
        return redirect("advice:advice", cohort_id)
    form = OneAnswerForm(_sent(request), question=wanted, before=found.answers)
    if form.is_valid():
        _save(access, form)
        after = _next_question(_advice(access.cohort), besides=question_id)
        if after is not None:
            return redirect("advice:question", cohort_id, after)
        messages.success(request, "Saved. No question that is open would change the advice any more.")
        return redirect("advice:advice", cohort_id)
    context = {
        "cohort": access.cohort,
        "form": form,
        "box": form[question_id],
        "rules": pack().advice.resting_on[question_id],
        "guidance": GUIDANCE,
    }
    return render(request, "advice/question.html", context, status=422 if form.is_bound else 200)


@login_required
@require_POST
def keep(request: HttpRequest, cohort_id: UUID) -> HttpResponse:
    """Keep what the tables say now, in place of what others said before."""
    access = find_cohort(cohort_id, person=signed_in(request), act=Act.WRITE_WORKBOOK)
    actions.keep_result(access.cohort, by=access.person, now=timezone.now())
    messages.success(request, "Kept. From now on this is the result that later ones are compared with.")
    return redirect("advice:advice", cohort_id)


@login_required
@require_http_methods(["GET", "POST"])
def action(request: HttpRequest, cohort_id: UUID, rule_id: str) -> HttpResponse:
    """Make an action of a finding."""
    access = find_cohort(cohort_id, person=signed_in(request), act=Act.WRITE_WORKBOOK)
    rule = _rule(rule_id)
    form = ActionForm(_sent(request), rule=rule)
    status = 422 if form.is_bound else 200
    if form.is_valid():
        values = form.cleaned_data
        try:
            is_new = actions.add_action(
                access.cohort,
                rule,
                action=values["action"],
                owner=values["owner"],
                end=values["end"],
                by=access.person,
            )
        except Refused as refused:
            form.add_error(None, refused.message)
            status = 503 if refused.code == "not-saved" else 409
        else:
            _note_kept(form, access, row=rule.id)
            said = (
                "The action is in the plan for the first 90 days."
                if is_new
                else "It was in the plan already."
            )
            messages.success(request, said)
            return redirect("advice:advice", cohort_id)
    context = {"cohort": access.cohort, "rule": rule, "form": form, "guidance": GUIDANCE}
    return render(request, "advice/action.html", context, status=status)


@login_required
@require_http_methods(["GET", "POST"])
def not_applicable(request: HttpRequest, cohort_id: UUID, rule_id: str) -> HttpResponse:
    """Say why a finding does not apply, or take that back."""
    access = find_cohort(cohort_id, person=signed_in(request), act=Act.WRITE_WORKBOOK)
    rule = _rule(rule_id)
    if rule.status == "required":
        raise Refused(
            "required", "What is required cannot be set aside here. Whoever decides on it can say so."
        )
    said = access.cohort.not_applicable.filter(rule=rule.id).first()
    form = NotApplicableForm(_sent(request), initial={"reason": said.reason if said else ""})
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        actions.say_not_applicable(access.cohort, rule, reason=reason, by=access.person, now=timezone.now())
        _note_kept(form, access, row=rule.id)
        messages.success(request, "Kept, with your reason." if reason else "It counts again.")
        return redirect("advice:advice", cohort_id)
    context = {"cohort": access.cohort, "rule": rule, "form": form, "guidance": GUIDANCE}
    return render(request, "advice/not-applicable.html", context, status=422 if form.is_bound else 200)


@login_required
@require_GET
def result(request: HttpRequest, cohort_id: UUID) -> JsonResponse:
    """The same result for programs, as ``deepdive advise --json`` prints it."""
    access = find_cohort(cohort_id, person=signed_in(request), act=Act.READ_WORKBOOK)
    return JsonResponse(as_json(_advice(access.cohort).result))


@require_GET
def schema(request: HttpRequest) -> JsonResponse:  # noqa: ARG001 - the same for everybody
    """The JSON Schema of facts."""
    return JsonResponse(facts_schema(pack().advice), content_type="application/schema+json")


def _advice(cohort: Cohort) -> CohortAdvice:
    return advice_for(cohort, today=timezone.localdate())


def _sent(request: HttpRequest) -> QueryDict | None:
    """What a form sent, if one did: an empty one counts too."""
    return request.POST if request.method == "POST" else None


def _rule(rule_id: str) -> Rule:
    rule = pack().advice.rules.get(rule_id)
    if rule is None:
        raise Http404
    return rule


def _next_question(found: CohortAdvice, *, besides: str) -> str | None:
    """The question to go on with: of those that nobody has looked at yet, the one that settles most."""
    advised = found.result.advised
    would_settle = {question for finding in advised.findings for question in finding.asks}
    waiting = (one for one in advised.unanswered if one in would_settle and one not in found.answers)
    return next((one for one in waiting if one != besides), None)


def _save(access: Access, form: AnswersForm) -> None:
    actions.save_answers(access.cohort, form.answers(), by=access.person, now=timezone.now())
    _note_kept(form, access, row=access.cohort.pk)


def _note_kept(form: AnswersForm | ActionForm | NotApplicableForm, access: Access, *, row: object) -> None:
    note_kept_in_form(form.kept, form="advice", row=row, by=access.person, workbook_id=access.cohort.pk)
