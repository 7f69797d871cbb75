"""The keys of config/workdays.toml: school breaks, meeting days and elections."""

import datetime as dt
from typing import Any

from rusctl.language.message import msg
from rusctl.model.durations import FIRST_YEAR
from rusctl.model.plan import Source
from rusctl.model.workdays import Election, MeetingDays, SchoolBreak
from rusctl.storage.schema.forms import BAD, Day, Faults, Listed, Partial, Pattern, fault
from rusctl.storage.schema.string_patterns import slug, text
from rusctl.storage.schema.tables import Key, Keys, Records, Table

calendar_file = Pattern(
    r"(?:[A-Za-z0-9_-][A-Za-z0-9_.-]*/)*[A-Za-z0-9_-][A-Za-z0-9_.-]*\.ics",
    msg("the path of a calendar file in the folder, such as busy/council.ics"),
)
NO_DAY = dt.date(FIRST_YEAR, 1, 1)  # stands for a day that is not known, where nothing is planned
ONE_OF_DAYS_AND_ICS = {"oneOf": [{"required": ["days"]}, {"required": ["ics"]}]}


def _school_break(table: dict[str, Any], at: Source, _faults: Faults) -> Any:
    """Make a school break; that it does not end before it begins is a rule."""
    first, last = table.pop("from", None), table.pop("to", None)
    whole = first is not None and last is not None
    made = SchoolBreak(
        at=at, first=first if whole else NO_DAY, last=last if whole else NO_DAY, **{"name": "[[school_break]]", **table}
    )
    return made if whole and "name" in table else Partial(made)


def _meeting_day(table: dict[str, Any], at: Source, faults: Faults) -> Any:
    """Make the meeting days of a body: from a list or from a calendar file."""
    given = [key for key in ("days", "ics") if key in table]
    unread = any(problem.at in (at.key("days"), at.key("ics")) for problem in faults)
    if len(given) > 1:
        text = msg("{one} and {other} stand together; keep one of them", one=given[0], other=given[1])
        fault(faults, "conflicting-keys", at.key("ics"), text)
    elif not given and not unread:
        fault(faults, "missing-key", at, msg("days or ics is missing: say when the body meets"))
    elif given and "body" in table:
        return MeetingDays(at=at, **table)
    return Partial(MeetingDays(at=at, body=table.get("body", "")))


def _election(table: dict[str, Any], at: Source, _faults: Faults) -> Any:
    """Make an election."""
    return Election(at=at, day=table.pop("date"), **table) if "date" in table else BAD


_SCHOOL_BREAK: Keys = {
    "name": Key(text, "what the break is called", required=True),
    "from": Key(Day(), "the first day without school", required=True),
    "to": Key(Day(), "the last day without school", required=True),
    "municipalities": Key(Listed(slug), "where: ids of config/municipalities.toml; in all where absent"),
    "source": Key(text, "who or what said it"),
}
_MEETING_DAY: Keys = {
    "body": Key(slug, "who meets: an id of [[body]] in config/process.toml", required=True),
    "days": Key(Listed(Day()), "the days of its meetings"),
    "ics": Key(calendar_file, "or the calendar file that holds them"),
    "source": Key(text, "who or what said it"),
}
_ELECTION: Keys = {
    "date": Key(Day(), "the day of an election to the councils", required=True),
    "source": Key(text, "who or what said it"),
}
WORKDAYS_KEYS: Keys = {
    "school_break": Key(
        Records(Table(_SCHOOL_BREAK, _school_break)), "days without school, as the municipality set them"
    ),
    "meeting_day": Key(Records(Table(_MEETING_DAY, _meeting_day, ONE_OF_DAYS_AND_ICS)), "when bodies meet"),
    "election": Key(Records(Table(_ELECTION, _election)), "elections to the councils; new terms of office follow"),
}
