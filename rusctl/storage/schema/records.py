"""From a table whose keys have been read to a record of the model; what keys say together is looked at here."""

import datetime as dt
from typing import Any

from rusctl.language.message import msg
from rusctl.model.asked import FixedQuestion, InputKind
from rusctl.model.own_rules import OwnRule
from rusctl.model.phases import Phase
from rusctl.model.plan import (
    Body,
    Days,
    Earlier,
    Event,
    FrameItem,
    Hours,
    MailSettings,
    Meeting,
    Milestone,
    MilestoneNote,
    Minimum,
    Municipality,
    Occurrence,
    Outcome,
    Review,
    Role,
    SeverityChange,
    Source,
    Status,
    Target,
    Texts,
    Travel,
    Waiver,
    When,
    Yearly,
)
from rusctl.model.retention import RetentionClass
from rusctl.model.site_settings import Accessibility, SiteTheme
from rusctl.model.strategy import Commitment, CommitmentState, FollowUp, TextChange, TextVersion
from rusctl.model.tours import Tour
from rusctl.model.venues import Venue, VenueRoom
from rusctl.storage.schema.forms import BAD, Faults, Partial, fault, misread

Table = dict[str, Any]
NAMELESS = "?"
NO_DAY = dt.date.max  # stands for the last day of what has none that can be read, and has no effect
DATE_KEYS = ("date", "start", "end", "window")
EVERY = ("every", "month", "day", "first")
BACK = Outcome.REFERRED_BACK.value


def when(table: Table, at: Source, faults: Faults) -> When | None:
    """Take the date keys out of a table and give what they say together; two kinds at once are a fault."""
    date, start, end, window = (table.pop(key, None) for key in DATE_KEYS)
    given = [key for key, value in (("date", date), ("start", start), ("window", window)) if value is not None]
    if len(given) > 1:
        text = msg("{one} and {other} stand together; keep one of them", one=given[0], other=given[1])
        fault(faults, "conflicting-keys", at.key(given[1]), text)
        return None
    if date is not None or window is not None:
        if end is not None:
            text = msg("{one} and {other} stand together; keep one of them", one=given[0], other="end")
            fault(faults, "conflicting-keys", at.key("end"), text)
            return None
        return window if date is None else Days(first=date, last=date)
    return _span(start, end, at, faults)


def _span(start: dt.date | None, end: dt.date | None, at: Source, faults: Faults) -> When | None:
    if start is None and end is None:
        return None
    if isinstance(start, dt.datetime) and end is None and not misread(at, faults, "end"):
        return Hours(start=start, end=None)
    if start is None or end is None:
        there, lacking = ("end", "start") if start is None else ("start", "end")
        text = msg("{key} is missing: {there} stands alone; write both, or date", key=lacking, there=there)
        if not any(problem.at == at.key(lacking) for problem in faults):
            fault(faults, "missing-key", at.key(there), text)
        return None
    if isinstance(start, dt.datetime) and isinstance(end, dt.datetime):
        return Hours(start=start, end=end)
    if isinstance(start, dt.datetime) or isinstance(end, dt.datetime):
        text = msg("start and end must both be days, or both have a time")
        fault(faults, "conflicting-keys", at.key("end"), text)
        return None
    return Days(first=start, last=end)


def earlier(table: Table, at: Source, faults: Faults) -> Any:
    """Make an earlier date."""
    return Earlier(when=when(table, at, faults), at=at, **table)


def event(table: Table, at: Source, faults: Faults) -> Any:
    """Make an event; one whose id cannot be read is called what stands there, so that the rest of it is checked."""
    _undated(table, at, faults)
    _hours(table, at, faults)
    moment = when(table, at, faults)
    table.setdefault("id", at.record or NAMELESS)
    table.setdefault("status", Status.PLANNED)
    titles = table.pop("title", Texts())
    title = next(iter(titles.values()), "")
    return Event(when=moment, at=at, title=title, titles=Texts() if "" in titles else titles, **table)


