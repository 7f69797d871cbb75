"""The public holidays of other countries than Sweden, by the `holidays` package, which this file owns."""

import datetime as dt
from functools import lru_cache

from rusctl.errors import EnvironmentFailureError, RusctlError
from rusctl.language.message import msg
from rusctl.model.plan import Texts

_FIRST, _LAST = 1900, 2100  # the years that the package is asked about; it has rules for them, and not for all years
_IN_ENGLISH = "en_US"


@lru_cache(maxsize=128)
def holidays_of(country: str, year: int) -> dict[dt.date, Texts]:
    """Give a year's public holidays in a country (two letters, ISO 3166) and their names; none beyond 1900 to 2100.

    EnvironmentFailureError where the package is not installed, RusctlError where it does not know the country.
    """
    try:
        import holidays  # an extra, which folders in Sweden need for nothing
    except ImportError:
        text = msg(
            "the public holidays of {country} come from a package that is not installed; install it with {command}",
            country=country,
            command="pip install 'rusctl[holidays]'",
        )
        raise EnvironmentFailureError(text) from None
    if not _FIRST <= year <= _LAST:
        return {}
    try:
        found = holidays.country_holidays(country, years=year)
    except NotImplementedError:
        text = msg("nobody here knows the public holidays of {country}; write another country", country=country)
        raise RusctlError(text) from None
    tongues = {"": found.default_language, "sv": _swedish(found.supported_languages), "en": _IN_ENGLISH}
    named = {
        code: holidays.country_holidays(country, years=year, language=tongue)
        for code, tongue in tongues.items()
        if not code or tongue in found.supported_languages
    }
    days = sorted(day for day in found if day.year == year)
    return {day: Texts({code: names[day] for code, names in named.items() if day in names}) for day in days}


def _swedish(known: tuple[str, ...]) -> str:
    return next((one for one in known if one.partition("_")[0] == "sv"), "")
