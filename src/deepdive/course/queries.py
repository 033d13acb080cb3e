"""Reads of the course: who may see the facilitator's pages, and which cases match."""

from collections.abc import Sequence

from deepdive.core.access import Role
from deepdive.core.case import Case
from deepdive.curriculum.current import pack
from deepdive.curriculum.parts import split
from deepdive.people.models import Person
from deepdive.people.queries import is_organiser


def leads(person: Person) -> bool:
    """Whether the person organises or facilitates anything, and so may see guides and notes."""
    leading = (Role.FACILITATOR.value, Role.CO_FACILITATOR.value)
    return is_organiser(person) or person.appointments.filter(role__in=leading).exists()


def matching_cases(*, words: str, setting: str, task: str, workshop: int | None) -> Sequence[Case]:
    """The cases that match everything that is given, in the order of their titles.

    Each of the ``words`` must stand somewhere in the case, as part of a word or whole.
    """
    wanted = words.casefold().split()
    return sorted(
        (
            case
            for case in pack().cases.values()
            if (not setting or case.setting == setting)
            and (not task or task in case.tasks)
            and (workshop is None or workshop in case.workshops)
            and all(word in _everything(case) for word in wanted)
        ),
        key=lambda case: case.title.casefold(),
    )


def case_parts(case: Case) -> Sequence[tuple[str, str]]:
    """Heading and Markdown of each part of a case card, in order."""
    return (
        ("What it was", case.what_it_was),
        ("What happened", case.what_happened),
        ("What went right or wrong", case.what_went_right_or_wrong),
        ("What it teaches", case.what_it_teaches),
        ("Ask yourselves", case.ask_yourselves),
    )


def closing_task(number: int) -> str:
    """What the page for before a workshop asks people to do: the text under its last heading."""
    *_, last = split(pack().readings[number].pre_work, deepest=2)
    return last.text


def _everything(case: Case) -> str:
    parts = (case.title, case.setting, *case.tasks, *(text for _, text in case_parts(case)))
    return " ".join(parts).casefold()
