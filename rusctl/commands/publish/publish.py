"""`rusctl publish`."""

from collections.abc import Iterable
from typing import Annotated

from rusctl.commands.common import typed
from rusctl.commands.common.listing import give
from rusctl.commands.common.nouns.mend_ledger import mend
from rusctl.commands.common.options import Agreed, AsJson, DryRun
from rusctl.commands.common.sure import sure
from rusctl.commands.terminal import Terminal, terminal
from rusctl.errors import UsageError
from rusctl.language.message import Message, msg, nmsg
from rusctl.output.clean import clean
from rusctl.services.planning.meeting_days import read_meetings
from rusctl.services.publishing import publishing, releases, shown, to_folder, to_server
from rusctl.services.publishing.publication import refuse_faults
from rusctl.services.publishing.to_server import Permissions
from rusctl.storage.schema.target_keys import CALDAV, FOLDER


def publish(
    context: typed.Context,
    *,
    to: Annotated[
        list[str] | None,
        typed.Option(
            "--to",
            metavar="TARGET",
            completes=typed.TARGET,
            help="Only this target of config/targets.toml. Repeatable.",
        ),
    ] = None,
    restored: Annotated[
        list[str] | None,
        typed.Option(
            "--restored",
            metavar="ID",
            completes=typed.RECORD,
            help="The event was deleted and is now restored as the same event. Repeatable.",
        ),
    ] = None,
    many: Annotated[
        bool, typed.Option("--many", help="Cancel even if more than a fifth of everything is gone from the plan.")
    ] = False,
    repair: Annotated[
        bool, typed.Option("--repair", help="First fix config/published.toml after a git merge conflict.")
    ] = False,
    overwrite: Annotated[
        list[str] | None,
        typed.Option(
            "--overwrite",
            metavar="ID",
            completes=typed.RECORD,
            help="Replace changes made on a server with the plan's version. Repeatable.",
        ),
    ] = None,
    allow_deletions: Annotated[
        bool,
        typed.Option("--allow-deletions", help="Delete even if more than a fifth of the server's events would go."),
    ] = False,
    put_back: Annotated[
        bool,
        typed.Option(
            "--put-back", help="Restore missing events even if they are more than a fifth of what the server was given."
        ),
    ] = False,
    release: Annotated[
        str,
        typed.Option(
            "--release",
            metavar="NAME",
            help="Release the schedule under a name: what has changed is kept, and told in the feed of changes.",
        ),
    ] = "",
    comment: Annotated[
        str, typed.Option("--comment", metavar="TEXT", help="What is said of the release, to everybody.")
    ] = "",
    yes: Agreed = False,
    as_json: AsJson = False,
    dry_run: DryRun = False,
) -> None:
    """Publish changes to calendars: the feeds in every folder, or one publishing target, which may be on a server.

    Shows what subscribers will see.
    """
    run = terminal(context)
    if comment and not release:
        raise UsageError(msg("--comment is for a release; name it with --release"))
    show = _shower(run, quiet=as_json)
    if repair:
        mend(run, dry_run=dry_run)
        if dry_run:
            return
        run.project = run.project.again()
    refuse_faults(run.project)
    named = publishing.chosen(run.project, to)
    targets, unheard = publishing.agreed(run.project, named, dry_run=dry_run)
    if any(one.kind == FOLDER and to_folder.gives_deadlines(one, run.project.folder.path) for one in targets):
        refuse_faults(read_meetings(run.project))
    wish = Permissions(tuple(overwrite or ()), allow_deletions, put_back)
    if wish != Permissions() and not any(one.kind == CALDAV for one in named):
        raise UsageError(
            msg("--overwrite, --allow-deletions and --put-back are for a calendar on a server; name it with --to")
        )
    servers = [one for one in targets if one.kind == CALDAV]
    with to_server.publishing(run.project, () if dry_run else servers):
        made = releases.propose(run.project, release, comment) if release else None
        prepared = publishing.prepare_all(run.project, targets, wish, restored=restored or (), many=many, release=made)
        run.tell_all(prepared.notes)
        if as_json:
            give(run, shown.rows(prepared, unheard))
        else:
            show(shown.feeds(prepared))
            show(shown.release(prepared))
            run.tell_all(shown.notes(prepared))
        if dry_run:
            shown.dry(run.project, prepared, unheard, show)
            run.dry_run(to_file=True)
            return
        publishing.refuse(prepared)
        if question := shown.question(prepared):
            sure(run, question, yes=yes)
        written = publishing.write(run.project, prepared)
        if prepared.written:
            run.tell(_written(written, len(prepared.written) - written))
        shown.deliver_all(run.project, prepared.servers, show)


def _shower(run: Terminal, *, quiet: bool) -> shown.Show:
    """Give what shows lines of the result; nothing where programs get it."""

    def show(lines: Iterable[shown.ShownLine]) -> None:
        for line in () if quiet else lines:
            run.out(clean(line.indent + run.say(line.message)))

    return show


def _written(count: int, same: int) -> Message:
    return nmsg("{count} file written, {same} as before", "{count} files written, {same} as before", count, same=same)
