import logging
from typing import Any

import structlog
from django.conf import settings

from deepdive.config.log_secrets import without_sign_in_secrets

SECRET = "n0t-A-real_secret-n0t-A-real_secret-n0t-A-x"


def test_the_secret_of_a_sign_in_link_is_left_out() -> None:
    event = {"event": f"Forbidden: /sign-in/{SECRET}", "status_code": 403}
    assert without_sign_in_secrets(None, "warning", event) == {
        "event": "Forbidden: /sign-in/...",
        "status_code": 403,
    }


def test_what_django_logs_of_a_refused_sign_in_is_written_without_it() -> None:
    logging_settings: Any = settings.LOGGING
    written_by = dict(logging_settings["formatters"]["json"])
    del written_by["()"]
    record = logging.LogRecord(
        "django.security.csrf", logging.WARNING, "log.py", 1, "Forbidden: %s", (f"/sign-in/{SECRET}",), None
    )
    line = structlog.stdlib.ProcessorFormatter(**written_by).format(record)
    assert '"event": "Forbidden: /sign-in/..."' in line
    assert SECRET not in line
