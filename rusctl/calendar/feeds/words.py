"""What calendar entries say, in the folder's language: clients show no status, so the words carry it."""

from collections.abc import Iterator

from rusctl.calendar.ics import clean
from rusctl.language import dates
from rusctl.language.catalogue import Language
from rusctl.language.message import Message, msg
from rusctl.language.names import event_title, municipality_name
from rusctl.model.plan import Days, Earlier, Event, Milestone, Plan, Status, When, Window
from rusctl.schedule.state.milestones import Standing

UNSURE = frozenset((Status.PLANNED, Status.TENTATIVE))
_STATUS: dict[Status, Message] = {
    Status.PLANNED: msg("Planned, not confirmed."),
    Status.TENTATIVE: msg("The date is preliminary."),
    Status.CANCELLED: msg("The event is cancelled."),
}


def event_summary(event: Event, plan: Plan, language: Language) -> str:
    """Give the line that calendars show, led by what keeps the event from being certain."""
    title = event_title(event, plan, language) or event.id
    if event.status is Status.CANCELLED:
        title = language.text(msg("Cancelled: {title}", title=title))
    elif isinstance(event.when, Window):
        title = _undated(title, event.when, language)
    elif event.status in UNSURE:
        title = language.text(msg("Prelim.: {title}", title=title))
    return clean.line(title)


def milestone_summary(milestone: Milestone, when: When, language: Language) -> str:
    """Give the line that calendars show for a milestone."""
    title = language.name(milestone.title) or milestone.id
    return clean.line(_undated(title, when, language) if isinstance(when, Window) else title)


def event_location(event: Event, plan: Plan) -> str:
    """Give the place as far as it is known: venue, room, municipality."""
    parts = (event.venue, event.room, municipality_name(plan, event.municipality))
    return ", ".join(part for part in map(clean.line, parts) if part)


def event_description(event: Event, plan: Plan, language: Language, *, note: bool) -> str:
    """Give the text of an entry: how firm it is, what it was moved from, last day to answer, source, contact."""
    return _joined(_event_lines(event, plan, language, note=note))


def milestone_description(standing: Standing, plan: Plan, language: Language, *, note: bool) -> str:
    """Give the text of a milestone's entry."""
    return _joined(_milestone_lines(standing, plan, language, note=note))


def _event_lines(event: Event, plan: Plan, language: Language, *, note: bool) -> Iterator[str]:
    if event.status in _STATUS:
        yield language.text(_STATUS[event.status])
    if isinstance(event.when, Window):
        yield _window_line(event.when, language)
    yield from _moves(event.earlier, language)
    if event.answer_by:
        yield language.text(msg("Answer by {day}.", day=dates.full(event.answer_by, language.code)))
    if note and event.note:
        yield event.note
    yield from _ends(event.source, plan, language)


def _milestone_lines(standing: Standing, plan: Plan, language: Language, *, note: bool) -> Iterator[str]:
    milestone = standing.milestone
    when = standing.when
    if standing.done and not standing.open:
        yield language.text(msg("Done."))
    if isinstance(when, Window):
        yield _window_line(when, language)
    if milestone.baseline and when != Days(first=milestone.baseline, last=milestone.baseline):
        yield language.text(msg("First promised for {day}.", day=dates.full(milestone.baseline, language.code)))
    if milestone.every:
        yield language.text(msg("On a Saturday or Sunday: whether the day then moves to Monday is not known."))
    yield from _moves(milestone.earlier, language)
    if note and milestone.note:
        yield milestone.note
    yield from _ends(milestone.source, plan, language)


def _moves(earlier: tuple[Earlier, ...], language: Language) -> Iterator[str]:
    """Say what it was moved from, the latest move first."""
    for one in reversed(earlier):
        if one.when is None:
            continue
        text = language.text(msg("Moved from {when}", when=dates.full(one.when, language.code)))
        if one.reason:
            text = f"{text}: {one.reason}"
        yield f"{text} ({one.source})" if one.source else text


def _ends(source: str, plan: Plan, language: Language) -> Iterator[str]:
    if source:
        yield language.text(msg("Source: {source}", source=source))
    if plan.process.contact:
        yield language.text(msg("Contact: {mailbox}", mailbox=plan.process.contact))


def _undated(title: str, window: Window, language: Language) -> str:
    text = dates.window(window, language.code)
    return language.text(msg("Date not set: {title} ({window})", title=title, window=text))


def _window_line(window: Window, language: Language) -> str:
    return language.text(msg("The day is not set: {window}.", window=dates.full(window, language.code)))


def _joined(texts: Iterator[str]) -> str:
    return clean.lines("\n".join(texts))
