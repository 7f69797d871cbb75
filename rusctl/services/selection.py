"""Which events a command is about: filters and ids as the user gives them, refused when they name nothing."""

import contextlib
import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from rusctl.errors import PolicyError, RusctlError, UsageError
from rusctl.language.catalogue import LANGUAGES, Language
from rusctl.language.message import Message, msg
from rusctl.language.names import short_name
from rusctl.language.nearest import nearest
from rusctl.language.slug import slug
from rusctl.model.plan import Event, Hours, Level, Milestone, Outcome, Plan, Status, exact
from rusctl.schedule.dates.parse import Reading
from rusctl.schedule.state.status import status_on
from rusctl.storage.files.names import PROCESS
from rusctl.storage.schema.string_patterns import LONGEST_ID, SLUG

Words = Sequence[str] | None
OUTCOMES: Mapping[str, tuple[str, ...]] = {
    Outcome.ADOPTED.value: ("antogs", "antagen", "antaget", "bifall", "bifölls"),
    Outcome.REFERRED_BACK.value: ("referred back", "återremitterades", "återremitterad", "återremiss"),
    Outcome.TABLED.value: ("bordlades", "bordlagd", "bordlagt", "bordläggning"),
    Outcome.REJECTED.value: ("avslogs", "avslagen", "avslaget", "avslag"),
}
STATUSES: Mapping[str, tuple[str, ...]] = {
    Status.PLANNED.value: ("planerad", "planerat"),
    Status.TENTATIVE.value: ("preliminär", "preliminärt"),
    Status.CONFIRMED.value: ("bekräftad", "bekräftat"),
    Status.HELD.value: ("hållen", "hållet", "genomförd"),
    Status.CANCELLED.value: ("inställd", "inställt", "canceled"),
}
LEVELS: Mapping[str, tuple[str, ...]] = {
    Level.GREEN.value: ("grön", "grönt"),
    Level.YELLOW.value: ("gul", "gult"),
    Level.RED.value: ("röd", "rött"),
}
"""What people write for a word of the files, in either language."""
SHOWN = 20  # characters of what is too long to repeat


def events(  # noqa: PLR0917 - the filters of a listing
    plan: Plan, today: dt.date, statuses: Words, municipalities: Words, kinds: Words, ids: Words = None
) -> list[Event]:
    """Give the events that every filter lets through, in time order; those without a date come last.

    RusctlError where a filter names nothing that there is.
    """
    statuses = [status_word(word) for word in statuses or ()]
    municipalities = [municipality(plan, word) for word in municipalities or ()]
    kinds = [meant(word, _kinds(plan), msg("a kind of event")) for word in kinds or ()]
    ids = [event(plan, word).id for word in ids or ()]
    found = [
        event
        for event in plan.events
        if (not statuses or status_on(event, today).value in statuses)
        and (not municipalities or not set(event.places).isdisjoint(municipalities))
        and (not kinds or event.kind in kinds)
        and (not ids or event.id in ids)
    ]
    return sorted(found, key=time_order)


def meant(word: str, names: Mapping[str, Iterable[str]], what: Message) -> str:
    """Give the id that a word means: the id itself, or what people call it, in any case, with or without å, ä and ö.

    RusctlError, by what it is to be, where it means none of them or several.
    """
    if word in names:
        return word
    wanted = slug(word)
    found = [name for name, others in names.items() if wanted and wanted in {name, *map(slug, others)}]
    if len(found) == 1:
        return found[0]
    if found:
        raise RusctlError(msg("{word} can be any of {names}; write the id", word=word, names=found))
    raise unknown(word, names, what)


def milestone(plan: Plan, name: str) -> Milestone:
    """Give the milestone of an id or a title; RusctlError where there is none."""
    titles = {one.id: one.title.values() for one in plan.milestones}
    found = meant(name, titles, msg("a milestone"))
    return next(one for one in plan.milestones if one.id == found)


