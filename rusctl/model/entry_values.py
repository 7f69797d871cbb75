"""What a calendar's entry says, as values and in no language: words are made of it, and comparisons."""

import datetime as dt
from dataclasses import field
from enum import StrEnum

from rusctl.model.plan import Days, Earlier, Hours, Status, Texts, When
from rusctl.model.record import dataclass


class Off(StrEnum):
    """Why nothing is held on the date that an entry stands on."""

    GONE = "gone"  # the event is cancelled, or the plan has it no more
    LAPSED = "lapsed"  # a milestone that no longer applies
    PUT_OFF = "put-off"  # the date no longer holds, and no other is set


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryValues:
    """All that an entry says of an event, of a milestone, or of a date that is `off`.

    `title` is its own; where that is empty it is called by `kind` and `municipality`, and where those are empty by
    `id`. Of an event there is a `status`, of a milestone none. `location` is the place that calendars were told of,
    where the plan has none any more. `timezone` is whose clock the times are on, where there are any. `contact` and
    `region` are the process's: its functional mailbox, and its name. `reason` is why it is cancelled.
    `point` is where on the map its place is: latitude and longitude in degrees, of which no word is made.
    """

    uid: str
    when: When
    title: Texts = field(default_factory=Texts)
    kind: Texts = field(default_factory=Texts)
    municipality: str = ""
    venue: str = ""
    room: str = ""
    location: str = ""
    status: Status | None = None
    off: Off | None = None
    done: bool = False
    yearly: bool = False
    baseline: dt.date | None = None
    earlier: tuple[Earlier, ...] = ()
    answer_by: dt.date | None = None
    reminder: dt.timedelta | None = None
    note: str = ""
    source: str = ""
    timezone: str = ""
    url: str = ""
    contact: str = ""
    region: str = ""
    reason: str = ""
    point: tuple[float, float] | None = None

    @property
    def id(self) -> str:
        """The id of the event or the milestone."""
        return self.uid.partition("@")[0]

    @property
    def days(self) -> Days | Hours:
        """When it is as a calendar says it: a window from its first day to its last."""
        if isinstance(self.when, Hours):
            return self.when
        return Days(first=self.when.first, last=self.when.last)
