"""What `rusctl forecast` says of a promise, in a sentence and for programs."""

import datetime as dt

from rusctl.language.catalogue import Language
from rusctl.language.message import Message, msg, nmsg
from rusctl.language.names import event_title
from rusctl.model.baselines import Risk
from rusctl.model.plan import Event, Plan, Texts
from rusctl.output.baselines import record_title
from rusctl.output.rows import Field, Row
from rusctl.schedule.network.forecast import Experience, Forecast
from rusctl.schedule.network.slips import Record

SOON, TWO = 7, 2
FORECAST = {
    "what": Field("string", "milestone or event"),
    "id": Field("string", "its id"),
    "title": Field("string", "what people see, in the folder's language"),
    "promised": Field("date", "the day that was promised; of a window the last one"),
    "risk": Field("string", "holds, at_risk, moved or broken"),
    "earliest": Field("date?", "the earliest day that the network allows"),
    "room_days": Field("integer?", "days left before the promise if all before it takes the time it has been given"),
    "now": Field("date?", "the day planned now, where that is later than the promise"),
    "waits_for": Field("strings", "the chain before it, from the first to the last: ids"),
    "largest_slip": Field("integer", "the largest slip in this process so far, in days"),
}


def forecast_row(one: Forecast, plan: Plan, seen: Experience) -> Row:
    """Give a forecast's row."""
    return {
        "what": "event" if isinstance(one.record, Event) else "milestone",
        "id": one.record.id,
        "title": record_title(one.record, plan, Language(plan.process.language)),
        "promised": one.promised.isoformat(),
        "risk": one.risk.word,
        "earliest": one.earliest.isoformat() if one.earliest else None,
        "room_days": one.room,
        "now": one.now.isoformat() if one.now else None,
        "waits_for": list(one.waits_for),
        "largest_slip": seen.largest,
    }


def experience_text(seen: Experience) -> Message:
    """Say what this process has shown so far, without making more of it than it is."""
    if not seen.known:
        return msg("Nothing that was promised has happened or been moved yet, so there is nothing to judge by.")
    if not seen.slips:
        return nmsg(
            "The {count} promise whose outcome is known has not slipped.",
            "None of the {count} promises whose outcome is known has slipped.",
            seen.known,
        )
    if seen.known == 1:
        return nmsg(
            "The one promise whose outcome or new date is known has slipped, by at least {count} day.",
            "The one promise whose outcome or new date is known has slipped, by at least {count} days.",
            seen.largest,
        )
    if len(seen.slips) == 1:
        return nmsg(
            "Of {known} promises whose outcome or new date is known, one has slipped, by at least {count} day.",
            "Of {known} promises whose outcome or new date is known, one has slipped, by at least {count} days.",
            seen.largest,
            known=seen.known,
        )
    if len(seen.slips) == TWO:
        return msg(
            "Of {known} promises whose outcome or new date is known, two have slipped: by at least {least} days, "
            "and by at least {largest}.",
            known=seen.known,
            least=seen.slips[0],
            largest=seen.largest,
        )
    return msg(
        "Of {known} promises whose outcome or new date is known, {count} have slipped: the middle one by at least "
        "{middle} days, the largest by at least {largest}.",
        known=seen.known,
        count=len(seen.slips),
        middle=seen.middle,
        largest=seen.largest,
    )


def silent_text(seen: Experience) -> Message | None:
    """Say how many events have had their day without anybody saying how it went; None where there is none."""
    if not seen.silent:
        return None
    return nmsg(
        "{count} event has had its day, and nobody has said whether it was held; it counts neither way.",
        "{count} events have had their day, and nobody has said whether they were held; they count neither way.",
        seen.silent,
    )


def forecast_text(one: Forecast, plan: Plan, seen: Experience, today: dt.date) -> Message:
    """Say in a sentence how a promise stands, and why."""
    told: dict[str, object] = {"name": _name(one.record, plan), "promised": one.promised}
    if one.risk is Risk.MOVED:
        late = (one.now - one.promised).days if one.now else 0
        return nmsg(
            "{name}: promised for {promised}, planned for {now}, {count} day later",
            "{name}: promised for {promised}, planned for {now}, {count} days later",
            late,
            now=one.now,
            **told,
        )
    if isinstance(one.record, Event):
        return _event_text(one, told)
    if one.room is None:
        return msg("{name}: {promised}, but it waits for itself; rusctl check says how", **told)
    if one.risk is Risk.BROKEN and one.promised < today:
        return _overdue_text(one, told, today)
    if one.risk is Risk.BROKEN:
        late = (one.earliest - one.promised).days if one.earliest else 0
        return nmsg(
            "{name}: {promised} cannot be kept; {earliest} at the earliest, {count} day later",
            "{name}: {promised} cannot be kept; {earliest} at the earliest, {count} days later",
            late,
            earliest=one.earliest,
            **told,
        )
    if one.risk is Risk.HOLDS:
        return nmsg(
            "{name}: {promised}, with {count} day of room",
            "{name}: {promised}, with {count} days of room",
            one.room,
            **told,
        )
    return _tight_text(one, plan, seen, told)


def _event_text(one: Forecast, told: dict[str, object]) -> Message:
    room = one.room or 0
    if one.risk is Risk.BROKEN:
        return nmsg(
            "{name}: was to be held by {promised}, {count} day ago, and has no day",
            "{name}: was to be held by {promised}, {count} days ago, and has no day",
            -room,
            **told,
        )
    return nmsg(
        "{name}: to be held by {promised}, has no day yet, and {count} day is left",
        "{name}: to be held by {promised}, has no day yet, and {count} days are left",
        room,
        **told,
    )


def _overdue_text(one: Forecast, told: dict[str, object], today: dt.date) -> Message:
    """Say that a promise has passed, and when it can be kept at last, where that is not soon."""
    text = nmsg(
        "{name}: was promised for {promised}, {count} day ago, and is not done",
        "{name}: was promised for {promised}, {count} days ago, and is not done",
        (today - one.promised).days,
        **told,
    )
    if one.earliest and (one.earliest - today).days > SOON:
        return msg("{text}; {earliest} at the earliest", text=text, earliest=one.earliest)
    return text


def _tight_text(one: Forecast, plan: Plan, seen: Experience, told: dict[str, object]) -> Message:
    """Say how little room there is, and after what."""
    room = one.room or 0
    before = (
        next((record for record in plan.records if record.id == one.waits_for[-1]), None) if one.waits_for else None
    )
    if before is not None:
        told["other"] = _name(before, plan)
    if before is not None and room <= 0:
        return msg("{name}: {promised} has no room after {other}", **told)
    if before is not None:
        return nmsg(
            "{name}: {promised} has {count} day of room after {other}, and a date here has slipped by at least "
            "{largest} days",
            "{name}: {promised} has {count} days of room after {other}, and a date here has slipped by at least "
            "{largest} days",
            room,
            largest=seen.largest,
            **told,
        )
    return nmsg(
        "{name}: {promised} is {count} day away, and a date here has slipped by at least {largest} days",
        "{name}: {promised} is {count} days away, and a date here has slipped by at least {largest} days",
        room,
        largest=seen.largest,
        **told,
    )


def _name(record: Record, plan: Plan) -> str | Texts:
    """Give what a record is called; an event's name is in the folder's language."""
    if isinstance(record, Event):
        return event_title(record, plan, Language(plan.process.language))
    return record.title or record.id
