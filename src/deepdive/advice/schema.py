"""The JSON Schema of facts: which answers a file may give."""

from deepdive.core.advice import Advice, Question
from deepdive.core.facts import UNKNOWN


def facts_schema(advice: Advice) -> dict[str, object]:
    """The schema of a file with answers, alone or beside the version of the tables they were given to."""
    properties: dict[str, object] = {}
    for question in advice.questions.values():
        properties[question.id] = {
            "title": question.text,
            "description": f"{question.help} Who knows: {question.who_knows}".strip(),
            **_answer(question),
        }
        for old in question.was:
            properties[old] = {"deprecated": True, **_answer(question)}
    answers = {"type": "object", "properties": properties, "additionalProperties": False}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Facts of a project",
        "description": f"Answers to the questions of the decision tables {advice.version}. "
        f"An answer that is left out, null or “{UNKNOWN}” is unknown.",
        "$defs": {"answers": answers},
        "anyOf": [
            {"$ref": "#/$defs/answers"},
            {
                "type": "object",
                "properties": {
                    "answers": {"$ref": "#/$defs/answers"},
                    "pack_version": {"type": "string"},
                },
                "required": ["answers"],
                "additionalProperties": False,
            },
        ],
    }


def _answer(question: Question) -> dict[str, object]:
    unknown: list[object] = [UNKNOWN, None]
    ids: list[object] = [*question.values, *(old for choice in question.choices for old in choice.was)]
    if question.number:
        limits = {"type": "number", "minimum": question.number.min, "maximum": question.number.max}
        return {"anyOf": [limits, {"enum": [*question.values, *unknown]}]}
    one: dict[str, object] = {
        "enum": [*ids, *unknown, *([True, False] if {"yes", "no"} <= question.values.keys() else [])]
    }
    if question.many:
        return {"anyOf": [one, {"type": "array", "items": {"enum": ids}, "uniqueItems": True}]}
    return one
