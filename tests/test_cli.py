"""The ``deepdive`` command as a person at a terminal meets it: what it prints and how it ends."""

import os
import re
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.patience import PATIENCE_SECONDS

PACK = Path(__file__).resolve().parent.parent / "curriculum"


def deepdive(*words: str, data: Path, **settings: str) -> subprocess.CompletedProcess[str]:
    """The command, run to its end with a data folder of its own."""
    inherited = {k: v for k, v in os.environ.items() if not k.startswith(("DEEPDIVE_", "DJANGO_"))}
    return subprocess.run(
        [sys.executable, "-m", "deepdive.cli", *words],
        env={**inherited, "DEEPDIVE_DATA_FOLDER": str(data), **settings},
        capture_output=True,
        text=True,
        timeout=PATIENCE_SECONDS,
        check=False,
    )


def test_the_pack_of_this_project_has_no_faults(tmp_path: Path) -> None:
    done = deepdive("pack", "check", data=tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (0, "curriculum: no faults.\n", "")


def test_a_fault_in_a_pack_is_told_with_file_line_and_remedy(tmp_path: Path) -> None:
    pack = tmp_path / "pack"
    shutil.copytree(PACK, pack)
    (pack / "letters" / "sign-in-link.md").write_text("Subject: Hello\n\nDear $nobody\n")
    done = deepdive("pack", "check", str(pack), data=tmp_path)
    assert (done.returncode, done.stderr) == (1, "1 fault.\n")
    (line,) = done.stdout.splitlines()
    assert line.startswith("letters/sign-in-link.md:3: ")
    assert "$nobody" in line


def test_several_faults_are_counted(tmp_path: Path) -> None:
    pack = tmp_path / "pack"
    shutil.copytree(PACK, pack)
    (pack / "letters" / "sign-in-link.md").write_text("Hello\n\n$nobody\n")
    done = deepdive("pack", "check", str(pack), data=tmp_path)
    assert (done.returncode, done.stderr) == (1, "2 faults.\n")


def test_a_pack_that_is_not_there_is_a_slip_in_the_command(tmp_path: Path) -> None:
    done = deepdive("pack", "check", str(tmp_path / "none"), data=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.splitlines()[-1] == f"Error: There is no folder {tmp_path / 'none'}."


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["fly"], "Error: No such command 'fly'."),
        (
            ["run", "--port", "eighty"],
            "Error: Invalid value for '--port': 'eighty' is not a valid integer range.",
        ),
        (
            ["run", "--port", "99999"],
            "Error: Invalid value for '--port': 99999 is not in the range 1<=x<=65535.",
        ),
        (["sync"], "Error: Missing option '--port'."),
        (["user", "add-organiser", "a@x.example", "--name", "A"], "Error: Missing option '--organisation'."),
    ],
)
def test_a_slip_in_the_command_is_told_in_one_line(tmp_path: Path, words: list[str], said: str) -> None:
    done = deepdive(*words, data=tmp_path)
    assert (done.returncode, done.stdout, done.stderr.splitlines()[-1]) == (2, "", said)


def test_a_database_that_does_not_answer_is_told_without_its_password(tmp_path: Path) -> None:
    url = f"postgresql://ann:secret@/deepdive?host={tmp_path}"
    done = deepdive("demo", data=tmp_path, DEEPDIVE_DATABASE_URL=url)
    assert done.returncode == 1
    last = done.stderr.splitlines()[-1]
    assert last.startswith("Error: The database does not answer (")
    assert last.endswith("). Check DEEPDIVE_DATABASE_URL.")
    assert "secret" not in done.stderr


def test_an_organiser_gets_a_link_that_is_theirs(tmp_path: Path) -> None:
    words = (
        "user",
        "add-organiser",
        "Olga@x.example",
        "--name",
        "Olga Anders",
        "--organisation",
        "Northvale",
    )
    done = deepdive(*words, data=tmp_path, DEEPDIVE_ADDRESS="https://x.example")
    assert (done.returncode, done.stderr) == (0, "")
    first, second = done.stdout.splitlines()
    assert first == "Olga Anders can sign in once, within 14 days, at"
    assert re.fullmatch(r"https://x\.example/sign-in/\S{43}", second)


def test_an_organiser_needs_an_e_mail(tmp_path: Path) -> None:
    done = deepdive(
        "user", "add-organiser", "olga", "--name", "Olga", "--organisation", "Northvale", data=tmp_path
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.splitlines()[-1] == "Error: 'olga' is not an e-mail address."


def test_a_port_that_is_taken_is_told_in_one_line(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = deepdive("run", "--port", str(port), data=tmp_path)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        f"Error: Cannot listen on 127.0.0.1 port {port} (Address already in use). "
        "Stop what uses the port, or choose another with --port.\n"
    )


@pytest.mark.parametrize("words", [["run"], ["demo"], ["pack", "check"]])
def test_wrong_settings_are_told_one_a_line(tmp_path: Path, words: list[str]) -> None:
    if words[0] == "run":
        words = ["run", "--port", str(free_port())]
    done = deepdive(
        *words, data=tmp_path, DEEPDIVE_MODE="live", DEEPDIVE_MAIL_PORT="smtp", DEEPDIVE_ADDRESS="x.example"
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.splitlines() == [
        "DEEPDIVE_MODE: Input should be 'demonstration', 'production' or 'test'",
        "DEEPDIVE_ADDRESS: must start with http:// or https://",
        "DEEPDIVE_MAIL_PORT: Input should be a valid integer, unable to parse string as an integer",
    ]


def test_unsafe_production_is_told_one_fault_a_line(tmp_path: Path) -> None:
    done = deepdive("demo", data=tmp_path, DEEPDIVE_MODE="production")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.splitlines() == [
        "set DEEPDIVE_SECRET_KEY to at least 50 random characters",
        "set DEEPDIVE_ADDRESS to the https:// address people use",
        "set DEEPDIVE_MAIL_HOST to your SMTP server",
    ]


def test_a_data_folder_that_cannot_be_is_told_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    done = deepdive("demo", data=tmp_path / "file" / "data")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        f"Error: Cannot use the data folder {tmp_path / 'file' / 'data'} (Not a directory). "
        "Choose another with DEEPDIVE_DATA_FOLDER.\n"
    )


def test_the_demonstration_prints_a_link_for_each_role(tmp_path: Path) -> None:
    done = deepdive("demo", data=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    roles = re.findall(r"^  (\S+) +http://127\.0\.0\.1:8000/sign-in/\S{43}   \S", done.stdout, re.MULTILINE)
    assert roles == ["organiser", "facilitator", "co-facilitator", "attendee", "sponsor", "reviewer"] * 2


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
