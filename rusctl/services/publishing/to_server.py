"""Publishing to a calendar on a server: what `rusctl publish --to NAME` does for a target of kind caldav."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote, urlsplit

from rusctl.calendar.ics.entry import Feed
from rusctl.calendar.ics.verify import verify
from rusctl.calendar.server.remote import LostError
from rusctl.calendar.server.sync import SENDS
from rusctl.errors import ConflictError, EnvironmentFailureError, PolicyError, RusctlError
from rusctl.language.message import Message, msg, nmsg
from rusctl.model.ledger import Ledger
from rusctl.model.plan import Target
from rusctl.services import selection
from rusctl.services.project import Project
from rusctl.services.publishing.publication import Publication
from rusctl.services.publishing.server_changes import ServerChanges
from rusctl.services.publishing.server_ledger import had, remember, wanted
from rusctl.storage.files import deliveries
from rusctl.storage.files.lock import lock
from rusctl.storage.secrets import secret

if TYPE_CHECKING:
    from rusctl.calendar.server.caldav import Calendar
    from rusctl.calendar.server.deliver import EntryDelivery
    from rusctl.calendar.server.publish import PreparedDelivery
    from rusctl.calendar.server.sync import DeliveredState, SyncAction


class Permissions(NamedTuple):
    """What the user allows: ids whose version in the calendar may be overwritten, many deletions, many put back."""

    overwrite: tuple[str, ...] = ()
    deletions: bool = False
    put_back: bool = False


_IN_ROWS = {
    "create": "new",
    "restore": "put back",
    "change": "changed",
    "delete": "deleted",
    "changed-there": "conflict",
    "foreign": "conflict",
}


class PreparedServer(NamedTuple):
    """What is to be done to one server, and what it was given before."""

    target: Target
    calendar: "Calendar"
    prepared: "PreparedDelivery"
    had: Mapping[str, "DeliveredState"]
    words: ServerChanges
    to_make: bool


@contextmanager
def publishing(project: Project, targets: Iterable[Target]) -> Iterator[None]:
    """Hold the locks of some targets and not the plan's: delivering takes long, and colleagues go on changing it."""
    with ExitStack() as locks:
        for name in sorted({target.id for target in targets}):
            locks.enter_context(lock(project.folder.path, name=f"publish-{name}"))
        yield


def look(project: Project, publication: Publication, target: Target, wish: Permissions) -> PreparedServer:
    """Ask a server what it holds, and decide; nothing is changed anywhere.

    PrivacyError where it would be given a person, before anything is asked; EnvironmentFailureError where it cannot be
    asked; PolicyError where a calendar that it was given is gone.
    """
    from rusctl.calendar.server.publish import Choices, known, prepare, prepare_new  # loads urllib3

    calendar = connect(project, target)
    to_hold = wanted(publication, target, calendar)
    ledger = publication.plan.published or Ledger()
    given = known(had(ledger, target, calendar), deliveries.noted(project.folder.path, target.id))
    choices = Choices(_uids(publication, wish.overwrite), wish.deletions, wish.put_back)
    to_make = not _there(calendar, target, given, wish)

    def held() -> "PreparedDelivery":
        what = msg("Calendar {target}", target=target.id)
        return project.during(what, lambda: prepare(calendar, to_hold, given, choices))

    prepared = prepare_new(to_hold, given, choices) if to_make else held()
    _read_back(publication, target, prepared)
    told = {one.uid: one.told for one in publication.decisions}
    words = ServerChanges(told, target.id, publication.plan.process.timezone)
    return PreparedServer(target, calendar, prepared, given, words, to_make)


def rows(ready: PreparedServer) -> Iterator[tuple[str, str, str, str, str, int]]:
    """Give the rows of what would be done: target, feed (none), what, id, title and version."""
    for step in ready.prepared.steps:
        if step.kind.value in _IN_ROWS:
            told = ready.words.told[step.uid]
            yield ready.target.id, "", _IN_ROWS[step.kind.value], told.id, told.title, told.sequence


def refuse(ready: PreparedServer) -> None:
    """Raise PolicyError where what is to be done needs a word of the user's."""
    if ready.prepared.forbidden is not None:
        raise PolicyError(ready.prepared.forbidden, ready.target.at)


def deliver(project: Project, ready: PreparedServer) -> "tuple[EntryDelivery, ...]":
    """Do it, remember what was delivered, and give how each event ended; inside `publishing`.

    EnvironmentFailureError where the calendar could not be made or the notes not kept, ConflictError where the ledger
    cannot be read any more.
    """
    from rusctl.calendar.server.publish import carry_out  # loads urllib3

    folder, target = project.folder.path, ready.target
    if ready.to_make:
        _make(project, ready)

    def along(steps: Collection["SyncAction"]) -> Iterator["SyncAction"]:
        return project.progress(msg("Calendar {target}", target=target.id), steps, len(steps))

    report = carry_out(ready.calendar, ready.prepared.steps, ready.had, folder, target.id, along=along)
    remember(project, target, report)
    deliveries.settle(folder, target.id, report.open)
    return report.outcomes


