"""``deepdive sample-size`` as a person or a program meets it."""

import json
import subprocess
import sys

import pytest
from click.testing import CliRunner

from deepdive.advice.sample_size.kinds import KINDS
from deepdive.cli import main

CHAGAS = "binary --parameters 24 --prevalence 0.174 --r2-cox-snell 0.288"


def run(words: str) -> tuple[int, str, str]:
    done = CliRunner().invoke(main, ["sample-size", *words.split()])
    return done.exit_code, done.stdout, done.stderr


@pytest.mark.parametrize(
    ("words", "n", "events", "binding"),
    [
        (CHAGAS, 662, 116, "optimism"),
        ("binary --parameters 24 --prevalence 0.174 --c-statistic 0.89", 660, 115, "optimism"),
        (
            "survival --parameters 30 --rate 0.065 --mean-follow-up 2.07 --timepoint 2 --r2-cox-snell 0.051",
            5143,
            692,
            "shrinkage",
        ),
        ("continuous --parameters 25 --r2 0.2 --mean 1.9 --sd 0.6", 918, None, "shrinkage"),
        (
            "validate-binary --prevalence 0.018 --c-statistic 0.8 --lp-mean -5 --lp-sd 2.5 --oe-ci-width 1",
            4554,
            82,
            "calibration-slope",
        ),
        ("validate-continuous --r2 0.9", 235, None, "residual-variance"),
        ("diagnostic --sensitivity 0.9 --prevalence 0.1 --margin 0.05", 1383, 139, "sensitivity"),
    ],
)
def test_each_kind_answers_programs(words: str, n: int, events: int | None, binding: str) -> None:
    code, out, err = run(f"{words} --json")
    said = json.loads(out)
    assert (code, err, list(said)) == (0, "", ["n", "events", "criteria", "binding"])
    assert (said["n"], said["events"], said["binding"]) == (n, events, binding)
    assert max(said["criteria"].values()) == n


def test_people_are_told_what_decides_and_what_would_halve_it() -> None:
    assert run(f"{CHAGAS} --rows-a-month 20 --share-eligible 0.5") == (
        0,
        "At least 662 people, of whom 116 with the outcome.\n"
        "What decides it is optimism: it looks hardly better on its own data than it is.\n"
        "  shrinkage                       623  what the model learned is hardly exaggerated\n"
        "  optimism                        662  it looks hardly better on its own data than it is\n"
        "  overall-risk                    221  the average risk is known\n"
        "What would halve what decides it: 12 parameters instead of 24. Then it is 331 people.\n"
        "That is 67 months of your data (about 5.6 years), at 20 rows a month of which 50% can be used.\n"
        "For predicted risks that are off by 0.05 on average, 801 people would be needed. "
        "This rule is not counted above.\n"
        "Guidance, not a study plan: a statistician checks what goes in and decides.\n",
        "",
    )


def test_a_linear_predictor_that_does_not_fit_is_told() -> None:
    _, out, _ = run("validate-binary --prevalence 0.018 --c-statistic 0.8 --lp-mean -5 --lp-sd 2.5")
    assert (
        "A linear predictor like this gives an average risk of 0.0523, and the prevalence is 0.018. "
        "Check both." in out.splitlines()
    )


def test_what_cannot_be_is_told_in_one_line() -> None:
    assert run("binary --parameters 24 --prevalence 0.05 --r2-cox-snell 0.35 --json") == (
        2,
        "",
        "Error: Cox-Snell's R2 must be below 0.3277, the highest possible with a prevalence of 0.05.\n",
    )


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("binary --prevalence 0.1", "Error: Missing option '--parameters'."),
        (
            "binary --parameters 2.5 --prevalence 0.1",
            "Error: Invalid value for '--parameters': '2.5' is not a valid integer.",
        ),
        ("unknown", "Error: No such command 'unknown'."),
    ],
)
def test_a_slip_in_the_command_is_told(words: str, said: str) -> None:
    code, out, err = run(words)
    assert (code, out, err.splitlines()[-1]) == (2, "", said)


@pytest.mark.parametrize("kind", KINDS)
def test_every_option_is_explained(kind: str) -> None:
    code, out, _ = run(f"{kind} --help")
    assert (code, "--json" in out) == (0, True)


def test_other_commands_do_not_wait_for_the_libraries_of_numbers() -> None:
    code = "import sys, deepdive.cli; print([m for m in ('numpy', 'scipy', 'django') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
