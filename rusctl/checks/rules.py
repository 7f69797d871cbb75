"""All the rules there are: a family is a module, and every rule in it counts."""

from rusctl.checks import (
    busy,
    chain,
    consultation,
    crew,
    dates,
    daysoff,
    deadlines,
    files,
    hidden,
    mail,
    milestones,
    minutes,
    order,
    outcomes,
    own,
    owners,
    privacy,
    publishing,
    references,
    registered,
    role_clash,
    status,
    targets,
    tour,
    venue,
    waivers,
    weekdays,
    workyear,
)
from rusctl.checks.rule import Rule

FAMILIES = (
    *(files, hidden, references, tour, crew, venue, role_clash, busy, dates, weekdays, daysoff, workyear, status),
    *(order, milestones, outcomes, chain, owners, consultation, deadlines, minutes),
    *(mail, privacy, publishing, targets, registered, waivers, own),
)

RULES: tuple[Rule, ...] = tuple(
    sorted(member for family in FAMILIES for member in vars(family).values() if isinstance(member, Rule))
)
"""Every rule, in the order of the codes."""

BY_WORD = {word.lower(): one for one in RULES for word in (one.code, one.name)}


def rule_named(word: str) -> Rule | None:
    """Give the rule of a code or a name, in capitals or not; None where there is none."""
    return BY_WORD.get(word.lower())
