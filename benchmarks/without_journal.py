"""Our server with a journal that forgets: what durability costs, and nothing else, is left out.

There is no setting for this in the product, so that nobody can lose their work by one.
Called as ``deepdive`` is: ``python -m benchmarks.without_journal run --port 8000``.
"""

import os
from collections.abc import Callable, Sequence


def main() -> None:
    """Put a forgetful journal in the real one's place and run the command."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "deepdive.config.settings")
    django.setup()

    from deepdive.workbook import journal

    class ForgetfulJournal(journal.JournalWriter):
        """Says at once that everything is on the disk."""

        def append_then(
            self,
            _updates: Sequence[journal.Update],
            done: Callable[[BaseException | None], None],
            *,
            line: journal.Line | None = None,  # noqa: ARG002 - the real one's signature
        ) -> None:
            done(None)

    journal.journal = ForgetfulJournal()

    from deepdive.cli import main as deepdive

    deepdive()


if __name__ == "__main__":
    main()
