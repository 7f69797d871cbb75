"""What the keys of a plan are called in a sentence about a change, and how their values are shown there."""

import datetime as dt
from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Any

from rusctl.language import dates
from rusctl.language.catalogue import LANGUAGES
from rusctl.language.message import Message, msg
from rusctl.language.names import municipality_name
from rusctl.language.spans import span
from rusctl.language.vocabulary import STATUS
from rusctl.language.vocabulary_strategy import COMMITMENT_KIND, COMMITMENT_STATE
from rusctl.model.consulting import ConsultationQuestion
from rusctl.model.durations import After, Span
from rusctl.model.plan import Plan, Texts, Yearly

LEAP_YEAR = 2000  # every day of a year exists in it

LABELS: dict[str, Message] = {
    "address": msg("address"),
    "adjusted": msg("minutes approved"),
    "after": msg("comes after"),
    "after_kinds": msg("comes after all of the kind"),
    "announced": msg("approved minutes announced"),
    "answer_by": msg("last day to answer"),
    "baseline": msg("first promised date"),
    "body": msg("body"),
    "capacity": msg("capacity"),
    "closes": msg("milestone it closes"),
    "code": msg("code"),
    "contact": msg("contact"),
    "count": msg("number of dialogues"),
    "counts_as": msg("counts as"),
    "heard_as": msg("heard as"),
    "words": msg("words in lists"),
    "confirms": msg("who confirms it"),
    "crew": msg("crew"),
    "decide_by": msg("last day to decide"),
    "dnr": msg("diarienummer"),
    "duration": msg("duration"),
    "every": msg("day of every year"),
    "file": msg("file"),
    "first": msg("first day"),
    "given_up": msg("given up"),
    "group": msg("group"),
    "hearing_loop": msg("hearing loop"),
    "hours": msg("planned hours"),
    "imported_uid": msg("UID in the calendar it was imported from"),
    "kind": msg("kind"),
    "kinds": msg("kinds of events"),
    "km": msg("kilometres"),
    "language": msg("language"),
    "last": msg("last day"),
    "lat": msg("latitude"),
    "lon": msg("longitude"),
    "minutes": msg("minutes"),
    "municipalities": msg("municipalities"),
    "municipality": msg("municipality"),
    "name": msg("name"),
    "needs": msg("how many are needed"),
    "not_after": msg("last possible day"),
    "not_before": msg("first possible day"),
    "note": msg("note"),
    "number": msg("at least"),
    "overlaps": msg("phases it may overlap"),
    "owner": msg("owner"),
    "papers": msg("papers before it"),
    "parking": msg("parking"),
    "partner": msg("held by"),
    "people": msg("people in all"),
    "period": msg("period"),
    "population": msg("inhabitants"),
    "preparatory": msg("only prepares another decision"),
    "postponed": msg("postponed until further notice"),
    "privacy_ignore": msg("paths that are not looked at"),
    "questions": msg("questions"),
    "text": msg("text"),
    "reason": msg("reason"),
    "region": msg("region"),
    "reminder": msg("reminder in minutes"),
    "roles": msg("roles"),
    "room": msg("room"),
    "rooms": msg("rooms"),
    "round": msg("round"),
    "series": msg("series"),
    "slack_days": msg("days of slack"),
    "slip_days": msg("days of slip"),
    "source": msg("source"),
    "step_free": msg("step-free access"),
    "stated": msg("day the date was stated"),
    "role_days": msg("days before a missing role"),
    "invite_days": msg("days before without invitations"),
    "attendance_days": msg("days after without attendance"),
    "input_days": msg("days after without inputs"),
    "fate_days": msg("days before with inputs without a fate"),
    "tentative_days": msg("days before a tentative event"),
    "country": msg("country"),
    "timezone": msg("time zone"),
    "title": msg("title"),
    "titles": msg("title"),
    "themes": msg("themes"),
    "tour_kind": msg("kind of the tour"),
    "uid_domain": msg("domain of calendar UIDs"),
    "url": msg("page"),
    "register": msg("the register's database"),
    "replaced_by": msg("replaced by"),
    "vacant_from": msg("first vacant day"),
    "valid_from": msg("first day in the frame"),
    "valid_until": msg("last day in the frame"),
    "vacant_until": msg("last vacant day"),
    "venue": msg("venue"),
    "visits": msg("visits to each municipality"),
    "was": msg("status before it was cancelled"),
}

