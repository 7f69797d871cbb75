"""`rusctl consultation send` and `rusctl consultation remind`."""

from typing import TYPE_CHECKING, Annotated

from rusctl.commands.common import typed
from rusctl.commands.common.consultation_options import SomeBodies, WhichConsultation
from rusctl.commands.common.later import later
from rusctl.commands.common.options import DryRun, Send, SureToSend
from rusctl.commands.common.sure import sure_to_send
from rusctl.commands.terminal import Terminal, terminal
from rusctl.language.message import msg
from rusctl.language.vocabulary_people import KIND
from rusctl.model.messages import MessageKind
from rusctl.output.tables import Column, print_table
from rusctl.services.consulting.naming import named

if TYPE_CHECKING:
    from rusctl.services.consultation import writing
    from rusctl.services.consulting import mailing as mailings
    from rusctl.services.mailing import attaching, sending
else:
    writing = later("rusctl.services.consultation.writing")
    mailings = later("rusctl.services.consulting.mailing")
    attaching = later("rusctl.services.mailing.attaching")
    sending = later("rusctl.services.mailing.sending")

Unsent = Annotated[bool, typed.Option("--unsent", help="Drafts that were written before were not sent.")]
Attach = Annotated[
    str, typed.Option("--attach", metavar="FILE", help="A file that goes with each, such as the proposal (PDF).")
]


def send(
    context: typed.Context,
    names: SomeBodies = None,
    *,
    which: WhichConsultation = "",
    attach: Attach = "",
    send: Send = False,
    unsent: Unsent = False,
    yes: SureToSend = False,
    dry_run: DryRun = False,
) -> None:
    """Ask bodies by mail, with the cover letter (missiv): as drafts, or sent with --send.

    Without names it is all on the list that have not been asked. `letter show consultation` has the text.
    """
    given = (names or [], which, attach)
    _write(terminal(context), MessageKind.CONSULTATION, given, send=send, unsent=unsent, yes=yes, dry_run=dry_run)


def remind(
    context: typed.Context,
    names: SomeBodies = None,
    *,
    which: WhichConsultation = "",
    attach: Attach = "",
    send: Send = False,
    unsent: Unsent = False,
    yes: SureToSend = False,
    dry_run: DryRun = False,
) -> None:
    """Remind bodies that were asked and have said nothing: as drafts, or sent with --send."""
    given = (names or [], which, attach)
    kind = MessageKind.CONSULTATION_REMINDER
    _write(terminal(context), kind, given, send=send, unsent=unsent, yes=yes, dry_run=dry_run)


def _write(
    run: Terminal,
    kind: MessageKind,
    given: tuple[list[str], str, str],
    *,
    send: bool,
    unsent: bool,
    yes: bool,
    dry_run: bool,
) -> None:
    names, which, attach = given
    one = named(run.project, which)
    sending.refuse_faults(run.project)
    attached = attaching.attachment(attach) if attach else None
    now, what = sending.moment(), f"consultation {'send' if kind is MessageKind.CONSULTATION else 'remind'}"
    with sending.outbox(run.project, run.language, now, what=what, dry_run=dry_run) as box:
        mailing = writing.prepare(run.project, box, one, kind, names, unsent=unsent, attached=attached)
        run.tell_all(mailings.said(mailing))
        if not mailing.mails:
            run.unchanged(msg("there is nobody to write to"))
            return
        columns = [Column(run.say(text)) for text in (msg("Consultation body"), msg("Address"), msg("What is sent"))]
        print_table(columns, [(each.body.name, each.recipient.address, run.say(KIND[kind])) for each in mailing.mails])
        if dry_run:
            run.dry_run()
            return
        if send:
            sure_to_send(run, len(mailing.mails), yes=yes)
        if not mailings.carry_out(run.project, box, mailing, send=send):
            raise typed.Exit(1)
