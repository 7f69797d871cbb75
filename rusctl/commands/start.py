"""`rusctl` alone: where things stand and what is likely next, or how to begin."""

import os

from rusctl.commands.common import typed
from rusctl.commands.terminal import Terminal, terminal
from rusctl.errors import RusctlError
from rusctl.language import dates
from rusctl.language.message import msg
from rusctl.output.tables import print_pairs
from rusctl.services.planning.checking import findings_of
from rusctl.services.planning.meeting_days import read_meetings
from rusctl.services.planning.next_steps import next_steps
from rusctl.services.reporting import overview
from rusctl.storage.folder import VARIABLE


def start(context: typed.Context) -> None:
    """Show where things stand in short and the most likely next steps; where there is no plan, how to begin."""
    run = terminal(context)
    try:
        run.project.folder  # noqa: B018 - looked for now
    except RusctlError:
        if run.project.chosen is not None or os.environ.get(VARIABLE):
            raise
        _begin(run)
        return
    project = read_meetings(run.project)
    plan = project.readable().plan
    findings = findings_of(project.loaded, project.today)
    found = overview.overview(plan, project.today, findings)
    print_pairs(
        [
            (run.say(msg("Process")), plan.process.name),
            (run.say(msg("Today")), dates.full(found.today, run.language.code)),
            (run.say(msg("Tour")), overview.tour_text(found, run.language)),
            (run.say(msg("Next event")), run.say(overview.next_event(found, run.language))),
        ]
    )
    run.out("")
    run.out(run.say(msg("Likely next:")))
    steps = [(one.command, run.say(one.why)) for one in next_steps(project, findings)]
    _print(run, [*steps, ("rusctl status", run.say(msg("all of where things stand"))), _help(run)])


def _begin(run: Terminal) -> None:
    run.out(run.say(msg("There is no plan in this folder or above it.")))
    run.out("")
    run.out(run.say(msg("To begin:")))
    lines = [
        ("rusctl init plan", run.say(msg("make a plan in a new folder; in a terminal you are asked for the rest"))),
        ("cd plan", run.say(msg("go there; then rusctl shows what is next"))),
        _help(run),
    ]
    _print(run, lines)


def _help(run: Terminal) -> tuple[str, str]:
    return "rusctl --help", run.say(msg("every command; rusctl help COMMAND says how one is used"))


def _print(run: Terminal, lines: list[tuple[str, str]]) -> None:
    wide = max(len(command) for command, _ in lines)
    for command, why in lines:
        run.out(f"  {command.ljust(wide)}  {why}")
