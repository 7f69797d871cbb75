"""What a region says of its site in site/site.toml of the plan: its address, its theme, and what it has assessed."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import field
from typing import Any

from rusctl.errors import RusctlError
from rusctl.language.message import msg
from rusctl.model.record import dataclass
from rusctl.site.contrast import SiteTheme, refuse_faint

FILE = "site/site.toml"
LEVELS = ("fully", "partly", "not")
AUTHORITY = "https://www.digg.se/tdosanmalan"


@dataclass(frozen=True, slots=True, kw_only=True)
class Accessibility:
    """What has been assessed of a site's accessibility; what is empty nobody has said, and nothing is made up.

    `level` is one of LEVELS, `lacks` are what is not accessible and why, `report` is where faults are reported.
    """

    level: str = ""
    assessed: dt.date | None = None
    updated: dt.date | None = None
    method: str = ""
    lacks: tuple[str, ...] = ()
    report: str = ""
    authority: str = AUTHORITY


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteSettings:
    """What the file says: the site's address without a slash at its end, and the ten digits of the organisation."""

    url: str = ""
    organisation: str = ""
    theme: SiteTheme = field(default_factory=SiteTheme)
    accessibility: Accessibility = field(default_factory=Accessibility)


def read_settings(data: Mapping[str, Any]) -> SiteSettings:
    """Read the file's keys; RusctlError for a key that is not known, a value of another form, or a faint colour."""
    values = _values(data, {"url": str, "organisation": str, "theme": dict, "accessibility": dict}, "")
    theme = SiteTheme(**_values(values.pop("theme", {}), dict.fromkeys(SiteTheme.__dataclass_fields__, str), "theme."))
    refuse_faint(theme, FILE)
    kinds = {"level": str, "assessed": dt.date, "updated": dt.date, "method": str, "lacks": list}
    kinds |= {"report": str, "authority": str}
    said = _values(values.pop("accessibility", {}), kinds, "accessibility.")
    if (level := said.get("level", "")) and level not in LEVELS:
        raise RusctlError(msg('{file}: level is "{value}"; write one of {known}', file=FILE, value=level, known=LEVELS))
    if "lacks" in said:
        said["lacks"] = tuple(str(one) for one in said["lacks"])
    for key, value in (("url", values.get("url")), ("authority", said.get("authority"))):
        if value and not value.startswith(("https://", "http://")):
            raise RusctlError(
                msg(
                    '{file}: {key} is "{value}"; write an address that begins with https://',
                    file=FILE,
                    key=key,
                    value=value,
                )
            )
    digits = values.get("organisation", "")
    if digits and not (len(digits) == 10 and digits.isascii() and digits.isdigit()):  # noqa: PLR2004 - ten digits
        raise RusctlError(
            msg(
                '{file}: organisation is "{value}"; write the ten digits of the organisation number',
                file=FILE,
                value=digits,
            )
        )
    values["url"] = values.get("url", "").rstrip("/")
    return SiteSettings(**values, theme=theme, accessibility=Accessibility(**said))


def _values(data: Mapping[str, Any], kinds: Mapping[str, type], before: str) -> dict[str, Any]:
    for key, value in data.items():
        if key not in kinds:
            raise RusctlError(
                msg("{file}: {key} is not known; the keys are {known}", file=FILE, key=before + key, known=list(kinds))
            )
        if not isinstance(value, kinds[key]) or isinstance(value, dt.datetime):
            raise RusctlError(msg("{file}: {key} has a value of another form", file=FILE, key=before + key))
    return dict(data)
