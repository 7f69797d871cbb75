"""What the folder prefers when dates are proposed: the table [propose] of config/workdays.toml."""

from dataclasses import field
from enum import StrEnum

from rusctl.model.record import dataclass
from rusctl.model.source import NOWHERE, Source


class Quiet(StrEnum):
    """Weeks of every year in which few can come."""

    CHRISTMAS = "christmas"
    JULY = "july"


@dataclass(frozen=True, slots=True, kw_only=True)
class Preferences:
    """Limits on the days of stops that are proposed; days are calendar days, and the rest is counted between stops.

    `home` is the municipality the crews set out from, `share` the pairs of municipalities that may be visited on one
    day, and `minutes_a_day` how many minutes on the road a day's earlier date is worth. `said` names what the
    file says.
    """

    notice_days: int = 14
    rest_days: int = 1
    most_a_week: int = 3
    bridge_days: bool = False
    short_days: bool = False
    quiet: tuple[Quiet, ...] = (Quiet.CHRISTMAS, Quiet.JULY)
    home: str = ""
    share: tuple[tuple[str, ...], ...] = ()
    minutes_a_day: int = 30
    said: frozenset[str] = frozenset()
    at: Source = field(default=NOWHERE, compare=False)

    def place(self, name: str) -> Source:
        """Give where a preference stands; one that nobody has given stands in no file."""
        return self.at.key(name) if name in self.said else Source("", ("propose", name))
