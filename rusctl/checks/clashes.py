"""Rules about what is asked for twice at a time: a room, and those who take part."""

from collections.abc import Iterator

from rusctl.checks.rule import place, rule, unreadable
from rusctl.diagnostics import Problem, Severity
from rusctl.language.message import Message, msg
from rusctl.model.plan import Facts
from rusctl.model.venues import plain
from rusctl.schedule.state.premises import Premises, premises
from rusctl.schedule.state.spells import Spell, spells

NOWHERE_SAID = ""
ANYWHERE = None
Longest = dict[tuple[str, str | None], Spell]
"""By role and municipality, the event that has lasted longest: NOWHERE_SAID for those of none, ANYWHERE for all."""


@rule(code="RUS115", name="venue-clash", severity=Severity.WARNING)
def venue_clash(facts: Facts) -> Iterator[Problem]:
    """Two events are at the same venue at the same time.

    It is the same venue where `venue` and `municipality` are the same, and not where both events name a `room` and the
    rooms differ; without a venue, a room in the same municipality counts. A venue of config/municipalities.toml is the
    same by its id in whatever municipality, and by its name where another event has that as a text. Where one of the
    two has only a day, nobody knows whether they are at the same time, and this is a note.

    Bad:
        [[event]]
        id = "sala"
        kind = "kommundialog"
        start = 2018-11-07T09:00:00
        end = 2018-11-07T12:00:00
        status = "planned"
        venue = "Rådhuset"

        [[event]]
        id = "naringsliv"
        kind = "referensgrupp"
        start = 2018-11-07T11:00:00
        end = 2018-11-07T14:00:00
        status = "planned"
        venue = "Rådhuset"  # RUS115

    Good:
        [[event]]
        id = "sala"
        kind = "kommundialog"
        start = 2018-11-07T09:00:00
        end = 2018-11-07T12:00:00
        status = "planned"
        venue = "Rådhuset"

        [[event]]
        id = "naringsliv"
        kind = "referensgrupp"
        start = 2018-11-07T13:00:00
        end = 2018-11-07T16:00:00
        status = "planned"
        venue = "Rådhuset"
    """
    longest: dict[Premises, dict[str | None, Spell]] = {}  # by place and room, None: in whatever room
    for spell in spells(facts.plan):
        event = spell.event
        room = plain(event.room)
        if not event.venue.strip() and not (room and event.municipality):
            continue
        places = [longest.setdefault(name, {}) for name in premises(event)]
        others = (rooms.get(name) for rooms in places for name in ((room, "") if room else (None,)))
        other = next((one for one in others if one and one.end > spell.start), None)
        if other:
            yield _clash(other, spell)
        for rooms in places:
            for name in (room, None):
                if name not in rooms or rooms[name].end < spell.end:
                    rooms[name] = spell


def _clash(one: Spell, other: Spell) -> Problem:
    event = other.event
    told = {"one": one.event.id, "when": one.event.when, "other": event.id, "then": event.when}
    at, place = event.at.key("venue" if event.venue else "room"), event.venue or event.room
    if one.timed_as(other):
        text = msg(
            "{one} ({when}) and {other} ({then}) are at the same time in {place}; move one, or give it another place",
            **told,
            place=place,
        )
        return Problem(at, text, others=(one.event.id,))
    text = msg(
        "{one} ({when}) and {other} ({then}) are on the same day in {place}, and not both have times; say when they "
        "are, or move one",
        **told,
        place=place,
    )
    return Problem(at, text, severity=Severity.NOTE, others=(one.event.id,))


@rule(code="RUS117", name="role-clash", severity=Severity.WARNING)
def role_clash(facts: Facts) -> Iterator[Problem]:
    """Two events ask the same people to come at the same time.

    They are the same people where an actor group stands in `roles` of both, and both are of one municipality or both of
    none. Where one of them is of no municipality, only some may be the same, and where one has only a day, nobody knows
    whether they are at the same time: those are notes.

    Bad:
        [[event]]
        id = "sala"
        kind = "kommundialog"
        municipality = "sala"
        start = 2018-11-07T09:00:00
        end = 2018-11-07T12:00:00
        status = "planned"
        roles = ["politiker", "naringsliv"]  # RUS117

        [[event]]
        id = "frukost"
        kind = "referensgrupp"
        municipality = "sala"
        start = 2018-11-07T08:00:00
        end = 2018-11-07T09:30:00
        status = "planned"
        roles = ["naringsliv"]

    Good:
        [[event]]
        id = "sala"
        kind = "kommundialog"
        municipality = "sala"
        start = 2018-11-07T09:30:00
        end = 2018-11-07T12:00:00
        status = "planned"
        roles = ["politiker", "naringsliv"]

        [[event]]
        id = "frukost"
        kind = "referensgrupp"
        municipality = "sala"
        start = 2018-11-07T08:00:00
        end = 2018-11-07T09:30:00
        status = "planned"
        roles = ["naringsliv"]
    """
    longest: Longest = {}
    misread = unreadable(facts, "municipality", "municipalities")
    for spell in spells(facts.plan):
        if place(spell.event.at) in misread:
            continue
        places = spell.event.places or (NOWHERE_SAID,)
        clashes: dict[str, tuple[Spell, list[str]]] = {}
        for role in spell.event.roles:
            beside = (*places, NOWHERE_SAID) if spell.event.places else (ANYWHERE,)
            others = (longest.get((role, where)) for where in beside)
            other = next((one for one in others if one and one.end > spell.start), None)
            if other:
                clashes.setdefault(other.event.id, (other, []))[1].append(role)
            for here in (*places, ANYWHERE):
                if (role, here) not in longest or longest[role, here].end < spell.end:
                    longest[role, here] = spell
        for other, roles in clashes.values():
            yield _asked_twice(other, spell, roles)


def _asked_twice(one: Spell, other: Spell, roles: list[str]) -> Problem:
    same = bool(one.event.places) == bool(other.event.places)
    severity = None if same and one.timed_as(other) else Severity.NOTE
    text = _in_words(one, other, roles, same=same)
    return Problem(other.event.at.key("roles"), text, severity=severity, others=(one.event.id,))


def _in_words(one: Spell, other: Spell, roles: list[str], *, same: bool) -> Message:
    told = {"one": one.event.id, "when": one.event.when, "other": other.event.id, "then": other.event.when}
    if not one.timed_as(other):
        return msg(
            "{one} ({when}) and {other} ({then}) are on the same day and both ask for {roles}, and not both have "
            "times; say when they are, or move one",
            **told,
            roles=tuple(roles),
        )
    if same:
        return msg(
            "{one} ({when}) and {other} ({then}) are at the same time and both ask for {roles}; move one, or ask "
            "others",
            **told,
            roles=tuple(roles),
        )
    return msg(
        "{one} ({when}) and {other} ({then}) are at the same time and may ask some of the same people, {roles}; "
        "move one if they do",
        **told,
        roles=tuple(roles),
    )
