"""`rusctl inputs tag`, `mark`, `stance` and `note`: how an input is sorted."""

from typing import TYPE_CHECKING, Annotated

from rusctl.commands.common import typed
from rusctl.commands.common.input_options import InputRef, NotedBy
from rusctl.commands.common.later import later
from rusctl.commands.common.options import DryRun
from rusctl.commands.terminal import terminal
from rusctl.errors import UsageError
from rusctl.language.message import Message, msg
from rusctl.language.vocabulary_inputs import STANCE, STEP

if TYPE_CHECKING:
    from rusctl.services.inputs import sorting
else:
    sorting = later("rusctl.services.inputs.sorting")


def tag(
    context: typed.Context,
    name: InputRef,
    headings: Annotated[
        list[str] | None,
        typed.Argument(metavar="HEADING...", help="Headings of the frame, or themes: ids or names.", asks=typed.TEXT),
    ] = None,
    *,
    remove: Annotated[bool, typed.Option("--remove", help="Take it away from under them.")] = False,
    by: NotedBy = "",
    dry_run: DryRun = False,
) -> None:
    """Put an input, or a part of it, under headings of the frame or themes."""
    run = terminal(context)
    if not headings:
        raise UsageError(msg("name a heading of the frame, or a theme"))
    done = sorting.tag(run.project, name, headings, remove=remove, by=by, dry_run=dry_run)
    now: Message = (
        msg("{name} stands under {names}", name=done.name, names=list(done.under))
        if done.under
        else msg("{name} stands under no heading", name=done.name)
    )
    if dry_run:
        run.tell(now)
        run.dry_run()
    elif done.changed:
        run.tell(now)
    else:
        run.unchanged(now)


def mark(
    context: typed.Context,
    name: InputRef,
    step: Annotated[str, typed.Argument(metavar="[STEP]", help="How far it is sorted: open, later or done.")] = "",
    *,
    assigned: Annotated[
        str | None, typed.Option("--to", metavar="INITIALS", help='Who has it to sort; "" for nobody.')
    ] = None,
    dry_run: DryRun = False,
) -> None:
    """Set how far an input is sorted, or which colleague has it."""
    run = terminal(context)
    found = sorting.mark(run.project, name, step, assigned=assigned, dry_run=dry_run)
    how, who = STEP[found.sorting.step], found.sorting.assigned
    run.tell(
        msg("{name}: {step}, with {who}", name=found.name, step=how, who=who)
        if who
        else msg("{name}: {step}", name=found.name, step=how)
    )
    if dry_run:
        run.dry_run()


def stance(
    context: typed.Context,
    name: InputRef,
    word: Annotated[
        str,
        typed.Argument(
            metavar="STANCE",
            help="for, for_with_change, against, unclear, or none to take it away.",
            asks=typed.TEXT,
        ),
    ],
    *,
    by: NotedBy = "",
    dry_run: DryRun = False,
) -> None:
    """Set the stance of an input, or a part of it, to what it is about."""
    run = terminal(context)
    found = sorting.stance(run.project, name, word, by=by, dry_run=dry_run)
    value = found.stance
    run.tell(
        msg("{name}: {stance}", name=found.name, stance=STANCE[value])
        if value
        else msg("{name}: no stance", name=found.name)
    )
    if dry_run:
        run.dry_run()


def note(
    context: typed.Context,
    name: InputRef,
    text: Annotated[
        str,
        typed.Argument(metavar="TEXT", help='The note, in place of the last one; "" takes it away.', asks=typed.TEXT),
    ],
    *,
    by: NotedBy = "",
    dry_run: DryRun = False,
) -> None:
    """Add a note to an input for those who sort; it is in no export and no report."""
    run = terminal(context)
    found = sorting.note(run.project, name, text, by=by, dry_run=dry_run)
    run.tell(msg("{name}: noted", name=found.name) if text.strip() else msg("{name}: no note", name=found.name))
    if dry_run:
        run.dry_run()
