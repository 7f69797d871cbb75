"""What `rusctl forecast` says of a promise, in a sentence and for programs."""

import datetime as dt

from rusctl.language.catalogue import Language
from rusctl.language.message import Message, msg, nmsg
from rusctl.language.names import event_title, way
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
    "promised": Field("date?", "the day that was promised, of a window the last one; null where it waits for itself"),
    "risk": Field("string", "holds, unknown, at_risk, moved or broken"),
    "earliest": Field("date?", "the earliest day that the network allows"),
    "room_days": Field(
        "integer?", "the buffer: days left before the promised date if everything before it takes the time given"
    ),
    "now": Field("date?", "the day planned now, if later than the promised date"),
    "waits_for": Field("strings", "the chain before it, from the first to the last: ids"),
    "largest_slip": Field("integer", "the largest slip in this process so far, in days"),
    "last_day": Field("date?", "its last day (not_after), where that is what cannot be kept"),
    "without_day": Field("strings", "the steps before it that have neither a date nor a duration: ids"),
    "postponed": Field("strings", "the steps before it that are postponed until further notice: ids"),
    "judged_by": Field("integer", "the slip that it is judged by, in days"),
}


def forecast_row(one: Forecast, plan: Plan, seen: Experience) -> Row:
    """Give a forecast's row."""
    return {
        "what": "event" if isinstance(one.record, Event) else "milestone",
        "id": one.record.id,
        "title": record_title(one.record, plan, Language(plan.process.language)),
        "promised": one.promised.isoformat() if one.promised else None,
        "risk": one.risk.word,
        "earliest": one.earliest.isoformat() if one.earliest else None,
        "room_days": one.buffer,
        "now": one.now.isoformat() if one.now else None,
        "waits_for": list(one.waits_for),
        "largest_slip": seen.largest,
        "last_day": one.limit.isoformat() if one.limit else None,
        "without_day": list(one.undated),
        "postponed": list(one.postponed),
        "judged_by": one.largest,
    }


def experience_text(seen: Experience) -> Message:
    """Say what this process has shown so far, without making more of it than it is."""
    if not seen.known and seen.postponed:
        return nmsg(
            "{count} promise is postponed until further notice, and no other has happened or been moved yet.",
            "{count} promises are postponed until further notice, and no other has happened or been moved yet.",
            seen.postponed,
        )
    if not seen.known:
        return msg("There is no basis for a forecast yet: no promised date has come or been changed.")
    if not seen.slips:
        return nmsg(
            "The {count} promised date with a known outcome has not slipped.",
            "None of the {count} promised dates with a known outcome has slipped.",
            seen.known,
        )
    if seen.known == 1:
        return nmsg(
            "The one promised date with a known outcome or new date has slipped, by at least {count} day.",
            "The one promised date with a known outcome or new date has slipped, by at least {count} days.",
            seen.largest,
        )
    if len(seen.slips) == 1:
        return nmsg(
            "Of {known} promised dates with a known outcome or new date, one has slipped, by at least {count} day.",
            "Of {known} promised dates with a known outcome or new date, one has slipped, by at least {count} days.",
            seen.largest,
            known=seen.known,
        )
    if len(seen.slips) == TWO:
        return msg(
            "Of {known} promised dates with a known outcome or new date, two have slipped: by at least "
            "{least} days, and by at least {largest}.",
            known=seen.known,
            least=seen.slips[0],
            largest=seen.largest,
        )
    return msg(
        "Of {known} promised dates with a known outcome or new date, {count} have slipped: the median by "
        "at least {middle} days, the longest by at least {largest}.",
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
        "{count} event has passed and is not marked as held or cancelled; it counts neither way.",
        "{count} events have passed and are not marked as held or cancelled; they count neither way.",
        seen.silent,
    )


def forecast_text(one: Forecast, plan: Plan, today: dt.date) -> Message:
    """Say in a sentence how a promise stands, and why."""
    told: dict[str, object] = {"name": _name(one.record, plan), "promised": one.promised}
    if one.reason is not None:
        return msg("{name}: {reason}", name=told["name"], reason=one.reason)
    if one.earliest is None:
        return _ring_text(one, told)
    if one.risk is Risk.BROKEN:
        return _broken_text(one, told, today)
    if one.risk is Risk.MOVED and one.now is None:
        return msg("{name}: promised for {promised}, and postponed until further notice", **told)
    if one.risk is Risk.MOVED:
        late = (one.now - one.promised).days if one.now and one.promised else 0
        return nmsg(
            "{name}: promised for {promised}, planned for {now}, {count} day later",
            "{name}: promised for {promised}, planned for {now}, {count} days later",
            late,
            now=one.now,
            **told,
        )
    if one.undated or one.postponed:
        return _undated_text(one, plan, told)
    if one.risk is Risk.HOLDS:
        return _buffer_text(one, told)
    return _tight_text(one, plan, told)


def _ring_text(one: Forecast, told: dict[str, object]) -> Message:
    if one.promised is None:
        return msg("{name}: waits for itself, or for what does; rusctl check says how", **told)
    return msg("{name}: {promised}, but it waits for itself, or for what does; rusctl check says how", **told)


