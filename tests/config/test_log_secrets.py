import logging
import sys
from typing import Any

import structlog
from django.conf import settings

from deepdive.config.log_secrets import without_patient_data, without_sign_in_secrets

SECRET = "n0t-A-real_secret-n0t-A-real_secret-n0t-A-x"


def test_the_secret_of_a_sign_in_link_is_left_out() -> None:
    event = {"event": f"Forbidden: /sign-in/{SECRET}", "status_code": 403}
    assert without_sign_in_secrets(None, "warning", event) == {
        "event": "Forbidden: /sign-in/...",
        "status_code": 403,
    }


def test_what_looks_like_patient_data_is_left_out() -> None:
    workbook = "5a5b4f3c-0f4e-4b5d-8b3a-943476591900"
    event = {
        "event": "no such DOB 12/03/1962",
        "exception": "KeyError: '943 476 5919'",
        "workbook": workbook,
        "n": 1,
    }
    assert without_patient_data(None, "error", event) == {
        "event": "no such DOB ...",
        "exception": "KeyError: '...'",
        "workbook": workbook,
        "n": 1,
    }


def test_an_error_that_repeats_what_somebody_typed_is_written_without_it() -> None:
    logging_settings: Any = settings.LOGGING
    written_by = dict(logging_settings["formatters"]["json"])
    del written_by["()"]
    try:
        raise ValueError("cannot save 'MRN 1234567'")
    except ValueError:
        record = logging.LogRecord("x", logging.ERROR, "x.py", 1, "failed", (), sys.exc_info())
    line = structlog.stdlib.ProcessorFormatter(**written_by).format(record)
    assert "cannot save 'MRN ...'" in line
    assert "1234567" not in line


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
