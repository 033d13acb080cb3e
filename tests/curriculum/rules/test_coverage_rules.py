"""Everything the pack promises is taught, shown and used."""

from pathlib import Path

import pytest

from tests.curriculum.example import WORKSHOP_1, WORKSHOP_2, change, reported


@pytest.mark.parametrize(
    ("file", "old", "new", "faults"),
    [
        pytest.param(
            WORKSHOP_1,
            "covers: [what-ai-is, where-ai-helps]",
            "covers: [what-ai-is]",
            [
                'workshops/1-first-look/workshop.yaml:7: no block covers the topic "where-ai-helps". Add '
                "it to the covers of a block of this workshop.",
            ],
            id="a topic left out",
        ),
        pytest.param(
            WORKSHOP_1,
            "serves: [tell-ai-apart]",
            "serves: []",
            [
                'workshops/1-first-look/workshop.yaml:9: no block serves the outcome "tell-ai-apart". '
                "Add it to the serves of a block of this workshop.",
            ],
            id="an outcome not served",
        ),
        pytest.param(
            "plan.yaml",
            "      - problem/people\n",
            "",
            [
                'artefacts/problem.yaml:16: no section of the plan shows the field "people". Add '
                "problem/people to a section in plan.yaml.",
            ],
            id="field not in plan",
        ),
        pytest.param(
            "plan.yaml",
            "      - problem/people\n",
            "      - problem/people\n      - problem/name\n",
            [
                'plan.yaml:9: the plan shows "problem/name" more than once. Remove it from here, or from '
                "where it stood before.",
            ],
            id="field twice in plan",
        ),
        pytest.param(
            WORKSHOP_2,
            "opens: problem-board",
            "opens: null",
            [
                'activities/problem-board.yaml:1: no block opens "problem-board". Open it in a block of '
                "a workshop, or remove the file.",
            ],
            id="activity not opened",
        ),
    ],
)
def test_what_nothing_covers_shows_or_opens_is_refused(
    pack_folder: Path, file: str, old: str, new: str, faults: list[str]
) -> None:
    change(pack_folder, file, old, new)

    assert reported(pack_folder) == faults


def test_a_topic_that_people_only_hear_about_is_refused(pack_folder: Path) -> None:
    change(pack_folder, WORKSHOP_1, "covers: [what-ai-is, where-ai-helps]", "covers: [where-ai-helps]")

    assert reported(pack_folder) == [
        'workshops/1-first-look/workshop.yaml:6: nobody does anything about the topic "what-ai-is". '
        "Add it to the covers of a block that opens an activity or an artefact and is no talk."
    ]


def test_an_outcome_that_nothing_shows_is_refused(pack_folder: Path) -> None:
    change(pack_folder, "ratings.yaml", "outcomes: [talk-about-ai, tell-ai-apart]", "outcomes: []")
    change(pack_folder, WORKSHOP_1, "serves: [tell-ai-apart]", "serves: []")
    change(
        pack_folder,
        WORKSHOP_1,
        "serves: [talk-about-ai]",
        "serves: [tell-ai-apart]",
    )

    assert reported(pack_folder) == [
        'workshops/1-first-look/workshop.yaml:9: nothing shows the outcome "tell-ai-apart". Add it to a '
        "statement in ratings.yaml, or to the serves of a block that opens an artefact or a quiz."
    ]


def test_an_outcome_of_the_series_is_served(pack_folder: Path) -> None:
    change(pack_folder, WORKSHOP_1, "serves: [talk-about-ai]", "serves: []")
    change(pack_folder, WORKSHOP_2, "serves: [name-a-problem, talk-about-ai]", "serves: [name-a-problem]")

    assert reported(pack_folder) == [
        'series.yaml:11: no block serves the outcome "talk-about-ai". '
        "Add it to the serves of a block of a workshop."
    ]
