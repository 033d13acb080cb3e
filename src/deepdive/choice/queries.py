"""Reads of a choice: its options and criteria, and what people gave."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import QuerySet

from deepdive.choice.models import MoneyLine, OptionOutlook, Score, Weight
from deepdive.core.artefact import Artefact
from deepdive.core.choosing import Scores
from deepdive.core.money import Line, LineKind, Outlook, Range
from deepdive.core.picture import PictureKind
from deepdive.curriculum.current import pack
from deepdive.programme.models import Cohort
from deepdive.workbook.document import rows_of
from deepdive.workbook.queries import read_workbook

# Where the group writes its options, and whose columns are the criteria.
OPTIONS_ARTEFACT, OPTIONS_FIELD = "build-buy-partner-wait", "options"
CRITERIA_ARTEFACT = "criteria-matrix"
DO_NOTHING, WITHOUT_AI = "do nothing", "fix without AI"
MOST_OPTIONS = 12
LONGEST_NAME = 48


@dataclass(frozen=True)
class Option:
    """An option of the workbook: the id of its row, a short name, and which way it is."""

    id: str
    name: str
    way: str

    @property
    def is_zero(self) -> bool:
        """Whether it is to do nothing, beside which the others are seen."""
        return self.way == DO_NOTHING


@dataclass(frozen=True)
class Choice:
    """What is to be chosen from, and by which criteria (id to title)."""

    artefact: Artefact
    options: tuple[Option, ...]
    criteria: Mapping[str, str]

    @property
    def names(self) -> dict[str, str]:
        """The options' names by id."""
        return {option.id: option.name for option in self.options}

    @property
    def lacks(self) -> tuple[str, ...]:
        """The ways that every choice needs a row for and this one has not."""
        ways = {option.way for option in self.options}
        return tuple(way for way in (DO_NOTHING, WITHOUT_AI) if way not in ways)


def choice_of(cohort: Cohort) -> Choice | None:
    """The cohort's choice; None if the pack has no place for options or criteria."""
    artefact, criteria = pack().artefacts.get(OPTIONS_ARTEFACT), _criteria()
    if artefact is None or not criteria or not any(f.id == OPTIONS_FIELD for f in artefact.fields):
        return None
    rows = rows_of(read_workbook(cohort.pk).document, artefact.id, artefact.field(OPTIONS_FIELD))
    written = [row for row in rows if any(text.strip() for text in row.cells.values())]
    options = tuple(
        Option(row.id, _name(row.cells, number), row.cells.get("way", ""))
        for number, row in enumerate(written[:MOST_OPTIONS], 1)
    )
    return Choice(artefact, options, criteria)


def scores_of(cohort: Cohort, choice: Choice) -> Scores:
    """Everybody's scores, by option and criterion."""
    found: dict[tuple[str, str], list[float]] = {}
    rows = Score.objects.filter(
        cohort=cohort, option__in=list(choice.names), criterion__in=list(choice.criteria)
    )
    for option, criterion, points in rows.order_by("voter").values_list("option", "criterion", "points"):
        found.setdefault((option, criterion), []).append(points)
    return found


def weights_of(cohort: Cohort, choice: Choice) -> tuple[Mapping[str, float], ...]:
    """Everybody's swing weights, one mapping a person."""
    found: dict[str, dict[str, float]] = {}
    rows = Weight.objects.filter(cohort=cohort, criterion__in=list(choice.criteria))
    for voter, criterion, points in rows.order_by("voter").values_list("voter", "criterion", "points"):
        found.setdefault(voter, {})[criterion] = points
    return tuple(found.values())


def own_weights(cohort: Cohort, voter: str) -> dict[str, int]:
    """Somebody's swing weights, by criterion."""
    return dict(Weight.objects.filter(cohort=cohort, voter=voter).values_list("criterion", "points"))


def own_scores(cohort: Cohort, voter: str) -> dict[str, dict[str, int]]:
    """Somebody's scores, by option and criterion."""
    found: dict[str, dict[str, int]] = {}
    rows = Score.objects.filter(cohort=cohort, voter=voter)
    for option, criterion, points in rows.values_list("option", "criterion", "points"):
        found.setdefault(option, {})[criterion] = points
    return found


def money_lines(cohort: Cohort, option: Option) -> QuerySet[MoneyLine]:
    """The option's costs and benefits."""
    return MoneyLine.objects.filter(cohort=cohort, option=option.id)


def outlook_of(cohort: Cohort, option: Option) -> OptionOutlook | None:
    """When the option helps, and how sure that is; None while nobody has said so."""
    return OptionOutlook.objects.filter(cohort=cohort, option=option.id).first()


def money_of(cohort: Cohort, choice: Choice) -> tuple[tuple[str, tuple[Line, ...], Outlook], ...]:
    """The options whose money is filled in, with it. Doing nothing is the zero line and has none."""
    lines: dict[str, list[Line]] = {}
    for row in MoneyLine.objects.filter(cohort=cohort):
        amount = Range(low=row.low, likely=row.likely, high=row.high)
        line = Line(kind=LineKind(row.kind), amount=amount, rise=row.rise)
        lines.setdefault(row.option, []).append(line)
    outlooks = {row.option: _outlook(row) for row in OptionOutlook.objects.filter(cohort=cohort)}
    return tuple(
        (option.id, tuple(lines[option.id]), outlooks[option.id])
        for option in choice.options
        if option.id in lines and option.id in outlooks and not option.is_zero
    )


def _outlook(row: OptionOutlook) -> Outlook:
    delay = Range(low=row.delay_low, likely=row.delay_likely, high=row.delay_high)
    return Outlook(delay=delay, fails=row.fails, stop=row.stop)


def _criteria() -> dict[str, str]:
    artefact = pack().artefacts.get(CRITERIA_ARTEFACT)
    picture = artefact.picture if artefact else None
    if artefact is None or picture is None or picture.kind is not PictureKind.SCORES:
        return {}
    titles = {column.id: column.title for column in artefact.field(picture.rows).columns}
    return {column: titles[column] for column in picture.columns("scores")}


def _name(cells: Mapping[str, str], number: int) -> str:
    said = " ".join((cells.get("option", "") or cells.get("way", "") or f"Option {number}").split())
    return said if len(said) <= LONGEST_NAME else f"{said[: LONGEST_NAME - 1].rstrip()}…"
