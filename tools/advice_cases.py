"""Write docs/advice-cases.md: what the tables of advice say about made-up projects, with reasons.

Run ``python -m tools.advice_cases`` after a change to the tables; ``--check`` compares and changes nothing.
"""

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from string import ascii_uppercase

from deepdive.advice.result import Result, result_of
from deepdive.core.advice import Finding, Scenario, Status
from deepdive.core.pack import Pack
from deepdive.curriculum.draft import read_draft
from deepdive.curriculum.folder import read_files

PROJECT = Path(__file__).resolve().parent.parent
PAGE = PROJECT / "docs" / "advice-cases.md"

# The columns, by the id of the scenario.
PROJECTS = (
    "missed-appointments-for-booking",
    "chest-x-ray-queue",
    "sepsis-score-in-house",
    "sepsis-score-shared",
    "practice-notes-tool",
    "care-home-fall-sensors",
    "shortlisting-staff",
    "model-in-a-safe-place",
    "chatbot-for-the-public",
    "coding-for-payment",
    "call-list-for-first-appointments",
    "cover-for-sick-calls",
    "evening-notes-list",
)

# The rows, in the order in which a project meets them.
REGIMES = (
    "Medical device",
    "Device class",
    "Way to the market",
    "Watching after the start",
    "Made in-house",
    "DCB0129 (safety, for makers)",
    "DCB0160 (safety, for those who use it)",
    "First talk about information",
    "Data protection impact assessment",
    "Grounds in data protection law",
    "Confidentiality and section 251",
    "National data opt-out",
    "Decisions without a person",
    "Agreements and roles",
    "Security toolkit",
    "Telling people and their rights",
    "Records and how long",
    "Research approval",
    "Service evaluation or audit",
    "Research ethics committee",
    "Clinical investigation",
    "DTAC",
    "NICE evidence standards",
    "Care Quality Commission",
    "Ionising radiation",
    "Equality",
    "Transparency record",
    "Procurement",
    "Tools that listen and write notes",
    "Other nations",
)

# Projects for the choice of a technology, and so with few answers about rules.
TECHNOLOGY_PROJECTS = (
    "beds-in-one-hospital",
    "student-placements",
    "missed-appointments",
    "ambulance-handover-delay",
    "kidney-alerts",
    "adrenal-lumps",
    "medicines-as-codes",
    "comments-by-theme",
    "discharge-letters",
    "children-at-risk",
    "falls-in-care-notes",
    "finding-data-sets",
    "rota-for-a-ward",
    "claims-after-harm",
    "choosing-people-for-jobs",
)

ASK = "ask"
STRONGEST_FIRST = (Status.REQUIRED, Status.LIKELY, Status.CHECK)

INTRODUCTION = f"""\
# What the advice says about made-up projects

Made from the curriculum by `python -m tools.advice_cases`; change the curriculum and not this file.

It is for somebody who knows the rules and wants to see whether the tables do. The projects are made up. Each
is a test too: the file of its name in `curriculum/advice/scenarios` holds all its answers and what must come
out. Guidance, not legal or clinical advice.

*required*, *likely* and *check* are what the rules say. *{ASK}* means that an answer is missing, and the
reason says which. *{Status.NOT_TRIGGERED}* is said only where answers rule it out, and the reason says which.
"""


@dataclass(frozen=True)
class Case:
    """One project, the letter that stands for it, and what the tables say about it."""

    letter: str
    scenario: Scenario
    result: Result

    def about(self, regime: str) -> list[Finding]:
        """What is found about that body of law or guidance."""
        return [finding for finding in self.result.advised.findings if finding.rule.regime == regime]

    def status(self, regime: str) -> str:
        """The strongest of what is found about it."""
        found = {finding.status for finding in self.about(regime) if finding.truth}
        for status in STRONGEST_FIRST:
            if status in found:
                return status
        is_open = any(finding.truth is None for finding in self.about(regime))
        return ASK if is_open else Status.NOT_TRIGGERED


def made() -> str:
    """The page as the curriculum makes it, whatever faults its other files have."""
    files, _ = read_files(PROJECT / "curriculum")
    return page_of(read_draft(files).pack())


def page_of(pack: Pack) -> str:
    """What the tables of a pack say about the projects."""
    cases = _cases(pack, PROJECTS)
    parts = [INTRODUCTION, *_projects(cases), *_overview(cases)]
    for regime in REGIMES:
        parts += _reasons(regime, cases)
    parts += _technologies(_cases(pack, TECHNOLOGY_PROJECTS))
    return "\n".join(parts)


