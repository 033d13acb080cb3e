"""Which database a model is in."""

from typing import Any

from django.db.models import Model

JOURNAL = "journal"


class JournalRouter:
    """The journal is in the ``journal`` database, everything else in ``default``."""

    def db_for_read(self, model: type[Model], **_hints: Any) -> str:
        """Where the model is read."""
        return JOURNAL if model._meta.model_name == "journalentry" else "default"

    def db_for_write(self, model: type[Model], **_hints: Any) -> str:
        """Where the model is written."""
        return self.db_for_read(model)

    def allow_migrate(self, db: str, app_label: str, model_name: str | None = None, **_hints: Any) -> bool:
        """Each database has only its own tables."""
        is_journal = app_label == "workbook" and model_name in (None, "journalentry")
        return is_journal if db == JOURNAL else not (app_label == "workbook" and model_name == "journalentry")
