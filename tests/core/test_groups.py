from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deepdive.core.groups import (
    Group,
    GroupCopy,
    Member,
    at_random,
    by_hand,
    mixed,
    read_copy,
    sizes_for,
    with_those,
)

TEAMS = ("clinical", "technology", "operations")


def people(*teams: str) -> list[Member]:
    return [Member(id=number, team=team) for number, team in enumerate(teams, 1)]


def sizes(groups: tuple[Group, ...]) -> list[int]:
    return sorted((len(group.people) for group in groups), reverse=True)


@pytest.mark.parametrize(
    ("count", "expected"),
    [(5, ()), (6, (3, 3)), (7, (4, 3)), (8, (4, 4)), (10, (4, 3, 3)), (12, (3, 3, 3, 3)), (14, (4, 4, 3, 3))],
)
def test_groups_have_three_or_four_people(count: int, expected: tuple[int, ...]) -> None:
    assert sizes_for(count) == expected


def test_each_group_of_a_mixed_cohort_has_somebody_of_each_team() -> None:
    cohort = people(*TEAMS * 4)
    groups = mixed(cohort, seed=1)
    team = {member.id: member.team for member in cohort}
    assert [sorted(team[person] for person in group.people) for group in groups] == [sorted(TEAMS)] * 4


def test_groups_are_named_by_letters() -> None:
    assert [(group.id, group.name) for group in at_random(people(*[""] * 6), seed=1)] == [
        ("a", "Group A"),
        ("b", "Group B"),
    ]


def test_the_same_seed_makes_the_same_groups() -> None:
    cohort = people(*TEAMS * 3)
    assert mixed(cohort, seed=7) == mixed(list(reversed(cohort)), seed=7)


@given(st.lists(st.sampled_from(TEAMS), min_size=6, max_size=12), st.integers(0, 1000))
def test_everybody_is_in_one_group_and_teams_are_spread(teams: list[str], seed: int) -> None:
    cohort = people(*teams)
    groups = mixed(cohort, seed=seed)
    assert sorted(person for group in groups for person in group.people) == [m.id for m in cohort]
    assert sizes(groups) == sorted(sizes_for(len(teams)), reverse=True)
    team = {member.id: member.team for member in cohort}
    for name, count in Counter(teams).items():
        in_groups = [sum(team[person] == name for person in group.people) for group in groups]
        # never two more of a team in one group than in another that had room for them
        assert max(in_groups) <= -(-count // len(groups)) + 1


@given(st.integers(6, 12), st.integers(2, 6), st.integers(0, 99))
def test_so_many_groups_as_were_asked_for(count: int, groups: int, seed: int) -> None:
    made = at_random(people(*[""] * count), count=groups, seed=seed)
    assert len(made) == groups
    assert max(sizes(made)) - min(sizes(made)) <= 1


def test_groups_put_together_by_hand() -> None:
    assert by_hand([(1, "b"), (2, "a"), (3, "b"), (4, ""), (5, "z")]) == (
        Group(id="a", name="Group A", people=(2,)),
        Group(id="b", name="Group B", people=(1, 3)),
    )


def group(letter: str, *ids: int) -> Group:
    return Group(id=letter, name=f"Group {letter.upper()}", people=ids)


def test_who_leaves_is_taken_out_and_who_comes_joins_the_smallest() -> None:
    groups = (group("a", 1, 2, 3), group("b", 4, 5, 6))
    assert with_those(groups, [1, 2, 3, 4, 5, 9]) == (group("a", 1, 2, 3), group("b", 4, 5, 9))


def test_somebody_left_alone_joins_another_group() -> None:
    groups = (group("a", 1, 2, 3), group("b", 4, 5, 6), group("c", 7, 8))
    assert with_those(groups, [1, 2, 3, 4, 5, 7]) == (group("a", 1, 2, 3), group("b", 4, 5, 7))


@given(st.sets(st.integers(1, 14), min_size=2))
def test_whoever_is_here_is_in_one_group_afterwards(here: set[int]) -> None:
    groups = (group("a", 1, 2, 3), group("b", 4, 5, 6), group("c", 7, 8, 9, 10))
    made = with_those(groups, here)
    if made:
        assert sorted(person for one in made for person in one.people) == sorted(here)


def test_a_copy_is_known_by_its_workshop_block_and_group() -> None:
    copy = GroupCopy(3, "release-write", "b")
    assert (copy.id, copy.group, copy.title) == ("3-release-write-b", "Group B", "Group B, workshop 3")


@given(st.integers(1, 9), st.from_regex(r"[a-z0-9]+(-[a-z0-9]+)*", fullmatch=True), st.sampled_from("abcdef"))
def test_the_id_of_a_copy_says_which_it_is(workshop: int, block: str, letter: str) -> None:
    copy = GroupCopy(workshop, block, letter)
    assert read_copy(copy.id) == copy


@pytest.mark.parametrize(
    "text", ["", "group-1", "3-b", "3--b", "3-write-z", "3-write-", "x-write-b", "\u00b2-w-b"]
)
def test_what_is_no_id_of_a_copy(text: str) -> None:
    assert read_copy(text) is None


@given(
    st.lists(st.sampled_from(TEAMS), min_size=6, max_size=12),
    st.dictionaries(st.integers(1, 12), st.integers(1, 12), max_size=8),
    st.booleans(),
    st.integers(0, 99),
)
@settings(max_examples=60)
def test_who_shares_a_screen_shares_a_group(
    teams: list[str], beside: dict[int, int], is_mixed: bool, seed: int
) -> None:
    cohort = [Member(id=one.id, team=one.team, beside=beside.get(one.id)) for one in people(*teams)]
    groups = (mixed if is_mixed else at_random)(cohort, seed=seed)
    group_of = {person: group.id for group in groups for person in group.people}
    assert sorted(group_of) == [one.id for one in cohort]
    there = {one: host for one, host in beside.items() if {one, host} <= group_of.keys()}
    # who is at the screen of somebody that is at a third's counts alone
    assert all(group_of[one] == group_of[host] for one, host in there.items() if host not in there)
    assert with_those(groups, group_of, beside=there) == groups
    assert sorted(person for group in groups for person in group.people) == sorted(group_of)


def test_who_shares_a_screen_is_put_where_its_owner_is_when_groups_are_mended() -> None:
    groups = by_hand([(1, "a"), (2, "a"), (3, "a"), (4, "b"), (5, "b"), (6, "b")])
    mended = with_those(groups, [1, 2, 3, 4, 5, 6, 7, 8], beside={4: 1, 8: 7})
    assert [group.people for group in mended] == [(1, 4, 2, 3), (5, 6, 7, 8)]
