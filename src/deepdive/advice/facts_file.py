"""Files with facts: JSON with answers, alone or beside the version of the tables they were given to."""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from deepdive.core.advice import Advice
from deepdive.core.facts import Problem
from deepdive.core.refused import Refused

# The keys of a result, which may be given back as it was printed.
BESIDE = frozenset(
    {"pack_version", "findings", "unanswered", "next", "outcomes", "problems", "guidance", "$schema"}
)


@dataclass(frozen=True)
class FactsFile:
    """The answers in the order of the file, one given twice twice; and what is wrong around them."""

    answers: tuple[tuple[str, object], ...]
    problems: tuple[Problem, ...]


class _Keys(list[tuple[str, object]]):
    """What a JSON object says, with keys that it gives twice."""


def read_facts_file(content: bytes, advice: Advice) -> FactsFile:
    """What a file says. Refused with ``not-json`` or ``not-facts`` when it holds no answers."""
    try:
        value = json.loads(content.decode("utf-8-sig"), object_pairs_hook=_Keys)
    except json.JSONDecodeError as fault:
        raise Refused(
            "not-json", f"This is not JSON: {fault.msg} in line {fault.lineno}, column {fault.colno}."
        ) from None
    except (ValueError, RecursionError):
        raise Refused(
            "not-json", "This is not JSON: write it as UTF-8 text, one object with answers."
        ) from None
    if not isinstance(value, _Keys):
        raise Refused("not-facts", 'Write one JSON object, such as {"uses-ai": "yes"}.')
    inner = next((given for name, given in value if name == "answers"), None)
    if not isinstance(inner, _Keys):
        beside = [(name, given) for name, given in value if name in ("pack_version", "$schema")]
        return FactsFile(
            tuple((name, _plain(given)) for name, given in value if (name, given) not in beside),
            tuple(_other_version(beside, advice)),
        )
    stray = [name for name, _ in value if name != "answers" and name not in BESIDE]
    return FactsFile(
        tuple((name, _plain(given)) for name, given in inner),
        (
            *_other_version(value, advice),
            *(
                Problem(
                    code="unknown-key",
                    question=name[:60],
                    message=f"“{name[:60]}” beside “answers” is left out. Put answers into “answers”.",
                )
                for name in stray
            ),
        ),
    )


def _other_version(keys: Iterable[tuple[str, object]], advice: Advice) -> Iterable[Problem]:
    for name, given in keys:
        if name == "pack_version" and given != advice.version:
            yield Problem(
                code="other-version",
                question="",
                message=f"These answers were judged by the tables {str(given)[:60]} before; "
                f"now they are judged by {advice.version}.",
                is_left_out=False,
            )


def _plain(value: object) -> object:
    if isinstance(value, _Keys):
        return {name: _plain(inner) for name, inner in value}
    return [_plain(inner) for inner in value] if isinstance(value, list) else value
