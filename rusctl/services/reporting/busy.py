"""Busy calendars as people and programs read them: whom each binds, how much it holds, for which days it was read."""

from collections.abc import Iterator

from rusctl.language.catalogue import Language
from rusctl.language.message import msg
from rusctl.language.names import municipality_name
from rusctl.model.busy import BusyCalendar
from rusctl.model.plan import Plan
from rusctl.output.rows import Row
from rusctl.output.tables import Column, Table
from rusctl.storage.plan import Loaded


def row(loaded: Loaded, one: BusyCalendar) -> Row:
    """Give a busy calendar as programs get it."""
    known = (loaded.busy or {}).get(one.id)
    return {
        "id": one.id,
        "name": one.name or None,
        "crew": list(one.crew),
        "roles": list(one.roles),
        "municipality": one.municipality or None,
        "body": one.body or None,
        "everyone": one.everyone,
        "times": len(known.times) if known else None,
        "from": known.first.isoformat() if known else None,
        "to": known.last.isoformat() if known else None,
        "file": one.file,
    }


def table(loaded: Loaded, language: Language) -> Table:
    """Give all busy calendars of a plan."""
    say = language.text
    columns = [
        Column("", whole=True),
        Column(say(msg("Name"))),
        Column(say(msg("Binds"))),
        Column(say(msg("Times")), number=True),
        Column(say(msg("Read for")), whole=True),
    ]
    rows = []
    for one in loaded.plan.busy:
        found = row(loaded, one)
        period = f"{found['from']} – {found['to']}" if found["from"] else ""
        count = str(found["times"]) if found["times"] is not None else say(msg("no file"))
        rows.append((one.id, one.name, "; ".join(binds(loaded.plan, one, language)), count, period))
    return columns, rows


def binds(plan: Plan, one: BusyCalendar, language: Language) -> Iterator[str]:
    """Say whom a busy calendar binds."""
    names = {role.id: language.name(role.name) for role in plan.roles}
    if one.everyone:
        yield language.text(msg("everyone"))
    for name in (*one.crew, *one.roles):
        yield names.get(name, name)
    if one.municipality:
        yield municipality_name(plan, one.municipality)
    if one.body:
        yield next((language.name(body.name) for body in plan.bodies if body.id == one.body), one.body)