def _hours(table: Table, at: Source, faults: Faults) -> None:
    """Find times of day beside a day, which has its own, and times that end before they begin."""
    key = next((key for key in ("date", "start", "end") if key in table), "")
    if key and table.pop("hours", None):
        text = msg("{one} and {other} stand together; keep one of them", one="hours", other=key)
        fault(faults, "conflicting-keys", at.key("hours"), text)
    start, _, end = table.get("hours", "").partition("-")
    if end and end <= start:
        fault(faults, "invalid-value", at.key("hours"), msg("{hours} ends before it begins", hours=table.pop("hours")))


def milestone(table: Table, at: Source, faults: Faults) -> Any:
    """Make a milestone; one whose id cannot be read is called what stands there."""
    every = _yearly(table, at, faults)
    _undated(table, at, faults)
    moment = when(table, at, faults)
    if every and moment:
        key = "date" if isinstance(moment, Days) else "window"
        text = msg("{one} and {other} stand together; keep one of them", one="every", other=key)
        fault(faults, "conflicting-keys", at.key(key), text)
    _once_or_yearly(table, every is not None or misread(at, faults, *EVERY), at, faults)
    table.setdefault("id", at.record or NAMELESS)
    table.setdefault("title", Texts())
    meetings, occurrences = table.pop("meeting", ()), table.pop("occurrence", ())
    return Milestone(
        meetings=meetings,
        occurrences=occurrences,
        when=None if isinstance(moment, Hours) else moment,
        every=every,
        at=at,
        **table,
    )


def _undated(table: Table, at: Source, faults: Faults) -> None:
    """Find a date of what is postponed until further notice; the date counts."""
    key = next((key for key in DATE_KEYS if key in table), "")
    if key and table.pop("postponed", None):
        text = msg("{one} and {other} stand together; keep one of them", one="postponed", other=key)
        fault(faults, "conflicting-keys", at.key(key), text)


def _once_or_yearly(table: Table, yearly: bool, at: Source, faults: Faults) -> None:
    """Find years of what does not come back, and meetings of what does; a year may stand once."""
    if yearly:
        for key in ("meeting", "postponed"):
            if table.pop(key, None) is not None:
                text = msg("{one} and {other} stand together; keep one of them", one="every", other=key)
                fault(faults, "conflicting-keys", at.key(key), text)
    elif table.pop("occurrence", None) is not None:
        text = msg('{key} belongs to every = "year"; add that, or write done', key="occurrence")
        fault(faults, "conflicting-keys", at.key("occurrence"), text)
    years: set[int] = set()
    for one in table.get("occurrence", ()):
        if one.year in years:
            text = msg("the year {year} stands twice; keep one of them", year=str(one.year))
            fault(faults, "conflicting-keys", one.at.key("year"), text)
        years.add(one.year)


def meeting(table: Table, at: Source, faults: Faults) -> Any:
    """Make a meeting; one of a single day ends on it."""
    if "from" not in table:
        return BAD
    if "to_step" in table and table.get("outcome") is not Outcome.REFERRED_BACK and not misread(at, faults, "outcome"):
        text = msg('{key} belongs to outcome = "{outcome}"; write that, or take it out', key="to_step", outcome=BACK)
        fault(faults, "conflicting-keys", at.key("to_step"), text)
        del table["to_step"]
    first = table.pop("from")
    return Meeting(first=first, last=table.pop("to", first), at=at, **table)


def journal(table: Table, at: Source, _faults: Faults) -> Any:
    """Make an entry of a journal; without its day, its level or its text there is none."""
    return MilestoneNote(at=at, **table) if table.keys() >= {"date", "level", "text"} else BAD


def occurrence(table: Table, at: Source, faults: Faults) -> Any:
    """Make a year of what comes back; it is done or given up, not both."""
    if "done" in table and "given_up" in table:
        text = msg("{one} and {other} stand together; keep one of them", one="done", other="given_up")
        fault(faults, "conflicting-keys", at.key("given_up"), text)
        del table["given_up"]
    return Occurrence(at=at, **table) if "year" in table else BAD


