"""What the listings of what a plan is made of give: municipalities, roles, bodies, travel and lead times."""

from rusctl.language.catalogue import Language
from rusctl.model.lead_times import Follow, LeadTime
from rusctl.model.plan import Body, Municipality, Plan, Role, Travel
from rusctl.model.venues import Venue
from rusctl.output.rows import Field, Row

MUNICIPALITY = {
    "id": Field("string", "the municipality's id"),
    "name": Field("string", "the name as people write it"),
    "code": Field("string?", "the municipality's code"),
    "lat": Field("number?", "latitude of the main town, in degrees"),
    "lon": Field("number?", "longitude of the main town, in degrees"),
    "population": Field("integer?", "inhabitants"),
    "events": Field("integer", "how many events of the plan are for it, without cancelled ones"),
}
VENUE = {
    "id": Field("string", "the venue's id"),
    "name": Field("string", "the name as people write it"),
    "municipality": Field("string?", "where it is: an id"),
    "address": Field("string?", "the address"),
    "lat": Field("number?", "latitude of its entrance, in degrees"),
    "lon": Field("number?", "longitude of its entrance, in degrees"),
    "step_free": Field("boolean?", "whether one comes in without steps; null where nobody has said"),
    "hearing_loop": Field("boolean?", "whether there is a hearing loop; null where nobody has said"),
    "parking": Field("string?", "where one parks"),
    "capacity": Field("integer?", "how many it takes in all"),
    "rooms": Field("strings", "its rooms, with how many each takes where that is known: Stora salen=120"),
    "contact": Field("string?", "whom to ask there: a function"),
    "events": Field("integer", "how many events of the plan are there, without cancelled ones"),
}
ROLE = {
    "id": Field("string", "the role's id"),
    "name": Field("string", "what people see, in the folder's language"),
    "group": Field("string", "actor: takes part; crew: works on the region's side"),
    "counts_as": Field("string?", "what taking part counts as: samverkan or samråd"),
    "needs": Field("integer?", "how many an event needs"),
    "vacant_from": Field("date?", "the first day on which nobody holds it"),
    "vacant_until": Field("date?", "the last day on which nobody holds it"),
}
BODY = {
    "id": Field("string", "the body's id"),
    "name": Field("string", "what people see, in the folder's language"),
    "kind": Field("string?", "which deadlines the law sets round its meetings: council, board, committee and so on"),
    "meeting_days": Field("strings", "the days on which it meets, as far as they are listed in the folder"),
}
TRAVEL = {
    "from": Field("string", "a municipality: an id"),
    "to": Field("string", "another: an id; both ways alike"),
    "minutes": Field("integer", "minutes on the road"),
    "km": Field("integer?", "kilometres on the road, both ways alike"),
}
LEAD_TIME = {
    "body": Field("string", "round whose meeting: an id"),
    "id": Field("string", "what is done: notice, summons, board, adjusted, announced, or a step of the region's own"),
    "title": Field("string?", "what people see, in the folder's language"),
    "before": Field("string?", "how long before the meeting, or before another lead time"),
    "of": Field("string?", "the lead time that it is counted from, where that is not the meeting"),
    "within": Field("string?", "how soon after the meeting, or announced after adjusted"),
    "source": Field("string?", "who or what decided it"),
}


def venue_row(one: Venue, plan: Plan) -> Row:
    """Give a venue's row."""
    here = [event for event in plan.events if event.site is not None and event.site.id == one.id]
    return {
        "id": one.id,
        "name": one.name,
        "municipality": one.municipality or None,
        "address": one.address or None,
        "lat": one.lat,
        "lon": one.lon,
        "step_free": one.step_free,
        "hearing_loop": one.hearing_loop,
        "parking": one.parking or None,
        "capacity": one.capacity,
        "rooms": [room.name if room.capacity is None else f"{room.name}={room.capacity}" for room in one.rooms],
        "contact": one.contact or None,
        "events": sum(event.status.value != "cancelled" for event in here),
    }


def municipality_row(one: Municipality, plan: Plan) -> Row:
    """Give a municipality's row."""
    events = sum(one.id in event.places for event in plan.events if event.status.value != "cancelled")
    return {
        "id": one.id,
        "name": one.name,
        "code": one.code or None,
        "lat": one.lat,
        "lon": one.lon,
        "population": one.population,
        "events": events,
    }


def role_row(one: Role, plan: Plan) -> Row:
    """Give a role's row."""
    return {
        "id": one.id,
        "name": Language(plan.process.language).name(one.name),
        "group": one.group,
        "counts_as": one.counts_as or None,
        "needs": one.needs,
        "vacant_from": one.vacant_from.isoformat() if one.vacant_from else None,
        "vacant_until": one.vacant_until.isoformat() if one.vacant_until else None,
    }


def body_row(one: Body, plan: Plan) -> Row:
    """Give a body's row."""
    days = sorted({day for meeting in plan.workyear.meetings if meeting.body == one.id for day in meeting.days})
    return {
        "id": one.id,
        "name": Language(plan.process.language).name(one.name),
        "kind": one.kind or None,
        "meeting_days": [day.isoformat() for day in days],
    }


def travel_row(one: Travel) -> Row:
    """Give a travel time's row."""
    return {"from": one.between[0], "to": one.between[1], "minutes": one.minutes, "km": one.km}


def lead_time_row(one: LeadTime | Follow, plan: Plan) -> Row:
    """Give a lead time's row."""
    lead = one if isinstance(one, LeadTime) else None
    return {
        "body": one.body,
        "id": one.id,
        "title": Language(plan.process.language).name(lead.title) or None if lead else None,
        "before": str(lead.before) if lead else None,
        "of": lead.of or None if lead else None,
        "within": str(one.within) if isinstance(one, Follow) else None,
        "source": one.source or None,
    }
