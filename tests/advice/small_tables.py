"""The tables of the example pack in place of this project's, for tests of pages."""

from dataclasses import replace
from datetime import date

import pytest

from deepdive.advice import actions, queries, views
from deepdive.core.advice import Advice
from deepdive.curriculum.current import pack
from deepdive.curriculum.load import load_pack
from tests.curriculum.example import EXAMPLE_PACK

NOTICE, CLEAR_OUT = "data-notice", "data-clear-out"


def small_tables() -> Advice:
    """Two questions in one group, the second asked after a yes to the first, and two rules."""
    return load_pack(EXAMPLE_PACK, today=date(2026, 3, 1)).advice


def judge_by(monkeypatch: pytest.MonkeyPatch, advice: Advice) -> None:
    """Let the pages judge by those tables."""
    sources = load_pack(EXAMPLE_PACK, today=date(2026, 3, 1)).sources
    changed = replace(pack(), advice=advice, sources={**pack().sources, **sources})
    for module in (actions, queries, views):
        monkeypatch.setattr(module, "pack", lambda: changed)
