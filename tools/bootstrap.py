"""Make the project's environment from the lock files, with the standard library only.

Shared by ``./run`` and ``./test``. Everything goes into ``.venv`` beside this checkout.
"""

import hashlib
import os
import subprocess
import sys
import venv
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
ENVIRONMENT = PROJECT / ".venv"
BIN = ENVIRONMENT / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / "python"
OLDEST_PYTHON = (3, 11)


def ensure_environment(lock_name: str) -> None:
    """Install ``lock_name`` and this project into ``.venv``, unless that exact lock is installed already."""
    if sys.version_info < OLDEST_PYTHON:
        sys.exit(f"AI Deep Dive needs Python 3.11 or newer; this is {sys.version.split()[0]}.")
    lock = PROJECT / lock_name
    stamp = ENVIRONMENT / f"{lock_name}.{_fingerprint(lock)}.installed"
    if stamp.exists() and PYTHON.exists():
        return
    if not PYTHON.exists():
        _make_virtual_environment()
    _install(lock)
    stamp.touch()


def _fingerprint(lock: Path) -> str:
    project_file = (PROJECT / "pyproject.toml").read_bytes()
    return hashlib.sha256(lock.read_bytes() + project_file).hexdigest()[:16]


def _make_virtual_environment() -> None:
    print("Making the environment in .venv ...", flush=True)
    try:
        venv.create(ENVIRONMENT, with_pip=True, clear=True)
    except (subprocess.CalledProcessError, OSError):
        sys.exit(
            "Python could not make a virtual environment. On Debian or Ubuntu run "
            "'apt-get install python3-venv' and try again."
        )


def _install(lock: Path) -> None:
    """Install with uv, which takes seconds; where uv cannot be had, pip reads the same lock."""
    print(f"Installing what {lock.name} lists ...", flush=True)
    uv = BIN / ("uv.exe" if os.name == "nt" else "uv")
    pip = [str(PYTHON), "-m", "pip", "--disable-pip-version-check", "--quiet", "install"]
    if not uv.exists():
        subprocess.run([*pip, "--require-hashes", "-r", str(PROJECT / "requirements-uv.lock")], check=False)
    installer = [str(uv), "pip", "install", "--quiet", "--python", str(PYTHON)] if uv.exists() else pip
    _must([*installer, "--require-hashes", "-r", str(lock)])
    _must([*installer, "--no-deps", "--no-build-isolation", "-e", str(PROJECT)])


def _must(command: list[str]) -> None:
    finished = subprocess.run(command, check=False, cwd=PROJECT)
    if finished.returncode != 0:
        sys.exit(
            f"Installing stopped (exit code {finished.returncode}). The lines above say why; "
            "mostly it is the network. Nothing is broken: run the same command again."
        )
