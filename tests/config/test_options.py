"""The settings of an installation: production starts only when they are safe."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from deepdive.config.options import Options

SAFE = {
    "DEEPDIVE_MODE": "production",
    "DEEPDIVE_SECRET_KEY": "k" * 50,
    "DEEPDIVE_ADDRESS": "https://deepdive.northvale.example",
    "DEEPDIVE_MAIL_HOST": "smtp.northvale.example",
}
SECRET = "set DEEPDIVE_SECRET_KEY to at least 50 random characters"
ADDRESS = "set DEEPDIVE_ADDRESS to the https:// address people use"
MAIL = "set DEEPDIVE_MAIL_HOST to your SMTP server"


@pytest.fixture(autouse=True)
def no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("MODE", "DATA_FOLDER", "ADDRESS"):
        monkeypatch.delenv(f"DEEPDIVE_{name}", raising=False)


def read(monkeypatch: pytest.MonkeyPatch, **environment: str) -> Options:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    return Options()


def faults(monkeypatch: pytest.MonkeyPatch, **environment: str) -> list[str]:
    with pytest.raises(ValidationError) as refused:
        read(monkeypatch, **environment)
    return [
        line
        for fault in refused.value.errors()
        for line in fault["msg"].removeprefix("Value error, ").split("\n")
    ]


def test_a_demonstration_needs_no_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    options = read(monkeypatch)
    assert (options.mode, options.address, options.is_secure) == (
        "demonstration",
        "http://127.0.0.1:8000",
        False,
    )


def test_production_starts_when_it_is_safe(monkeypatch: pytest.MonkeyPatch) -> None:
    options = read(monkeypatch, **SAFE)
    assert (options.host, options.is_secure) == ("deepdive.northvale.example", True)


def test_production_names_everything_that_is_unsafe(monkeypatch: pytest.MonkeyPatch) -> None:
    assert faults(monkeypatch, DEEPDIVE_MODE="production") == [SECRET, ADDRESS, MAIL]


@pytest.mark.parametrize(
    ("name", "value", "fault"),
    [
        ("DEEPDIVE_SECRET_KEY", "k" * 49, SECRET),
        ("DEEPDIVE_ADDRESS", "http://deepdive.northvale.example", ADDRESS),
        ("DEEPDIVE_MAIL_HOST", "", MAIL),
    ],
)
def test_production_names_what_is_unsafe(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, fault: str
) -> None:
    assert faults(monkeypatch, **{**SAFE, name: value}) == [fault]


def test_an_address_has_a_scheme(monkeypatch: pytest.MonkeyPatch) -> None:
    assert faults(monkeypatch, DEEPDIVE_ADDRESS="deepdive.example") == ["must start with http:// or https://"]


def test_an_address_has_no_slash_at_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    assert read(monkeypatch, DEEPDIVE_ADDRESS="https://x.example:8443/").address == "https://x.example:8443"


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("http://127.0.0.1:8000", "127.0.0.1"),
        ("https://x.example", "x.example"),
        ("http://[::1]:8000", "[::1]"),
        ("https://[::1]", "[::1]"),
    ],
)
def test_the_host_is_the_address_without_scheme_and_port(
    monkeypatch: pytest.MonkeyPatch, address: str, host: str
) -> None:
    assert read(monkeypatch, DEEPDIVE_ADDRESS=address).host == host


def test_an_unknown_mode_and_a_wrong_port_are_told_together(monkeypatch: pytest.MonkeyPatch) -> None:
    assert faults(monkeypatch, DEEPDIVE_MODE="live", DEEPDIVE_MAIL_PORT="smtp") == [
        "Input should be 'demonstration', 'production' or 'test'",
        "Input should be a valid integer, unable to parse string as an integer",
    ]


def test_a_demonstration_makes_a_secret_and_keeps_it(tmp_path: Path) -> None:
    options = Options(data_folder=tmp_path / "new")
    made = options.signing_key()
    assert (len(made), options.signing_key()) == (86, made)
    assert (tmp_path / "new" / "secret-key").stat().st_mode & 0o777 == 0o600


def test_a_secret_that_is_given_is_not_written_down(tmp_path: Path) -> None:
    options = Options(data_folder=tmp_path, secret_key="given")
    assert (options.signing_key(), list(tmp_path.iterdir())) == ("given", [])


def test_a_wrong_database_address_is_told_without_its_password(monkeypatch: pytest.MonkeyPatch) -> None:
    assert faults(monkeypatch, DEEPDIVE_DATABASE_URL="mysql://ann:secret@h/deepdive") == [
        "must start with postgresql://"
    ]


def test_without_a_database_address_files_are_used(monkeypatch: pytest.MonkeyPatch) -> None:
    assert read(monkeypatch).database_url == ""
