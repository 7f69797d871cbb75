"""What a dialogue asks, and which kinds of inputs there are: the fixed questions and kinds of config/frame.toml."""

from dataclasses import field

from rusctl.model.record import dataclass
from rusctl.model.source import NOWHERE, Source, Texts


@dataclass(frozen=True, slots=True, kw_only=True)
class InputKind:
    """A kind of inputs, such as a challenge that somebody names."""

    id: str
    name: Texts
    at: Source = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class FixedQuestion:
    """A question that is put at every event, or at those of some kinds; its order is that of the file."""

    id: str
    text: Texts
    kinds: tuple[str, ...] = ()
    at: Source = field(default=NOWHERE, compare=False)

    @property
    def name(self) -> Texts:
        """What people call it: its text."""
        return self.text


SHIPPED = (
    InputKind(id="utmaning", name=Texts({"sv": "Utmaning", "en": "Challenge"})),
    InputKind(id="mojlighet", name=Texts({"sv": "Möjlighet", "en": "Opportunity"})),
    InputKind(id="forslag", name=Texts({"sv": "Förslag", "en": "Proposal"})),
    InputKind(id="sakuppgift", name=Texts({"sv": "Sakuppgift", "en": "Fact"})),
)
"""The kinds where the folder declares none of its own."""
