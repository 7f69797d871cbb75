"""What is wrong with a plan, as values: a rule's problem, and the finding it becomes when it is reported."""

from typing import NamedTuple

from rusctl.language.message import Message
from rusctl.model.plan import Source
from rusctl.model.record import dataclass
from rusctl.model.severity import Severity

__all__ = ["Finding", "Problem", "Severity"]


class Problem(NamedTuple):
    """What a rule or the loader found: where, and what to say; the loader also names the rule.

    `severity` stands where it is another than the rule's own. `others` are the ids of the records it is about, too.
    """

    at: Source
    message: Message
    rule: str = ""
    severity: Severity | None = None
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A problem with its rule's code, name and severity, and the line it is on (0 where there is none).

    `record` is the id of the record it is on, `others` are those of the records it is about, too.
    """

    file: str
    line: int
    code: str
    name: str
    severity: Severity
    message: Message
    record: str = ""
    others: tuple[str, ...] = ()
