"""`rusctl busy add`."""

import datetime as dt
from typing import Annotated, Any

from rusctl.calendar.foreign import read as foreign
from rusctl.calendar.foreign.busy import Found, Wanted
from rusctl.commands.common import typed
from rusctl.commands.common.options import DryRun
from rusctl.commands.common.streams import read_stdin
from rusctl.commands.terminal import Terminal, terminal
from rusctl.errors import RusctlError, UsageError
from rusctl.language.message import msg, nmsg
from rusctl.language.slug import short
from rusctl.model.busy import BusyTimes
from rusctl.model.plan import Plan, Window
from rusctl.services import selection
from rusctl.services.foreign_file import faults, raw
from rusctl.services.planning.change_events import difference
from rusctl.storage import busy_files
from rusctl.storage import plan as plans
from rusctl.storage.files import atomic, inside, journal
from rusctl.storage.files.atomic import Change
from rusctl.storage.files.names import WORKDAYS, file_of
from rusctl.storage.schema.busy_keys import BUSY
from rusctl.storage.toml import edits

LONGEST_NAME = 200


def add(
    context: typed.Context,
    file: Annotated[str, typed.Argument(metavar="FILE", help="A calendar file (.ics) that you have saved.")],
    *,
    name: Annotated[str, typed.Option("--id", metavar="ID", help="Its short name; made of --name where absent.")] = "",
    title: Annotated[str, typed.Option("--name", metavar="TEXT", help="What people call it; no person's name.")] = "",
    crew: Annotated[
        list[str] | None, typed.Option("--crew", metavar="ROLE", help="Binds events with this crew; may be repeated.")
    ] = None,
    roles: Annotated[
        list[str] | None, typed.Option("--role", metavar="ROLE", help="Binds events with this group; may be repeated.")
    ] = None,
    municipality: Annotated[
        str, typed.Option("--municipality", metavar="ID", help="Binds the events in a municipality.")
    ] = "",
    body: Annotated[str, typed.Option("--body", metavar="ID", help="Binds the events of a body.")] = "",
    everyone: Annotated[bool, typed.Option("--everyone", help="Binds every event.")] = False,
    titles: Annotated[
        bool, typed.Option("--titles", help="Keep the titles, too: for calendars that are public, such as a council's.")
    ] = False,
    free: Annotated[
        bool, typed.Option("--free", help="Take what is marked as free, too: school breaks often are.")
    ] = False,
    dry_run: DryRun = False,
) -> None:
    """Read a calendar for the times at which people are busy; nothing else in it is kept."""
    run = terminal(context)
    plan = run.project.readable().plan
    if len(title) > LONGEST_NAME:
        raise UsageError(
            msg("--name has {count} characters; write {most} at most", count=len(title), most=LONGEST_NAME)
        )
    name = name or short(title)
    if not name:
        raise UsageError(msg("give it a name: --id, or --name"))  # the file's may be a person's
    selection.new_id(name)
    bound = _bound(run, crew, roles, municipality, body)
    known = next((one for one in plan.busy if one.id == name), None)
    if everyone and bound:
        raise UsageError(msg("--everyone stands alone: leave it out, or whom else it binds"))
    if not (everyone or bound or known):
        raise UsageError(msg("say whom it binds: --crew, --role, --municipality, --body or --everyone"))
    found = read(run, file, period(plan), titles=titles, free=free)
    table: dict[str, Any] = {"id": name, "file": file_of(name)} | ({"name": title} if title else {}) | bound
    changes: list[edits.Edit] = []
    if known:
        keys = ("crew", "roles", "municipality", "body")
        route = known.at.route
        there = run.project.loaded.data[WORKDAYS][BUSY][route[1]]
        changes += [edits.Set((*route, key), value) for key, value in table.items()]
        if everyone or bound:
            changes += [edits.Delete((*route, key)) for key in keys if key in there and key not in bound]
    else:
        changes.append(edits.Append((BUSY,), table))
    _write(run, name, _config(run, changes), _file(run, found, titles=titles), dry_run=dry_run)
    if not dry_run:
        run.tell(nmsg("{id}: {count} busy time", "{id}: {count} busy times", len(found.times), id=name))


