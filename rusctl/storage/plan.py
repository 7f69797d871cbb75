"""From a folder's files to its plan: as much as could be read, and what is wrong with the rest."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from rusctl.diagnostics import Problem
from rusctl.errors import InUseError, RusctlError
from rusctl.language.message import msg
from rusctl.language.slug import free
from rusctl.model import rounds
from rusctl.model.asked import SHIPPED
from rusctl.model.busy import BusyTimes
from rusctl.model.consulting import Consultation, ConsultationWords
from rusctl.model.follow_up import FollowedUp
from rusctl.model.lead_times import LeadTimes
from rusctl.model.ledger import Ledger
from rusctl.model.plan import SWEDEN, CheckSettings, Event, Facts, Plan, Process, Publishing, Source, TextFile, Texts
from rusctl.model.proposing import Preferences
from rusctl.model.retention import Retention
from rusctl.model.site_settings import SiteSettings
from rusctl.model.venues import Venue
from rusctl.model.workdays import CalendarSettings
from rusctl.storage import busy_files, letter_texts, version_files
from rusctl.storage.countries import known_of_zone, of_zone
from rusctl.storage.files import atomic, names
from rusctl.storage.schema import keys, strays
from rusctl.storage.schema.forms import Faults, Partial, fault
from rusctl.storage.schema.preference_keys import PROPOSE
from rusctl.storage.schema.string_patterns import swedish_code
from rusctl.storage.schema.tables import read_table
from rusctl.storage.toml.parse import TomlFault, decode, parse

if TYPE_CHECKING:
    from rusctl.storage.toml.spans import Places

Lines = Callable[[Source], int]
"""Gives the line of a place, counted from 1; 0 where the place has none."""


class Loaded(NamedTuple):
    """A plan, what was wrong with its files, the files' bytes and parsed data by name, and busy times by calendar."""

    plan: Plan
    faults: tuple[Problem, ...]
    files: Mapping[str, bytes]
    data: Mapping[str, dict[str, Any]]
    busy: Mapping[str, BusyTimes] | None = None

    def facts(self, today: Any) -> Facts:
        """Give what the rules look at."""
        texts = tuple(TextFile(name, data.decode("utf-8", "replace")) for name, data in self.files.items())
        return Facts(plan=self.plan, today=today, faults=self.faults, texts=texts, busy=self.busy)


def load(folder: Path) -> Loaded:
    """Read a folder; a file that cannot be read is a fault and not an error.

    InUseError where another program lets nobody read it at the moment.
    """
    files: dict[str, bytes] = {}
    faults: Faults = []
    for name in (*keys.FILES, *keys.OWN):
        path = folder / name
        try:
            data = atomic.read_if_there(path)
        except InUseError:  # nothing is wrong with the plan
            raise
        except RusctlError as error:
            fault(faults, "unreadable-file", Source(name), error.message)
            continue
        if data is not None:
            files[name] = data
        elif name not in keys.OPTIONAL or path.is_symlink():  # a link to nothing was meant to be there
            fault(faults, "missing-file", Source(name), atomic.missing(path.name))
    strays.find((name for name in strays.listed(folder) if name not in files), faults)
    letter_texts.gather(folder, files, faults)
    version_files.gather(folder, files, faults)
    loaded = read_plan(files, faults)
    if not loaded.plan.busy:
        return loaded
    more: Faults = list(loaded.faults)
    busy_files.gather(folder, loaded.plan.busy, files, more)
    busy = busy_files.read_all(loaded.plan.busy, files, more)
    return loaded._replace(faults=tuple(more), busy=busy)


def read_plan(
    files: Mapping[str, bytes], faults: Faults | None = None, parsed: Mapping[str, dict[str, Any]] | None = None
) -> Loaded:
    """Read a plan from the bytes of its files, by name.

    `faults` holds what was found while getting them, `parsed` what is known already of what some of them hold.
    """
    parsed = parsed or {}
    found: Faults = [] if faults is None else faults
    raw: dict[str, dict[str, Any]] = {}
    tables: dict[str, dict[str, Any]] = {}
    for name, declared in {**keys.FILES, **keys.OWN}.items():
        tables[name] = {}
        if name not in files:
            continue
        try:
            raw[name] = parsed[name] if name in parsed else parse(files[name])
        except TomlFault as error:
            marker = conflict_line(files[name]) if name in keys.OWN else 0
            if marker:
                text = msg("git has left two versions here; rusctl publish --repair takes the higher of each entry")
                fault(found, "ledger-conflict", Source(name, line=marker), text)
            else:
                fault(found, "invalid-toml", Source(name, line=error.line), error.message)
            continue
        tables[name] = read_table(raw[name], declared, Source(name), found)
    strays.find(files, found)
    doubles = _set_aside(tables, found)
    _refuse_shared_ids(tables, found)
    troubled = {*files, *(one.at.file for one in found)}
    unread = frozenset(name for name in tables if name not in raw and (name in troubled or name not in keys.OPTIONAL))
    plan = replace(_plan(tables, unread), doubles=doubles, letters=letter_texts.read_all(files))
    _refuse_foreign_codes(plan, found)
    busy = busy_files.read_all(plan.busy, files, found)
    return Loaded(plan, tuple(found), files, raw, busy)


