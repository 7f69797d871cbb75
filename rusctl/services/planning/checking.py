"""What the rules look at beside the files themselves, gathered before they are asked."""

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

from rusctl.checks.run import run
from rusctl.diagnostics import Finding
from rusctl.errors import RusctlError
from rusctl.model.ledger import EntryChange, Pending, Published
from rusctl.model.plan import Facts, Plan
from rusctl.services.planning.own_listings import listings
from rusctl.storage.plan import Loaded, lines_in

if TYPE_CHECKING:
    from rusctl.model.people import RegisterSummary


def facts(loaded: Loaded, today: dt.date) -> Facts:
    """Give what the rules look at: the folder as it was read, what has changed since calendars were told, listings."""
    return replace(loaded.facts(today), published=published(loaded.plan, today), listings=listings(loaded.plan, today))


def findings_of(loaded: Loaded, today: dt.date, register: "RegisterSummary | None" = None) -> tuple[Finding, ...]:
    """Give everything that the rules find in a folder as it was read, and with `register` in that."""
    return run(replace(facts(loaded, today), register=register), lines_in(loaded))


def published(plan: Plan, today: dt.date) -> Published | None:
    """Give what has changed since calendars were told; None where they never were.

    Where the plan holds what no calendar can say, nothing is known to have changed: other rules tell of that.
    """
    if plan.published is None:
        return None
    from rusctl.calendar.feeds.ledger import decide  # noqa: PLC0415 - a folder that was never published has none

    try:
        decisions = decide(plan, today)
    except RusctlError:
        decisions = ()
    silent = {EntryChange.UNCHANGED, EntryChange.EXPIRED}
    if not plan.published.feeds and not any(told.given or told.feeds for told in plan.published.entries.values()):
        silent.add(EntryChange.NEW)  # invitations alone have been sent, and no calendars published
    pending = tuple(Pending(one.uid, one.change) for one in decisions if one.change not in silent)
    return Published(ledger=plan.published, pending=pending)
