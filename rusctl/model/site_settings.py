"""What a region says of its public site (site/site.toml): its address, its theme, and what it has assessed."""

import datetime as dt
from dataclasses import field

from rusctl.model.record import dataclass
from rusctl.model.source import NOWHERE, Source

LEVELS = ("fully", "partly", "not")
PAGES = frozenset(
    {
        "about",
        "accessibility",
        "changes",
        "consultation",
        "contact",
        "data",
        "decision",
        "en",
        "follow-up",
        "footer",
        "header",
        "milestones",
        "personal-data",
        "replies",
        "said",
        "start",
        "sv",
        "tour",
    }
)
"""Names of the site's own pages and texts, which no event's id can be: the page of an event lies under its id."""
AUTHORITY = "https://www.digg.se/tdosanmalan"


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteTheme:
    """A region's colours as #rrggbb: the top band and its text, and links; those that are not said are the program's.

    `logo` is the name of a picture in site/, and `logo_text` what it says to who does not see it.
    """

    brand: str = "#004f8a"
    brand_text: str = "#ffffff"
    link: str = "#004f8a"
    dark_brand: str = "#0d2c45"
    dark_brand_text: str = "#ffffff"
    dark_link: str = "#93cbff"
    logo: str = ""
    logo_text: str = ""


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
    """What the file says: the site's address without a slash at its end, and the ten digits of the organisation.

    `quotes` are the inputs whose words somebody has approved for everybody, and `decision` is the milestone at which
    the strategy is decided, where it is not the last of the council's.
    """

    url: str = ""
    organisation: str = ""
    decision: str = ""
    quotes: tuple[str, ...] = ()
    theme: SiteTheme = field(default_factory=SiteTheme)
    accessibility: Accessibility = field(default_factory=Accessibility)
    at: Source = field(default=NOWHERE, compare=False)
