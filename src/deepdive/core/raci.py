"""RACI: who does a task, who answers for it, who is asked before and who is told after."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from deepdive.core.artefact import Row
from deepdive.core.grid import Named, named

# Letter -> the part of a picture that lists the tasks of a role.
LETTERS = {"R": "responsible", "A": "accountable", "C": "consulted", "I": "informed"}


@dataclass(frozen=True, kw_only=True)
class Role:
    """A part in the project, who holds it, and its letters for each task, such as "RA"."""

    row: Named
    holder: str
    is_gap: bool
    letters: Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class Task:
    """A task. Only one that the pack names ``must`` have somebody."""

    name: str
    must: bool
    accountable: int
    responsible: int

    @property
    def faults(self) -> tuple[str, ...]:
        """What is wrong with it, in words."""
        if not self.must:
            return ()
        found = []
        if self.accountable == 0:
            found.append("nobody answers for it")
        if self.accountable > 1:
            found.append(f"{self.accountable} answer for it")
        if self.responsible == 0:
            found.append("nobody does it")
        return tuple(found)


@dataclass(frozen=True, kw_only=True)
class Raci:
    """Roles and tasks. The tasks that the pack names come first."""

    roles: tuple[Role, ...]
    tasks: tuple[Task, ...]


def read_raci(
    rows: Sequence[Row],
    *,
    role: str,
    holder: str,
    columns: Mapping[str, str],
    tasks: Sequence[str],
    every: str,
    gap: str,
) -> Raci:
    """Who does what. ``columns`` maps each letter to its column, in which tasks stand with commas between
    them; ``every`` means all of ``tasks``, and ``gap`` that nobody holds a part."""
    names = {_key(task): task for task in tasks}
    roles = []
    for one, row in named(rows, role):
        letters: dict[str, str] = {}
        for letter, column in columns.items():
            for task in _listed(row.get(column, "")):
                everything = every and _key(task) == _key(every)
                for each in list(tasks) if everything else [task]:
                    known = names.setdefault(_key(each), each)
                    letters[known] = letters.get(known, "").replace(letter, "") + letter
        held = " ".join(row.get(holder, "").split())
        is_gap = not held or bool(gap and re.match(rf"{re.escape(gap)}\b", held, re.IGNORECASE))
        roles.append(Role(row=one, holder=held, is_gap=is_gap, letters=letters))
    return Raci(
        roles=tuple(roles),
        tasks=tuple(
            Task(
                name=name,
                must=position < len(tasks),
                accountable=sum("A" in one.letters.get(name, "") for one in roles),
                responsible=sum("R" in one.letters.get(name, "") for one in roles),
            )
            for position, name in enumerate(names.values())
        ),
    )


def _listed(cell: str) -> list[str]:
    tasks = (" ".join(part.split()) for part in re.split(r"[,;\n]", cell))
    return [task for task in tasks if task.strip(". ")]


def _key(task: str) -> str:
    return " ".join(task.split()).casefold().strip(". ")
