"""Reads of a cohort's advice."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from deepdive.advice.models import AdviceAnswer, AdviceResult, NotApplicable
from deepdive.advice.result import Result, judged, result_of
from deepdive.core.advice_changes import Difference, differences, to_keep
from deepdive.core.conditions import NOTHING_SAID, AdviceSays
from deepdive.core.facts import read_facts
from deepdive.curriculum.current import pack
from deepdive.programme.models import Cohort


@dataclass(frozen=True)
class CohortAdvice:
    """The result for a cohort, as the tables have it now, and what is known of it besides.

    ``by_other_tables`` is the result that was kept last, if other tables judged it.
    """

    result: Result
    answers: Mapping[str, AdviceAnswer]
    not_applicable: Mapping[str, NotApplicable]
    by_other_tables: AdviceResult | None

    @property
    def has_begun(self) -> bool:
        """Whether anybody has answered anything."""
        return bool(self.answers)

    @property
    def differences(self) -> tuple[Difference, ...]:
        """What the tables say now that those before did not, from the same answers."""
        if self.by_other_tables is None:
            return ()
        before = {rule: (status, title) for rule, (status, title) in self.by_other_tables.findings.items()}
        return differences(before, to_keep(self.result.advised))


def advice_for(cohort: Cohort, *, today: date) -> CohortAdvice:
    """What the tables say about a cohort's project. Takes three queries, and writes nothing."""
    answers = {one.question: one for one in cohort.advice_answers.select_related("answered_by")}
    result = result_of(pack(), [(one.question, one.value) for one in answers.values()], today=today)
    kept = cohort.advice_results.order_by("judged_at", "pk").last()
    return CohortAdvice(
        result=result,
        answers=answers,
        not_applicable={one.rule: one for one in cohort.not_applicable.select_related("said_by")},
        by_other_tables=kept if kept and kept.pack_version != result.advice.version else None,
    )


def advice_says(cohort: Cohort) -> AdviceSays:
    """What conditions may know of the advice for a cohort: nothing until somebody has answered. Findings that
    people say do not apply are left out."""
    advice = pack().advice
    answers = read_facts(advice, cohort.advice_answers.values_list("question", "value")).answers
    if not answers:
        return NOTHING_SAID
    not_applicable = cohort.not_applicable.values_list("rule", flat=True)
    return AdviceSays.of(answers, judged(advice, answers), but=not_applicable)
