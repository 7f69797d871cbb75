"""`rusctl publish`."""

from collections.abc import Sequence
from typing import Annotated

from rusctl.commands.common import typed
from rusctl.commands.common.options import AsJson, DryRun
from rusctl.errors import EnvironmentFailureError, RusctlError, UsageError
from rusctl.language.message import Message, msg, nmsg
from rusctl.model.plan import Target
from rusctl.output import rows
from rusctl.output.clean import clean
from rusctl.services import consent, selection
from rusctl.services.planning.meeting_days import read_meetings
from rusctl.services.publishing import to_folder, to_server
from rusctl.services.publishing import unheard as publish_unheard
from rusctl.services.publishing.feed_changes import Seen, seen_changes
from rusctl.services.publishing.publication import Publication, prepare, refuse_faults, tell_forgotten
from rusctl.services.publishing.server_ledger import higher_versions
from rusctl.services.publishing.to_folder import FeedFile
from rusctl.services.publishing.to_server import Wish
from rusctl.services.session import Session, session
from rusctl.storage.files import atomic, journal
from rusctl.storage.schema.target_keys import CALDAV, FOLDER


def publish(
    context: typed.Context,
    *,
    to: Annotated[
        list[str] | None,
        typed.Option("--to", metavar="TARGET", help="Only this target of config/targets.toml; may be repeated."),
    ] = None,
    restored: Annotated[
        list[str] | None,
        typed.Option("--restored", metavar="ID", help="This was deleted, and is back as the same; may be repeated."),
    ] = None,
    many: Annotated[
        bool, typed.Option("--many", help="Cancel also when more than a fifth of everything is gone from the plan.")
    ] = False,
    repair: Annotated[
        bool, typed.Option("--repair", help="First mend config/published.toml after a git merge conflict.")
    ] = False,
    overwrite: Annotated[
        list[str] | None,
        typed.Option(
            "--overwrite", metavar="ID", help="Put the plan's over what was changed on a server; may be repeated."
        ),
    ] = None,
    allow_deletions: Annotated[
        bool, typed.Option("--allow-deletions", help="Delete also more than a fifth of what a server was given.")
    ] = False,
    put_back: Annotated[
        bool,
        typed.Option("--put-back", help="Put back also more than a fifth that a server shows nothing of any more."),
    ] = False,
    as_json: AsJson = False,
    dry_run: DryRun = False,
) -> None:
    """Tell calendars what has changed: feeds in every folder, or a target, also a server; says what people will see."""
    run = session(context)
    if repair:
        from rusctl.commands.publish.repair import mend  # noqa: PLC0415 - after a conflict only

        mend(run, dry_run=dry_run)
        if dry_run:
            return
        run = run.fresh()
    refuse_faults(run)
    named = chosen(run, to)
    for one in named:
        to_folder.refuse_misplaced(one)
    if not dry_run:
        for one in named:
            consent.for_target(run, one)
    targets = [one for one in named if consent.heard(run, one)]
    unheard = [one for one in named if one not in targets]
    if any(one.kind == FOLDER and to_folder.gives_deadlines(one, run.folder.path) for one in targets):
        refuse_faults(read_meetings(run))
    servers = [one for one in targets if one.kind == CALDAV]
    wish = Wish(tuple(overwrite or ()), allow_deletions, put_back)
    if not servers and not any(one.kind == CALDAV for one in unheard) and wish != Wish():
        raise UsageError(
            msg("--overwrite, --allow-deletions and --put-back are for a calendar on a server; name it with --to")
        )
    if servers and not dry_run:
        with to_server.publishing(run, servers):
            _publish(run, targets, restored or (), wish, many=many, as_json=as_json, dry_run=False)
    else:
        _publish(run, targets, restored or (), wish, many=many, as_json=as_json, dry_run=dry_run, unheard=unheard)


