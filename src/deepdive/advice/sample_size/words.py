"""What the numbers mean, in the words that the command and the page share."""

from dataclasses import dataclass, fields

from deepdive.advice.sample_size.study import Needed, Study, months_of_data
from deepdive.advice.sample_size.validation import ValidateBinary

GUIDANCE = "Guidance, not a study plan: a statistician checks what goes in and decides."
# A model's average risk may differ from the prevalence by this share of it before somebody should look.
RISK_FAR_OFF = 0.2

KIND_TITLES = {
    "binary": "Make a model that tells yes from no",
    "survival": "Make a model that tells when something happens",
    "continuous": "Make a model that tells how much",
    "validate-binary": "Check a model that tells yes from no",
    "validate-continuous": "Check a model that tells how much",
    "diagnostic": "Judge a test",
}

# What each kind is for, as somebody in a workshop would ask.
KIND_QUESTIONS = {
    "binary": "Such as: will this person miss the appointment?",
    "survival": "Such as: how likely is a fall within a year?",
    "continuous": "Such as: how many days will this person stay?",
    "validate-binary": "Somebody has made the model. Does it work for our people?",
    "validate-continuous": "Somebody has made the model. Does it work for our people?",
    "diagnostic": "How often does a test or an alarm find what it should?",
}

LABELS = {
    "parameters": "Parameters",
    "prevalence": "Share of people with the outcome",
    "r2_cox_snell": "Cox-Snell’s R2",
    "c_statistic": "C-statistic",
    "shrinkage": "Shrinkage",
    "margin": "Margin",
    "rate": "Events for each person and unit of time",
    "mean_follow_up": "Mean follow-up",
    "timepoint": "Time to predict for",
    "r2": "R2",
    "mean": "Mean",
    "sd": "Standard deviation",
    "lp_mean": "Mean of the linear predictor",
    "lp_sd": "Standard deviation of the linear predictor",
    "oe_ci_width": "Width for observed/expected",
    "slope_ci_width": "Width for the slope",
    "c_ci_width": "Width for the c-statistic",
    "r2_ci_width": "Width for R2",
    "citl_ci_width": "Width for the average error",
    "sensitivity": "Sensitivity",
    "specificity": "Specificity",
}
# Those that may be written in per cent.
SHARES = frozenset(
    {"prevalence", "r2_cox_snell", "c_statistic", "shrinkage", "margin", "r2", "sensitivity", "specificity"}
)

ASKED = {
    "parameters": "How many numbers the model learns. Count all that are tried; a choice of 4 groups is 3.",
    "prevalence": "The share of people with the outcome, such as 0.15.",
    "r2_cox_snell": "How well it will predict, as Cox-Snell's R2, from an earlier model of this kind.",
    "c_statistic": "How well it tells people apart: the c-statistic (area under the curve), from 0.5 to 1.",
    "shrinkage": "How little it may exaggerate: 0.9 is 10 per cent.",
    "rate": "Events for each person and year (or other unit of time).",
    "mean_follow_up": "How long people are followed on average, in that unit.",
    "timepoint": "The time for which risks are predicted, in that unit.",
    "r2": "The share of the differences between people that the model explains (adjusted R2).",
    "mean": "The mean of what is predicted.",
    "sd": "The standard deviation of what is predicted.",
    "lp_mean": "The mean of the model's linear predictor (log odds) among these people.",
    "lp_sd": "Its standard deviation.",
    "oe_ci_width": "How wide the 95% interval of observed/expected may be.",
    "slope_ci_width": "How wide the 95% interval of the calibration slope may be.",
    "c_ci_width": "How wide the 95% interval of the c-statistic may be.",
    "r2_ci_width": "How wide the 95% interval of R2 may be.",
    "citl_ci_width": "How wide the 95% interval of the average error may be, in the unit of the outcome.",
    "sensitivity": "The share of people with the outcome that the test finds, such as 0.9.",
    "specificity": "The share of people without it that the test leaves alone.",
}
MARGINS = {
    "binary": "How far off the average risk may be: 0.05 is 5 in 100 people.",
    "survival": "How far off the average risk may be: 0.05 is 5 in 100 people.",
    "continuous": "How far off the mean and the spread may be: 0.1 is 10 per cent.",
    "validate-continuous": "How far off the spread may be: 0.1 is 10 per cent.",
    "diagnostic": "How far off what is found may be: 0.05 is 5 in 100, either way.",
}

