"""The letter round an invitation: its subject, and a plain text that says what the calendar part says."""

from collections.abc import Iterator
from typing import NamedTuple

from rusctl.calendar.feeds import words
from rusctl.calendar.ics import clean
from rusctl.calendar.ics.entry import Entry
from rusctl.calendar.ics.scheduling import REQUEST, Scheduling
from rusctl.language import dates
from rusctl.language.catalogue import Language
from rusctl.language.message import Message, msg
from rusctl.language.vocabulary import POSTPONED, STATUS
from rusctl.model.entry_values import Off
from rusctl.model.messages import MessageKind
from rusctl.model.plan import Hours, Status

_SUBJECTS: dict[MessageKind, Message] = {
    MessageKind.INVITATION: msg("Invitation: {title}, {when}"),
    MessageKind.UPDATE: msg("New date: {title}, {when}"),
    MessageKind.INFORMATION: msg("Changed: {title}, {when}"),
    MessageKind.REMINDER: msg("Reminder: {title}, {when}"),
    MessageKind.CANCELLATION: msg("{title}, {when}"),  # the title begins with "Cancelled:"
    MessageKind.WITHDRAWAL: msg("Invitation withdrawn: {title}, {when}"),
}
LEADS: dict[MessageKind, Message] = {
    MessageKind.INVITATION: msg("You are invited to the meeting below."),
    MessageKind.UPDATE: msg("The meeting below, which you are invited to, has a new date. Please answer again."),
    MessageKind.INFORMATION: msg("Something about the meeting below has changed. An answer you have given stands."),
    MessageKind.REMINDER: msg("You have been invited to the meeting below, and we do not have your answer yet."),
    MessageKind.CANCELLATION: msg("The meeting below is cancelled. You need not do anything."),
    MessageKind.WITHDRAWAL: msg("Your invitation to the meeting below is withdrawn. You need not do anything."),
}
HOW_TO_ANSWER = msg(
    "Answer with the buttons of your mail program: yes, no or maybe. Where it shows none, answer this mail."
)
_PUT_OFF = msg(
    "The meeting below is postponed: its date no longer holds, and no new one is set. You need not do anything; when "
    "there is a new date, you are invited again."
)
LABELS: dict[str, Message] = {
    "summary": msg("What"),
    "when": msg("When"),
    "location": msg("Where"),
    "status": msg("Status"),
    "url": msg("More"),
    "organizer": msg("Organiser"),
    "attendee": msg("Invited"),
    "role": msg("Attendance"),
}
ROLES: dict[str, Message] = {
    "REQ-PARTICIPANT": msg("you are expected"),
    "OPT-PARTICIPANT": msg("you are welcome, and not required"),
    "CHAIR": msg("you chair the meeting"),
    "NON-PARTICIPANT": msg("for your information"),
}
_CLOCKS: dict[str, Message] = {
    "Europe/Stockholm": msg("{when} (Swedish time)"),
    "Europe/Helsinki": msg("{when} (Finnish time)"),
    "Europe/Mariehamn": msg("{when} (Finnish time)"),
    "Europe/Oslo": msg("{when} (Norwegian time)"),
    "Europe/Copenhagen": msg("{when} (Danish time)"),
    "Atlantic/Reykjavik": msg("{when} (Icelandic time)"),
}
_ASKS = frozenset((MessageKind.INVITATION, MessageKind.UPDATE, MessageKind.REMINDER))


class MailText(NamedTuple):
    """A subject and a text."""

    subject: str
    text: str


def letter(
    kind: MessageKind,
    scheduling: Scheduling,
    language: Language,
    answer_by: str = "",
    why: str = "",
    *,
    below: str = "",
) -> MailText:
    """Give the letter in a language.

    `answer_by` is the last day to answer, in words, which the entry's own text may say already; `why` is why an event
    is postponed until further notice, `below` what stands at the end.
    """
    entry = scheduling.entry
    when = when_text(entry, language, scheduling.timezone)
    subject = clean.line(language.text(_SUBJECTS[kind]._replace(args={"title": entry.summary, "when": when})))
    put_off = kind is MessageKind.CANCELLATION and entry.values is not None and entry.values.off is Off.PUT_OFF
    lead = language.text(_PUT_OFF if put_off else LEADS[kind])
    if put_off and why:
        lead = f"{lead}\n{language.text(msg('Why: {reason}', reason=why))}"
    page = words.page(entry.values, language) if entry.values else ""  # which stands among the facts already
    description = entry.description.removesuffix(page).rstrip()
    parts = [lead, "\n".join(_facts(scheduling, language)), description]
    if kind in _ASKS and scheduling.attendee.rsvp == "TRUE":
        said = entry.values is not None and entry.values.answer_by is not None
        parts.append(_how_to_answer(language, "" if said else answer_by))
    parts.append(below)
    return MailText(subject, clean.lines("\n\n".join(filter(None, parts))) + "\n")


def when_text(entry: Entry, language: Language, timezone: str) -> str:
    """Say when it is; a time of day with whose clock it is by."""
    text = dates.full(entry.when, language.code)
    if not isinstance(entry.when, Hours):
        return text
    clock = _CLOCKS.get(timezone) or msg("{when} (time zone {zone})", zone=timezone)
    return language.text(clock._replace(args={**clock.args, "when": text}))


def _facts(scheduling: Scheduling, language: Language) -> Iterator[str]:
    entry, attendee = scheduling.entry, scheduling.attendee
    values = {
        "summary": entry.summary,
        "when": when_text(entry, language, scheduling.timezone),
        "location": entry.location,
        "status": language.text(_status(entry)) if entry.status else "",
        "url": entry.url,
        "organizer": _who(entry.organizer.name, entry.organizer.mailbox) if entry.organizer else "",
        "attendee": _who(attendee.name, attendee.address),
        "role": language.text(ROLES[attendee.role]) if scheduling.method == REQUEST else "",
    }
    for name, value in values.items():
        if value:
            yield f"{language.text(LABELS[name])}: {value}"


def _status(entry: Entry) -> Message:
    """Give how firm it is; of a date that was put off that it is postponed, though calendars know only of cancelled."""
    if entry.values is not None and entry.values.off is Off.PUT_OFF:
        return POSTPONED
    return STATUS[Status(entry.status.lower())]


def _who(name: str, address: str) -> str:
    return f"{name} <{address}>" if name and name != address else address


def _how_to_answer(language: Language, answer_by: str) -> str:
    text = language.text(HOW_TO_ANSWER)
    if answer_by:
        text += " " + language.text(msg("Please answer by {day}.", day=answer_by))
    return text
