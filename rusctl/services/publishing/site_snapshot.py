"""What the public site may show of what is collected: counts, themes and approved words, looked through and written.

A number below five is not told, nor where and by whom it was said; if that is so of one event alone, of the next
smallest neither, since it could be worked out of the sum. Words leave only where their input is approved in
site/site.toml, and only if nothing in them points at a person.
"""

import datetime as dt
from collections.abc import Callable, Sequence
from typing import NamedTuple

from sqlalchemy import Connection  # noqa: TID251 - a type

from rusctl.errors import PrivacyError, RusctlError
from rusctl.language.message import msg
from rusctl.model.synthesis import Dimension, SaidSpan, Selected, SynthesisRow
from rusctl.services.inputs import quotable, synthesis
from rusctl.services.inputs.synthesis import Synthesis
from rusctl.services.project import Project
from rusctl.services.publishing.feed_privacy import private_in
from rusctl.site import snapshot
from rusctl.site.snapshot import SaidAt, SaidHeading, SaidQuote, SiteConsultation, SiteData, SiteTable, small
from rusctl.storage.files import atomic, inside, journal
from rusctl.storage.files.atomic import FileChange
from rusctl.storage.files.names import SITE, SITE_DATA


class SnapshotFile(NamedTuple):
    """The file as it is to be, as it is, and the approved inputs whose words are others than in the last one."""

    data: SiteData
    change: FileChange
    reworded: tuple[str, ...]


Consultations = Callable[[Project, Connection], Sequence[SiteConsultation]]
FollowUp = Callable[[Project], Sequence[SiteTable]]


def made(
    project: Project, consultations: Consultations | None = None, follow_up: FollowUp | None = None
) -> SnapshotFile:
    """Make the file's content out of the database; nothing is written.

    `consultations` gives what came in in consultations and how it was answered, out of an open database, looked through
    by who gives it; `follow_up` gives tables of the follow-up. Services that know of those stand above this one.

    RusctlError where an input is approved that there is none of, PrivacyError where something points at a person.
    """
    plan = project.readable(SITE).plan
    with synthesis.reading(project, Selected()) as found:
        data = SiteData(
            day=project.today,
            inputs=small(found.total),
            sorted=small(found.sorted),
            headings=tuple(_headings(found)),
            events=tuple(_events(found)),
            quotes=tuple(_quotes(project, found)),
            consultations=tuple(consultations(project, found.connection)) if consultations else (),
            follow_up=tuple(follow_up(project)) if follow_up else (),
        )
    for text in snapshot.texts(data):
        if what := private_in(text, plan.mailboxes):
            raise PrivacyError(msg("{file} would hold {what}, and everybody can read it", file=SITE_DATA, what=what))
    before = atomic.read_if_there(project.folder.path / SITE_DATA)
    return SnapshotFile(data, FileChange(before, snapshot.written(data)), _reworded(before, data))


def write(project: Project, file: SnapshotFile) -> None:
    """Write the file and keep what undo needs; ConflictError where somebody has changed it meanwhile."""
    folder = project.folder.path
    with journal.changing(folder):
        place = folder / SITE_DATA
        inside.refuse_links(folder, place)
        place.parent.mkdir(exist_ok=True)
        journal.commit(folder, {SITE_DATA: file.change}, project.command, dt.datetime.now(dt.UTC))


def _headings(found: Synthesis) -> Sequence[SaidHeading]:
    def part(row: SynthesisRow) -> str:
        return row.above.partition(":")[0] or row.kind

    listed = []
    for one in found.weights:
        number = small(one.inputs)
        towns, roles = ((), ()) if number is None else (one.municipalities, one.roles)
        listed.append(SaidHeading(one.row.key, part(one.row), one.row.name, one.row.above, number, towns, roles))
    return listed


def _events(found: Synthesis) -> Sequence[SaidAt]:
    """Give how much was said at each event that has inputs, in the order of the plan."""
    numbers = {event: number for (event,), number in found.by_event.items()}
    under = found.counted(Dimension.BY_HEADING, Dimension.BY_EVENT)
    hidden = [event for event, number in numbers.items() if small(number) is None]
    if len(hidden) == 1 and len(numbers) > 1:
        hidden.append(min((one for one in numbers if one not in hidden), key=lambda one: (numbers[one], one)))
    keys = [row.key for row in found.rows]
    return [
        SaidAt(
            event.id,
            None if event.id in hidden else numbers[event.id],
            () if event.id in hidden else tuple(key for key in keys if under.get((key, event.id), 0) >= snapshot.SMALL),
        )
        for event in found.plan.events
        if event.id in numbers
    ]


def _quotes(project: Project, found: Synthesis) -> Sequence[SaidQuote]:
    approved = found.plan.site.quotes
    if not approved:
        return []
    judged = quotable.private(project, found.connection)
    spans = {one.ident: one for one in found.all_said}
    under: dict[str, list[str]] = {}
    for span in found.said:
        under.setdefault(span.ident, []).append(span.row)
    return [_quote(ident, spans.get(ident), judged, under.get(ident, ())) for ident in dict.fromkeys(approved)]


def _quote(ident: str, span: SaidSpan | None, judged: Callable[[str], bool], headings: Sequence[str]) -> SaidQuote:
    if span is None:
        raise RusctlError(msg("{file}: quotes names {id}, and there is no such input", file=SITE, id=ident))
    if judged(span.text):
        raise PrivacyError(
            msg(
                "{id} may hold what is somebody's alone, so its words are not for everybody; take it out of quotes in "
                "{file}, or correct it",
                id=ident,
                file=SITE,
            )
        )
    return SaidQuote(ident, span.text, span.municipality, tuple(dict.fromkeys(headings)))


def _reworded(before: bytes | None, data: SiteData) -> tuple[str, ...]:
    """Give the approved inputs whose words are others than the last file has: somebody should look at them again."""
    try:
        old = {one.id: one.text for one in snapshot.read(before).quotes} if before else {}
    except RusctlError:
        return ()
    return tuple(one.id for one in data.quotes if one.id in old and old[one.id] != one.text)
