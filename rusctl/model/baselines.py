"""Baselines: what dates the plan promised on a day that somebody chose to keep (config/baselines.toml)."""

import datetime as dt
from dataclasses import field
from enum import IntEnum

from rusctl.model.record import dataclass
from rusctl.model.source import NOWHERE, Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """The days between which something was to be; the same day twice where its day was set."""

    id: str
    first: dt.date
    last: dt.date


@dataclass(frozen=True, slots=True, kw_only=True)
class Baseline:
    """The dates of a plan as they stood on a day, under a name."""

    id: str
    set: dt.date
    promises: tuple[Promise, ...] = ()
    at: Source = field(default=NOWHERE, compare=False)


class Risk(IntEnum):
    """How a promise stands; the order is the order of badness.

    It is unknown where some step before it has no day, and nobody has said how long that takes.
    """

    HOLDS = 0
    UNKNOWN = 1
    AT_RISK = 2
    MOVED = 3
    BROKEN = 4

    @property
    def word(self) -> str:
        """The word that machine formats use."""
        return self.name.lower()
