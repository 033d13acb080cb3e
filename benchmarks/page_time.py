"""The server's time for pages of advice and of the plan, and how often each asks the database.

    python -m benchmarks.page_time              # prints JSON; people read the table before it

The projects are those of the worked examples, with the answers of a scenario of the pack. Without a network,
and without a browser: a request goes to the application itself.
"""

import argparse
import os
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from typing import Any
from uuid import UUID, uuid4

from benchmarks.processes import machine
from benchmarks.report import Row, print_report, say
from benchmarks.servers import empty_folder

COLUMNS = ("what", "median_ms", "cpu_ms", "first_ms", "kb", "queries")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--times", type=int, default=20, help="how often each page is asked for")
    asked = parser.parse_args()
    with empty_folder("page-time") as folder:
        set_up(folder)
        rows = list(_pages(asked.times))
    print_report(
        "page_time",
        machine=machine(),
        settings=vars(asked),
        rounds=rows,
        results=rows,
        ratios=[],
        columns=COLUMNS,
    )


def set_up(folder: Path) -> None:
    """An empty installation in that folder."""
    os.environ |= {"DEEPDIVE_MODE": "test", "DEEPDIVE_DATA_FOLDER": str(folder)}
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "deepdive.config.settings")
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    settings.ALLOWED_HOSTS = ["*"]
    for database in ("default", "journal"):
        call_command("migrate", database=database, verbosity=0, interactive=False)


def page_time(name: str, address: str, person: Any, times: int) -> Row:
    """The time of one page, and its queries."""
    from django.db import connections
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    say(f"{name} ...")
    client = Client()
    client.force_login(person)
    row = timed(name, lambda: client.get(address).content, times)
    with (
        CaptureQueriesContext(connections["default"]) as default,
        CaptureQueriesContext(connections["journal"]) as journal,
    ):
        status = client.get(address).status_code
    assert status == 200, f"{address} answers {status}"
    return {**row, "queries": len(default) + len(journal)}


def worked_example(factor: int = 1) -> tuple[UUID, Any]:
    """A cohort whose workbook says the first worked example, with so many times the rows; and its owner."""
    from deepdive.core.artefact import KeptRow
    from deepdive.core.everything import Everything
    from deepdive.core.plan import FieldAddress
    from deepdive.curriculum.current import pack
    from deepdive.people.actions import find_or_add_person
    from deepdive.programme.actions import add_cohort_of_plan
    from deepdive.workbook.actions import fill

    person = find_or_add_person(email=f"ada{factor}@trust.example", name="Ada")
    cohort = add_cohort_of_plan(f"Trust {factor}", problem="People wait", by=person)
    fields = {
        FieldAddress(artefact=artefact.id, field=field): value
        if isinstance(value, str)
        else tuple(KeptRow(str(uuid4()), row) for row in value * factor)
        for artefact in pack().artefacts.values()
        for field, value in artefact.examples[0].values.items()
    }
    fill(cohort.pk, Everything(fields=fields), author_id=person.pk)
    return cohort.pk, person


def timed(name: str, make: Callable[[], bytes], times: int) -> Row:
    """The first time, and the middle of the others, by the clock and in seconds of the processor."""
    took: list[float] = []
    worked: list[float] = []
    content = b""
    for _ in range(times + 1):
        began, began_work = time.perf_counter(), time.process_time()
        content = make()
        took.append((time.perf_counter() - began) * 1000)
        worked.append((time.process_time() - began_work) * 1000)
    return {
        "what": name,
        "median_ms": round(median(took[1:]), 1),
        "cpu_ms": round(median(worked[1:]), 1),
        "first_ms": round(took[0], 1),
        "kb": round(len(content) / 1000),
    }


def _pages(times: int) -> Iterator[Row]:
    cohort, person = worked_example()
    advice = f"/cohorts/{cohort}/advice"
    yield page_time("advice, nothing answered", advice, person, times)
    person = _answered_by(cohort)
    for name, address in {
        "advice, answered": advice,
        "advice, a group of questions": f"{advice}/groups/care",
        "advice, one question": f"{advice}/questions/uses-ai",
        "advice, JSON": f"{advice}.json",
        "what does not fit together": f"/workbooks/{cohort}/contradictions",
        "the plan": f"/cohorts/{cohort}/plan",
        "the plan for the information governance lead": f"/cohorts/{cohort}/plan/for/ig-lead",
    }.items():
        yield page_time(name, address, person, times)


def _answered_by(cohort_id: UUID) -> Any:
    """Answer as the scenario of the pack does that answers most. Returns who did, and may write."""
    from deepdive.advice.actions import SavedAnswer, save_answers
    from deepdive.core.facts import read_facts
    from deepdive.curriculum.current import pack
    from deepdive.people.actions import find_or_add_person
    from deepdive.programme.models import Cohort

    cohort = Cohort.objects.get(pk=cohort_id)
    person = find_or_add_person(email="grace@trust.example", name="Grace")
    cohort.seats.create(person=person, number=1)
    advice = pack().advice
    like = max(advice.scenarios.values(), key=lambda one: len(one.answers))
    given = read_facts(advice, like.answers.items()).given
    answers = {question: SavedAnswer(value) for question, value in given.items()}
    save_answers(cohort, answers, by=person, now=datetime.now(UTC))
    return person


if __name__ == "__main__":
    main()
