"""`rusctl consultation declare` and `rusctl consultation set`."""

from typing import TYPE_CHECKING, Annotated, NamedTuple

from rusctl.commands.common import typed
from rusctl.commands.common.consultation_options import WhichConsultation
from rusctl.commands.common.later import later
from rusctl.commands.common.option_groups import spread
from rusctl.commands.common.options import DocumentNumber, DryRun, NewId
from rusctl.commands.terminal import Terminal, terminal
from rusctl.language.message import Message, msg

if TYPE_CHECKING:
    from rusctl.services.consultation import declaring
else:
    declaring = later("rusctl.services.consultation.declaring")


class ConsultationFields(NamedTuple):
    """What a consultation has besides its name; None where it was not given, empty where it is to be taken out."""

    opens: Annotated[
        str | None,
        typed.Option("--opens", metavar="ID", help="The milestone that opens it.", completes=typed.MILESTONE),
    ] = None
    closes: Annotated[
        str | None,
        typed.Option("--closes", metavar="ID", help="The milestone that is its last day.", completes=typed.MILESTONE),
    ] = None
    version: Annotated[
        str | None, typed.Option("--version-id", metavar="ID", help="The version of the strategy's text it is about.")
    ] = None
    about: Annotated[
        str | None,
        typed.Option("--about", metavar="TEXT", help="What it is about, where it is no version of the text."),
    ] = None
    days: Annotated[
        int | None,
        typed.Option("--days", metavar="NUMBER", help="How many days it must last at least; 0 takes it out.", min=0),
    ] = None
    round: Annotated[
        int | None, typed.Option("--round", metavar="NUMBER", help="Which time the text goes out.", min=1, max=99)
    ] = None
    dnr: DocumentNumber = None
    dnr_forms: Annotated[
        list[str] | None,
        typed.Option(
            "--dnr-form",
            metavar="EXAMPLE",
            help="How reference numbers (diarienummer) are written, such as 'RV 2019/1234-56'. Repeatable.",
        ),
    ] = None
    noun: Annotated[
        str | None, typed.Option("--noun", metavar="TEXT", help="What letters call it, such as samråd; else remiss.")
    ] = None
    contact: Annotated[
        str | None,
        typed.Option("--contact", metavar="ADDRESS", help="The functional mailbox that replies go to."),
    ] = None
    questions: Annotated[
        list[str] | None,
        typed.Option("--question", metavar="ID=TEXT", help="A question that is put; all of them, repeated."),
    ] = None


@spread
def declare(
    context: typed.Context,
    name: Annotated[
        str,
        typed.Argument(metavar="NAME", help="What people call it, such as 'Remiss av RUS 2030'.", asks=typed.TEXT),
    ],
    *,
    fields: ConsultationFields,
    chosen: NewId = "",
    dry_run: DryRun = False,
) -> None:
    """Declare a consultation: what is asked about, and the milestones that open and close it."""
    run = terminal(context)
    given = declaring.ConsultationGiven(name=name, **fields._asdict())
    proposal = declaring.declare(run.project, chosen, given)
    _carry_out(run, proposal, msg("{id} is declared", id=proposal.id), dry_run=dry_run)


@spread
def set_values(
    context: typed.Context,
    *,
    which: WhichConsultation = "",
    name: Annotated[str | None, typed.Option("--name", metavar="TEXT", help="What people call it.")] = None,
    fields: ConsultationFields,
    dry_run: DryRun = False,
) -> None:
    """Set what a consultation has; an empty text takes it out. The id stays, since what is collected names it."""
    run = terminal(context)
    given = declaring.ConsultationGiven(name=name, **fields._asdict())
    proposal = declaring.change(run.project, which, given)
    _carry_out(run, proposal, msg("{name} is changed", name=proposal.id), dry_run=dry_run)


def _carry_out(run: Terminal, proposal: "declaring.ConsultationProposal", done: Message, *, dry_run: bool) -> None:
    if proposal.same:
        run.unchanged(msg("that is how it stands already"))
        return
    run.out(proposal.difference)
    moved = declaring.moved_said(proposal)
    if dry_run:
        run.dry_run()
        return
    declaring.carry_out(run.project, proposal)
    run.tell(done)
    if moved:
        run.tell(moved)
