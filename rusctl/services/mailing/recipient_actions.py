"""What invitations have in common: who is to be told what of an event now, and the messages that tell it."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from rusctl.calendar.itip import itip, letter
from rusctl.calendar.itip.meeting import Meeting, meeting, sender_name
from rusctl.errors import ConflictError, RusctlError
from rusctl.language import dates
from rusctl.language.catalogue import Language
from rusctl.language.message import msg
from rusctl.mail import history
from rusctl.mail.history import CANCEL, REQUEST, MailAction, SentMessage, Version
from rusctl.mail.message import Attachment, Mail
from rusctl.mail.outbox import New
from rusctl.model.messages import MessageKind, State
from rusctl.model.people import Answer
from rusctl.model.plan import Plan
from rusctl.model.recipients import Recipient, mail_address
from rusctl.services import selection
from rusctl.services.mailing import first_contact, own_letters

if TYPE_CHECKING:
    from rusctl.calendar.ics.scheduling import Scheduling
    from rusctl.mail.outbox import Outbox
    from rusctl.model.ledger import PublishedEntry


class RecipientAction(NamedTuple):
    """One recipient and what to do for them; the history is what they were told before, the answer what stands.

    `first` where nothing has been written to them before, of any event.
    """

    recipient: Recipient
    step: MailAction
    history: Sequence[SentMessage]
    answer: str = ""
    first: bool = False


def version_of(meeting: Meeting) -> Version:
    """Give what a meeting says now, in the outbox's terms."""
    assert meeting.entry is not None  # noqa: S101 - asked for what is told only
    return Version(meeting.told.sequence, itip.significant(meeting.entry), _seen(meeting)[0])


def _seen(meeting: Meeting) -> tuple[str, ...]:
    """Give the fingerprints of what a meeting says, of which any is the same to those who were told."""
    assert meeting.entry is not None  # noqa: S101 - asked for what is told only
    return itip.seen(meeting.entry, meeting.plan.process.language)


def turns(
    meeting: Meeting,
    outbox: "Outbox",
    listed: Iterable[Recipient],
    answers: Mapping[str, str] | None = None,
    *,
    drafts_unsent: bool = False,
    renewed: bool = True,
) -> list[RecipientAction]:
    """Give what those who are listed and those who were invited are to be told of a meeting, or of its end.

    Who has declined is told of another date and of its end, and not of another room: `answers` are those that stand, by
    key. Whose invitation was withdrawn gets another only where the list is to renew it.
    """
    version, said, known = (
        version_of(meeting),
        _histories(outbox, meeting, drafts_unsent),
        outbox.recipients(meeting.uid),
    )
    if meeting.called_off:
        return [
            RecipientAction(known[key], history.next_cancel(version, before, MessageKind.CANCELLATION), before)
            for key, before in said.items()
        ]
    people = {key: who for key, who in known.items() if is_invited(said[key])}
    for who in listed:
        if renewed:
            people[who.key] = who
        elif who.key not in said or who.key in people:  # the register does not say in which way somebody takes part
            people[who.key] = replace(who, part=known[who.key].part) if who.key in known else who
    found = [
        RecipientAction(who, history.next_request(version, said.get(key, [])), said.get(key, []))
        for key, who in people.items()
    ]
    return [_with_answer(turn, (answers or {}).get(turn.recipient.key, "")) for turn in found]


def _with_answer(turn: RecipientAction, answer: str) -> RecipientAction:
    """Give a turn that leaves an answer as it was given; an invitation and another date ask for one anew."""
    if turn.step.kind != MessageKind.INFORMATION:
        return turn
    if answer == "declined":
        return turn._replace(step=history.MailAction(withdraw=turn.step.withdraw))
    return turn._replace(answer=answer)


