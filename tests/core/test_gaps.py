"""What is known, known in part, or a gap."""

import pytest

from deepdive.core.gaps import Known, how_known, judge


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("", Known.NO),
        ("  ", Known.NO),
        ("?", Known.NO),
        ("Not known.", Known.NO),
        ("unknown", Known.NO),
        ("no", Known.YES),
        ("0", Known.YES),
        ("Two years; before that not known", Known.IN_PART),
    ],
)
def test_how_known_a_text_is(text: str, known: Known) -> None:
    assert how_known(text) is known


def test_a_row_has_its_gaps_in_the_order_of_the_columns() -> None:
    rows = [{"what": "Visits", "where": "System", "owner": ""}, {}, {"what": "Falls", "owner": "Manager"}]
    visits, falls = judge(rows, name="what", columns=("where", "owner"))
    assert (visits.row.number, visits.cells, visits.gaps) == (1, (Known.YES, Known.NO), (1,))
    assert (falls.row.number, falls.gaps) == (3, (0,))
