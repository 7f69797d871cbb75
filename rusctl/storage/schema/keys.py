"""The keys of a plan's files: the one table that the loader, the JSON Schemas and docs/files.md are made from.

The descriptions are message ids: `Language.phrase` puts them into words.
"""

from rusctl.diagnostics import Severity
from rusctl.language.catalogue import LANGUAGES
from rusctl.model.plan import BODY_KINDS, Level, Outcome, Status
from rusctl.model.retention import Kept
from rusctl.storage.files.names import (
    BASELINES,
    CHECKS,
    COMMITMENTS,
    CONSULTATIONS,
    DEADLINES,
    EVENTS,
    FOLLOW_UP,
    FRAME,
    LISTS,
    MUNICIPALITIES,
    PROCESS,
    PUBLISHED,
    RELEASES,
    RETENTION,
    ROLES,
    SITE,
    TARGETS,
    VERSIONS,
    WORKDAYS,
)
from rusctl.storage.schema import cross_field_rules, records
from rusctl.storage.schema.baseline_keys import baseline_keys
from rusctl.storage.schema.busy_keys import busy_keys
from rusctl.storage.schema.consultation_keys import CONSULTATION_KEYS, OLDER
from rusctl.storage.schema.consultation_records import older_consultation
from rusctl.storage.schema.deadline_keys import DEADLINES_KEYS
from rusctl.storage.schema.follow_up_keys import FOLLOW_UP_KEYS
from rusctl.storage.schema.forms import Choice, Day, Flag, Listed, Moment, Number, Text
from rusctl.storage.schema.list_keys import list_keys
from rusctl.storage.schema.preference_keys import preference_keys
from rusctl.storage.schema.published_keys import PUBLISHED_KEYS
from rusctl.storage.schema.release_keys import release_keys
from rusctl.storage.schema.site_keys import SITE_KEYS
from rusctl.storage.schema.span_forms import AfterForm, SpanText
from rusctl.storage.schema.strategy_keys import COMMITMENT_KEYS, STRATEGY_KEYS
from rusctl.storage.schema.string_patterns import (
    YEAR,
    code,
    country,
    database,
    domain,
    email,
    fingerprint,
    hours,
    own_name,
    slug,
    text,
    url,
    zone,
)
from rusctl.storage.schema.tables import WINDOW, DayOrWindow, Key, Keys, Mapped, Named, Records, Table
from rusctl.storage.schema.target_keys import TARGETS_KEYS
from rusctl.storage.schema.workdays_keys import WORKDAYS_KEYS

MINUTES_IN_FOUR_WEEKS = 40_320
MINUTES_IN_A_DAY = 1_440

_WHEN: Keys = {
    "date": Key(Day(), "the day, where no time is set"),
    "start": Key(Moment(), "when it starts, by the local clock; or the first of several days"),
    "end": Key(Moment(), "when it ends, left out where nobody knows; or the last of several days, which is included"),
    "window": Key(WINDOW, "the days between which it is to be, where the day is not set"),
}
_EARLIER: Keys = {
    **_WHEN,
    "stated": Key(Day(), "the day it was said"),
    "source": Key(text, "who or what said it"),
    "reason": Key(text, "why it no longer holds"),
}
_MILESTONE_EARLIER: Keys = {
    **{key: value for key, value in _EARLIER.items() if key not in ("start", "end")},
    "done": Key(DayOrWindow(), "when it was reached then, before a referral back opened it again"),
}
_MEETING: Keys = {
    "from": Key(Day(), "the day of the meeting, or its first one", required=True),
    "to": Key(Day(), "the last day of a meeting over several days, which is included"),
    "outcome": Key(
        Choice(Outcome, Outcome),
        "how it ended: adopted, referred back (återremiss), tabled (bordlagd) or rejected; absent for one to come",
    ),
    "to_step": Key(slug, "the milestone that a referral back goes back to, from which all is done again"),
    "reason": Key(text, "why it ended so"),
    "adjusted": Key(Day(), "the day its minutes were approved (justerades)"),
    "announced": Key(Day(), "the day that was announced on the notice board (anslogs)"),
    "dnr": Key(text, "the diarienummer of the decision"),
    "source": Key(text, "who or what said it"),
}
_OCCURRENCE: Keys = {
    "year": Key(YEAR, "the year", required=True),
    "done": Key(Day(), "the day it was done"),
    "given_up": Key(Day(), "the day it was decided that it is not done that year"),
    "reason": Key(text, "why it is not done, or was late"),
    "dnr": Key(text, "the diarienummer of what was sent"),
    "source": Key(text, "who or what said it"),
}

