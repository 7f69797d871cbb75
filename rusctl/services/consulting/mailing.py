"""Bodies of a consultation written to by mail: who gets what is decided, shown, and then drafted or sent.

What was drafted or sent is kept in the outbox, as all mail is; that a body was asked or reminded is entered when its
message is known to be sent.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rusctl.calendar.itip.meeting import sender_name
from rusctl.consultation.circulation import CirculatedBody
from rusctl.consultation.standing import last_day, state
from rusctl.errors import PolicyError, RusctlError
from rusctl.language import dates
from rusctl.language.catalogue import Language
from rusctl.language.message import Message, msg, nmsg
from rusctl.mail.history import Version
from rusctl.mail.message import Attachment, Mail, draft_bytes, identity, message_bytes
from rusctl.mail.outbox import New, Outbox
from rusctl.model.consultation import BodyState, body_ref
from rusctl.model.consulting import Consultation
from rusctl.model.messages import LetterKind, MessageKind, State
from rusctl.model.plan import Plan
from rusctl.model.recipients import Recipient, mail_address
from rusctl.services.consulting.period import period
from rusctl.services.mailing import (
    attaching,
    consulting_letters,
    first_contact,
    own_letters,
    recipient_actions,
    sending,
)
from rusctl.services.people import draft_files
from rusctl.services.people.acceptance import refuse_unexpected
from rusctl.services.project import Project

_ON_ITS_WAY = frozenset((State.QUEUED, State.SENDING, State.UNKNOWN, State.SENT))
_WAITS = frozenset({BodyState.ASKED, BodyState.REMINDED, BodyState.SILENT})  # for its reply
NOUN = msg("formal consultation")


class BodyMail(NamedTuple):
    """A letter to a body: how mail knows the body, whom it is to, and which message to them it is."""

    body: CirculatedBody
    ref: str
    recipient: Recipient
    ordinal: int


class BodyMailing(NamedTuple):
    """What bodies are to be told in one run; `drafted` have a draft of it, `without` no mailbox that may be written to.

    `replaced` are the numbers of drafts that new ones take the place of.
    """

    consultation: Consultation
    kind: MessageKind
    mails: tuple[BodyMail, ...]
    drafted: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    replaced: tuple[int, ...] = ()
    attached: Attachment | None = None


def uid_of(plan: Plan, ref: str) -> str:
    """Give the name under which mail keeps what a body was told."""
    return f"{ref}@{plan.process.uid_domain}"


def prepare(
    project: Project,
    box: Outbox,
    one: Consultation,
    kind: MessageKind,
    bodies: Sequence[CirculatedBody],
    *,
    unsent: bool = False,
    attached: Attachment | None = None,
) -> BodyMailing:
    """Say which of some bodies are written to; nothing is changed.

    A cover letter goes to who was not asked, a reminder to who was asked and has said nothing. RusctlError where the
    letter could not say what it is about or the last day.
    """
    _values(project, one, Language(project.plan.process.language), None)
    own_letters.refuse_faulty(project.plan)
    closes = period(project.plan, one, project.today).closes
    mails, drafted, without, replaced = [], [], [], []
    for body in bodies:
        if not _wanted(kind, state(body.facts, closes, project.today)):
            continue
        if not mail_address(body.email) or body.hidden:
            without.append("" if body.private else body.name)
            continue
        ref = body_ref(one.id, body.number)
        before = [each for said in box.histories(uid_of(project.plan, ref)).values() for each in said]
        mine = [each for each in before if each.kind == kind]
        if kind is MessageKind.CONSULTATION and any(each.state in _ON_ITS_WAY for each in mine):
            continue
        drafts_there = [each.number for each in mine if each.state is State.DRAFT]
        if drafts_there and not unsent:
            drafted.append("" if body.private else body.name)
            continue
        replaced += drafts_there
        who = Recipient(address=body.email, name=body.contact_name or body.name, language=body.language)
        mails.append(BodyMail(body, ref, who, max((each.ordinal for each in before), default=0) + 1))
    return BodyMailing(one, kind, tuple(mails), tuple(drafted), tuple(without), tuple(replaced), attached)


def _wanted(kind: MessageKind, stands: BodyState) -> bool:
    return stands is BodyState.NOT_ASKED if kind is MessageKind.CONSULTATION else stands in _WAITS


def said(mailing: BodyMailing) -> Iterator[Message]:
    """Say who is left out, and why."""
    if mailing.without:
        yield msg(
            "without a mailbox that may be written to: {names}; ask them by the registry, and enter it with rusctl "
            "consultation ask",
            names=_named(mailing.without),
        )
    if mailing.drafted:
        yield msg(
            "drafts were written before to {names}: say --unsent if they were not sent, rusctl outbox resolve --sent "
            "NUMBER if they were",
            names=_named(mailing.drafted),
        )
    if mailing.attached and mailing.mails:
        yield attaching.told(mailing.attached)


def _named(names: Sequence[str]) -> list[object]:
    shown: list[object] = [name for name in names if name]
    if count := len(names) - len(shown):
        shown.append(nmsg("{count} private individual", "{count} private individuals", count))
    return shown


def carry_out(project: Project, box: Outbox, mailing: BodyMailing, *, send: bool) -> bool:
    """Write the drafts, or send; give whether all of it is where it was to be.

    PolicyError for what somebody may have sent from a draft; errors as for `sending.deliver`.
    """
    sender = recipient_actions.sender_of(project.plan)
    if mailing.attached:
        attaching.refuse_too_much(mailing.attached, len(mailing.mails))
    if not send:
        _draft(project, box, mailing, sender)
        return True
    if mailing.drafted and not mailing.mails:
        raise PolicyError(next(said(mailing._replace(without=()))))
    refuse_unexpected(box.register)
    server = sending.server(project)
    known = box.written_to()
    uids = []
    for one in mailing.mails:
        name = _identity(project.plan, mailing, one)
        mail = _mail(project, mailing, one, sender, first=one.recipient.key not in known)
        octets = message_bytes(mail, f"<{name}@{project.plan.process.uid_domain}>")
        uids.append(uid_of(project.plan, one.ref))
        withdrawn = _replaced(box, project, mailing, one)
        box.add(uids[-1], one.ref, [_new(mailing, one, name, State.QUEUED, octets)], withdrawn)
    return sending.deliver(project, box, uids, server)


def _draft(project: Project, box: Outbox, mailing: BodyMailing, sender: str) -> None:
    folder, known = project.folder.path, box.written_to()
    for one in mailing.mails:
        mail = _mail(project, mailing, one, sender, first=one.recipient.key not in known)
        files = draft_files.DraftFiles(folder, mailing.consultation.id, [draft_bytes(mail)])
        name, withdrawn = _identity(project.plan, mailing, one), _replaced(box, project, mailing, one)
        new = _new(mailing, one, name, State.DRAFT, None)
        with files.put_down(withdrawn):
            box.add(uid_of(project.plan, one.ref), one.ref, [new], withdrawn, drafted=files.write)
    draft_files.tell_written(project, mailing.consultation.id, len(mailing.mails))


def _replaced(box: Outbox, project: Project, mailing: BodyMailing, one: BodyMail) -> list[int]:
    mine = [each.number for each in box.histories(uid_of(project.plan, one.ref)).get(one.recipient.key, ())]
    return [number for number in mine if number in mailing.replaced]


def _new(mailing: BodyMailing, one: BodyMail, name: str, at: State, octets: bytes | None) -> New:
    version = Version(0, "", "")
    return New(one.recipient, one.ordinal, mailing.kind.value, "", version, name, at, octets)


def _identity(plan: Plan, mailing: BodyMailing, one: BodyMail) -> str:
    return identity(uid_of(plan, one.ref), one.recipient.key, mailing.kind.value, one.ordinal)


def _mail(project: Project, mailing: BodyMailing, one: BodyMail, sender: str, *, first: bool) -> Mail:
    plan, body = project.plan, one.body
    language = Language(one.recipient.language or plan.process.language)
    kind = LetterKind(mailing.kind.value)
    person = first and not body.function
    text = consulting_letters.written(
        kind,
        language,
        _values(project, mailing.consultation, language, body),
        own_letters.text_of(plan, kind, language.code),
        first_contact.notice(plan, language) if person else "",
    )
    return Mail(
        sender=sender,
        sender_name=sender_name(plan),
        recipient=one.recipient.address,
        recipient_name=one.recipient.name,
        subject=text.subject,
        text=text.text,
        calendar=b"",
        method="",
        language=language.code,
        attached=mailing.attached,
    )


def _values(project: Project, one: Consultation, language: Language, body: CirculatedBody | None) -> dict[str, str]:
    """Give the values of a letter's fields; RusctlError where it is not known what it is about, or the last day."""
    plan = project.plan
    version = next((each for each in plan.versions if each.id == one.version), None)
    name = language.name(one.name) or one.id
    about = one.about or (language.name(version.name) if version else "") or name
    closes = period(plan, one, project.today).closes
    last = last_day(body.facts, closes) if body else closes
    if last is None:
        raise RusctlError(
            msg(
                "{consultation} has no last day, which a cover letter says; give the milestone {milestone} a day",
                consultation=name,
                milestone=one.closes,
            ),
            one.at,
        )
    asked = [f"{number}. {language.name(each.text)}" for number, each in enumerate(one.questions, 1)]
    contact = one.contact or plan.process.contact
    return {
        "noun": language.name(one.noun) or language.text(NOUN),
        "consultation": name,
        "about": about,
        "last_day": dates.full(last, language.code),
        "questions": "\n".join([language.text(msg("We ask you to answer these questions:")), *asked]) if asked else "",
        "dnr": one.dnr,
        "reply_to": contact,
        "region": plan.process.region,
        "process": plan.process.name,
        "contact": contact,
        "name": body.name if body else "",
    }
