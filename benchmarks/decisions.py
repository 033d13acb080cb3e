"""How long advice takes: a project judged by the pack's tables, beside a rule engine that others use.

    python -m benchmarks.decisions                    # prints JSON; people read the lines before it
    pip install --target build/peers zen-engine==2.1.3   # once, for the side by side

The peer is zen-engine (GoRules), which is written in Rust and gets the same rules as decision tables that
collect what holds. It answers less: which rules hold, and not which cannot be told yet. Both have to find the
same rules in every project.
"""

import argparse
import json
import platform
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from importlib import import_module
from pathlib import Path
from statistics import median
from typing import Any

from deepdive.advice.result import Result, as_json
from deepdive.core.advice import Advice, Answers, DecisionTable, Rule, Situation, judge
from deepdive.core.facts import Facts, read_facts
from deepdive.core.pack import Pack
from deepdive.curriculum.load import load_pack

PROJECT = Path(__file__).resolve().parent.parent
PEERS = PROJECT / "build" / "peers"


def main() -> None:
    """Measure, print, and end with 1 if the two engines disagree."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=20, help="how often each project is judged")
    times = parser.parse_args().times
    pack = load_pack(PROJECT / "curriculum", today=date.today())  # noqa: DTZ011
    advice = pack.advice
    given = [read_facts(advice, one.answers.items()) for one in advice.scenarios.values()]
    answers = [facts.answers for facts in given]
    figures = {
        "which rules hold": _measure(lambda one: _holding(advice, one), answers, times),
        "with reasons, what to ask and what would change it": _measure(
            lambda one: judge(advice, one), answers, times
        ),
        "the whole result as JSON": _measure(
            lambda given: json.dumps(as_json(_result(pack, given))),
            given,
            times,
        ),
    }
    disagree = 0
    if (peer := _peer(advice)) is None:
        print("zen-engine is not installed: see the top of this file.", file=sys.stderr)
    else:
        figures["zen-engine: which rules hold"] = _measure(peer, answers, times)
        disagree = sum(peer(one) != _holding(advice, one) for one in answers)
    for what, milliseconds in figures.items():
        print(f"{milliseconds:8.3f} ms  {what}", file=sys.stderr)
    report = {
        "benchmark": "decisions",
        "machine": {"python": platform.python_version(), "processor": platform.machine()},
        "rules": len(advice.rules),
        "questions": len(advice.questions),
        "projects": len(answers),
        "times": times,
        "milliseconds_of_cpu_a_project": figures,
        "projects_on_which_engines_disagree": disagree,
    }
    print(json.dumps(report, indent=2))
    sys.exit(1 if disagree else 0)


def _measure(work: Callable[[Any], object], projects: list[Any], times: int) -> float:
    """The median over rounds of the mean processor time for one project, in milliseconds."""
    rounds = []
    for _ in range(times):
        began = time.process_time()
        for project in projects:
            work(project)
        rounds.append((time.process_time() - began) / len(projects) * 1000)
    return round(median(rounds), 4)


def _result(pack: Pack, given: Facts) -> Result:
    """The result from the start: what pages keep of it to judge the same answers once is not used."""
    facts = read_facts(pack.advice, given.given.items())
    return Result(pack, facts, judge(pack.advice, facts.answers), date.min)


def _holding(advice: Advice, answers: Answers) -> frozenset[str]:
    situation = Situation(advice, answers)
    return frozenset(rule.id for rule in advice.rules.values() if situation.holds(rule.when))


def _peer(advice: Advice) -> Callable[[Answers], frozenset[str]] | None:
    """The same tables in zen-engine, which is asked which rules hold; None where it is not installed."""
    sys.path.append(str(PEERS))
    try:
        engine = import_module("zen").ZenEngine()
    except ModuleNotFoundError:
        return None
    decisions = [engine.create_decision(json.dumps(_decision(table))) for table in advice.tables.values()]

    def holding(answers: Answers) -> frozenset[str]:
        situation = Situation(advice, answers)
        facts = {
            question: sorted(chosen) for question, chosen in answers.items() if situation.is_asked(question)
        }
        found = (decision.evaluate({"answers": facts})["result"] for decision in decisions)
        return frozenset(row["rule"] for rows in found for row in rows)

    return holding


def _decision(table: DecisionTable) -> Mapping[str, object]:
    """A table in the format of zen-engine: a column for each question, a row for each rule, or for each of
    the conditions of which one is enough."""
    columns = list(dict.fromkeys(question for rule in table.rules for question, _ in rule.when.conditions))
    place = {"x": 0, "y": 0}
    content = {
        "hitPolicy": "collect",
        "inputs": [
            {"id": f"q{number}", "name": question, "field": f'answers["{question}"]'}
            for number, question in enumerate(columns)
        ],
        "outputs": [{"id": "rule", "name": "rule", "field": "rule"}],
        "rules": [row for rule in table.rules for row in _rows(rule, columns)],
    }
    return {
        "nodes": [
            {"id": "in", "type": "inputNode", "name": "in", "position": place},
            {
                "id": "table",
                "type": "decisionTableNode",
                "name": "table",
                "position": place,
                "content": content,
            },
            {"id": "out", "type": "outputNode", "name": "out", "position": place},
        ],
        "edges": [
            {"id": "first", "sourceId": "in", "targetId": "table", "type": "edge"},
            {"id": "second", "sourceId": "table", "targetId": "out", "type": "edge"},
        ],
    }


def _rows(rule: Rule, columns: list[str]) -> Iterator[Mapping[str, str]]:
    conditions = rule.when.conditions
    groups = [conditions] if rule.when.needs_all else [(one,) for one in conditions]
    for number, group in enumerate(groups):
        row = {f"q{place}": "" for place in range(len(columns))}
        for question, listed in group:
            cell = f"some($, # in {json.dumps(sorted(listed))})"
            at = f"q{columns.index(question)}"
            row[at] = f"{row[at]} and {cell}" if row[at] else cell
        yield {"_id": f"{rule.id}-{number}", **row, "rule": json.dumps(rule.id)}


if __name__ == "__main__":
    main()
