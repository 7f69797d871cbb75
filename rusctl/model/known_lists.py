"""Lists of people whose headings have been explained: what the next one with the same headings is read by."""

from dataclasses import field

from rusctl.model.record import dataclass
from rusctl.model.source import NOWHERE, Source


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownList:
    """What was said of a list (config/lists.toml); nothing of the people in it.

    `headings` is the SHA-256 of its headings, since those of columns that are dropped may say anything. `columns` are
    HEADING=FIELD of the columns that are taken. `everybody_came` is what was said of a report that names who joined.
    """

    headings: str
    columns: tuple[str, ...] = ()
    everybody_came: bool | None = None
    at: Source = field(default=NOWHERE, compare=False)
