"""The minutes of a meeting: which meeting a day belongs to, when its minutes were adjusted and that was announced."""

import datetime as dt
from collections.abc import Iterator
from typing import NamedTuple

from rusctl.model.plan import Meeting, Milestone, Outcome, Source


class Minutes(NamedTuple):
    """A meeting's first and last day, how it ended, and the days of its minutes, as they are written down.

    `at` is the record that holds the days of the minutes: the meeting's own table, or the milestone's.
    """

    first: dt.date
    last: dt.date
    at: Source
    adjusted: dt.date | None = None
    announced: dt.date | None = None
    outcome: Outcome | None = None

    @property
    def too_early(self) -> dict[str, dt.date]:
        """The days that cannot be, by their key: what each of them cannot be before."""
        found = {}
        if self.adjusted and self.adjusted < self.first:
            found["adjusted"] = self.first
        if self.announced and self.adjusted and self.announced < self.adjusted:
            found["announced"] = self.adjusted
        elif self.announced and self.announced < self.first:
            found["announced"] = self.first
        return found

    def known(self, today: dt.date) -> "Minutes":
        """Give what may be counted from: what could be known on a day, and contradicts nothing.

        Where one of two days is wrong and nobody can say which, neither is counted from.
        """
        adjusted, announced = (day if day and day <= today else None for day in (self.adjusted, self.announced))
        early = self._replace(adjusted=adjusted, announced=announced).too_early
        if "announced" in early:
            announced = None
            adjusted = None if early["announced"] == adjusted else adjusted
        if "adjusted" in early:
            adjusted = None
        return self._replace(adjusted=adjusted, announced=announced)


def minutes_of(milestone: Milestone, day: dt.date) -> Minutes:
    """Give the minutes of the meeting on a day; a day on which no meeting is written down is one of its own."""
    for meeting in milestone.meetings:
        if meeting.first <= day <= meeting.last:
            return _own(milestone, meeting)
    return Minutes(day, day, milestone.at, milestone.adjusted, milestone.announced)


def all_minutes(milestone: Milestone) -> Iterator[Minutes]:
    """Give the minutes of each meeting of a milestone that has a day, whenever it was or is to be."""
    for meeting in milestone.meetings:
        yield _own(milestone, meeting)
    if any(_has_the_milestones(milestone, meeting) for meeting in milestone.meetings):
        return
    when = milestone.done or milestone.when
    first, last = (when.first, when.last) if when else (milestone.baseline, milestone.baseline)
    if first and last and (milestone.adjusted or milestone.announced):
        yield Minutes(first, last, milestone.at, milestone.adjusted, milestone.announced)


def _own(milestone: Milestone, meeting: Meeting) -> Minutes:
    found = Minutes(
        meeting.first, meeting.last, meeting.at, meeting.adjusted, meeting.announced, outcome=meeting.outcome
    )
    if _has_the_milestones(milestone, meeting):
        return found._replace(adjusted=milestone.adjusted, announced=milestone.announced, at=milestone.at)
    return found


def _has_the_milestones(milestone: Milestone, meeting: Meeting) -> bool:
    """Whether the milestone's own days of minutes are of this meeting: it decided, and has none of its own."""
    if meeting.adjusted or meeting.announced:
        return False
    if milestone.done:
        return meeting.first <= milestone.done.last <= meeting.last
    return meeting is milestone.meetings[-1]