def period(plan: Plan) -> Window:
    """Give the days between which calendars are read: the process's."""
    if plan.process.period is None:
        raise RusctlError(msg("set the period in config/process.toml first: times are read within it"), plan.process.at)
    return plan.process.period


def read(run: Terminal, file: str, within: Window, *, titles: bool, free: bool) -> Found:
    """Read a calendar's busy times, and say what was left out; RusctlError where there is none."""
    wanted = Wanted(within.first, within.last, run.project.loaded.plan.process.timezone, titles, free)
    found = foreign.busy(raw(file, stdin=read_stdin), file, wanted)
    counts = found.counts
    if counts.free:
        run.tell(
            nmsg(
                "{count} entry is marked as free and left out",
                "{count} entries are marked as free and left out",
                counts.free,
            )
        )
    if counts.cancelled:
        run.tell(
            nmsg(
                "{count} entry is cancelled and left out",
                "{count} entries are cancelled and left out",
                counts.cancelled,
            )
        )
    if counts.floating:
        zone = run.project.loaded.plan.process.timezone
        text = nmsg(
            "{count} time names no zone and is read by the clock of {zone}",
            "{count} times name no zone and are read by the clock of {zone}",
            counts.floating,
            zone=zone,
        )
        run.tell(text)
    run.tell_all(faults(file, found.faults, found.more_faults))
    if not found.times:
        if counts.free:
            raise RusctlError(msg("{file} holds only what is marked as free; --free takes it all the same", file=file))
        text = msg("{file} holds no busy time from {first} to {last}", file=file, first=within.first, last=within.last)
        raise RusctlError(text)
    return found


def _bound(
    run: Terminal, crew: list[str] | None, roles: list[str] | None, municipality: str, body: str
) -> dict[str, Any]:
    """Give the keys that say whom it binds; RusctlError for an id that is none."""
    plan = run.project.loaded.plan
    selection.known(crew, [role.id for role in plan.roles if role.group == "crew"], msg("a crew role"))
    selection.known(roles, [role.id for role in plan.roles if role.group == "actor"], msg("an actor group"))
    if municipality:
        selection.known([municipality], [one.id for one in plan.municipalities], msg("a municipality"))
    if body:
        selection.known([body], [one.id for one in plan.bodies], msg("a body"))
    bound = {"crew": crew, "roles": roles, "municipality": municipality, "body": body}
    return {key: value for key, value in bound.items() if value}


def _config(run: Terminal, changes: list[edits.Edit]) -> Change:
    """Give the change of config/workdays.toml; what could not be read back is refused before anything is written."""
    old = run.project.loaded.files.get(WORKDAYS)
    new = edits.apply(old or b"", changes, run.project.loaded.data.get(WORKDAYS), WORKDAYS).raw
    for fault in plans.read_plan({**run.project.loaded.files, WORKDAYS: new}).faults:
        if fault.at.file == WORKDAYS and fault not in run.project.loaded.faults:
            raise RusctlError(fault.message)
    return Change(old, new)


def _file(run: Terminal, found: Found, *, titles: bool) -> bytes:
    within = period(run.project.loaded.plan)
    what = "times and titles" if titles else "times only; no titles, no names"
    comment = f"rusctl busy add, {run.project.today.isoformat()}: {what}"
    return busy_files.text(BusyTimes(within.first, within.last, found.times), [comment])


def _write(run: Terminal, name: str, config: Change, times: bytes, *, dry_run: bool) -> None:
    folder = run.project.folder.path
    path = file_of(name)
    changes = {path: Change(atomic.read_if_there(folder / path), times), WORKDAYS: config}
    if config.before != config.after:
        run.out(difference(config.before or b"", config.after or b"", WORKDAYS))
    run.out(difference(changes[path].before or b"", times, path))
    if dry_run:
        run.dry_run()
        return
    with journal.changing(folder):
        inside.refuse_links(folder, folder / path)
        (folder / path).parent.mkdir(exist_ok=True)
        journal.commit(folder, changes, run.project.command, dt.datetime.now(dt.UTC))
