"""Cases: what happened to others who tried."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Literal


class CaseSetting(StrEnum):
    """Where a case took place."""

    ACUTE = "acute"
    MENTAL_HEALTH = "mental-health"
    COMMUNITY = "community"
    PRIMARY_CARE = "primary-care"
    AMBULANCE = "ambulance"
    SOCIAL_CARE = "social-care"
    NATIONAL = "national"
    OTHER_PUBLIC = "other-public"


class Task(StrEnum):
    """What the technology of a case was to do."""

    PREDICTION = "prediction"
    CLASSIFICATION = "classification"
    FORECASTING = "forecasting"
    OPTIMISATION = "optimisation"
    LANGUAGE = "language"
    VISION = "vision"
    SEARCH = "search"
    SIMULATION = "simulation"
    RULES = "rules"
    LINKAGE = "linkage"
    OTHER = "other"


class CaseResult(StrEnum):
    """How a case ended, as far as anybody has published."""

    WORKED = "worked"
    MIXED = "mixed"
    FAILED = "failed"
    STOPPED = "stopped"
    UNKNOWN = "unknown"


class Evidence(StrEnum):
    """How much stands behind a case, from an idea to routine use."""

    T0 = "T0"  # an idea, or stopped early
    T1 = "T1"  # a proof of concept on data from the past, at one site
    T2 = "T2"  # tested on data from elsewhere or from later, or by somebody independent
    T3 = "T3"  # a service evaluation in use, or before and after
    T4 = "T4"  # a controlled comparison or a randomised trial
    T5 = "T5"  # national guidance, or routine use that is monitored


@dataclass(frozen=True, kw_only=True)
class Case:
    """One true story. The five texts are Markdown; ``workshops`` are the numbers of those that use it."""

    id: str
    title: str
    setting: CaseSetting
    tasks: tuple[Task, ...]
    workshops: tuple[int, ...]
    result: CaseResult
    evidence: Evidence
    years: str
    sources: tuple[str, ...]
    checked_on: date
    review_by: date
    confidence: Literal["verified", "reported", "general"]
    what_it_was: str
    what_happened: str
    what_went_right_or_wrong: str
    what_it_teaches: str
    ask_yourselves: str