def conflict_line(data: bytes) -> int:
    """Give the line of the first mark that a git merge has left in a file, 0 where there is none."""
    lines = enumerate(data.split(b"\n"), 1)
    return next((number for number, line in lines if line.startswith((b"<<<<<<< ", b">>>>>>> "))), 0)


def _retention(table: Mapping[str, Any]) -> Retention:
    return Retention(classes=table.get("class", ()), **{key: value for key, value in table.items() if key != "class"})


def _set_aside(tables: Mapping[str, dict[str, Any]], faults: Faults) -> tuple[Any, ...]:
    """Take the records out of the tables whose id another has, or that lack what they must have, and give them."""
    taken = {(one.at.file, one.at.route[:-1]) for one in faults if one.rule == "duplicate-id"}
    doubles: list[Any] = []
    if not faults:
        return ()
    for name, table in tables.items():
        for key, values in table.items():
            if type(values) is tuple and any(type(one) is Partial for one in values):
                doubles += [one.record for one in values if type(one) is Partial]
                table[key] = values = tuple(one for one in values if type(one) is not Partial)  # noqa: PLW2901 - what is left
            if type(values) is Partial:
                doubles.append(values.record)
                continue
            if any(route[0] == key for file, route in taken if file == name):
                doubles += [one for one in values if (name, one.at.route) in taken]
                table[key] = tuple(one for one in values if (name, one.at.route) not in taken)
        for key in [key for key, values in table.items() if type(values) is Partial]:
            del table[key]
    return tuple(doubles)


def _refuse_shared_ids(tables: Mapping[str, dict[str, Any]], faults: Faults) -> None:
    """Find milestones and templates that have an event's id.

    A milestone would have the same UID in calendars, and "after" names either; an event is made like either.
    """
    events = {event.id for event in tables[names.EVENTS].get("event", ())}
    for milestone in tables[names.PROCESS].get("milestone", ()):
        if milestone.id in events:
            text = msg("the id {id} is already taken by an event; give this milestone another", id=milestone.id)
            fault(faults, "duplicate-id", milestone.at.key("id"), text)
    for template in tables[names.PROCESS].get("template", ()):
        if template.id in events:
            text = msg("the id {id} is already taken by an event; give this template another", id=template.id)
            fault(faults, "duplicate-id", template.at.key("id"), text)


def _refuse_foreign_codes(plan: Plan, faults: Faults) -> None:
    """Find municipalities in Sweden whose code is none of Statistics Sweden's."""
    if plan.process.country == SWEDEN:
        for one in plan.municipalities:
            if one.code:
                swedish_code.read(one.code, one.at.key("code"), faults)


_WORD_LISTS = {
    "kind": "kinds",
    "legal_group": "legal_groups",
    "stance": "stances",
    "disposition": "dispositions",
    "channel": "channels",
}
OLDER_ID = "consultation"
"""The id of a consultation that config/checks.toml has; a second one has a number after it."""
_ASKED = frozenset({"question", "input_kind"})  # of the frame's file, and no headings


