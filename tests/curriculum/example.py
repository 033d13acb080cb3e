"""A small pack with nothing wrong in it, for tests to copy and break."""

from datetime import date
from pathlib import Path

from deepdive.curriculum.load import check_pack
from deepdive.curriculum.minimums import Minimums

EXAMPLE_PACK = Path(__file__).parent / "example_pack"

# A day on which every source of the example is in date.
TODAY = date(2026, 3, 1)

# What so small a pack can hold.
SMALL = Minimums(terms=2, cases=1, quiz_items=0, words=20)

WORKSHOP_1 = "workshops/1-first-look/workshop.yaml"
WORKSHOP_2 = "workshops/2-first-plan/workshop.yaml"
SCRIPT_1 = "workshops/1-first-look/script.md"
SLIDES_1 = "workshops/1-first-look/slides.md"
READING_1 = "workshops/1-first-look/reading.md"
CASE = "cases/example-beds.md"


def change(folder: Path, file: str, old: str, new: str) -> None:
    """Replace the one place where ``file`` says ``old``."""
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} is in {file} {text.count(old)} times"
    path.write_text(text.replace(old, new), encoding="utf-8")


def reported(folder: Path, *, minimums: Minimums = SMALL) -> list[str]:
    """Everything that the checker prints about the pack in ``folder``."""
    return [str(fault) for fault in check_pack(folder, today=TODAY, minimums=minimums)]
