"""Contradictions: each rule asks for what there is, finds what its first sample shows, and leaves the second
alone."""

from collections.abc import Collection, Iterator, Mapping

from deepdive.core.advice import Advice, Status
from deepdive.core.artefact import Field, FieldKind, Value
from deepdive.core.conditions import AdviceCondition
from deepdive.core.contradictions import ContradictionRule, Sample, facts_of_sample, find_contradictions
from deepdive.core.facts import read_facts
from deepdive.core.plan import FieldAddress
from deepdive.curriculum.document import Document, Path
from deepdive.curriculum.draft import Draft, Links
from deepdive.curriculum.fault import Fault, advise_instead, quote
from deepdive.curriculum.rules.conditions import Checker, Known, known_in


def check(draft: Draft) -> Iterator[Fault]:
    """Rules that ask for nothing, that ask for what is not there, or that their samples prove wrong."""
    document = draft.links
    known = known_in(draft)
    advice = draft.advice()
    checker = Checker(document, known)
    for place, rule in enumerate(document.value.contradictions):
        here: Path = ("contradictions", place)
        faults = [
            *_advice(document, rule.advice, advice, (*here, "advice")),
            *checker.fields(rule.fields, (*here, "fields")),
            *checker.rows(rule.rows, (*here, "rows")),
            *_sample(draft, rule.triggers, known, advice, (*here, "triggers")),
            *_sample(draft, rule.near_miss, known, advice, (*here, "near_miss")),
        ]
        if not (rule.fields or rule.rows):
            faults.append(document.fault("this rule asks for nothing", "Add fields or rows", at=here))
        yield from faults
        if not faults:
            yield from _proof(document, rule, known, advice, here)


def _advice(
    document: Document[Links], conditions: tuple[AdviceCondition, ...], advice: Advice, at: Path
) -> Iterator[Fault]:
    what_there_is: dict[str, Mapping[str, Collection[str]]] = {
        "question": {one.id: one.values for one in advice.questions.values()},
        "finding": {one.id: (one.status, Status.NOT_TRIGGERED) for one in advice.rules.values()},
        "table": {one.id: one.outcome_of for one in advice.tables.values() if one.outcome_of},
    }
    for place, condition in enumerate(conditions):
        here = (*at, place)
        about = {"question": condition.question, "finding": condition.finding, "table": condition.table}
        named = [key for key, name in about.items() if name]
        if len(named) != 1:
            problem = "this has to name a question, a finding or a table, and only one of them"
            yield document.fault(problem, "Name one of them", at=here)
            continue
        [key] = named
        there, name = what_there_is[key], about[key]
        if name not in there:
            remedy = advise_instead(name, there)
            yield document.fault(f"no {key} of advice is called {quote(name)}", remedy, at=(*here, key))
            continue
        for said in condition.listed:
            if said not in there[name]:
                remedy = advise_instead(said, there[name])
                yield document.fault(f"{quote(name)} is never {quote(said)}", remedy, at=(*here, "is"))


def _proof(
    document: Document[Links], rule: ContradictionRule, known: Known, advice: Advice, here: Path
) -> Iterator[Fault]:
    if not _finds(rule, rule.triggers, known, advice):
        problem = f"the rule {quote(rule.id)} finds nothing in its own sample"
        yield document.fault(problem, "Mend the rule, or the sample", at=(*here, "triggers"))
    if _finds(rule, rule.near_miss, known, advice):
        problem = f"the rule {quote(rule.id)} finds something in its near miss"
        yield document.fault(problem, "Mend the rule, or the sample", at=(*here, "near_miss"))


def _finds(rule: ContradictionRule, sample: Sample, known: Known, advice: Advice) -> bool:
    return any(find_contradictions([rule], facts_of_sample(sample, known.kinds, advice)))


def _sample(draft: Draft, sample: Sample, known: Known, advice: Advice, here: Path) -> Iterator[Fault]:
    document = draft.links
    for unusable in read_facts(advice, sample.answers.items()).problems:
        yield document.fault(unusable.message.removesuffix("."), "Correct it", at=(*here, "answers"))
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