def connect(project: Project, target: Target) -> "Calendar":
    """Give a target's calendar, with its password found; RusctlError at the key that is missing or wrong."""
    from rusctl.calendar.server import caldav, connection  # loads urllib3

    if not target.url:
        raise RusctlError(msg("{id} has no url; set the address of the server", id=target.id), target.at)
    ca = str(project.folder.path / target.ca) if target.ca else ""
    at = target.at.key("url")
    connection.Connection(target.url, None, ca, at)  # a wrong address is said before a password is asked for
    account = None
    if target.user:
        host = urlsplit(target.url).hostname or ""
        word = secret(
            host,
            target.user,
            command=target.password_command,
            variable=target.password_env,
            at=target.at,
            folder=project.folder.path,
        )
        account = connection.Account(target.user, word)
    elif target.password_command or target.password_env:
        raise RusctlError(msg("{id} has no user; set who logs in", id=target.id), target.at)
    there = connection.Connection(target.url, account, ca, target.at)
    path = there.path.rstrip("/")
    return caldav.Calendar(there, f"{path}/{quote(target.calendar, safe='')}" if target.calendar else path)


def _make(project: Project, ready: PreparedServer) -> None:
    try:
        ready.calendar.make(project.loaded.plan.process.name)
    except LostError as error:
        raise EnvironmentFailureError(error.message, ready.target.at) from None


def _there(calendar: "Calendar", target: Target, had: Mapping[str, "DeliveredState"], wish: Permissions) -> bool:
    """Say whether the calendar is there; EnvironmentFailureError where it is not and is not to be made."""
    try:
        if calendar.there():
            return True
    except LostError as error:
        raise EnvironmentFailureError(error.message, target.at) from None
    if not target.calendar:
        text = msg(
            "there is no calendar at the url of {id}; fix the address, or name the calendar to be made with calendar",
            id=target.id,
        )
        raise EnvironmentFailureError(text, target.at)
    if any(one.etag for one in had.values()) and not wish.put_back:
        text = msg(
            "the calendar of {id} is no longer on the server; check the address, or add --put-back to create it again",
            id=target.id,
        )
        raise PolicyError(text, target.at)
    return False


def _read_back(publication: Publication, target: Target, prepared: "PreparedDelivery") -> None:
    """Read back what is to be sent, as every calendar file is; IntegrityError where it would mislead."""
    sent = {step.uid: step.wanted.octets for step in prepared.steps if step.kind in SENDS and step.wanted}
    for one in publication.decisions:
        entry = one.shown(windows=target.windows)
        if entry is not None and one.uid in sent:
            timezone = publication.plan.process.timezone
            verify(sent[one.uid], Feed(name="", entries=(entry,), method="", timezone=timezone))


def _uids(publication: Publication, ids: Iterable[str]) -> tuple[str, ...]:
    """Give the UIDs of some ids; RusctlError where one is none."""
    known = {one.told.id: one.uid for one in publication.decisions}
    ids = [one if one in known else selection.record_id(publication.plan, one) for one in ids]
    for name in ids:
        if name not in known:
            raise RusctlError(msg("{id} is no event and no milestone of the plan", id=name))
    return tuple(known[name] for name in ids)


def summary(outcomes: "tuple[EntryDelivery, ...]") -> Message:
    """Say how many events were delivered."""
    sent = sum(1 for one in outcomes if one.end.value == "done" and one.step.kind.value not in ("same", "forget"))
    same = sum(1 for one in outcomes if one.end.value == "done" and one.step.kind.value == "same")
    return nmsg(
        "{count} event delivered, {same} as before", "{count} events delivered, {same} as before", sent, same=same
    )


def refused(target: Target, outcomes: "tuple[EntryDelivery, ...]") -> RusctlError | None:
    """Give what a script has to know: something was not delivered, or people have to decide; None where all was.

    A ConflictError where somebody has changed something there, an EnvironmentFailureError where something was not
    delivered.
    """
    failed = [one for one in outcomes if one.end.value in ("refused", "unknown", "not-tried")]
    if failed:
        reason = next((one.reason for one in failed if one.reason), msg("no reason given"))
        return EnvironmentFailureError(
            nmsg(
                "{count} event was not delivered to {target} ({reason}); publish again, and it goes on from there",
                "{count} events were not delivered to {target} ({reason}); publish again, and it goes on from there",
                len(failed),
                target=target.id,
                reason=reason,
            )
        )
    conflicts = sum(1 for one in outcomes if one.end.value == "conflict")
    if conflicts:
        return ConflictError(
            nmsg(
                "{count} event in {target} is not as rusctl left it, and was not touched",
                "{count} events in {target} are not as rusctl left them, and were not touched",
                conflicts,
                target=target.id,
            )
        )
    return None
