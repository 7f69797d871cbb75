"""Busy calendars: read from a calendar file, bound to whom they bind, and written; or taken away with their times."""

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from rusctl.calendar.foreign import read as foreign
from rusctl.calendar.foreign.busy import BusyPeriod, Found
from rusctl.errors import RusctlError, UsageError
from rusctl.language.message import Message, msg, nmsg
from rusctl.language.slug import short
from rusctl.model.busy import BusyCalendar, BusyTimes
from rusctl.model.plan import Plan, Window
from rusctl.services import selection
from rusctl.services.foreign_file import faults, raw
from rusctl.services.planning.change_events import difference
from rusctl.services.project import Project
from rusctl.storage import busy_files
from rusctl.storage import plan as plans
from rusctl.storage.files import atomic, inside, journal
from rusctl.storage.files.atomic import FileChange
from rusctl.storage.files.names import WORKDAYS, file_of
from rusctl.storage.schema.busy_keys import BUSY
from rusctl.storage.toml import edits

LONGEST_NAME = 200
BINDING = ("crew", "roles", "municipality", "body")


class Binds(NamedTuple):
    """Whom a busy calendar binds, as the user says it: ids or names, or everyone."""

    crew: Sequence[str] | None = None
    roles: Sequence[str] | None = None
    municipality: str = ""
    body: str = ""
    everyone: bool = False


class BusyCalendarEdit(NamedTuple):
    """What a command would make of the entry in config/workdays.toml and of the file of times."""

    config: FileChange
    path: str
    times: FileChange

    @property
    def of_entry(self) -> str:
        """The changed lines of config/workdays.toml, as a diff."""
        return difference(self.config.before or b"", self.config.after or b"", WORKDAYS)

    @property
    def differences(self) -> list[str]:
        """The changed lines of each file that changes, as diffs."""
        of_times = difference(self.times.before or b"", self.times.after or b"", self.path)
        return [self.of_entry, of_times] if self.config.before != self.config.after else [of_times]


def period(plan: Plan) -> Window:
    """Give the days between which calendars are read: the process's."""
    if plan.process.period is None:
        raise RusctlError(msg("set the period in config/process.toml first: times are read within it"), plan.process.at)
    return plan.process.period


def calendar(plan: Plan, name: str) -> BusyCalendar:
    """Give the busy calendar of an id or a name."""
    found = selection.busy_calendar(plan, name)
    return next(one for one in plan.busy if one.id == found)


def new_name(name: str, title: str) -> str:
    """Give the id of a busy calendar: the one that is said, else one made of what people call it."""
    if len(title) > LONGEST_NAME:
        raise UsageError(
            msg("--name has {count} characters; write {most} at most", count=len(title), most=LONGEST_NAME)
        )
    name = name or short(title)
    if not name:
        raise UsageError(msg("give it a name: --id, or --name"))  # the file's may be a person's
    return selection.new_id(name)


def entry(plan: Plan, name: str, title: str, binds: Binds) -> dict[str, Any]:
    """Give the keys of a busy calendar's entry; UsageError where nobody is bound, RusctlError for an unknown one."""
    binds = Binds(
        [selection.crew_role(plan, one) for one in binds.crew or ()],
        [selection.actor_group(plan, one) for one in binds.roles or ()],
        selection.municipality(plan, binds.municipality) if binds.municipality else "",
        selection.body(plan, binds.body) if binds.body else "",
        binds.everyone,
    )
    bound = {key: value for key in BINDING if (value := getattr(binds, key))}
    if binds.everyone and bound:
        raise UsageError(msg("--everyone cannot be combined with --crew, --role, --municipality or --body"))
    if not (binds.everyone or bound or any(one.id == name for one in plan.busy)):
        raise UsageError(
            msg(
                "missing --crew, --role, --municipality, --body or --everyone: which events does the calendar apply to?"
            )
        )
    return {"id": name, "file": file_of(name)} | ({"name": title} if title else {}) | bound


