"""The plan as JSON, and read in again."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from pycrdt import Doc

from deepdive.core.artefact import KeptRow
from deepdive.core.everything import Everything
from deepdive.core.links import Link
from deepdive.core.plan import FieldAddress, assemble
from deepdive.core.refused import Refused
from deepdive.curriculum.current import pack
from deepdive.exports.plan_file import (
    broken_links,
    everything_in,
    plan_file,
    read_plan_file,
    schema,
    to_json,
)
from deepdive.workbook.document import YDoc, document_of, read_everything, written
from tests.random_workbooks import everything

SCHEMA = Path(__file__).resolve().parents[2] / "docs" / "plan.schema.json"
PEOPLE = FieldAddress(artefact="stakeholder-map", field="people")


def opened(whole: Everything) -> YDoc:
    document: YDoc = Doc()
    document.apply_update(document_of(whole, pack().artefacts))
    return document


def json_of(document: YDoc) -> bytes:
    """What an installation with this workbook writes."""
    plan = assemble(pack().plan, artefacts=pack().artefacts, written=written(document, pack().artefacts))
    return to_json(
        plan_file(
            read_everything(document, pack().artefacts),
            plan,
            pack=pack(),
            organisation="Westmarch",
            problem="People wait",
            made_on=date(2027, 3, 9),
        )
    )


def example(**changed: Any) -> bytes:
    whole = Everything(
        fields={PEOPLE: (KeptRow("r1", {"who": "Nurses"}),)},
        links={"a-kind": frozenset({Link("r1", "r1"), Link("r1", "gone")})},
    )
    return json.dumps({**json.loads(json_of(opened(whole))), **changed}).encode()


def refusal(content: bytes) -> Refused:
    with pytest.raises(Refused) as refused:
        read_plan_file(content)
    return refused.value


@given(everything())
@settings(max_examples=25, deadline=None)
def test_written_read_in_and_written_again_it_is_the_same(whole: Everything) -> None:
    first = json_of(opened(whole))
    again = json_of(opened(everything_in(read_plan_file(first), pack().artefacts)))

    assert again == first
    jsonschema.validate(json.loads(first), schema(), cls=jsonschema.Draft202012Validator)


def test_the_published_schema_is_the_one_of_the_files() -> None:
    assert json.loads(SCHEMA.read_text(encoding="utf-8")) == schema()
    jsonschema.Draft202012Validator.check_schema(schema())


def test_links_to_rows_that_are_gone_are_counted_and_kept() -> None:
    file = read_plan_file(example())

    assert broken_links(file) == 1
    assert everything_in(file, pack().artefacts).links == {
        "a-kind": frozenset({Link("r1", "r1"), Link("r1", "gone")})
    }


def test_what_this_curriculum_does_not_have_is_kept_beside_it() -> None:
    theirs = [
        {"id": "their-own", "fields": [{"id": "what", "kind": "text", "text": "Kept"}]},
        {
            "id": "problem-statement",
            "fields": [{"id": "who", "kind": "rows", "rows": [{"id": "r1", "cells": {"name": "Ada"}}]}],
        },
    ]
    found = everything_in(read_plan_file(example(artefacts=theirs)), pack().artefacts)

    assert found.fields == {}
    assert found.rest["their-own/what"] == {"text": "Kept", "entries": {}}
    assert "Ada" in str(found.rest["problem-statement/who"])
    assert read_everything(opened(found), pack().artefacts).rest == found.rest


def test_a_file_from_a_newer_version_is_refused_with_what_to_do() -> None:
    refused = refusal(example(version=2))

    assert refused.code == "newer-plan"
    assert refused.message == (
        "This plan was made by a newer AI Deep Dive: its format is version 2, and here up to version 1 can "
        "be read. Bring this installation up to date and import it again."
    )


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "is not JSON"),
        (b"\xff\xfe", "is not JSON"),
        (b"PK\x03\x04", "is not JSON"),
        pytest.param(b"[" * 100_000, "is not JSON", id="nested too deeply"),
        (b"[]", "is not a plan of AI Deep Dive"),
        (b'{"format": "something else"}', "is not a plan of AI Deep Dive"),
        (example(problem=3), "At problem: Input should be a valid string."),
        (example(version="1"), "At version: "),
        (example(links=[{"kind": "a", "from": "x/y", "to": "z"}]), "At links > 0 > from"),
        (example(surprise=1), "At surprise: Extra inputs are not permitted."),
    ],
)
def test_what_is_no_plan_is_refused_and_the_message_says_why(content: bytes, says: str) -> None:
    refused = refusal(content)

    assert refused.code == "not-a-plan"
    assert says in refused.message


def test_a_file_that_is_far_too_large_is_not_read() -> None:
    assert "larger than 20 MB" in refusal(b" " * 20_000_001).message