def _cases(pack: Pack, ids: Sequence[str]) -> list[Case]:
    return [
        Case(letter, scenario, result_of(pack, scenario.answers.items(), today=date.min))
        for letter, scenario in zip(
            ascii_uppercase, (pack.advice.scenarios[one] for one in ids), strict=False
        )
    ]


def _projects(cases: Iterable[Case]) -> Iterator[str]:
    yield "## The projects\n"
    for case in cases:
        yield f"- **{case.letter}** {case.scenario.title}. {case.scenario.story}"
    yield ""


def _overview(cases: Sequence[Case]) -> Iterator[str]:
    yield "## In one table\n"
    yield _row("Regime", *(case.letter for case in cases))
    yield _row(*["---"] * (len(cases) + 1))
    for regime in REGIMES:
        yield _row(regime, *(case.status(regime) for case in cases))
    yield ""


def _reasons(regime: str, cases: Sequence[Case]) -> Iterator[str]:
    """What is found, each finding once, with the letters of the projects that it is about."""
    yield f"## {regime}\n"
    yield _row("Projects", "Status", "Finding", "Why", "Who decides", "How long")
    yield _row(*["---"] * 6)
    letters: dict[tuple[str, ...], list[str]] = {}
    for case in cases:
        for cells in _findings(case, regime):
            letters.setdefault(cells, []).append(case.letter)
    order = [*STRONGEST_FIRST, ASK, Status.NOT_TRIGGERED]
    for cells in sorted(letters, key=lambda cells: order.index(cells[0])):
        yield _row(", ".join(letters[cells]), *cells)
    yield ""


def _findings(case: Case, regime: str) -> Iterator[tuple[str, ...]]:
    """Status, title, reason, who decides and how long; what waits for the same answer stands together."""
    waiting: dict[str, list[str]] = {}
    for finding in case.about(regime):
        rule, because = finding.rule, case.result.because(finding)
        if finding.truth:
            yield finding.status, rule.title, because, rule.who_decides, rule.time
        elif finding.truth is None:
            waiting.setdefault(because, []).append(rule.title)
    for because, titles in waiting.items():
        yield ASK, "; ".join(dict.fromkeys(titles)), because, "", ""
    if all(finding.truth is False for finding in case.about(regime)):
        yield Status.NOT_TRIGGERED, "", _ruled_out(case, regime), "", ""


def _ruled_out(case: Case, regime: str) -> str:
    """The fewest answers that rule out all that could be found."""
    left = [finding.trace for finding in case.about(regime)]
    given = []
    while left:
        questions = dict.fromkeys(question for trace in left for question in trace)
        most = max(questions, key=lambda question: sum(question in trace for trace in left))
        given.append(f"“{case.result.question_text(most)}” {case.result.answer_text(most)}")
        left = [trace for trace in left if most not in trace]
    return "; ".join(given)


def _technologies(cases: Iterable[Case]) -> Iterator[str]:
    yield "## Which technology: fifteen projects\n"
    yield "The way without AI is always there, and first. Warnings come from all tables.\n"
    yield _row("Project", "Is AI right?", "Kinds of technology", "Warnings")
    yield _row(*["---"] * 4)
    for case in cases:
        held = [finding for finding in case.result.advised.findings if finding.truth]
        outcomes = [
            f"{outcome.id or 'cannot tell yet'}: {_titles(case, outcome.rules)}".removesuffix(": ")
            for outcome in case.result.advised.outcomes
        ]
        families = [finding.rule.family for finding in held if finding.rule.family]
        warnings = [
            finding.rule.title
            for finding in held
            if not finding.rule.family and not finding.rule.outcome and finding.status is Status.REQUIRED
            if finding.rule.when.conditions
        ]
        yield _row(
            f"**{case.scenario.title}.** {case.scenario.story}",
            *outcomes,
            "; ".join(families),
            "; ".join(dict.fromkeys(warnings)),
        )
    yield ""


def _titles(case: Case, rules: Iterable[str]) -> str:
    known: Mapping[str, str] = {rule.id: rule.title for rule in case.result.advice.rules.values()}
    return "; ".join(known[rule] for rule in rules)


def _row(*cells: str) -> str:
    return "| " + " | ".join(cell.replace("|", "/") for cell in cells) + " |"


def main() -> int:
    """Write the page, or with ``--check`` say whether it is up to date."""
    page = made()
    if "--check" in sys.argv[1:]:
        if PAGE.exists() and PAGE.read_text(encoding="utf-8") == page:
            return 0
        print("docs/advice-cases.md is not what the tables say. Run python -m tools.advice_cases.")
        return 1
    PAGE.write_text(page, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