def read(
    plan: Plan, file: str, *, titles: bool, free: bool, stdin: Callable[[int], bytes] | None = None
) -> tuple[Found, tuple[Message, ...]]:
    """Read a calendar's busy times, and say what was left out and what could not be read; `stdin` gives those of -."""
    within, zone = period(plan), plan.process.timezone
    found = foreign.busy(raw(file, stdin=stdin), file, BusyPeriod(within.first, within.last, zone, titles, free))
    counts = found.counts
    left = (
        nmsg(
            "{count} entry is marked as free and left out",
            "{count} entries are marked as free and left out",
            counts.free,
        ),
        nmsg("{count} entry is cancelled and left out", "{count} entries are cancelled and left out", counts.cancelled),
        nmsg(
            "{count} time names no zone and is read by the clock of {zone}",
            "{count} times name no zone and are read by the clock of {zone}",
            counts.floating,
            zone=zone,
        ),
    )
    return found, (*(one for one in left if one.number), *faults(file, found.faults, found.more_faults))


def refuse_empty(plan: Plan, file: str, found: Found) -> None:
    """Refuse a calendar that holds no busy time."""
    if found.times:
        return
    if found.counts.free:
        raise RusctlError(msg("{file} holds only what is marked as free; --free takes it all the same", file=file))
    within = period(plan)
    text = msg("{file} holds no busy time from {first} to {last}", file=file, first=within.first, last=within.last)
    raise RusctlError(text)


def propose(project: Project, table: dict[str, Any], found: Found, *, everyone: bool, titles: bool) -> BusyCalendarEdit:
    """Give what a busy calendar with these keys and times would make of the files; nothing is written.

    Whom it bound before stays, unless it is said anew.
    """
    loaded = project.loaded
    name = table["id"]
    known = next((one for one in loaded.plan.busy if one.id == name), None)
    changes: list[edits.Edit] = []
    if known:
        route = known.at.route
        there = loaded.data[WORKDAYS][BUSY][route[1]]
        changes += [edits.Set((*route, key), value) for key, value in table.items()]
        if everyone or any(key in table for key in BINDING):
            changes += [edits.Delete((*route, key)) for key in BINDING if key in there and key not in table]
    else:
        changes.append(edits.Append((BUSY,), table))
    config, path = _config(project, changes), file_of(name)
    return BusyCalendarEdit(config, path, FileChange(_there(project, path), _times(project, found, titles=titles)))


def _config(project: Project, changes: list[edits.Edit]) -> FileChange:
    """Give the change of config/workdays.toml; what could not be read back is refused before anything is written."""
    loaded = project.loaded
    old = loaded.files.get(WORKDAYS)
    new = edits.apply(old or b"", changes, loaded.data.get(WORKDAYS), WORKDAYS).raw
    for fault in plans.read_plan({**loaded.files, WORKDAYS: new}).faults:
        if fault.at.file == WORKDAYS and fault not in loaded.faults:
            raise RusctlError(fault.message)
    return FileChange(old, new)


def _times(project: Project, found: Found, *, titles: bool) -> bytes:
    within = period(project.loaded.plan)
    what = "times and titles" if titles else "times only; no titles, no names"
    comment = f"rusctl busy add, {project.today.isoformat()}: {what}"
    return busy_files.text(BusyTimes(within.first, within.last, found.times), [comment])


def _there(project: Project, path: str) -> bytes | None:
    return atomic.read_if_there(project.folder.path / path)


def propose_removal(project: Project, name: str) -> BusyCalendarEdit:
    """Give what taking a busy calendar away would make of the files; nothing is written."""
    loaded = project.readable()
    found = calendar(loaded.plan, name)
    old = loaded.files[WORKDAYS]
    new = edits.apply(old, [edits.Delete(found.at.route)], loaded.data[WORKDAYS], WORKDAYS).raw
    return BusyCalendarEdit(FileChange(old, new), found.file, FileChange(_there(project, found.file), None))


def carry_out(project: Project, proposal: BusyCalendarEdit) -> None:
    """Write what was proposed, if the files still hold what was read, and keep what undo needs.

    A file of times that no entry names does no harm: so should the machine stop in between, the times stand first
    where a calendar is added, and the entry goes first where it is removed.
    """
    folder, path = project.folder.path, proposal.path
    with journal.changing(folder):
        if proposal.times.after is None:
            changes = {WORKDAYS: proposal.config, path: proposal.times}
        else:
            inside.refuse_links(folder, folder / path)
            (folder / path).parent.mkdir(exist_ok=True)
            changes = {path: proposal.times, WORKDAYS: proposal.config}
        journal.commit(folder, changes, project.command, dt.datetime.now(dt.UTC))
