"""The links of the demonstration, and what its people have set aside."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from deepdive.contradictions.actions import set_aside
from deepdive.core.access import Act
from deepdive.core.links import Link
from deepdive.people.models import Person
from deepdive.programme.models import Cohort
from deepdive.programme.queries import find_cohort
from deepdive.workbook.actions import write_links
from deepdive.workbook.contradictions import found_in
from deepdive.workbook.document import LinkEdits
from deepdive.workbook.queries import read_workbook


def add_links(cohort: Cohort, links: Mapping[str, Sequence[str]]) -> None:
    """Make the links that the story tells, by kind: "1 to 2" joins the first row with the second."""
    if not links:
        return
    reading = read_workbook(cohort.pk)
    facts = reading.facts
    edits = {}
    for kind_id, told in links.items():
        kind = facts.kinds[kind_id]
        pairs = (one.split(" to ") for one in told)
        edits[kind_id] = LinkEdits(
            made=frozenset(
                Link(facts.rows[kind.from_][int(start) - 1].id, facts.rows[kind.to][int(end) - 1].id)
                for start, end in pairs
            )
        )
    write_links(cohort.pk, edits, as_of=reading.as_of, author_id=cohort.seats.all()[0].person_id)


def add_asides(cohort: Cohort, asides: Sequence[Mapping[str, Any]], *, now: datetime) -> None:
    """Set aside what the story says, each with its reason."""
    if not asides:
        return
    found = {one.rule.id: one for one in found_in(read_workbook(cohort.pk).facts)}
    for told in asides:
        by = Person.objects.get(email=told["by"])
        access = find_cohort(cohort.pk, person=by, act=Act.WRITE_WORKBOOK)
        when = now - timedelta(days=int(told["days_ago"]))
        set_aside(access, found[told["rule"]], reason=told["reason"].strip(), now=when)
