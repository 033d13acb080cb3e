"""The golden documents say here what they say in the browser."""

import base64
from itertools import permutations

import pytest

from deepdive.workbook.replay import StoredEntry, replay
from tests.workbook.document.golden import Case, cases, document_of, says


@pytest.mark.parametrize("case", cases(), ids=lambda case: case["name"])
def test_updates_make_the_same_document_as_in_the_browser(case: Case) -> None:
    updates = [base64.b64decode(update) for update in case["updates"]]
    assert says(document_of(updates)) == case["says"]


@pytest.mark.parametrize("case", cases(), ids=lambda case: case["name"])
def test_updates_make_it_in_whatever_order_they_come(case: Case) -> None:
    updates = [base64.b64decode(update) for update in case["updates"]]
    for order in permutations(updates):
        assert says(replay(b"", [StoredEntry(update, waits=True) for update in order])) == case["says"]
