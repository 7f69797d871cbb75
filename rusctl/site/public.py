"""What everybody may know of a plan on a day: its stops, milestones and changes, and nothing else of it.

Notes, reasons, sources, crews, file numbers and addresses are not among the fields here, so no page can show them.
"""

import datetime as dt
import re
from collections.abc import Iterator
from typing import NamedTuple

from rusctl.language import dates
from rusctl.language.catalogue import Language
from rusctl.language.message import Message, msg, nmsg
from rusctl.language.names import event_title, municipality_name, places_name, role_names, short_name
from rusctl.language.vocabulary_site import number_word
from rusctl.model.plan import Days, Event, Hours, Milestone, Plan, Status, Texts, When, Window, exact
from rusctl.model.public_status import PublicStatus
from rusctl.model.site_settings import PAGES
from rusctl.output.clean import one_line
from rusctl.schedule.state.milestones import Standing, every_standing
from rusctl.schedule.state.status import status_on

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


class SpokenText(NamedTuple):
    """A text for a page, and the part of it that somebody wrote, in the language that `spoken` says."""

    text: str
    part: str
    spoken: str


class PublicStop(NamedTuple):
    """A stop as the public reads it; `when` is its day, or the days between which it is to be, with their words.

    `earlier` are the days that were said before, the oldest first, and `changed` is the day the last of them was given
    up or the stop was cancelled, where somebody has said it. `number` is its number on the map and in the list,
    `spoken` the language that its title is written in, and `feed` the name that its municipality's calendar has.
    `access` is how to get there and in, as far as somebody has said it, and `asked` are the questions that are put.
    `venue` is the place as people read it, `house` what it is called alone, with its `address` where that is known.
    `named` is the language that its name is written in, "" where that is a municipality's own.
    """

    id: str
    number: int
    name: str
    title: str
    spoken: str
    status: PublicStatus
    when: When | None
    earlier: tuple[dt.date, ...]
    changed: dt.date | None
    municipality: str
    feed: str
    code: str
    place: tuple[float, float] | None
    venue: str
    roles: tuple[str, ...]
    access: tuple[SpokenText, ...] = ()
    asked: tuple[SpokenText, ...] = ()
    house: str = ""
    address: str = ""
    named: str = ""

    @property
    def day(self) -> dt.date | None:
        """Its first day, where one is set."""
        found = exact(self.when)
        return found.first if found else None


class PublicStep(NamedTuple):
    """A milestone as the public reads it: when it is due or was reached, what was first promised, if it comes back.

    `spoken` is the language that its title is written in.
    """

    id: str
    title: str
    when: When | None
    done: bool
    promised: dt.date | None
    slip: int | None
    yearly: bool
    spoken: str = ""


class PublicChange(NamedTuple):
    """Something that was said otherwise before: of what, the day it was changed where it is known, and what, in words.

    `title` is a part of the text, in the language that `spoken` says.
    """

    id: str
    day: dt.date | None
    text: str
    title: str
    spoken: str


def stops(plan: Plan, today: dt.date, language: Language) -> list[PublicStop]:
    """Give the stops of the tour in the order of their days; the undecided last, those cancelled in their place."""
    kind = plan.process.tour_kind
    events = [one for one in plan.events if kind in ("", one.kind)]
    events.sort(key=lambda one: _order(one, today))
    towns = {one.id: one for one in plan.municipalities}
    names = role_names(plan, language)
    found = []
    for number, event in enumerate(events, 1):
        town = towns.get(event.municipality)
        found.append(
            PublicStop(
                id=event.id,
                number=number,
                name=one_line(short_name(event, plan)),
                title=one_line(event_title(event, plan, language)),
                spoken=plan.process.language if event.title and language.code not in event.titles else language.code,
                status=public_status(event, today),
                when=_when(event),
                earlier=tuple(day for one in event.earlier if (day := _day(one.when))),
                changed=event.stated if event.earlier or event.status is Status.CANCELLED else None,
                municipality=one_line(municipality_name(plan, event.municipality)),
                feed=event.municipality,
                code=town.code if town else "",
                place=(town.lat, town.lon) if town and town.lat is not None and town.lon is not None else None,
                venue=one_line(event.venue),
                roles=tuple(names[one] for one in event.roles if one in names),
                access=tuple(_access(event, language, plan.process.language)),
                asked=tuple(_asked(plan, event, language)),
                house=one_line(event.site.name if event.site else event.venue),
                address=one_line(event.site.address) if event.site else "",
                named="" if short_name(event, plan) == places_name(event, plan) else plan.process.language,
            )
        )
    return found


