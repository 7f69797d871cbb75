"""What `rusctl baseline list|diff` give, to programs and as tables."""

from collections.abc import Iterable, Sequence

from rusctl.language import dates
from rusctl.language.catalogue import Language
from rusctl.language.message import Message, msg, nmsg
from rusctl.language.names import event_title
from rusctl.model.baselines import Baseline
from rusctl.model.plan import Days, Earlier, Event, Plan, Status, Window
from rusctl.output.cells import Column, Table
from rusctl.output.rows import Field, Row
from rusctl.schedule.network.slips import Record, Slip

BASELINE = {
    "id": Field("string", "the baseline's name"),
    "set": Field("date", "the day whose dates it keeps"),
    "milestones": Field("integer", "how many milestones it keeps a date of"),
    "events": Field("integer", "how many events it keeps a date of"),
    "gone": Field("integer", "how many of what it keeps are no longer in the plan"),
}
SLIP = {
    "what": Field("string", "milestone or event"),
    "id": Field("string", "its id"),
    "title": Field("string", "what people see, in the folder's language"),
    "promised_from": Field("date", "the first day promised"),
    "promised_to": Field("date", "the last day promised"),
    "now_from": Field("date?", "the first day now, or of the outcome; null if it no longer has a date"),
    "now_to": Field("date?", "the last day now, or of the outcome"),
    "exact": Field("boolean", "whether both are single days"),
    "done": Field("boolean", "whether it has happened"),
    "slip_days": Field("integer?", "days after the last day promised; 0 within it, negative before the first day"),
    "reasons": Field("strings", "why earlier dates were given up, as written in the plan"),
    "sources": Field("strings", "who or what stated the earlier dates"),
}


def record_title(record: Record, plan: Plan, language: Language) -> str:
    """Give what a milestone or an event is called."""
    if isinstance(record, Event):
        return event_title(record, plan, language)
    return language.name(record.title) or record.id


def baseline_row(baseline: Baseline, plan: Plan) -> Row:
    """Give a baseline's row."""
    milestones = {one.id for one in plan.milestones}
    events = {one.id for one in plan.events}
    names = [promise.id for promise in baseline.promises]
    return {
        "id": baseline.id,
        "set": baseline.set.isoformat(),
        "milestones": sum(name in milestones for name in names),
        "events": sum(name in events for name in names),
        "gone": sum(name not in milestones | events for name in names),
    }


def slip_row(slip: Slip, plan: Plan) -> Row:
    """Give a slip's row."""
    now = slip.now
    exact = slip.then.first == slip.then.last and now is not None and not isinstance(now, Window)
    return {
        "what": "event" if isinstance(slip.record, Event) else "milestone",
        "id": slip.record.id,
        "title": record_title(slip.record, plan, Language(plan.process.language)),
        "promised_from": slip.then.first.isoformat(),
        "promised_to": slip.then.last.isoformat(),
        "now_from": now.first.isoformat() if now else None,
        "now_to": now.last.isoformat() if now else None,
        "exact": exact,
        "done": slip.done,
        "slip_days": slip.days,
        "reasons": [one.reason for one in slip.reasons if one.reason],
        "sources": [one.source for one in slip.reasons if one.source],
    }


def slip_text(slip: Slip) -> Message:
    """Say how far something has slipped."""
    if slip.days is None:
        cancelled = isinstance(slip.record, Event) and slip.record.status is Status.CANCELLED
        return msg("cancelled") if cancelled else msg("no longer any date")
    if slip.days == 0:
        return msg("as promised")
    if slip.days < 0:
        return nmsg("{count} day earlier", "{count} days earlier", -slip.days)
    if isinstance(slip.now, Window) and slip.now.first <= slip.then.last:
        return nmsg("up to {count} day", "up to {count} days", slip.days)
    if isinstance(slip.now, Window):
        least = (slip.now.first - slip.then.last).days
        return msg("{least} to {most} days", least=least, most=slip.days)
    return nmsg("{count} day", "{count} days", slip.days)


def why_text(language: Language, slip: Slip, between: str = "\n") -> str:
    """Say which dates were given up, and why, as far as anybody wrote it down; nothing where it stands as promised."""
    if slip.days == 0:
        return ""
    reason = slip.record.reason  # of what was cancelled, postponed or given up
    given_up = slip.reasons or (Earlier(when=Days(first=slip.then.first, last=slip.then.last), reason=reason),)
    return between.join(_reason_text(language, one) for one in given_up)


def _reason_text(language: Language, one: Earlier) -> str:
    """Say which date was given up, and why, as far as anybody wrote it down."""
    day, reason = one.when or msg("no date"), one.reason or msg("no reason recorded")
    text = msg("{day}: {reason}", day=day, reason=reason)
    origin = [part for part in (one.stated and msg("stated {day}", day=one.stated), one.source) if part]
    return language.text(msg("{text} ({notes})", text=text, notes=origin) if origin else text)


def baseline_table(baselines: Iterable[Baseline], rows: Sequence[Row], language: Language) -> Table:
    """Give baselines as people read them; `rows` are theirs, as programs get them."""
    say = language.text
    columns = [
        Column(say(msg("Baseline"))),
        Column(say(msg("Dates of"))),
        *(Column(say(heading), number=True) for heading in (msg("Milestones"), msg("Events"), msg("Not in plan"))),
    ]
    return columns, [
        (
            one.id,
            dates.medium(one.set, language.code),
            *(str(row[key]) for key in ("milestones", "events", "gone")),
        )
        for one, row in zip(baselines, rows, strict=True)
    ]


def slip_table(slips: Iterable[Slip], plan: Plan, language: Language) -> Table:
    """Give how far dates have slipped as people read it."""
    headings = (msg("What"), msg("Promised"), msg("Now"), msg("Slip"), msg("Dates given up, and why"))
    return [Column(language.text(heading)) for heading in headings], [
        (
            record_title(one.record, plan, language),
            dates.medium(Days(first=one.then.first, last=one.then.last), language.code),
            dates.medium(one.now, language.code) if one.now else language.text(msg("no date")),
            language.text(slip_text(one)),
            why_text(language, one),
        )
        for one in slips
    ]
