"""Asking the rules: from facts to findings, with the folder's own severities and waivers."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from fnmatch import fnmatchcase
from typing import Any

from rusctl.checks.rule import OWN, Rule
from rusctl.checks.rules import BY_WORD, RULES
from rusctl.checks.waivers import waives
from rusctl.diagnostics import Finding, Problem, Severity
from rusctl.language.message import Message
from rusctl.model.busy import BusyCalendar
from rusctl.model.consulting import Consultation
from rusctl.model.lead_times import Follow, LeadTime
from rusctl.model.plan import (
    CheckSettings,
    Event,
    Facts,
    MailSettings,
    Milestone,
    Plan,
    Review,
    SeverityChange,
    Source,
    Target,
    TextFile,
    Travel,
    Waiver,
)
from rusctl.model.workdays import MeetingDays, SchoolBreak
from rusctl.storage.files.names import EVENTS
from rusctl.storage.plan import Lines, Loaded, lines_in


def findings_of(loaded: Loaded, today: dt.date) -> tuple[Finding, ...]:
    """Give everything that the rules find in a folder as it was read."""
    return run(loaded.facts(today), lines_in(loaded))


def private_findings(texts: Iterable[TextFile], plan: Plan, today: dt.date) -> tuple[Finding, ...]:
    """Give the personal data in any files, such as those that git has staged.

    Left out are the paths that the folder says not to look at (`*` stands for anything, `/` too), and files that are no
    text, as git tells them: by a NUL.
    """
    ignored = plan.checks.privacy_ignore
    looked_at = tuple(
        file for file in texts if "\0" not in file.text and not any(fnmatchcase(file.name, path) for path in ignored)
    )
    rules = [rule for rule in RULES if rule.needs == "texts"]
    return run(Facts(plan=plan, today=today, texts=looked_at), lambda at: at.line, rules)


def run(facts: Facts, lines: Lines, rules: Iterable[Rule] = RULES) -> tuple[Finding, ...]:
    """Ask the rules and give their findings by file, line and code, less those that are waived.

    The rules that look at what the others found are asked last; only what is reported has its line looked up.
    """
    rules, facts = tuple(rules), replace(facts, rules=_by_word(facts.plan.checks))
    found = [*_found(facts, [rule for rule in rules if rule.asked(facts)])]
    all_known = replace(facts, found=tuple(found))
    found += _found(all_known, [rule for rule in rules if not rule.asked(facts) and rule.asked(all_known)])
    waivers = [waiver for waiver in facts.plan.checks.waivers if waiver.until >= facts.today]
    severities = _severities(facts)
    reported = [
        Finding(
            file=problem.at.file,
            line=lines(problem.at),
            code=rule.code,
            name=rule.name,
            severity=severities.get(
                rule.name, severities.get(rule.under, rule.severity if problem.severity is None else problem.severity)
            ),
            message=placed(problem.message, lines),
            record=problem.at.record,
            others=problem.others,
        )
        for rule, problem in found
        if not any(waives(waiver, rule, problem) for waiver in waivers)
    ]
    return tuple(sorted(reported, key=lambda finding: (finding.file, finding.line, finding.code)))


def placed(message: Message, lines: Lines) -> Message:
    """Give a message in which each place, wherever it stands among the arguments, has become its file and line."""
    if not any(isinstance(value, Source | Message | list) for value in message.args.values()):
        return message

    def put(value: object) -> object:
        if isinstance(value, Source):
            return f"{value.file}:{line}" if (line := lines(value)) else value.file
        if isinstance(value, Message):
            return placed(value, lines)
        return [put(item) for item in value] if isinstance(value, list) else value

    return message._replace(args={name: put(value) for name, value in message.args.items()})


def _found(facts: Facts, rules: Iterable[Rule]) -> Iterator[tuple[Rule, Problem]]:
    whole = replace(facts, plan=with_doubles(facts.plan)) if facts.plan.doubles else facts
    return ((rule.own(problem), problem) for rule in rules for problem in rule.find(whole if rule.alone else facts))


def _by_word(settings: CheckSettings) -> Mapping[str, Rule]:
    """Give every rule by code and by name, those of the folder's own as the one that asks them."""
    return BY_WORD | {one.name: BY_WORD[OWN] for one in settings.rules} if settings.rules else BY_WORD


def with_doubles(plan: Plan) -> Plan:
    """Give a plan that has the records, too, that were set aside; for rules that judge each record by itself."""

    def of(kind: type) -> tuple[Any, ...]:
        return tuple(one for one in plan.doubles if isinstance(one, kind))

    return replace(
        plan,
        events=plan.events + tuple(one for one in of(Event) if one.at.file == EVENTS),
        templates=plan.templates + tuple(one for one in of(Event) if one.at.file != EVENTS),
        milestones=plan.milestones + of(Milestone),
        busy=plan.busy + of(BusyCalendar),
        travels=plan.travels + of(Travel),
        workyear=replace(
            plan.workyear,
            school_breaks=plan.workyear.school_breaks + of(SchoolBreak),
            meetings=plan.workyear.meetings + of(MeetingDays),
        ),
        consultations=plan.consultations + of(Consultation),
        checks=replace(
            plan.checks,
            reviews=plan.checks.reviews + of(Review),
            waivers=plan.checks.waivers + of(Waiver),
            severities=plan.checks.severities + of(SeverityChange),
        ),
        publishing=replace(
            plan.publishing,
            targets=plan.publishing.targets + of(Target),
            mail=next(iter(of(MailSettings)), plan.publishing.mail),
        ),
        leadtimes=replace(
            plan.leadtimes,
            leads=plan.leadtimes.leads + of(LeadTime),
            follows=plan.leadtimes.follows + of(Follow),
        ),
    )


def _severities(facts: Facts) -> dict[str, Severity]:
    """Give the severities that the folder has changed, by the rule's name."""
    found = {}
    own = {one.name for one in facts.plan.checks.rules}
    for change in facts.plan.checks.severities:
        word = change.rule.lower()
        changed = facts.rules.get(word)
        if changed and change.until >= facts.today:
            found[word if word in own else changed.name] = Severity[change.severity.upper()]
    return found


def exit_code(findings: Iterable[Finding], *, strict: bool = False) -> int:
    """Give 1 where there is an error, or with `strict` a warning, and 0 otherwise."""
    threshold = Severity.WARNING if strict else Severity.ERROR
    return int(any(finding.severity >= threshold for finding in findings))
