"""Which database a model is in."""

from typing import Any

from django.conf import settings
from django.db.models import Model

JOURNAL = "journal"
IN_THE_JOURNAL = frozenset({"journalentry", "snapshot", "generation", "foldmark", "workbooklease"})


class JournalRouter:
    """The journal is in the ``journal`` database, everything else in ``default``.

    On PostgreSQL both are one database, which is migrated as ``default``.
    """

    def db_for_read(self, model: type[Model], **_hints: Any) -> str:
        """Where the model is read."""
        is_journal = model._meta.app_label == "workbook" and model._meta.model_name in IN_THE_JOURNAL
        return JOURNAL if is_journal else "default"

    def db_for_write(self, model: type[Model], **_hints: Any) -> str:
        """Where the model is written."""
        return self.db_for_read(model)

    def allow_migrate(self, db: str, app_label: str, model_name: str | None = None, **_hints: Any) -> bool:
        """Each database has only its own tables."""
        if is_one_database():
            return db != JOURNAL
        is_journal = app_label == "workbook" and (model_name is None or model_name in IN_THE_JOURNAL)
        if db == JOURNAL:
            return is_journal
        return model_name is None or not is_journal


def is_one_database() -> bool:
    """Whether the journal is beside everything else, in PostgreSQL."""
    return "postgresql" in settings.DATABASES[JOURNAL]["ENGINE"]
