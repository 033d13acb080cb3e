"""Contradictions: each rule asks for what there is, finds what its first sample shows, and leaves the second
alone."""

from collections.abc import Iterator

from deepdive.core.artefact import Field, FieldKind, Value
from deepdive.core.contradictions import ContradictionRule, Sample, facts_of_sample, find_contradictions
from deepdive.core.plan import FieldAddress
from deepdive.curriculum.document import Path
from deepdive.curriculum.draft import Draft
from deepdive.curriculum.fault import Fault, advise_instead, quote
from deepdive.curriculum.rules.conditions import Checker, Known, known_in


def check(draft: Draft) -> Iterator[Fault]:
    """Rules that ask for nothing, that ask for what is not there, or that their samples prove wrong."""
    document = draft.links
    known = known_in(draft)
    checker = Checker(document, known)
    for place, rule in enumerate(document.value.contradictions):
        here: Path = ("contradictions", place)
        faults = [
            *checker.fields(rule.fields, (*here, "fields")),
            *checker.rows(rule.rows, (*here, "rows")),
            *_sample(draft, rule.triggers, known, (*here, "triggers")),
            *_sample(draft, rule.near_miss, known, (*here, "near_miss")),
        ]
        if not (rule.fields or rule.rows):
            faults.append(document.fault("this rule asks for nothing", "Add fields or rows", at=here))
        yield from faults
        if not faults:
            yield from _proof(draft, rule, known, here)


def _proof(draft: Draft, rule: ContradictionRule, known: Known, here: Path) -> Iterator[Fault]:
    document = draft.links
    if not _finds(rule, rule.triggers, known):
        problem = f"the rule {quote(rule.id)} finds nothing in its own sample"
        yield document.fault(problem, "Mend the rule, or the sample", at=(*here, "triggers"))
    if _finds(rule, rule.near_miss, known):
        problem = f"the rule {quote(rule.id)} finds something in its near miss"
        yield document.fault(problem, "Mend the rule, or the sample", at=(*here, "near_miss"))


def _finds(rule: ContradictionRule, sample: Sample, known: Known) -> bool:
    return any(find_contradictions([rule], facts_of_sample(sample, known.kinds)))


def _sample(draft: Draft, sample: Sample, known: Known, here: Path) -> Iterator[Fault]:
    document = draft.links
    for key, value in sample.written.items():
        artefact, _, field_id = key.partition("/")
        field = known.fields.get(FieldAddress(artefact=artefact, field=field_id))
        at = (*here, "written", key)
        if field is None:
            remedy = advise_instead(key, [str(address) for address in known.fields])
            yield document.fault(f"no field is called {quote(key)}", remedy, at=at)
        else:
            yield from (document.fault(problem, "Correct it", at=at) for problem in _wrong(field, value))
    for place, link in enumerate(sample.links):
        kind = known.kinds.get(link.kind)
        at = (*here, "links", place)
        if kind is None:
            remedy = advise_instead(link.kind, known.kinds)
            yield document.fault(f"no kind of link is called {quote(link.kind)}", remedy, at=at)
            continue
        for number, end in ((link.from_, kind.from_), (link.to, kind.to)):
            rows = sample.written.get(str(end), ())
            if isinstance(rows, str) or number > len(rows):
                problem = f"the sample has no row {number} in {quote(str(end))}"
                yield document.fault(problem, "Add the row, or mend the number", at=at)


def _wrong(field: Field, value: Value) -> Iterator[str]:
    if isinstance(value, str) == (field.kind is FieldKind.ROWS):
        yield f"the field {quote(field.id)} {'has rows' if isinstance(value, str) else 'has no rows'}"
        return
    if isinstance(value, str):
        if field.choices and value not in field.choices:
            yield f"{quote(value)} is no choice of {quote(field.id)}"
        return
    columns = {column.id: column for column in field.columns}
    for row in value:
        for column_id, text in row.items():
            column = columns.get(column_id)
            if column is None:
                yield f"no column of {quote(field.id)} is called {quote(column_id)}"
            elif column.choices and text not in column.choices:
                yield f"{quote(text)} is no choice of {quote(column_id)}"
