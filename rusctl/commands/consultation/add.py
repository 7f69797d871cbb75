"""`rusctl consultation add`."""

from typing import TYPE_CHECKING, Annotated

from rusctl.commands.common import reply_options, typed
from rusctl.commands.common.consultation_options import WhichConsultation
from rusctl.commands.common.later import later
from rusctl.commands.common.option_groups import spread
from rusctl.commands.common.options import DryRun
from rusctl.commands.common.reply_options import ListFields, ReplyFields
from rusctl.commands.terminal import Terminal, terminal
from rusctl.errors import RusctlError
from rusctl.language.message import msg
from rusctl.lists.table import in_rows

if TYPE_CHECKING:
    from rusctl.services.consultation import acknowledging, received_forms, receiving, reply_accounts, reply_files
else:
    acknowledging = later("rusctl.services.consultation.acknowledging")
    received_forms = later("rusctl.services.consultation.received_forms")
    receiving = later("rusctl.services.consultation.receiving")
    reply_accounts = later("rusctl.services.consultation.reply_accounts")
    reply_files = later("rusctl.services.consultation.reply_files")


@spread
def add(
    context: typed.Context,
    files: Annotated[
        list[str] | None,
        typed.Argument(
            metavar="[FILE]...", help="Replies (.docx, .pdf, .eml, .txt), or a form's answers (.csv, .xlsx)."
        ),
    ] = None,
    *,
    which: WhichConsultation = "",
    fields: ReplyFields,
    listed: ListFields,
    acknowledge: Annotated[
        bool, typed.Option("--acknowledge", help="Write a draft to the sender that says that it has come in.")
    ] = False,
    dry_run: DryRun = False,
) -> None:
    """Take in replies: files of one reply with --body, else each file is one; the same file twice adds nothing.

    Each file is accounted for: what was taken in, and what was not. Files are kept below register/.
    """
    run = terminal(context)
    found = files or []
    forms = [file for file in found if reply_files.is_list(file)]
    documents = [file for file in found if file not in forms]
    given = _given(run, fields, needed=bool(documents) or not forms)
    code = 0
    for file in forms:
        code = max(code, _form(run, which, file, given, listed, dry_run=dry_run))
    if documents or not forms:
        code = max(code, _documents(run, which, documents, given, acknowledge=acknowledge, dry_run=dry_run))
    if dry_run:
        run.dry_run()
    if code:
        raise typed.Exit(code)


def _given(run: Terminal, fields: ReplyFields, *, needed: bool) -> "receiving.ReplyGiven":
    said = fields._asdict()
    for name in ("first_emptying", "bodies", "new"):
        said.pop(name)
    heard = reply_options.heard(run, fields)
    found = reply_options.arrived(run, fields, needed=needed)
    said |= {
        "arrived": receiving.came_in(found, first=fields.first_emptying, heard=heard),
        "authored": reply_options.day(run, "--dated", fields.authored),
        "decided": reply_options.day(run, "--decided", fields.decided),
        "heard": heard,
    }
    return receiving.ReplyGiven(bodies=fields.bodies or (), new=fields.new or (), **said)


def _documents(
    run: Terminal,
    which: str,
    files: list[str],
    given: "receiving.ReplyGiven",
    *,
    acknowledge: bool,
    dry_run: bool,
) -> int:
    """Take in documents; where each is a reply of its own, one that is refused leaves the others alone."""
    groups = receiving.groups(files, given) or [[]]
    taken: list[receiving.ReplyTaken] = []
    refused = 0
    for group in groups:
        try:
            proposal = receiving.propose(run.project, which, group, given)
        except RusctlError as error:
            if len(groups) == 1:
                raise
            run.tell(error.message)
            refused += 1
            continue
        taken.append(_one(run, proposal, acknowledge=acknowledge, dry_run=dry_run))
    if len(groups) > 1:
        run.out(run.say(receiving.counted(taken, refused)))
    return 1 if refused else 0


def _one(
    run: Terminal, proposal: "receiving.ReplyProposal", *, acknowledge: bool, dry_run: bool
) -> "receiving.ReplyTaken":
    to = acknowledging.recipient(run.project, proposal) if acknowledge else ""
    done = receiving.carry_out(run.project, proposal, dry_run=dry_run)
    run.out(run.say(receiving.said_of(proposal, done)))
    for document in () if done.known else proposal.documents:
        run.tell_all(reply_accounts.of_document(document))
    run.tell_all(proposal.said)
    if done.known and done.kept:
        run.tell(msg("kept in this folder, too: {files}", files=list(done.kept)))
    if acknowledge and not to:
        run.tell(msg("the reply did not come by mail, so there is no address to acknowledge it to"))
    if to and not done.known and not dry_run:
        run.tell(
            msg("draft to {address}: {file}", address=to, file=acknowledging.draft(run.project, proposal, done, to))
        )
    return done


def _form(
    run: Terminal, which: str, file: str, given: "receiving.ReplyGiven", listed: ListFields, *, dry_run: bool
) -> int:
    """Take in the answers of a form, and account for each of its rows and columns."""
    proposal = received_forms.propose(
        run.project, which, file, given, said=listed.columns or (), sheet=listed.sheet, heading_row=listed.heading_row
    )
    run.tell(proposal.form)
    if proposal.columns.unused:
        run.tell(msg("not taken: the columns {columns}", columns=list(proposal.columns.unused)))
    for left in proposal.left:
        run.tell(msg("{rows}: {reason}", rows=in_rows(left.rows), reason=left.reason))
    run.tell_all(received_forms.refused(proposal))
    run.tell_all(received_forms.skipped(proposal))
    numbers = received_forms.carry_out(run.project, proposal, dry_run=dry_run)
    run.out(run.say(proposal.counted()))
    if numbers and not dry_run:
        run.tell(msg("replies {first}\u2013{last}", first=numbers[0], last=numbers[-1]))
    run.tell_all(received_forms.lacking(proposal, numbers))
    return 1 if proposal.faults else 0
