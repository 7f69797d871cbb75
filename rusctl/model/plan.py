"""The records of a plan, in the field's words: frozen values, each with the place it was read from."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import field
from enum import StrEnum
from typing import Any, NamedTuple

from rusctl.model.asked import FixedQuestion, InputKind
from rusctl.model.baselines import Baseline
from rusctl.model.busy import BusyCalendar, BusyTimes
from rusctl.model.consulting import Consultation, ConsultationWords
from rusctl.model.durations import After, Span
from rusctl.model.follow_up import FollowedUp
from rusctl.model.known_lists import KnownList
from rusctl.model.lead_times import LeadTimes
from rusctl.model.ledger import Ledger, Published
from rusctl.model.letter_texts import LetterText
from rusctl.model.outcomes import Level as Level  # noqa: PLC0414
from rusctl.model.outcomes import Meeting as Meeting  # noqa: PLC0414 - a milestone is asked for with what became of it
from rusctl.model.outcomes import MilestoneNote as MilestoneNote  # noqa: PLC0414
from rusctl.model.outcomes import Occurrence as Occurrence  # noqa: PLC0414
from rusctl.model.outcomes import Outcome as Outcome  # noqa: PLC0414
from rusctl.model.outcomes import Progress as Progress  # noqa: PLC0414
from rusctl.model.own_rules import Listing, OwnRule
from rusctl.model.phases import Phase
from rusctl.model.proposing import Preferences
from rusctl.model.record import dataclass
from rusctl.model.retention import Retention
from rusctl.model.site_settings import SiteSettings
from rusctl.model.source import NOWHERE as NOWHERE  # noqa: PLC0414 - records and where they were read are asked for together
from rusctl.model.source import Source as Source  # noqa: PLC0414
from rusctl.model.source import Texts as Texts  # noqa: PLC0414
from rusctl.model.strategy import Commitment, TextChange, TextVersion
from rusctl.model.tours import Tour
from rusctl.model.venues import Venue
from rusctl.model.workdays import CalendarSettings

SWEDEN = "SE"


class Status(StrEnum):
    """How firm an event is; being moved is no status."""

    PLANNED = "planned"
    TENTATIVE = "tentative"
    CONFIRMED = "confirmed"
    HELD = "held"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """A day, or several in a row, with no time of day; both ends are included."""

    first: dt.date
    last: dt.date


@dataclass(frozen=True, slots=True, kw_only=True)
class Hours:
    """A start and an end on the clock of the process's time zone (no offset stored); `end` is None where none is known.

    What has only a start ends on the day it starts, at a time that nobody has said.
    """

    start: dt.datetime
    end: dt.datetime | None

    @property
    def first(self) -> dt.date:
        """The day it starts."""
        return self.start.date()

    @property
    def last(self) -> dt.date:
        """The day it ends."""
        return (self.end or self.start).date()

    @property
    def known_end(self) -> dt.datetime:
        """When it ends, as far as that is known: without an end, when it starts."""
        return self.end or self.start


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """Days between which something is to happen, the exact day not set; never faked to its first day."""

    first: dt.date
    last: dt.date
    text: str = ""


When = Days | Hours | Window


def exact(when: When | None) -> Days | Hours | None:
    """Give a date that is set; a window is none."""
    return None if isinstance(when, Window) else when


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """A date that was once stated and no longer holds; `done` is the day it was reached before it was opened again."""

    when: When | None
    done: Days | Window | None = None
    stated: dt.date | None = None
    source: str = ""
    reason: str = ""
    at: Source = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """A meeting of the process: a stop of the tour, a reference group, a conference; `kind` says which.

    `after`, `not_before`, `not_after`, `duration`, `owner` and `body` say what they say of a milestone. `postponed` is
    the day it was postponed until further notice, and `reason` is why, or why it was cancelled. Of a tentative one
    `decide_by` is the last day to decide on it, and `confirms` the role that does. Of `after_kinds` it
    comes after every event that is not cancelled; the plan's `after` has them by id.

    `title` is in the language it is written in, `titles` has it in each where it is written in several.

    `municipality` is where it is, `municipalities` are all it is for where that is more. `round` is the round of a tour
    it is of, `themes` are headings of the frame. `partner` is who holds it where the region does not. A row may stand
    for a `count` of dialogues that have no rows of their own, with so many `people` in all. `series` is shared by
    events that come again, and `papers` is how long before it its papers go out. `hours` are the times of day that it
    is to have once it has a day, written as 09:00-12:00 or 09:00; `questions` are what is asked there.

    Where its file names a venue of the plan, `site` is that record, `venue` is its name and address in words, and
    `capacity`, where the event has none of its own, is what the room or the venue takes.
    """

    id: str
    kind: str = ""
    title: str = ""
    municipality: str = ""
    municipalities: tuple[str, ...] = ()
    round: int | None = None
    themes: tuple[str, ...] = ()
    when: When | None = None
    status: Status = Status.PLANNED
    was: Status | None = None
    postponed: dt.date | None = None
    reason: str = ""
    venue: str = ""
    room: str = ""
    roles: tuple[str, ...] = ()
    crew: tuple[str, ...] = ()
    answer_by: dt.date | None = None
    decide_by: dt.date | None = None
    confirms: str = ""
    reminder: int | None = None
    capacity: int | None = None
    partner: str = ""
    count: int | None = None
    people: int | None = None
    series: str = ""
    papers: Span | None = None
    hours: str = ""
    questions: tuple[str, ...] = ()
    dnr: str = ""
    url: str = ""
    note: str = ""
    source: str = ""
    stated: dt.date | None = None
    imported_uid: str = ""
    after: tuple[After, ...] = ()
    after_kinds: tuple[str, ...] = ()
    not_before: dt.date | None = None
    not_after: dt.date | None = None
    duration: Span | None = None
    owner: str = ""
    body: str = ""
    earlier: tuple[Earlier, ...] = ()
    titles: Texts = field(default_factory=Texts)
    site: Venue | None = field(default=None, compare=False)
    at: Source = field(default=NOWHERE, compare=False)

    @property
    def all_titles(self) -> tuple[str, ...]:
        """Its title in each language that it is written in."""
        return tuple(self.titles.values()) or ((self.title,) if self.title else ())

    @property
    def places(self) -> tuple[str, ...]:
        """The municipalities that it visits: where it is, and the others it is for."""
        return tuple(dict.fromkeys((*((self.municipality,) if self.municipality else ()), *self.municipalities)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Yearly:
    """A day that comes back every year, from the first year on."""

    month: int
    day: int
    first: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Milestone:
    """Something the process must reach: its first promise (baseline), its date now, its outcome (done).

    `duration` is how long its own work takes, from when what it comes after is done until it is reached; `not_before`
    and `not_after` bound the day it is reached. `owner` is a role, never a person. Where its date is not settled,
    `decide_by` is the last day to settle it, and `confirms` the role that does. Of a meeting, `adjusted` and
    `announced` are the days its minutes were adjusted (justerades) and that was announced (anslogs); `preparatory` says
    whether its decision only prepares or carries out another, so that nobody can appeal it.

    `postponed` is the day it was postponed until further notice, `given_up` the day it was given up for good, and
    `reason` why. `journal` is how it was judged, day by day. `meetings` are those at which a body treated it,
    `occurrences` the years of what comes back. Worked out of the whole plan: `reopened` are the days on which a
    referral back opened it again, and `goes_on` is the step in which its matter goes on where that is another one.
    """

    id: str
    title: Texts = field(default_factory=Texts)
    body: str = ""
    baseline: dt.date | None = None
    when: Days | Window | None = None
    every: Yearly | None = None
    done: Days | Window | None = None
    postponed: dt.date | None = None
    given_up: dt.date | None = None
    reason: str = ""
    after: tuple[After, ...] = ()
    after_kinds: tuple[str, ...] = ()
    not_before: dt.date | None = None
    not_after: dt.date | None = None
    duration: Span | None = None
    owner: str = ""
    decide_by: dt.date | None = None
    confirms: str = ""
    adjusted: dt.date | None = None
    announced: dt.date | None = None
    preparatory: bool | None = None
    dnr: str = ""
    note: str = ""
    source: str = ""
    meetings: tuple[Meeting, ...] = ()
    occurrences: tuple[Occurrence, ...] = ()
    journal: tuple[MilestoneNote, ...] = ()
    earlier: tuple[Earlier, ...] = ()
    reopened: tuple[dt.date, ...] = field(default=(), compare=False)
    goes_on: str = field(default="", compare=False)
    at: Source = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """A named release of the schedule: what of events and milestones is new or other than in the one before.

    Of each there is what everybody may know alone. `gone` are the ids of those that the release before had.
    """

    id: str
    published: dt.datetime
    comment: str = ""
    gone: tuple[str, ...] = ()
    events: tuple[Event, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    at: Source = field(default=NOWHERE, compare=False)


BODY_KINDS = (
    "council",
    "board",
    "committee",
    "joint-committee",
    "joint-body",
    "auditors",
    "federation-board",
    "other",
)
"""Fullmäktige, styrelse, nämnd, gemensam nämnd, partssammansatt organ, revisorer, a kommunalförbund's direktion."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """Who decides or acts: regionfullmäktige (the council), regionstyrelsen (the board), the Government.

    `kind` is one of BODY_KINDS where the law sets deadlines round the meetings of such a body.
    """

    id: str
    name: Texts
    kind: str = ""
    at: Source = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Municipality:
    """A municipality (kommun); `code` is in Sweden Statistics Sweden's four digits, kept as text.

    `words` are what lists that come in call it besides.
    """

    id: str
    name: str
    code: str = ""
    lat: float | None = None
    lon: float | None = None
    population: int | None = None
    words: tuple[str, ...] = ()
    at: Source = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Travel:
    """Minutes on the road between two municipalities, as the user gave them, and kilometres; the same both ways."""

    between: tuple[str, str]
    minutes: int
    km: int | None = None
    at: Source = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """An actor group that takes part, or a task on the region's own side (`group` says which).

    `counts_as` is what taking part counts as (8 och 9 §§ lagen (2010:630)): samverkan, samråd or nothing. It is vacant
    from `vacant_from` to `vacant_until`, both included; without one of them that end is open. `words` are what lists
    that come in call it besides. `heard_as` is with whom of those that the law names it is heard, where that is said.
    """

    id: str
    name: Texts
    group: str = "actor"
    counts_as: str = ""
    needs: int | None = None
    vacant_from: dt.date | None = None
    vacant_until: dt.date | None = None
    words: tuple[str, ...] = ()
    heard_as: str = ""
    at: Source = field(default=NOWHERE, compare=False)

    def vacant_on(self, day: dt.date) -> bool:
        """Whether the plan says that nobody holds it on a day."""
        first, last = self.vacant_from, self.vacant_until
        return bool(first or last) and (first is None or first <= day) and (last is None or day <= last)


@dataclass(frozen=True, slots=True, kw_only=True)
class Minimum:
    """How many of a role are wanted at least from a municipality over the whole process; without one, from each."""

    role: str
    number: int
    municipality: str = ""
    at: Source = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class FrameItem:
    """One heading the input is sorted under: a challenge, priority, equality area or target area.

    It holds from `valid_from` to `valid_until`, both included; without one of them that end is open. `replaced_by` is
    the heading that has taken its place: what was sorted under the older one stays there.
    """

    id: str
    kind: str
    name: Texts
    source: str = ""
    valid_from: dt.date | None = None
    valid_until: dt.date | None = None
    replaced_by: str = ""
    at: Source = field(default=NOWHERE, compare=False)

    def holds_on(self, day: dt.date) -> bool:
        """Whether the heading is part of the frame on a day."""
        first, last = self.valid_from, self.valid_until
        return (first is None or first <= day) and (last is None or day <= last)


@dataclass(frozen=True, slots=True, kw_only=True)
class Process:
    """The strategy process as a whole; `period` bounds the events, not the milestones.

    `country` (two letters, ISO 3166) says whose public holidays and law count; a folder that names none is in the
    country of its time zone, and Sweden is assumed (`country_assumed`) where that zone is in none.
    `kinds` names the kinds of events; `tour_kind` is the kind of the tour, which visits every municipality once
    where no tour is declared.
    """

    name: str = ""
    region: str = ""
    timezone: str = "Europe/Stockholm"
    country: str = SWEDEN
    country_assumed: bool = False
    language: str = "sv"
    contact: str = ""
    uid_domain: str = ""
    period: Window | None = None
    tour_kind: str = ""
    kinds: Mapping[str, Texts] = field(default_factory=dict)
    url: str = ""
    register: str = ""
    source: str = ""
    at: Source = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiver:
    """A finding that is accepted until a last day, for a reason."""

    rule: str
    reason: str
    until: dt.date
    record: str = ""
    file: str = ""
    at: Source = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class SeverityChange:
    """Another severity for a rule, until a last day, for a reason; `severity` is note, warning or error."""

    rule: str
    severity: str
    reason: str
    until: dt.date
    at: Source = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """Which milestone adopts the strategy, and which one is its next review."""

    adopted: str
    review: str
    at: Source = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckSettings:
    """What the folder says about its checks: limits in days, changed severities, waivers, paths, rules of its own."""

    tentative_days: int = 14
    slip_days: int = 30
    slack_days: int = 10
    reviews: tuple[Review, ...] = ()
    role_days: int = 7
    invite_days: int = 28
    attendance_days: int = 7
    input_days: int = 7
    fate_days: int = 30
    severities: tuple[SeverityChange, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    privacy_ignore: tuple[str, ...] = ()
    rules: tuple[OwnRule, ...] = ()
    at: Source = field(default=Source("config/checks.toml"), compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """Where calendars are published: a folder of feeds, or a calendar on a CalDAV server; never with a secret.

    `windows` shows what has no day yet, `todo` gives the milestones as tasks, too, and `deadlines` a feed of the
    deadlines round meetings. A folder has a `path`. A server has
    a `url`, the `calendar` there and a `user`; the password comes from a command, an environment variable or, where
    neither is named, the system's keyring. `ca` names a file of certificates that are trusted beside the system's.
    """

    id: str
    kind: str
    path: str = ""
    windows: bool = False
    todo: bool = False
    deadlines: bool = False
    url: str = ""
    calendar: str = ""
    user: str = ""
    password_command: tuple[str, ...] = ()
    password_env: str = ""
    ca: str = ""
    at: Source = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class MailSettings:
    """The mail server that invitations go through; never with a secret, which comes from where a Target's does.

    Without a `user` nobody logs in. A `port` of 0 is the usual one for `security`: starttls, tls or none. `login` is
    password or xoauth2. `sender` is the functional mailbox, empty for the process's contact.
    """

    host: str
    port: int = 0
    security: str = "starttls"
    login: str = "password"
    user: str = ""
    password_command: tuple[str, ...] = ()
    password_env: str = ""
    sender: str = ""
    ca: str = ""
    per_minute: int = 0
    at: Source = field(default=NOWHERE, compare=False)

    @property
    def in_the_clear(self) -> bool:
        """Whether a secret would go over a network without encryption."""
        this_machine = self.host in ("localhost", "::1") or self.host.startswith("127.")
        return self.security == "none" and bool(self.user) and not this_machine


@dataclass(frozen=True, slots=True, kw_only=True)
class Publishing:
    """What config/targets.toml says; `keep_days` is how long a cancellation stays in calendars."""

    keep_days: int = 30
    targets: tuple[Target, ...] = ()
    mail: MailSettings | None = None
    at: Source = field(default=Source("config/targets.toml"), compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A folder as it was read.

    `published` is None where nothing has been published. `unread` names the files that are missing or no TOML, so that
    nobody concludes anything from them. `letters` are letters in the region's own words. `doubles` are the records
    whose id another has, or that lack what they must have: no part of the plan, and looked at for their faults alone.
    `templates` are what new events are made like.
    `versions` are those of the strategy's text, the first one first; the text itself is a file for each.
    `consultations` are those of config/consultations.toml, or of config/checks.toml in folders of older versions.
    """

    process: Process = field(default_factory=Process)
    events: tuple[Event, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    tours: tuple[Tour, ...] = ()
    bodies: tuple[Body, ...] = ()
    retention: Retention = field(default_factory=Retention)
    municipalities: tuple[Municipality, ...] = ()
    travels: tuple[Travel, ...] = ()
    venues: tuple[Venue, ...] = ()
    roles: tuple[Role, ...] = ()
    frame: tuple[FrameItem, ...] = ()
    questions: tuple[FixedQuestion, ...] = ()
    input_kinds: tuple[InputKind, ...] = ()
    checks: CheckSettings = field(default_factory=CheckSettings)
    publishing: Publishing = field(default_factory=Publishing)
    published: Ledger | None = None
    templates: tuple[Event, ...] = ()
    phases: tuple[Phase, ...] = ()
    minimums: tuple[Minimum, ...] = ()
    workyear: CalendarSettings = field(default_factory=CalendarSettings)
    busy: tuple[BusyCalendar, ...] = ()
    preferences: Preferences = field(default_factory=Preferences)
    baselines: tuple[Baseline, ...] = ()
    releases: tuple[Release, ...] = ()
    leadtimes: LeadTimes = field(default_factory=LeadTimes)
    lists: tuple[KnownList, ...] = ()
    letters: tuple[LetterText, ...] = ()
    versions: tuple[TextVersion, ...] = ()
    text_changes: tuple[TextChange, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    site: SiteSettings = field(default_factory=SiteSettings)
    consultations: tuple[Consultation, ...] = ()
    consultation_words: ConsultationWords = field(default_factory=ConsultationWords)
    follow_up: FollowedUp = field(default_factory=FollowedUp)
    unread: frozenset[str] = frozenset()
    doubles: tuple[Any, ...] = ()

    @property
    def records(self) -> tuple[Milestone | Event, ...]:
        """All that may come after something else: the milestones and the events."""
        return (*self.milestones, *self.events)

    @property
    def mailboxes(self) -> frozenset[str]:
        """The functional mailboxes that the folder declares: its own, its consultations', the officer's; folded."""
        declared = (self.process.contact, self.retention.officer, *(one.contact for one in self.consultations))
        return frozenset(one.casefold() for one in declared if one)


class TextFile(NamedTuple):
    """A file's name in the folder and its text, for rules that look at what is written and not what it means."""

    name: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """All that a rule may look at; what nobody has gathered is None."""

    plan: Plan
    today: dt.date
    faults: tuple[Any, ...] = ()
    texts: tuple[TextFile, ...] | None = None
    found: tuple[Any, ...] | None = None
    rules: Mapping[str, Any] = field(default_factory=dict)  # every rule, by code and by name
    register: Any | None = None  # an InShort of people.py, gathered by check --register alone
    published: Published | None = None
    busy: Mapping[str, BusyTimes] | None = None
    listings: Mapping[str, Listing] | None = None  # by name, gathered where the folder has rules of its own
