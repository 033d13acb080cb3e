"""Letters have a subject and use the values that there are."""

from pathlib import Path

import pytest

from tests.curriculum.example import change, reported


@pytest.mark.parametrize(
    ("file", "old", "new", "faults"),
    [
        pytest.param(
            "letters/sign-in-link.md",
            "Subject: Your",
            "Your",
            [
                "letters/sign-in-link.md:1: the letter has no subject. Begin the first line with "
                '"Subject:" and a subject.',
            ],
            id="no subject",
        ),
        pytest.param(
            "letters/sign-in-link.md",
            "$link works",
            "$url works",
            [
                'letters/sign-in-link.md:5: the letter knows no value "$url". Use $link, $link_expires, '
                "$name.",
            ],
            id="unknown placeholder",
        ),
        pytest.param(
            "letters/sign-in-link.md",
            "$$0",
            "$ 0",
            [
                "letters/sign-in-link.md:5: a dollar sign stands alone. Write $$ for a dollar sign.",
            ],
            id="stray dollar",
        ),
        pytest.param(
            "letters/sign-in-link.md",
            "\n\nDear",
            "\nDear",
            [
                "letters/sign-in-link.md:2: the second line is not empty. Put an empty line after the "
                "subject.",
            ],
            id="second line",
        ),
    ],
)
def test_a_letter_that_cannot_be_filled_is_refused(
    pack_folder: Path, file: str, old: str, new: str, faults: list[str]
) -> None:
    change(pack_folder, file, old, new)

    assert reported(pack_folder) == faults


def test_a_missing_letter_is_refused(pack_folder: Path) -> None:
    (pack_folder / "letters/request-received.md").unlink()

    assert reported(pack_folder) == [
        "letters/request-received.md:1: this letter is missing. "
        "Write it; it may use $contact_name, $link, $organisation, $organiser_name."
    ]


def test_a_letter_that_nobody_sends_is_refused(pack_folder: Path) -> None:
    (pack_folder / "letters/sign-in-links.md").write_text("Subject: Hello\n\nHello\n", encoding="utf-8")

    assert reported(pack_folder) == [
        'letters/sign-in-links.md:1: no letter is called "sign-in-links". '
        'Write "sign-in-link" if that is what you mean.'
    ]


def test_an_empty_letter_is_refused(pack_folder: Path) -> None:
    (pack_folder / "letters/sign-in-link.md").write_text("Subject: Hello\n\n", encoding="utf-8")

    assert reported(pack_folder) == [
        "letters/sign-in-link.md:1: the letter is empty. Write the letter under the subject."
    ]
