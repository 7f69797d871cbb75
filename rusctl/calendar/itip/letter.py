"""The letter round an invitation: its subject, and a plain text that says what the calendar part says.

A region may word a letter in its own way (`LetterText`); the values of its fields are those of the shipped one. What
the law has people told stands below, whatever the letter says.
"""

from collections.abc import Mapping
from typing import NamedTuple

from rusctl.calendar.feeds import words
from rusctl.calendar.ics import clean
from rusctl.calendar.ics.entry import Entry
from rusctl.calendar.ics.scheduling import REQUEST, Scheduling
from rusctl.language import dates
from rusctl.language.catalogue import Language
from rusctl.language.fields import empty, filled
from rusctl.language.message import Message, msg
from rusctl.language.vocabulary import POSTPONED, STATUS
from rusctl.model.entry_values import Off
from rusctl.model.letter_texts import LetterText
from rusctl.model.messages import LetterKind, MessageKind
from rusctl.model.plan import Hours, Status

_SUBJECTS: dict[LetterKind, Message] = {
    LetterKind.INVITATION: msg("Invitation: {title}, {when}"),
    LetterKind.UPDATE: msg("New date: {title}, {when}"),
    LetterKind.INFORMATION: msg("Changed: {title}, {when}"),
    LetterKind.REMINDER: msg("Reminder: {title}, {when}"),
    LetterKind.CANCELLATION: msg("{title}, {when}"),  # the title begins with "Cancelled:"
    LetterKind.POSTPONEMENT: msg("{title}, {when}"),
    LetterKind.WITHDRAWAL: msg("Invitation withdrawn: {title}, {when}"),
    LetterKind.PLACE: msg("A place for you: {title}, {when}"),
    LetterKind.THANKS: msg("Thank you for coming: {title}, {when}"),
}
LEADS: dict[LetterKind, Message] = {
    LetterKind.INVITATION: msg("You are invited to the meeting below."),
    LetterKind.UPDATE: msg("The meeting below, which you are invited to, has a new date. Please answer again."),
    LetterKind.INFORMATION: msg("Something about the meeting below has changed. An answer you have given stands."),
    LetterKind.REMINDER: msg("You have been invited to the meeting below, and we do not have your answer yet."),
    LetterKind.CANCELLATION: msg("The meeting below is cancelled. You need not do anything."),
    LetterKind.POSTPONEMENT: msg(
        "The meeting below is postponed: its date no longer holds, and no new one is set. You need not do anything; "
        "when there is a new date, you are invited again."
    ),
    LetterKind.WITHDRAWAL: msg("Your invitation to the meeting below is withdrawn. You need not do anything."),
    LetterKind.PLACE: msg(
        "A place at the meeting below has become free, and you are next in the queue. It is kept for you until you "
        "answer: say yes to take it, or no to leave it to the next."
    ),
    LetterKind.THANKS: msg("Thank you for taking part in {event}, {when}.", event="{event}", when="{when}"),
}
HOW_TO_ANSWER = msg(
    "Answer with the buttons of your mail program: yes, no or maybe. Where it shows none, answer this mail."
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
_ASKS = frozenset((LetterKind.INVITATION, LetterKind.UPDATE, LetterKind.REMINDER, LetterKind.PLACE))
_MAY_BE_EMPTY = frozenset(
    ("how_to_answer", "description", "reason", "summary")
)  # who is not asked, or where nobody has said why


class MailText(NamedTuple):
    """A subject and a text."""

    subject: str
    text: str


class LetterContext(NamedTuple):
    """What a letter says beside what its calendar part says.

    `answer_by` is the last day to answer, in words, which the entry's own text may say already; `why` is why an event
    is postponed until further notice, `below` what stands at the end, `process` what the process is called. `own` is
    the letter in the region's own words, `first` the words above what stands at the end, `file` the one that is
    enclosed.
    """

    answer_by: str = ""
    why: str = ""
    below: str = ""
    process: str = ""
    own: LetterText | None = None
    first: str = ""
    file: str = ""


NO_CONTEXT = LetterContext()


def letter(
    kind: MessageKind, scheduling: Scheduling, language: Language, context: LetterContext = NO_CONTEXT
) -> MailText:
    """Give the letter in a language."""
    meant = letter_kind(kind, scheduling.entry)
    values = _values(meant, scheduling, language, context)
    shipped = shipped_text(meant, language)
    own = context.own
    subject = clean.line(filled(own.subject, values)) if own else ""
    text = filled(own.text if own else shipped.text, values)
    whole = "\n\n".join(filter(None, (text, filled(context.first, values), context.below)))
    return MailText(subject or clean.line(filled(shipped.subject, values)), clean.lines(whole) + "\n")


def lacking(kind: MessageKind, scheduling: Scheduling, language: Language, context: LetterContext) -> list[str]:
    """Give the fields of a letter in the region's own words that have no value, so that their lines are left out."""
    if context.own is None:
        return []
    values = _values(letter_kind(kind, scheduling.entry), scheduling, language, context)
    return [name for name in empty(context.own.text, values) if name not in _MAY_BE_EMPTY]


def letter_kind(kind: MessageKind, entry: Entry) -> LetterKind:
    """Give which text says what a message is for: one of a date that was put off is no cancellation."""
    put_off = kind is MessageKind.CANCELLATION and entry.values is not None and entry.values.off is Off.PUT_OFF
    return LetterKind.POSTPONEMENT if put_off else LetterKind(kind.value)


def shipped_text(kind: LetterKind, language: Language) -> MailText:
    """Give the text of a letter that a region can begin from; empty where rusctl says nothing there by itself."""
    if kind not in LEADS:
        return MailText("", "")
    parts = [language.text(LEADS[kind]), "{facts}", "{description}", *(["{how_to_answer}"] if kind in _ASKS else [])]
    if kind is LetterKind.THANKS:
        parts = [parts[0], "{summary}", "{link}"]
    if kind is LetterKind.POSTPONEMENT:
        parts[0] += "\n" + language.text(msg("Why: {reason}", reason="{reason}"))
    subject = _SUBJECTS[kind]._replace(args={"title": "{event}", "when": "{when}"})
    return MailText(language.text(subject), "\n\n".join(parts))


def _values(kind: LetterKind, scheduling: Scheduling, language: Language, context: LetterContext) -> Mapping[str, str]:
    """Give the values of the fields that a letter's text may hold, in words; what there is none of is empty."""
    entry, attendee = scheduling.entry, scheduling.attendee
    page = words.page(entry.values, language) if entry.values else ""  # which stands among the facts already
    asks = kind in _ASKS and attendee.rsvp == "TRUE"
    said = entry.values is not None and entry.values.answer_by is not None
    facts = _facts(scheduling, language)
    over = kind is LetterKind.THANKS and entry.values is not None  # nothing is preliminary any more
    return {
        "event": words.title(entry.values, language) if over and entry.values else entry.summary,
        "when": facts["when"],
        "where": entry.location,
        "link": entry.url,
        "status": facts["status"],
        "description": entry.description.removesuffix(page).rstrip(),
        "facts": "\n".join(f"{language.text(LABELS[name])}: {value}" for name, value in facts.items() if value),
        "region": entry.organizer.name if entry.organizer else "",
        "process": context.process,
        "contact": entry.organizer.mailbox if entry.organizer else "",
        "name": attendee.name or attendee.address,
        "answer_by": context.answer_by,
        "how_to_answer": _how_to_answer(language, "" if said else context.answer_by) if asks else "",
        "reason": context.why,
        "summary": language.text(msg("What was said there is enclosed: {file}", file=context.file))
        if context.file
        else "",
    }


def when_text(entry: Entry, language: Language, timezone: str) -> str:
    """Say when it is; a time of day with whose clock it is by."""
    text = dates.full(entry.when, language.code)
    if not isinstance(entry.when, Hours):
        return text
    clock = _CLOCKS.get(timezone) or msg("{when} (time zone {zone})", zone=timezone)
    return language.text(clock._replace(args={**clock.args, "when": text}))


def _facts(scheduling: Scheduling, language: Language) -> Mapping[str, str]:
    entry, attendee = scheduling.entry, scheduling.attendee
    return {
        "summary": entry.summary,
        "when": when_text(entry, language, scheduling.timezone),
        "location": entry.location,
        "status": language.text(_status(entry)) if entry.status else "",
        "url": entry.url,
        "organizer": _who(entry.organizer.name, entry.organizer.mailbox) if entry.organizer else "",
        "attendee": _who(attendee.name, attendee.address),
        "role": language.text(ROLES[attendee.role]) if scheduling.method == REQUEST else "",
    }


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
