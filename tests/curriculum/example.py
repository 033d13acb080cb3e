"""A small pack with nothing wrong in it, for tests to copy and break."""

from datetime import date
from pathlib import Path

from deepdive.curriculum.load import check_pack

EXAMPLE_PACK = Path(__file__).parent / "example_pack"

# A day on which every source of the example is in date.
TODAY = date(2026, 3, 1)

WORKSHOP_1 = "workshops/1-first-look/workshop.yaml"
WORKSHOP_2 = "workshops/2-first-plan/workshop.yaml"


def change(folder: Path, file: str, old: str, new: str) -> None:
    """Replace the one place where ``file`` says ``old``."""
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} is in {file} {text.count(old)} times"
    path.write_text(text.replace(old, new), encoding="utf-8")


def reported(folder: Path) -> list[str]:
    """Everything that the checker prints about the pack in ``folder``."""
    return [str(fault) for fault in check_pack(folder, today=TODAY)]
