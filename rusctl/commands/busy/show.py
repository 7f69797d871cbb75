"""`rusctl busy show`."""

import datetime as dt

from rusctl.commands.common import typed
from rusctl.commands.common.listing import give
from rusctl.commands.common.options import AsJson, BusyId
from rusctl.commands.terminal import terminal
from rusctl.errors import RusctlError
from rusctl.language.message import msg
from rusctl.model.busy import BusyTime
from rusctl.model.plan import Days, Hours
from rusctl.output.clean import one_line
from rusctl.schedule.dates.clock import rfc3339
from rusctl.services.planning.busy_calendars import calendar


def show(context: typed.Context, name: BusyId, *, as_json: AsJson = False) -> None:
    """Show the times of a busy calendar, in order."""
    run = terminal(context)
    loaded = run.project.readable()
    found = calendar(loaded.plan, name)
    known = (loaded.busy or {}).get(found.id)
    if known is None:
        text = msg(
            "{file} is not there; read the calendar again: rusctl busy add FILE --id {id}", file=found.file, id=found.id
        )
        raise RusctlError(text, found.at)
    if as_json:
        zone = run.project.loaded.plan.process.timezone

        def said(value: dt.date) -> str:
            return rfc3339(value, zone) if isinstance(value, dt.datetime) else value.isoformat()

        give(
            run,
            ({"start": said(one.start), "end": said(one.end), "title": one.title or None} for one in known.times),
        )
        return
    if not known.times:
        run.tell(msg("it holds no busy time"))
    for one in known.times:
        run.out(one_line(f"{run.language.value(when(one))}  {one.title}".rstrip()))


def when(time: BusyTime) -> Days | Hours:
    """Give a busy time as dates are put into words."""
    if isinstance(time.start, dt.datetime) and isinstance(time.end, dt.datetime):
        return Hours(start=time.start, end=time.end)
    return Days(first=time.start, last=time.end)
