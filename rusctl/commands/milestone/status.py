"""`rusctl milestone done|outcome|give-up|reopen|remove`."""

from typing import Annotated, Any

from rusctl.commands.common import ask, pick, typed
from rusctl.commands.common.nouns.change_milestone import Dnr, MilestoneId, Year, changed
from rusctl.commands.common.options import DryRun, Origin, Reason, Yes
from rusctl.commands.terminal import Terminal, terminal
from rusctl.errors import UsageError
from rusctl.language.message import msg
from rusctl.model.plan import Days, Meeting, Milestone, Outcome, Window
from rusctl.schedule.state.rounds import due_on
from rusctl.services import selection
from rusctl.services.planning import milestone_edits
from rusctl.services.planning.milestone_edits import Change, Told, day_or_window

DayText = Annotated[
    str | None, typed.Argument(metavar="[WHEN]", help="The day it happened, written as you like. Default: today.")
]


def done(
    context: typed.Context,
    name: MilestoneId,
    when: DayText = None,
    *,
    year: Year = 0,
    dnr: Dnr = "",
    source: Origin = "",
    yes: Yes = False,
    dry_run: DryRun = False,
) -> None:
    """Mark a milestone as reached on a day; if it recurs every year, one year."""
    run = terminal(context)
    day, told = _day(run, when, yes=yes), Told("", source, dnr)

    def make(milestone: Milestone, table: dict[str, Any]) -> Change:
        if milestone.every is None:
            return milestone_edits.finished(milestone, table, day, told, run.project.today)
        if isinstance(day, Window) or day.first != day.last:
            raise UsageError(msg("what comes back every year is done on a day; write the day"))
        return milestone_edits.finished_year(milestone, day.last, year, told, run.project.today)

    changed(run, name, make, dry_run=dry_run)


def outcome(
    context: typed.Context,
    name: MilestoneId,
    how: Annotated[
        str,
        typed.Argument(
            metavar="OUTCOME",
            help="adopted, referred-back (återremiss), tabled (bordlagd) or rejected.",
            asks=typed.OUTCOME,
        ),
    ],
    when: Annotated[
        str | None, typed.Argument(metavar="[WHEN]", help="The day of the meeting. Default: the one planned.")
    ] = None,
    *,
    to_step: Annotated[
        str,
        typed.Option(
            "--to", metavar="MILESTONE", completes=typed.MILESTONE, help="The step that a referral back goes back to."
        ),
    ] = "",
    following: Annotated[str, typed.Option("--next", metavar="WHEN", help="The next meeting, where it is known.")] = "",
    reason: Reason = "",
    dnr: Dnr = "",
    source: Origin = "",
    yes: Yes = False,
    dry_run: DryRun = False,
) -> None:
    """Record a meeting's outcome for a matter. A referral back reopens the steps from --to on."""
    run = terminal(context)
    plan = run.project.readable().plan
    ended = selection.outcome(how)
    if ended is Outcome.REFERRED_BACK:
        to_step = pick.one(run, typed.MILESTONE, to_step)
    if ended is Outcome.REFERRED_BACK and not to_step:
        raise UsageError(msg("give with --to the step it goes back to, such as --to board"))
    if to_step and ended is not Outcome.REFERRED_BACK:
        raise UsageError(msg("--to belongs to a referral back"))
    if following and ended is Outcome.ADOPTED:
        raise UsageError(msg("--next belongs to a matter that is not decided yet"))
    milestone = selection.milestone(plan, name)
    planned = due_on(milestone, run.project.today)
    if not isinstance(planned, Days):
        when = pick.one(run, typed.TEXT, when, about=msg("On which day was the meeting?"))
    days = _day(run, when, yes=yes) if when else planned
    if days is None or isinstance(days, Window):
        raise UsageError(msg("give the day, or the days in a row, of the meeting"))
    step = selection.milestone(plan, to_step).id if to_step else ""
    meeting = Meeting(
        first=days.first, last=days.last, outcome=ended, to_step=step, reason=reason, dnr=dnr, source=source
    )
    new = day_or_window(ask.when(run, following, yes=yes)) if following else None
    changed(
        run,
        milestone.id,
        lambda one, table: milestone_edits.decided(plan, one, table, meeting, run.project.today, following=new),
        dry_run=dry_run,
    )


def give_up(
    context: typed.Context,
    name: MilestoneId,
    *,
    year: Year = 0,
    reason: Reason = "",
    source: Origin = "",
    dry_run: DryRun = False,
) -> None:
    """Mark a milestone as given up, so that nothing waits for it; if it recurs, one --year or all."""
    run = terminal(context)
    told = Told(reason, source)
    changed(run, name, lambda one, _: milestone_edits.given_up(one, year, told, run.project.today), dry_run=dry_run)


def reopen(context: typed.Context, name: MilestoneId, *, year: Year = 0, dry_run: DryRun = False) -> None:
    """Reopen a milestone that was done or given up; of what comes back every year, one --year."""
    run = terminal(context)
    changed(
        run, name, lambda one, table: milestone_edits.reopened(one, table, year, run.project.today), dry_run=dry_run
    )


def remove(context: typed.Context, name: MilestoneId, *, dry_run: DryRun = False) -> None:
    """Take a milestone out of the file; only one that nothing else names."""
    run = terminal(context)
    plan = run.project.readable().plan
    changed(run, name, lambda one, _: milestone_edits.removed(plan, one), dry_run=dry_run)


def _day(run: Terminal, text: str | None, *, yes: bool) -> Days | Window:
    run.project.readable()
    if text is None:
        return Days(first=run.project.today, last=run.project.today)
    return day_or_window(ask.when(run, text, yes=yes, past=True))
