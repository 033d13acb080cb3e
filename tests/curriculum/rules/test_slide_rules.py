"""Slides belong to blocks, can be read at a glance, and show what everybody can see."""

from pathlib import Path

import pytest

from tests.curriculum.example import SLIDES_1, change, reported

PICTURE = "![A letter goes into a box and comes out sorted](pictures/box.svg)"


@pytest.mark.parametrize(
    ("old", "new", "faults"),
    [
        pytest.param(
            "block: welcome",
            "block: quiz",
            '1: the talk "welcome" has no slide. Add one with the line "block: welcome" under its title.',
            id="a talk without a slide",
        ),
        pytest.param(
            "block: quiz",
            "block: quizz",
            '14: no block of this workshop is called "quizz". Write "quiz" if that is what you mean.',
            id="unknown block",
        ),
        pytest.param(
            "block: quiz\n",
            "",
            '13: the slide "Your turn" does not say which block shows it. '
            'Write a line such as "block: welcome" under its title.',
            id="no block",
        ),
        pytest.param(
            "| Question | Answer |\n|---|---|\n| A thermostat | ? |\n",
            "",
            '13: the slide "Your turn" is empty. Write its body.',
            id="no body",
        ),
        pytest.param(
            "### Notes\n\nWait for the answers.\n",
            "",
            '13: the part "Notes" is missing. Add it under a line "### Notes".',
            id="no notes",
        ),
        pytest.param(
            "Software that learns",
            "word " * 41 + "Software that learns",
            '5: the slide "What AI is" has 46 words. Cut it to 45, and say the rest.',
            id="too many words",
        ),
        pytest.param(
            PICTURE,
            PICTURE.replace("A letter goes into a box and comes out sorted", ""),
            '7: the picture "pictures/box.svg" has no text alternative. '
            "Say between the square brackets what it shows.",
            id="a picture without words",
        ),
        pytest.param(
            PICTURE,
            PICTURE.replace("box.svg", "boxes.svg"),
            '7: there is no picture "pictures/boxes.svg". Write "pictures/box.svg" if that is what you mean.',
            id="no picture",
        ),
        pytest.param(
            PICTURE,
            PICTURE.replace("pictures/box.svg", "https://www.example.org/box.svg"),
            '7: the picture "https://www.example.org/box.svg" is not in the folder pictures. '
            "Put it into the folder pictures beside this file, and write pictures/name.svg.",
            id="a picture elsewhere",
        ),
        pytest.param(
            "Software that learns",
            "<b>Software</b> that learns",
            "5: there is HTML here. Write it in Markdown, or put a backslash before <.",
            id="html",
        ),
        pytest.param(
            "Software that learns",
            "[Software](http://www.example.org/) that learns",
            '5: the address "http://www.example.org/" is no https address. '
            "Write one that begins with https://.",
            id="http",
        ),
        pytest.param(
            "Software that learns",
            "Obviously software that learns",
            '5: "obviously" makes light of what learners may find hard. '
            "Leave the word out, or say how it is done.",
            id="belittling",
        ),
        pytest.param(
            "## What AI is",
            "Hello.\n\n## What AI is",
            '1: this text stands in no part. Put it under a line such as "## Title of the slide".',
            id="text in no slide",
        ),
        pytest.param(
            "### Notes\n\nWait",
            "### Note\n\nWait",
            '20: unknown part "### Note". Write "### Notes" if that is what you mean; '
            "the parts here are Notes.",
            id="a part misspelt",
        ),
        pytest.param(
            "## What AI is",
            "# Deck\n\n## What AI is",
            '1: "# Deck" stands in no slide. Begin each slide with a line of two # and its title.',
            id="a heading too high",
        ),
    ],
)
def test_a_slide_that_does_not_work_is_refused(pack_folder: Path, old: str, new: str, faults: str) -> None:
    change(pack_folder, SLIDES_1, old, new)

    assert [line.removeprefix(f"{SLIDES_1}:") for line in reported(pack_folder)] == faults.split("\n")
