"""The files of a pack: which there are, and their content. Nothing here understands them."""

import hashlib
from collections.abc import Mapping
from pathlib import Path

from deepdive.curriculum.fault import Fault, nearest, quote

QUESTIONS_FILE = "advice/questions.yaml"
SCENARIOS = "advice/scenarios"
NEEDED = (
    "checks.yaml",
    QUESTIONS_FILE,
    "following.yaml",
    "glossary.yaml",
    "links.yaml",
    "partners.yaml",
    "plan.yaml",
    "ratings.yaml",
    "series.yaml",
    "sources.yaml",
)
ENDINGS = {
    "activities": ".yaml",
    "advice": ".yaml",
    SCENARIOS: ".yaml",
    "artefacts": ".yaml",
    "cases": ".md",
    "drafts": ".yaml",
    "letters": ".md",
}
WORKSHOP_FILE = "workshop.yaml"
SCRIPT_FILE = "script.md"
SLIDES_FILE = "slides.md"
READING_FILE = "reading.md"
WORKSHOP_FILES = (WORKSHOP_FILE, SCRIPT_FILE, SLIDES_FILE, READING_FILE)
# In the folder of a workshop.
PICTURES = "pictures"

# The content of each file by its path from the pack's folder; None for one that cannot be read.
Files = Mapping[str, bytes | None]


def read_files(folder: Path) -> tuple[Files, list[Fault]]:
    """Every file that a pack is made of. Hidden files, and others beside them, are left alone."""
    if not folder.is_dir():
        fault = Fault(".", 1, f"there is no folder {folder}", "Say where the folder of the pack is")
        return dict.fromkeys(NEEDED), [fault]
    files: dict[str, bytes | None] = {}
    faults: list[Fault] = []
    for path in _needed(folder) + _workshops(folder, faults) + _listed(folder, faults):
        name = path.relative_to(folder).as_posix()
        files[name] = None
        try:
            files[name] = path.read_bytes()
        except FileNotFoundError:
            faults.append(_missing(name, path))
        except OSError as error:
            faults.append(
                Fault(name, 1, f"this cannot be read: {error.strerror}", "Put a file that can be read here")
            )
    return files, faults


def version_of(files: Files) -> str:
    """Twelve hexadecimal digits that are the same for the same files and differ for others."""
    whole = hashlib.sha256()
    for name, content in sorted(files.items()):
        whole.update(f"{name}\0{len(content or b'')}\0".encode() + (content or b""))
    return whole.hexdigest()[:12]


def _needed(folder: Path) -> list[Path]:
    return [folder / name for name in NEEDED]


def _workshops(folder: Path, faults: list[Fault]) -> list[Path]:
    workshops: list[Path] = []
    for path in _visible(folder / "workshops"):
        if path.is_dir():
            workshops += [path / name for name in WORKSHOP_FILES]
            workshops += [picture for picture in _visible(path / PICTURES) if picture.is_file()]
        else:
            faults.append(_stray(folder, path, "Move it into the folder of a workshop, or remove it"))
    if not workshops:
        problem = "there is no workshop"
        faults.append(Fault("workshops", 1, problem, f"Add a folder such as 1-name with a {WORKSHOP_FILE}"))
    return workshops


def _listed(folder: Path, faults: list[Fault]) -> list[Path]:
    listed: list[Path] = []
    for name, ending in ENDINGS.items():
        for path in _visible(folder / name):
            if path.relative_to(folder).as_posix() in (*NEEDED, *ENDINGS):
                continue
            if path.suffix == ending:
                listed.append(path)
            else:
                faults.append(_stray(folder, path, f"Give it the ending {ending}, or remove it"))
    return listed


def _visible(folder: Path) -> list[Path]:
    if not folder.is_dir():
        return []
    return sorted(path for path in folder.iterdir() if not path.name.startswith("."))


def _stray(folder: Path, path: Path, remedy: str) -> Fault:
    return Fault(path.relative_to(folder).as_posix(), 1, "this does not belong in its folder", remedy)


def _missing(name: str, path: Path) -> Fault:
    there = [other.name for other in _visible(path.parent) if other.name not in NEEDED]
    if match := nearest(path.name, there):
        return Fault(name, 1, "this file is missing", f"Rename {quote(match)}, if that is it")
    return Fault(name, 1, "this file is missing", "Add it; the guide to the pack says what it holds")
