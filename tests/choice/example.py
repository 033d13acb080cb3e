"""A choice between four ways, with three people who give numbers."""

from collections.abc import Mapping
from uuid import UUID

from deepdive.answers.voter import voter_of
from deepdive.choice import actions, queries
from deepdive.choice.queries import Choice
from deepdive.core.money import Line, LineKind, Outlook, Range
from deepdive.programme.models import Cohort
from deepdive.workbook.document import KeptRow, RowEdits
from tests.workbook.past import enter

OPTIONS = tuple(str(UUID(int=number)) for number in range(1, 5))
ROWS = {
    OPTIONS[0]: {"option": "Leave it as it is", "way": "do nothing"},
    OPTIONS[1]: {"option": "Reminders in six languages", "way": "fix without AI"},
    OPTIONS[2]: {"option": "A tool of a supplier <b>", "way": "buy"},
    OPTIONS[3]: {"option": "With the university", "way": "partner"},
}
# How good each way is on the first criterion and on all others, as three people see it.
POINTS: Mapping[str, tuple[tuple[int, int], ...]] = {
    OPTIONS[0]: ((10, 40), (0, 50), (20, 45)),
    OPTIONS[1]: ((50, 80), (60, 70), (40, 75)),
    OPTIONS[2]: ((70, 40), (90, 30), (20, 50)),
    OPTIONS[3]: ((80, 60), (85, 55), (75, 65)),
}


def add_options(cohort: Cohort) -> None:
    """The four options, written in the workbook."""
    rows = tuple(KeptRow(row_id, cells) for row_id, cells in ROWS.items())
    enter(cohort.pk, queries.OPTIONS_ARTEFACT, {queries.OPTIONS_FIELD: RowEdits(rows=rows)})


def choice_of(cohort: Cohort) -> Choice:
    found = queries.choice_of(cohort)
    assert found is not None
    return found


def give_numbers(cohort: Cohort, person_id: int, place: int) -> None:
    """The weights and scores of one of the three."""
    choice, voter = choice_of(cohort), voter_of(cohort.pk, person_id)
    first, *others = choice.criteria
    weights = {first: (100, 60, 100)[place], **dict.fromkeys(others, (50, 100, 40)[place])}
    actions.save_weights(cohort, weights, voter=voter)
    for option in choice.options:
        own, rest = POINTS[option.id][place]
        actions.save_scores(cohort, option, {first: own, **dict.fromkeys(others, rest)}, voter=voter)


def add_money(cohort: Cohort) -> None:
    """Figures for the tool of the supplier."""
    option = choice_of(cohort).options[2]
    for kind, amount, rise in (
        (LineKind.ONCE, Range(low=20_000, likely=30_000, high=60_000), 0.0),
        (LineKind.YEARLY, Range(low=10_000, likely=12_000, high=20_000), 3.0),
        (LineKind.BENEFIT, Range(low=10_000, likely=60_000, high=90_000), 0.0),
    ):
        line = Line(kind=kind, amount=amount, rise=rise)
        actions.add_money_line(cohort, option, line, what=kind.value, source="Made up")
    outlook = Outlook(delay=Range(low=3, likely=6, high=18), fails=0.4, stop=12)
    actions.save_outlook(cohort, option, outlook, source="Made up")
