"""Loading a pack whole, or saying all that is wrong with it."""

from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest

from deepdive.core.activity import Choice
from deepdive.core.plan import FieldAddress
from deepdive.core.series import Block, Capacity, Method
from deepdive.curriculum import current
from deepdive.curriculum.fault import BrokenPack
from deepdive.curriculum.load import check_pack, load_pack
from tests.curriculum.example import EXAMPLE_PACK, SMALL, TODAY, WORKSHOP_1, WORKSHOP_2, change, reported

PROJECT_FOLDER = Path(__file__).resolve().parents[2]


def test_the_example_has_no_fault() -> None:
    assert check_pack(EXAMPLE_PACK, today=TODAY, minimums=SMALL) == ()


def test_the_projects_own_curriculum_has_no_fault() -> None:
    # on a fixed day, so that the tests of an old version do not begin to fail by themselves
    assert [str(fault) for fault in check_pack(PROJECT_FOLDER / "curriculum", today=TODAY)] == []


def test_who_wrote_is_recorded_unless_the_activity_says_otherwise(pack_folder: Path) -> None:
    change(pack_folder, "activities/problem-board.yaml", "sources: []", "sources: []\nis_anonymous: true")
    assert load_pack(pack_folder, today=TODAY).activities["problem-board"].is_anonymous
    assert not load_pack(EXAMPLE_PACK, today=TODAY).activities["problem-board"].is_anonymous


def test_a_pack_holds_what_its_files_say() -> None:
    pack = load_pack(EXAMPLE_PACK, today=TODAY)

    assert pack.series.capacity == Capacity(min=6, max=12)
    assert [workshop.id for workshop in pack.series.workshops] == ["first-look", "first-plan"]
    assert pack.series.workshop(2).blocks[1] == Block(
        id="write",
        title="Write the problem down",
        minutes=15,
        method=Method.GROUP,
        opens="problem",
        covers=("problems",),
        serves=("name-a-problem", "talk-about-ai"),
        if_late=10,
        cue="Go from group to group. Ask who has the problem.",
        task="Fill in both fields together.",
    )
    assert pack.activities["ai-or-not"].items[0].choices[1] == Choice(
        text="No", is_right=True, explanation="Nothing in it is learned from examples."
    )
    assert pack.artefacts["problem"].examples[0].values == {
        "name": "Missed follow-up letters",
        "people": "Forty outpatients a week.\nTwo clerks who search for the letters.",
    }
    assert pack.plan.sections[0].fields[1] == FieldAddress(artefact="problem", field="people")
    assert pack.sources["example-guide"].review_by == date(2026, 7, 10)
    assert pack.ratings[0].outcomes == ("talk-about-ai", "tell-ai-apart")
    assert pack.letters["sign-in-link"].subject == "Your sign-in link"


def test_workshops_stand_in_the_order_of_their_numbers(pack_folder: Path) -> None:
    change(pack_folder, WORKSHOP_1, "number: 1", "number: 2")
    change(pack_folder, WORKSHOP_2, "number: 2", "number: 1")
    change(pack_folder, "artefacts/problem.yaml", "workshop: 2", "workshop: 1")
    (pack_folder / "workshops/1-first-look").rename(pack_folder / "workshops/2-first-look")
    (pack_folder / "workshops/2-first-plan").rename(pack_folder / "workshops/1-first-plan")

    pack = load_pack(pack_folder, today=TODAY)

    assert [workshop.id for workshop in pack.series.workshops] == ["first-plan", "first-look"]


def test_all_faults_are_told_together_in_order(pack_folder: Path) -> None:
    change(pack_folder, WORKSHOP_2, "minutes: 15", "minutes: 14")
    change(pack_folder, WORKSHOP_1, "task: Stand up and move.", "task: Just move.")
    change(pack_folder, WORKSHOP_1, "if_late: 6", "if_late: later")
    change(pack_folder, "activities/problem-board.yaml", "items: []", "items: [")
    (pack_folder / "ratings.yaml").rename(pack_folder / "rating.yaml")

    with pytest.raises(BrokenPack) as refusal:
        load_pack(pack_folder, today=TODAY, minimums=SMALL)

    assert [(fault.file, fault.line) for fault in refusal.value.faults] == [
        ("activities/problem-board.yaml", 7),
        ("ratings.yaml", 1),
        (WORKSHOP_1, 28),
        (WORKSHOP_1, 40),
        (WORKSHOP_2, 9),
    ]
    assert str(refusal.value) == "\n".join(reported(pack_folder))


def test_a_source_overdue_for_review_is_reported_and_stops_nobody(pack_folder: Path) -> None:
    later = date(2026, 7, 11)

    overdue = check_pack(pack_folder, today=later, minimums=SMALL)
    assert [(fault.file, fault.line) for fault in overdue] == [
        ("advice/data.yaml", 7),
        ("cases/example-beds.md", 12),
        ("partners.yaml", 11),
        ("partners.yaml", 23),
        ("sources.yaml", 8),
    ]
    assert str(overdue[-1]) == (
        'sources.yaml:8: the source "example-guide" was to be reviewed by 2026-07-10. '
        "Read it again, mend what it changes, and set checked_on and review_by."
    )
    assert load_pack(pack_folder, today=later) == load_pack(pack_folder, today=TODAY)


def test_a_source_is_in_date_on_the_day_of_its_review(pack_folder: Path) -> None:
    assert check_pack(pack_folder, today=date(2026, 7, 10), minimums=SMALL) == ()


def test_the_installations_pack_is_read_once(pack_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(current, "settings", SimpleNamespace(CURRICULUM_FOLDER=pack_folder))
    current.pack.cache_clear()

    first = current.pack()
    (pack_folder / "series.yaml").unlink()

    assert current.pack() is first
    current.pack.cache_clear()
