"""A guide to a block hands out its parts in order."""

import pytest

from deepdive.core.guide import PARTS, BlockGuide, WorkshopGuide

WELCOME = BlockGuide(block="welcome", **{part: f"About {part}." for part in PARTS})
GUIDE = WorkshopGuide(before_you_start="Test the link.", blocks=(WELCOME,))


def test_the_parts_stand_under_their_headings_in_order() -> None:
    assert [heading for heading, _ in WELCOME.parts] == list(PARTS.values())
    assert WELCOME.parts[3] == ("Show and do", "About show_and_do.")


def test_a_block_is_found_by_its_id() -> None:
    assert GUIDE.block("welcome") is WELCOME
    with pytest.raises(KeyError, match="lunch"):
        GUIDE.block("lunch")
