"""What is said of a publication: of each feed and each server what would change, and how every delivery ended."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from rusctl.calendar.server.sync import CONFLICTS
from rusctl.errors import ConflictError, EnvironmentFailureError, RusctlError
from rusctl.language.message import Message, msg, nmsg
from rusctl.model.plan import Target
from rusctl.output import rows as listings
from rusctl.services.project import Project
from rusctl.services.publishing import to_server, unheard
from rusctl.services.publishing.publishing import Prepared
from rusctl.services.publishing.server_changes import ServerLine
from rusctl.services.publishing.to_server import PreparedServer


class ShownLine(NamedTuple):
    """A line of the result, and the blanks before it."""

    message: Message
    indent: str = ""


Show = Callable[[Iterable[ShownLine]], None]


def rows(prepared: Prepared, others: Sequence[Target]) -> Iterator[listings.Row]:
    """Give what would change as programs get it; `others` are targets that nobody has agreed to."""
    for file, changes in prepared.files:
        for one in changes:
            yield listings.published_row(file.target.id, file.id, *one[:4])
    for ready in prepared.servers:
        for row in to_server.rows(ready):
            yield listings.published_row(*row)
    for target in others:
        for row in unheard.rows(prepared.publication, target):
            yield listings.published_row(*row)


def question(prepared: Prepared) -> Message | None:
    """Give what is asked first where a server would be changed or a feed lose an entry; None where nothing is."""
    servers = [one.target.id for one in prepared.servers if any(True for _ in to_server.rows(one))]
    if servers:
        return msg("the calendars on {servers} are changed for all who have them. Go on?", servers=servers)
    gone = sum(one.kind == "left out" for _, changes in prepared.files for one in changes)
    if not gone:
        return None
    return nmsg(
        "{count} entry is removed from calendars that others have. Go on?",
        "{count} entries are removed from calendars that others have. Go on?",
        gone,
    )


def feeds(prepared: Prepared) -> Iterator[ShownLine]:
    """Say for each feed what those who have it will see change."""
    for file, changes in prepared.files:
        if file.new == file.old:
            continue
        yield ShownLine(msg("{text}", text=f"{file.target.id}/{file.path.name}: {file.feed.name}"))
        if file.old is None:
            count = len(file.feed.entries) + len(file.feed.tasks)
            yield ShownLine(nmsg("a new feed with {count} entry", "a new feed with {count} entries", count), "  ")
            continue
        for one in changes:
            yield ShownLine(one.text, "  ")
        if not changes:
            yield ShownLine(msg("its name or its description"), "  ")


def release(prepared: Prepared) -> Iterator[ShownLine]:
    """Say what is new in the release that is to be made, against the one before."""
    made = prepared.release
    if made is None:
        return
    name, count = made.release.id, len(made.changes)
    if made.previous:
        text = nmsg(
            "release {name}: {count} change since {before}",
            "release {name}: {count} changes since {before}",
            count,
            name=name,
            before=made.previous,
        )
    else:
        text = nmsg(
            "release {name}, the first: {count} date", "release {name}, the first: {count} dates", count, name=name
        )
    yield ShownLine(text)
    for change in made.changes:
        yield ShownLine(change.message, "  ")


def notes(prepared: Prepared) -> Iterator[Message]:
    """Say what there is to say of all feeds."""
    kept = [f"{file.target.id}/{file.path.name}" for file, _ in prepared.files if file.kept]
    if kept:
        yield nmsg(
            "{count} feed has no content left in the plan ({files}); it is kept, since people may subscribe "
            "to it: delete the file when nobody does",
            "{count} feeds have no content left in the plan ({files}); they are kept, since people may "
            "subscribe to them: delete the files when nobody does",
            len(kept),
            files=kept,
        )
    if prepared.written and all(file.new == file.old for file in prepared.written):
        yield msg("nobody who has a feed will see a change")


def dry(project: Project, prepared: Prepared, others: Sequence[Target], show: Show) -> None:
    """Say what would be done on servers; PolicyError where that needs a word of the user's."""
    for ready in prepared.servers:
        show(_planned(ready))
        to_server.refuse(ready)
    for target in others:
        show(ShownLine(line) for line in unheard.lines(prepared.publication, target))
        project.tell(unheard.summary(prepared.publication, target))


def deliver_all(project: Project, found: Iterable[PreparedServer], show: Show) -> None:
    """Deliver to every server, also where one refuses, and say of each event how it ended.

    What was wrong with the last is what it ends with.
    """
    failed: RusctlError | None = None
    for ready in found:
        error = _delivered(project, ready, show)
        if error is None:
            continue
        if failed is not None:
            project.tell(failed.message)
        failed = error
    if failed is not None:
        raise failed


def _delivered(project: Project, ready: PreparedServer, show: Show) -> RusctlError | None:
    """Deliver to a server, and give what was wrong."""
    try:
        outcomes = to_server.deliver(project, ready)
    except (EnvironmentFailureError, ConflictError) as error:
        return error
    show(line for outcome in outcomes for line in _lines(ready.words.ended(outcome)))
    project.tell(to_server.summary(outcomes))
    return to_server.refused(ready.target, outcomes)


def _planned(ready: PreparedServer) -> Iterator[ShownLine]:
    """Say what would be done on the server, and of each conflict what both sides say."""
    if ready.to_make:
        yield ShownLine(msg("{target}: the calendar would be made", target=ready.target.id))
    for step in ready.prepared.steps:
        conflict = step.kind in CONFLICTS
        yield from _lines(ready.words.conflict(step, step.theirs) if conflict else ready.words.planned(step))


def _lines(found: Iterable[ServerLine]) -> Iterator[ShownLine]:
    return (ShownLine(one.message, "    " if one.below else "") for one in found)
