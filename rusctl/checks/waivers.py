"""Rules about waivers and changed severities; they cannot be waived themselves."""

from collections.abc import Iterator

from rusctl.checks.lookup import Suggestions
from rusctl.checks.rule import Rule, place, rule, unreadable
from rusctl.diagnostics import Problem, Severity
from rusctl.language.message import msg
from rusctl.model.plan import Facts, SeverityChange, Waiver
from rusctl.storage.files.names import CHECKS

FAMILY = "RUS90"  # how the codes of these rules begin


@rule(code="RUS901", name="waiver-expired", severity=Severity.WARNING, alone=True)
def waiver_expired(facts: Facts) -> Iterator[Problem]:
    """The last day of a waiver or of a changed severity has passed.

    It no longer has any effect. Take it out, or give it a new last day if the reason still holds.

    Bad:
        # today: 2018-12-01
        # file: config/checks.toml
        [[waiver]]
        rule = "weekend"
        record = "sala"
        reason = "kommunen bad om en lördag"
        until = 2018-11-30  # RUS901

    Good:
        # today: 2018-11-30
        # file: config/checks.toml
        [[waiver]]
        rule = "weekend"
        record = "sala"
        reason = "kommunen bad om en lördag"
        until = 2018-11-30
    """
    settings = facts.plan.checks
    entries: tuple[Waiver | SeverityChange, ...] = (*settings.waivers, *settings.severities)
    for entry in entries:
        if entry.until < facts.today:
            text = msg("this held until {day}; take it out, or give it a new last day", day=entry.until)
            yield Problem(entry.at.key("until"), text)


@rule(code="RUS902", name="waiver-unused", severity=Severity.WARNING, needs="found", alone=True)
def waiver_unused(facts: Facts) -> Iterator[Problem]:
    """A waiver matches no finding.

    What it was for has been put right, or it names another record than the finding does. An unused waiver would hide
    the next fault of its kind.

    Bad:
        # today: 2018-11-08
        # file: config/checks.toml
        [[waiver]]  # RUS902
        rule = "weekend"
        record = "sala"
        reason = "kommunen bad om en lördag"
        until = 2018-11-30

        # file: config/process.toml
        # file: events.toml
        [[event]]
        id = "sala"
        kind = "kommundialog"
        date = 2018-11-09
        status = "planned"

    Good:
        # today: 2018-11-08
        # file: config/checks.toml
        [[waiver]]
        rule = "weekend"
        record = "sala"
        reason = "kommunen bad om en lördag"
        until = 2018-11-30

        # file: config/process.toml
        # file: events.toml
        [[event]]
        id = "sala"
        kind = "kommundialog"
        date = 2018-11-10
        status = "planned"
    """
    if facts.plan.unread:
        return
    passed_over, spoilt = unreadable(facts, "record", "file"), _spoilt(facts)
    for waiver in facts.plan.checks.waivers:
        waived = facts.rules.get(waiver.rule.lower())
        if place(waiver.at) in passed_over or waived is None or not waived.asked(facts) or waiver.until < facts.today:
            continue
        if not _may_be_unread(waiver, spoilt) and not any(waives(waiver, *one) for one in facts.found or ()):
            yield Problem(waiver.at, msg("this waiver matches no finding; take it out"))


@rule(code="RUS903", name="waiver-unknown-rule", severity=Severity.ERROR, alone=True)
def waiver_unknown_rule(facts: Facts) -> Iterator[Problem]:
    """A waiver or a changed severity names a rule that does not exist.

    `rusctl rules` lists their codes and names; either will do.

    Bad:
        # file: config/checks.toml
        [[waiver]]
        rule = "weekends"  # RUS903
        reason = "kommunen bad om en lördag"
        until = 2018-11-30

    Good:
        # file: config/checks.toml
        [[waiver]]
        rule = "weekend"
        reason = "kommunen bad om en lördag"
        until = 2018-11-30
    """
    settings = facts.plan.checks
    entries: tuple[Waiver | SeverityChange, ...] = (*settings.waivers, *settings.severities)
    if not entries:
        return
    suggestions = Suggestions(facts.rules)
    for entry in entries:
        if not entry.rule or entry.rule.lower() in facts.rules:
            continue
        at = entry.at.key("rule")
        if meant := suggestions.meant(entry.rule.lower()):
            yield Problem(at, msg('"{name}" is not a rule; did you mean "{meant}"?', name=entry.rule, meant=meant))
        else:
            yield Problem(at, msg('"{name}" is not a rule; rusctl rules lists them', name=entry.rule))


def _spoilt(facts: Facts) -> dict[str, set[str]]:
    """Give the files in which a record holds what cannot be read, by the record; by "" where the record is lost."""
    found: dict[str, set[str]] = {}
    for fault in facts.faults:
        if fault.at.file != CHECKS and fault.at.route:
            found.setdefault(fault.at.record, set()).add(fault.at.file)
    return found


def _may_be_unread(waiver: Waiver, spoilt: dict[str, set[str]]) -> bool:
    """Whether what a waiver is for may only not have been read."""
    names = {waiver.record, ""} if waiver.record else spoilt.keys()
    files = {file for name in names for file in spoilt.get(name, ())}
    return bool(files) if not waiver.file else waiver.file in files


def waives(waiver: Waiver, rule: Rule, problem: Problem) -> bool:
    """Whether a waiver is about a problem, its last day left aside; where it names no record or file, any will do."""
    return (
        not rule.code.startswith(FAMILY)
        and waiver.rule.lower() in {rule.code.lower(), rule.name, rule.under}
        and waiver.record in {"", problem.at.record}
        and waiver.file in {"", problem.at.file}
    )
