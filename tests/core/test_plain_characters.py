import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from deepdive.core.plain_characters import plain


def test_every_decimal_digit_is_a_plain_digit() -> None:
    digits = [
        chr(code)
        for code in range(0x110000)
        # what later versions of Unicode added is not known to every Python
        if unicodedata.category(chr(code)) == "Nd" and unicodedata.ucd_3_2_0.category(chr(code)) == "Nd"
    ]
    assert plain("".join(digits)).text == "".join(str(unicodedata.decimal(digit)) for digit in digits)


def test_dashes_slashes_and_spaces_are_plain_and_the_rest_stays() -> None:
    assert plain("a–b\u2011c\u2212d ⁄ e\u00a0f\u202fg\th\n²①é😀").text == "a-b-c-d / e f g\th\n²①é😀"


def test_what_nobody_can_see_is_not_there() -> None:
    made = plain("a\u200bb\u00adc")
    assert (made.text, made.span(1, 3)) == ("abc", (2, 5))


@given(st.text(alphabet="a1\u200b\u00ad٣–😀"), st.data())
def test_a_place_leads_back_to_its_character(text: str, data: st.DataObject) -> None:
    made = plain(text)
    if made.text:
        place = data.draw(st.integers(0, len(made.text) - 1))
        start, end = made.span(place, place + 1)
        assert plain(text[start:end]).text == made.text[place]
