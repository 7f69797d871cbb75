"""`rusctl whatif move|slip`."""

import re
from typing import Annotated

from rusctl.commands.common import ask, typed
from rusctl.commands.common.listing import listed
from rusctl.commands.common.options import AsJson, NoHours, WhenText
from rusctl.commands.terminal import Terminal, terminal
from rusctl.errors import PolicyError, RusctlError, UsageError
from rusctl.language.message import msg
from rusctl.language.vocabulary import STATUS
from rusctl.model.durations import Span
from rusctl.model.plan import Event, Status, When
from rusctl.output.clean import one_line
from rusctl.output.consequences import HEADINGS, consequence_row
from rusctl.schedule.network.whatif import Record, due, later
from rusctl.schedule.state.milestones import done_on
from rusctl.schedule.state.status import status_on
from rusctl.services import selection
from rusctl.services.planning.meeting_days import read_meetings
from rusctl.services.planning.whatif import consequences
from rusctl.storage.schema.span_forms import read_span

UNITS = {"d": "days", "w": "weeks", "v": "weeks"}

RecordId = Annotated[
    str,
    typed.Argument(
        metavar="ID", help="The id of an event or a milestone, such as norberg or council.", asks=typed.RECORD
    ),
]


def move(
    context: typed.Context, name: RecordId, when: WhenText, *, no_hours: NoHours = False, as_json: AsJson = False
) -> None:
    """Show the effects of moving something to another date. Nothing is written."""
    run = terminal(context)
    record = _record(run, name)
    new = ask.reading(run, when, yes=True).when
    if not no_hours and isinstance(record, Event):
        new = ask.with_hours(run, record.when, new)
    _show(run, record, new, as_json=as_json)


def slip(
    context: typed.Context,
    name: RecordId,
    span: Annotated[
        str, typed.Argument(metavar="SPAN", help='How much later: 14d, 2w, or "5 workdays".', asks=typed.TEXT)
    ],
    *,
    as_json: AsJson = False,
) -> None:
    """Show the effects of a delay. Nothing is written."""
    run = terminal(context)
    record = _record(run, name)
    now = due(record, run.project.today)
    if now is None:
        text = msg("{id} has no date that could slip; rusctl whatif move {id} DAY gives it one", id=name)
        raise RusctlError(text, record.at)
    _show(run, record, later(now, _span(span)), as_json=as_json)


def _span(text: str) -> Span:
    short = re.fullmatch(r"([0-9]{1,4}) ?([dwv])", text.strip().casefold())
    found = read_span(f"{short[1]} {UNITS[short[2]]}" if short else text.strip().casefold())
    if found is None:
        raise UsageError(msg('{text} is no span of time; write 14d, 2w or "5 workdays"', text=text))
    return found


def _record(run: Terminal, name: str) -> Record:
    """Give the record, if it has not happened yet."""
    read_meetings(run.project)
    plan = run.complete().plan
    record = selection.record(plan, name)
    if isinstance(record, Event):
        status = status_on(record, run.project.today)
        if status in (Status.HELD, Status.CANCELLED):
            text = msg("{id} is {status}; its date does not change", id=record.id, status=STATUS[status])
            raise PolicyError(text, record.at)
    elif record.every:
        raise PolicyError(msg("{id} comes back every year on its day", id=record.id), record.at)
    elif done := done_on(record, run.project.today):
        raise PolicyError(msg("{id} was done {day}; its date does not change", id=record.id, day=done), record.at)
    return record


def _show(run: Terminal, record: Record, when: When, *, as_json: bool) -> None:
    rows = list(consequences(run.project, record, when))
    nothing = msg("{id} already is {when}; nothing would follow", id=record.id, when=when)
    if listed(run, map(consequence_row, rows), nothing, as_json=as_json):
        return
    kind = ""
    for row in rows:
        if row.kind != kind:
            run.out(("\n" if kind else "") + run.say(HEADINGS[row.kind]))
            kind = row.kind
        run.out(one_line(f"  {run.say(row.message)}"))
    if len(rows) == 1:
        run.out(run.say(msg("Nothing else would follow.")))
    run.unchanged(msg("this is only a calculation"))
