"""`rusctl commitment add|set|done|follow-up|remove`."""

from typing import Annotated, NamedTuple

from rusctl.commands.common import ask, typed
from rusctl.commands.common.change_events import change_plan
from rusctl.commands.common.option_groups import spread
from rusctl.commands.common.options import DocumentNumber, DryRun, NewId, Note
from rusctl.commands.terminal import Terminal, terminal
from rusctl.language.message import msg
from rusctl.services.planning import plan_records
from rusctl.services.strategy import commitments
from rusctl.services.strategy.commitments import COMMITMENT, CommitmentValues
from rusctl.storage.files.names import COMMITMENTS

CommitmentId = Annotated[
    str, typed.Argument(metavar="COMMITMENT", help="Its id, or what it says.", asks=typed.COMMITMENT)
]
Text = Annotated[str, typed.Option("--text", metavar="TEXT", help="What is said of it; never about a person.")]


class CommitmentFields(NamedTuple):
    """What a commitment has besides what it says; None where it was not given, empty where it is to be taken out."""

    who: Annotated[
        list[str] | None,
        typed.Option("--who", metavar="NAME", help="An organisation that does it, never a person. Repeatable."),
    ] = None
    by: Annotated[str | None, typed.Option("--by", metavar="DAY", help="The last day it is to be done.")] = None
    inputs: Annotated[
        list[str] | None, typed.Option("--input", metavar="INPUT", help="An input that it is from. Repeatable.")
    ] = None
    paragraph: Annotated[
        str | None, typed.Option("--paragraph", metavar="PARAGRAPH", help="The paragraph that it carries out.")
    ] = None
    state: Annotated[
        str | None,
        typed.Option(
            "--state",
            metavar="STATE",
            help="proposed, agreed, under-way, done or dropped.",
            completes=typed.COMMITMENT_STATE,
        ),
    ] = None
    event: Annotated[
        str | None, typed.Option("--event", metavar="EVENT", help="The event where it was made.", completes=typed.EVENT)
    ] = None
    kind: Annotated[
        str | None, typed.Option("--kind", metavar="commitment|measure", help="What it is; else a commitment.")
    ] = None
    themes: Annotated[
        list[str] | None,
        typed.Option(
            "--theme", metavar="ID", completes=typed.THEME, help="What it is about, of the frame; repeatable."
        ),
    ] = None
    dnr: DocumentNumber = None
    note: Note = None
    source: Annotated[str | None, typed.Option("--source", metavar="TEXT", help="The source of it.")] = None


@spread
def add(
    context: typed.Context,
    what: Annotated[str, typed.Argument(metavar="WHAT", help="What is to be done.", asks=typed.TEXT)],
    *,
    fields: CommitmentFields,
    chosen: NewId = "",
    dry_run: DryRun = False,
) -> None:
    """Add a joint commitment: which organisations do what, by when, and what it is from."""
    run = terminal(context)
    new, edits = commitments.added(run.project, chosen, _values(run, fields, what))
    change_plan(run, COMMITMENT, new, edits, msg("{id} is added", id=new), dry_run=dry_run)


@spread
def set_values(
    context: typed.Context,
    which: CommitmentId,
    *,
    what: Annotated[str | None, typed.Option("--what", metavar="TEXT", help="What is to be done.")] = None,
    fields: CommitmentFields,
    dry_run: DryRun = False,
) -> None:
    """Set what a joint commitment has; an empty text takes it out."""
    run = terminal(context)
    one = commitments.named(run.project.readable(COMMITMENTS).plan, which)
    edits = commitments.changed(run.project, one, _values(run, fields, what))
    change_plan(run, COMMITMENT, one.id, edits, msg("{name} is changed", name=one.id), dry_run=dry_run)


def done(
    context: typed.Context,
    which: CommitmentId,
    day: Annotated[str, typed.Argument(metavar="DAY", help="The day it was done; else today.")] = "",
    *,
    text: Text = "",
    dry_run: DryRun = False,
) -> None:
    """Mark a joint commitment as done; the day is recorded among its follow-ups."""
    run = terminal(context)
    one = commitments.named(run.project.readable(COMMITMENTS).plan, which)
    when = ask.day(run, "DAY", day, yes=True, past=True) if day else run.project.today
    edits = commitments.done(one, when, run.project.today, text)
    change_plan(run, COMMITMENT, one.id, edits, msg("{id} is done", id=one.id), dry_run=dry_run)
    if not dry_run and (one.inputs or one.paragraph or one.event):
        run.tell(msg("rusctl commitment tell {id} writes to those who asked for it", id=one.id))


def follow_up(
    context: typed.Context,
    which: CommitmentId,
    state: Annotated[
        str,
        typed.Argument(
            metavar="STATE",
            help="How it stands, such as under-way.",
            asks=typed.COMMITMENT_STATE,
        ),
    ],
    *,
    day: Annotated[str, typed.Option("--date", metavar="DAY", help="The day it is said. Default: today.")] = "",
    text: Text = "",
    dry_run: DryRun = False,
) -> None:
    """Note how a joint commitment stands on a day, for the yearly follow-up; nothing noted before is taken out."""
    run = terminal(context)
    one = commitments.named(run.project.readable(COMMITMENTS).plan, which)
    when = ask.day(run, "--date", day, yes=True, past=True) if day else run.project.today
    edits = commitments.followed_up(one, when, commitments.state(state), text)
    change_plan(run, COMMITMENT, one.id, edits, msg("it is noted for {id}", id=one.id), dry_run=dry_run)


def remove(context: typed.Context, which: CommitmentId, *, dry_run: DryRun = False) -> None:
    """Take a joint commitment out of the file; one that was made and is not kept is dropped instead."""
    run = terminal(context)
    one = commitments.named(run.project.readable(COMMITMENTS).plan, which)
    edits = plan_records.removed(run.project, COMMITMENT, one.id, one.at)
    change_plan(run, COMMITMENT, one.id, edits, msg("{id} is removed", id=one.id), dry_run=dry_run)


def _values(run: Terminal, fields: CommitmentFields, what: str | None) -> CommitmentValues:
    by = ask.day(run, "--by", fields.by, yes=True) if fields.by else fields.by
    return CommitmentValues(**{**fields._asdict(), "what": what, "by": by})
