"""Weekdays written beside dates in free text, so that those that disagree can be found."""

import datetime as dt
import re
import unicodedata
from functools import cache
from typing import NamedTuple

from rusctl.language.date_words import MONTHS, WEEKDAYS, either


class WeekdayClaim(NamedTuple):
    """A weekday (0 is Monday) and a day of a month, as they stand side by side in a text; the year may be left out."""

    text: str
    weekday: int
    day: int
    month: int
    year: int | None = None

    def on(self, year: int) -> dt.date | None:
        """Give the day in the year that was written, else in this one; None where there is no such day."""
        try:
            return dt.date(self.year or year, self.month, self.day)
        except ValueError:
            return None

    def agrees(self, year: int) -> bool:
        """Say whether the day (in this year, where none was written) exists and has that weekday."""
        day = self.on(year)
        return day is not None and day.weekday() == self.weekday


def weekday_claims(text: str) -> list[WeekdayClaim]:
    """Find phrases such as "onsdag 7 november", "ons den 7/11 2018" and "Wednesday, November 7, 2018" in a text."""
    return [_claim(match) for match in _claims().finditer(unicodedata.normalize("NFC", text))]


@cache
def _claims() -> re.Pattern[str]:
    # Compiled on first use: most plans have no free text that needs it.
    # "1900-2100" after a day is hours, not a year.
    ordinal = r"(?::?[ea]|st|nd|rd|th|\.)?"
    year = r"(?:[\s,]*(?:of\s+)?(?P<{}>(?:19|20|21)[0-9]{{2}})(?![0-9]|\s*[-–]\s*[0-9]))?"
    months = either(MONTHS)
    return re.compile(
        rf"(?<!\w)(?P<weekday>{either(WEEKDAYS)})\b\.?,?\s+(?:(?:den|the)\s+)?(?:"
        rf"(?P<day>[0-9]{{1,2}}){ordinal}\s*(?:of\s+)?(?P<month>{months})\b\.?{year.format('year')}"
        rf"|(?P<day2>[0-9]{{1,2}})/(?P<month2>[0-9]{{1,2}})(?![0-9]){year.format('year2')}"
        rf"|(?P<month3>{months})\b\.?\s+(?P<day3>[0-9]{{1,2}})(?![0-9]){ordinal}{year.format('year3')})",
        re.IGNORECASE,
    )


def _claim(match: re.Match[str]) -> WeekdayClaim:
    month = (match["month"] or match["month2"] or match["month3"]).casefold()
    year = match["year"] or match["year2"] or match["year3"]
    return WeekdayClaim(
        match[0].rstrip(" ,"),
        WEEKDAYS[match["weekday"].casefold()],
        int(match["day"] or match["day2"] or match["day3"]),
        MONTHS.get(month) or int(month),
        int(year) if year else None,
    )
