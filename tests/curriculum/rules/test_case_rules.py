"""Cases, terms, partners and what to follow can be relied on."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.curriculum.example import CASE, SMALL, change, reported


@pytest.mark.parametrize(
    ("file", "old", "new", "faults"),
    [
        pytest.param(
            CASE,
            "---\nid: example-beds",
            "id: example-beds",
            [
                f"{CASE}:1: the keys of the case are missing. Begin with a line of three dashes, the keys "
                "such as id and title, and three dashes again.",
                f'{CASE}:1: this text stands in no part. Put it under "## What it was".',
            ],
            id="no keys",
        ),
        pytest.param(
            CASE,
            "tasks: [optimisation, other]",
            "tasks: [optimisation, other",
            [
                f"{CASE}:6: this is not YAML: expected ',' or ']', but got ':', in what begins on line 5. "
                "Look at the indentation, colons and quotation marks on this line and the one before.",
            ],
            id="no YAML",
        ),
        pytest.param(
            CASE,
            "setting: acute",
            "setting: a ward",
            [
                f'{CASE}:4: setting is "a ward". Write acute, mental-health, community, primary-care, '
                "ambulance, social-care, national or other-public.",
            ],
            id="setting",
        ),
        pytest.param(
            CASE,
            "evidence: T1\n",
            "",
            [f'{CASE}:2: the key "evidence" is missing. Add it with T0, T1, T2, T3, T4 or T5.'],
            id="no evidence",
        ),
        pytest.param(
            CASE,
            "workshops: [1, 2]",
            "workshops: [1, 3]",
            [f"{CASE}:6: there is no workshop 3. Write a number from 1 to 2."],
            id="no workshop",
        ),
        pytest.param(
            CASE,
            "sources: [example-guide]",
            "sources: []",
            [f'{CASE}:10: the case "example-beds" has no source. Add the id of a source in sources.yaml.'],
            id="no source",
        ),
        pytest.param(
            CASE,
            "sources: [example-guide]",
            "sources: [example-gide]",
            [
                f'{CASE}:10: no source is called "example-gide". '
                'Write "example-guide" if that is what you mean.',
            ],
            id="unknown source",
        ),
        pytest.param(
            CASE,
            "checked_on: 2026-01-10",
            "checked_on: 2026-08-10",
            [
                f'{CASE}:12: the case "example-beds" is to be reviewed before it was checked. '
                "Write a review_by after checked_on.",
            ],
            id="dates",
        ),
        pytest.param(
            CASE,
            "review_by: 2026-07-10",
            "review_by: 2026-02-10",
            [
                f'{CASE}:12: the case "example-beds" was to be reviewed by 2026-02-10. Read it again, mend '
                "what it changes, and set checked_on and review_by.",
            ],
            id="overdue",
        ),
        pytest.param(
            CASE,
            "id: example-beds",
            "id: example-bed",
            [
                f'{CASE}:2: the id "example-bed" differs from the name of the file. '
                'Rename the file to example-bed.md or the id to "example-beds".',
            ],
            id="file name",
        ),
        pytest.param(
            CASE,
            "## What it teaches\n\nTry the plain way first.\n",
            "",
            [f'{CASE}:15: the part "What it teaches" is missing. Add it under a line "## What it teaches".'],
            id="a part left out",
        ),
        pytest.param(
            CASE,
            "- The clever one took 20% longer [^example-guide].",
            "- The clever one took 20% longer.",
            [
                f'{CASE}:24: this states a finding and cites no source: "The clever one took 20% longer.". '
                "Add [^id] with the id of a source in sources.yaml, or say that it is imagined.",
            ],
            id="a figure without a source",
        ),
        pytest.param(
            "glossary.yaml",
            "see: [machine-learning]",
            "see: [machine-lerning]",
            [
                'glossary.yaml:7: no term is called "machine-lerning". '
                'Write "machine-learning" if that is what you mean.',
            ],
            id="see",
        ),
        pytest.param(
            "glossary.yaml",
            "meaning: A way to build software from examples.",
            "meaning: " + "word " * 41,
            ['glossary.yaml:11: the meaning of "machine-learning" has 41 words. Cut it to 40.'],
            id="a long meaning",
        ),
        pytest.param(
            "glossary.yaml",
            "- id: machine-learning",
            "- id: artificial-intelligence",
            [
                'glossary.yaml:7: no term is called "machine-learning". '
                "Write one of: artificial-intelligence.",
                'glossary.yaml:9: a second term is called "artificial-intelligence"; '
                "the first is at glossary.yaml:2. Rename one of them.",
                *(
                    f'workshops/{name}: no term is called "machine-learning". '
                    "Add it to sources.yaml or glossary.yaml, or correct it."
                    for name in (
                        "1-first-look/reading.md:4",
                        "1-first-look/slides.md:5",
                        "2-first-plan/reading.md:4",
                    )
                ),
            ],
            id="a term twice",
        ),
        pytest.param(
            "partners.yaml",
            "status: active",
            "status: renamed",
            [
                'partners.yaml:2: the partner "example-network" is renamed, and nothing says what it became. '
                "Add became: and what people turn to now.",
            ],
            id="renamed to nothing",
        ),
        pytest.param(
            "partners.yaml",
            "status: closed",
            "status: active",
            [
                'partners.yaml:20: the partner "old-lab" is active and became something else. '
                "Remove became, or correct the status.",
            ],
            id="active and gone",
        ),
        pytest.param(
            "partners.yaml",
            "https://www.example.org/lab",
            "www.example.org/lab",
            [
                'partners.yaml:18: the address "www.example.org/lab" is no https address. '
                "Write one that begins with https://.",
            ],
            id="partner's address",
        ),
        pytest.param(
            "partners.yaml",
            "- id: old-lab",
            "- id: example-network",
            [
                'partners.yaml:13: a second partner is called "example-network"; '
                "the first is at partners.yaml:2. Rename one of them.",
            ],
            id="a partner twice",
        ),
        pytest.param(
            "following.yaml",
            "sources: [example-guide]",
            "sources: []",
            [
                'following.yaml:8: the source to follow "example-letter" has no source. '
                "Add the id of a source in sources.yaml.",
            ],
            id="following without a source",
        ),
        pytest.param(
            "following.yaml",
            "https://",
            "http://",
            [
                'following.yaml:7: the address "http://www.example.org/letter" is no https address. '
                "Write one that begins with https://.",
            ],
            id="following's address",
        ),
    ],
)
def test_what_nobody_can_rely_on_is_refused(
    pack_folder: Path, file: str, old: str, new: str, faults: list[str]
) -> None:
    path = pack_folder / file
    path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")

    assert reported(pack_folder) == faults


def test_a_curriculum_has_enough_terms_cases_and_questions(pack_folder: Path) -> None:
    minimums = replace(SMALL, terms=3, cases=2, quiz_items=1)

    assert reported(pack_folder, minimums=minimums) == [
        "cases:1: there are 1 cases. Write at least 2.",
        "glossary.yaml:1: the glossary has 2 terms. Write at least 3.",
        "workshops/2-first-plan/workshop.yaml:9: the quizzes of this workshop have 0 questions. "
        "Ask at least 1, over all the quizzes that its blocks open.",
    ]


def test_a_marked_term_in_yaml_exists(pack_folder: Path) -> None:
    change(pack_folder, "artefacts/problem.yaml", "weak: Everybody", "weak: See [[everybody]] [^nobody]")

    assert reported(pack_folder) == [
        'artefacts/problem.yaml:23: no source is called "nobody". '
        "Add it to sources.yaml or glossary.yaml, or correct it.",
        'artefacts/problem.yaml:23: no term is called "everybody". '
        "Add it to sources.yaml or glossary.yaml, or correct it.",
    ]
