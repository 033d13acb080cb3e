"""Files say what the pack expects, in the YAML it allows."""

from pathlib import Path

import pytest

from tests.curriculum.example import WORKSHOP_1, WORKSHOP_2, change, reported


@pytest.mark.parametrize(
    ("file", "old", "new", "faults"),
    [
        pytest.param(
            WORKSHOP_1,
            "if_late: 6",
            "if_latte: 6",
            [
                'workshops/1-first-look/workshop.yaml:28: unknown key "if_latte". Write "if_late" if '
                "that is what you mean; the keys here are id, title, minutes, method, opens, covers, "
                "serves, if_late, cue, task.",
            ],
            id="unknown key",
        ),
        pytest.param(
            "activities/problem-board.yaml",
            "items: []",
            "items: []\nlab: none",
            [
                'activities/problem-board.yaml:7: unknown key "lab". The keys here are id, kind, title, '
                "steps, items, sources, is_anonymous, scale, votes, is_silent, done, expected, instead.",
            ],
            id="unknown key far",
        ),
        pytest.param(
            WORKSHOP_2,
            "    title: Ideas\n",
            "",
            [
                'workshops/2-first-plan/workshop.yaml:10: the key "title" is missing. Add it with a text.',
            ],
            id="missing",
        ),
        pytest.param(
            WORKSHOP_1,
            "minutes: 10",
            "minutes: ten",
            [
                'workshops/1-first-look/workshop.yaml:23: minutes is "ten". Write a whole number from 1.',
            ],
            id="wrong type",
        ),
        pytest.param(
            "activities/problem-board.yaml",
            "sources: []",
            "sources: []\nis_anonymous: sometimes",
            [
                'activities/problem-board.yaml:8: is_anonymous is "sometimes". Write true or false.',
            ],
            id="true or false wanted",
        ),
        pytest.param(
            "activities/problem-board.yaml",
            "sources: []",
            "sources: example-guide",
            [
                'activities/problem-board.yaml:7: sources is "example-guide". Write a list: [] for none, '
                "or lines that begin with a dash.",
            ],
            id="list wanted",
        ),
        pytest.param(
            "artefacts/problem.yaml",
            "is_required: true",
            "is_required: yes",
            [
                'artefacts/problem.yaml:15: is_required is "yes". Write true or false.',
            ],
            id="yes is no boolean",
        ),
        pytest.param(
            "artefacts/problem.yaml",
            "purpose: One page that says what is wrong and for whom.",
            "purpose:",
            [
                "artefacts/problem.yaml:4: purpose is empty. Write a text.",
            ],
            id="empty",
        ),
        pytest.param(
            "activities/problem-board.yaml",
            "items: []",
            "items: []\nkind: poll",
            [
                'activities/problem-board.yaml:7: the key "kind" is here twice, first on line 2. Remove '
                "one of them.",
            ],
            id="twice",
        ),
        pytest.param(
            "activities/problem-board.yaml",
            "items: []",
            "items: [}",
            [
                "activities/problem-board.yaml:6: this is not YAML: expected the node content, but found "
                "'}'. Look at the indentation, colons and quotation marks on this line and the one "
                "before.",
            ],
            id="syntax",
        ),
        pytest.param(
            "activities/problem-board.yaml",
            "title: Problems we know",
            "title: &x Problems we know",
            [
                "activities/problem-board.yaml:3: the pack uses no anchors (& and *). Write the text "
                "out, or quote it.",
            ],
            id="anchor",
        ),
        pytest.param(
            "activities/problem-board.yaml",
            "  - Write",
            "\t- Write",
            [
                "activities/problem-board.yaml:5: this is not YAML: found character '\\t' that cannot "
                "start any token. Look at the indentation, colons and quotation marks on this line and "
                "the one before.",
            ],
            id="tab",
        ),
    ],
)
def test_a_file_of_the_wrong_shape_is_refused(
    pack_folder: Path, file: str, old: str, new: str, faults: list[str]
) -> None:
    change(pack_folder, file, old, new)

    assert reported(pack_folder) == faults
