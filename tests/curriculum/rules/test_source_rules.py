"""Sources are safe to open and in date."""

from pathlib import Path

import pytest

from tests.curriculum.example import change, reported


@pytest.mark.parametrize(
    ("file", "old", "new", "faults"),
    [
        pytest.param(
            "sources.yaml",
            "review_by: 2026-07-10",
            "review_by: 2026-02-28",
            [
                'sources.yaml:8: the source "example-guide" was to be reviewed by 2026-02-28. Read it '
                "again, mend what it changes, and set checked_on and review_by.",
            ],
            id="overdue",
        ),
        pytest.param(
            "sources.yaml",
            "https://",
            "http://",
            [
                'sources.yaml:4: the address "http://www.example.org/guide" is no https address. Write '
                "one that begins with https://.",
            ],
            id="http",
        ),
        pytest.param(
            "sources.yaml",
            "checked_on: 2026-01-10",
            "checked_on: 2026-08-10",
            [
                'sources.yaml:8: the source "example-guide" is to be reviewed before it was checked. '
                "Write a review_by after checked_on.",
            ],
            id="review before check",
        ),
        pytest.param(
            "sources.yaml",
            "checked_on: 2026-01-10",
            "checked_on: 2026-02-30",
            [
                'sources.yaml:7: checked_on is "2026-02-30". Write a date such as 2026-01-31.',
            ],
            id="no date",
        ),
        pytest.param(
            "sources.yaml",
            "confidence: verified",
            "confidence: sure",
            [
                'sources.yaml:9: confidence is "sure". Write verified, reported or general.',
            ],
            id="confidence",
        ),
    ],
)
def test_a_source_nobody_can_rely_on_is_refused(
    pack_folder: Path, file: str, old: str, new: str, faults: list[str]
) -> None:
    change(pack_folder, file, old, new)

    assert reported(pack_folder) == faults
