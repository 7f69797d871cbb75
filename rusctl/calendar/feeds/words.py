"""What calendar entries say, in the folder's language: clients show no status, so the words carry it.

Words are made of an entry's values and of nothing else, so that what is compared (`fingerprint`) is all that they say.
"""

from collections.abc import Iterator

from rusctl.calendar.ics import clean
from rusctl.calendar.ics.entry import Organizer
from rusctl.language import dates
from rusctl.language.catalogue import Language
from rusctl.language.message import Message, msg
from rusctl.model.entry_values import EntryValues, Off
from rusctl.model.plan import Earlier, Hours, Status, Window

UNSURE = frozenset((Status.PLANNED, Status.TENTATIVE))
_STATUS: dict[Status, Message] = {
    Status.PLANNED: msg("Planned, not confirmed."),
    Status.TENTATIVE: msg("The date is tentative."),
    Status.CANCELLED: msg("The event is cancelled."),
}
_OFF: dict[Off, Message] = {
    Off.GONE: msg("The event is cancelled."),
    Off.LAPSED: msg("The milestone no longer applies."),
    Off.PUT_OFF: msg("The date no longer holds, and no new one is set."),
}


def title(values: EntryValues, language: Language) -> str:
    """Give what it is called, without the words that say how firm it is."""
    called = language.name(values.title) or f"{language.name(values.kind)} {values.municipality}".strip()
    return clean.line(called) or values.id


def summary(values: EntryValues, language: Language) -> str:
    """Give the line that calendars show, led by what keeps the entry from being certain."""
    called = title(values, language)
    if values.off is Off.PUT_OFF:
        called = language.text(msg("Put off, new date not set: {title}", title=called))
    elif values.off or values.status is Status.CANCELLED:
        called = language.text(msg("Cancelled: {title}", title=called))
    elif isinstance(values.when, Window):
        window = dates.window(values.when, language.code)
        called = language.text(msg("Date not set: {title} ({window})", title=called, window=window))
    elif values.status in UNSURE:
        called = language.text(msg("Prelim.: {title}", title=called))
    return clean.line(called)


def location(values: EntryValues) -> str:
    """Give the place as far as it is known: venue, room, municipality."""
    parts = (values.location, values.venue, values.room, values.municipality)
    return ", ".join(part for part in map(clean.line, parts) if part)


def point(values: EntryValues) -> str:
    """Give the map point of the place, latitude and longitude with six decimals; empty where it is not known."""
    return f"{values.point[0]:.6f};{values.point[1]:.6f}" if values.point else ""


def categories(values: EntryValues, language: Language) -> tuple[str, ...]:
    """Give what kind of entry it is."""
    if values.off:
        return ()
    called = clean.word(language.text(msg("Milestone")) if values.status is None else language.name(values.kind))
    return (called,) if called else ()


def organizer(values: EntryValues) -> Organizer | None:
    """Give who publishes it."""
    mailbox = clean.mailbox(values.contact)
    return Organizer(mailbox, clean.name(values.region) or mailbox) if mailbox else None


def description(values: EntryValues, language: Language, *, note: bool = False) -> str:
    """Give the text: how firm it is, what it was moved from, last day to answer, source, contact."""
    return clean.lines("\n".join(_lines(values, language, note=note)))


def _lines(values: EntryValues, language: Language, *, note: bool) -> Iterator[str]:
    yield from _firmness(values, language)
    if values.baseline:
        yield language.text(msg("First promised for {day}.", day=dates.full(values.baseline, language.code)))
    if values.yearly and not values.off:
        yield language.text(msg("On a Saturday or Sunday: whether the day then moves to Monday is not known."))
    yield from _moves(values.earlier, language)
    if values.answer_by and not values.off and values.status is not Status.CANCELLED:
        yield language.text(msg("Answer by {day}.", day=dates.full(values.answer_by, language.code)))
    if note and values.note:
        yield values.note
    if values.source:
        yield language.text(msg("Source: {source}", source=values.source))
    if values.contact:
        yield language.text(msg("Contact: {mailbox}", mailbox=values.contact))
    yield from filter(None, (page(values, language),))


def page(values: EntryValues, language: Language) -> str:
    """Give the line that says where the event's page is, which a description ends with: few programs show URL."""
    address = clean.address(values.url)
    return language.text(msg("More: {url}", url=address)) if address else ""


def _firmness(values: EntryValues, language: Language) -> Iterator[str]:
    if values.off:
        yield language.text(_OFF[values.off])
    elif values.status in _STATUS:
        yield language.text(_STATUS[values.status])
    if values.reason:
        yield language.text(msg("Why: {reason}", reason=values.reason))
    if values.done:
        yield language.text(msg("Done."))
    if isinstance(values.when, Window):
        yield language.text(msg("The day is not set: {window}.", window=dates.full(values.when, language.code)))
    if isinstance(values.when, Hours) and values.when.end is None and not values.off:
        yield language.text(msg("The time it ends is not set."))


def _moves(earlier: tuple[Earlier, ...], language: Language) -> Iterator[str]:
    """Say what it was moved from, the latest move first."""
    for one in reversed(earlier):
        if one.when is None or one.done:  # what was reached then was not moved
            continue
        text = language.text(msg("Moved from {when}", when=dates.full(one.when, language.code)))
        if one.reason:
            text = f"{text}: {one.reason}"
        yield f"{text} ({one.source})" if one.source else text
