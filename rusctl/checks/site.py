"""Rules about the public site: ids that are names of its pages, feeds to subscribe to, and days only sounded out."""

from collections.abc import Iterator

from rusctl.checks.rule import rule
from rusctl.diagnostics import Problem, Severity
from rusctl.language.message import msg
from rusctl.model.plan import Facts, Status, exact
from rusctl.model.site_settings import PAGES


@rule(code="RUS230", name="site-page-taken", severity=Severity.ERROR)
def site_page_taken(facts: Facts) -> Iterator[Problem]:
    """An event has the name of a page of the public site as its id.

    The page of an event lies under its id, so `rusctl site build` refuses such an id.

    Bad:
        [[event]]
        id = "data"  # RUS230
        kind = "kommundialog"
        status = "planned"

    Good:
        [[event]]
        id = "data-day"
        kind = "kommundialog"
        status = "planned"
    """
    for event in facts.plan.events:
        if event.id in PAGES:
            text = msg("{id} is the name of a page of the site; give the event another id", id=event.id)
            yield Problem(event.at.key("id"), text)


@rule(code="RUS231", name="site-without-calendars", severity=Severity.NOTE)
def site_without_calendars(facts: Facts) -> Iterator[Problem]:
    """The site has an address, and no calendar is published to a folder.

    The site carries the calendars as `rusctl publish` wrote them to a folder; without one nobody can subscribe there.

    Bad:
        # file: site/site.toml
        url = "https://rus.example.se"  # RUS231

    Good:
        # file: site/site.toml
        url = "https://rus.example.se"

        # file: config/targets.toml
        [[target]]
        id = "web"
        kind = "folder"
        path = "../calendars"
    """
    plan = facts.plan
    if plan.site.url and not any(one.kind == "folder" for one in plan.publishing.targets):
        text = msg("the site offers no subscription, since no calendar is published to a folder; add a target for one")
        yield Problem(plan.site.at.key("url"), text)


@rule(code="RUS232", name="site-day-differs", severity=Severity.NOTE)
def site_day_differs(facts: Facts) -> Iterator[Problem]:
    """An event is planned for a day that calendars show and the public site does not.

    Such a day is only being sounded out, so the site shows its month alone. It is a finding where the site has an
    address.

    Bad:
        # file: site/site.toml
        url = "https://rus.example.se"

        # file: events.toml
        [[event]]
        id = "sala"
        kind = "kommundialog"
        date = 2018-11-09  # RUS232
        status = "planned"

    Good:
        # file: site/site.toml
        url = "https://rus.example.se"

        # file: events.toml
        [[event]]
        id = "sala"
        kind = "kommundialog"
        date = 2018-11-09
        status = "tentative"
    """
    plan = facts.plan
    for event in plan.events if plan.site.url else ():
        if event.status is Status.PLANNED and exact(event.when):
            text = msg("{id} is planned: calendars show its day, and the site its month alone", id=event.id)
            yield Problem(event.at.key("date"), text)
