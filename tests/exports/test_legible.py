"""Which characters a document may hold."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from deepdive.exports.legible import legible


@pytest.mark.parametrize(
    "typed", ["plain", "tab\there", "two\nlines", "naïve £5 – “so”", "😀 שלום مرحبا 中文", "a\u200db"]
)
def test_what_people_can_see_stays(typed: str) -> None:
    assert legible(typed) == typed


@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029"])
def test_every_kind_of_line_break_becomes_a_new_line(line_break: str) -> None:
    assert legible(f"one{line_break}two") == "one\ntwo"


@pytest.mark.parametrize(
    "not_a_character",
    [*"\x00\x01\x08\x0e\x1b\x1f\x7f\x9f\ud800\udfff\ufdd0\ufeff\ufffe\uffff\U0001fffe\U0010ffff"],
)
def test_what_is_not_a_character_goes(not_a_character: str) -> None:
    assert legible(f"a{not_a_character}b") == "ab"


@given(st.text(st.characters()))
def test_legible_text_fits_into_xml_and_is_left_alone_the_second_time(typed: str) -> None:
    once = legible(typed)

    element = etree.Element("text")
    element.text = once
    assert etree.fromstring(etree.tostring(element)).text == (once or None)
    assert legible(once) == once
