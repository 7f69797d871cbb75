"""Tours as they are declared: whose events they are, whom they visit, how often, and which themes they treat."""

from dataclasses import field

from rusctl.model.record import dataclass
from rusctl.model.source import NOWHERE, Source, Texts


@dataclass(frozen=True, slots=True, kw_only=True)
class Tour:
    """A tour (rundtur): the events of a `kind` and, where it says so, of one `round` of several.

    `municipalities` are those it is to visit; None is all that the plan declares. `visits` is how often each of them,
    0 for a tour that is not of municipalities. `themes` are headings of config/frame.toml that it is to treat. `closes`
    is the milestone that is reached once it is complete and its last stop was held.
    """

    id: str
    kind: str
    name: Texts = field(default_factory=Texts)
    round: int | None = None
    municipalities: tuple[str, ...] | None = None
    visits: int = 1
    themes: tuple[str, ...] = ()
    closes: str = ""
    at: Source = field(default=NOWHERE, compare=False)