CRITERIA = {
    "shrinkage": "what the model learned is hardly exaggerated",
    "optimism": "it looks hardly better on its own data than it is",
    "overall-risk": "the average risk is known",
    "residual-sd": "the spread of its errors is known",
    "mean": "the average outcome is known",
    "observed-expected": "it is known whether it expects too many or too few",
    "calibration-slope": "it is known whether its predictions are too extreme or too timid",
    "c-statistic": "it is known how well it tells people apart",
    "r2": "it is known how much it explains",
    "residual-variance": "the spread of its errors is known",
    "calibration-in-the-large": "it is known how far off it is on average",
    "sensitivity": "the share of people with the outcome that it finds is known",
    "specificity": "the share of people without the outcome that it leaves alone is known",
}


@dataclass(frozen=True, kw_only=True)
class Said:
    """A result in sentences. ``criteria`` is name, people and meaning of each; ``months`` may be empty."""

    needs: str
    binds: str
    criteria: tuple[tuple[str, int, str], ...]
    halves: str
    months: str
    warnings: tuple[str, ...]


def say(
    study: Study, needed: Needed, *, rows_a_month: float | None = None, share_eligible: float = 1
) -> Said:
    """The result of a study in sentences."""
    return Said(
        needs=_needs(needed),
        binds=f"What decides it is {needed.binding}: {CRITERIA[needed.binding]}.",
        criteria=tuple((name, n, CRITERIA[name]) for name, n in needed.criteria.items()),
        halves=_halves(study, needed),
        months="" if rows_a_month is None else _months(needed, rows_a_month, share_eligible),
        warnings=tuple(_warnings(study, needed)),
    )


def summary(kind: str, study: Study, said: Said) -> str:
    """The result in a line or two, to be kept in a plan: what for, with which numbers, and what it takes."""
    given = (
        (LABELS[asked.name], getattr(study, asked.name))
        for asked in fields(study)  # type: ignore[arg-type]
    )
    numbers = ", ".join(f"{label} {value:g}" for label, value in given if value is not None)
    about = f"{KIND_TITLES[kind]} ({numbers}):"
    return " ".join(part for part in (about, _small(said.needs), said.months, GUIDANCE) if part)


def _small(sentence: str) -> str:
    return sentence[0].lower() + sentence[1:]


def _needs(needed: Needed) -> str:
    if needed.events is None:
        return f"At least {needed.n:,} people."
    return f"At least {needed.n:,} people, of whom {needed.events:,} with the outcome."


def _halves(study: Study, needed: Needed) -> str:
    plainer = study.relaxed(needed.binding)
    if plainer is None:
        return "What would halve this: nothing here. Expect more of the model, or look for more data."
    n = plainer.study.needed().n
    return f"What would halve what decides it: {plainer.words}. Then it is {n:,} people."


def _months(needed: Needed, rows_a_month: float, share_eligible: float) -> str:
    months = months_of_data(needed.n, rows_a_month=rows_a_month, share_eligible=share_eligible)
    years = f" (about {months / 12:.1f} years)" if months > 18 else ""
    plural = "month" if months == 1 else "months"
    return (
        f"That is {months:,} {plural} of your data{years}, "
        f"at {rows_a_month:,g} rows a month of which {share_eligible:.0%} can be used."
    )


def _warnings(study: Study, needed: Needed) -> list[str]:
    warnings = []
    error = needed.also.get("mean-error", 0)
    if error > needed.n:
        warnings.append(
            f"For predicted risks that are off by 0.05 on average, {error:,} people would be needed. "
            "This rule is not counted above."
        )
    if isinstance(study, ValidateBinary):
        risk = study.mean_risk()
        if abs(risk - study.prevalence) > RISK_FAR_OFF * study.prevalence:
            warnings.append(
                f"A linear predictor like this gives an average risk of {risk:.3g}, "
                f"and the prevalence is {study.prevalence:g}. Check both."
            )
    return warnings
