"""Who answers for a task and who does it."""

from hypothesis import given, settings
from hypothesis import strategies as st

from deepdive.core.raci import Raci, read_raci

COLUMNS = {"R": "responsible", "A": "accountable", "C": "consulted", "I": "informed"}


def read(*rows: dict[str, str]) -> Raci:
    return read_raci(
        rows,
        role="role",
        holder="holder",
        columns=COLUMNS,
        tasks=("the data", "going live"),
        every="all tasks",
        gap="GAP",
    )


def test_tasks_are_read_from_lists_with_commas() -> None:
    raci = read(
        {
            "role": "Owner",
            "holder": "Manager",
            "responsible": "The data; going live.",
            "accountable": "the  data",
        },
        {"role": "Sponsor", "holder": "Chief", "accountable": "going live, contract"},
    )
    owner, sponsor = raci.roles
    assert owner.letters == {"the data": "RA", "going live": "R"}
    assert sponsor.letters == {"going live": "A", "contract": "A"}
    assert [(task.name, task.must, task.faults) for task in raci.tasks] == [
        ("the data", True, ()),
        ("going live", True, ()),
        ("contract", False, ()),
    ]


def test_nobody_two_and_no_hands_are_faults() -> None:
    raci = read(
        {"role": "Owner", "holder": "Manager", "accountable": "the data"},
        {"role": "Sponsor", "holder": "Chief", "accountable": "the data"},
    )
    assert [task.faults for task in raci.tasks] == [
        ("2 answer for it", "nobody does it"),
        ("nobody answers for it", "nobody does it"),
    ]


def test_all_tasks_are_all_that_the_pack_names() -> None:
    (plan,) = read({"role": "Plan", "holder": "Manager", "informed": "All tasks"}).roles
    assert plan.letters == {"the data": "I", "going live": "I"}


def test_a_part_that_nobody_holds_is_a_gap() -> None:
    raci = read(
        {"role": "Buying", "holder": "GAP"},
        {"role": "Safety", "holder": "gap, until May"},
        {"role": "Data", "holder": " "},
        {"role": "Front line", "holder": "Gaping Ghyll team"},
    )
    assert [role.is_gap for role in raci.roles] == [True, True, True, False]


@given(
    st.lists(st.dictionaries(st.sampled_from(["role", *COLUMNS.values()]), st.text(max_size=12)), max_size=8)
)
@settings(max_examples=60)
def test_each_letter_of_a_role_belongs_to_a_task(rows: list[dict[str, str]]) -> None:
    raci = read(*rows)
    tasks = {task.name for task in raci.tasks}
    assert len(tasks) == len(raci.tasks)
    assert all(set(role.letters) <= tasks for role in raci.roles)
    assert sum(task.accountable for task in raci.tasks) == sum(
        "A" in letters for role in raci.roles for letters in role.letters.values()
    )
