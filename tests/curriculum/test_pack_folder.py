"""The files that a pack is made of."""

from pathlib import Path

import pytest

from tests.curriculum.example import reported


@pytest.mark.parametrize(
    "file",
    [
        "advice/questions.yaml",
        "following.yaml",
        "glossary.yaml",
        "checks.yaml",
        "links.yaml",
        "partners.yaml",
        "plan.yaml",
        "ratings.yaml",
        "series.yaml",
        "sources.yaml",
        "workshops/1-first-look/reading.md",
        "workshops/1-first-look/script.md",
        "workshops/1-first-look/slides.md",
    ],
)
def test_a_missing_file_is_refused_and_blames_no_other(pack_folder: Path, file: str) -> None:
    (pack_folder / file).unlink()

    assert reported(pack_folder) == [
        f"{file}:1: this file is missing. Add it; the guide to the pack says what it holds."
    ]


def test_a_misnamed_file_is_recognised(pack_folder: Path) -> None:
    (pack_folder / "series.yaml").rename(pack_folder / "series.yml")

    assert reported(pack_folder) == [
        'series.yaml:1: this file is missing. Rename "series.yml", if that is it.'
    ]


def test_a_workshop_folder_without_its_file_is_refused(pack_folder: Path) -> None:
    (pack_folder / "workshops/3-notes").mkdir()

    assert reported(pack_folder) == [
        f"workshops/3-notes/{name}:1: this file is missing. Add it; the guide to the pack says what it holds."
        for name in ("reading.md", "script.md", "slides.md", "workshop.yaml")
    ]


def test_a_file_of_another_kind_is_refused(pack_folder: Path) -> None:
    (pack_folder / "activities/ideas.yml").touch()
    (pack_folder / "workshops/notes.txt").touch()

    assert reported(pack_folder) == [
        "activities/ideas.yml:1: this does not belong in its folder. Give it the ending .yaml, or remove it.",
        "workshops/notes.txt:1: this does not belong in its folder. "
        "Move it into the folder of a workshop, or remove it.",
    ]


def test_hidden_files_and_notes_beside_the_pack_are_left_alone(pack_folder: Path) -> None:
    (pack_folder / "activities/.DS_Store").touch()
    (pack_folder / "README.md").touch()

    assert reported(pack_folder) == []


def test_a_folder_in_the_place_of_a_file_is_refused(pack_folder: Path) -> None:
    (pack_folder / "plan.yaml").unlink()
    (pack_folder / "plan.yaml").mkdir()

    assert reported(pack_folder) == [
        "plan.yaml:1: this cannot be read: Is a directory. Put a file that can be read here."
    ]


def test_a_folder_that_does_not_exist_is_refused(tmp_path: Path) -> None:
    nowhere = tmp_path / "nowhere"

    assert reported(nowhere)[0] == (
        f".:1: there is no folder {nowhere}. Say where the folder of the pack is."
    )


def test_a_pack_without_workshops_is_refused(pack_folder: Path) -> None:
    (pack_folder / "workshops").rename(pack_folder / "workshop")

    assert reported(pack_folder)[-1] == (
        "workshops:1: there is no workshop. Add a folder such as 1-name with a workshop.yaml."
    )
