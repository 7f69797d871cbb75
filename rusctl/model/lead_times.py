"""The region's own lead times round a meeting (config/deadlines.toml), beside what the law asks."""

from dataclasses import field

from rusctl.model.durations import Span
from rusctl.model.record import dataclass
from rusctl.model.source import NOWHERE, Source, Texts


@dataclass(frozen=True, slots=True, kw_only=True)
class LeadTime:
    """Something that must be done so long before a body meets, or before another of its lead times (`of`)."""

    id: str
    body: str
    before: Span
    title: Texts = field(default_factory=Texts)
    of: str = ""
    source: str = ""
    at: Source = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Follow:
    """How soon after a meeting the region itself does what the law sets a last day for: adjusted or announced."""

    id: str
    body: str
    within: Span
    source: str = ""
    at: Source = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class LeadTimes:
    """All that config/deadlines.toml holds."""

    leads: tuple[LeadTime, ...] = ()
    follows: tuple[Follow, ...] = ()
    at: Source = field(default=Source("config/deadlines.toml"), compare=False)
