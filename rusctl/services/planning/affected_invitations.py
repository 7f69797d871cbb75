"""The invitations that another date would make wrong, of `rusctl whatif`: how many, never whose; nothing is written."""

import datetime as dt
from collections.abc import Iterator, Sequence

from rusctl.calendar.itip.meeting import Meeting
from rusctl.errors import RusctlError
from rusctl.language.message import Message, msg, nmsg
from rusctl.language.names import short_name
from rusctl.model.ledger import PublishedEntry
from rusctl.model.messages import State
from rusctl.model.people import Answer, Attendance
from rusctl.model.plan import Days, Event, Plan, When, Window
from rusctl.output.consequences import Consequence
from rusctl.services.mailing.outdated import written_to
from rusctl.services.people.register_access import is_there, opened
from rusctl.services.project import Project

INVITATION = "invitation"


def told_when(told: PublishedEntry) -> Days | Window | None:
    """Give the days that calendars or guests were told; a window where that is what they were last told."""
    if told.window_from and told.window_to:
        return Window(first=told.window_from, last=told.window_to)
    if told.start is None or (told.end is None and not isinstance(told.start, dt.datetime)):
        return None
    ends = told.start, told.end or told.start
    first, last = (one.date() if isinstance(one, dt.datetime) else one for one in ends)
    return Days(first=first, last=last)


def concerned(project: Project, settled: Plan) -> Iterator[Consequence]:
    """Give, for each event that would have another date, the invitations to withdraw or to change.

    Where mail or the register cannot be asked, that is a row of its own: what is not known is said, and nothing raised.
    """
    now = {event.id: event.when for event in project.loaded.plan.events}
    changed = [event for event in settled.events if event.when != now[event.id]]
    for look in (_mailed, _entered):
        try:
            found = list(look(project, settled, changed))
        except RusctlError as error:
            yield Consequence(INVITATION, "", msg("what is not known: {reason}", reason=error.message))
            continue
        yield from found
        changed = [event for event in changed if event.id not in {one.id for one in found}]


def _mailed(project: Project, settled: Plan, changed: Sequence[Event]) -> Iterator[Consequence]:
    """Give what `rusctl invite` would have to tell those who have been written to, or handed out a draft for."""
    events = {event.id: event for event in changed}
    for one in written_to(project, settled, events) if events else ():
        found = one.meeting
        if found.before is None:
            continue
        wrong = [turn for turn in one.turns if turn.step.kind in {"update", "cancellation"}]
        notes = _notes(
            accepted=sum(turn.recipient.key in one.accepted for turn in wrong),
            drafts=sum(turn.history[-1].state is State.DRAFT for turn in wrong),
            waiting=sum(bool(turn.step.withdraw) for turn in one.turns),
        )
        text = _told(one.id, found, len(wrong)) if wrong else None
        if notes:
            text = msg("{text} ({notes})", text=text or found.told.title, notes=notes)
        if text:
            yield Consequence(INVITATION, one.id, text, *_days(told_when(found.before), events[one.id]))


def _entered(project: Project, settled: Plan, changed: Sequence[Event]) -> Iterator[Consequence]:
    """Give those whom the register has as invited, where no message of `rusctl` has gone to anybody."""
    if not changed or not is_there(project):
        return
    from rusctl.register.participants import of_event  # loads SQLAlchemy

    now = {event.id: event.when for event in project.loaded.plan.events}
    with opened(project).reading() as connection:
        for event in changed:
            count = sum(
                one.number
                for one in of_event(connection, event.id)
                if not one.walk_in
                and one.attendance is Attendance.UNKNOWN
                and one.answer not in {Answer.DECLINED, Answer.DELEGATED}
            )
            if count:
                text = nmsg(
                    "{event}: {count} person is invited in the register, and must be told",
                    "{event}: {count} people are invited in the register, and must be told",
                    count,
                    event=short_name(event, settled),
                )
                yield Consequence(INVITATION, event.id, text, *_days(now[event.id], event))


def _days(before: When | None, event: Event) -> tuple[dt.date | None, dt.date | None]:
    """Give the day that guests know and the day it would be, each where it is an exact one."""
    known, new = (None if one is None or isinstance(one, Window) else one.first for one in (before, event.when))
    return known, new


def _told(name: str, found: Meeting, count: int) -> Message:
    """Say what those who have been invited are to be told: another day, or that there is none."""
    assert found.before is not None  # noqa: S101 - somebody has been told
    words = {"id": name, "title": found.before.title, "when": told_when(found.before)}
    if found.called_off:
        return nmsg(
            "{title}: the invitation of {count} person to {when} is to be withdrawn, since no new day is set; "
            "once the event is moved, rusctl invite {id} does it",
            "{title}: the invitations of {count} people to {when} are to be withdrawn, since no new day is "
            "set; once the event is moved, rusctl invite {id} does it",
            count,
            **words,
        )
    return nmsg(
        "{title}: {count} person is invited to {when}, and must be told the new day and answer again; "
        "once the event is moved, rusctl invite {id} tells them",
        "{title}: {count} people are invited to {when}, and must be told the new day and answer again; "
        "once the event is moved, rusctl invite {id} tells them",
        count,
        **words,
    )


def _notes(*, accepted: int, drafts: int, waiting: int) -> list[Message]:
    """Say what else there is to know of the invited."""
    found = []
    if accepted:
        found.append(nmsg("{count} has said yes", "{count} have said yes", accepted))
    if drafts:
        found.append(
            nmsg(
                "{count} got a draft, which may not have been sent",
                "{count} got drafts, which may not have been sent",
                drafts,
            )
        )
    if waiting:
        found.append(
            nmsg(
                "{count} message in the outbox is removed from the queue",
                "{count} messages in the outbox are removed from the queue",
                waiting,
            )
        )
    return found