def record(plan: Plan, name: str) -> Milestone | Event:
    """Give the event or the milestone of an id or a name; RusctlError where there is none, or several."""
    names: dict[str, Iterable[str]] = {one.id: [*one.all_titles, short_name(one, plan)] for one in plan.events}
    names |= {one.id: one.title.values() for one in plan.milestones}
    found = meant(name, names, msg("an event or a milestone"))
    return next(one for one in plan.records if one.id == found)


def record_id(plan: Plan, name: str) -> str:
    """Give the id of an event or a milestone by its id or its name; the name itself where it means none."""
    try:
        return record(plan, name).id
    except RusctlError:
        return name


def municipality(plan: Plan, name: str) -> str:
    """Give the id of a municipality by its id or its name; RusctlError where there is none."""
    return meant(name, {one.id: [one.name] for one in plan.municipalities}, msg("a municipality"))


def venue(plan: Plan, name: str) -> str:
    """Give the id of a venue by its id, its name or its name with the address; RusctlError where there is none."""
    return meant(name, {one.id: [one.name, one.place] for one in plan.venues}, msg("a venue"))


def place(plan: Plan, text: str) -> str:
    """Give the id of the venue that a place means; a text that means none, or several, stays as it is."""
    try:
        return venue(plan, text)
    except RusctlError:
        return text


def body(plan: Plan, name: str) -> str:
    """Give the id of a body by its id or its name; RusctlError where there is none."""
    return meant(name, {one.id: one.name.values() for one in plan.bodies}, msg("a body"))


def consultation(plan: Plan, name: str) -> str:
    """Give the id of a consultation by its id or its name; RusctlError where there is none."""
    return meant(name, {one.id: one.name.values() for one in plan.consultations}, msg("a consultation"))


def role(plan: Plan, name: str) -> str:
    """Give the id of a role by its id or its name; RusctlError where there is none."""
    return meant(name, {one.id: one.name.values() for one in plan.roles}, msg("a role"))


def crew_role(plan: Plan, name: str) -> str:
    """Give the id of a crew role by its id or its name; RusctlError where there is none."""
    return meant(name, _names_of(plan, "crew"), msg("a crew role"))


def actor_group(plan: Plan, name: str) -> str:
    """Give the id of an actor group by its id or its name; RusctlError where there is none."""
    return meant(name, _names_of(plan, "actor"), msg("an actor group"))


def _names_of(plan: Plan, group: str) -> dict[str, Iterable[str]]:
    return {one.id: one.name.values() for one in plan.roles if one.group == group}


def busy_calendar(plan: Plan, name: str) -> str:
    """Give the id of a busy calendar by its id or its name; RusctlError where there is none."""
    return meant(name, {one.id: (one.name,) for one in plan.busy}, msg("a busy calendar"))


def declared_tour(plan: Plan, name: str) -> str:
    """Give the id of a declared tour by its id or its name; RusctlError where there is none."""
    return meant(name, {one.id: one.name.values() for one in plan.tours}, msg("a declared tour"))


def template(plan: Plan, name: str) -> str:
    """Give the id of a template by its id or its title; RusctlError where there is none."""
    return meant(name, {one.id: [one.title] for one in plan.templates}, msg("a template"))


def like(plan: Plan, name: str) -> str:
    """Give the id of a template or an event that others are made like; RusctlError where there is none."""
    if any(one.id == name for one in plan.templates):
        return name
    try:
        return event(plan, name).id
    except RusctlError:
        return meant(name, {one.id: [one.title] for one in plan.templates}, msg("an event or a template"))


def theme(plan: Plan, name: str) -> str:
    """Give the id of a heading of the frame by its id or its name; RusctlError where there is none."""
    return meant(name, {one.id: one.name.values() for one in plan.frame}, msg("a theme"))


def word_of(word: str, words: Mapping[Any, Message], what: Message) -> str:
    """Give the member of an enum, as files and listings have it, by that word or what people read in either language.

    RusctlError, by what it is to be, for another.
    """
    if word in words:
        return word
    shown = {str(one): [Language(code).text(text) for code in LANGUAGES] for one, text in words.items()}
    return meant(word, shown, what)


