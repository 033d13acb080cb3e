"""LibreOffice, as another program that opens what we write."""

import shutil
import subprocess
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

_IMPRESS = Path("/usr/lib/libreoffice/program/libsdlo.so")


def pages_in_libreoffice(content: bytes, name: str, folder: Path) -> int:
    """How many pages or slides LibreOffice makes of the file. Skips the test if it is not installed."""
    if shutil.which("soffice") is None or (name.endswith(".pptx") and not _IMPRESS.exists()):
        pytest.skip(f"LibreOffice for {name} is not installed")
    (folder / name).write_bytes(content)
    # a profile of its own, or a second one that runs at the same time would do nothing
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    subprocess.run([*command, str(folder / name)], check=True, capture_output=True, timeout=120)
    return len(pikepdf.open(BytesIO((folder / name).with_suffix(".pdf").read_bytes())).pages)
