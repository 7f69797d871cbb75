"""Which events a command is about: filters and ids as the user gives them, refused when they name nothing."""

import datetime as dt
import re
from collections.abc import Iterable, Sequence

from rusctl.errors import RusctlError, UsageError
from rusctl.language.message import Message, msg
from rusctl.language.nearest import nearest
from rusctl.model.plan import Event, Hours, Plan, Status
from rusctl.schedule.state.status import status_on
from rusctl.storage.files.names import PROCESS
from rusctl.storage.schema.string_patterns import LONGEST_ID, SLUG

Words = Sequence[str] | None
SHOWN = 20  # characters of what is too long to repeat


def events(  # noqa: PLR0917 - the filters of a listing
    plan: Plan, today: dt.date, statuses: Words, municipalities: Words, kinds: Words, ids: Words = None
) -> list[Event]:
    """Give the events that every filter lets through, in time order; those without a date come last.

    RusctlError where a filter names nothing that there is.
    """
    statuses = known(statuses, [status.value for status in Status], msg("a status"))
    municipalities = known(municipalities, [m.id for m in plan.municipalities], msg("a municipality"))
    kinds = known(kinds, {*plan.process.kinds, *(event.kind for event in plan.events)}, msg("a kind of event"))
    ids = known(ids, [event.id for event in plan.events], msg("an event"))
    found = [
        event
        for event in plan.events
        if (not statuses or status_on(event, today).value in statuses)
        and (not municipalities or event.municipality in municipalities)
        and (not kinds or event.kind in kinds)
        and (not ids or event.id in ids)
    ]
    return sorted(found, key=time_order)


def known(words: Words, names: Iterable[str], what: Message) -> Words:
    """Give the words back; RusctlError, by what they are to be, for the first that is none of the names."""
    names = list(names)
    for word in words or ():
        if word not in names:
            raise unknown(word, names, what)
    return words


def unknown(word: str, names: Iterable[str], what: Message) -> RusctlError:
    """Say that a word names nothing, and which name was likely meant."""
    names = sorted(names)
    if meant := nearest(word, names):
        return RusctlError(msg("{word} is not {what}; did you mean {meant}?", word=word, what=what, meant=meant))
    if not names:
        return RusctlError(msg("{word} is not {what}; there is none", word=word, what=what))
    return RusctlError(msg("{word} is not {what}; there are {names}", word=word, what=what, names=names))


def new_id(name: str) -> str:
    """Give an id that the user chose back; UsageError where the schema of the files would refuse it."""
    if len(name) > LONGEST_ID:
        text = msg(
            "{id} is too long for an id: it has {count} characters, and an id has {most} at most",
            id=f"{name[:SHOWN]}…",
            count=len(name),
            most=LONGEST_ID,
        )
        raise UsageError(text)
    if not re.fullmatch(SLUG, name):
        text = msg("{id} is no id: write small letters a to z, digits and hyphens, such as koping-2", id=name)
        raise UsageError(text)
    return name


def kind(plan: Plan, name: str) -> str:
    """Give the kind of new events: the one named, else the tour's, else the only one there is.

    UsageError where that leaves a choice or none, RusctlError where the plan has no such kind.
    """
    kinds = plan.process.kinds
    name = name or plan.process.tour_kind or (next(iter(kinds)) if len(kinds) == 1 else "")
    if not name and not kinds:
        raise UsageError(msg("the plan has no kind of event; declare one under [kinds] in {file}", file=PROCESS))
    if not name:
        raise UsageError(msg("say what kind of event it is with --kind; there are {kinds}", kinds=list(kinds)))
    known([name], kinds, msg("a kind of event"))
    return name


def event(plan: Plan, name: str) -> Event:
    """Give the event of an id; RusctlError where there is none."""
    for one in plan.events:
        if one.id == name:
            return one
    raise unknown(name, [one.id for one in plan.events], msg("an event"))


def time_order(one: Event) -> tuple[dt.date, dt.time]:
    """Order events by when they begin; what has no time stands before what has one, what has no date comes last."""
    if one.when is None:
        return dt.date.max, dt.time.max
    return one.when.first, one.when.start.time() if isinstance(one.when, Hours) else dt.time.min


def within(found: Iterable[Event], first: dt.date | None, last: dt.date | None) -> list[Event]:
    """Give the events that may lie within two days; one that has no date never does."""
    return [
        one
        for one in found
        if (first is None or (one.when is not None and one.when.last >= first))
        and (last is None or (one.when is not None and one.when.first <= last))
    ]
