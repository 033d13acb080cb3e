"""Writes of advice."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from deepdive.advice.models import AdviceResult, NotApplicable
from deepdive.advice.planned import action_id, actions_field
from deepdive.advice.result import result_of
from deepdive.core.advice import Rule
from deepdive.core.advice_changes import to_keep
from deepdive.core.facts import Given
from deepdive.core.refused import Refused
from deepdive.curriculum.current import pack
from deepdive.people.models import Person
from deepdive.programme.models import Cohort
from deepdive.workbook.actions import bring_together
from deepdive.workbook.document import Edit, KeptRow, RowEdits, YDoc, rows_of


@dataclass(frozen=True)
class SavedAnswer:
    """An answer as somebody gives it; None for "we do not know", with who finds out."""

    value: Given | None
    who_finds_out: str = ""


def save_answers(cohort: Cohort, answers: Mapping[str, SavedAnswer], *, by: Person, now: datetime) -> None:
    """Keep answers, by question, and the result that they lead to. What says the same as before stays, with
    who gave it."""
    questions = pack().advice.questions
    with transaction.atomic():
        _wait_for_others(cohort)
        before = {one.question: one for one in cohort.advice_answers.all()}
        for question, answer in answers.items():
            value = list(answer.value) if isinstance(answer.value, tuple) else answer.value
            same = before.get(question)
            if same and (same.value, same.who_finds_out) == (value, answer.who_finds_out):
                continue
            cohort.advice_answers.filter(question__in=questions[question].was).delete()
            cohort.advice_answers.update_or_create(
                question=question,
                defaults={
                    "value": value,
                    "who_finds_out": answer.who_finds_out,
                    "answered_by": by,
                    "answered_at": now,
                },
            )
        _keep_result(cohort, by=by, now=now)


def keep_result(cohort: Cohort, *, by: Person, now: datetime) -> None:
    """Keep what the tables say now in place of what others said before."""
    with transaction.atomic():
        _wait_for_others(cohort)
        _keep_result(cohort, by=by, now=now)


def say_not_applicable(cohort: Cohort, rule: Rule, *, reason: str, by: Person, now: datetime) -> None:
    """Keep why a finding does not apply; an empty reason takes it back."""
    if not reason:
        cohort.not_applicable.filter(rule=rule.id).delete()
        return
    NotApplicable.objects.update_or_create(
        cohort=cohort, rule=rule.id, defaults={"reason": reason, "said_by": by, "said_at": now}
    )


def add_action(cohort: Cohort, rule: Rule, *, action: str, owner: str, end: date, by: Person) -> bool:
    """Put an action for a finding into the cohort's plan. One that is there already is left as it is: then
    False. Refused with ``plan-full`` when the plan takes no more, or as every edit of the workbook.
    """
    artefact, field = actions_field()
    row = KeptRow(
        action_id(cohort, rule.id),
        {
            "action": action,
            "owner": owner,
            "end": end.isoformat(),
            "needs": f"A decision by: {rule.who_decides}",
            "done-when": "; ".join(rule.evidence),
        },
    )

    def decide(document: YDoc) -> Mapping[str, Edit]:
        rows = rows_of(document, artefact.id, field)
        if any(one.id == row.id for one in rows):
            return {}
        if len(rows) >= field.limit:
            raise Refused(
                "plan-full",
                f"{artefact.title} has {len(rows)} actions, and there is room for {field.limit}. "
                "Remove one there first, or write this into one that is there.",
            )
        return {field.id: RowEdits(rows=(row,))}

    return bring_together(cohort.pk, artefact, decide, author_id=by.pk) is not None


def _keep_result(cohort: Cohort, *, by: Person, now: datetime) -> None:
    answers = cohort.advice_answers.values_list("question", "value")
    result = result_of(pack(), answers, today=now.date())
    findings = {rule: list(kept) for rule, kept in to_keep(result.advised).items()}
    last = cohort.advice_results.order_by("judged_at", "pk").last()
    if last is None or (last.pack_version, last.findings) != (result.advice.version, findings):
        AdviceResult.objects.create(
            cohort=cohort,
            pack_version=result.advice.version,
            findings=findings,
            judged_for=by,
            judged_at=now,
        )


def _wait_for_others(cohort: Cohort) -> None:
    """Two who save at once come one after the other, so that the last result is of all answers."""
    Cohort.objects.select_for_update(no_key=True).get(pk=cohort.pk)
