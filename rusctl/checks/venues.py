"""Rules about where events are held: a venue's id, its rooms, how many it takes, and the municipality it is in."""

import re
from collections.abc import Iterator

from rusctl.checks.lookup import Suggestions, incomplete
from rusctl.checks.rule import rule
from rusctl.diagnostics import Problem, Severity
from rusctl.language.message import msg
from rusctl.language.nearest import nearest
from rusctl.model.plan import Event, Facts, Status
from rusctl.model.venues import Venue
from rusctl.storage.files.names import MUNICIPALITIES

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


@rule(code="RUS225", name="unknown-venue", severity=Severity.WARNING, alone=True)
def unknown_venue(facts: Facts) -> Iterator[Problem]:
    """A venue is nearly the id of one that is declared.

    `venue` is the id of a `[[venue]]` in config/municipalities.toml or any text. What is written as an id and is nearly
    one is most often misspelt, and calendars show it as it is written, without name and address.

    Bad:
        # file: config/municipalities.toml
        [[venue]]
        id = "radhuset-sala"
        name = "Rådhuset"

        # file: events.toml
        [[event]]
        id = "sala"
        kind = "kommundialog"
        status = "tentative"
        venue = "radhust-sala"  # RUS225

    Good:
        # file: config/municipalities.toml
        [[venue]]
        id = "radhuset-sala"
        name = "Rådhuset"

        # file: events.toml
        [[event]]
        id = "sala"
        kind = "kommundialog"
        status = "tentative"
        venue = "radhuset-sala"
    """
    plan = facts.plan
    if not plan.venues or incomplete(facts, MUNICIPALITIES, "venue"):
        return
    suggestions = Suggestions(one.id for one in plan.venues)
    for event in (*plan.events, *plan.templates):
        if event.site is None and _ID.fullmatch(event.venue) and (near := suggestions.meant(event.venue)):
            text = msg(
                '"{name}" is no venue of {file}; did you mean "{meant}"?',
                name=event.venue,
                meant=near,
                file=MUNICIPALITIES,
            )
            yield Problem(event.at.key("venue"), text)


@rule(code="RUS226", name="unknown-room", severity=Severity.WARNING)
def unknown_room(facts: Facts) -> Iterator[Problem]:
    """A room is none of those that the event's venue has.

    It is a finding where the venue lists its `rooms`; nobody then knows how many the event's room takes.

    Bad:
        # file: config/municipalities.toml
        [[venue]]
        id = "radhuset"
        name = "Rådhuset"
        rooms = [{ name = "Stora salen", capacity = 120 }]

        # file: events.toml
        [[event]]
        id = "sala"
        kind = "kommundialog"
        status = "tentative"
        venue = "radhuset"
        room = "Stora sallen"  # RUS226

    Good:
        # file: config/municipalities.toml
        [[venue]]
        id = "radhuset"
        name = "Rådhuset"
        rooms = [{ name = "Stora salen", capacity = 120 }]

        # file: events.toml
        [[event]]
        id = "sala"
        kind = "kommundialog"
        status = "tentative"
        venue = "radhuset"
        room = "Stora salen"
    """
    for event, site in _held(facts):
        if not (event.room and site.rooms) or site.room(event.room):
            continue
        told = {"id": event.id, "room": event.room, "venue": site.name}
        if near := nearest(event.room, [one.name for one in site.rooms]):
            text = msg("{id}: {venue} has no room {room}; did you mean {meant}?", **told, meant=near)
        else:
            text = msg("{id}: {venue} has no room {room}; add it to the venue, or name another", **told)
        yield Problem(event.at.key("room"), text)


@rule(code="RUS227", name="venue-too-small", severity=Severity.WARNING)
def venue_too_small(facts: Facts) -> Iterator[Problem]:
    """An event has more places than its room, or its venue, takes.

    `capacity` of the event is compared with that of the room among the venue's `rooms` or, where nobody has said that,
    with the venue's own.

    Bad:
        # file: config/municipalities.toml
        [[venue]]
        id = "radhuset"
        name = "Rådhuset"
        capacity = 60

        # file: events.toml
        [[event]]
        id = "sala"
        kind = "kommundialog"
        status = "tentative"
        venue = "radhuset"
        capacity = 80  # RUS227

    Good:
        # file: config/municipalities.toml
        [[venue]]
        id = "radhuset"
        name = "Rådhuset"
        capacity = 60

        # file: events.toml
        [[event]]
        id = "sala"
        kind = "kommundialog"
        status = "tentative"
        venue = "radhuset"
        capacity = 60
    """
    for event, site in _held(facts):
        most = site.takes(event.room)
        if most is None or event.capacity is None or event.capacity <= most:
            continue
        text = msg(
            "{id}: it has {count} places, and {venue} takes {most}; correct the number that is wrong, or find a larger "
            "room",
            id=event.id,
            count=event.capacity,
            venue=site.name,
            most=most,
        )
        yield Problem(event.at.key("capacity"), text)


@rule(code="RUS228", name="venue-elsewhere", severity=Severity.WARNING)
def venue_elsewhere(facts: Facts) -> Iterator[Problem]:
    """An event's venue is in another municipality than the event.

    Those who are invited would be told a place in one municipality and an address in another.

    Bad:
        # file: config/municipalities.toml
        [[municipality]]
        id = "sala"
        name = "Sala"

        [[municipality]]
        id = "norberg"
        name = "Norberg"

        [[venue]]
        id = "radhuset"
        name = "Rådhuset"
        municipality = "norberg"

        # file: events.toml
        [[event]]
        id = "sala"
        kind = "kommundialog"
        municipality = "sala"
        status = "tentative"
        venue = "radhuset"  # RUS228

    Good:
        # file: config/municipalities.toml
        [[municipality]]
        id = "sala"
        name = "Sala"

        [[municipality]]
        id = "norberg"
        name = "Norberg"

        [[venue]]
        id = "radhuset"
        name = "Rådhuset"
        municipality = "sala"

        # file: events.toml
        [[event]]
        id = "sala"
        kind = "kommundialog"
        municipality = "sala"
        status = "tentative"
        venue = "radhuset"
    """
    names = {one.id: one.name for one in facts.plan.municipalities}
    for event, site in _held(facts):
        if not (event.municipality and site.municipality) or event.municipality == site.municipality:
            continue
        text = msg(
            "{id}: {venue} is in {other}, and the event in {municipality}; correct one of them",
            id=event.id,
            venue=site.name,
            other=names.get(site.municipality, site.municipality),
            municipality=names.get(event.municipality, event.municipality),
        )
        yield Problem(event.at.key("venue"), text)


def _held(facts: Facts) -> Iterator[tuple[Event, Venue]]:
    """Give the events that are not called off and whose venue is a record, with it."""
    for event in facts.plan.events:
        if event.site is not None and event.status is not Status.CANCELLED:
            yield event, event.site