_JOURNAL: Keys = {
    "date": Key(Day(), "the day it is said", required=True),
    "level": Key(Choice(Level, Level), "how it stands: green, yellow or red", required=True),
    "text": Key(text, "what is said, and what is done about it; never about a person", required=True),
    "source": Key(text, "who or what said it: a role or a meeting"),
}

_NETWORK: Keys = {
    "after": Key(
        Listed(AfterForm(slug)),
        'ids of milestones or events it comes after; { id = "board", gap = "3 weeks" } says the least time between',
    ),
    "after_kinds": Key(
        Listed(slug), "kinds of events of which it comes after every one that is not cancelled, such as the tour's"
    ),
    "not_before": Key(Day(), "the first day it may be"),
    "not_after": Key(Day(), "the last day it may be"),
    "duration": Key(SpanText(), 'how long its own work takes once what it comes after is done, such as "6 weeks"'),
    "owner": Key(slug, "who sees to it: an id of config/roles.toml"),
}
_EVENT: Keys = {
    "id": Key(slug, "the event's own short name, never changed and never used again", required=True),
    "kind": Key(slug, "what kind of meeting it is: a key of [kinds] in config/process.toml", required=True),
    "title": Key(Named(), "the text people see. Default: the kind and the municipality"),
    "municipality": Key(slug, "where it is: an id of config/municipalities.toml"),
    "municipalities": Key(Listed(slug), "all that it is for, where that is more than the one where it is"),
    "round": Key(Number(1, 1_000), "which round of a tour it is of; default: the first"),
    "themes": Key(Listed(slug), "what it is about: ids of headings in config/frame.toml"),
    **_WHEN,
    "hours": Key(hours, "the times of day it is to have once it has a day, such as 09:00-12:00"),
    "status": Key(Choice(Status, Status), "how firm it is", required=True),
    "was": Key(Choice(Status, Status), "the status before it was cancelled, written by rusctl"),
    "postponed": Key(Day(), "the day it was postponed until further notice; then it has no date"),
    "reason": Key(text, "why it was cancelled or postponed"),
    "venue": Key(text, "the place: an id of [[venue]] in config/municipalities.toml, or a text"),
    "room": Key(text, "the room"),
    "roles": Key(Listed(slug), "who is to take part: ids of actor groups in config/roles.toml"),
    "crew": Key(Listed(slug), "who works there: ids of crew roles in config/roles.toml"),
    "answer_by": Key(Day(), "the last day to answer (svar senast, OSA)"),
    "decide_by": Key(Day(), "the last day to confirm it, move it or cancel it, where it is tentative"),
    "confirms": Key(slug, "the role that confirms it: an id of config/roles.toml"),
    "reminder": Key(Number(0, MINUTES_IN_FOUR_WEEKS), "minutes before the start that calendars remind"),
    "capacity": Key(Number(0, 1_000_000), "how many the room takes; default: what its [[venue]] says of it"),
    "partner": Key(text, "the organisation that holds it, where it is not the region; never a person"),
    "count": Key(Number(1, 100_000), "how many dialogues it stands for, where they have no rows of their own"),
    "people": Key(Number(0, 10_000_000), "how many took part in all, where they are in no register"),
    "series": Key(slug, "what events that come again have in common, written by rusctl"),
    "papers": Key(SpanText(), 'how long before it the papers go out, such as "14 days"'),
    "questions": Key(Listed(text), "what is asked at it"),
    "dnr": Key(text, "the diarienummer of the document about it"),
    "url": Key(url, "a page about it"),
    "note": Key(Text(lines=True), "anything else, never about a person"),
    "source": Key(text, "where the event is from"),
    "stated": Key(Day(), "the day its date was stated; `rusctl event move` keeps it"),
    "imported_uid": Key(
        fingerprint,
        "a fingerprint of the UID that it has in the calendar it was imported from",
    ),
    **_NETWORK,
    "body": Key(slug, "who holds it: an id of [[body]] in config/process.toml"),
    "earlier": Key(
        Records(Table(_EARLIER, records.earlier, cross_field_rules.WHEN)), "dates that were stated and no longer hold"
    ),
}
_LIKE = (
    *("title", "themes", "hours", "venue", "room", "roles", "crew", "confirms", "reminder", "capacity", "partner"),
    *("papers", "questions", "note", "duration", "owner", "body"),
)
_TEMPLATE: Keys = {
    "id": Key(slug, "the template's own short name", required=True),
    "kind": Key(slug, "the kind of the events made like it: a key of [kinds]; default: the tour's"),
    **{name: _EVENT[name] for name in _LIKE},
}
_MILESTONE: Keys = {
    "id": Key(slug, "the milestone's own short name", required=True),
    "title": Key(Named(), "what people see", required=True),
    "body": Key(slug, "who decides or acts: an id of [[body]]"),
    "baseline": Key(Day(), "the day that was first promised; never changed"),
    "date": Key(Day(), "the day it is planned for now"),
    "window": Key(WINDOW, "the days between which it is to be, where the day is not set"),
    "every": Key(Choice(["year"]), "for what comes back: with month and day"),
    "month": Key(Number(1, 12), "the month it comes back"),
    "day": Key(Number(1, 31), "the day of the month it comes back"),
    "first": Key(YEAR, "the first year of what comes back"),
    "done": Key(DayOrWindow(), "when it happened"),
    "postponed": Key(Day(), "the day it was postponed until further notice; then it has no date"),
    "given_up": Key(Day(), "the day it was given up for good"),
    "reason": Key(text, "why it was postponed or given up"),
    "decide_by": Key(Day(), "the last day to settle its date; taken out once the date is settled"),
    "confirms": Key(slug, "the role that settles its date: an id of config/roles.toml"),
    **_NETWORK,
    "adjusted": Key(Day(), "the day the minutes of the meeting were approved (justerades)"),
    "announced": Key(Day(), "the day it was announced (anslogs) that they are adjusted"),
    "preparatory": Key(
        Flag(),
        "true where the decision only prepares or carries out another, such as the board's proposal to the council, so "
        "that nobody can appeal it; false where the body decides itself",
    ),
    "dnr": Key(text, "the diarienummer of the document about it"),
    "note": Key(Text(lines=True), "anything else, never about a person"),
    "source": Key(text, "who or what stated the date"),
    "meeting": Key(
        Records(Table(_MEETING, records.meeting, cross_field_rules.MEETING)),
        "the meetings at which a body treated it, each with how it ended",
    ),
    "occurrence": Key(
        Records(Table(_OCCURRENCE, records.occurrence, cross_field_rules.OCCURRENCE)),
        "of what comes back: each year that was done or given up",
    ),
    "journal": Key(Records(Table(_JOURNAL, records.journal)), "how it was judged, day by day; nothing is taken out"),
    "earlier": Key(
        Records(Table(_MILESTONE_EARLIER, records.earlier, cross_field_rules.DAY_OR_WINDOW)),
        "dates that were stated and no longer hold",
    ),
}
_RELEASED_EVENT: Keys = {
    name: _EVENT[name]
    for name in (
        *("id", "kind", "title", "municipality", "municipalities", "round", *_WHEN, "status", "postponed", "venue"),
        "room",
    )
}
_RELEASED_MEETING: Keys = {name: _MEETING[name] for name in ("from", "to", "outcome", "to_step")}
_RELEASED_YEAR: Keys = {name: _OCCURRENCE[name] for name in ("year", "done", "given_up")}
_RELEASED_MILESTONE: Keys = {
    **{
        name: _MILESTONE[name]
        for name in (
            *("id", "title", "body", "date", "window", "every", "month", "day", "first", "done", "postponed"),
            "given_up",
        )
    },
    "meeting": Key(Records(Table(_RELEASED_MEETING, records.meeting)), _MILESTONE["meeting"].about),
    "occurrence": Key(Records(Table(_RELEASED_YEAR, records.occurrence)), _MILESTONE["occurrence"].about),
}
_TOUR: Keys = {
    "id": Key(slug, "the tour's own short name", required=True),
    "kind": Key(slug, "the kind of its events: a key of [kinds]", required=True),
    "name": Key(Named(), "what people see; default: the kind"),
    "round": Key(Number(1, 1_000), "which round it is, where there are several of the kind"),
    "municipalities": Key(Listed(slug), "those it is to visit; default: all"),
    "visits": Key(
        Number(0, 1_000), "how often it is to visit each of them, 1 where absent; 0 where it is not of municipalities"
    ),
    "themes": Key(Listed(slug), "what it is to treat: ids of headings in config/frame.toml"),
    "closes": Key(slug, "the milestone that is reached once it is complete and its last stop was held: an id"),
}
_PHASE: Keys = {
    "id": Key(slug, "the phase's own short name", required=True),
    "name": Key(Named(), "what people see", required=True),
    "from": Key(Day(), "its first day", required=True),
    "to": Key(Day(), "its last day, which is included", required=True),
    "overlaps": Key(Listed(slug), "phases that it may have days in common with: ids"),
    "source": Key(text, "who or what said the days"),
}
_BODY: Keys = {
    "id": Key(slug, "the body's own short name", required=True),
    "name": Key(Named(), "what people see", required=True),
    "kind": Key(
        Choice(BODY_KINDS),
        "for the deadlines that the law sets round its meetings: council (fullmäktige), board (styrelse), committee "
        "(nämnd), joint-committee (gemensam nämnd), joint-body (partssammansatt organ), auditors (revisorer), "
        "federation-board (direktionen i ett kommunalförbund), other",
    ),
}
_MUNICIPALITY: Keys = {
    "id": Key(slug, "the municipality's own short name, without å, ä and ö", required=True),
    "name": Key(text, "the name as people write it", required=True),
    "code": Key(code, "the municipality's code; in Sweden Statistics Sweden's four digits"),
    "lat": Key(Number(-90, 90, decimal=True), "latitude of the main town, in degrees"),
    "lon": Key(Number(-180, 180, decimal=True), "longitude of the main town, in degrees"),
    "population": Key(Number(0, 10**9), "inhabitants"),
    "words": Key(Listed(text), "other words for it in lists that come in"),
}
_TRAVEL: Keys = {
    "between": Key(Listed(slug), "two municipalities", required=True),
    "minutes": Key(Number(0, MINUTES_IN_A_DAY), "minutes on the road, both ways alike", required=True),
    "km": Key(Number(0, 10_000), "kilometres on the road, both ways alike"),
}
_VENUE_ROOM: Keys = {
    "name": Key(text, "the room's name", required=True),
    "capacity": Key(Number(0, 1_000_000), "how many it takes"),
}
_VENUE: Keys = {
    "id": Key(slug, "the venue's own short name, which `venue` of an event is", required=True),
    "name": Key(text, "the name as people write it", required=True),
    "municipality": Key(slug, "where it is: an id"),
    "address": Key(text, "the address to show in calendars and messages"),
    "lat": Key(Number(-90, 90, decimal=True), "latitude of its entrance, in degrees"),
    "lon": Key(Number(-180, 180, decimal=True), "longitude of its entrance, in degrees"),
    "step_free": Key(Flag(), "true where one comes in without steps; false where there are steps"),
    "hearing_loop": Key(Flag(), "true where there is a hearing loop (hörslinga); false where there is none"),
    "parking": Key(text, "where one parks, and where those with a permit for disabled people do"),
    "capacity": Key(Number(0, 1_000_000), "how many it takes in all"),
    "rooms": Key(
        Records(Table(_VENUE_ROOM, records.venue_room)), 'its rooms, such as { name = "Stora salen", capacity = 120 }'
    ),
    "contact": Key(text, "whom to ask there: a function such as the caretakers, never a person"),
}
_ROLE: Keys = {
    "id": Key(slug, "the role's own short name", required=True),
    "name": Key(Named(), "what people see", required=True),
    "group": Key(Choice(["actor", "crew"]), "actor: takes part; crew: works on the region's side", required=True),
    "counts_as": Key(Choice(["samverkan", "samråd"]), "what taking part counts as (8 och 9 §§ lagen (2010:630))"),
    "heard_as": Key(
        Choice(["municipality", "region", "authority", "business", "organisation"]),
        "with whom of those that the law names it is heard; default: as the shipped role of that id, or as nobody",
    ),
    "needs": Key(Number(0, 10_000), "how many an event needs"),
    "vacant_from": Key(Day(), "the first day on which nobody holds it"),
    "vacant_until": Key(Day(), "the last day on which nobody holds it; default: until further notice"),
    "words": Key(Listed(text), "other words for it in lists that come in, such as kommunalråd"),
}
_MINIMUM: Keys = {
    "role": Key(slug, "the role: an id", required=True),
    "municipality": Key(slug, "from which municipality: an id; default: from each"),
    "number": Key(Number(1, 100_000), "how many are wanted at least, over the whole process", required=True),
}
_FRAME: Keys = {
    "id": Key(slug, "the heading's own short name", required=True),
    "name": Key(Named(), "what people see", required=True),
    "source": Key(text, "where the wording is from"),
    "valid_from": Key(Day(), "the first day on which it is part of the frame; default: from the beginning"),
    "valid_until": Key(Day(), "the last day on which it is; default: until further notice"),
    "replaced_by": Key(
        slug, "the heading that has taken its place: an id; what stands under the older one stays there"
    ),
}
_INPUT_KIND: Keys = {
    "id": Key(slug, "the kind's own short name", required=True),
    "name": Key(Named(), "what people see", required=True),
}
_QUESTION: Keys = {
    "id": Key(slug, "the question's own short name", required=True),
    "text": Key(Named(), "the question as it is put", required=True),
    "kinds": Key(
        Listed(slug),
        "the kinds of events at which it is put: keys of [kinds] in config/process.toml; default: all",
    ),
}
_WAIVER: Keys = {
    "rule": Key(text, "the rule's name or code", required=True),
    "reason": Key(text, "why the finding is accepted", required=True),
    "until": Key(Day(), "the last day it is accepted", required=True),
    "record": Key(text, "the id it is accepted for; default: for all"),
    "file": Key(text, "the file it is accepted in; default: in all"),
}

