"""What a milestone has besides its dates, as options."""

from typing import Annotated, Any, NamedTuple

from rusctl.commands.common import ask, typed
from rusctl.commands.common.options import DocumentNumber, Note, Owner
from rusctl.commands.terminal import Terminal
from rusctl.errors import UsageError
from rusctl.language.message import msg
from rusctl.model.durations import Span
from rusctl.model.plan import Plan
from rusctl.services import selection
from rusctl.storage.schema.span_forms import read_span


class MilestoneFields(NamedTuple):
    """The options that say what a milestone is; None where one was not given, empty where it is to be taken out."""

    title: Annotated[str | None, typed.Option("--title", metavar="TEXT", help="What people see.")] = None
    body: Annotated[
        str | None, typed.Option("--body", metavar="ID", completes=typed.BODY, help="Who decides or acts.")
    ] = None
    owner: Owner = None
    after: Annotated[
        list[str] | None,
        typed.Option(
            "--after",
            metavar="ID",
            completes=typed.RECORD,
            help="A milestone or an event that it comes after. Repeatable.",
        ),
    ] = None
    after_kinds: Annotated[
        list[str] | None,
        typed.Option(
            "--after-kind",
            metavar="KIND",
            completes=typed.KIND,
            help="It comes after all events of this kind. Repeatable.",
        ),
    ] = None
    duration: Annotated[
        str | None, typed.Option("--duration", metavar="SPAN", help='How long its own work takes, such as "6 weeks".')
    ] = None
    not_before: Annotated[
        str | None, typed.Option("--not-before", metavar="DAY", help="The first day it may be, such as 2019-01-15.")
    ] = None
    not_after: Annotated[
        str | None, typed.Option("--not-after", metavar="DAY", help="The last day it may be, such as 2019-03-29.")
    ] = None
    decide_by: Annotated[
        str | None,
        typed.Option("--decide-by", metavar="DAY", help="The last day to settle its date; empty once it is settled."),
    ] = None
    confirms: Annotated[
        str | None,
        typed.Option("--confirms", metavar="ROLE", completes=typed.ROLE, help="The role that settles its date."),
    ] = None
    dnr: DocumentNumber = None
    note: Note = None


def values(run: Terminal, given: MilestoneFields, *, yes: bool) -> dict[str, Any]:
    """Give what was given by the keys of the file; names are put as ids, and what names nothing is refused."""
    plan = run.project.readable().plan
    found: dict[str, Any] = {
        "title": given.title,
        "body": given.body and selection.body(plan, given.body),
        "owner": given.owner and selection.role(plan, given.owner),
        "after": given.after and [_step(plan, name) for name in given.after if name],
        "after_kinds": given.after_kinds and [selection.kind(plan, name) for name in given.after_kinds if name],
        "duration": given.duration and str(_span(given.duration)),
        "not_before": given.not_before and ask.limit(run, "--not-before", given.not_before, yes=yes),
        "not_after": given.not_after and ask.limit(run, "--not-after", given.not_after, last=True, yes=yes),
        "decide_by": given.decide_by and ask.day(run, "--decide-by", given.decide_by, yes=yes),
        "confirms": given.confirms and selection.role(plan, given.confirms),
        "dnr": given.dnr,
        "note": given.note,
    }
    return {key: value for key, value in found.items() if value is not None}


def _step(plan: Plan, name: str) -> str:
    """Give the id of a milestone or of an event."""
    titles = {one.id: one.title.values() for one in plan.milestones}
    if any(one.id == name for one in plan.events):
        return name
    return selection.meant(name, {**{one.id: () for one in plan.events}, **titles}, msg("an event or a milestone"))


def _span(text: str) -> Span:
    found = read_span(text)
    if found is None:
        example = msg('{text} is no length of time; write it as "6 weeks", "10 workdays" or "30 days"', text=text)
        raise UsageError(example)
    return found
