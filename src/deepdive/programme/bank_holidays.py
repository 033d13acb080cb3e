"""The bank holidays of England, from the `holidays` library."""

from datetime import date

import holidays


def bank_holidays(first_year: int) -> dict[date, str]:
    """Date and name of each bank holiday in England in that year and the next."""
    return dict(holidays.country_holidays("GB", subdiv="ENG", years=[first_year, first_year + 1]))
