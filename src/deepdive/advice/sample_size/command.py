"""``deepdive sample-size``: how many people a study needs, by a command for each kind of study."""

import json
import sys
from dataclasses import MISSING, Field, fields
from typing import Any

import click

from deepdive.advice.sample_size.kinds import KINDS
from deepdive.advice.sample_size.study import Needed
from deepdive.advice.sample_size.words import ASKED, GUIDANCE, KIND_TITLES, MARGINS, Said, say
from deepdive.core.refused import Refused


@click.group("sample-size")
def sample_size() -> None:
    """How many people a prediction model needs, to be made or to be checked."""


def _command(kind: str) -> click.Command:
    study = KINDS[kind]
    own = [_option(kind, each) for each in fields(study)]  # type: ignore[arg-type]
    return click.Command(
        kind,
        callback=_run(kind),
        help=f"{KIND_TITLES[kind]}: how many people does it take?",
        params=[
            *own,
            click.Option(
                ["--rows-a-month"], type=float, help="Rows of your data in a month; tells how many months."
            ),
            click.Option(
                ["--share-eligible"],
                type=float,
                default=1,
                show_default=True,
                help="The share of them that can be used.",
            ),
            click.Option(["--json", "as_json"], is_flag=True, help="Print JSON for other programs."),
        ],
    )


def _option(kind: str, asked: Field[Any]) -> click.Option:
    has_default = asked.default is not MISSING and asked.default is not None
    default: dict[str, Any] = {"default": asked.default, "show_default": True} if has_default else {}
    return click.Option(
        [f"--{asked.name.replace('_', '-')}"],
        type=int if asked.type is int else float,
        required=asked.default is MISSING,
        help=MARGINS[kind] if asked.name == "margin" else ASKED[asked.name],
        **default,
    )


def _run(kind: str) -> Any:
    def run(*, rows_a_month: float | None, share_eligible: float, as_json: bool, **given: Any) -> None:
        try:
            study = KINDS[kind](**given)
            needed = study.needed()
            said = say(study, needed, rows_a_month=rows_a_month, share_eligible=share_eligible)
        except Refused as refusal:
            click.echo(f"Error: {refusal.message}", err=True)
            sys.exit(2)
        click.echo(_as_json(needed) if as_json else _as_text(said))

    return run


def _as_json(needed: Needed) -> str:
    return json.dumps(
        {
            "n": needed.n,
            "events": needed.events,
            "criteria": dict(needed.criteria),
            "binding": needed.binding,
        }
    )


def _as_text(said: Said) -> str:
    rows = [f"  {name:<26}{n:>9,}  {meaning}" for name, n, meaning in said.criteria]
    lines = [said.needs, said.binds, *rows, said.halves, said.months, *said.warnings, GUIDANCE]
    return "\n".join(line for line in lines if line)


for _kind in KINDS:
    sample_size.add_command(_command(_kind))