def _publish(
    run: Session,
    targets: Sequence[Target],
    restored: Sequence[str],
    wish: Wish,
    *,
    many: bool,
    as_json: bool,
    dry_run: bool,
    unheard: Sequence[Target] = (),
) -> None:
    """Look at every target, say what would change there, and change it."""
    folders = [one for one in targets if one.kind == FOLDER]
    project, plan = run.folder.path, run.readable().plan
    known = to_folder.seen(folders, project, plan.process.uid_domain)
    publication = prepare(run, known, restored=restored, many=many)
    servers = [one for one in targets if one.kind == CALDAV]
    ready = [to_server.look(run, publication, one, wish) for one in servers]
    higher = higher_versions(step for one in ready for step in one.prepared.steps)
    if higher:  # a colleague's publishing whose ledger is not here, or an edit there: no number is ever taken back
        publication = prepare(run, {**known, **higher}, restored=restored, many=many)
        ready = [to_server.look(run, publication, one, wish) for one in servers]
    tell_forgotten(run, known, publication.decisions)
    made = to_folder.files(publication, folders, project, run.today)
    decisions = {one.uid: one for one in publication.decisions}
    shown = [(file, seen_changes(file, decisions)) for file in made]
    if as_json:
        found = [(file.target.id, file.id, *one[:4]) for file, changes in shown for one in changes]
        of_servers = (row for one in ready for row in to_server.rows(one))
        of_unheard = (row for one in unheard for row in publish_unheard.rows(publication, one))
        run.out(rows.json_text(rows.published_row(*row) for row in (*found, *of_servers, *of_unheard)))
    else:
        _say(run, shown)
    if dry_run:
        for one in ready:
            if not as_json:
                to_server.show(run, one)
            to_server.refuse(one)
        for target in unheard:
            publish_unheard.show(run, publication, target, quiet=as_json)
        run.dry_run(to_file=True)
        return
    for one in ready:
        to_server.refuse(one)
    _write(run, publication, folders, made)
    to_server.deliver_all(run, ready, quiet=as_json)


def chosen(run: Session, names: Sequence[str] | None) -> list[Target]:
    """Give the targets of some names, else every folder; refused where there is none."""
    targets = run.readable().plan.publishing.targets
    selection.known(names, [target.id for target in targets], msg("a target"))
    found = [one for one in targets if (one.id in names if names else one.kind == FOLDER)]
    if not found:
        raise RusctlError(msg("there is no folder to publish to; add a [[target]] to config/targets.toml"))
    return found


def _say(run: Session, shown: Sequence[tuple[FeedFile, list[Seen]]]) -> None:
    """Say for each feed what those who have it will see change."""
    for file, changes in shown:
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
    kept = [f"{file.target.id}/{file.path.name}" for file, _ in shown if file.kept]
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
    if shown and all(file.new == file.old for file, _ in shown):
        run.tell(msg("nobody who has a feed will see a change"))


def _write(run: Session, publication: Publication, targets: Sequence[Target], made: Sequence[FeedFile]) -> None:
    """Write the ledger and then the feeds: what a crash leaves undone between the two, the next publishing does."""
    from rusctl.storage import ledger as published

    ledger = to_folder.given(publication.ledger, publication, targets)
    folder = run.folder.path
    with journal.changing(folder):
        published.write(folder, ledger, publication.before)
        try:
            written = to_folder.write(made)
        except EnvironmentFailureError as error:
            raise _unfinished(error.message) from None
        except OSError as error:
            raise _unfinished(atomic.reason(error)) from None
    if not made:
        return
    same = len(made) - len(written)
    run.tell(
        nmsg(
            "{count} file written, {same} as before", "{count} files written, {same} as before", len(written), same=same
        )
    )


def _unfinished(reason: Message) -> EnvironmentFailureError:
    return EnvironmentFailureError(
        msg(
            "the feeds could not all be written: {reason}; when that is mended, run rusctl publish again", reason=reason
        )
    )
