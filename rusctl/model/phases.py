"""Phases of a process: stretches of days with a name, one after the other."""

import datetime as dt
from dataclasses import field

from rusctl.model.record import dataclass
from rusctl.model.source import NOWHERE, Source, Texts


@dataclass(frozen=True, slots=True, kw_only=True)
class Phase:
    """A phase (fas) of the process, from a day to a day, both included; the file has them in their order.

    `overlaps` are phases with which it may have days in common: ids.
    """

    id: str
    name: Texts
    first: dt.date
    last: dt.date
    overlaps: tuple[str, ...] = ()
    source: str = ""
    at: Source = field(default=NOWHERE, compare=False)
