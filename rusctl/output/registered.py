"""What the register's listings give to programs."""

from collections.abc import Mapping

from rusctl.model.people import HeadCount, Operation, Participation, Person
from rusctl.output.extract import DISPOSAL, EXTRACT
from rusctl.output.rows import Field, Row

STATE = {
    "place": Field("string", "where the register is, without a password"),
    "database": Field("string", "SQLite or PostgreSQL"),
    "schema": Field("string?", "the schema's number; null where there is no register"),
    "current": Field("boolean", "whether that is the schema of this rusctl"),
    "persons": Field("integer?", "how many people and functional mailboxes it holds"),
    "roles": Field("integer?", "how many roles they hold or have held"),
    "participations": Field("integer?", "how many rows of participation it holds"),
    "changes": Field("integer?", "how many changes have been made"),
    "backups": Field("integer?", "how many backups rusctl has made"),
}
PERSON = {
    "number": Field("integer", "the person's register number"),
    "name": Field("string", "the name"),
    "organisation": Field("string?", "the organisation"),
    "municipality": Field("string?", "the municipality: an id"),
    "email": Field("string?", "the official email address"),
    "phone": Field("string?", "the official telephone number"),
    "language": Field("string?", "the language of messages to the person"),
    "roles": Field("strings", "the roles held today: ids"),
    "protected": Field("boolean", "whether the person's data are protected (skyddade personuppgifter)"),
    "restricted": Field("boolean", "whether the processing is restricted"),
    "version": Field("integer", "how many times the person was changed, and one"),
    "function": Field("boolean", "whether it is a functional mailbox and no person, so that it is counted nowhere"),
    "unreached": Field("boolean", "whether a message did not reach the address, and nobody has settled it"),
}
PARTICIPATION = {
    "event": Field("string", "the event's id"),
    "number": Field("integer?", "the person's register number; null if people are counted without names"),
    "name": Field("string?", "the name"),
    "role": Field("string", "the role at that time: an id"),
    "municipality": Field("string?", "the municipality at that time: an id"),
    "kind": Field("string", "person, count (without names) or erased"),
    "count": Field("integer", "how many people it is"),
    "answer": Field("string", "none, accepted, declined, tentative or delegated"),
    "attendance": Field("string", "unknown, attended or absent"),
    "walk_in": Field("boolean", "whether they came without being invited"),
    "substitute_for": Field("integer?", "the number of the person they come instead of"),
    "told": Field("date?", "the day they were told"),
    "told_how": Field("string?", "how they were told"),
    "function": Field("boolean", "whether it is a functional mailbox, which is counted nowhere"),
    "organisation": Field("string?", "the organisation at that time"),
    "waiting": Field("integer?", "the place in the queue of who waits for one"),
    "offered": Field("date?", "the day on which a place was offered, which is kept until they answer"),
}
PLACE = {
    "event": Field("string", "the event's id"),
    "role": Field("string", "the role's id"),
    "asked_for": Field("boolean", "whether the plan asks for the role at this event"),
    "needs": Field("integer?", "how many the plan asks for"),
    "after": Field("boolean", "whether the event has been"),
    "asked": Field("integer", "how many were invited"),
    "accepted": Field("integer", "how many said that they were coming"),
    "declined": Field("integer", "how many said that they were not"),
    "tentative": Field("integer", "how many said maybe"),
    "delegated": Field("integer", "how many said that they send somebody else"),
    "attended": Field("integer", "how many came"),
    "absent": Field("integer", "how many did not come"),
    "walk_in": Field("integer", "how many came without being invited"),
    "missing": Field("integer", "how many are missing: of those who came, or before the event of those coming"),
}
COVERAGE = {
    "municipality": Field("string?", "the municipality: an id; null where nobody has said"),
    "role": Field("string", "the role's id"),
    "counts_as": Field("string?", "samverkan or samråd"),
    "attended": Field("integer", "how many came"),
    "events": Field("integer", "to how many events"),
    "wanted": Field("integer?", "how many are wanted at least; null where it is not said"),
}
LEGAL = {
    "law": Field("string", "the paragraph and the act, as Swedish law is cited"),
    "kind": Field("string", "samverkan or samråd"),
    "who": Field("string", "municipality, region, authority, business or organisation"),
    "municipality": Field("string?", "the municipality: an id, where each is to be heard"),
    "roles": Field("strings", "the ids of the roles that stand for them in config/roles.toml"),
    "heard": Field("boolean", "whether somebody of them is counted"),
    "event": Field("string?", "the event: an id; null where there was none"),
    "date": Field("date?", "its first day"),
    "form": Field("string?", "what kind of meeting it was"),
    "asked": Field("integer", "how many of them were asked to it"),
    "attended": Field("integer", "how many of them came"),
    "wording_read": Field("boolean?", "whether the wording that held on that day has been read; null without an event"),
}
BALANCE = {
    "event": Field("string", "the event's id; empty in the last rows, which are sums of the whole process"),
    "role": Field("string", "the role's id"),
    "women": Field("string", "how many women came; <5, of a sum 30–34, or .. where it would give a small number away"),
    "men": Field("string", "how many men came; likewise"),
}
OPERATION = {
    "number": Field("integer", "the change's number"),
    "when": Field("moment", "when it was made"),
    "what": Field("string", "the command, without its values"),
    "rows": Field("integer", "how many rows it changed"),
    "undoes": Field("integer?", "the number of the change that it undid"),
    "undone": Field("boolean", "whether it was undone"),
}
LIKENESS = {
    "one": Field("integer", "the person's register number"),
    "other": Field("integer", "the number of the other one"),
    "certain": Field("boolean", "whether they have the same email address"),
}
LISTINGS = {
    "person extract": EXTRACT,
    "retention log": DISPOSAL,
    "register status": STATE,
    "person find": PERSON,
    "register log": OPERATION,
    "person list": PERSON,
    "person duplicates": LIKENESS,
    "participants list": PARTICIPATION,
    "roles": PLACE,
    "coverage": COVERAGE,
    "coverage --legal": LEGAL,
    "balance": BALANCE,
}
_STATE_TABLES = {
    "persons": "person",
    "roles": "mandate",
    "participations": "participation",
    "changes": "operation",
    "backups": "copy",
}