def _access(event: Event, language: Language, own: str) -> Iterator[SpokenText]:
    if (site := event.site) is None:
        return
    said: list[tuple[Message, str]] = []
    if event.room:
        said.append((msg("Room: {room}", room=one_line(event.room)), one_line(event.room)))
    if site.step_free is not None:
        said.append((msg("You get in without steps.") if site.step_free else msg("There are steps at the way in."), ""))
    if site.hearing_loop is not None:
        said.append((msg("There is a hearing loop.") if site.hearing_loop else msg("There is no hearing loop."), ""))
    if site.parking:
        said.append((msg("Parking: {parking}", parking=one_line(site.parking)), one_line(site.parking)))
    yield from (SpokenText(language.text(message), part, own) for message, part in said)


def _asked(plan: Plan, event: Event, language: Language) -> Iterator[SpokenText]:
    """Give what is asked at every dialogue of its kind, and then what is asked at this one."""
    for one in plan.questions:
        if not one.kinds or event.kind in one.kinds:
            text = one_line(language.name(one.text))
            yield SpokenText(text, text, spoken(one.text, language, plan.process.language))
    for question in map(one_line, event.questions):
        yield SpokenText(question, question, plan.process.language)


def public_status(event: Event, today: dt.date) -> PublicStatus:
    """Say how a stop stands: what is only being sounded out has no day, and a passed day says only that it passed."""
    status = status_on(event, today)
    day, when = exact(event.when), _when(event)
    if status is Status.CANCELLED:
        return PublicStatus.CANCELLED
    if status is Status.HELD:
        return PublicStatus.HELD
    if when is not None and when.last < today:
        return PublicStatus.PASSED
    if day is None or status is Status.PLANNED:
        return PublicStatus.UNDECIDED
    return PublicStatus.CONFIRMED if status is Status.CONFIRMED else PublicStatus.TENTATIVE


def upcoming(found: list[PublicStop]) -> PublicStop | None:
    """Give the next stop that has a day which has not passed."""
    ahead = (PublicStatus.CONFIRMED, PublicStatus.TENTATIVE)
    return next((one for one in found if one.status in ahead), None)


def steps(plan: Plan, today: dt.date, language: Language) -> list[PublicStep]:
    """Give the milestones in the order of their days."""

    def order(one: Standing) -> dt.date:
        return one.when.last if one.when else dt.date.max

    return [
        PublicStep(
            id=one.milestone.id,
            title=one_line(language.name(one.milestone.title) or one.milestone.id),
            when=one.when,
            done=one.done is not None and not one.open and one.done.first <= today,
            promised=one.milestone.baseline,
            slip=one.slip_days,
            yearly=one.milestone.every is not None,
            spoken=spoken(one.milestone.title, language, plan.process.language),
        )
        for one in sorted(every_standing(plan, today), key=order)
    ]


def spoken(texts: Texts, language: Language, own: str) -> str:
    """Give the language in which a name is written where it is shown in one; what says none is in the folder's own."""
    return language.form(texts) or own


def decision(plan: Plan) -> Milestone | None:
    """Give the milestone at which the strategy is decided: the one the region names, else the last of the council's."""
    if plan.site.decision:
        return next((one for one in plan.milestones if one.id == plan.site.decision), None)
    councils = {one.id for one in plan.bodies if one.kind == "council"}
    return next((one for one in reversed(plan.milestones) if one.body in councils and one.every is None), None)


def removed(plan: Plan) -> dict[str, str]:
    """Give the events that calendars or a release have told of and that the plan has no more: titles by their ids."""
    there = {one.id for one in plan.records} | PAGES
    found: dict[str, str] = {}
    for told in plan.published.entries.values() if plan.published else ():
        if not told.milestone and told.id not in there and _SLUG.fullmatch(told.id):
            found[told.id] = one_line(told.title)
    milestones = {one.id for release in plan.releases for one in release.milestones}
    for release in plan.releases:
        for one in release.gone:
            if one not in there and one not in milestones and _SLUG.fullmatch(one):
                found.setdefault(one, one)
    return dict(sorted(found.items()))


