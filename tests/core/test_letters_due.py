"""Letters about sessions: each to the right people, in its time, once."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deepdive.core.letters_due import Course, Due, Kind, Meeting, Sent, letters_due, nudge_times

LONDON = ZoneInfo("Europe/London")
# a week apart at noon in London; the clocks change on 28 March 2027, between the second and the third
FIRST, SECOND, THIRD = (
    datetime(2027, month, day, 12, tzinfo=LONDON) for month, day in [(3, 16), (3, 23), (3, 30)]
)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
ONE, TWO, THREE = (UUID(int=number) for number in (1, 2, 3))
ANN, BEN, LEAD = 1, 2, 9


def course(**changes: datetime | None) -> Course:
    """Three sessions, of which the first was held when ``one`` says, and so on."""
    held = {"one": None, "two": None, "three": None} | changes
    return Course(
        meetings=[
            Meeting(
                id=id_,
                starts_at=at,
                held_at=held[name],
                was_there=frozenset({ANN}),
                prepared=frozenset({BEN}),
            )
            for id_, at, name in ((ONE, FIRST, "one"), (TWO, SECOND, "two"), (THREE, THIRD, "three"))
        ],
        seated=frozenset({ANN, BEN}),
        leads=frozenset({LEAD}),
    )


def due(course: Course, now: datetime, sent: frozenset[Sent] = frozenset()) -> set[tuple[str, int, int]]:
    """Kind, number of the session and person."""
    return {
        (one.kind.value, one.meeting.int, one.person)
        for one in letters_due(course, sent=sent, zone=LONDON, now=now)
    }


def kinds(course: Course, now: datetime) -> set[str]:
    return {kind for kind, _, _ in due(course, now)}


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        (25 * HOUR, set()),
        (24 * HOUR, {ANN, BEN, LEAD}),
        (timedelta(minutes=1), {ANN, BEN, LEAD}),
        (0 * HOUR, set()),
    ],
)
def test_everybody_is_reminded_within_a_day_of_the_session(before: timedelta, expected: set[int]) -> None:
    found = due(course(one=FIRST + HOUR), SECOND - before)
    assert {person for kind, number, person in found if (kind, number) == ("session-reminder", 2)} == expected


def test_a_session_that_was_held_early_needs_no_reminder() -> None:
    early = course(one=FIRST + HOUR, two=SECOND - 5 * HOUR)
    assert "session-reminder" not in kinds(early, SECOND - 4 * HOUR)


def test_a_session_that_has_moved_is_reminded_of_again() -> None:
    meeting = Meeting(id=ONE, starts_at=FIRST, revision=1)
    moved = Course(meetings=[meeting], seated=frozenset({ANN}))
    reminded = frozenset({Due(Kind.REMINDER, ONE, ANN, 0).once})
    assert Due(Kind.REMINDER, ONE, ANN, 1) in letters_due(moved, sent=reminded, zone=LONDON, now=FIRST - HOUR)


def test_who_has_not_prepared_is_asked_two_and_five_days_after_the_session_before() -> None:
    assert nudge_times(SECOND, FIRST, zone=LONDON) == (
        datetime(2027, 3, 18, 8, tzinfo=LONDON),
        datetime(2027, 3, 21, 8, tzinfo=LONDON),
    )
    held = course(one=FIRST + HOUR)
    at_eight = datetime(2027, 3, 18, 8, tzinfo=LONDON)
    assert "pre-work-first" not in kinds(held, at_eight - timedelta(seconds=1))
    assert ("pre-work-first", 2, ANN) in due(held, at_eight)
    assert ("pre-work-second", 2, ANN) in due(held, at_eight + 3 * DAY)
    assert "pre-work-first" not in kinds(held, at_eight + 3 * DAY)
    assert not any("pre-work" in kind and person != ANN for kind, _, person in due(held, at_eight + 3 * DAY))


def test_before_the_first_session_it_is_five_and_two_days_before() -> None:
    assert nudge_times(FIRST, None, zone=LONDON) == (
        datetime(2027, 3, 11, 8, tzinfo=LONDON),
        datetime(2027, 3, 14, 8, tzinfo=LONDON),
    )


def test_two_hours_after_a_session_people_are_thanked_or_missed() -> None:
    held = course(one=FIRST + HOUR)
    assert due(held, FIRST + 2 * HOUR) == set()
    assert due(held, FIRST + 3 * HOUR) == {("thank-you", 1, ANN), ("missed-you", 1, BEN)}
    assert not {"thank-you", "missed-you"} & kinds(held, FIRST + HOUR + 3 * DAY)


def test_whoever_was_thanked_is_not_missed_when_attendance_is_corrected() -> None:
    held = course(one=FIRST + HOUR)
    sent = frozenset({Due(Kind.THANKS, ONE, BEN).once})
    assert due(held, FIRST + 3 * HOUR, sent) == {("thank-you", 1, ANN)}


def test_the_summary_comes_at_eight_the_next_morning_in_london_also_when_the_clocks_change() -> None:
    saturday = Course(
        meetings=[
            Meeting(
                id=ONE,
                starts_at=datetime(2027, 3, 27, 12, tzinfo=LONDON),
                held_at=datetime(2027, 3, 27, 13, tzinfo=LONDON),
            )
        ],
        seated=frozenset({ANN}),
        leads=frozenset({LEAD}),
    )
    seven_in_utc = datetime(2027, 3, 28, 7, tzinfo=UTC)
    assert "session-summary" not in kinds(saturday, seven_in_utc - timedelta(seconds=1))
    assert {("session-summary", 1, ANN), ("session-summary", 1, LEAD)} <= due(saturday, seven_in_utc)


def test_nothing_follows_a_session_that_was_not_held() -> None:
    assert kinds(course(), FIRST + DAY) == set()
    assert kinds(course(), THIRD + 30 * DAY) == set()


@pytest.mark.parametrize(("days", "day"), [(30, (4, 29)), (90, (6, 28)), (180, (9, 26))])
def test_thirty_ninety_and_180_days_after_the_last_session_people_hear_once_more(
    days: int, day: tuple[int, int]
) -> None:
    over = course(one=FIRST + HOUR, two=SECOND + HOUR, three=THIRD + HOUR)
    at_eight = datetime(2027, *day, 8, tzinfo=LONDON)
    assert due(over, at_eight - timedelta(seconds=1)) == set()
    assert due(over, at_eight) == {(f"follow-up-{days}-days", 3, person) for person in (ANN, BEN)}
    assert due(over, at_eight + 14 * DAY) == set()


people = st.frozensets(st.integers(1, 5))
moments = st.integers(0, 24 * 40).map(lambda hours: datetime(2027, 3, 1, tzinfo=UTC) + hours * HOUR)


@st.composite
def courses(draw: st.DrawFn) -> Course:
    starts = sorted(draw(st.lists(moments, min_size=1, max_size=4, unique=True)))
    meetings = [
        Meeting(
            id=UUID(int=number),
            starts_at=at,
            held_at=draw(st.none() | st.integers(1, 30).map(lambda hours, at=at: at + hours * HOUR)),  # type: ignore[misc]
            was_there=draw(people),
            prepared=draw(people),
        )
        for number, at in enumerate(starts)
    ]
    return Course(meetings=meetings, seated=draw(people), leads=draw(st.frozensets(st.integers(6, 7))))


@given(courses(), st.lists(moments, min_size=2, max_size=12).map(sorted))
def test_whenever_the_software_looks_nobody_gets_a_letter_twice_or_wrongly(
    course: Course, looks: list[datetime]
) -> None:
    sent: set[Sent] = set()
    meetings = {meeting.id: meeting for meeting in course.meetings}
    for now in looks:
        for one in letters_due(course, sent=frozenset(sent), zone=LONDON, now=now):
            assert one.once not in sent
            sent.add(one.once)
            meeting = meetings[one.meeting]
            assert one.person in course.seated | course.leads
            if one.kind in (Kind.FIRST_NUDGE, Kind.SECOND_NUDGE):
                assert one.person in course.seated - meeting.prepared
                assert now < meeting.starts_at
            if one.kind in (Kind.THANKS, Kind.MISSED, Kind.SUMMARY):
                assert meeting.held_at is not None
                assert meeting.held_at < now
            if one.kind in (Kind.THANKS, Kind.MISSED):
                assert (one.kind is Kind.THANKS) == (one.person in meeting.was_there)
        assert letters_due(course, sent=frozenset(sent), zone=LONDON, now=now) == frozenset()


@given(courses(), moments)
def test_a_person_without_a_seat_or_a_part_gets_nothing(course: Course, now: datetime) -> None:
    nobody = Course(meetings=course.meetings, seated=frozenset(), leads=frozenset())
    assert letters_due(nobody, zone=LONDON, now=now) == frozenset()


@given(courses(), st.lists(moments, min_size=2, max_size=2).map(sorted))
def test_both_nudges_of_a_session_are_never_due_at_once(course: Course, looks: list[datetime]) -> None:
    for one, other in pairwise(looks):
        for now in (one, other):
            both = [
                (two.meeting, two.person)
                for two in letters_due(course, zone=LONDON, now=now)
                if two.kind.letter == "pre-work"
            ]
            assert len(both) == len(set(both))
