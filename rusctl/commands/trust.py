"""`rusctl trust`."""

from collections.abc import Sequence
from typing import Annotated

from rusctl.commands.common import agreement, typed
from rusctl.commands.common.listing import give
from rusctl.commands.common.options import AsJson, DryRun
from rusctl.commands.terminal import Terminal, terminal
from rusctl.errors import PolicyError, RusctlError, UsageError
from rusctl.language.message import msg, nmsg
from rusctl.model.wishes import Wish
from rusctl.output import rows
from rusctl.services import consent, wishes
from rusctl.storage.files import agreements


def trust(
    context: typed.Context,
    *,
    yes: Annotated[bool, typed.Option("--yes", "-y", help="Agree to it without a question.")] = False,
    digest: Annotated[
        str, typed.Option("--digest", metavar="HEX", help="Agree to it without a question, if this is its digest.")
    ] = "",
    forget: Annotated[
        bool, typed.Option("--forget", help="Withdraw all that was agreed to in this folder on this machine.")
    ] = False,
    as_json: AsJson = False,
    dry_run: DryRun = False,
) -> None:
    """Show what the folder asks to run, to log in to and to write outside itself, and agree to it on this machine."""
    run = terminal(context)
    if forget and (yes or digest):
        raise UsageError(msg("--forget withdraws, --yes and --digest agree; choose one"))
    found = wishes.of(run.project.readable().plan, run.project.folder.path)
    if forget:
        _forget(run, dry_run=dry_run)
        return
    whole = wishes.digest_of(found)
    if digest and digest.casefold() != whole:
        text = msg("what the folder asks for has another digest, {digest}; look at it with rusctl trust", digest=whole)
        raise PolicyError(text)
    _show(run, found, whole, as_json=as_json)
    new = [one for one in found if not consent.agreed(run.project, one)]
    if not found or not new:
        text = msg("you have agreed to all of it") if found else msg("the folder asks for nothing to agree to")
        if not as_json:
            run.tell(text)
        return
    if dry_run:
        run.dry_run()
        return
    if as_json and not (yes or digest):
        return
    _ask(run, yes=yes or bool(digest))
    for one in new:
        agreements.agree(run.project.folder.path, wishes.digest(one))
    run.tell(msg("agreed to on this machine, as it is now; rusctl trust --forget withdraws that"))


def _show(run: Terminal, found: Sequence[Wish], whole: str, *, as_json: bool) -> None:
    if as_json:
        give(run, (_row(run, one, whole) for one in found))
        return
    agreement.show(run, found)
    if found:
        run.out(run.say(msg("digest {digest}", digest=whole)))


def _ask(run: Terminal, *, yes: bool) -> None:
    if yes:
        return
    if not agreement.somebody_there():
        raise UsageError(msg("look at what is shown, and say --yes, or --digest with its digest"), stops=True)
    if not agreement.asked(run):
        raise RusctlError(msg("you did not say yes"), stops=True)


def _forget(run: Terminal, *, dry_run: bool) -> None:
    if dry_run:
        run.dry_run()
        return
    count = agreements.forget(run.project.folder.path)
    run.tell(
        nmsg(
            "{count} agreement is withdrawn; the folder asks again",
            "{count} agreements are withdrawn; the folder asks again",
            count,
        )
        if count
        else msg("nothing in this folder has been agreed to on this machine")
    )


def _row(run: Terminal, wish: Wish, whole: str) -> rows.Row:
    return {
        "kind": wish.kind,
        "id": wish.id,
        "file": wish.at.file,
        "line": run.project.line(wish.at),
        "asks": [f"{key}: {value}" for key, value in wish.shown()],
        "agreed": consent.agreed(run.project, wish),
        "digest": whole,
    }
