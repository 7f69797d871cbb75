"""The acknowledgement of a reply: a draft that says that it has come in, and on which day; it is sent by hand."""

from collections.abc import Sequence

from rusctl.calendar.itip.meeting import sender_name
from rusctl.language import dates
from rusctl.language.catalogue import Language
from rusctl.language.message import Message, msg
from rusctl.mail.message import Mail, draft_bytes
from rusctl.model.consulting import Consultation
from rusctl.services.consultation.kept_files import FOLDER, KeptFiles
from rusctl.services.consultation.receiving import ReplyProposal, ReplyTaken
from rusctl.services.consulting import naming
from rusctl.services.mailing.recipient_actions import sender_of
from rusctl.services.project import Project
from rusctl.storage.files import private


def recipient(project: Project, proposal: ReplyProposal) -> str:
    """Give the address that a reply was sent from, none where it came otherwise; RusctlError without an own mailbox."""
    if not naming.named(project, proposal.consultation).contact:
        sender_of(project.plan)
    found = [sender for document in proposal.documents for sender in document.senders]
    return found[0] if found else ""


def draft(project: Project, proposal: ReplyProposal, taken: ReplyTaken, to: str) -> str:
    """Write the draft beside the files of the reply, and give where it is."""
    one = naming.named(project, proposal.consultation)
    language = Language(project.plan.process.language)
    mail = Mail(
        sender=one.contact or sender_of(project.plan),
        sender_name=sender_name(project.plan),
        recipient=to,
        recipient_name="",
        subject=language.text(_subject(one, proposal.values.dnr)),
        text="\n\n".join(_paragraphs(project, one, proposal, taken, language)) + "\n",
        calendar=b"",
        method="",
        language=language.code,
    )
    path = f"{FOLDER}/{proposal.consultation}/{taken.number}/kvittens-{taken.number}.eml"
    KeptFiles(project).write(path, draft_bytes(mail))
    return f"{private.NAME}/{path}"


def _subject(one: Consultation, dnr: str) -> Message:
    number = dnr or one.dnr
    return msg("Your reply has come in, {dnr}", dnr=number) if number else msg("Your reply has come in")


def _paragraphs(
    project: Project, one: Consultation, proposal: ReplyProposal, taken: ReplyTaken, language: Language
) -> Sequence[str]:
    values = proposal.values
    name = language.name(one.name) or one.id
    said = [language.text(msg("Thank you for your reply to {consultation}.", consultation=name))]
    if values.arrived:
        day = dates.medium(values.arrived, language.code)
        said.append(
            language.text(msg("It came in on {day} and has number {number} with us.", day=day, number=taken.number))
        )
    else:
        said.append(language.text(msg("It has number {number} with us.", number=taken.number)))
    files = [each.name for each in proposal.files[1:]]
    if files:
        said.append(language.text(msg("These files came with it: {files}.", files=files)))
    said.append(sender_name(project.plan))
    return [one for one in said if one]
