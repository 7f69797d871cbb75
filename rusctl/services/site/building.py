"""The site built: the plan read, the feeds taken as they were published, everything looked through, and written."""

import datetime as dt
import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import NamedTuple
from urllib.parse import unquote

from rusctl.calendar.feeds import feeds
from rusctl.calendar.feeds.atom import AtomEntry, AtomFeed, atom_bytes
from rusctl.errors import PrivacyError, RusctlError
from rusctl.language.catalogue import Language
from rusctl.language.message import Message, msg
from rusctl.model.plan import Plan, Status, exact
from rusctl.model.site_settings import PAGES
from rusctl.schedule.dates import clock
from rusctl.schedule.state.known import known_on
from rusctl.services.project import Project
from rusctl.services.publishing.feed_privacy import private_in
from rusctl.services.publishing.to_folder import folder_of
from rusctl.services.site import own_files, single
from rusctl.site import folder, pages, public, snapshot
from rusctl.site.contrast import refuse_faint
from rusctl.site.markdown import PLACES
from rusctl.site.page import SiteInput
from rusctl.site.snapshot import SiteData
from rusctl.site.statement import missing
from rusctl.storage.files import atomic
from rusctl.storage.files.atomic import FileChange
from rusctl.storage.files.names import SITE, SITE_DATA
from rusctl.storage.target_folders import misplaced_on_disk

DEFAULT = "public"
MOST_CHANGES = 50
PAGE, START = 60_000, 40_000  # octets of a page, and of the start page, at most
_LINK = re.compile(r'(?:href|src)="([^"]*)"')
_ID = re.compile(r'\bid="([^"]*)"')


class BuiltSite(NamedTuple):
    """A site as it is to be: where, its files with their manifest, and what has to be written or removed for it."""

    folder: Path
    files: Mapping[str, bytes]
    changes: Mapping[Path, FileChange]


def built(project: Project, output: str, *, compare: bool = True) -> BuiltSite:
    """Build the site for a folder, by default public/ in the plan's; nothing is written.

    What differs from the folder is looked up unless `compare` says otherwise.

    PrivacyError where a page would hold what looks like a person's, RusctlError where the folder is another's.
    """
    where = Path(os.path.normpath(Path.cwd() / output)) if output else project.folder.path / DEFAULT
    if text := misplaced_on_disk(output or DEFAULT, where, project.folder.path):
        raise RusctlError(text)
    files = folder.with_manifest(pages.site_files(_input(project)))
    return BuiltSite(where, files, folder.differing(where, files) if compare else {})


def write(site: BuiltSite) -> None:
    """Write what differs, all or none."""
    folder.write(site.folder, site.changes)


def lacking(project: Project) -> list[Message]:
    """Say what the site lacks or gets wrong; nothing where it is as it should be."""
    given = _input(project)
    files = pages.site_files(given)
    unused = own_files.read(project.folder.path, given.plan).unused
    strays = [
        msg("{file} is for no place of the site; its name is one of {known}", file=one, known=PLACES) for one in unused
    ]
    return [*_unsaid(given), *_told_later(project), *strays, *broken_links(files), *_too_large(files)]


def broken_links(files: Mapping[str, bytes]) -> Iterator[Message]:
    """Name every link of a page that leads to no file of the site, or to an id that its page does not have."""
    ids = {name: set(_ID.findall(octets.decode())) for name, octets in files.items() if name.endswith(".html")}
    for name in ids:
        for link in _LINK.findall(files[name].decode()):
            if re.match(r"[a-z]+:", link):
                continue
            path, _, part = unquote(link).partition("#")
            joined = os.path.normpath(PurePosixPath(name).parent / path) if path else name
            to = joined.replace("\\", "/")
            if to not in files or (part and part not in ids.get(to, ())):
                yield msg("{page}: the link to {link} leads nowhere", page=name, link=link)


def _too_large(files: Mapping[str, bytes]) -> Iterator[Message]:
    for name, octets in files.items():
        most = START if name in ("index.html", "en/index.html") else PAGE
        if name.endswith(".html") and len(octets) > most:
            yield msg("{page} takes {size} bytes, and {most} is the most", page=name, size=len(octets), most=most)


def _unsaid(given: SiteInput) -> Iterator[Message]:
    settings, plan = given.settings, given.plan
    if not settings.url:
        yield msg("the site's address is not known, so pages cannot name each other's; write url in {file}", file=SITE)
    elif not settings.organisation:
        yield msg("there is no catalogue of open data (dcat.rdf); write organisation in {file}", file=SITE)
    for one in missing(settings.accessibility, plan.process):
        yield msg("missing in the accessibility statement: {what}; write it in {file}", what=one, file=SITE)
    if not given.feeds:
        yield msg("no calendar has been published to a folder, so the pages offer no subscription; see rusctl publish")
    for event in plan.events:
        if event.status is Status.PLANNED and exact(event.when):
            yield msg("{id} is planned: calendars show its day, and the site its month alone", id=event.id)