def outcome(word: str) -> Outcome:
    """Give the outcome of a meeting by a word of either language; UsageError for another."""
    try:
        return Outcome(meant(word, OUTCOMES, msg("an outcome")))
    except RusctlError as error:
        raise UsageError(error.message) from None


def level(word: str) -> Level:
    """Give the level of a journal by a word of either language; UsageError for another."""
    try:
        return Level(meant(word, LEVELS, msg("a level")))
    except RusctlError as error:
        raise UsageError(error.message) from None


def status_word(word: str) -> str:
    """Give a status by a word of either language; RusctlError for another."""
    return meant(word, STATUSES, msg("a status"))


def new_status(word: str, reading: Reading | None) -> Status:
    """Give the status of a new event; without a word for it, what has a day is tentative, and the rest is planned.

    UsageError where a new event cannot have it, PolicyError where it needs a day and there is none.
    """
    dated = reading is not None and exact(reading.when) is not None
    if not word:
        return Status.TENTATIVE if dated else Status.PLANNED
    allowed = (Status.PLANNED, Status.TENTATIVE, Status.CONFIRMED)
    with contextlib.suppress(RusctlError):
        word = status_word(word)
    if word not in [status.value for status in allowed]:
        text = msg("a new event is {known}, not {word}", known=[status.value for status in allowed], word=word)
        raise UsageError(text)
    if Status(word) is not Status.PLANNED and not dated:
        raise PolicyError(msg("an event without a day cannot be {word}; give its --date", word=word))
    if dated and reading and reading.tentative and Status(word) is not Status.TENTATIVE:
        raise UsageError(
            msg("the date says that it is tentative, and --status says {word}; say one of them", word=word)
        )
    return Status(word)


def known(words: Words, names: Iterable[str], what: Message) -> list[str]:
    """Give the names that words mean, in any case; RusctlError, by what they are to be, for the first that is none."""
    there: dict[str, Iterable[str]] = dict.fromkeys(names, ())
    return [meant(word, there, what) for word in words or ()]


def unknown(word: str, names: Iterable[str], what: Message) -> RusctlError:
    """Say that a word names nothing, and which name was likely meant."""
    names = sorted(names)
    if meant := nearest(word, names):
        return RusctlError(msg("{word} is not {what}; did you mean {meant}?", word=word, what=what, meant=meant))
    if not names:
        return RusctlError(msg("{word} is not {what}; the plan declares none", word=word, what=what))
    return RusctlError(msg("{word} is not {what}; there are {names}", word=word, what=what, names=names))


def no_format(word: str, formats: Iterable[str]) -> UsageError:
    """Say that a word of the command line is none of its formats, and which one was likely meant."""
    formats = list(formats)
    if meant := nearest(word, formats):
        return UsageError(msg("{word} is not a format; did you mean {meant}?", word=word, meant=meant))
    return UsageError(msg("{word} is not a format; there are {known}", word=word, known=formats))


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
        raise UsageError(msg("give the kind of event with --kind; the kinds are {kinds}", kinds=list(kinds)))
    return meant(name, {one: texts.values() for one, texts in kinds.items()}, msg("a kind of event"))


def _kinds(plan: Plan) -> dict[str, Iterable[str]]:
    """Give the kinds of events, declared or not, with what people call them."""
    found: dict[str, Iterable[str]] = {one.kind: () for one in plan.events}
    return found | {one: texts.values() for one, texts in plan.process.kinds.items()}


def event(plan: Plan, name: str) -> Event:
    """Give the event of an id, a title or, where it is the only one there, a municipality; RusctlError where none is.

    A stop that was cancelled gives way to the one that is to be held.
    """
    for one in plan.events:
        if one.id == name:
            return one
    titles = {one.id: [*one.all_titles, short_name(one, plan)] for one in plan.events}
    wanted = slug(name)
    held = [one for one in plan.events if one.status is not Status.CANCELLED and wanted in map(slug, titles[one.id])]
    if wanted and len(held) == 1 and wanted not in titles:
        return held[0]
    found = meant(name, titles, msg("an event"))
    return next(one for one in plan.events if one.id == found)


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
