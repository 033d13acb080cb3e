"""The pack from its folder: all of it, or all that is wrong with it."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from deepdive.core.pack import Pack
from deepdive.curriculum.draft import Draft, read_draft
from deepdive.curriculum.fault import BrokenPack, Fault
from deepdive.curriculum.folder import read_files
from deepdive.curriculum.rules import (
    activities,
    artefacts,
    coverage,
    ids,
    references,
    sources,
    wording,
    workshops,
)

RULES: tuple[Callable[[Draft], Iterator[Fault]], ...] = (
    ids.check,
    references.check,
    workshops.check,
    coverage.check,
    activities.check,
    artefacts.check,
    sources.check,
    wording.check,
)


def load_pack(folder: Path, *, today: date) -> Pack:
    """The pack in ``folder``. BrokenPack, with every fault, when it cannot be used.

    A source that is overdue for review alone does not break a pack: time passing must never keep
    a running server from starting again. :func:`check_pack` still reports it.
    """
    draft, faults = _inspect(folder, today)
    if any(fault.stops_loading for fault in faults):
        raise BrokenPack(faults)
    return draft.pack()


def check_pack(folder: Path, *, today: date) -> tuple[Fault, ...]:
    """Everything there is to mend in the pack, by file and line; empty for a pack in order."""
    return _inspect(folder, today)[1]


def _inspect(folder: Path, today: date) -> tuple[Draft, tuple[Fault, ...]]:
    files, faults = read_files(folder)
    draft = read_draft(files)
    faults.extend(draft.faults)
    for check in RULES:
        faults.extend(check(draft))
    faults.extend(sources.check_dates(draft, today=today))
    return draft, tuple(sorted(set(faults)))