_RETENTION_CLASS: Keys = {
    "id": Key(slug, "the class's own short name", required=True),
    "what": Key(
        Choice(Kept, Kept),
        "contact: email and telephone; person: all about a person; history: the change history; erased: "
        "the digests of erased addresses; inputs: what was said at the dialogues",
        required=True,
    ),
    "months": Key(
        Number(1, 1_200),
        "how long it is kept: from the person's last event; history: from the change; erased: from the erasure; "
        "inputs: from the event at which it was said",
        required=True,
    ),
    "decision": Key(text, "the diarienummer of the decision on disposal (gallringsbeslut)", required=True),
}
_SEVERITY: Keys = {
    "rule": Key(text, "the rule's name or code", required=True),
    "severity": Key(Choice(severity.word for severity in Severity), "how bad its findings are to be", required=True),
    "reason": Key(text, "why", required=True),
    "until": Key(Day(), "the last day it is so", required=True),
}

_OWN_RULE: Keys = {
    "name": Key(own_name, "the rule's own name, which begins with own-", required=True),
    "over": Key(Choice(["events", "milestones"]), "which listing it looks at, row by row", required=True),
    "when": Key(
        text,
        'what is true of a row that it finds, by the fields of the listing, such as status == "tentative" and '
        "days_left < 21",
        required=True,
    ),
    "severity": Key(Choice(severity.word for severity in Severity), "how bad its findings are", required=True),
    "sentence": Key(Named(), "what is said of a row; names of fields in braces stand for their values", required=True),
}
_REVIEW: Keys = {
    "adopted": Key(slug, "the milestone that adopts the strategy", required=True),
    "review": Key(slug, "the milestone that is its next review", required=True),
}

