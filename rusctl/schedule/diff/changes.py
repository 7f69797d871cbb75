"""What changed between two plans, record by record, each change with its sentence.

The order of records in a file does not count. A record is known by its id, so one whose id
was changed is one removed and one new.
"""

from collections import Counter
from collections.abc import Iterator
from functools import partial
from typing import Any

from rusctl.language.message import Message, msg
from rusctl.language.names import municipality_name, short_name
from rusctl.language.spans import span
from rusctl.language.vocabulary import LEVEL, OUTCOME, STATUS
from rusctl.model.lead_times import Follow, LeadTime
from rusctl.model.own_rules import OwnRule
from rusctl.model.plan import (
    Days,
    Earlier,
    Event,
    Meeting,
    Milestone,
    Plan,
    Process,
    Review,
    Texts,
    Travel,
    Waiver,
)
from rusctl.model.workdays import MeetingDays, SchoolBreak
from rusctl.schedule.diff.fields import shown
from rusctl.schedule.diff.led_to import led_to
from rusctl.schedule.diff.moves import is_move, move_word, moved
from rusctl.schedule.diff.pairs import (
    CHANGED,
    MOVED,
    NEW,
    RecordChange,
    RecordPair,
    appeared,
    changed_fields,
    changed_record,
    changed_texts,
    differing,
)

__all__ = ["RecordChange", "changes"]


def changes(old: Plan, new: Plan) -> tuple[RecordChange, ...]:
    """Give every change from one plan to another: events, milestones, the process, then the rest."""
    return tuple(_changes(old, new))


def _changes(old: Plan, new: Plan) -> Iterator[RecordChange]:
    plans = old, new
    names = _event_names(old, new)
    for pair in differing("event", old.events, new.events, plans, lambda one: names[one.id]):
        yield from _event(pair)
    for pair in differing("milestone", old.milestones, new.milestones, plans, lambda one: one.title or one.id):
        yield from _milestone(pair)
    yield from _process(RecordPair("process", "", msg("the process"), old.process, new.process, plans))
    for what, before, after in (
        ("municipality", old.municipalities, new.municipalities),
        ("venue", old.venues, new.venues),
        ("role", old.roles, new.roles),
        ("tour", old.tours, new.tours),
        ("phase", old.phases, new.phases),
        ("template", old.templates, new.templates),
        ("body", old.bodies, new.bodies),
        ("frame", old.frame, new.frame),
        ("question", old.questions, new.questions),
        ("input_kind", old.input_kinds, new.input_kinds),
        ("busy", old.busy, new.busy),
        ("consultation", old.consultations, new.consultations),
    ):
        for pair in differing(what, before, after, plans, partial(_called, _NAMED[what])):
            yield from changed_record(pair)
    yield from led_to(old, new)
    yield from _travels(old, new)
    yield from _minimums(old, new)
    yield from _days(old, new)
    yield from _checks(RecordPair("checks", "", msg("the checks"), old.checks, new.checks, plans))


_NAMED: dict[str, Message] = {
    "municipality": msg("municipality {name}"),
    "venue": msg("venue {name}"),
    "role": msg("role {name}"),
    "tour": msg("tour {name}"),
    "phase": msg("phase {name}"),
    "template": msg("template {name}"),
    "body": msg("body {name}"),
    "frame": msg("heading {name}"),
    "question": msg("question {name}"),
    "input_kind": msg("kind of inputs {name}"),
    "busy": msg("busy calendar {name}"),
    "consultation": msg("consultation {name}"),
}


def _called(named: Message, one: Any) -> Message:
    """Give what people call a record: a template has a title where others have a name."""
    return named._replace(args={"name": (one.title if isinstance(one, Event) else one.name) or one.id})


def _event_names(old: Plan, new: Plan) -> dict[str, str]:
    """Give each event its shortest name, with the id where two share it."""
    names = {event.id: short_name(event, plan) for plan in (old, new) for event in plan.events}
    count = Counter(names.values())
    return {key: name if count[name] == 1 else f"{name} ({key})" for key, name in names.items()}


def _event(pair: RecordPair) -> Iterator[RecordChange]:
    known: Event = pair.new or pair.old
    if pair.old is None or pair.new is None:
        yield appeared(pair, known.when or msg("no date"), STATUS[known.status])
        return
    yield from _when(pair)
    if pair.old.status is not pair.new.status:
        before, after = pair.old.status, pair.new.status
        message = msg("{name} is now {after}, was {before}", name=pair.name, before=STATUS[before], after=STATUS[after])
        yield pair.change(CHANGED, "status", before, after, message)
    # a new date comes with the day it was stated, and cancelling with what the event was
    told = {"when", "status", "earlier"}
    told |= {"stated"} if pair.old.when != pair.new.when else set()
    told |= {"was"} if pair.old.status is not pair.new.status else set()
    yield from changed_fields(pair, told)


