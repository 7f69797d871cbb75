"""How a plan stands, as one screen and one page say it: the tour, what is next, what remains, what the check finds."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from rusctl.diagnostics import Finding, Severity
from rusctl.language.catalogue import Language
from rusctl.language.message import Message, msg, nmsg
from rusctl.language.names import event_title, tour_name
from rusctl.language.vocabulary import STATUS
from rusctl.model.plan import Event, Milestone, Plan, Status, exact
from rusctl.schedule.state.milestones import Standing, every_standing, is_to_settle
from rusctl.schedule.state.status import status_on
from rusctl.schedule.state.tour import Closable, covers, events_of_tours
from rusctl.services import selection
from rusctl.services.reporting.tour import incomplete_tours


class Overview(NamedTuple):
    """How it stands on a day: the tour's events, those with a day, what comes, what remains, findings by severity.

    `errors` are the findings of the worst severity themselves, `undelivered` counts the messages about what is to come
    that did not arrive, and `consultations` say how each stands.
    """

    plan: Plan
    today: dt.date
    tour: list[Event]
    dated: list[Event]
    coming: list[Event]
    remaining: list[Standing]
    findings: Counter[Severity]
    errors: tuple[Finding, ...] = ()
    undelivered: int = 0
    consultations: tuple[Message, ...] = ()

    @property
    def events(self) -> tuple[int, int]:
        """How many dialogues the tour's events stand for, and those that have a date."""
        return sum(map(_number, self.tour)), sum(map(_number, self.dated))

    @property
    def missing(self) -> list[str]:
        """The municipalities that some tour does not visit as often as it is to, by id."""
        return sorted({one.id for cover in covers(self.plan) for one in cover.missing})

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
    tour = events_of_tours(plan)
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
    total, dated = found.events
    line = language.text(
        nmsg("{dated} of {count} event has a date", "{dated} of {count} events have a date", total, dated=dated)
    )
    lacking = incomplete_tours(found.plan, language)
    counts: Counter[Status] = Counter()
    for event in found.tour:
        counts[status_on(event, found.today)] += _number(event)
    parts = [language.text(_how_many(one, counts[one])) for one in Status if counts[one]]
    people = sum(event.people or 0 for event in found.tour)
    if people:
        parts.append(language.text(nmsg("{count} person", "{count} people", people)))
    line = "; ".join(lacking) or line
    return f"{line} ({', '.join(parts)})" if parts else line


def _number(event: Event) -> int:
    """Give how many dialogues a row stands for."""
    return event.count or 1


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


def undecided(found: Overview) -> list[Event | Milestone]:
    """Give the tentative events and the milestones that have a last day to decide, in its order; late ones among them.

    A milestone has such a day where its date is still to be settled.
    """
    some: list[Event | Milestone] = [
        one for one in found.plan.events if one.decide_by and status_on(one, found.today) is Status.TENTATIVE
    ]
    some += [one.milestone for one in found.remaining if is_to_settle(one)]
    return sorted(some, key=lambda one: (one.decide_by or found.today, one.id))


def to_decide(one: Event | Milestone, found: Overview, language: Language) -> Message:
    """Say by when a tentative event or a milestone's date is decided, by whom, and whether that day has passed."""
    title = event_title(one, found.plan, language) if isinstance(one, Event) else language.name(one.title) or one.id
    day, confirms = one.decide_by, one.confirms
    role = next((role.name for role in found.plan.roles if role.id == confirms), confirms)
    late = day is not None and day < found.today
    if confirms and late:
        return msg("{title}: was to be decided by {day} ({role})", title=title, day=day, role=role)
    if confirms:
        return msg("{title}: is decided by {day} at the latest ({role})", title=title, day=day, role=role)
    if late:
        return msg("{title}: was to be decided by {day}", title=title, day=day)
    return msg("{title}: is decided by {day} at the latest", title=title, day=day)


def to_close(one: Closable, found: Overview, language: Language) -> Message:
    """Say of a tour that is done which milestone can be said to be reached."""
    return msg(
        "{title}: {tour} is complete, its last stop was held {day} (rusctl milestone done {id})",
        title=language.name(one.milestone.title) or one.milestone.id,
        tour=tour_name(found.plan, one.tour),
        day=one.held,
        id=one.milestone.id,
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
