"""The tables beside the journal in which people's words are kept."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db.models import Model, QuerySet

from deepdive.workbook.purge.wanted import Words


@dataclass(frozen=True)
class Store:
    """A table with words. ``of_workbook`` is the look-up that picks the rows of a workbook, or empty where
    rows do not say which one they belong to: then all are searched."""

    title: str
    model: str
    of_workbook: str
    fields: tuple[str, ...]


# A new table with words is one line here; a test names the ones that are missing.
STORES = (
    Store("comments", "comments.Comment", "thread__cohort", ("text",)),
    Store("the cohort's problem", "programme.Cohort", "pk", ("problem",)),
    Store(
        "the request",
        "programme.SeriesRequest",
        "cohort",
        ("problem", "why", "roles_expected", "access_needs", "reason"),
    ),
    Store("answers", "answers.Answer", "session__cohort", ("value",)),
    Store("hidden notes", "answers.HiddenNote", "session__cohort", ("text",)),
    Store("costs of options", "choice.MoneyLine", "cohort", ("what", "source")),
    Store("how sure options are", "choice.OptionOutlook", "cohort", ("source",)),
    Store("messages in a room", "room.RoomEvent", "session__cohort", ("data",)),
    Store("questions for later", "room.ParkedQuestion", "session__cohort", ("text", "answer")),
    Store("decisions", "room.Decision", "session__cohort", ("text",)),
    Store("versions of the plan", "plan.Version", "cohort", ("content", "note")),
    Store("reviews of the plan", "plan.Mark", "version__cohort", ("words", "answer")),
    Store("reasons not to sign", "plan.Signature", "version__cohort", ("reason",)),
    Store("who finds out", "advice.AdviceAnswer", "cohort", ("who_finds_out",)),
    Store("why advice does not apply", "advice.NotApplicable", "cohort", ("reason",)),
    Store("letters", "mail.OutgoingLetter", "", ("subject", "body", "attachments")),
    Store("reasons to set something aside", "contradictions.SetAside", "cohort", ("reason",)),
    Store("reasons to keep something", "guard.KeptFinding", "workbook_id", ("reason",)),
)


def found_in(workbook_id: UUID, words: Words) -> dict[str, int]:
    """In how many rows of each table the text stands; tables without it are left out."""
    counts = {store.title: sum(1 for _ in _rows_with(store, workbook_id, words)) for store in STORES}
    return {title: count for title, count in counts.items() if count}


def clean_stores(workbook_id: UUID, words: Words) -> None:
    """Take the text out of every table. Call it in a transaction."""
    for store in STORES:
        for row in _rows_with(store, workbook_id, words):
            for name in store.fields:
                setattr(row, name, _fitting(row, name, _cleaned(getattr(row, name), words)))
            row.save(update_fields=store.fields)


def _rows_with(store: Store, workbook_id: UUID, words: Words) -> Iterator[Model]:
    rows: QuerySet[Model] = apps.get_model(store.model)._default_manager.all()
    if store.of_workbook:
        rows = rows.filter(**{store.of_workbook: workbook_id})
    # one by one, because no database looks for words as we do
    for row in rows.iterator():
        if any(_cleaned(value, words) != value for value in (getattr(row, name) for name in store.fields)):
            yield row


def _cleaned(value: Any, words: Words) -> Any:
    if isinstance(value, str):
        return words.out_of(value)
    if isinstance(value, list):
        return [_cleaned(item, words) for item in value]
    if isinstance(value, dict):
        return {key: _cleaned(item, words) for key, item in value.items()}
    return value


def _fitting(row: Model, name: str, value: Any) -> Any:
    """The note may be longer than what it stands for."""
    longest = getattr(row._meta.get_field(name), "max_length", None)
    return value[:longest] if isinstance(value, str) and longest else value