def changes(found: list[PublicStop], today: dt.date, language: Language) -> list[PublicChange]:
    """Give what changed on a day that is known and has come, the newest first."""
    told = [
        PublicChange(one.id, one.changed, language.text(text), one.title, one.spoken)
        for one in found
        if one.changed and one.changed <= today and (text := _change(one, language.code))
    ]
    return sorted(told, key=lambda one: (one.day or today, one.id), reverse=True)


def undated(found: list[PublicStop], more: list[PublicStep], language: Language) -> list[PublicChange]:
    """Give what is otherwise than it was first said, where nobody has said on which day that was changed."""
    told = [
        PublicChange(one.id, None, language.text(text), one.title, one.spoken)
        for one in found
        if not one.changed and (text := _change(one, language.code))
    ]
    for step in more:
        if step.promised and step.slip and step.when:
            text = msg(
                "{title}: moved from {old} to {new}",
                title=step.title,
                old=dates.long(step.promised, language.code),
                new=dates.long(step.when.last, language.code),
            )
            told.append(PublicChange(step.id, None, language.text(text), step.title, step.spoken))
    return told


def _change(stop: PublicStop, code: str) -> Message | None:
    if stop.status is PublicStatus.CANCELLED:
        return msg("Cancelled: {title}", title=stop.title)
    if not stop.earlier:
        return None
    old = dates.long(stop.earlier[-1], code)
    if stop.day:
        return msg("{title}: moved from {old} to {new}", title=stop.title, old=old, new=dates.long(stop.day, code))
    return msg("{title}: no longer on {old}, a new day is not set", title=stop.title, old=old)


def sum_line(found: list[PublicStop], language: Language) -> str:
    """Say of how many municipalities there is a day, and how many of the days are tentative."""
    towns = {one.municipality for one in found if one.municipality}
    dated = {
        one.municipality for one in found if one.day and one.municipality and one.status is not PublicStatus.CANCELLED
    }
    code = language.code
    said = nmsg(
        "{number} of {all} municipality has a day.",
        "{number} of {all} municipalities have a day.",
        len(towns),
        number=number_word(len(dated), code).capitalize(),
        all=number_word(len(towns), code),
    )
    parts = [language.text(said)] if towns else []
    if tentative := sum(one.status is PublicStatus.TENTATIVE for one in found):
        word = number_word(tentative, code).capitalize()
        parts.append(
            language.text(nmsg("{number} day is tentative.", "{number} days are tentative.", tentative, number=word))
        )
    return " ".join(parts)


def period(when: When | None, code: str, own: str) -> str:
    """Say when in words; the words of a window are in the folder's language (`own`), so another writes its days."""
    if when is None:
        return ""
    if isinstance(when, Window):
        return when.text if when.text and code == own else dates.long_span(when.first, when.last, code)
    return dates.full(when, code)


def _when(event: Event) -> When | None:
    """Give when it is; a day that is only being sounded out becomes its month."""
    day = exact(event.when)
    if event.status is not Status.PLANNED or day is None:
        return event.when
    first = day.first.replace(day=1)
    last = (first + dt.timedelta(days=31)).replace(day=1) - dt.timedelta(days=1)
    return Window(first=first, last=last)


def _day(when: When | None) -> dt.date | None:
    return when.first if isinstance(when, (Days, Hours)) else None


def _order(event: Event, today: dt.date) -> tuple[bool, dt.date, str]:
    undecided = public_status(event, today) is PublicStatus.UNDECIDED
    when = _when(event)
    return undecided, when.first if when else dt.date.max, event.id


def private_texts(found: list[PublicStop], more: list[PublicStep]) -> Iterator[str]:
    """Give every text that people wrote and pages show, to be looked through before anything is written."""
    for one in found:
        yield "\n".join(
            (
                one.id,
                one.name,
                one.title,
                one.municipality,
                one.venue,
                *one.roles,
                *(each.text for each in (*one.access, *one.asked)),
            )
        )
        if isinstance(one.when, Window):
            yield one.when.text
    for step in more:
        yield step.title
        if isinstance(step.when, Window):
            yield step.when.text
