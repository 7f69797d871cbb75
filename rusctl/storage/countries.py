"""Which country a time zone is in, by the time zone database's own list (zone.tab)."""

from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

from rusctl.model.plan import SWEDEN

_STOCKHOLM = "Europe/Stockholm"


def of_zone(zone: str) -> str:
    """Give the country (two letters, ISO 3166) that a time zone is in; Sweden where it is in none, as UTC."""
    return known_of_zone(zone) or SWEDEN


def known_of_zone(zone: str) -> str:
    """Give the country that a time zone is in, nothing where it is in none or nobody here knows it."""
    return SWEDEN if zone == _STOCKHOLM else _countries().get(zone, "")


@lru_cache(maxsize=1)
def _countries() -> dict[str, str]:
    found = {}
    package = find_spec("tzdata")
    for place in (package and package.submodule_search_locations) or ():
        table = Path(place) / "zoneinfo/zone.tab"
        lines = table.read_text(encoding="utf-8").splitlines() if table.is_file() else []
        found.update({zone: code for code, _, zone, *_ in (line.split("\t") for line in lines if line[:1] != "#")})
    return found