def _plan(tables: Mapping[str, dict[str, Any]], unread: frozenset[str]) -> Plan:
    process = dict(tables[names.PROCESS])
    if "country" not in process:
        zone = process.get("timezone", Process().timezone)
        process |= {"country": of_zone(zone), "country_assumed": not known_of_zone(zone)}
    bodies, read = process.pop("body", ()), tables[names.EVENTS].get("event", ())
    tours, templates = process.pop("tour", ()), process.pop("template", ())
    phases = process.pop("phase", ())
    venues = tables[names.MUNICIPALITIES].get("venue", ())
    events = rounds.with_kinds(_at_venues(read, venues), read)
    milestones = rounds.with_rounds(rounds.with_kinds(process.pop("milestone", ()), events), events)
    frame = tables[names.FRAME]
    checks = dict(tables[names.CHECKS])
    waivers, severities = checks.pop("waiver", ()), checks.pop("severity", ())
    older, reviews = checks.pop("consultation", ()), checks.pop("review", ())
    consulting = tables[names.CONSULTATIONS]
    days, leads = tables[names.WORKDAYS], tables[names.DEADLINES]
    follow_up = tables[names.FOLLOW_UP]
    return Plan(
        process=Process(at=Source(names.PROCESS), **process),
        events=events,
        milestones=milestones,
        tours=tours,
        templates=_at_venues(templates, venues),
        phases=phases,
        retention=_retention(tables[names.RETENTION]),
        bodies=bodies,
        municipalities=tables[names.MUNICIPALITIES].get("municipality", ()),
        travels=tables[names.MUNICIPALITIES].get("travel", ()),
        venues=venues,
        roles=tables[names.ROLES].get("role", ()),
        minimums=tables[names.ROLES].get("minimum", ()),
        frame=tuple(item for kind in keys.FILES[names.FRAME] if kind not in _ASKED for item in frame.get(kind, ())),
        questions=frame.get("question", ()),
        input_kinds=frame.get("input_kind", SHIPPED),
        checks=CheckSettings(
            at=Source(names.CHECKS),
            waivers=waivers,
            severities=severities,
            reviews=reviews,
            rules=checks.pop("rule", ()),
            **checks,
        ),
        publishing=_publishing(tables[names.TARGETS]),
        published=_ledger(tables[names.PUBLISHED]),
        workyear=CalendarSettings(
            school_breaks=days.get("school_break", ()),
            meetings=days.get("meeting_day", ()),
            elections=days.get("election", ()),
        ),
        busy=days.get("busy", ()),
        preferences=days.get(PROPOSE, Preferences()),
        baselines=tables[names.BASELINES].get("baseline", ()),
        releases=tables[names.RELEASES].get("release", ()),
        lists=tables[names.LISTS].get("list", ()),
        versions=tables[names.VERSIONS].get("version", ()),
        text_changes=tables[names.VERSIONS].get("change", ()),
        site=_site(tables[names.SITE]),
        commitments=tables[names.COMMITMENTS].get("commitment", ()),
        consultations=(*consulting.get("consultation", ()), *_with_ids(older, consulting)),
        consultation_words=_consultation_words(consulting),
        follow_up=FollowedUp(
            indicators=follow_up.get("indicator", ()),
            programmes=follow_up.get("programme", ()),
            results=follow_up.get("result", ()),
            texts=follow_up.get("report", ()),
        ),
        leadtimes=LeadTimes(leads=leads.get("lead", ()), follows=leads.get("follow", ())),
        unread=unread,
    )


def _with_ids(older: tuple[Consultation, ...], table: Mapping[str, Any]) -> Iterator[Consultation]:
    """Give consultations of config/checks.toml, which have no id there, with one that none of the others has."""
    taken = {one.id for one in table.get("consultation", ())}
    for one in older:
        name = free(OLDER_ID, taken)
        taken.add(name)
        yield replace(one, id=name, name=Texts({"": name}))


def _consultation_words(table: Mapping[str, Any]) -> ConsultationWords:
    """Give the words of the folder; of what it declares none, those that are shipped."""
    own = {list_: table[key] for key, list_ in _WORD_LISTS.items() if table.get(key)}
    return ConsultationWords(**own)


def _at_venues(events: tuple[Event, ...], venues: tuple[Venue, ...]) -> tuple[Event, ...]:
    """Give the events, those whose venue is a record's id with what that record says; a text stays as it is."""
    if not venues:
        return events
    known = {one.id: one for one in venues}
    return tuple(_at_venue(one, known[one.venue]) if one.venue in known else one for one in events)


def _at_venue(event: Event, site: Venue) -> Event:
    capacity = site.takes(event.room) if event.capacity is None else event.capacity
    return replace(event, venue=site.place, site=site, capacity=capacity)


def _publishing(table: Mapping[str, Any]) -> Publishing:
    values = dict(table)
    return Publishing(at=Source(names.TARGETS), targets=values.pop("target", ()), **values)


def _site(table: Mapping[str, Any]) -> SiteSettings:
    values = dict(table)
    return SiteSettings(at=Source(names.SITE), url=values.pop("url", "").rstrip("/"), **values)


def _ledger(table: Mapping[str, Any]) -> Ledger | None:
    if not table:
        return None
    return Ledger(entries=table.get("entry", {}), feeds=table.get("feed", {}))


def lines_in(loaded: Loaded) -> Lines:
    """Give the function that looks up lines; a file is walked once, and only when something in it is to be shown."""
    walked: dict[str, Places] = {}

    def line(at: Source) -> int:
        if at.line or at.file not in loaded.data:
            return at.line
        if at.file not in walked:
            from rusctl.storage.toml.spans import Places  # noqa: PLC0415 - its patterns take 4 ms to compile

            walked[at.file] = Places(decode(loaded.files[at.file]))
        return walked[at.file].line_of(at.route)

    return line