def _milestone(pair: RecordPair) -> Iterator[RecordChange]:
    known: Milestone = pair.new or pair.old
    if pair.old is None or pair.new is None:
        every = shown("every", known.every, pair.plans[1])
        yield appeared(pair, known.when or every or known.baseline or msg("no date"))
        return
    yield from _when(pair)
    if pair.old.done != pair.new.done:
        yield _done(pair, pair.old.done, pair.new.done)
    yield from _meetings(pair)
    yield from _years(pair)
    yield from _journal(pair)
    yield from changed_fields(pair, {"when", "done", "meetings", "occurrences", "journal", "earlier"})


def _meetings(pair: RecordPair) -> Iterator[RecordChange]:
    """Give the meetings that were written down, changed or taken out, each known by its first day."""
    before, after = ({one.first: one for one in milestone.meetings} for milestone in (pair.old, pair.new))
    for first in sorted(before.keys() | after.keys()):
        old, new = before.get(first), after.get(first)
        known: Meeting | None = new or old
        if old == new or known is None:
            continue
        days = Days(first=known.first, last=known.last)
        if new is None:
            message = msg("{name}: the meeting {day} was taken out", name=pair.name, day=days)
        elif new.outcome:
            message = msg("{name}: {outcome} {day}", name=pair.name, outcome=OUTCOME[new.outcome], day=days)
        else:
            message = msg("{name}: is treated {day}", name=pair.name, day=days)
        yield pair.change(CHANGED, "meeting", old and old.outcome, new and new.outcome, message)


def _years(pair: RecordPair) -> Iterator[RecordChange]:
    """Give the years of what comes back that were written down, changed or taken out."""
    before, after = ({one.year: one for one in milestone.occurrences} for milestone in (pair.old, pair.new))
    for year in sorted(before.keys() | after.keys()):
        old, new = before.get(year), after.get(year)
        if old == new:
            continue
        args: dict[str, object] = {"name": pair.name, "year": str(year)}
        if new and new.done:
            message = msg("{name} {year}: done {day}", day=new.done, **args)
        elif new and new.given_up:
            message = msg("{name} {year}: given up {day}", day=new.given_up, **args)
        else:
            message = msg("{name} {year}: open", **args)
        yield pair.change(CHANGED, "occurrence", old and old.done, new and new.done, message)


def _journal(pair: RecordPair) -> Iterator[RecordChange]:
    """Give what was written into the journal or taken out of it."""
    before, after = Counter(pair.old.journal), Counter(pair.new.journal)
    for one in (after - before).elements():
        args = {"name": pair.name, "level": LEVEL[one.level], "day": one.date, "text": one.text}
        yield pair.change(CHANGED, "journal", None, one.date, msg("{name}: {level} {day}, {text}", **args))
    for one in (before - after).elements():
        message = msg("{name}: what was said {day} was taken out of the journal", name=pair.name, day=one.date)
        yield pair.change(CHANGED, "journal", one.date, None, message)


def _done(pair: RecordPair, before: object, after: object) -> RecordChange:
    args: dict[str, object] = {"name": pair.name, "before": before, "after": after}
    if before is None:
        message = msg("done: {name}, {after}", **args)
    elif after is None:
        message = msg("no longer done: {name}, was {before}", **args)
    else:
        message = msg("{name}: done {after}, was {before}", **args)
    return pair.change(CHANGED, "done", before, after, message)


def _when(pair: RecordPair) -> Iterator[RecordChange]:
    """Give the change of date with its reason, and the earlier dates that are not part of it."""
    before, after = pair.old.when, pair.new.when
    added = Counter(pair.new.earlier) - Counter(pair.old.earlier)
    if before != after:
        kept = next((one for one in added if before and one.when == before), None)
        message = moved(pair.name, before, after)
        if kept is not None:
            added[kept] -= 1
            if kept.reason:
                message = msg("{what}: {reason}", what=message, reason=kept.reason)
        yield pair.change(
            MOVED if is_move(before, after) else CHANGED, move_word(before, after), before, after, message
        )
    yield from _earlier(pair, added)


def _earlier(pair: RecordPair, added: Counter[Earlier]) -> Iterator[RecordChange]:
    removed = Counter(pair.old.earlier) - Counter(pair.new.earlier)
    for one in added.elements():
        day = one.when or msg("no date")
        message = msg("{name}: an earlier date was written down, {day}", name=pair.name, day=day)
        yield pair.change(CHANGED, "earlier", None, one.when, message)
    for one in removed.elements():
        day = one.when or msg("no date")
        message = msg("{name}: an earlier date was taken out, {day}", name=pair.name, day=day)
        yield pair.change(CHANGED, "earlier", one.when, None, message)
    if Counter(pair.old.earlier) == Counter(pair.new.earlier) and pair.old.earlier != pair.new.earlier:
        message = msg("{name}: the earlier dates stand in another order", name=pair.name)
        yield pair.change(CHANGED, "earlier", None, None, message)