def _input(project: Project) -> SiteInput:
    plan = known_on(project.readable().plan, project.today)
    _refuse_wrong_settings(project)
    data = _told(project)
    if data and data.day > project.today:  # a site of a day before it knows nothing of it
        data = None
    for event in plan.events:
        if event.id in PAGES:
            raise RusctlError(
                msg("{id} is the name of a page of the site; give the event another id", id=event.id),
                event.at.key("id"),
            )
    own = own_files.read(project.folder.path, plan)
    found = _feeds(plan, project.folder.path)
    given = SiteInput(plan, project.today, found | single.each(plan, found), data, own.texts, own.logo)
    _refuse_private(given)
    return given._replace(news=_news(given))


def _told(project: Project) -> SiteData | None:
    """Give what rows hold for everybody, as it was told last; None where nobody has told it."""
    octets = atomic.read_if_there(project.folder.path / SITE_DATA)
    return snapshot.read(octets) if octets is not None else None


def _told_later(project: Project) -> Iterator[Message]:
    told = _told(project)
    if told and told.day > project.today:
        yield msg(
            "{file} is of {day}, after the day of the site, so nothing of it is shown", file=SITE_DATA, day=told.day
        )


def _refuse_wrong_settings(project: Project) -> None:
    """Refuse what the region says of its site where that could not be read, or could not be seen."""
    for fault in project.loaded.faults:
        if fault.at.file == SITE:
            raise RusctlError(fault.message, fault.at)
    refuse_faint(project.plan.site.theme, SITE)


def _feeds(plan: Plan, project: Path) -> dict[str, bytes]:
    """Give the calendars that were published to a folder, of several the first that has any, byte for byte."""
    known = [feeds.file_name(one) for one in (*feeds.names(plan), feeds.DEADLINES)]
    for target in plan.publishing.targets:
        if target.kind == "folder":
            place = folder_of(target, project)
            if found := {one: octets for one in known if (octets := atomic.read_if_there(place / one))}:
                return found
    return {}


def _news(given: SiteInput) -> bytes:
    """Give the feed of changes in the folder's language; its days are those on which something was said, no clock's."""
    plan = given.plan
    language = Language(plan.process.language)
    found = public.changes(public.stops(plan, given.today, language), given.today, language)[:MOST_CHANGES]
    zone = clock.zone(plan.process.timezone)
    entries = tuple(
        AtomEntry(
            name=f"{one.id}#{one.day.isoformat()}",
            updated=dt.datetime.combine(one.day, dt.time.min, zone),
            title=one.text,
            comment="",
            lines=(),
        )
        for one in reversed(found)
        if one.day
    )
    title = f"{plan.process.name} – {language.text(msg('changes'))}"
    domain = f"site.{plan.process.uid_domain}"  # the feed of releases has the domain alone
    author = plan.process.region or plan.process.name
    url = given.settings.url
    return atom_bytes(AtomFeed(domain, title, language.code, author, url, entries)) if entries else b""


def _texts_of_process(plan: Plan) -> Iterator[str]:
    """Give what people wrote of commitments, personal data and what is gone, as pages show it."""
    for one in plan.commitments:
        yield "\n".join((one.what, *one.who))
    for found in plan.consultations:
        yield "\n".join(
            (found.about, *found.name.values(), *(text for one in found.questions for text in one.text.values()))
        )
    for one_ in plan.follow_up.indicators:
        yield "\n".join((one_.source, one_.unit, *one_.name.values()))
    for programme in plan.follow_up.programmes:
        yield "\n".join((programme.by, *programme.name.values()))
    for result in plan.follow_up.results:
        yield f"{result.project}\n{result.what}\n{result.whom}\n{result.lives}"
    told = plan.retention
    for texts in (told.controller, told.purpose, told.legal_basis, told.origin, told.more, *told.recipients):
        yield from texts.values()
    yield from public.removed(plan).values()


def _refuse_private(given: SiteInput) -> None:
    plan = given.plan
    language = Language(plan.process.language)
    said = given.settings.accessibility
    texts = public.private_texts(public.stops(plan, given.today, language), public.steps(plan, given.today, language))
    told = snapshot.texts(given.data) if given.data else ()
    own = (*given.texts.values(), plan.site.theme.logo_text, *_texts_of_process(plan))
    for text in (*texts, *told, *own, plan.process.name, plan.process.region, said.method, *said.lacks):
        if found := private_in(text, plan.mailboxes | {said.report.casefold()}):
            raise PrivacyError(
                msg("a page would hold {what}, and everybody can read the site; take it out of the plan", what=found)
            )
