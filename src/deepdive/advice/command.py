"""``deepdive advise``: what the decision tables say about a project, from the shell."""

import json
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import BinaryIO

import click

from deepdive.advice.facts_file import read_facts_file
from deepdive.advice.result import as_json, as_text, result_of
from deepdive.advice.schema import facts_schema
from deepdive.core.refused import Refused
from deepdive.curriculum.fault import BrokenPack
from deepdive.curriculum.load import load_pack


def advise_command(curriculum_folder: Callable[[], Path]) -> click.Command:
    """The command, for the pack in that folder."""

    @click.command()
    @click.argument("facts", type=click.File("rb"), required=False)
    @click.option("--json", "wants_json", is_flag=True, help="Print JSON for other programs.")
    @click.option("--schema", is_flag=True, help="Print the JSON Schema of FACTS, and judge nothing.")
    def advise(facts: BinaryIO | None, *, wants_json: bool, schema: bool) -> None:
        """Say what data, governance, regulation and ethics ask of a project, and why.

        FACTS is a JSON file with answers, such as {"uses-ai": "yes"}, or - for standard input. Ends
        with 1 if an answer could not be used; the rest is judged all the same.
        """
        today = date.today()  # noqa: DTZ011 - the day where somebody reads it
        try:
            pack = load_pack(curriculum_folder(), today=today)
        except BrokenPack as broken:
            raise click.ClickException(
                f"The pack has faults; see deepdive pack check. {broken.faults[0]}"
            ) from None
        if schema:
            click.echo(json.dumps(facts_schema(pack.advice), indent=2, ensure_ascii=False))
            return
        if facts is None:
            raise click.UsageError("Say which file holds the answers, or - for standard input.")
        try:
            file = read_facts_file(facts.read(), pack.advice)
        except Refused as refused:
            raise click.ClickException(refused.message) from None
        result = result_of(pack, file.answers, today=today)
        if wants_json:
            click.echo(json.dumps(as_json(result, file.problems), indent=2, ensure_ascii=False))
        else:
            click.echo("\n".join(as_text(result)))
        problems = (*file.problems, *result.facts.problems)
        for problem in problems:
            click.echo(" ".join(problem.message.split()), err=True)
        sys.exit(int(any(problem.is_left_out for problem in problems)))

    return advise
