"""`rusctl participants export`."""

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any

from rusctl.commands.common import typed
from rusctl.commands.common.options import DryRun
from rusctl.errors import UsageError
from rusctl.language.columns import COLUMNS
from rusctl.language.message import Message, msg, nmsg
from rusctl.language.names import event_title
from rusctl.language.order import swedish
from rusctl.language.vocabulary_people import AUDIENCE
from rusctl.model.people import Audience
from rusctl.model.plan import Event, exact
from rusctl.output.extract import value_text
from rusctl.services import selection
from rusctl.services.people.extract_words import in_words
from rusctl.services.people.participants_words import role_names
from rusctl.services.people.register_access import opened
from rusctl.services.session import Session, session
from rusctl.storage.folder import expanded

if TYPE_CHECKING:
    from rusctl.output.sheets import SheetTable, Value
    from rusctl.register.suppression import Cell

FORMATS = ("xlsx", "csv")
NAMES = {"internal": "PERSONUPPGIFTER-deltagare", "request": "UTLAMNANDE-deltagare", "public": "deltagare-antal"}


def participants_export(
    context: typed.Context,
    ids: Annotated[list[str] | None, typed.Argument(metavar="[EVENT]...", help="The events; without, all.")] = None,
    *,
    internal: Annotated[bool, typed.Option("--internal", help="For colleagues: everything about the part.")] = False,
    request: Annotated[
        bool,
        typed.Option("--on-request", help="For who asks for the public document: no e-mail, telephone or answers."),
    ] = False,
    public: Annotated[bool, typed.Option("--public", help="For everybody: counts by role, no person.")] = False,
    form: Annotated[str, typed.Option("--format", metavar="xlsx|csv", help="The form of the file.")] = "xlsx",
    output: Annotated[
        str, typed.Option("--output", "-o", metavar="FOLDER", help="Where to; else register/exports.")
    ] = "",
    dry_run: DryRun = False,
) -> None:
    """Write a list of participants for Excel: for colleagues, on request, or as counts for everybody.

    No cell is a formula. A file with persons is called PERSONUPPGIFTER or UTLAMNANDE, only you can read it, and it is
    never put where git keeps it. Whose data are restricted is in none, whose data are protected in none with names.
    """
    from rusctl.output import sheets
    from rusctl.storage.files import exports  # noqa: PLC0415 - only when it is asked for

    run = session(context)
    plan = run.readable().plan
    if internal + request + public != 1:
        raise UsageError(msg("say for whom: --internal, --on-request or --public"))
    if form not in FORMATS:
        raise UsageError(msg("{word} is not a format; there are {known}", word=form, known=FORMATS))
    audience = Audience.INTERNAL if internal else Audience.REQUEST if request else Audience.PUBLIC
    selection.known(ids, [event.id for event in plan.events], msg("an event"))
    events = sorted((event for event in plan.events if not ids or event.id in ids), key=selection.time_order)
    personal = audience is not Audience.PUBLIC
    folder = exports.place(run.folder.path, expanded(output) if output else None, personal=personal)
    table = _table(run, events, audience)
    name = "-".join([NAMES[audience], *(ids or ()), run.today.isoformat()])
    title = run.say(AUDIENCE[audience])
    made = dt.datetime.combine(run.today, dt.time())
    data = sheets.workbook([table], title, made) if form == "xlsx" else sheets.delimited(table)
    path = folder / f"{name}.{form}"
    if not dry_run:
        exports.write(path, data, personal=personal)
    run.out(str(path))
    run.tell(nmsg("{count} row", "{count} rows", len(table.rows)))
    if audience is Audience.REQUEST:
        run.tell(msg("whether something in it is secret is for you to decide before it is handed out"))
    if dry_run:
        run.dry_run(to_file=True)


_REQUEST = ("name", "organisation", "municipality", "role", "attendance")
_INTERNAL = (
    "name", "organisation", "municipality", "email", "phone", "language", "role", "answer", "attendance", "walk_in",
    "substitute_for", "told", "told_how",
)  # fmt: skip


def _table(run: Session, events: Sequence[Event], audience: Audience) -> "SheetTable":
    from rusctl.output.sheets import SheetTable
    from rusctl.register import exports as disclosure

    plan = run.loaded.plan
    about = {event.id: _about(run, event) for event in events}
    roles = role_names(run)
    heading = [run.say(msg("event")), run.say(msg("day"))]
    with opened(run).reading() as connection:
        if audience is Audience.PUBLIC:
            years = {one.id: one.when.last.year if one.when else 0 for one in plan.events}
            found = [one for one in disclosure.counts(connection, years) if one.event in about]
            rows: list[list[Value]] = [
                [*about[one.event], roles.get(one.role, one.role), _number(one.shown), run.say(_what(came=one.came))]
                for one in sorted(found, key=lambda one: (list(about).index(one.event), swedish(one.role)))
            ]
            heading += [run.say(msg("role")), run.say(msg("number")), run.say(msg("counted"))]
            return SheetTable(run.say(msg("Numbers")), heading, rows)
        people = disclosure.participants(connection, about)
    fields = _INTERNAL if audience is Audience.INTERNAL else _REQUEST
    order = {event: index for index, event in enumerate(about)}
    people.sort(key=lambda one: (order[one["event"]], swedish(one["name"]), swedish(one["organisation"])))
    rows = [[*about[one["event"]], *(_cell(run, name, one[name]) for name in fields)] for one in people]
    return SheetTable(run.say(msg("Participants")), [*heading, *(run.say(COLUMNS[name]) for name in fields)], rows)


def _about(run: Session, event: Event) -> tuple[str, str]:
    day = exact(event.when)
    return event_title(event, run.loaded.plan, run.language), day.first.isoformat() if day else ""


def _number(shown: "Cell") -> "int | str":
    return shown if isinstance(shown, int) else shown.value


def _what(*, came: bool) -> Message:
    return msg("who came") if came else msg("who said yes")


def _cell(run: Session, name: str, value: Any) -> str:
    """Put a value into words; nothing is an empty cell, and a date is one that Excel reads."""
    plain = value is None or value == "" or isinstance(value, dt.date)
    return value_text(value) if plain else in_words(run, name, value)
