"""`rusctl review`."""

from typing import TYPE_CHECKING, Annotated

from rusctl.calendar.itip.partstat import answer_of
from rusctl.commands.common import typed
from rusctl.commands.common.options import AsJson, Hidden
from rusctl.errors import RusctlError
from rusctl.language.message import msg, nmsg
from rusctl.language.vocabulary_people import ANSWER, REASON
from rusctl.mail.history import LOCK
from rusctl.model.messages import Reason
from rusctl.output import mail_rows, rows
from rusctl.output.rows import Row
from rusctl.services.mailing import registered_mail
from rusctl.services.people.register_access import opened_or_empty
from rusctl.services.session import Session, session
from rusctl.storage.files.lock import lock

if TYPE_CHECKING:
    from rusctl.database.transaction import Transaction
    from rusctl.mail.answers import ReviewItem


def review(
    context: typed.Context,
    *,
    done: Annotated[
        list[int] | None, typed.Option("--done", metavar="NUMBER", help="Looked at: take it off; may be repeated.")
    ] = None,
    everything: Annotated[bool, typed.Option("--all", help="Show those that are done, too.")] = False,
    hidden: Hidden = False,
    as_json: AsJson = False,
) -> None:
    """List the answers that somebody has to look at: from strangers, delegations, and what is not clear."""
    from rusctl.mail import answers
    from rusctl.mail.addresses import known

    run = session(context)
    if done:
        _settle(run, done)
        run.tell(nmsg("{count} taken off the list", "{count} taken off the list", len(done)))
        return
    run.readable()
    with opened_or_empty(run).reading() as connection:
        looks = answers.to_review(connection, everything=everything)
        left_out = known(connection).hidden
    shown = [one for one in looks if hidden or not {one.address, one.sender, one.delegate}.intersection(left_out)]
    registered_mail.tell_not_shown(run, len(looks) - len(shown))
    found = [_row(one) for one in shown]
    if as_json:
        run.out(rows.json_text(found))
    elif found:
        _show(run, found)
    else:
        run.tell(msg("there is nothing to look at"))


def _settle(run: Session, numbers: list[int]) -> None:
    from rusctl.database.database import Steps
    from rusctl.mail import answers

    def work(change: "Transaction") -> None:
        there = {one.number for one in answers.to_review(change.connection, everything=True)}
        for number in numbers:
            if number not in there:
                raise RusctlError(msg("there is no {number} on the list", number=number))
        for number in numbers:
            answers.settle(change, number)

    with lock(run.folder.path, name=LOCK):
        Steps(opened_or_empty(run), "review").take(work)


def _row(one: "ReviewItem") -> Row:
    values: Row = one._asdict() | {"reason": one.reason.value, "answer": one.status.lower()}
    return mail_rows.row(mail_rows.REVIEW, values)


def _show(run: Session, found: list[Row]) -> None:
    from rusctl.output.tables import Column, print_table

    headings = (msg("Event"), msg("Address"), msg("Sender"), msg("Why"), msg("Answer"), msg("Comment"))
    columns = [Column(run.say(msg("No.")), number=True), *(Column(run.say(heading)) for heading in headings)]
    print_table(columns, [_cells(run, row) for row in found])


def _cells(run: Session, row: Row) -> tuple[str, ...]:
    known = answer_of(row["answer"])
    answer = run.say(ANSWER[known]) if known else row["answer"]
    if row["delegate"]:
        answer = run.say(msg("sends {address}", address=row["delegate"]))
    why = run.say(REASON[Reason(row["reason"])])
    return (
        str(row["number"]),
        row["event"] or "",
        row["address"],
        row["sender"] or "",
        why,
        answer,
        row["comment"] or "",
    )
