"""Judge every combination of answers, or very many, and see whether the tables keep their promises.

For each table: all answers to its questions, unknown ones too, or a sample where there are more than
``--most``. A case in which two rules hold that never may, an answer that turns a settled rule into another
state, or a rule that is ruled out though an open answer could still trigger it, is a broken promise.
"""

import argparse
import json
import sys
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass, fields
from datetime import date
from pathlib import Path
from random import Random

from deepdive.core.advice import Advice, Answers, DecisionTable, Situation, Truth
from deepdive.core.advice_cases import can_come_out, count_cases, every_case, possible_answers, questions_of
from deepdive.curriculum.load import load_pack

CURRICULUM = Path(__file__).resolve().parent.parent / "curriculum"


@dataclass(frozen=True, kw_only=True)
class Judged:
    """What came of a table's cases; the last four have to be 0. ``seconds`` are of the processor, and
    ``outcomes`` differ in at least one rule."""

    table: str
    rules: int
    questions: int
    cases: int
    share: str
    seconds: float
    outcomes: int
    unreachable: int
    contradictions: int
    unsettled: int
    ruled_out_while_open: int

    @property
    def keeps_its_promises(self) -> bool:
        """Whether nothing is wrong with the table."""
        return not (self.unreachable or self.contradictions or self.unsettled or self.ruled_out_while_open)


def judge_table(advice: Advice, table: DecisionTable, *, most: int, random: Random) -> Judged:
    """Judge up to ``most`` cases of a table."""
    questions = questions_of(advice, (rule.when for rule in table.rules))
    total = count_cases(advice, questions)
    began = time.process_time()
    cases = every_case(advice, questions) if total <= most else _sample(advice, questions, most, random)
    outcomes: set[tuple[Truth, ...]] = set()
    judged = contradictions = unsettled = ruled_out = 0
    for answers in cases:
        truths = _truths(advice, table, answers)
        outcomes.add(tuple(truths.values()))
        judged += 1
        holding = {rule for rule, truth in truths.items() if truth}
        contradictions += sum(
            bool(holding.intersection(rule.never_with)) for rule in table.rules if rule.id in holding
        )
        still_open = [question for question in questions if question not in answers]
        if still_open:
            one = random.choice(still_open)
            then = _truths(advice, table, {**answers, one: _any_answer(advice, one, random)})
            unsettled += sum(truth is not None and then[rule] is not truth for rule, truth in truths.items())
            rest = {question: _any_answer(advice, question, random) for question in still_open}
            at_last = _truths(advice, table, {**answers, **rest})
            ruled_out += sum(truth is False and at_last[rule] is not False for rule, truth in truths.items())
    return Judged(
        table=table.id,
        rules=len(table.rules),
        questions=len(questions),
        cases=judged,
        share="all" if total <= most else f"of {total:.1e}",
        seconds=round(time.process_time() - began, 2),
        outcomes=len(outcomes),
        unreachable=sum(not can_come_out(advice, rule.when, True) for rule in table.rules),
        contradictions=contradictions,
        unsettled=unsettled,
        ruled_out_while_open=ruled_out,
    )


def _truths(advice: Advice, table: DecisionTable, answers: Answers) -> dict[str, Truth]:
    situation = Situation(advice, answers)
    return {rule.id: situation.holds(rule.when) for rule in table.rules}


def _sample(advice: Advice, questions: tuple[str, ...], count: int, random: Random) -> Iterator[Answers]:
    """Cases in which fewer or more questions are answered: with all of them rarely unknown, rules with many
    conditions hold too."""
    for _ in range(count):
        known = random.random()
        yield {
            question: _any_answer(advice, question, random)
            for question in questions
            if random.random() < known
        }


def _any_answer(advice: Advice, question: str, random: Random) -> frozenset[str]:
    return random.choice([chosen for chosen in possible_answers(advice.questions[question]) if chosen])


def main() -> None:
    """Judge every table and print what came of it; end with 1 if a promise was broken."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--most", type=int, default=100_000, help="the most cases of one table")
    parser.add_argument("--seed", type=int, default=7, help="makes the same samples again")
    parser.add_argument("--json", action="store_true", help="print JSON")
    words = parser.parse_args()
    advice = load_pack(CURRICULUM, today=date.today()).advice  # noqa: DTZ011
    random = Random(words.seed)
    found = [judge_table(advice, table, most=words.most, random=random) for table in advice.tables.values()]
    if words.json:
        print(json.dumps([asdict(one) for one in found], indent=2))
    else:
        print(_as_table(found))
    sys.exit(0 if all(one.keeps_its_promises for one in found) else 1)


def _as_table(found: list[Judged]) -> str:
    names = [field.name for field in fields(Judged)]
    rows = [
        names,
        *(
            [f"{value:,}" if isinstance(value, int) else str(value) for value in asdict(one).values()]
            for one in found
        ),
    ]
    widths = [max(len(row[place]) for row in rows) for place in range(len(names))]
    return "\n".join(
        "  ".join(cell.rjust(width) for cell, width in zip(row, widths, strict=True)) for row in rows
    )


if __name__ == "__main__":
    main()
