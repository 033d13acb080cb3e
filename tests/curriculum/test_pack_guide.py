"""The guide to the pack names everything that the reader and the checker know."""

import re
from dataclasses import fields
from enum import StrEnum
from pathlib import Path

import pytest

from deepdive.core.activity import Activity, ActivityKind, Asks, Choice, Item, Scale, ShowsDone
from deepdive.core.artefact import Artefact, Column, Field, FieldKind, Used, WorkedExample
from deepdive.core.case import Case, CaseResult, CaseSetting, Evidence, Task
from deepdive.core.following import Followed
from deepdive.core.glossary import Term
from deepdive.core.guide import PARTS as GUIDE_PARTS
from deepdive.core.links import LinkKind
from deepdive.core.pack import RatingStatement, Source
from deepdive.core.partner import Partner, PartnerStatus, Region
from deepdive.core.picture import Picture, PictureKind
from deepdive.core.picture_parts import PARTS
from deepdive.core.picture_parts import WORDS as WORDS_OF_PICTURES
from deepdive.core.plan import DecisionLayout, DraftLayout, PlanLayout, SectionLayout, ViewLayout
from deepdive.core.series import Block, Capacity, Method, Outcome, Series, Topic, Workshop
from deepdive.curriculum.case_file import PARTS as CASE_PARTS
from deepdive.curriculum.letters import PLACEHOLDERS
from deepdive.curriculum.reading_pages import PAGES
from deepdive.curriculum.rules.readings import CLOSING_TASK
from deepdive.curriculum.slide_deck import NOTES

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
        Case,
        Choice,
        Column,
        DecisionLayout,
        DraftLayout,
        Field,
        Followed,
        Item,
        LinkKind,
        Outcome,
        Partner,
        Picture,
        PlanLayout,
        RatingStatement,
        Scale,
        SectionLayout,
        Series,
        Source,
        Term,
        Topic,
        ViewLayout,
        WorkedExample,
        Workshop,
    ],
)
def test_every_key_is_explained(kind: type) -> None:
    keys = {field.name.removesuffix("_") for field in fields(kind)}
    # the series' workshops stand in folders, and a case's texts under headings
    elsewhere = {"workshops"} if kind is Series else set(CASE_PARTS)

    assert keys - elsewhere - WORDS == set()


@pytest.mark.parametrize(
    "kind",
    [
        ActivityKind,
        Asks,
        CaseResult,
        CaseSetting,
        Evidence,
        FieldKind,
        Method,
        PartnerStatus,
        PictureKind,
        Region,
        ShowsDone,
        Task,
        Used,
    ],
)
def test_every_choice_of_words_is_explained(kind: type[StrEnum]) -> None:
    assert [str(member) for member in kind if f"`{member}`" not in GUIDE] == []


def test_every_part_and_word_of_a_picture_is_explained() -> None:
    names = {name for parts in PARTS.values() for name in parts} | {
        name for words in WORDS_OF_PICTURES.values() for name in words
    }

    assert names - WORDS == set()


def test_every_part_of_a_markdown_file_is_named() -> None:
    headings = [*GUIDE_PARTS.values(), *CASE_PARTS.values(), *PAGES.values(), *NOTES.values(), CLOSING_TASK]

    assert [heading for heading in headings if f"# {heading}" not in GUIDE] == []


@pytest.mark.parametrize("letter", sorted(PLACEHOLDERS))
def test_every_letter_stands_with_its_values(letter: str) -> None:
    row = next(line for line in GUIDE.splitlines() if line.startswith(f"| `{letter}` |"))

    assert frozenset(re.findall(r"`\$(\w+)`", row)) == PLACEHOLDERS[letter]
