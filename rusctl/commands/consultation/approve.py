"""`rusctl consultation approve`."""

from typing import TYPE_CHECKING, Annotated

from rusctl.commands.common import ask, typed
from rusctl.commands.common.consultation_options import Comments, WhichConsultation
from rusctl.commands.common.input_options import NotedBy
from rusctl.commands.common.later import later
from rusctl.commands.common.options import DryRun
from rusctl.commands.terminal import terminal
from rusctl.errors import UsageError
from rusctl.language.message import msg, nmsg
from rusctl.language.vocabulary_comments import ANSWER_FAULT, SETTLING
from rusctl.model.consultation import Settling
from rusctl.output.clean import one_line

if TYPE_CHECKING:
    from rusctl.services.consultation import answering
else:
    answering = later("rusctl.services.consultation.answering")


def approve(
    context: typed.Context,
    names: Comments = None,
    *,
    all_ready: Annotated[bool, typed.Option("--all", help="All complete answers.")] = False,
    checked: Annotated[bool, typed.Option("--checked", help="They are checked, and not yet approved.")] = False,
    reopen: Annotated[bool, typed.Option("--reopen", help="Open answers again that were approved.")] = False,
    body: Annotated[
        str, typed.Option("--body", metavar="ID", help="The body that approves them.", completes=typed.BODY)
    ] = "",
    day: Annotated[str, typed.Option("--day", metavar="DAY", help="On which day; else today.")] = "",
    note: Annotated[str, typed.Option("--note", metavar="TEXT", help="What is to be known of it.")] = "",
    consultation: WhichConsultation = "",
    by: NotedBy = "",
    dry_run: DryRun = False,
) -> None:
    """Record that answers were checked, or approved by a body. A later change opens them again.

    An incomplete answer, or one with another waiting beside it, is not approved.
    """
    run = terminal(context)
    if bool(names) == all_ready:
        raise UsageError(msg("name the comments, such as 17.4, or say --all"))
    if checked and reopen:
        raise UsageError(msg("--checked and --reopen do not go together"))
    what = Settling.CHECKED if checked else Settling.REOPENED if reopen else Settling.APPROVED
    when = ask.day(run, "--day", day, yes=True, past=True) if day else run.project.today
    said = answering.SettlingSaid(what, body, when, note, by)
    found = answering.settle(run.project, consultation, names or (), said, dry_run=dry_run)
    for one in found.not_ready:
        lacks = [run.say(ANSWER_FAULT[fault]) for fault in one.faults] or [run.say(msg("another answer waits"))]
        if not reopen:
            run.out(one_line(f"{one.name}  {'; '.join(lacks)}"))
    run.tell(
        msg(
            "{what}: {done}; so already: {already}; not ready: {not_ready}",
            what=SETTLING[what],
            done=len(found.settled),
            already=len(found.already),
            not_ready=len(found.not_ready),
        )
    )
    if dry_run:
        run.dry_run()
    elif not found.settled:
        run.unchanged(nmsg("{count} answer is not ready", "{count} answers are not ready", len(found.not_ready)))
