"""Markdown taken apart, and how hard it is to read."""

import pytest

from deepdive.curriculum.prose import Paragraph, Reference, count_words, prose
from deepdive.curriculum.reading_age import reading_age

TEXT = """\
One line
and [[term|words]] with a source [^here].

- first
  - nested
- second ![A box](pictures/box.svg)

| a | b |
|---|---|
| 1 | [[term\\|two words]] |

[There](https://www.example.org/ "Title")
"""


def test_a_paragraph_an_item_and_a_table_stand_for_themselves() -> None:
    assert [(part.kind, part.lines_below, part.read) for part in prose(TEXT).paragraphs] == [
        ("p", 0, "One line and words with a source ."),
        ("li", 3, "first nested"),
        ("li", 5, "second "),
        ("table", 7, "a b 1 two words"),
        ("p", 11, "There"),
    ]


def test_what_is_written_keeps_its_citations() -> None:
    assert prose("A [^b].").paragraphs == [Paragraph(kind="p", lines_below=0, written="A [^b].", read="A .")]


def test_links_and_pictures_are_found_on_their_lines() -> None:
    assert prose(TEXT).links == [Reference(target="https://www.example.org/", words="There", lines_below=11)]
    assert prose(TEXT).pictures == [Reference(target="pictures/box.svg", words="A box", lines_below=5)]


def test_html_is_found_on_its_lines() -> None:
    assert prose("a\nb <b>c</b>\n\n<div>\n\n1 < 2 and a \\<b>").html == [1, 1, 3]


@pytest.mark.parametrize(
    ("text", "words"),
    [("", 0), ("One two.", 2), ("One – two [^a-b-c] [[d-e|f]]", 3), ("# One\n\n- two\n- 3", 3)],
)
def test_words_are_what_people_read(text: str, words: int) -> None:
    assert count_words(text) == words


@pytest.mark.parametrize(
    ("text", "age"),
    [
        ("The cat sat on the mat.", round(0.39 * 6 / 1 + 11.8 * 6 / 6 - 15.59 + 5, 1)),
        ("A patient waited. A clerk wrote.", round(0.39 * 6 / 2 + 11.8 * 8 / 6 - 15.59 + 5, 1)),
        ("", 0.0),
        ("| only | tables |\n|---|---|\n| count | not |", 0.0),
    ],
)
def test_the_reading_age_is_the_grade_and_five_years(text: str, age: float) -> None:
    assert reading_age(text) == age


def test_longer_sentences_are_harder() -> None:
    short = "We look at one thing. Then we talk about it. Then we write it down."
    long = "We look at one thing and then we talk about it and then we write it down."

    assert reading_age(long) > reading_age(short)
