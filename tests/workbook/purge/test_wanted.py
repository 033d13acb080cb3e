from datetime import UTC, datetime

import pytest

from deepdive.core.refused import Refused
from deepdive.workbook.purge.wanted import Additions, Words


@pytest.mark.parametrize("text", ["Mrs Patel", "mrs  patel", "MRS\nPATEL", "Mrs\u00a0Patel"])
def test_a_text_is_found_however_it_is_written(text: str) -> None:
    words = Words("Mrs Patel")
    assert words.times_in(f"about {text} and {text}") == 2
    assert words.out_of(f"about {text}.") == "about [removed]."


def test_a_text_is_found_in_bytes() -> None:
    assert Words("Zoë of the ward").is_in_bytes(
        "\x00ZoË".encode().replace("Ë".encode(), "ë".encode()) + b" of  the ward"
    )
    assert not Words("Zoë of the ward").is_in_bytes(b"Zoe of the ward")


def test_signs_mean_themselves() -> None:
    assert Words("a.c (x)").out_of("abc (x) a.c (x)") == "abc (x) [removed]"


def test_a_short_text_would_be_found_everywhere() -> None:
    with pytest.raises(Refused, match="Give a text of 4 letters or more"):
        Words(" a b c ")


def test_a_time_has_a_length() -> None:
    noon = datetime(2027, 3, 2, 12, tzinfo=UTC)
    with pytest.raises(Refused):
        Additions(noon, noon)
