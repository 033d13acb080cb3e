"""Attendees get pages of the right length, in words that they know."""

from dataclasses import replace
from pathlib import Path

import pytest

from deepdive.curriculum.rules import readings
from tests.curriculum.example import READING_1, SMALL, change, reported

WE_MEET = "We meet to look at AI."
HARD = (
    "Organisational transformation necessitates comprehensive multidisciplinary deliberation "
    "regarding responsible implementation considerations."
)


@pytest.mark.parametrize(
    ("old", "new", "faults"),
    [
        pytest.param(
            "# Before the workshop",
            "# Before we meet",
            '1: the part "Before the workshop" is missing. Add it under a line "# Before the workshop".\n'
            '1: unknown part "# Before we meet". '
            "The parts here are # Before the workshop, # If you missed it.",
            id="another page",
        ),
        pytest.param(
            "## Do this before we meet",
            "## Then",
            '1: "Before the workshop" does not end with a task. '
            'End it with a line "## Do this before we meet" and one task of five minutes.',
            id="no task",
        ),
        pytest.param(
            "Think of one thing at work that takes too long. Write it down.",
            "",
            '1: "Before the workshop" does not end with a task. '
            'End it with a line "## Do this before we meet" and one task of five minutes.',
            id="an empty task",
        ),
        pytest.param(
            WE_MEET,
            f"{WE_MEET} " + " ".join(["It is so."] * 500),
            '1: "Before the workshop" has 1551 words. Write 20 to 1500.',
            id="too long",
        ),
        pytest.param(
            "Then we wrote it down.",
            " ".join([HARD] * 5),
            '12: "If you missed it" has a reading age of 31.5. '
            "Write shorter sentences and shorter words, to a reading age of at most 12.",
            id="too hard",
        ),
        pytest.param(
            WE_MEET,
            "It is easy.",
            '3: "easy" makes light of what learners may find hard. '
            "Leave the word out, or say how it is done.",
            id="belittling",
        ),
        pytest.param(
            WE_MEET,
            "Ask for an Easy Read page.\nWe look at ML.",
            '3: nothing explains "ML". '
            "Write what it stands for with (ML) behind it, or add it to the glossary.",
            id="an acronym",
        ),
        pytest.param(
            "[^example-guide]",
            "[^example-gide]",
            '4: no source is called "example-gide". Write "example-guide" if that is what you mean.',
            id="no source",
        ),
        pytest.param(
            "[[machine-learning]]",
            "[[machine-lerning]]",
            '4: no term is called "machine-lerning". Write "machine-learning" if that is what you mean.',
            id="no term",
        ),
        pytest.param(
            "- Read the page.",
            "- Read the page.\n- It took 30% of the time.",
            '17: this states a finding and cites no source: "It took 30% of the time.". '
            "Add [^id] with the id of a source in sources.yaml, or say that it is imagined.",
            id="a percentage",
        ),
        pytest.param(
            "- Read the page.",
            "- Read the page.\n- One study asked 1,200 people.",
            '17: this states a finding and cites no source: "One study asked 1,200 people.". '
            "Add [^id] with the id of a source in sources.yaml, or say that it is imagined.",
            id="a number of people",
        ),
    ],
)
def test_a_page_that_does_not_serve_its_readers_is_refused(
    pack_folder: Path, old: str, new: str, faults: str
) -> None:
    change(pack_folder, READING_1, old, new)

    assert [line.removeprefix(f"{READING_1}:") for line in reported(pack_folder)] == faults.split("\n")


@pytest.mark.parametrize(
    "fine",
    [
        "One study asked 1,200 people [^example-guide].",
        "It took 30% of the time [^example-guide].",
        "Imagine 1,000 people. 20% of them are ill.",
        "Work with 12 people.",
        "Give people 15 minutes.",
        "Come to room 204.",
        "Machine learning (ML) is one way. ML learns.",
        "Large language models (LLMs) write. One LLM is enough.",
        "Ask your GP or the NHS, A&E or GOV.UK.",
        "See the [guide](https://www.example.org/ABC/30%25/people/2021).",
    ],
)
def test_a_paragraph_without_a_bare_finding_is_fine(pack_folder: Path, fine: str) -> None:
    change(pack_folder, READING_1, "- Read the page.", f"- {fine}")

    assert reported(pack_folder) == []


def test_a_page_marks_at_most_seven_terms(pack_folder: Path) -> None:
    terms = [f"term-{letter}" for letter in "abcdefg"]
    listed = "".join(f"  - {{id: {term}, term: Word, meaning: A word.}}\n" for term in terms)
    with (pack_folder / "glossary.yaml").open("a", encoding="utf-8") as glossary:
        glossary.write(listed)
    change(pack_folder, READING_1, WE_MEET, " ".join(f"[[{term}]] [[{term}|again]]." for term in terms))

    assert reported(pack_folder) == [
        f'{READING_1}:1: "Before the workshop" marks 8 different terms. '
        "Mark at most 7, and say the rest in plain words."
    ]


def test_a_page_has_its_fewest_words(pack_folder: Path) -> None:
    faults = reported(pack_folder, minimums=replace(SMALL, words=39))

    assert faults == [f'{READING_1}:12: "If you missed it" has 38 words. Write 39 to 1500.']


def test_an_installation_that_cannot_measure_the_reading_age_says_so(
    pack_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(readings, "can_measure", lambda: False)

    assert reported(pack_folder) == [
        f"workshops/{name}/reading.md:1: the reading age cannot be measured. "
        "Install the package syllapy, which requirements.lock lists."
        for name in ("1-first-look", "2-first-plan")
    ]


def test_a_control_character_in_markdown_is_refused(pack_folder: Path) -> None:
    change(pack_folder, READING_1, WE_MEET, "We meet\x07.")

    assert reported(pack_folder) == [
        f"{READING_1}:3: there is a control character in this text. "
        "Type the text again; copying may have brought in what cannot be seen."
    ]
