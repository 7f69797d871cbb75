"""What a trace is made of: inputs as far as it needs them, and its steps; frozen values."""

from enum import StrEnum
from typing import NamedTuple

from rusctl.model.inputs import Fate


class TraceKind(StrEnum):
    """What a step of a trace is."""

    INPUT = "input"
    THEME = "theme"
    FATE = "fate"
    PARAGRAPH = "paragraph"
    CHANGE = "change"
    DECISION = "decision"
    COMMITMENT = "commitment"
    FOLLOW_UP = "follow-up"


class TracedFate(NamedTuple):
    """What became of an input: where it was taken up or who has it now, in which version of the text, and why."""

    fate: Fate
    target: str = ""
    version: str = ""
    reason: str = ""


class TracedInput(NamedTuple):
    """An input with what it is sorted under (ids of headings and themes) and its fates; never who said or noted it."""

    ident: str
    event: str
    text: str
    municipality: str = ""
    roles: tuple[str, ...] = ()
    under: tuple[str, ...] = ()
    fates: tuple[TracedFate, ...] = ()
