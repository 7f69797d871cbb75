"""What `rusctl publish` shows: of each feed and each server what would change, and how every delivery ended."""

from collections.abc import Iterable, Sequence

from rusctl.calendar.server.sync import CONFLICTS
from rusctl.commands.terminal import Terminal
from rusctl.errors import ConflictError, EnvironmentFailureError, RusctlError
from rusctl.language.message import msg, nmsg
from rusctl.model.plan import Target
from rusctl.output import rows
from rusctl.output.clean import clean
from rusctl.services.publishing import to_server, unheard
from rusctl.services.publishing.publishing import Prepared
from rusctl.services.publishing.server_changes import ServerLine
from rusctl.services.publishing.to_server import PreparedServer

INDENT = "    "


def show(run: Terminal, prepared: Prepared, others: Sequence[Target], *, as_json: bool) -> None:
    """Say what would change, as JSON also on servers; `others` are targets that nobody has agreed to."""
    if not as_json:
        _show_feeds(run, prepared)
        return
    found = [(file.target.id, file.id, *one[:4]) for file, changes in prepared.files for one in changes]
    of_servers = (row for one in prepared.servers for row in to_server.rows(one))
    of_others = (row for one in others for row in unheard.rows(prepared.publication, one))
    run.out(rows.json_text(rows.published_row(*row) for row in (*found, *of_servers, *of_others)))


def show_dry(run: Terminal, prepared: Prepared, others: Sequence[Target], *, quiet: bool) -> None:
    """Say what would be done on servers; PolicyError where that needs a word of the user's."""
    for one in prepared.servers:
        if not quiet:
            _show_server(run, one)
        to_server.refuse(one)
    for target in others:
        if not quiet:
            for line in unheard.lines(prepared.publication, target):
                run.out(clean(run.say(line)))
        run.tell(unheard.summary(prepared.publication, target))
    run.dry_run(to_file=True)


def deliver_all(run: Terminal, found: Iterable[PreparedServer], *, quiet: bool) -> None:
    """Deliver to every server, also where one refuses, and say of each event how it ended.

    What was wrong with the last is what it ends with.
    """
    failed: RusctlError | None = None
    for ready in found:
        error = _delivered(run, ready, quiet=quiet)
        if error is None:
            continue
        if failed is not None:
            run.tell(failed.message)
        failed = error
    if failed is not None:
        raise failed


def _delivered(run: Terminal, ready: PreparedServer, *, quiet: bool) -> RusctlError | None:
    """Deliver to a server, and give what was wrong."""
    try:
        outcomes = to_server.deliver(run.project, ready)
    except (EnvironmentFailureError, ConflictError) as error:
        return error
    if not quiet:
        for outcome in outcomes:
            _print(run, ready.words.ended(outcome))
    run.tell(to_server.summary(outcomes))
    return to_server.refused(ready.target, outcomes)


def _show_server(run: Terminal, ready: PreparedServer) -> None:
    """Say what would be done on the server, and of each conflict what both sides say."""
    if ready.to_make:
        run.out(clean(run.say(msg("{target}: the calendar would be made", target=ready.target.id))))
    for step in ready.prepared.steps:
        conflict = step.kind in CONFLICTS
        _print(run, ready.words.conflict(step, step.theirs) if conflict else ready.words.planned(step))


def _show_feeds(run: Terminal, prepared: Prepared) -> None:
    """Say for each feed what those who have it will see change."""
    for file, changes in prepared.files:
        if file.new == file.old:
            continue
        run.out(clean(f"{file.target.id}/{file.path.name}: {file.feed.name}"))
        if file.old is None:
            count = len(file.feed.entries) + len(file.feed.tasks)
            run.out("  " + run.say(nmsg("a new feed with {count} entry", "a new feed with {count} entries", count)))
            continue
        for one in changes:
            run.out(clean("  " + run.say(one.text)))
        if not changes:
            run.out("  " + run.say(msg("its name or its description")))
    kept = [f"{file.target.id}/{file.path.name}" for file, _ in prepared.files if file.kept]
    if kept:
        run.tell(
            nmsg(
                "the plan has nothing any more for {count} feed ({files}); it is kept, since people may subscribe to "
                "it: delete the file when nobody does",
                "the plan has nothing any more for {count} feeds ({files}); they are kept, since people may subscribe "
                "to them: delete the files when nobody does",
                len(kept),
                files=kept,
            )
        )
    if prepared.files and all(file.new == file.old for file, _ in prepared.files):
        run.tell(msg("nobody who has a feed will see a change"))


def _print(run: Terminal, lines: Iterable[ServerLine]) -> None:
    for line in lines:
        run.out(clean(INDENT * line.below + run.say(line.message)))