def _yearly(table: Table, at: Source, faults: Faults) -> Yearly | None:
    every, month, day, first = (table.pop(key, None) for key in EVERY)
    if every is None and misread(at, faults, "every"):
        return None
    if every is None:
        for key, value in (("month", month), ("day", day), ("first", first)):
            if value is not None:
                text = msg('{key} belongs to every = "year"; add that, or write date', key=key)
                fault(faults, "conflicting-keys", at.key(key), text)
        return None
    if month is None or day is None or first is None:
        text = msg('every = "year" needs month, day and first')
        if not misread(at, faults, "month", "day", "first"):
            fault(faults, "missing-key", at.key("every"), text)
        return None
    try:
        dt.date(2001, month, day)  # not a leap year: the day must come every year
    except ValueError:
        text = msg("day {day} does not come every year in month {month}", day=day, month=month)
        fault(faults, "invalid-value", at.key("day"), text)
        return None
    return Yearly(month=month, day=day, first=first)


def tour(table: Table, at: Source, faults: Faults) -> Any:
    """Make a tour; there is none without its kind, or where what it is to visit or how often cannot be read."""
    made = Tour(at=at, **{"kind": "", **table}) if "id" in table else None
    if made is None:
        return BAD
    whole = made.kind and not misread(at, faults, "round", "municipalities", "visits", "themes")
    return made if whole else Partial(made)


def phase(table: Table, at: Source, _faults: Faults) -> Any:
    """Make a phase; without its days there is none."""
    if not table.keys() >= {"id", "from", "to"}:
        return BAD
    return Phase(at=at, first=table.pop("from"), last=table.pop("to"), **_named(table))


def body(table: Table, at: Source, _faults: Faults) -> Any:
    """Make a body."""
    return Body(at=at, **_named(table)) if "id" in table else BAD


def _named(table: Table) -> Table:
    """Give a table with a name: what has none that can be read is called by its id."""
    return table if table.get("name") else {**table, "name": Texts({"": table["id"]})}


def municipality(table: Table, at: Source, _faults: Faults) -> Any:
    """Make a municipality."""
    return Municipality(at=at, **{"name": table["id"], **table}) if "id" in table else BAD


def venue(table: Table, at: Source, _faults: Faults) -> Any:
    """Make a venue."""
    return Venue(at=at, **{"name": table["id"], **table}) if "id" in table else BAD


def venue_room(table: Table, at: Source, _faults: Faults) -> Any:
    """Make a room of a venue."""
    return VenueRoom(at=at, **table) if "name" in table else BAD


def travel(table: Table, at: Source, faults: Faults) -> Any:
    """Make a travel time; it is between two municipalities."""
    pair = table.get("between", ())
    made = Travel(at=at, between=pair, minutes=table.get("minutes", 0), km=table.get("km"))
    if len(pair) != len(("from", "to")):
        if "between" in table:
            fault(faults, "invalid-value", at.key("between"), msg("between names two municipalities"))
        return Partial(made)
    return made if "minutes" in table else Partial(made)


def role(table: Table, at: Source, faults: Faults) -> Any:
    """Make a role; of two days of vacancy neither counts where they contradict each other or one cannot be read."""
    table = _without_contradiction(table, at, faults, "vacant_from", "vacant_until")
    return Role(at=at, **_named(table)) if "id" in table else BAD


def _without_contradiction(table: Table, at: Source, faults: Faults, begins: str, ends: str) -> Table:
    """Leave out two days that are turned round, which is a fault, or of which one cannot be read."""
    first, last = table.get(begins), table.get(ends)
    turned = bool(first and last and last < first)
    if turned:
        fault(faults, "conflicting-keys", at.key(ends), msg("{key} is before {other}", key=ends, other=begins))
    if turned or misread(at, faults, begins, ends):
        return {key: value for key, value in table.items() if key not in (begins, ends)}
    return table


def minimum(table: Table, at: Source, faults: Faults) -> Any:
    """Make a minimum; there is none without its role and its number, or where its municipality cannot be read."""
    made = Minimum(at=at, **{"role": "", "number": 0, **table})
    whole = table.keys() >= {"role", "number"} and not misread(at, faults, "municipality")
    return made if whole else Partial(made)