def withdrawals(
    meeting: Meeting, outbox: "Outbox", listed: Iterable[Recipient], *, drafts_unsent: bool
) -> list[RecipientAction]:
    """Give what those who are listed are to be told when their own invitation is withdrawn."""
    version, said, known = (
        version_of(meeting),
        _histories(outbox, meeting, drafts_unsent),
        outbox.recipients(meeting.uid),
    )
    return [
        RecipientAction(known[key], history.next_cancel(version, said[key], MessageKind.WITHDRAWAL), said[key])
        for key in dict.fromkeys(outbox.addresses.key(who.address) for who in listed)
        if key in said
    ]


def reminders(meeting: Meeting, outbox: "Outbox", answers: Mapping[str, str]) -> list[RecipientAction]:
    """Give the reminders of those who were invited and have not answered; `answers` are those that stand, by key."""
    version, said, known = version_of(meeting), outbox.histories(meeting.uid), outbox.recipients(meeting.uid)
    return [
        RecipientAction(known[key], step, before)
        for key, before in said.items()
        if (step := history.next_reminder(version, before)).kind
        and key not in answers
        and known[key].part.value != "informed"
    ]


def standing_answers(meeting: Meeting, outbox: "Outbox", registered: Mapping[int, str]) -> dict[str, str]:
    """Give the answers that stand, by key: what the register says, else what was answered to the last date told."""
    said = outbox.histories(meeting.uid)
    last = {
        key: max((one.version.sequence for one in before if one.state in history.MAY_HAVE_ARRIVED), default=0)
        for key, before in said.items()
    }
    found = {
        key: one.status.value
        for key, one in outbox.given(meeting.uid).items()
        if one.sequence >= last.get(key, 0) and one.status is not Answer.NONE
    }
    for key, persons in outbox.addresses.persons.items():
        for number in persons:
            if (answer := registered.get(number, "none")) != "none":
                found[key] = answer
    return found


def _histories(outbox: "Outbox", meeting: Meeting, drafts_unsent: bool) -> dict[str, list[SentMessage]]:
    """Give the histories, told in the folder's language; drafts that were never sent are as good as withdrawn."""
    now, *others = _seen(meeting)
    found = {
        key: [_in_language(one, now, others) for one in said] for key, said in outbox.histories(meeting.uid).items()
    }
    if drafts_unsent:
        found = {key: [_unless_draft(one) for one in said] for key, said in found.items()}
    return found


def _in_language(said: SentMessage, now: str, others: Sequence[str]) -> SentMessage:
    """Give what was said in the folder's other languages as if it had been said in this one: it says the same."""
    return replace(said, version=said.version._replace(seen=now)) if said.version.seen in others else said


def _unless_draft(said: SentMessage) -> SentMessage:
    return replace(said, state=State.WITHDRAWN) if said.state is State.DRAFT else said


def is_invited(said: Sequence[SentMessage]) -> bool:
    """Whether somebody is to be told more: who was put on the list and not taken off it since."""
    return said[-1].kind != MessageKind.WITHDRAWAL


def sender_of(plan: Plan) -> str:
    """Give the mailbox that invitations come from; RusctlError where there is none that mail can be sent from."""
    settings = plan.publishing.mail
    stated = (settings.sender if settings else "") or plan.process.contact
    address = mail_address(stated)
    if address:
        return address
    if stated:
        at = settings.at.key("from") if settings and settings.sender else plan.process.at.key("contact")
        raise RusctlError(
            msg("mail cannot be sent from {address}; give another functional mailbox", address=stated), at
        )
    raise RusctlError(
        msg("invitations need a sender: give the functional mailbox as contact in config/process.toml"),
        plan.process.at,
    )


class _Worded(NamedTuple):
    """What a message is made of: its calendar part, its kind, its language, and what its letter says beside."""

    scheduling: "Scheduling"
    kind: MessageKind
    language: Language
    context: letter.LetterContext


