"""`rusctl propose`."""

from collections.abc import Sequence
from typing import Annotated

from rusctl.commands.common import ask, typed
from rusctl.commands.common.change_events import change
from rusctl.commands.common.listing import give
from rusctl.commands.common.of_register import of_register
from rusctl.commands.common.options import AsJson, DryRun
from rusctl.commands.terminal import Terminal, terminal
from rusctl.errors import RusctlError, UsageError
from rusctl.language import dates
from rusctl.language.message import msg, nmsg
from rusctl.language.names import event_title, short_name
from rusctl.model.plan import Event
from rusctl.output.proposals import proposal_row
from rusctl.output.tables import Column, print_table
from rusctl.schedule.proposing.dead_ends import InfeasibleSubset
from rusctl.schedule.proposing.proposals import ProposalAnswer, Question
from rusctl.services.planning import proposals
from rusctl.services.planning.meeting_days import read_meetings


def propose(
    context: typed.Context,
    names: Annotated[
        list[str] | None,
        typed.Argument(
            metavar="[EVENT]...",
            help="Events to find dates for. Default: all events without a date.",
            completes=typed.EVENT,
        ),
    ] = None,
    *,
    whole: Annotated[
        bool,
        typed.Option(
            "--all",
            help="All that is not confirmed: tentative events too, and municipalities that have no stop yet.",
        ),
    ] = False,
    first: Annotated[str, typed.Option("--from", metavar="DAY", help="No date before this day.")] = "",
    last: Annotated[str, typed.Option("--to", metavar="DAY", help="No date after this day.")] = "",
    most: Annotated[
        int | None, typed.Option("--most-a-week", metavar="NUMBER", min=1, help="At most so many stops a week.")
    ] = None,
    rest: Annotated[
        int | None,
        typed.Option("--rest", metavar="DAYS", min=0, max=366, help="Days of rest between two stops of a crew."),
    ] = None,
    notice: Annotated[
        int | None, typed.Option("--notice", metavar="DAYS", min=0, max=3660, help="Days from today that people need.")
    ] = None,
    share: Annotated[
        list[str] | None,
        typed.Option("--share", metavar="A,B", help="Two municipalities that may be visited on one day. Repeatable."),
    ] = None,
    bridge_days: Annotated[
        bool, typed.Option("--bridge-days", help="Bridge days and the eves of holidays are days like others.")
    ] = False,
    count: Annotated[
        int, typed.Option("--count", metavar="NUMBER", min=1, max=9, help="How many proposals to look for.")
    ] = 3,
    apply: Annotated[
        int | None,
        typed.Option("--apply", metavar="NUMBER", min=1, max=9, help="Write this proposal as tentative dates."),
    ] = None,
    register: Annotated[
        bool, typed.Option("--register", help="Look at the register too: no date where more come than the room takes.")
    ] = False,
    as_json: AsJson = False,
    dry_run: DryRun = False,
) -> None:
    """Propose dates for stops without a date, from everything in the plan; --apply writes one proposal."""
    run = terminal(context)
    read_meetings(run.project)
    plan = run.complete().plan
    if apply is None and dry_run:
        raise UsageError(msg("--dry-run goes with --apply; without it rusctl propose writes nothing"))
    events = proposals.wished(plan, run.project.today, names or [], whole=whole)
    given = {
        "most_a_week": most,
        "rest_days": rest,
        "notice_days": notice,
        "bridge_days": bridge_days or None,
        "short_days": bridge_days or None,
    }
    between = (
        ask.limit(run, "--from", first, yes=True) if first else None,
        ask.limit(run, "--to", last, last=True, yes=True) if last else None,
    )
    wanted = proposals.preferences(plan, share or [], given)
    asked = proposals.asked(run.project, events, wanted, *between, of_register(run, wanted=register))
    found = proposals.solved(asked, max(count, apply or 0), run.tell)
    if isinstance(found, InfeasibleSubset):
        run.tell_all(proposals.explained(run.project, found))
        raise typed.Exit(1)
    if apply is not None:
        if apply > len(found):
            raise RusctlError(nmsg("there is only {count} proposal", "there are only {count} proposals", len(found)))
        _write(run, events, found[apply - 1], dry_run=dry_run)
    elif as_json:
        rows = (
            proposal_row(number, event, plan, answer)
            for number, answer in enumerate(found, 1)
            for event in proposals.in_order(events, answer)
        )
        give(run, rows)
    else:
        _print(run, events, asked.question, found)


def _write(run: Terminal, events: Sequence[Event], answer: ProposalAnswer, *, dry_run: bool) -> None:
    """Write a proposal's days as tentative, all in one change."""
    names = [short_name(event, run.project.loaded.plan) for event in events]
    done = nmsg(
        "{names} is tentative on the day proposed",
        "{names} are tentative on the days proposed",
        len(names),
        names=names,
    )
    change(run, {one.id for one in events}, proposals.tentative(run.project, events, answer), done, dry_run=dry_run)


def _print(run: Terminal, events: Sequence[Event], asked: Question, found: Sequence[ProposalAnswer]) -> None:
    """Print a table for each proposal."""
    plan, code = run.project.loaded.plan, run.language.code
    event, proposed, week, now = map(run.say, (msg("Event"), msg("Proposed"), msg("Week"), msg("Now")))
    columns = [Column(event), Column(proposed), Column(week, number=True), Column(now)]
    for number, answer in enumerate(found, 1):
        rows = [
            (
                event_title(event, plan, run.language),
                dates.medium(answer.days[event.id], code),
                str(answer.days[event.id].isocalendar().week),
                dates.medium(event.when, code) if event.when else run.say(msg("no date")),
            )
            for event in proposals.in_order(events, answer)
        ]
        if number > 1:
            run.out("")
        print_table(columns, rows, title=run.say(proposals.title(number, answer, asked)))
    run.tell(proposals.hint(len(found)))
