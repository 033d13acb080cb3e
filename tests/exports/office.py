"""LibreOffice, as another program that opens what we write."""

import shutil
import subprocess
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from tests.patience import PATIENCE_SECONDS

_IMPRESS = Path("/usr/lib/libreoffice/program/libsdlo.so")


def pages_in_libreoffice(content: bytes, name: str, folder: Path) -> int:
    """How many pages or slides LibreOffice makes of the file. Skips the test if it is not installed."""
    return pages_of_all_in_libreoffice({name: content}, folder)[name]


def pages_of_all_in_libreoffice(files: Mapping[str, bytes], folder: Path) -> dict[str, int]:
    """The same for several, by their names, for one start of the program. The pages are in ``folder``."""
    has_slides = any(name.endswith(".pptx") for name in files)
    if shutil.which("soffice") is None or (has_slides and not _IMPRESS.exists()):
        pytest.skip(f"LibreOffice for {', '.join(files)} is not installed")
    for name, content in files.items():
        (folder / name).write_bytes(content)
    # a profile of its own, or a second one that runs at the same time would do nothing
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    paths = [str(folder / name) for name in files]
    subprocess.run([*command, *paths], check=True, capture_output=True, timeout=PATIENCE_SECONDS)
    made = {name: (folder / name).with_suffix(".pdf") for name in files}
    return {name: len(pikepdf.open(BytesIO(path.read_bytes())).pages) for name, path in made.items()}
