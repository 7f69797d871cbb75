"""What the folder says about personal data: why they are held, who gets them, and how long; frozen values."""

from collections.abc import Mapping
from dataclasses import field
from enum import StrEnum

from rusctl.model.record import dataclass
from rusctl.model.source import NOWHERE, Source


class Kept(StrEnum):
    """What a retention class is about."""

    CONTACT = "contact"
    PERSON = "person"
    HISTORY = "history"
    ERASED = "erased"
    INPUTS = "inputs"


@dataclass(frozen=True, slots=True, kw_only=True)
class RetentionClass:
    """What is kept for so many months after a last event, a change or an erasure, and by which decision it goes."""

    id: str
    what: Kept
    months: int
    decision: str
    at: Source = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Retention:
    """The answers that a person is owed about their data; what nobody has written down is empty."""

    controller: Mapping[str, str] = field(default_factory=dict)
    officer: str = ""
    purpose: Mapping[str, str] = field(default_factory=dict)
    legal_basis: Mapping[str, str] = field(default_factory=dict)
    recipients: tuple[Mapping[str, str], ...] = ()
    origin: Mapping[str, str] = field(default_factory=dict)
    more: Mapping[str, str] = field(default_factory=dict)
    link: str = ""
    classes: tuple[RetentionClass, ...] = ()
    erased_digests: bool = True
    comments: bool = True
