"""`rusctl retention run` and `rusctl retention log`."""

from typing import TYPE_CHECKING, Annotated

from rusctl.commands.common import typed
from rusctl.commands.common.options import AsJson
from rusctl.commands.person.erase import finish
from rusctl.errors import RusctlError
from rusctl.language.message import msg
from rusctl.language.vocabulary import KEPT
from rusctl.model.retention import Kept
from rusctl.output.extract import disposal_row
from rusctl.services.people.data_subject import identity
from rusctl.services.people.erasing import beside, held_events, list_erased
from rusctl.services.people.register_access import opened
from rusctl.services.session import Session, session

if TYPE_CHECKING:
    from collections.abc import Collection

    from rusctl.database.pieces import Identity
    from rusctl.database.transaction import Transaction
    from rusctl.register.overdue import Due


def run_retention(
    context: typed.Context,
    *,
    apply: Annotated[bool, typed.Option("--apply", help="Do it; without, only say what would go.")] = False,
) -> None:
    """Remove what config/retention.toml says has been kept long enough; without --apply only say how much.

    A person with an event that is still to come, or that has no day yet, is kept. What is removed is logged as class,
    number and decision, never of whom.
    """
    from rusctl.mail.piece import idle_since
    from rusctl.register import overdue
    from rusctl.storage.files import private  # noqa: PLC0415 - only what holds persons has it

    run = session(context)
    plan = run.readable().plan
    if not plan.retention.classes:
        raise RusctlError(msg("config/retention.toml has no [[class]]; write there what is kept for how long"))
    register = opened(run)
    with register.reading() as connection:
        found = overdue.due(connection, plan, run.today, idle_since)
        gone = {number for one in found if one.kept.what is Kept.PERSON for number in one.persons}
        going = {number for one in found for number in one.persons}
        who = [identity(connection, number, going) for number in sorted(going)]
    _show(run, found)
    if not apply:
        run.tell(msg("rusctl retention run --apply removes it"))
        return
    private.sweep(run.folder.path, wait=True)
    if not any(one.number for one in found):
        return
    held = held_events(plan, run.today)

    def work(change: "Transaction") -> None:
        for one in found:
            _dispose(change, one, [each for each in who if each.number in one.persons], gone, held)

    strangers = [_nobody(address) for one in found for address in one.addresses]
    beside(run, [*strangers, *(one if one.number in gone else one._replace(texts=one.contacts) for one in who)])
    register.change("retention run", work)
    list_erased(run, register)
    whole = [one for one in who if one.number in gone]
    contacts = [one._replace(texts=one.contacts) for one in who if one.number not in gone]
    raise typed.Exit(finish(run, register, [*whole, *contacts, *strangers]))


def _nobody(address: str) -> "Identity":
    """Give whom an address is of that is nobody's in the register."""
    from rusctl.database.pieces import Identity

    return Identity(0, (address,), (address,), (address,), (address,))


def _dispose(
    change: "Transaction", one: "Due", who: "list[Identity]", gone: "Collection[int]", held: "Collection[str]"
) -> None:
    """Remove what a class says; a person who goes whole loses no contacts besides."""
    from rusctl.database import erased, erasing
    from rusctl.mail import piece
    from rusctl.register import overdue
    from rusctl.services.pieces import PIECES

    piece.erase(change, one.addresses, one.addresses)
    if one.kept.what is Kept.PERSON:
        erasing.erase(change, PIECES, who, held)
        for each in who:
            erased.mark(change, each, one.kept.decision)
    elif one.kept.what is Kept.CONTACT:
        erasing.blank_contacts(change, PIECES, [each for each in who if each.number not in gone])
    else:
        erasing.forget_before(change, overdue.moment(one.before))
    if one.number:
        erasing.log(change, one.kept.id, one.number, one.kept.decision)


def log(context: typed.Context, *, as_json: AsJson = False) -> None:
    """Show what has been erased and disposed of: when, which class, how many, by which decision; never whom."""
    from rusctl.database import erasing

    run = session(context)
    with opened(run).reading() as connection:
        rows = [disposal_row(row) for row in erasing.logged(connection)]
    if as_json:
        from rusctl.output.rows import json_text  # noqa: PLC0415 - people get no JSON

        run.out(json_text(rows))
        return
    if not rows:
        run.tell(msg("nothing has been erased or disposed of"))
        return
    from rusctl.output.tables import Column, print_table

    columns = [
        Column(run.say(msg("When")), whole=True),
        Column(run.say(msg("Class"))),
        Column(run.say(msg("Number")), number=True),
        Column(run.say(msg("Decision"))),
    ]
    print_table(columns, [(row["when"][:10], row["class"], str(row["number"]), row["decision"]) for row in rows])


def _show(run: Session, found: "list[Due]") -> None:
    from rusctl.output.tables import Column, print_table

    columns = [
        Column(run.say(msg("Class"))),
        Column(run.say(msg("What"))),
        Column(run.say(msg("Before")), whole=True),
        Column(run.say(msg("Decision"))),
        Column(run.say(msg("Number")), number=True),
    ]
    print_table(
        columns,
        [
            (one.kept.id, run.say(KEPT[one.kept.what]), one.before.isoformat(), one.kept.decision, str(one.number))
            for one in found
        ],
    )
