"""What is said of promises: forecasts, with what the check finds wrong with their order, so that the two agree."""

import datetime as dt
from collections.abc import Iterable
from typing import NamedTuple

from rusctl.checks.rules import rule_named
from rusctl.checks.run import run
from rusctl.diagnostics import Finding, Severity
from rusctl.model.baselines import Risk
from rusctl.model.plan import Plan
from rusctl.schedule.network.forecast import Experience, Forecast, experience, forecasts
from rusctl.services.project import Project
from rusctl.storage.plan import lines_in

ORDER = ("RUS401", "RUS402", "RUS411", "RUS412", "RUS416", "RUS703")
"""The rules that find what cannot be: an order, a limit, a promise or a lead time that does not hold."""


class Outlook(NamedTuple):
    """The plan that was looked at, its promises, the worst first, and its slips."""

    plan: Plan
    forecasts: tuple[Forecast, ...]
    experience: Experience


def outlook(project: Project) -> Outlook:
    """Give how all promises stand; the rules that find what cannot be are asked, too."""
    loaded = project.loaded
    rules = [rule for code in ORDER if (rule := rule_named(code))]
    found = run(loaded.facts(project.today), lines_in(loaded), rules)
    plan, today = loaded.plan, project.today
    return Outlook(plan, with_findings(forecasts(plan, today), found, plan), experience(plan, today))


def with_findings(found: Iterable[Forecast], findings: Iterable[Finding], plan: Plan) -> tuple[Forecast, ...]:
    """Give the forecasts in which whatever the check calls an error of order stands as not kept, the worst first."""
    told = list(found)
    by_id = {one.record.id: one for one in told}
    records = {record.id: record for record in reversed(plan.records)}
    wrong: dict[str, Forecast] = {}
    for finding in findings:
        record, one = records.get(finding.record), by_id.get(finding.record)
        if record is None or finding.code not in ORDER or finding.severity is not Severity.ERROR:
            continue
        if one is None or one.risk is not Risk.BROKEN:
            promised = one.promised if one else record.when.last if record.when else None
            earliest = one.earliest if one else None
            wrong[record.id] = Forecast(record, promised, Risk.BROKEN, earliest, None, reason=finding.message)
    kept = [one for one in told if one.record.id not in wrong]
    return tuple(sorted([*kept, *wrong.values()], key=lambda one: (-one.risk, one.promised or dt.date.max)))
