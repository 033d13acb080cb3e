"""Partners: organisations and programmes that a project can turn to, and those that are no more."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Literal


class Region(StrEnum):
    """Where a partner works: a nation, or the area of one of England's 15 Health Innovation Networks."""

    ENGLAND_WIDE = "England-wide"
    EAST = "East"
    EAST_MIDLANDS = "East Midlands"
    IMPERIAL = "Imperial College Health Partners"
    KENT_SURREY_SUSSEX = "Kent Surrey Sussex"
    MANCHESTER = "Manchester"
    NORTH_EAST_AND_NORTH_CUMBRIA = "North East and North Cumbria"
    NORTH_WEST_COAST = "North West Coast"
    OXFORD_AND_THAMES_VALLEY = "Oxford & Thames Valley"
    SOUTH_LONDON = "South London"
    SOUTH_WEST = "South West"
    UCLPARTNERS = "UCLPartners"
    WESSEX = "Wessex"
    WEST_MIDLANDS = "West Midlands"
    WEST_OF_ENGLAND = "West of England"
    YORKSHIRE_AND_HUMBER = "Yorkshire & Humber"
    UK = "UK"
    SCOTLAND = "Scotland"
    WALES = "Wales"
    NORTHERN_IRELAND = "Northern Ireland"


class PartnerStatus(StrEnum):
    """Whether a partner can still be asked."""

    ACTIVE = "active"
    CLOSED = "closed"
    RENAMED = "renamed"


@dataclass(frozen=True, kw_only=True)
class Partner:
    """Somebody to turn to. ``became`` says what followed one that is closed or renamed."""

    id: str
    name: str
    what: str
    region: Region
    kind: str
    url: str
    status: PartnerStatus
    sources: tuple[str, ...]
    checked_on: date
    review_by: date
    confidence: Literal["verified", "reported", "general"]
    became: str = ""
