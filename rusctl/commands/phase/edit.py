"""`rusctl phase add|set|remove`."""

from typing import Annotated

from rusctl.commands.common import ask, typed
from rusctl.commands.common.change_events import change
from rusctl.commands.common.options import DryRun, WhenText, Yes
from rusctl.commands.terminal import terminal
from rusctl.errors import UsageError
from rusctl.language.message import msg
from rusctl.services.planning import phases
from rusctl.storage.files.names import PROCESS

PhaseId = Annotated[str, typed.Argument(metavar="PHASE", asks=typed.PHASE, help="The phase's id, such as dialogue.")]
NewPhase = Annotated[str, typed.Argument(metavar="PHASE", asks=typed.TEXT, help="The phase's id, such as dialogue.")]
Name = Annotated[str | None, typed.Option("--name", metavar="TEXT", help="What people see.")]
Overlaps = Annotated[
    list[str] | None,
    typed.Option(
        "--overlaps",
        metavar="PHASE",
        completes=typed.PHASE,
        help="A phase that it may have days in common with. Repeatable.",
    ),
]
Origin = Annotated[str, typed.Option("--source", metavar="TEXT", help="The source of the days.")]


def add(
    context: typed.Context,
    name: NewPhase,
    when: WhenText,
    *,
    title: Name = None,
    overlaps: Overlaps = None,
    source: Origin = "",
    yes: Yes = False,
    dry_run: DryRun = False,
) -> None:
    """Add a phase of the process, after those there are: its days, such as "nov 2018 - jan 2019"."""
    run = terminal(context)
    plan = run.project.readable().plan
    told = phases.values(plan, ask.when(run, when, yes=yes), title or name, overlaps)
    changes = phases.added(run.project, name, told | ({"source": source} if source else {}))
    change(run, name, changes, msg("{id} is added", id=name), dry_run=dry_run, file=PROCESS)


def set_values(
    context: typed.Context,
    name: PhaseId,
    *,
    when: Annotated[str, typed.Option("--date", "--when", metavar="WHEN", help="Its days, as people write them.")] = "",
    title: Name = None,
    overlaps: Overlaps = None,
    source: Origin = "",
    yes: Yes = False,
    dry_run: DryRun = False,
) -> None:
    """Set the days or the name of a phase, or with which it may overlap; an empty --overlaps takes that out."""
    run = terminal(context)
    plan = run.project.readable().plan
    phase = phases.named(plan, name)
    if title is not None and not title:
        raise UsageError(msg("a phase has a name; write what people are to see"))
    told = phases.values(plan, ask.when(run, when, yes=yes) if when else None, title, overlaps)
    told |= {"source": source} if source else {}
    if not told:
        raise UsageError(msg("nothing to set was given; see rusctl phase set --help"))
    done = msg("{names} is changed", names=[phase.name or phase.id])
    change(run, phase.id, phases.changed(run.project, phase, told), done, dry_run=dry_run, file=PROCESS)


def remove(context: typed.Context, name: PhaseId, *, dry_run: DryRun = False) -> None:
    """Remove a phase; nothing else changes with it."""
    run = terminal(context)
    plan = run.project.readable().plan
    phase = phases.named(plan, name)
    done = msg("{id} is removed", id=phase.id)
    change(run, phase.id, phases.removed(plan, phase), done, dry_run=dry_run, file=PROCESS)
