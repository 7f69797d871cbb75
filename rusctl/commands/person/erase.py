"""`rusctl person erase`."""

import sys
from typing import Annotated

from rusctl.commands.common import pick, show_remains, typed
from rusctl.commands.common.options import Agreed, DryRun, PersonNumber
from rusctl.commands.terminal import Terminal, terminal
from rusctl.errors import RusctlError, UsageError
from rusctl.language.message import msg

Decision = Annotated[
    str, typed.Option("--decision", metavar="DNR", help="Reference number (diarienummer) of the decision.")
]


def erase(
    context: typed.Context,
    number: PersonNumber,
    *,
    decision: Decision = "",
    yes: Agreed = False,
    dry_run: DryRun = False,
) -> None:
    """Erase a person from the register and from everything else rusctl has stored. This cannot be undone.

    Participation in past events stays as a count. The whole folder is then searched for the person, in every spelling;
    rusctl lists what is left and what it cannot reach.
    """
    from rusctl.services.people import data_subject, erasing  # loads SQLAlchemy

    run = terminal(context)
    proposal = erasing.propose(run.project, number)
    if not dry_run:
        decision = pick.one(run, typed.TEXT, decision.strip(), about=msg("By which decision? Its diarienummer:"))
    if not dry_run and not decision.strip():
        raise UsageError(msg("missing the decision: --decision DNR"))
    for line in erasing.shown(proposal):
        run.out(run.say(line))
    if dry_run:
        left = data_subject.others_files(run.project.folder.path, proposal.who.texts)
        if left:
            run.out(
                run.say(
                    msg("the person is named in these files, which you must change yourself: {places}", places=left)
                )
            )
        run.dry_run()
        return
    if not yes:
        _ask(run)
    show_remains.end(run, erasing.carry_out(run.project, proposal, decision.strip()))


def _ask(run: Terminal) -> None:
    if not sys.stdin.isatty():
        raise UsageError(msg("look at what --dry-run shows, and say --yes"), stops=True)
    if not run.agreed(msg("Erase the person? It cannot be undone.")):
        raise RusctlError(msg("you did not say yes"), stops=True)