def _process(pair: RecordPair) -> Iterator[RecordChange]:
    if pair.old == Process():
        if pair.new != Process():
            yield pair.change(NEW, "", None, None, msg("new: {name}, {facts}", name=pair.name, facts=pair.new.name))
        return
    yield from changed_fields(pair, {"kinds"})
    for kind in dict.fromkeys((*pair.new.kinds, *pair.old.kinds)):
        before, after = (process.kinds.get(kind, Texts()) for process in (pair.old, pair.new))
        yield from changed_texts(pair, f"kinds.{kind}", before, after)


def _travels(old: Plan, new: Plan) -> Iterator[RecordChange]:
    before, after = ({frozenset(one.between): one for one in plan.travels} for plan in (old, new))
    for key in dict.fromkeys((*after, *before)):
        known: Travel = after.get(key) or before[key]
        places = [municipality_name(new, name) for name in known.between]
        name = msg("travel time between {places}", places=places)
        pair = RecordPair("travel", " ".join(known.between), name, before.get(key), after.get(key), (old, new))
        if pair.old is None or pair.new is None:
            yield appeared(pair, known.minutes)
        else:
            yield from changed_fields(pair, {"between"})


def _minimums(old: Plan, new: Plan) -> Iterator[RecordChange]:
    before, after = ({(one.role, one.municipality): one for one in plan.minimums} for plan in (old, new))
    for key in dict.fromkeys((*after, *before)):
        role, place = key
        args = {"role": shown("owner", role, new)}
        if place:
            name = msg("least number of {role} from {place}", place=municipality_name(new, place), **args)
        else:
            name = msg("least number of {role} from each municipality", **args)
        pair = RecordPair("minimum", " ".join(key).strip(), name, before.get(key), after.get(key), (old, new))
        if pair.old is None or pair.new is None:
            yield appeared(pair, (pair.new or pair.old).number)
        else:
            yield from changed_fields(pair)


def _days(old: Plan, new: Plan) -> Iterator[RecordChange]:
    """Give what config/workdays.toml and deadlines.toml have more and less of, whose records have no ids."""
    before, after = (
        Counter[Any](
            (
                *plan.workyear.school_breaks,
                *plan.workyear.meetings,
                *plan.workyear.elections,
                *plan.leadtimes.leads,
                *plan.leadtimes.follows,
            )
        )
        for plan in (old, new)
    )
    for one in (after - before).elements():
        yield _day(one, RecordPair(_file(one), "", "", None, one, (old, new)))
    for one in (before - after).elements():
        yield _day(one, RecordPair(_file(one), "", "", one, None, (old, new)))


def _file(one: Any) -> str:
    return "deadlines" if isinstance(one, LeadTime | Follow) else "workdays"


def _day(one: Any, pair: RecordPair) -> RecordChange:
    plan = pair.plans[1] if pair.old is None else pair.plans[0]
    match one:
        case SchoolBreak():
            places = [municipality_name(plan, name) for name in one.municipalities]
            name = msg("school break {name} in {places}", name=one.name, places=places) if places else one.name
            return appeared(pair._replace(name=name), Days(first=one.first, last=one.last))
        case MeetingDays():
            name = msg("meetings of {body}", body=shown("body", one.body, plan))
            return appeared(pair._replace(name=name), one.ics or list(one.days))
        case LeadTime():
            body = shown("body", one.body, plan)
            name = msg("{what} before {of}", what=one.title or one.id, of=one.of or body)
            return appeared(pair._replace(name=name), span(one.before))
        case Follow():
            name = msg("{what} after {of}", what=one.id, of=shown("body", one.body, plan))
            return appeared(pair._replace(name=name), span(one.within))
    return appeared(pair._replace(name=msg("election")), one.day)


def _checks(pair: RecordPair) -> Iterator[RecordChange]:
    yield from changed_fields(pair, {"severities", "waivers", "reviews", "rules"})
    before, after = (
        Counter[Any]((*one.severities, *one.waivers, *one.reviews, *one.rules)) for one in (pair.old, pair.new)
    )
    for one in (after - before).elements():
        yield _exception(pair._replace(old=None), one)
    for one in (before - after).elements():
        yield _exception(pair._replace(new=None), one)


def _exception(pair: RecordPair, one: Any) -> RecordChange:
    if isinstance(one, Review):
        return appeared(pair._replace(name=msg("review {review} of {adopted}", review=one.review, adopted=one.adopted)))
    if isinstance(one, OwnRule):
        return appeared(pair._replace(id=one.name, name=msg("rule {rule}", rule=one.name)), one.when)
    if isinstance(one, Waiver):
        name = msg("waiver of {rule}", rule=one.rule)
    else:
        name = msg("severity of {rule}", rule=one.rule)
    return appeared(pair._replace(id=one.rule, name=name), one.reason, one.until)