FILES: dict[str, Keys] = {
    EVENTS: {
        "event": Key(Records(Table(_EVENT, records.event, cross_field_rules.EVENT)), "the events, one after another")
    },
    PROCESS: {
        "name": Key(text, "the name of the process", required=True),
        "region": Key(text, "the region", required=True),
        "timezone": Key(zone, "the time zone of every time in the folder", required=True),
        "country": Key(country, "whose public holidays and law count; default: the country that the time zone is in"),
        "language": Key(Choice(LANGUAGES), "the language of calendars and, unless said otherwise, of rusctl"),
        "contact": Key(email, "the functional mailbox; never a person's address"),
        "uid_domain": Key(domain, "what ends every calendar UID; set once, never changed", required=True),
        "period": Key(WINDOW, "the days between which events are held", required=True),
        "tour_kind": Key(slug, "the kind of event that visits every municipality once"),
        "kinds": Key(Mapped(Named()), "the kinds of events and what people call them"),
        "url": Key(url, "the page of the process"),
        "register": Key(
            database,
            "the database of the register, where several colleagues share one; else it is a file beside the plan",
        ),
        "source": Key(text, "where these facts are from"),
        "tour": Key(
            Records(Table(_TOUR, records.tour)), "the tours, where one that visits each municipality once is not all"
        ),
        "phase": Key(Records(Table(_PHASE, records.phase)), "the phases of the process, in their order"),
        "template": Key(
            Records(Table(_TEMPLATE, records.event)), "what events are made like: rusctl event copy names one"
        ),
        "body": Key(Records(Table(_BODY, records.body)), "who decides or acts"),
        "milestone": Key(
            Records(Table(_MILESTONE, records.milestone, cross_field_rules.MILESTONE)),
            "what the process must reach, in order",
        ),
    },
    MUNICIPALITIES: {
        "municipality": Key(Records(Table(_MUNICIPALITY, records.municipality)), "the municipalities"),
        "travel": Key(
            Records(Table(_TRAVEL, records.travel, cross_field_rules.TRAVEL)), "minutes on the road, as you know them"
        ),
        "venue": Key(Records(Table(_VENUE, records.venue)), "the places at which events are held"),
    },
    ROLES: {
        "role": Key(Records(Table(_ROLE, records.role)), "who takes part, and who works"),
        "minimum": Key(Records(Table(_MINIMUM, records.minimum)), "how many are wanted of a role from a municipality"),
    },
    FRAME: {
        "challenge": Key(Records(Table(_FRAME, records.frame)), "societal challenges (samhällsutmaningar)"),
        "priority": Key(Records(Table(_FRAME, records.frame)), "priorities (prioriteringar)"),
        "equality": Key(Records(Table(_FRAME, records.frame)), "areas of gender equality and equality"),
        "target": Key(Records(Table(_FRAME, records.frame)), "target areas (målområden) of the adopted strategy"),
        "input_kind": Key(
            Records(Table(_INPUT_KIND, records.input_kind)),
            "kinds of inputs (inspel); default: challenge, opportunity, proposal and fact",
        ),
        "question": Key(
            Records(Table(_QUESTION, records.question)), "the questions that are put at every dialogue, in their order"
        ),
    },
    CHECKS: {
        "tentative_days": Key(Number(0, 366), "days before an event that a tentative status is a finding"),
        "slip_days": Key(Number(0, 3_660), "days after its baseline that an open milestone is a finding"),
        "slack_days": Key(Number(0, 3_660), "days of slack on the critical path below which it is a finding"),
        "consultation": Key(
            Records(Table(OLDER, older_consultation)),
            "formal consultations (remisser) in folders of older versions; they stand in config/consultations.toml",
        ),
        "review": Key(Records(Table(_REVIEW, records.review)), "when the strategy is to be reviewed"),
        "role_days": Key(Number(0, 366), "days before an event when a role without anybody coming becomes a finding"),
        "invite_days": Key(Number(0, 366), "days before an event when missing invitations become a finding"),
        "attendance_days": Key(Number(0, 366), "days after an event when missing attendance becomes a finding"),
        "input_days": Key(Number(0, 366), "days after a stop when missing inputs become a finding"),
        "fate_days": Key(
            Number(0, 366), "days before the decision that it is a finding when an input has no fate: what became of it"
        ),
        "severity": Key(Records(Table(_SEVERITY, records.severity)), "severities changed, for a reason, until a day"),
        "privacy_ignore": Key(Listed(text), "paths that `rusctl check --privacy` passes over, such as tests/*"),
        "rule": Key(Records(Table(_OWN_RULE, records.own_rule)), "rules of your own"),
        "waiver": Key(Records(Table(_WAIVER, records.waiver)), "findings accepted for a reason until a last day"),
    },
    RETENTION: {
        "controller": Key(Named(), "who is responsible for the personal data (personuppgiftsansvarig)"),
        "officer": Key(email, "the functional mailbox of the data protection officer (dataskyddsombud)"),
        "purpose": Key(Named(), "what the register is for"),
        "legal_basis": Key(Named(), "on which legal basis it is held"),
        "recipients": Key(Listed(Named()), "who gets the data: a text for each"),
        "origin": Key(Named(), "where the data are from, such as the municipalities' own lists"),
        "more": Key(Named(), "what else the notice is to say, such as to whom one complains"),
        "link": Key(
            url,
            "the page about how the data are handled; the first message to a person then links to it instead "
            "of telling more",
        ),
        "class": Key(
            Records(Table(_RETENTION_CLASS, records.retention_class)),
            "what is kept for how long, by which decision it goes",
        ),
        "erased_digests": Key(
            Flag(), "false: of who was erased a number is kept, and no digests of the addresses, which tell them again"
        ),
        "comments": Key(Flag(), "false: what is said beside an answer by mail is not kept, not even until the event"),
    },
    TARGETS: TARGETS_KEYS,
    WORKDAYS: {**WORKDAYS_KEYS, **busy_keys(slug), **preference_keys(slug)},
    DEADLINES: DEADLINES_KEYS,
    VERSIONS: STRATEGY_KEYS,
    COMMITMENTS: COMMITMENT_KEYS,
    SITE: SITE_KEYS,
    CONSULTATIONS: CONSULTATION_KEYS,
    FOLLOW_UP: FOLLOW_UP_KEYS,
}
OWN: dict[str, Keys] = {  # written by rusctl alone, so there are no templates and no schemas
    PUBLISHED: PUBLISHED_KEYS,
    BASELINES: baseline_keys(slug),
    LISTS: list_keys(),
    RELEASES: release_keys(slug, Table(_RELEASED_EVENT, records.event), Table(_RELEASED_MILESTONE, records.milestone)),
}
OPTIONAL = frozenset(
    {
        *(MUNICIPALITIES, ROLES, FRAME, CHECKS, RETENTION, TARGETS, WORKDAYS, DEADLINES),
        *(VERSIONS, COMMITMENTS, SITE, CONSULTATIONS, FOLLOW_UP, *OWN),
    }
)
