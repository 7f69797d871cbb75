"""Time zones by the names that Windows shows to people, such as "(UTC-05:00) Eastern Time (US & Canada)".

Windows knows a zone by an id, which icalendar has a table of, and shows it by the difference to UTC and the towns or
the region that it is the clock of. Some programs write what is shown. Towns are IANA's own, in whatever language
Windows speaks, where they are spelt alike; for regions the id stands here, as windowsZones in Unicode's CLDR has it.
A name that says a difference to UTC alone names no zone: nobody knows when its clock is changed.
"""

import datetime as dt
import re
import zoneinfo
from collections.abc import Iterator
from functools import cache

_SHOWN = re.compile(r"\((?:UTC|GMT) ?(?:(?P<sign>[+-])(?P<hours>[0-9]{2}):(?P<minutes>[0-9]{2}))?\) *(?P<where>\S.*)")
_UTC = re.compile(r"coordinated universal time(?P<more>[+-][0-9]{2})?")
_REGIONS = {
    "abu dhabi, muscat": "Arabian Standard Time",
    "alaska": "Alaskan Standard Time",
    "aleutian islands": "Aleutian Standard Time",
    "arizona": "US Mountain Standard Time",
    "atlantic time (canada)": "Atlantic Standard Time",
    "baja california": "Pacific Standard Time (Mexico)",
    "bougainville island": "Bougainville Standard Time",
    "brasilia": "E. South America Standard Time",
    "cabo verde is.": "Cape Verde Standard Time",
    "casablanca": "Morocco Standard Time",
    "central america": "Central America Standard Time",
    "central time (us & canada)": "Central Standard Time",
    "chatham islands": "Chatham Islands Standard Time",
    "chetumal": "Eastern Standard Time (Mexico)",
    "chokurdakh": "Russia Time Zone 10",
    "city of buenos aires": "Argentina Standard Time",
    "easter island": "Easter Island Standard Time",
    "eastern time (us & canada)": "Eastern Standard Time",
    "ekaterinburg": "Ekaterinburg Standard Time",
    "greenland": "Greenland Standard Time",
    "haiti": "Haiti Standard Time",
    "harare, pretoria": "South Africa Standard Time",
    "hawaii": "Hawaiian Standard Time",
    "indiana (east)": "US Eastern Standard Time",
    "international date line west": "Dateline Standard Time",
    "kiritimati island": "Line Islands Standard Time",
    "lord howe island": "Lord Howe Standard Time",
    "marquesas islands": "Marquesas Standard Time",
    "mountain time (us & canada)": "Mountain Standard Time",
    "newfoundland": "Newfoundland Standard Time",
    "norfolk island": "Norfolk Standard Time",
    "nuku'alofa": "Tonga Standard Time",
    "pacific time (us & canada)": "Pacific Standard Time",
    "port louis": "Mauritius Standard Time",
    "saint pierre and miquelon": "Saint Pierre Standard Time",
    "salvador": "Bahia Standard Time",
    "samoa": "Samoa Standard Time",
    "saskatchewan": "Canada Central Standard Time",
    "solomon is., new caledonia": "Central Pacific Standard Time",
    "sri jayawardenepura": "Sri Lanka Standard Time",
    "turks and caicos": "Turks And Caicos Standard Time",
    "west central africa": "W. Central Africa Standard Time",
    "yukon": "Yukon Standard Time",
}
_LOOKED_AT = tuple(dt.datetime(2026, month, 1, tzinfo=dt.UTC) for month in range(1, 13))


def named(shown: str) -> str:
    """Give Windows' id or IANA's name of the zone that Windows shows by a name; nothing where none is known.

    Towns count where the clocks of all that are known show the same all the year, and the difference to UTC that the
    name says.
    """
    found = _SHOWN.fullmatch(" ".join(shown.split()))
    if not found:
        return ""
    where = found["where"].casefold()
    if utc := _UTC.fullmatch(where):
        return f"UTC{utc['more'] or ''}"
    return _REGIONS.get(where) or _of_towns(where, found)


def _of_towns(where: str, shown: re.Match[str]) -> str:
    """Give the zone of the first town that IANA has, where all that it has agree."""
    if not shown["sign"]:
        return ""
    ahead = dt.timedelta(hours=int(shown["hours"]), minutes=int(shown["minutes"]))
    ahead = -ahead if shown["sign"] == "-" else ahead
    clocks = {name: _offsets(name) for name in _zones(where)}
    clocks = {name: offsets for name, offsets in clocks.items() if min(offsets) == ahead}  # the one of its winter
    return next(iter(clocks)) if len(set(clocks.values())) == 1 else ""


def _zones(where: str) -> Iterator[str]:
    """Give the zones that are named after the towns, in the order of the towns; "Yangon (Rangoon)" is one of them."""
    towns = [town.partition("(")[0].strip().replace(" ", "_") for town in where.split(",")]
    return (name for town in towns for name in _by_town().get(town, ()))


@cache
def _by_town() -> dict[str, list[str]]:
    known: dict[str, list[str]] = {}
    for name in sorted(zoneinfo.available_timezones()):
        if "/" in name and not name.startswith(("Etc/", "posix/", "right/")):
            known.setdefault(name.rpartition("/")[2].casefold(), []).append(name)
    return known


def _offsets(name: str) -> tuple[dt.timedelta, ...]:
    """Give the differences to UTC in each month of a year."""
    zone = zoneinfo.ZoneInfo(name)
    return tuple(moment.astimezone(zone).utcoffset() or dt.timedelta() for moment in _LOOKED_AT)
