"""The address of a PostgreSQL database, as operators write it."""

from typing import Any

import pytest

from deepdive.config.database_url import read_database_url

NOTHING: dict[str, Any] = {
    "NAME": "deepdive",
    "USER": "",
    "PASSWORD": "",
    "HOST": "",
    "PORT": "",
    "OPTIONS": {},
}


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("postgresql:///deepdive", {}),
        ("postgres://db.example/deepdive", {"HOST": "db.example"}),
        (
            "postgresql://ann:secret@db.example:6432/deepdive",
            {"USER": "ann", "PASSWORD": "secret", "HOST": "db.example", "PORT": "6432"},
        ),
        ("postgresql://a%40b:p%2Fw%3F%25@h/deepdive", {"USER": "a@b", "PASSWORD": "p/w?%", "HOST": "h"}),
        ("postgresql://[::1]:5432/deepdive", {"HOST": "::1", "PORT": "5432"}),
        (
            "postgresql:///deepdive?host=/run/postgresql&port=5433",
            {"HOST": "/run/postgresql", "PORT": "5433"},
        ),
        ("postgresql://h/deepdive?sslmode=verify-full", {"HOST": "h", "OPTIONS": {"sslmode": "verify-full"}}),
    ],
)
def test_an_address_is_read_as_libpq_reads_it(url: str, says: dict[str, Any]) -> None:
    assert read_database_url(url) == NOTHING | says


@pytest.mark.parametrize(
    ("url", "fault"),
    [
        ("mysql://ann:secret@h/deepdive", "must start with postgresql://"),
        ("deepdive", "must start with postgresql://"),
        ("postgresql://h", "must end with the database's name, as in postgresql://host/deepdive"),
        ("postgresql://h/a/b", "must end with the database's name, as in postgresql://host/deepdive"),
        ("postgresql://ann:secret@h:port/deepdive", "has a port or host that cannot be read"),
        ("postgresql://ann:secret@[h/deepdive", "has a port or host that cannot be read"),
    ],
)
def test_what_is_no_address_is_refused_without_repeating_the_password(url: str, fault: str) -> None:
    with pytest.raises(ValueError) as refused:
        read_database_url(url)
    assert str(refused.value) == fault