_OF_ONE: dict[tuple[str, str], Message] = {
    ("consultation", "about"): msg("what is sent out"),
    ("consultation", "answer_days"): msg("days before the board's papers by which each comment has an answer"),
    ("consultation", "closes"): msg("milestone that closes it"),
    ("consultation", "contact"): msg("mailbox for replies"),
    ("consultation", "days"): msg("days at least"),
    ("consultation", "dnr_forms"): msg("how reference numbers are written"),
    ("consultation", "noun"): msg("what it is called"),
    ("consultation", "opens"): msg("milestone that opens it"),
    ("consultation", "version"): msg("version of the text"),
    ("version", "date"): msg("day"),
    ("version", "milestone"): msg("milestone"),
    ("version", "unnumbered"): msg("headings without a number"),
    ("change", "how"): msg("how it was changed"),
    ("change", "of"): msg("other paragraphs"),
    ("change", "inputs"): msg("inputs"),
    ("commitment", "what"): msg("what is to be done"),
    ("commitment", "who"): msg("who does it"),
    ("commitment", "by"): msg("last day"),
    ("commitment", "state"): msg("state"),
    ("commitment", "done"): msg("day it was done"),
    ("commitment", "inputs"): msg("inputs"),
    ("commitment", "paragraph"): msg("paragraph"),
    ("commitment", "event"): msg("event"),
    ("commitment", "points"): msg("points of the report"),
    ("indicator", "unit"): msg("unit"),
    ("indicator", "people"): msg("is of people"),
    ("indicator", "better"): msg("which way it is to go"),
    ("indicator", "base"): msg("base year"),
    ("indicator", "goal"): msg("goal"),
    ("indicator", "goal_gap"): msg("most that women and men are to be apart"),
    ("indicator", "goal_year"): msg("year of the goal"),
    ("indicator", "points"): msg("points of the report"),
    ("programme", "by"): msg("whose it is"),
    ("programme", "version"): msg("version of the text"),
    ("programme", "paragraphs"): msg("paragraphs"),
    ("result", "project"): msg("project"),
    ("result", "what"): msg("what was done"),
    ("result", "whom"): msg("for whom"),
    ("result", "lives"): msg("where it lives"),
    ("result", "year"): msg("year"),
    ("result", "points"): msg("points of the report"),
}
"""What keys are called that are called otherwise, or are nothing, elsewhere."""


def label(field: str, what: str = "") -> Message:
    """Give what a key of something is called; a part of it, such as ``title.en``, says which."""
    key, _, part = field.partition(".")
    name = _OF_ONE.get((what, key)) or LABELS.get(key, msg("{key}", key=key))
    return msg("{field} ({part})", field=name, part=part) if part else name


def shown(field: str, value: object, plan: Plan) -> object:
    """Give a value as an argument of a message: ids become the names that people know."""
    match value:
        case StrEnum():
            return _WORDS.get(value, value.value)
        case Yearly():
            return msg("{day} from {first} on", day=month_day(value), first=value.first)
        case str() if field == "municipality":
            return municipality_name(plan, value)
        case str() if field in ("kind", "tour_kind"):
            return plan.process.kinds.get(value) or value
        case str() if field == "body":
            return next((body.name for body in plan.bodies if body.id == value), value)
        case str() if field == "owner":
            return _role(value, plan)
        case tuple() if field in _NAMES:
            return [_NAMES[field](name, plan) for name in value]
        case Span():
            return span(value)
        case bool() if field in ("step_free", "hearing_loop", "people"):
            return msg("yes") if value else msg("no")
    return value


def month_day(every: Yearly) -> Texts:
    """Write a day that comes back every year."""
    day = dt.date(LEAP_YEAR, every.month, every.day)
    return Texts({code: dates.day_month(day, code) for code in LANGUAGES})


def _role(name: str, plan: Plan) -> object:
    return next((role.name for role in plan.roles if role.id == name), name)


def _step(one: After, plan: Plan) -> object:
    name = next((step.title for step in plan.milestones if step.id == one.id), one.id)
    return msg("{name} and {gap}", name=name, gap=span(one.gap)) if one.gap else name


_WORDS: Mapping[StrEnum, Message] = {
    one: words for each in (STATUS, COMMITMENT_STATE, COMMITMENT_KIND) for one, words in each.items()
}
_NAMES: Mapping[str, Callable[[Any, Plan], object]] = {
    "after": _step,
    "crew": _role,
    "municipalities": lambda name, plan: municipality_name(plan, name),
    "roles": _role,
    "points": lambda point, _: point.value,
    "questions": lambda one, _: one.text if isinstance(one, ConsultationQuestion) else one,
    "rooms": lambda one, _: one.name if one.capacity is None else f"{one.name} ({one.capacity})",
}
"""How each of several is called, by what they are several of."""
