"""`rusctl baseline set|list|diff`."""

import datetime as dt
from typing import Annotated

from rusctl.commands.common import typed
from rusctl.commands.common.options import AsJson, DryRun
from rusctl.commands.terminal import Terminal, terminal
from rusctl.errors import PolicyError, RusctlError
from rusctl.language import dates
from rusctl.language.message import msg, nmsg
from rusctl.model.baselines import Baseline
from rusctl.model.plan import Days
from rusctl.output.baselines import baseline_row, record_title, slip_row, slip_text, why_text
from rusctl.output.rows import json_text
from rusctl.schedule.network.slips import Slip, first_promises, gone, promises, slips
from rusctl.services import selection
from rusctl.services.planning.change_events import difference
from rusctl.storage.files import journal
from rusctl.storage.files.atomic import Change
from rusctl.storage.files.names import BASELINES
from rusctl.storage.schema.baseline_keys import HEADER
from rusctl.storage.toml import edits

Name = Annotated[str, typed.Argument(metavar="NAME", help="The baseline's name: a to z, digits and hyphens.")]


def set_baseline(context: typed.Context, name: Name, *, dry_run: DryRun = False) -> None:
    """Keep the dates as they stand today under a name."""
    run = terminal(context)
    plan = run.project.readable().plan
    for fault in run.project.loaded.faults:
        if fault.at.file == BASELINES:
            raise RusctlError(fault.message, fault.at._replace(line=run.project.line(fault.at)))
    selection.new_id(name)
    for baseline in plan.baselines:
        if baseline.id == name:
            text = msg(
                "there is a baseline {name} already, of {day}; what was promised is not changed afterwards, so choose "
                "another name",
                name=name,
                day=baseline.set,
            )
            raise PolicyError(text, baseline.at)
    kept = promises(plan, run.project.today)
    old = run.project.loaded.files.get(BASELINES)
    table = {
        "id": name,
        "set": run.project.today,
        "promise": [{"record": one.id, "from": one.first, "to": one.last} for one in kept],
    }
    new = edits.apply(old if old is not None else HEADER.encode(), [edits.Append(("baseline",), table)]).raw
    run.out(difference(old or b"", new, BASELINES))
    if dry_run:
        run.dry_run()
        return
    with journal.changing(run.project.folder.path):
        journal.commit(
            run.project.folder.path, {BASELINES: Change(old, new)}, run.project.command, dt.datetime.now(dt.UTC)
        )
    run.tell(nmsg("{count} date is kept as {name}", "{count} dates are kept as {name}", len(kept), name=name))


def list_baselines(context: typed.Context, *, as_json: AsJson = False) -> None:
    """List the baselines of the folder."""
    run = terminal(context)
    plan = run.complete().plan
    rows = [baseline_row(baseline, plan) for baseline in plan.baselines]
    if as_json:
        run.out(json_text(rows))
        return
    if not rows:
        run.tell(msg("no baseline is set; rusctl baseline set NAME keeps the dates as they stand"))
        return
    from rusctl.output.tables import Column, print_table

    columns = [
        Column(run.say(msg("Baseline"))),
        Column(run.say(msg("Dates of"))),
        Column(run.say(msg("Milestones")), number=True),
        Column(run.say(msg("Events")), number=True),
        Column(run.say(msg("Gone")), number=True),
    ]
    table = [
        (
            baseline.id,
            dates.medium(baseline.set, run.language.code),
            *(str(row[key]) for key in ("milestones", "events", "gone")),
        )
        for baseline, row in zip(plan.baselines, rows, strict=True)
    ]
    print_table(columns, table)


def diff(
    context: typed.Context,
    name: Annotated[
        str | None,
        typed.Argument(metavar="[NAME]", help="A baseline's name; without it, what was promised first."),
    ] = None,
    *,
    everything: Annotated[bool, typed.Option("--all", help="Show what has not slipped, too.")] = False,
    as_json: AsJson = False,
) -> None:
    """Say how far each date has slipped against a baseline, and why."""
    run = terminal(context)
    plan = run.complete().plan
    baseline = named(run, name) if name else None
    promised = baseline.promises if baseline else first_promises(plan)
    found = slips(plan, promised, run.project.today, baseline.set if baseline else None)
    found = tuple(one for one in found if everything or one.days != 0)
    if as_json:
        run.out(json_text(slip_row(one, plan) for one in found))
        return
    if found:
        _print(run, found)
    else:
        run.tell(msg("nothing has slipped; rusctl baseline diff --all shows what stands as promised"))
    lost = gone(plan, promised)
    if lost:
        run.tell(
            nmsg(
                "{names} was promised and is no longer in the plan",
                "{names} were promised and are no longer in the plan",
                len(lost),
                names=[one.id for one in lost],
            )
        )


def named(run: Terminal, name: str) -> Baseline:
    """Give a baseline by its name."""
    known = {baseline.id: baseline for baseline in run.project.loaded.plan.baselines}
    selection.known([name], known, msg("a baseline"))
    return known[name]


def _print(run: Terminal, found: tuple[Slip, ...]) -> None:
    from rusctl.output.tables import Column, print_table

    plan, code = run.project.loaded.plan, run.language.code
    columns = [
        Column(run.say(msg("What"))),
        Column(run.say(msg("Promised"))),
        Column(run.say(msg("Now"))),
        Column(run.say(msg("Slip"))),
        Column(run.say(msg("Dates given up, and why"))),
    ]
    rows = [
        (
            record_title(slip.record, plan, run.language),
            dates.medium(Days(first=slip.then.first, last=slip.then.last), code),
            dates.medium(slip.now, code) if slip.now else run.say(msg("no date")),
            run.say(slip_text(slip)),
            why_text(run.language, slip),
        )
        for slip in found
    ]
    print_table(columns, rows)