def _broken_text(one: Forecast, told: dict[str, object], today: dt.date) -> Message:
    """Say what was not kept or cannot be: the last day, the day it was moved to, or the promise; and after what."""
    last = one.limit or one.now or one.promised
    told |= {"last": last, "earliest": one.earliest}
    if last and last < today:
        return _overdue_text(one, told, (today - last).days)
    path = way([*one.waits_for, one.record.id])
    late = (one.earliest - last).days if one.earliest and last else 0
    if one.limit and late <= 0:
        return msg(
            "{name}: cannot be: planned for {now}, and {last} is its last day", now=one.now or one.promised, **told
        )
    if one.limit:
        text = nmsg(
            "{name}: cannot be: {last} is its last day; {earliest} at the earliest, {count} day later",
            "{name}: cannot be: {last} is its last day; {earliest} at the earliest, {count} days later",
            late,
            **told,
        )
    elif one.now:
        text = nmsg(
            "{name}: promised for {promised}, moved to {last}, which cannot be kept; {earliest} at the earliest, "
            "{count} day later",
            "{name}: promised for {promised}, moved to {last}, which cannot be kept; {earliest} at the earliest, "
            "{count} days later",
            late,
            **told,
        )
    else:
        text = nmsg(
            "{name}: {promised} cannot be kept; {earliest} at the earliest, {count} day later",
            "{name}: {promised} cannot be kept; {earliest} at the earliest, {count} days later",
            late,
            **told,
        )
    return msg("{text}: {path}", text=text, path=path) if one.waits_for else text


def _overdue_text(one: Forecast, told: dict[str, object], days: int) -> Message:
    """Say that a day has passed, and when it can be kept at last, where that is not soon."""
    if one.limit:
        text = nmsg(
            "{name}: {last} was its last day, {count} day ago, and it is not done",
            "{name}: {last} was its last day, {count} days ago, and it is not done",
            days,
            **told,
        )
    elif isinstance(one.record, Event):
        text = nmsg(
            "{name}: was to be held by {last}, {count} day ago, and has no day",
            "{name}: was to be held by {last}, {count} days ago, and has no day",
            days,
            **told,
        )
    elif one.now:
        text = nmsg(
            "{name}: was promised for {promised} and moved to {last}, {count} day ago, and is not done",
            "{name}: was promised for {promised} and moved to {last}, {count} days ago, and is not done",
            days,
            **told,
        )
    else:
        text = nmsg(
            "{name}: was promised for {promised}, {count} day ago, and is not done",
            "{name}: was promised for {promised}, {count} days ago, and is not done",
            days,
            **told,
        )
    if one.earliest and (one.earliest - (one.limit or one.now or one.promised or one.earliest)).days > days + SOON:
        return msg("{text}; {earliest} at the earliest", text=text, earliest=one.earliest)
    return text


def _undated_text(one: Forecast, plan: Plan, told: dict[str, object]) -> Message:
    """Say that the time before a promise is not known, and for want of what."""
    if one.postponed:
        names = [_name(record, plan) for record in plan.records if record.id in one.postponed]
        return nmsg(
            "{name}: {promised} waits for what has been postponed until further notice: {names}",
            "{name}: {promised} waits for {count} steps that have been postponed until further notice: {names}",
            len(names),
            names=names,
            **told,
        )
    return nmsg(
        "{name}: {promised}; {count} step before it has no day, so the buffer is not known",
        "{name}: {promised}; {count} steps before it have no day, so the buffer is not known",
        len(one.undated),
        **told,
    )


def _buffer_text(one: Forecast, told: dict[str, object]) -> Message:
    buffer = one.buffer or 0
    if isinstance(one.record, Event):
        return nmsg(
            "{name}: to be held by {promised}, has no day yet, with a buffer of {count} day",
            "{name}: to be held by {promised}, has no day yet, with a buffer of {count} days",
            buffer,
            **told,
        )
    return nmsg(
        "{name}: {promised}, with a buffer of {count} day",
        "{name}: {promised}, with a buffer of {count} days",
        buffer,
        **told,
    )


def _tight_text(one: Forecast, plan: Plan, told: dict[str, object]) -> Message:
    """Say how little buffer there is, and after what."""
    buffer = one.buffer or 0
    before = next(iter(_chain(one, plan)[-1:]), None)
    if before is not None:
        told["other"] = _name(before, plan)
    if buffer <= 0:
        text = msg("{name}: {promised} has no buffer after {other}", **told) if before else None
        return text or msg("{name}: {promised} has no buffer left", **told)
    told |= {"largest": one.largest, "least": plan.checks.slack_days}
    slipped = buffer < one.largest
    if before is not None and slipped:
        return nmsg(
            "{name}: {promised} has a buffer of {count} day after {other}, and a date here has slipped by at least "
            "{largest} days",
            "{name}: {promised} has a buffer of {count} days after {other}, and a date here has slipped by at least "
            "{largest} days",
            buffer,
            **told,
        )
    if before is not None:
        return nmsg(
            "{name}: {promised} has a buffer of {count} day after {other}; fewer than {least} are too few here",
            "{name}: {promised} has a buffer of {count} days after {other}; fewer than {least} are too few here",
            buffer,
            **told,
        )
    if slipped:
        return nmsg(
            "{name}: {promised} is {count} day away, and a date here has slipped by at least {largest} days",
            "{name}: {promised} is {count} days away, and a date here has slipped by at least {largest} days",
            buffer,
            **told,
        )
    return nmsg(
        "{name}: {promised} is {count} day away; fewer than {least} are too few here",
        "{name}: {promised} is {count} days away; fewer than {least} are too few here",
        buffer,
        **told,
    )


def _chain(one: Forecast, plan: Plan) -> list[Record]:
    """Give what a promise waits for, in order."""
    records = {record.id: record for record in reversed(plan.records)}
    return [records[name] for name in one.waits_for if name in records]


def _name(record: Record, plan: Plan) -> str | Texts:
    """Give what a record is called; an event's name is in the folder's language."""
    if isinstance(record, Event):
        return event_title(record, plan, Language(plan.process.language))
    return record.title or record.id
