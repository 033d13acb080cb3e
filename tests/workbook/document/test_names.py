"""Top-level names say what they are part of."""

from deepdive.workbook.document import (
    BoardPlace,
    FieldPlace,
    LinkPlace,
    field_name,
    headings_name,
    link_name,
    names_where,
    notes_name,
    place_of,
)

OTHERS = ("board:a/b", "board:a", "link:a/b", "group:a/b", "group:a/b/c/d")


def test_every_name_says_what_it_is_part_of() -> None:
    assert place_of(field_name("ideas", "idea")) == FieldPlace("ideas", "idea")
    assert place_of(field_name("ideas", "idea", "group-1")) == FieldPlace("ideas", "idea", "group-1")
    assert place_of(notes_name("problem-board")) == BoardPlace("problem-board")
    assert place_of(headings_name("problem-board")) == BoardPlace("problem-board")
    assert place_of(link_name("step-needs")) == LinkPlace("step-needs")


def test_other_names_are_part_of_nothing() -> None:
    for name in (
        "",
        "a",
        "a/b/c",
        "board:a/b",
        "board:a",
        "link:a/b",
        "group:a/b",
        "other:a/b",
        "group:a/b/c/d",
    ):
        assert place_of(name) is None, name


def test_an_artefact_is_found_by_its_names() -> None:
    names = ["ideas/idea", "ideas/why", "needs/need", "group:g/ideas/idea", "board:ideas/notes", "nonsense"]
    is_meant = FieldPlace("ideas", "idea").artefact
    found = names_where(names, lambda place: isinstance(place, FieldPlace) and place.artefact == is_meant)
    assert found == {"ideas/idea", "ideas/why", "group:g/ideas/idea"}
