"""The guide to the pack names everything that the reader and the checker know."""

import re
from dataclasses import fields
from pathlib import Path

import pytest

from deepdive.core.activity import Activity, ActivityKind, Choice, Item
from deepdive.core.artefact import Artefact, Field, FieldKind, WorkedExample
from deepdive.core.pack import RatingStatement, Source
from deepdive.core.plan import PlanLayout, SectionLayout
from deepdive.core.series import Block, Capacity, Method, Outcome, Series, Topic, Workshop
from deepdive.curriculum.letters import PLACEHOLDERS

GUIDE = (Path(__file__).resolve().parents[2] / "docs" / "pack.md").read_text(encoding="utf-8")
PROSE = re.sub(r"```.*?```", "", GUIDE, flags=re.DOTALL)
WORDS = frozenset(re.findall(r"[a-z_-]+", " ".join(re.findall(r"`([^`]+)`", PROSE))))


@pytest.mark.parametrize(
    "kind",
    [
        Activity,
        Artefact,
        Block,
        Capacity,
        Choice,
        Field,
        Item,
        Outcome,
        PlanLayout,
        RatingStatement,
        SectionLayout,
        Series,
        Source,
        Topic,
        WorkedExample,
        Workshop,
    ],
)
def test_every_key_is_explained(kind: type) -> None:
    # the series' workshops stand in folders, not under a key
    keys = {field.name for field in fields(kind)} - {"workshops"}

    assert keys - WORDS == set()


@pytest.mark.parametrize("kind", [ActivityKind, FieldKind, Method])
def test_every_choice_of_words_is_explained(kind: type[ActivityKind | FieldKind | Method]) -> None:
    assert {str(member) for member in kind} - WORDS == set()


@pytest.mark.parametrize("letter", sorted(PLACEHOLDERS))
def test_every_letter_stands_with_its_values(letter: str) -> None:
    row = next(line for line in GUIDE.splitlines() if line.startswith(f"| `{letter}` |"))

    assert frozenset(re.findall(r"`\$(\w+)`", row)) == PLACEHOLDERS[letter]
