"""The folder's own rules: what cannot be read in them, and what they find."""

from collections.abc import Iterator, Mapping

from rusctl.checks.expressions import TODAY, Expression, Fault, names_in, unknown_field
from rusctl.checks.rule import OWN, rule
from rusctl.diagnostics import Problem, Severity
from rusctl.language.message import Message, Own, msg
from rusctl.model.own_rules import Listing, OwnRule, Value
from rusctl.model.plan import Facts

MOST_RULES = 100  # each is asked of every row


@rule(code="RUS950", name="rule-unreadable", severity=Severity.ERROR, needs="listings")
def rule_unreadable(facts: Facts) -> Iterator[Problem]:
    """A rule of the folder's own cannot be read, so it is not asked.

    `[[rule]]` in config/checks.toml says in `when` what is true of a row that it finds. There are the fields of the
    listing (`rusctl tour --json` for events, `rusctl milestones --json` for milestones) and `today`; ==, !=, <, <=, >,
    >= and in; and, or and not; + and - on numbers and days; lists in square brackets. Texts and days stand in quotation
    marks, and a day is written as in "2018-11-07". What is empty is written `empty`; no order with it is true.
    In `sentence` names of fields stand in braces. A rule has a name of its own, and a folder has 100 at most.

    Bad:
        # file: config/checks.toml
        [[rule]]
        name = "own-soon"
        over = "events"
        when = 'status = "tentative" and days_left < 21'  # RUS950
        severity = "warning"
        sentence = "{title} is soon, and not confirmed"

    Good:
        # file: config/checks.toml
        [[rule]]
        name = "own-soon"
        over = "events"
        when = 'status == "tentative" and days_left < 21'
        severity = "warning"
        sentence = "{title} is soon, and not confirmed"
    """
    listings: Mapping[str, Listing] = facts.listings or {}
    names: set[str] = set()
    for one in facts.plan.checks.rules[:MOST_RULES]:
        if one.name in names:
            yield Problem(
                one.at.key("name"), msg("another rule is called {name}; give this one another name", name=one.name)
            )
        names.add(one.name)
        try:
            _expression(one, listings[one.over])
        except Fault as fault:
            text = msg("at character {place}, {part}: {why}", place=fault.place, part=f"“{fault.part}”", why=fault.why)
            yield Problem(one.at.key("when"), text)
        if why := _sentence_fault(one, listings[one.over]):
            yield Problem(one.at.key("sentence"), why)
    for one in facts.plan.checks.rules[MOST_RULES : MOST_RULES + 1]:
        text = msg("there are more than {most} rules here; this one and those after it are not asked", most=MOST_RULES)
        yield Problem(one.at, text)


@rule(code="RUS951", name=OWN, severity=Severity.WARNING, needs="listings")
def folder_rule(facts: Facts) -> Iterator[Problem]:
    """A rule of the folder's own finds something.

    `[[rule]]` in config/checks.toml is such a rule. Its findings have its own name, severity and sentence, and it can
    be waived and its severity changed by that name; by this rule's name or code that is done for all of them. `rusctl
    rules` lists them, and `rusctl explain` with the name shows one.

    Bad:
        # today: 2018-11-08
        # file: config/checks.toml
        [[rule]]
        name = "own-soon"
        over = "events"
        when = 'status == "tentative" and days_left < 21'
        severity = "warning"
        sentence = { sv = "{title} är snart och inte bekräftad", en = "{title} is soon, and not confirmed" }

        # file: events.toml
        [[event]]  # RUS951
        id = "norberg"
        kind = "kommundialog"
        date = 2018-11-26
        status = "tentative"

    Good:
        # today: 2018-11-08
        # file: config/checks.toml
        [[rule]]
        name = "own-soon"
        over = "events"
        when = 'status == "tentative" and days_left < 21'
        severity = "warning"
        sentence = { sv = "{title} är snart och inte bekräftad", en = "{title} is soon, and not confirmed" }

        # file: events.toml
        [[event]]
        id = "norberg"
        kind = "kommundialog"
        date = 2018-11-26
        status = "confirmed"
    """
    listings: Mapping[str, Listing] = facts.listings or {}
    passed_over = {(fault.at.file, fault.at.route[:2]) for fault in facts.faults}
    asked: set[str] = set()
    for one in facts.plan.checks.rules[:MOST_RULES]:
        listing = listings[one.over]
        if one.name in asked or _sentence_fault(one, listing):
            continue
        asked.add(one.name)
        try:
            expression = _expression(one, listing)
        except Fault:  # which the rule above tells
            continue
        severity = Severity[one.severity.upper()]
        for at, fields in listing.rows:
            if (at.file, at.route) in passed_over:
                continue
            row = {**fields, TODAY: facts.today}
            if expression.holds(row):
                yield Problem(at, _said(one, row), one.name, severity)


def _expression(own: OwnRule, listing: Listing) -> Expression:
    return Expression(own.when, listing.kinds, listing.words)


def _sentence_fault(own: OwnRule, listing: Listing) -> Message | None:
    """Say what cannot be filled in in a sentence, in any of its languages."""
    if not own.sentence or not all(own.sentence.values()):
        return msg("the sentence is empty; say what is to be done about what the rule finds")
    for text in own.sentence.values():
        for place, part in names_in(text):
            name = part.strip("{}")
            if len(part) == 1 or part != "{" + name + "}" or not name.isidentifier():
                return msg(
                    "at character {place}, {part}: braces hold the name of a field alone, such as {example}",
                    place=place,
                    part=f"“{part}”",
                    example="{title}",
                )
            if name not in listing.kinds and name != TODAY:
                why = unknown_field(name, listing.kinds)
                return msg("at character {place}, {part}: {why}", place=place, part=f"“{part}”", why=why)
    return None


def _said(own: OwnRule, row: Mapping[str, Value]) -> Message:
    used = {part.strip("{}") for text in own.sentence.values() for _, part in names_in(text)}
    args = {name: _in_words(row.get(name)) for name in sorted(used)}
    return msg("{own}", own=Own(own.sentence, args))


def _in_words(value: Value) -> object:
    """Give a value as a sentence has it; what is empty is a dash."""
    if value is None or value == ():
        return "–"
    if isinstance(value, bool):
        return msg("yes") if value else msg("no")
    return list(value) if isinstance(value, tuple) else value
