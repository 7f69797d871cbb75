"""How a plan stands, as one screen and one page say it: the tour, what is next, what remains, what the check finds."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from rusctl.diagnostics import Finding, Severity
from rusctl.language.catalogue import Language
from rusctl.language.message import Message, msg, nmsg
from rusctl.language.names import event_title
from rusctl.language.vocabulary import STATUS
from rusctl.model.plan import Event, Plan, Status, exact
from rusctl.schedule.state.milestones import Standing, every_standing
from rusctl.schedule.state.status import status_on
from rusctl.schedule.state.tour import cover
from rusctl.services import selection
from rusctl.services.reporting.tour import cover_text


class Overview(NamedTuple):
    """How it stands on a day: the tour's events, those with a day, what comes, what remains, findings by severity.

    `errors` are the findings of the worst severity themselves.
    """

    plan: Plan
    today: dt.date
    tour: list[Event]
    dated: list[Event]
    coming: list[Event]
    remaining: list[Standing]
    findings: Counter[Severity]
    errors: tuple[Finding, ...] = ()

    @property
    def next_days(self) -> int | None:
        """The days until the next event; None where none has a date."""
        if not self.coming or self.coming[0].when is None:
            return None
        return (self.coming[0].when.first - self.today).days


def overview(plan: Plan, today: dt.date, findings: Iterable[Finding]) -> Overview:
    """Give how a plan stands on a day, with what the check finds in it."""
    found = tuple(findings)
    events = [event for event in plan.events if status_on(event, today) is not Status.CANCELLED]
    tour = [event for event in events if plan.process.tour_kind in ("", event.kind)]
    coming = [
        event
        for event in sorted(events, key=selection.time_order)
        if (day := exact(event.when)) and day.last >= today and status_on(event, today) is not Status.HELD
    ]
    return Overview(
        plan,
        today,
        tour,
        [event for event in tour if exact(event.when)],
        coming,
        [standing for standing in every_standing(plan, today) if standing.open],
        Counter(finding.severity for finding in found),
        tuple(finding for finding in found if finding.severity is Severity.ERROR),
    )


def tour_text(found: Overview, language: Language) -> str:
    """Say how many events have a date, and how firm they are; of a tour with a gap, which municipalities have one."""
    dated, total = len(found.dated), len(found.tour)
    line = language.text(
        nmsg("{dated} of {count} event has a date", "{dated} of {count} events have a date", total, dated=dated)
    )
    covered = cover(found.plan)
    if not covered.once_each:
        line = cover_text(covered, language)
    counts = Counter(status_on(event, found.today) for event in found.tour)
    parts = [language.text(_how_many(one, counts[one])) for one in Status if counts[one]]
    return f"{line} ({', '.join(parts)})" if parts else line


def _how_many(status: Status, count: int) -> Message:
    """Say how many events have a status: an adjective, which has a plural in Swedish."""
    return {
        Status.PLANNED: nmsg("{count} planned", "{count} planned", count),
        Status.TENTATIVE: nmsg("{count} tentative", "{count} tentative", count),
        Status.CONFIRMED: nmsg("{count} confirmed", "{count} confirmed", count),
        Status.HELD: nmsg("{count} held", "{count} held", count),
        Status.CANCELLED: nmsg("{count} cancelled", "{count} cancelled", count),
    }[status]


def next_event(found: Overview, language: Language) -> Message:
    """Say which event is next."""
    if not found.coming:
        return msg("none with a date")
    event = found.coming[0]
    return msg(
        "{title}, {when}, {until} ({status})",
        title=event_title(event, found.plan, language),
        when=event.when,
        until=_until(found.next_days or 0),
        status=STATUS[status_on(event, found.today)],
    )


def _until(days: int) -> Message:
    if days < 0:
        return msg("under way")
    return nmsg("in {count} day", "in {count} days", days) if days else msg("today")


def findings(found: Overview) -> list[Message]:
    """Say how many findings of each severity there are, the worst first."""
    return [_counted(one, found.findings[one]) for one in sorted(Severity, reverse=True) if found.findings[one]]


def _counted(severity: Severity, count: int) -> Message:
    if severity is Severity.ERROR:
        return nmsg("{count} error", "{count} errors", count)
    if severity is Severity.WARNING:
        return nmsg("{count} warning", "{count} warnings", count)
    return nmsg("{count} note", "{count} notes", count)
