"""The reasons that a page reads are the same in Python and in TypeScript."""

import json
from pathlib import Path

from deepdive.workbook.refusals import Refusal

GOLDEN = Path(__file__).resolve().parents[1] / "golden" / "refusals.json"


def test_codes_and_reasons_are_those_that_the_page_knows() -> None:
    known = {row["code"]: row["reason"] for row in json.loads(GOLDEN.read_text(encoding="utf-8"))}
    assert {int(refusal): refusal.reason for refusal in Refusal} == known


def test_each_refusal_says_what_to_do_and_has_a_status() -> None:
    assert all(refusal.message.endswith(".") and " " in refusal.message for refusal in Refusal)
    assert {refusal.reason: refusal.status for refusal in Refusal} == {
        "moved": 503,
        "try-again": 503,
        "malformed": 400,
        "not-signed-in": 401,
        "not-allowed": 403,
        "clock-far-off": 400,
        "moved-on": 410,
        "too-large": 413,
        "workbook-full": 413,
        "too-fast": 429,
        "too-many-connections": 429,
    }
