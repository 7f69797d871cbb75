"""What is wrong with a plan, as values: a rule's problem, and the finding it becomes when it is reported."""

from enum import IntEnum
from typing import NamedTuple

from rusctl.language.message import Message
from rusctl.model.plan import Source
from rusctl.model.record import dataclass


class Severity(IntEnum):
    """How bad a finding is; the order is the order of badness."""

    NOTE = 0
    WARNING = 1
    ERROR = 2

    @property
    def word(self) -> str:
        """The word that files and machine formats use."""
        return self.name.lower()


class Problem(NamedTuple):
    """What a rule or the loader found: where, and what to say; the loader also names the rule.

    `severity` stands where it is another than the rule's own.
    """

    at: Source
    message: Message
    rule: str = ""
    severity: Severity | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A problem with its rule's code, name and severity, and the line it is on (0 where there is none)."""

    file: str
    line: int
    code: str
    name: str
    severity: Severity
    message: Message
    record: str = ""
