"""Publishing as a whole: what every target would get, and then giving it to them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from rusctl.calendar.ics.entry import Feed
from rusctl.calendar.ics.utc_note import utc_note
from rusctl.errors import EnvironmentFailureError, RusctlError
from rusctl.language.message import Message, msg
from rusctl.model.plan import Target
from rusctl.services import consent, selection
from rusctl.services.project import Project
from rusctl.services.publishing import changes_feed, releases, to_folder, to_server
from rusctl.services.publishing.changes_feed import ChangesFile
from rusctl.services.publishing.feed_changes import FeedChange, seen_changes
from rusctl.services.publishing.publication import Publication, forgotten, prepare
from rusctl.services.publishing.releases import NewRelease
from rusctl.services.publishing.server_ledger import higher_versions
from rusctl.services.publishing.to_folder import FeedFile, FolderFile
from rusctl.services.publishing.to_server import Permissions, PreparedServer
from rusctl.storage import ledger as ledgers
from rusctl.storage.files import atomic, journal
from rusctl.storage.schema.target_keys import CALDAV, FOLDER


@dataclass(frozen=True, slots=True)
class Prepared:
    """What every target would get: feeds of folders with what readers will see, and servers; notes to be said.

    `releases` are the feeds of changes of folders, and `release` is the one that is to be made, if there is one.
    """

    publication: Publication
    folders: tuple[Target, ...]
    files: tuple[tuple[FeedFile, list[FeedChange]], ...]
    servers: tuple[PreparedServer, ...]
    notes: tuple[Message, ...]
    releases: tuple[ChangesFile, ...] = ()
    release: NewRelease | None = None

    @property
    def written(self) -> tuple[FolderFile, ...]:
        """All that is written to folders."""
        return (*(file for file, _ in self.files), *self.releases)


def chosen(project: Project, names: Sequence[str] | None) -> list[Target]:
    """Give the targets of some names, else every folder; RusctlError where a name is none or there is no folder.

    A calendar on a server is published to where it is named alone.
    """
    targets = project.readable().plan.publishing.targets
    names = selection.known(names, [target.id for target in targets], msg("a target"))
    found = [one for one in targets if (one.id in names if names else one.kind == FOLDER)]
    if not found and targets:
        ways = " ".join(f"--to {target.id}" for target in targets)
        raise RusctlError(msg("there is no folder to publish to; name the calendar on a server: {ways}", ways=ways))
    if not found:
        raise RusctlError(msg("there is no folder to publish to; add a [[target]] to config/targets.toml"))
    return found


def agreed(project: Project, named: Sequence[Target], *, dry_run: bool) -> tuple[list[Target], list[Target]]:
    """Give those targets that the user has agreed to, and those that a dry run does not look at, since they have not.

    Where it is no dry run the user is asked. RusctlError for a path that is wrong as it is written.
    """
    for one in named:
        to_folder.refuse_misplaced(one)
    if not dry_run:
        for one in named:
            consent.for_target(project, one)
    heard = [one for one in named if consent.heard(project, one)]
    return heard, [one for one in named if one not in heard]


def prepare_all(
    project: Project,
    targets: Sequence[Target],
    wish: Permissions,
    *,
    restored: Collection[str] = (),
    many: bool = False,
    release: NewRelease | None = None,
) -> Prepared:
    """Look at every target and decide what it gets; servers are asked, and nothing is changed anywhere.

    With a `release` it is told, too.

    PolicyError where what is decided needs a word of the user's, PrivacyError where a feed would hold a person.
    """
    folders = tuple(one for one in targets if one.kind == FOLDER)
    servers = [one for one in targets if one.kind == CALDAV]
    path, plan = project.folder.path, project.readable().plan
    known = to_folder.seen(folders, path, plan.process.uid_domain)
    publication = prepare(project, known, restored=restored, many=many)
    ready = [to_server.look(project, publication, one, wish) for one in servers]
    higher = higher_versions(step for one in ready for step in one.prepared.steps)
    if higher:  # a colleague's publishing whose ledger is not here, or an edit there: no number is ever taken back
        publication = prepare(project, {**known, **higher}, restored=restored, many=many)
        ready = [to_server.look(project, publication, one, wish) for one in servers]
    made = to_folder.files(publication, folders, path, project.today)
    note = forgotten(known, publication.decisions)
    entries = [one.shown(windows=True) for one in publication.decisions] if ready else []
    each = [Feed(name="", entries=(one,), timezone=plan.process.timezone) for one in entries if one]
    told = replace(plan, releases=(*plan.releases, *((release.release,) if release else ())))
    changes = changes_feed.files(told, folders, path)
    notes = (
        *((note,) if note else ()),
        *utc_note([*(file.feed for file in made), *each]),
        *releases.unheard(release, servers),
    )
    decisions = {one.uid: one for one in publication.decisions}
    return Prepared(
        publication,
        folders,
        tuple((file, seen_changes(file, decisions)) for file in made),
        tuple(ready),
        notes,
        tuple(changes),
        release,
    )


def refuse(prepared: Prepared) -> None:
    """Raise PolicyError where what is to be done on a server needs a word of the user's."""
    for one in prepared.servers:
        to_server.refuse(one)


def write(project: Project, prepared: Prepared) -> int:
    """Write the ledger, a release and then the feeds, and give how many feeds were not as they are to be.

    What a crash leaves undone between the two, the next publishing does. EnvironmentFailureError where the feeds
    could not all be written.
    """
    publication = prepared.publication
    ledger = to_folder.given(publication.ledger, publication, prepared.folders)
    folder = project.folder.path
    with journal.changing(folder):
        ledgers.write(folder, ledger, publication.before)
        if prepared.release:
            releases.carry_out(project, prepared.release)
        try:
            return len(to_folder.write(prepared.written))
        except EnvironmentFailureError as error:
            raise _unfinished(error.message) from None
        except OSError as error:
            raise _unfinished(atomic.reason(error)) from None


def _unfinished(reason: Message) -> EnvironmentFailureError:
    return EnvironmentFailureError(
        msg("the feeds could not all be written: {reason}; when that is fixed, run rusctl publish again", reason=reason)
    )
