"""Artefacts have examples that they would accept."""

from pathlib import Path

import pytest

from tests.curriculum.example import change, reported


@pytest.mark.parametrize(
    ("file", "old", "new", "faults"),
    [
        pytest.param(
            "artefacts/problem.yaml",
            "      people: |",
            "      peopel: |",
            [
                'artefacts/problem.yaml:31: no field of this artefact is called "peopel". Write "people" '
                "if that is what you mean.",
            ],
            id="unknown field",
        ),
        pytest.param(
            "artefacts/problem.yaml",
            "      name: Missed follow-up letters\n",
            "",
            [
                'artefacts/problem.yaml:29: the example "Letters at Fictional Hospital" lacks the '
                'required field "name". Fill it in.',
            ],
            id="required missing",
        ),
        pytest.param(
            "artefacts/problem.yaml",
            "limit: 40",
            "limit: 20",
            [
                'artefacts/problem.yaml:30: the example for "name" has 24 characters and the field takes '
                "20. Shorten it by 4, or raise the limit of the field.",
                'artefacts/problem.yaml:37: the example for "name" has 21 characters and the field takes '
                "20. Shorten it by 1, or raise the limit of the field.",
            ],
            id="too long",
        ),
        pytest.param(
            "artefacts/problem.yaml",
            "kind: text",
            "kind: line",
            [
                'artefacts/problem.yaml:31: the example for "people" has several lines and the field '
                "takes one. Write it on one line, or make it a text.",
            ],
            id="several lines",
        ),
    ],
)
def test_an_artefact_with_a_wrong_example_is_refused(
    pack_folder: Path, file: str, old: str, new: str, faults: list[str]
) -> None:
    change(pack_folder, file, old, new)

    assert reported(pack_folder) == faults


def test_an_artefact_without_a_worked_example_is_refused(pack_folder: Path) -> None:
    path = pack_folder / "artefacts/problem.yaml"
    before_the_examples, _, _ = path.read_text(encoding="utf-8").partition("examples:")
    path.write_text(before_the_examples + "examples: []\n", encoding="utf-8")

    assert reported(pack_folder) == [
        "artefacts/problem.yaml:26: the artefact has no worked example. "
        "Add two, filled in for fictional organisations: hospital and adult social care."
    ]
