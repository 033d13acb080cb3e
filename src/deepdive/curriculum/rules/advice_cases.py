"""Cases: what tables say about made-up projects, and that every rule can come out in each way."""

from collections.abc import Generator, Iterator

from deepdive.core.advice import Advice, Rule, Situation, Truth, status_of
from deepdive.core.advice_cases import can_come_out
from deepdive.core.facts import read_facts
from deepdive.curriculum.document import Document, Path
from deepdive.curriculum.draft import Draft
from deepdive.curriculum.fault import Fault, quote
from deepdive.curriculum.minimums import Minimums
from deepdive.curriculum.rules import advice as structure

IN_WORDS: dict[Truth, str] = {True: "triggered", False: "not triggered", None: "still unknown"}


def check(draft: Draft, _: Minimums) -> Iterator[Fault]:
    """Questions no rule uses, rules that cannot come out, scenarios that turn out otherwise, and rules
    that no scenario shows triggered, not triggered and unknown.
    """
    if not structure.stands(draft):
        return
    advice = draft.advice()
    for place, question in enumerate(draft.questions.value.questions):
        if not advice.resting_on[question.id]:
            yield draft.questions.fault(
                f"no rule uses the question {quote(question.id)}",
                "Use it in a rule, or remove it",
                at=("questions", place),
                stops_loading=False,
            )
    shown = yield from _scenarios(draft, advice)
    for document in draft.tables:
        for place, rule in enumerate(document.value.rules):
            yield from _reachable(advice, document, ("rules", place), rule)
            wanted: tuple[Truth, ...] = (True, False, None) if rule.when.conditions else (True,)
            if missing := [IN_WORDS[truth] for truth in wanted if (rule.id, truth) not in shown]:
                yield document.fault(
                    f"no scenario shows the rule {quote(rule.id)} {' or '.join(missing)}",
                    "Add it to the expect of a scenario where it is so",
                    at=("rules", place),
                    stops_loading=False,
                )


def _scenarios(draft: Draft, advice: Advice) -> Generator[Fault, None, set[tuple[str, Truth]]]:
    """What turns out otherwise than a scenario says. Returns which truths of which rules they show."""
    shown: set[tuple[str, Truth]] = set()
    for document in draft.scenarios:
        situation = Situation(advice, read_facts(advice, document.value.answers.items()).answers)
        for name, expected in document.value.expect.items():
            rule = advice.rules[name]
            truth = situation.holds(rule.when)
            shown.add((name, truth))
            if (status := status_of(rule, truth)) is not expected:
                turned_out = quote(status) + (", for an answer is missing" if truth is None else "")
                yield document.fault(
                    f"the rule {quote(name)} comes out as {turned_out}, not {quote(expected)}",
                    "Mend the rule, the answers or what is expected",
                    at=("expect", name),
                    stops_loading=False,
                )
    return shown


def _reachable(advice: Advice, document: Document[object], here: Path, rule: Rule) -> Iterator[Fault]:
    if not rule.when.conditions:
        return
    for truth, problem in ((True, "can never hold"), (False, "holds whatever is answered")):
        if not can_come_out(advice, rule.when, truth):
            yield document.fault(
                f"the rule {quote(rule.id)} {problem}",
                "Mend its conditions, or leave out when if it is meant to hold always",
                at=here,
                stops_loading=False,
            )