def mail_of(
    meeting: Meeting, turn: RecipientAction, sender: str, stamp: dt.datetime, attached: Attachment | None = None
) -> "Mail":
    """Give the message that tells a recipient what is to be told, with the file that goes with it."""
    scheduling, kind, language, context = _worded(meeting, turn, stamp)
    words = letter.letter(kind, scheduling, language, context._replace(file=attached.name if attached else ""))
    return Mail(
        sender=sender,
        sender_name=sender_name(meeting.plan),
        recipient=turn.recipient.address,
        recipient_name=scheduling.attendee.name,
        subject=words.subject,
        text=words.text,
        calendar=itip.scheduling_bytes(scheduling) if turn.step.method else b"",
        method=turn.step.method,
        language=language.code,
        attached=attached,
    )


def left_out(meeting: Meeting, turn: RecipientAction, stamp: dt.datetime) -> tuple[str, tuple[str, ...]]:
    """Give the file in which the region has worded a message, and the fields whose lines it leaves out."""
    scheduling, kind, language, context = _worded(meeting, turn, stamp)
    fields = tuple(letter.lacking(kind, scheduling, language, context))
    return (context.own.at.file if context.own else "", fields)


def _worded(meeting: Meeting, turn: RecipientAction, stamp: dt.datetime) -> _Worded:
    who, step, plan = turn.recipient, turn.step, meeting.plan
    language = Language(who.language or plan.process.language)
    entry, timezone = meeting.entry_in(language.code), plan.process.timezone
    if step.method == CANCEL:
        scheduling = itip.cancel(entry, who, step.sequence, stamp, timezone=timezone)
    else:
        scheduling = itip.request(entry, who, step.sequence, stamp, turn.answer, timezone=timezone)
    answer_by = meeting.event.answer_by if meeting.event and step.method == REQUEST else None
    if answer_by and answer_by < meeting.today:
        answer_by = None  # of a date before; nobody can keep to it
    kind = MessageKind(step.kind)
    context = letter.LetterContext(
        answer_by=dates.full(answer_by, language.code) if answer_by else "",
        why=meeting.event.reason if meeting.event and meeting.event.postponed else "",
        below=first_contact.notice(plan, language) if turn.first else "",
        process=plan.process.name,
        own=own_letters.text_of(plan, letter.letter_kind(kind, entry), language.code),
        first=own_letters.greeting(plan, language.code) if turn.first else "",
    )
    return _Worded(scheduling, kind, language, context)


def new_message(meeting: Meeting, turn: RecipientAction, octets: bytes | None, state: State, identity: str) -> "New":
    """Give what the outbox is to keep of a message."""
    version = version_of(meeting)._replace(sequence=turn.step.sequence)
    return New(
        recipient=turn.recipient,
        ordinal=ordinal(turn),
        kind=turn.step.kind,
        method=turn.step.method,
        version=version,
        identity=identity,
        state=state,
        octets=octets,
    )


def ordinal(turn: RecipientAction) -> int:
    """Give which message to this recipient about this event it is."""
    return max((one.ordinal for one in turn.history), default=0) + 1


def find_meeting(plan: Plan, today: dt.date, outbox: "Outbox", name: str, now: dt.datetime) -> Meeting:
    """Give an event by its id, whether the plan has it, has lost it, or never had it (RusctlError)."""
    uid = outbox.uid(name) or f"{name}@{plan.process.uid_domain}"
    found = meeting(plan, name, uid, today, now)
    if found is None:
        known = selection.event(plan, name)  # says what is meant, where nobody knows the id
        if known.id != name:  # letters are written by ids alone
            raise selection.unknown(name, [known.id], msg("an event"))
        raise RusctlError(msg("{id} has no date, so nobody can be invited to it", id=name))
    if outbox.version(uid) > ledger_version(found.before):
        raise ConflictError(
            msg(
                "people have been told of {id} what this folder does not know yet; fetch your colleagues' changes of "
                "the plan first (git pull)",
                id=name,
            )
        )
    return found


def ledger_version(told: "PublishedEntry | None") -> tuple[int, str]:
    """Give what the ledger says of an event, as the outbox compares it."""
    return (-1, "") if told is None else (told.sequence, told.modified.astimezone(dt.UTC).isoformat(timespec="seconds"))
