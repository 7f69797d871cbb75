"""Rules about rooms: two meetings are not in one room at a time."""

from collections.abc import Iterator

from rusctl.checks.rule import rule
from rusctl.diagnostics import Problem, Severity
from rusctl.language.message import msg
from rusctl.model.plan import Facts
from rusctl.schedule.state.spells import Spell, spells


@rule(code="RUS115", name="venue-clash", severity=Severity.WARNING)
def venue_clash(facts: Facts) -> Iterator[Problem]:
    """Two events are at the same venue at the same time.

    It is the same venue where `venue` and `municipality` are the same, and not where both events name a `room` and the
    rooms differ; without a venue, a room in the same municipality counts. Where one of the two has only a day, nobody
    knows whether they are at the same time, and this is a note.

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
    longest: dict[tuple[str, str], dict[str | None, Spell]] = {}  # by place and room, None: in whatever room
    for spell in spells(facts.plan):
        event = spell.event
        venue, room = _plain(event.venue), _plain(event.room)
        if not venue and not (room and event.municipality):
            continue
        rooms = longest.setdefault((event.municipality, venue), {})
        others = (rooms.get(name) for name in ((room, "") if room else (None,)))
        other = next((one for one in others if one and one.end > spell.start), None)
        if other:
            yield _clash(other, spell)
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


def _plain(text: str) -> str:
    """Give a name as it is compared: however many spaces it has, in capitals or not."""
    return " ".join(text.split()).casefold()
