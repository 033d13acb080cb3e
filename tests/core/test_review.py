"""Reviews: what is left, and what a mark needs."""

import pytest

from deepdive.core.refused import Refused
from deepdive.core.review import Marked, Verdict, check_mark, left

IDA, CSO = 1, 2


def mark(
    number: int,
    *,
    version: int = 1,
    section: str = "a",
    by: int = IDA,
    verdict: Verdict = Verdict.TO_MEND,
    is_answered: bool = False,
) -> Marked:
    return Marked(
        id=number, version=version, section=section, reviewer=by, verdict=verdict, is_answered=is_answered
    )


def ids_left(*marks: Marked) -> list[int]:
    return [one.id for one in left(marks)]


def test_what_is_to_mend_comes_before_what_could_be_better_and_fine_is_not_left() -> None:
    better, fine = Verdict.COULD_BE_BETTER, Verdict.FINE
    assert ids_left(
        mark(1, verdict=better), mark(2, section="b", verdict=fine), mark(3, section="c"), mark(4, by=CSO)
    ) == [3, 4, 1]


def test_what_is_answered_is_not_left() -> None:
    assert ids_left(mark(1, is_answered=True)) == []


def test_a_point_on_an_older_version_stays_until_its_reviewer_marks_the_section_again() -> None:
    assert ids_left(mark(1), mark(2, version=2, section="b")) == [1, 2]
    assert ids_left(mark(1), mark(2, version=2, verdict=Verdict.FINE)) == []
    assert ids_left(mark(2, version=2, verdict=Verdict.FINE), mark(1)) == []
    assert ids_left(mark(1), mark(2, version=2, by=CSO, verdict=Verdict.FINE)) == [1]


@pytest.mark.parametrize("verdict", [Verdict.TO_MEND, Verdict.COULD_BE_BETTER])
def test_what_is_not_fine_needs_words(verdict: Verdict) -> None:
    with pytest.raises(Refused) as refused:
        check_mark(verdict, " \n", is_newest=True)
    assert refused.value.code == "no-words"
    check_mark(verdict, "No baseline", is_newest=True)
    check_mark(Verdict.FINE, "", is_newest=True)


def test_an_older_version_is_not_reviewed_any_more() -> None:
    with pytest.raises(Refused) as refused:
        check_mark(Verdict.FINE, "", is_newest=False)
    assert refused.value.code == "superseded"
