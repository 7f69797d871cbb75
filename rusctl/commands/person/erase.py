"""`rusctl person erase`."""

import sys
from typing import TYPE_CHECKING

from rusctl.commands.common import typed
from rusctl.commands.common.list_options import Agreed
from rusctl.commands.common.options import DryRun
from rusctl.errors import RusctlError, UsageError
from rusctl.language.message import msg, nmsg
from rusctl.services.people.data_subject import Decision, Number, identity, traces_of
from rusctl.services.people.erasing import beside, held_events, kept_beside, list_erased
from rusctl.services.people.register_access import not_done, opened
from rusctl.services.session import Session, session

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rusctl.database.database import Register
    from rusctl.database.pieces import Identity, Removed
    from rusctl.database.transaction import Transaction


def erase(
    context: typed.Context, number: Number, *, decision: Decision = "", yes: Agreed = False, dry_run: DryRun = False
) -> None:
    """Erase a person from the register and from all that rusctl keeps beside it; nothing of it can be undone.

    The part in events that have been held stays as a count, without the person. Afterwards the whole folder is
    searched for the person, in every spelling; what is left, and what rusctl cannot reach, is named.
    """
    from rusctl.database import erased, erasing
    from rusctl.register import persons
    from rusctl.services.pieces import PIECES

    run = session(context)
    plan = run.readable().plan
    register = opened(run)
    with register.reading() as connection:
        persons.get(connection, number)
        who = identity(connection, number)
    held = held_events(plan, run.today)
    if not dry_run and not decision.strip():
        raise UsageError(msg("say by which decision, with --decision DNR"))
    planned = register.change("person erase", lambda change: erasing.erase(change, PIECES, [who], held), dry_run=True)
    _show(run, planned, planned.mail + kept_beside(run, who))
    if dry_run:
        left = [place for place in traces_of(run, who.texts) if not place.startswith(("register/", ".rusctl/"))]
        if left:
            run.out(run.say(msg("the person stands in these files, which you change yourself: {places}", places=left)))
        not_done(run)
        return
    if not yes:
        if not sys.stdin.isatty():
            raise UsageError(msg("look at what --dry-run shows, and say --yes"), stops=True)
        if not run.agreed(msg("Erase the person? It cannot be undone.")):
            raise RusctlError(msg("you did not say yes"), stops=True)
    beside(run, [who])

    def work(change: "Transaction") -> None:
        erasing.erase(change, PIECES, [who], held)
        erasing.log(change, "person erase", 1, decision.strip())
        erased.mark(change, who, decision.strip())

    register.change("person erase", work)
    list_erased(run, register)
    raise typed.Exit(finish(run, register, [who]))


def finish(run: Session, register: "Register", who: "Sequence[Identity]") -> int:
    """Write the database anew, search the folder for what is left, name what is out of reach; give the exit code."""
    from rusctl.database import extracting, vacuum
    from rusctl.services.pieces import PIECES

    texts = [text for one in who for text in one.texts]
    left = vacuum.compact(register, PIECES)
    with register.reading() as connection:
        places = [*left, *vacuum.out_of_reach(register, connection)]
        shared = extracting.shared(connection, texts)
    run.tell(msg("erased; rusctl cannot reach:"))
    for place in places:
        run.tell(msg("- {place}", place=place))
    if shared:
        run.tell(msg("others in the register have the same name, address or telephone number; it is not looked for"))
    remaining = traces_of(run, [text for text in texts if text not in shared])
    if not remaining:
        run.out(run.say(msg("nothing of it is left in the folder")))
        return 0
    run.out(run.say(msg("this still stands in: {places}; change these files yourself", places=remaining)))
    return 1


def _show(run: Session, removed: "Removed", mail: int) -> None:
    run.out(
        run.say(
            nmsg(
                "{count} part in an event stays as a count",
                "{count} parts in events stay as counts",
                removed.anonymised,
            )
        )
    )
    run.out(run.say(nmsg("{count} row is deleted", "{count} rows are deleted", removed.deleted + removed.persons)))
    run.out(run.say(nmsg("{count} entry of undo is removed", "{count} entries of undo are removed", removed.forgotten)))
    if mail:
        run.out(run.say(nmsg("{count} entry of mail is removed", "{count} entries of mail are removed", mail)))
