import pytest

from deepdive.core.access import Act, Role, may


def test_no_role_means_no_rights() -> None:
    assert not any(may([], act) for act in Act)


@pytest.mark.parametrize(
    ("role", "acts"),
    [
        (
            Role.ORGANISER,
            {
                Act.SEE_COHORT,
                Act.READ_WORKBOOK,
                Act.COMMENT,
                Act.READ_PLAN,
                Act.MANAGE_COHORT,
                Act.SEE_ADDRESSES,
                Act.FREEZE_PLAN,
            },
        ),
        (Role.FACILITATOR, set(Act) - {Act.MANAGE_COHORT, Act.ANSWER, Act.REVIEW_PLAN}),
        (Role.CO_FACILITATOR, set(Act) - {Act.MANAGE_COHORT, Act.ANSWER, Act.REVIEW_PLAN}),
        (
            Role.ATTENDEE,
            {
                Act.SEE_COHORT,
                Act.READ_WORKBOOK,
                Act.COMMENT,
                Act.READ_PLAN,
                Act.JOIN_ROOM,
                Act.ANSWER,
                Act.WRITE_WORKBOOK,
            },
        ),
        (Role.SPONSOR, {Act.SEE_COHORT, Act.READ_WORKBOOK, Act.COMMENT, Act.READ_PLAN, Act.JOIN_ROOM}),
        (
            Role.REVIEWER,
            {Act.SEE_COHORT, Act.READ_WORKBOOK, Act.COMMENT, Act.READ_PLAN, Act.REVIEW_PLAN},
        ),
    ],
)
def test_each_role_may_do_exactly_this(role: Role, acts: set[Act]) -> None:
    assert {act for act in Act if may([role], act)} == acts


def test_two_roles_add_up() -> None:
    assert may([Role.ORGANISER, Role.ATTENDEE], Act.MANAGE_COHORT)
    assert may([Role.ORGANISER, Role.ATTENDEE], Act.WRITE_WORKBOOK)