def state_row(place: str, database: str, schema: str | None, rows: Mapping[str, int], *, current: bool) -> Row:
    """Give a register's row."""
    counts = {name: rows.get(table) for name, table in _STATE_TABLES.items()}
    return {"place": place, "database": database, "schema": schema, "current": current, **counts}


def person_row(person: Person, roles: tuple[str, ...], *, unreached: bool = False) -> Row:
    """Give a person's row."""
    return {
        "number": person.id,
        "name": person.name,
        "organisation": person.organisation or None,
        "municipality": person.municipality or None,
        "email": person.email or None,
        "phone": person.phone or None,
        "language": person.language or None,
        "roles": list(roles),
        "protected": person.protected,
        "restricted": person.restricted,
        "version": person.version,
        "function": person.function,
        "unreached": unreached,
    }


def participation_row(one: Participation, person: Person | None, queue: Mapping[int, int]) -> Row:
    """Give the row of a part in an event."""
    return {
        "event": one.event,
        "number": one.person,
        "name": person.name if person else None,
        "role": one.role,
        "municipality": one.municipality or None,
        "kind": one.kind.value,
        "count": one.number,
        "answer": one.answer.value,
        "attendance": one.attendance.value,
        "walk_in": one.walk_in,
        "substitute_for": one.substitute_for,
        "told": one.told.isoformat() if one.told else None,
        "told_how": one.told_how or None,
        "function": bool(person and person.function),
        "organisation": one.organisation or None,
        "waiting": queue.get(one.person or 0),
        "offered": one.offered.isoformat() if one.offered else None,
    }


def place_row(sums: HeadCount, *, asked_for: bool, needs: int | None, after: bool, missing: int) -> Row:
    """Give the row of a role at an event."""
    return {
        "event": sums.event,
        "role": sums.role,
        "asked_for": asked_for,
        "needs": needs,
        "after": after,
        "asked": sums.asked,
        "accepted": sums.accepted,
        "declined": sums.declined,
        "tentative": sums.tentative,
        "delegated": sums.delegated,
        "attended": sums.attended,
        "absent": sums.absent,
        "walk_in": sums.walk_in,
        "missing": missing,
    }


def coverage_row(  # noqa: PLR0917 - the members in their order
    municipality: str, role: str, counts_as: str, attended: int, events: int, wanted: int | None
) -> Row:
    """Give the row of a municipality and a role."""
    return {
        "municipality": municipality or None,
        "role": role,
        "counts_as": counts_as or None,
        "attended": attended,
        "events": events,
        "wanted": wanted,
    }


def balance_row(event: str, role: str, women: str, men: str) -> Row:
    """Give the row of women and men of a role at an event, as they may be shown."""
    return {"event": event, "role": role, "women": women, "men": men}


def operation_row(one: Operation) -> Row:
    """Give a change's row."""
    return {
        "number": one.number,
        "when": one.at.isoformat(),
        "what": one.what,
        "rows": one.rows,
        "undoes": one.undoes,
        "undone": one.undone,
    }


def likeness_row(one: int, other: int, *, certain: bool) -> Row:
    """Give the row of two persons that may be one."""
    return {"one": one, "other": other, "certain": certain}
