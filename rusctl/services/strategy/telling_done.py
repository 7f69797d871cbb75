"""Who asked for what a joint commitment has done, and the drafts that tell them: each is told once, in their language.

Who came to a dialogue asked for what its inputs led to, and a body for the paragraph that its comment changed. Nobody
knows who said an input, so all who came to its dialogue are told.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from rusctl.calendar.itip.meeting import sender_name
from rusctl.consultation import answers, letters
from rusctl.errors import PolicyError
from rusctl.inputs import fates
from rusctl.language import dates
from rusctl.language.catalogue import Language
from rusctl.language.message import Message, msg, nmsg
from rusctl.language.names import event_title
from rusctl.mail.history import SentMessage, Version
from rusctl.mail.message import Mail, draft_bytes, identity
from rusctl.mail.outbox import New, Outbox
from rusctl.model.consultation import commitment_ref
from rusctl.model.inputs import Fate
from rusctl.model.messages import LetterKind, MessageKind, State
from rusctl.model.people import Attendance, Person
from rusctl.model.plan import Plan
from rusctl.model.recipients import Recipient, mail_address
from rusctl.model.strategy import Commitment, CommitmentState
from rusctl.register import participants, persons
from rusctl.services.mailing import done_letters, first_contact, own_letters, recipient_actions
from rusctl.services.people import draft_files
from rusctl.services.project import Project

if TYPE_CHECKING:
    from sqlalchemy import Connection  # noqa: TID251 - a type

_GONE = (State.WITHDRAWN, State.FAILED)


class Asker(NamedTuple):
    """Somebody who asked for what is done: at which events, by ids, and in which consultations."""

    person: Person
    events: tuple[str, ...]
    consultations: tuple[str, ...]


class ToldAsker(NamedTuple):
    """A message to somebody who asked, and which one to them about the commitment it is."""

    asker: Asker
    recipient: Recipient
    ordinal: int


class DoneMailing(NamedTuple):
    """Who is told that a commitment is done; `drafted` is how many have a draft of that, `silent` who has no address.

    `unnamed` are events at which nobody is noted by name as having come. `replaced` are drafts that were not sent.
    """

    commitment: Commitment
    mails: tuple[ToldAsker, ...]
    drafted: int
    silent: tuple[int, ...]
    unnamed: tuple[str, ...]
    replaced: tuple[int, ...]


def due(plan: Plan) -> list[Commitment]:
    """Give the commitments that are done, in the order of the file."""
    return [one for one in plan.commitments if one.state is CommitmentState.DONE]


def prepare(project: Project, box: Outbox, one: Commitment, *, unsent: bool = False) -> DoneMailing:
    """Say who is told that a commitment is done, and has not been; nothing is changed.

    PolicyError where it is not done, or was done on a day to come; RusctlError where a letter in the region's own words
    has a field that is unknown or missing.
    """
    own_letters.refuse_faulty(project.plan)
    if one.state is not CommitmentState.DONE or (one.done and one.done > project.today):
        raise PolicyError(msg("{id} is not done, so nobody is told that it is", id=one.id), one.at)
    with box.register.reading() as connection:
        events = _events(connection, one)
        found, unnamed = _askers(connection, project.plan, one, events)
    before = box.histories(_uid(project.plan, one))
    mails, drafted, silent, replaced = [], 0, [], []
    for each in found:
        address = mail_address(each.person.email)
        if not address:
            silent.append(each.person.id)
            continue
        who = Recipient(address=address, name=each.person.name, language=each.person.language)
        said = before.get(who.key, [])
        waiting = [message.number for message in said if message.state is State.DRAFT]
        if waiting and not unsent:
            drafted += 1
        elif waiting or not _told(said):
            replaced += waiting
            ordinal = max((message.ordinal for message in said), default=0) + 1
            mails.append(ToldAsker(each, who, ordinal))
    return DoneMailing(one, tuple(mails), drafted, tuple(silent), tuple(unnamed), tuple(replaced))


def said(project: Project, mailing: DoneMailing) -> Iterator[Message]:
    """Say who cannot be told, and who has a draft already."""
    plan, language = project.plan, Language(project.plan.process.language)
    titles = [event_title(one, plan, language) for one in plan.events if one.id in mailing.unnamed]
    if titles:
        yield msg(
            "nobody is noted by name as having come to {events}, so nobody from there is told; see rusctl participants "
            "attend",
            events=titles,
        )
    if mailing.silent:
        yield msg("these asked and have no address that can be written to: {numbers}", numbers=mailing.silent)
    if mailing.drafted:
        yield nmsg(
            "{count} draft of this was written before: say --unsent if it was not sent, rusctl outbox resolve --sent "
            "NUMBER if it was",
            "{count} drafts of this were written before: say --unsent if they were not sent, rusctl outbox resolve "
            "--sent NUMBER if they were",
            mailing.drafted,
        )


def carry_out(project: Project, box: Outbox, mailing: DoneMailing) -> None:
    """Write a draft to each, and put down that it was written; ConflictError where somebody has told them the same."""
    sender, known, one = recipient_actions.sender_of(project.plan), box.written_to(), mailing.commitment
    uid, folder = _uid(project.plan, one), project.folder.path
    texts = [draft_bytes(_mail(project, one, each, sender, known)) for each in mailing.mails]
    new = [
        New(
            each.recipient,
            each.ordinal,
            MessageKind.DONE.value,
            "",
            Version(0, "", ""),
            identity(uid, each.recipient.key, MessageKind.DONE.value, each.ordinal),
            State.DRAFT,
            None,
        )
        for each in mailing.mails
    ]
    files = draft_files.DraftFiles(folder, _folder(one), texts)
    with files.put_down(mailing.replaced):
        box.add(uid, commitment_ref(one.id), new, mailing.replaced, drafted=files.write)
    draft_files.tell_written(project, _folder(one), len(new))


def _told(before: Sequence[SentMessage]) -> bool:
    return any(one.state not in _GONE for one in before)


def _folder(one: Commitment) -> str:
    return f"commitment-{one.id}"


def _uid(plan: Plan, one: Commitment) -> str:
    return f"{commitment_ref(one.id)}@{plan.process.uid_domain}"


def _events(connection: "Connection", one: Commitment) -> list[str]:
    """Give the events at which what is done was asked for: those of its inputs, and the one at which it was agreed."""
    behind = [
        each
        for each in fates.behind(connection, [one.id])
        if any(fate.fate is Fate.COMMITMENT and fate.target == one.id for fate in each.fates)
    ]
    named = fates.of_idents(connection, one.inputs) if one.inputs else []
    own = [one.event] if one.event else []
    return list(dict.fromkeys([*(each.event for each in (*named, *behind)), *own]))


def _askers(
    connection: "Connection", plan: Plan, one: Commitment, events: Sequence[str]
) -> tuple[list[Asker], list[str]]:
    """Give who asked, nobody of them protected or restricted, and the events to which nobody came by name."""
    came: dict[int, list[str]] = {}
    unnamed = []
    for event in events:
        parts = participants.of_event(connection, event)
        numbers = [part.person for part in parts if part.person and part.attendance is Attendance.ATTENDED]
        for number in numbers:
            came.setdefault(number, []).append(event)
        if not numbers:
            unnamed.append(event)
    replied = _respondents(connection, plan, one.paragraph) if one.paragraph else {}
    people = persons.listed(connection, numbers={*came, *replied})
    return [Asker(who, tuple(came.get(who.id, ())), tuple(replied.get(who.id, ()))) for who in people], unnamed


def _respondents(connection: "Connection", plan: Plan, paragraph: str) -> Mapping[int, list[str]]:
    """Give the contacts of the bodies whose comments changed a paragraph, with the consultations they replied in."""
    found: dict[int, list[str]] = {}
    for one in plan.consultations:
        changed = {
            each.comment.reply_row
            for each in answers.read(connection, one.id)
            if each.comment.asks and each.valid and paragraph in each.valid.content.changes
        }
        for reply in letters.replies(connection, one.id) if changed else ():
            for body in reply.bodies if reply.row in changed else ():
                if body.contact and one.id not in found.setdefault(body.contact, []):
                    found[body.contact].append(one.id)
    return found


def _mail(project: Project, one: Commitment, to: ToldAsker, sender: str, known: set[str]) -> Mail:
    plan = project.plan
    language = Language(to.recipient.language or plan.process.language)
    first = to.recipient.key not in known and not to.asker.person.function
    text = done_letters.written(
        language,
        _values(plan, one, to, language),
        own_letters.text_of(plan, LetterKind.DONE, language.code),
        own_letters.greeting(plan, language.code) if first else "",
        first_contact.notice(plan, language) if first else "",
    )
    return Mail(
        sender=sender,
        sender_name=sender_name(plan),
        recipient=to.recipient.address,
        recipient_name=to.recipient.name,
        subject=text.subject,
        text=text.text,
        calendar=b"",
        method="",
        language=language.code,
    )


def _values(plan: Plan, one: Commitment, to: ToldAsker, language: Language) -> Mapping[str, str]:
    """Give the values of the fields that the letter's text may hold; what there is none of is empty."""
    who: list[str] = list(one.who) or [plan.process.region or plan.process.name]
    day = dates.long(one.done, language.code) if one.done else ""
    done = [each.text for each in one.follow_ups if each.state is CommitmentState.DONE and each.text]
    outcome = msg("It was done on {day}, by {who}.", day=day, who=who) if day else msg("It is done, by {who}.", who=who)
    return {
        "commitment": one.what,
        "asked": "\n\n".join(language.text(line) for line in _asked(plan, to.asker, language)),
        "outcome": language.text(outcome),
        "day": day,
        "who": language.text(msg("{names}", names=who)),
        "said": done[-1] if done else "",
        "region": plan.process.region or plan.process.name,
        "process": plan.process.name,
        "contact": plan.process.contact,
        "name": to.recipient.name or to.recipient.address,
    }


def _asked(plan: Plan, asker: Asker, language: Language) -> Iterator[Message]:
    """Say where they were, or what they replied in, so that they know why they are told."""
    titles = {each.id: event_title(each, plan, language) for each in plan.events}
    named = {each.id: language.name(each.name) or each.about or each.id for each in plan.consultations}
    if asker.events:
        yield msg(
            "You came to {events}. What was said there is part of why this was agreed:",
            events=[titles.get(each, each) for each in asker.events],
        )
    if asker.consultations:
        yield msg(
            "You replied in {consultations}. The text was changed after your comments, and this carries it out:",
            consultations=[named[each] for each in asker.consultations],
        )
