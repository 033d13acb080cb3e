import json
import re
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deepdive.core.patient_data import (
    SAYS,
    Finding,
    Looks,
    findings,
    has_nhs_number,
    is_nhs_number,
    nhs_numbers,
    warnings,
    without_findings,
    without_nhs_numbers,
)

FOLDER = Path(__file__).parents[1] / "golden"
NUMBERS = json.loads((FOLDER / "nhs-numbers.json").read_text(encoding="utf-8"))
GOLDEN = json.loads((FOLDER / "patient-data.json").read_text(encoding="utf-8"))

# pieces that patterns begin and end with, so that chance builds what is nearly something
PIECES = [
    *("943", "476", "5919", "1", "12", "03", "1962", "AB", "ab", "C", "DOB", "born", "MRN", "NHS no", "Mr "),
    *(
        "S",
        "lives at",
        "LS1",
        "4AB",
        "March",
        "of ",
        " ",
        "  ",
        "-",
        ".",
        "/",
        "\u00a0",
        "\u200b",
        "٣",
        "😀",
        "\n",
    ),
]
texts = st.one_of(st.text(), st.lists(st.sampled_from(PIECES), max_size=40).map("".join))


def marked(text: str) -> tuple[str, list[tuple[int, int]]]:
    """The text without its brackets, and the places that they mark."""
    places = [match.start() - number for number, match in enumerate(re.finditer("[⟦⟧]", text))]
    return re.sub("[⟦⟧]", "", text), list(zip(places[::2], places[1::2], strict=True))


def expected(case: dict[str, Any]) -> tuple[str, list[Finding]]:
    text, places = marked(case["text"])
    looks = [Looks(name) for name in case["looks"]]
    return text, [Finding(*place, looks=name) for place, name in zip(places, looks, strict=True)]


@pytest.mark.parametrize("case", NUMBERS, ids=[case["text"] for case in NUMBERS])
def test_the_browser_and_the_server_take_out_the_same(case: dict[str, str]) -> None:
    assert without_nhs_numbers(case["text"]) == case["clean"]
    assert has_nhs_number(case["text"]) == (case["text"] != case["clean"])


@pytest.mark.parametrize("case", GOLDEN["texts"], ids=[case["text"] for case in GOLDEN["texts"]])
def test_the_browser_and_the_server_find_the_same(case: dict[str, Any]) -> None:
    text, found = expected(case)
    assert list(findings(text)) == found


@pytest.mark.parametrize("case", GOLDEN["counts"], ids=[case["text"] for case in GOLDEN["counts"]])
def test_they_find_the_same_in_counts_of_people(case: dict[str, Any]) -> None:
    text, found = expected(case)
    assert list(findings(text, counts_people=True)) == found


def test_they_say_the_same() -> None:
    assert GOLDEN["says"] == {str(looks): says for looks, says in SAYS.items()}


def test_it_says_where_the_numbers_are() -> None:
    assert list(nhs_numbers("a 9434765919, b")) == [(2, 12)]


def test_a_number_is_no_warning() -> None:
    assert warnings("DOB 1/2/1962, 9434765919") == (Finding(4, 12, Looks.BIRTH_DATE),)


def test_a_log_gets_no_finding() -> None:
    assert without_findings("born 1/2/1962, MRN 1234567, 9434765919") == "born ..., MRN ..., ..."


@given(st.text(alphabet="0123456789", min_size=9, max_size=9))
def test_nine_digits_have_one_check_digit_at_most(digits: str) -> None:
    valid = [check for check in "0123456789" if is_nhs_number(digits + check)]
    assert len(valid) <= 1


@given(texts)
def test_nothing_is_left_after_taking_out(text: str) -> None:
    assert not has_nhs_number(without_nhs_numbers(text))


@given(st.text(alphabet="0123456789 -ab", max_size=40))
def test_text_without_numbers_stays_as_it_is(text: str) -> None:
    if not has_nhs_number(text):
        assert without_nhs_numbers(text) == text


@given(texts)
def test_findings_stand_in_order_apart_and_inside_the_text(text: str) -> None:
    at = 0
    for finding in findings(text):
        assert at <= finding.start < finding.end <= len(text)
        at = finding.end


@given(texts)
def test_every_number_that_is_taken_out_is_a_finding(text: str) -> None:
    numbers = [(f.start, f.end) for f in findings(text) if f.looks is Looks.NHS_NUMBER]
    assert numbers == list(nhs_numbers(text))


@given(texts, texts)
def test_what_is_far_away_changes_nothing(one: str, other: str) -> None:
    gap = " far away " * 20
    moved = [Finding(f.start + len(one + gap), f.end + len(one + gap), f.looks) for f in findings(other)]
    assert list(findings(one + gap + other)) == [*findings(one), *moved]


def test_long_texts_of_near_misses_are_read_to_their_end() -> None:
    for one, other in product(PIECES, repeat=2):
        assert isinstance(findings((one + other) * 2_000), tuple)
