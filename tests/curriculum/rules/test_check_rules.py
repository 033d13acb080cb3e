"""Checks, rubrics and gates of a pack ask for what there is."""

from pathlib import Path

import pytest

from tests.curriculum.example import change, reported


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        pytest.param(
            "artefact: problem\n    says",
            "artefact: problems\n    says",
            '3: no artefact is called "problems". Write "problem" if that is what you mean.',
            id="no artefact",
        ),
        pytest.param(
            "{at: problem/name, is: containing, words: [AI]}",
            "{at: problem/nam, is: containing, words: [AI]}",
            '7: no field is called "problem/nam". Write "problem/name" if that is what you mean.',
            id="no field",
        ),
        pytest.param(
            "    any_of:\n      - {at: problem/name, is: containing, words: [AI]}\n",
            "",
            "2: this check asks for nothing. Add any_of or rows.",
            id="asks for nothing",
        ),
        pytest.param(
            "checks: [problem-in-capitals]",
            "checks: [problem-in-capital]",
            '13: no check is called "problem-in-capital". '
            'Write "problem-in-capitals" if that is what you mean.',
            id="no check",
        ),
        pytest.param(
            "needs: [problem/name]",
            "needs: [problem/title]",
            '13: no field is called "problem/title". Write "problem/people" if that is what you mean.',
            id="no field of a line",
        ),
        pytest.param(
            "workshop: 2",
            "workshop: 3",
            '15: no workshop is called "3". Write one of: 1, 2.',
            id="no workshop",
        ),
        pytest.param(
            "rubric: problem",
            "rubric: next-steps",
            '21: no rubric is called "next-steps". Write one of: problem.',
            id="no rubric",
        ),
        pytest.param(
            "fields: [{at: problem/name, is: filled}]",
            "rows: [{at: problem/name}]",
            '22: the field "problem/name" has no rows. Ask for it under fields.',
            id="no rows",
        ),
    ],
)
def test_a_check_that_cannot_be_right_is_refused(pack_folder: Path, old: str, new: str, fault: str) -> None:
    change(pack_folder, "checks.yaml", old, new)

    assert reported(pack_folder) == [f"checks.yaml:{fault}"]
