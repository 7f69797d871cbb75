"""All the rules there are: a family is a module, and every rule in it counts."""

from rusctl.checks import (
    busy,
    chain,
    clashes,
    consultation,
    consulted,
    crew,
    dates,
    daysoff,
    deadlines,
    files,
    follow_up,
    inputs,
    letters,
    milestones,
    minutes,
    order,
    outcomes,
    own,
    privacy,
    publishing,
    references,
    registered,
    site,
    status,
    strategy_text,
    targets,
    tour,
    venues,
    waivers,
    workyear,
)
from rusctl.checks.rule import Rule

FAMILIES = (
    *(files, references, tour, crew, venues, site, clashes, busy, dates, daysoff, workyear, status),
    *(order, milestones, outcomes, chain, consultation, consulted, deadlines, minutes),
    *(strategy_text, follow_up, privacy, publishing, targets, letters, registered, inputs, waivers, own),
)

RULES: tuple[Rule, ...] = tuple(
    sorted(member for family in FAMILIES for member in vars(family).values() if isinstance(member, Rule))
)
"""Every rule, in the order of the codes."""

BY_WORD = {word.lower(): one for one in RULES for word in (one.code, one.name)}


def rule_named(word: str) -> Rule | None:
    """Give the rule of a code or a name, in capitals or not; None where there is none."""
    return BY_WORD.get(word.lower())
