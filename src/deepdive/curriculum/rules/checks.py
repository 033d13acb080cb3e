"""Checks, rubrics and gates: they ask for what there is."""

from collections.abc import Iterable, Iterator

from deepdive.curriculum.document import Path
from deepdive.curriculum.draft import Draft
from deepdive.curriculum.fault import Fault, advise_instead, quote
from deepdive.curriculum.rules.conditions import Checker, known_in


def check(draft: Draft) -> Iterator[Fault]:
    """Conditions that nothing can meet, and names of what there is not."""
    document, known = draft.checks, known_in(draft)
    checker = Checker(document, known)
    artefacts = {artefact.value.id for artefact in draft.artefacts}
    fields = {str(address) for address in known.fields}
    checks = {one.id for one in document.value.checks}
    scored = {one.artefact for one in document.value.rubrics}
    workshops = {str(workshop.value.number) for workshop in draft.workshops}

    def unknown(names: Iterable[str], there: set[str], noun: str, at: Path) -> Iterator[Fault]:
        for name in names:
            if name not in there:
                yield document.fault(f"{noun} is called {quote(name)}", advise_instead(name, there), at=at)

    for place, one in enumerate(document.value.checks):
        here: Path = ("checks", place)
        yield from unknown([one.artefact], artefacts, "no artefact", (*here, "artefact"))
        yield from checker.fields(one.any_of, (*here, "any_of"))
        yield from checker.rows(one.rows, (*here, "rows"))
        if not (one.any_of or one.rows):
            yield document.fault("this check asks for nothing", "Add any_of or rows", at=here)
    for place, rubric in enumerate(document.value.rubrics):
        here = ("rubrics", place)
        yield from unknown([rubric.artefact], artefacts, "no artefact", (*here, "artefact"))
        for position, line in enumerate(rubric.lines):
            at = (*here, "lines", position)
            yield from unknown(map(str, line.needs), fields, "no field", (*at, "needs"))
            yield from unknown(line.checks, checks, "no check", (*at, "checks"))
    for place, gate in enumerate(document.value.gates):
        here = ("gates", place)
        yield from unknown([str(gate.workshop)], workshops, "no workshop", (*here, "workshop"))
        for position, point in enumerate(gate.points):
            at = (*here, "points", position)
            yield from unknown([str(point.at)], fields, "no field", (*at, "at"))
            yield from unknown([point.rubric] * bool(point.rubric), scored, "no rubric", (*at, "rubric"))
            yield from checker.fields(point.fields, (*at, "fields"))
            yield from checker.rows(point.rows, (*at, "rows"))
