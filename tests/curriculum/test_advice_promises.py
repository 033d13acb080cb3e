"""The tables of this project keep what advice promises, in a sample of all that can be answered."""

from datetime import date
from pathlib import Path
from random import Random

from deepdive.curriculum.load import load_pack
from tests.core.advice_tables import advice_of, all_of, question, rule
from tools.judge_all_answers import judge_table

CURRICULUM = Path(__file__).resolve().parents[2] / "curriculum"


def test_no_table_contradicts_itself_or_goes_back_on_what_was_settled() -> None:
    advice = load_pack(CURRICULUM, today=date(2026, 11, 27)).advice
    random = Random(11)

    judged = [judge_table(advice, table, most=400, random=random) for table in advice.tables.values()]

    assert [one for one in judged if not one.keeps_its_promises] == []
    assert all(one.outcomes > 1 for one in judged)


def test_rules_that_exclude_each_other_and_rules_that_cannot_hold_are_counted() -> None:
    first = rule("first", all_of(a="yes"), never_with=("second",))
    advice = advice_of(
        [question("a"), question("b")],
        [first, rule("second", all_of(b="yes")), rule("never", all_of(a=("yes",), b="maybe"))],
    )

    judged = judge_table(advice, advice.tables["table"], most=100, random=Random(1))

    assert (judged.cases, judged.share, judged.outcomes) == (9, "all", 9)
    assert (judged.contradictions, judged.unreachable, judged.unsettled) == (1, 1, 0)
    assert not judged.keeps_its_promises
