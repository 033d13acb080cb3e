"""Filling letters in."""

import pytest

from deepdive.core.pack import Letter
from deepdive.curriculum.letters import fill, read_letter

SIGN_IN = Letter(id="sign-in-link", subject="A link for $name", body="$link works until ${link_expires}.\n")


def test_values_stand_where_the_letter_names_them() -> None:
    subject, body = fill(SIGN_IN, name="Ada", link="https://example.org/1", link_expires="10:15")

    assert subject == "A link for Ada"
    assert body == "https://example.org/1 works until 10:15.\n"


def test_a_value_cannot_break_the_subject_into_lines() -> None:
    subject, _ = fill(SIGN_IN, name="Ada\r\nBcc: everybody@example.org", link="", link_expires="")

    assert subject == "A link for Ada Bcc: everybody@example.org"


def test_a_dollar_sign_in_a_value_stays_as_it_is() -> None:
    _, body = fill(SIGN_IN, name="Ada", link="$name", link_expires="$$")

    assert body == "$name works until $$.\n"


def test_a_forgotten_value_is_an_error() -> None:
    with pytest.raises(KeyError, match="link_expires"):
        fill(SIGN_IN, name="Ada", link="https://example.org/1")


def test_line_ends_of_other_systems_are_read_alike() -> None:
    content = b"Subject: Hello\r\n\r\nDear $name,\r\n\r\nGoodbye\r\n"

    letter, faults = read_letter(content, letter_id="sign-in-link", file="letters/sign-in-link.md")

    assert letter == Letter(id="sign-in-link", subject="Hello", body="Dear $name,\n\nGoodbye\n")
    assert faults == ()
