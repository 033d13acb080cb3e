"""Where the rooms of the demonstration are."""

import re

from tests.cast import cohort_id
from tests.server import Visitor


def session_path(visitor: Visitor, number: int) -> str:
    """The address of the room of that workshop, as the cohort's page gives it."""
    _, page = visitor.get(f"/cohorts/{cohort_id(visitor)}")
    found = re.search(rf'href="(/sessions/[0-9a-f-]+)">Room<span[^>]*> of workshop {number}<', page)
    assert found, page
    return found[1]