def frame(table: Table, at: Source, faults: Faults) -> Any:
    """Make a heading; its kind is the list it stands in. Days that contradict each other do not count."""
    table = _without_contradiction(table, at, faults, "valid_from", "valid_until")
    return FrameItem(at=at, kind=str(at.route[0]), **_named(table)) if "id" in table else BAD


def input_kind(table: Table, at: Source, _faults: Faults) -> Any:
    """Make a kind of inputs."""
    return InputKind(at=at, **_named(table)) if "id" in table else BAD


def question(table: Table, at: Source, _faults: Faults) -> Any:
    """Make a fixed question; without its text there is none."""
    return FixedQuestion(at=at, **table) if {"id", "text"} <= set(table) else BAD


def waiver(table: Table, at: Source, faults: Faults) -> Any:
    """Make a waiver; it waives nothing without its rule, reason and last day, or where `record` cannot be read."""
    made = Waiver(at=at, **{"rule": "", "reason": "", "until": NO_DAY, **table})
    whole = table.keys() >= {"rule", "reason", "until"} and not misread(at, faults, "record", "file")
    return made if whole else Partial(made)


def review(table: Table, at: Source, _faults: Faults) -> Any:
    """Make a review; without its two milestones there is none."""
    made = Review(at=at, **{"adopted": "", "review": "", **table})
    return made if made.adopted and made.review else Partial(made)


def retention_class(table: Table, at: Source, _faults: Faults) -> Any:
    """Make a retention class; what lacks has been told already."""
    return RetentionClass(at=at, **table) if {"id", "what", "months", "decision"} <= set(table) else BAD


def severity(table: Table, at: Source, _faults: Faults) -> Any:
    """Make a change of severity; without all its keys it changes nothing."""
    made = SeverityChange(at=at, **{"rule": "", "severity": "", "reason": "", "until": NO_DAY, **table})
    return made if table.keys() >= {"rule", "severity", "reason", "until"} else Partial(made)


def own_rule(table: Table, at: Source, _faults: Faults) -> Any:
    """Make a rule of the folder's own; without all its keys there is none."""
    return OwnRule(at=at, **table) if table.keys() >= {"name", "over", "when", "severity", "sentence"} else BAD


def text_version(table: Table, at: Source, _faults: Faults) -> Any:
    """Make a version of the strategy's text."""
    return TextVersion(at=at, **_named(table)) if "id" in table else BAD


def text_change(table: Table, at: Source, _faults: Faults) -> Any:
    """Make what is said of a paragraph's change; without its version and its paragraph it is of none."""
    return TextChange(at=at, **table) if table.keys() >= {"version", "paragraph"} else BAD


def commitment(table: Table, at: Source, _faults: Faults) -> Any:
    """Make a joint commitment; what is done has a day or the state that says so."""
    if "id" not in table:
        return BAD
    follow_ups = table.pop("follow_up", ())
    if "done" in table:
        table.setdefault("state", CommitmentState.DONE)
    return Commitment(at=at, follow_ups=follow_ups, **{"what": table["id"], **table})


def follow_up(table: Table, at: Source, _faults: Faults) -> Any:
    """Make how a commitment stood; without its day and its state it says nothing."""
    return FollowUp(at=at, **table) if table.keys() >= {"date", "state"} else BAD


def site_theme(table: Table, _at: Source, _faults: Faults) -> SiteTheme:
    """Make the colours and the logo of a site."""
    return SiteTheme(**table)


def accessibility(table: Table, _at: Source, _faults: Faults) -> Accessibility:
    """Make what has been assessed of a site's accessibility."""
    return Accessibility(**table)


def target(table: Table, at: Source, _faults: Faults) -> Any:
    """Make a target; that it has what its kind needs is a rule, and what publishes to it asks again."""
    made = Target(at=at, **{"id": at.record or NAMELESS, "kind": "", **table})
    return made if table.keys() >= {"id", "kind"} else Partial(made)


def mail(table: Table, at: Source, _faults: Faults) -> Any:
    """Make the settings of mail; without a server there are none."""
    table["sender"] = table.pop("from", "")
    made = MailSettings(at=at, **{"host": "[mail]", **table})
    return made if "host" in table else Partial(made)
