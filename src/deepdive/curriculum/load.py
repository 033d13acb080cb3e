"""The pack from its folder: all of it, or all that is wrong with it."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from deepdive.core.pack import Pack
from deepdive.curriculum.draft import Draft, read_draft
from deepdive.curriculum.fault import BrokenPack, Fault
from deepdive.curriculum.folder import Files, read_files, version_of
from deepdive.curriculum.minimums import WHOLE_CURRICULUM, Minimums
from deepdive.curriculum.rules import (
    acronyms,
    activities,
    advice,
    advice_cases,
    amounts,
    artefacts,
    checks,
    citations,
    contradictions,
    coverage,
    examples,
    glossary,
    guides,
    ids,
    links,
    markdown,
    partners,
    pictures,
    readings,
    references,
    slides,
    sources,
    wording,
    workshops,
)

# What a server relies on.
RULES: tuple[Callable[[Draft], Iterator[Fault]], ...] = (
    ids.check,
    references.check,
    workshops.check,
    coverage.check,
    activities.check,
    artefacts.check,
    examples.check,
    guides.check,
    slides.check,
    readings.check,
    markdown.check,
    partners.check,
    links.check,
    pictures.check,
    sources.check,
    advice.check,
    wording.check,
)

# What builds on artefacts, links and advice, and says nothing while something is wrong with those.
LATER_RULES: tuple[Callable[[Draft], Iterator[Fault]], ...] = (contradictions.check, checks.check)
BUILT_ON = ("artefacts/", "advice/", "links.yaml", "checks.yaml")

# What makes a curriculum a good one. These faults stop no server, which need not look for them.
EDITORS_RULES: tuple[Callable[[Draft, Minimums], Iterator[Fault]], ...] = (
    acronyms.check,
    advice_cases.check,
    amounts.check,
    citations.check,
    glossary.check,
    readings.check_pages,
    slides.check_length,
)


def load_pack(folder: Path, *, today: date, minimums: Minimums = WHOLE_CURRICULUM) -> Pack:
    """The pack in ``folder``. BrokenPack, with every fault, when it cannot be used.

    A source that is overdue for review, or a page that is hard to read, alone does not break a pack: time
    passing must never keep a running server from starting again. :func:`check_pack` still reports it.
    """
    draft, faults, files = _read(folder)
    if faults:
        raise BrokenPack(_all(draft, faults, today=today, minimums=minimums))
    return replace(draft.pack(), version=version_of(files))


def check_pack(folder: Path, *, today: date, minimums: Minimums = WHOLE_CURRICULUM) -> tuple[Fault, ...]:
    """Everything there is to mend in the pack, by file and line; empty for a pack in order."""
    draft, faults, _ = _read(folder)
    return _all(draft, faults, today=today, minimums=minimums)


def _read(folder: Path) -> tuple[Draft, tuple[Fault, ...], Files]:
    """The pack as read, the faults for which a server cannot use it, and its files."""
    files, faults = read_files(folder)
    draft = read_draft(files)
    faults.extend(draft.faults)
    for check in RULES:
        faults.extend(check(draft))
    if not any(fault.file.startswith(BUILT_ON) for fault in faults):
        for check in LATER_RULES:
            faults.extend(check(draft))
    return draft, tuple(faults), files


def _all(draft: Draft, faults: tuple[Fault, ...], *, today: date, minimums: Minimums) -> tuple[Fault, ...]:
    found = [*faults, *sources.check_dates(draft, today=today)]
    for check in EDITORS_RULES:
        found.extend(check(draft, minimums))
    return tuple(sorted(set(found)))
