"""`rusctl outbox list`, `show`, `send`, `resolve`, `retry` and `erase`."""

from typing import Annotated

from rusctl.commands.common import typed
from rusctl.commands.common.options import AsJson, DryRun, Hidden
from rusctl.commands.common.recipients import listed
from rusctl.commands.terminal import terminal
from rusctl.errors import UsageError
from rusctl.language.message import msg, nmsg
from rusctl.output import mail_tables, rows
from rusctl.output.clean import clean
from rusctl.services.mailing import outbox_messages, sending
from rusctl.services.people import erasing

Numbers = Annotated[list[int], typed.Argument(metavar="NUMBER...", help="Numbers from rusctl outbox list.")]


def list_(
    context: typed.Context,
    *,
    event: Annotated[str, typed.Option("--event", metavar="EVENT", help="Only this event.")] = "",
    state: Annotated[str, typed.Option("--state", metavar="STATE", help="Only this state, such as unknown.")] = "",
    hidden: Hidden = False,
    as_json: AsJson = False,
) -> None:
    """List the messages to those who are invited, and where they are on their way."""
    run = terminal(context)
    found = outbox_messages.listed(run.project, event, state, hidden=hidden)
    if as_json:
        run.out(rows.json_text(found))
    elif found:
        from rusctl.output.tables import print_table

        print_table(*mail_tables.outbox(run.say, found))
    else:
        run.tell(msg("there is no such message"))


def show(
    context: typed.Context,
    number: Annotated[int, typed.Argument(metavar="NUMBER", help="A number from rusctl outbox list.")],
    *,
    as_json: AsJson = False,
) -> None:
    """Show one message: to whom, what it tells, and what the server said."""
    run = terminal(context)
    row, text = outbox_messages.message(run.project, number)
    if as_json:
        run.out(rows.json_text([row]))
        return
    from rusctl.output.tables import print_pairs

    print_pairs(mail_tables.message(run.say, row))
    if text:
        run.out("")
        run.out(clean(text))


def send(context: typed.Context, *, dry_run: DryRun = False) -> None:
    """Send queued messages. Outdated ones, and those about a cancelled event, are removed from the queue first."""
    run = terminal(context)
    sending.refuse_faults(run.project)
    now = sending.moment()
    with sending.outbox(run.project, run.language, now, what="outbox send", dry_run=dry_run) as box:
        uids = outbox_messages.in_order(run.project, box, now, dry_run=dry_run)
        count = sum(len(box.waiting(uid)) for uid in uids)
        if not count:
            run.tell(msg("nothing is queued"))
        elif dry_run:
            run.tell(nmsg("{count} message would be sent", "{count} messages would be sent", count))
        elif not sending.deliver(run.project, box, uids):
            raise typed.Exit(1)


def resolve(
    context: typed.Context,
    numbers: Annotated[list[int] | None, typed.Argument(metavar="NUMBER...", help="Numbers from the list.")] = None,
    *,
    event: Annotated[str, typed.Option("--event", metavar="EVENT", help="All that are open of this event.")] = "",
    arrived: Annotated[
        bool | None, typed.Option("--sent/--not-sent", help="Whether it was sent, as you have found out.")
    ] = None,
) -> None:
    """Settle what is unknown, or a draft: it was sent, or it was not and may be sent again."""
    run = terminal(context)
    run.readable()
    if arrived is None:
        raise UsageError(msg("say --sent or --not-sent"))
    if not numbers and not event:
        raise UsageError(msg("name the messages by their numbers, or an event with --event"))
    count = outbox_messages.resolve(run.project, run.language, numbers or (), event, arrived=arrived)
    if arrived:
        run.tell(nmsg("{count} message was sent", "{count} messages were sent", count))
    else:
        run.tell(
            nmsg(
                "{count} message is to be sent again: drafts with rusctl invite, others with rusctl outbox send",
                "{count} messages are to be sent again: drafts with rusctl invite, others with rusctl outbox send",
                count,
            )
        )


def retry(context: typed.Context, numbers: Numbers) -> None:
    """Queue messages again that failed for good, such as after an address was made to work."""
    run = terminal(context)
    count = outbox_messages.retry(run.project, run.language, numbers)
    run.tell(
        nmsg(
            "{count} message is queued; rusctl outbox send sends it",
            "{count} messages are queued; rusctl outbox send sends them",
            count,
        )
    )


def erase(
    context: typed.Context,
    people: Annotated[str, typed.Argument(metavar="FILE|-", help="Whose: a list of addresses; - for stdin.")],
    *,
    dry_run: DryRun = False,
) -> None:
    """Erase all that the outbox, the answers and the drafts hold about some addresses."""
    run = terminal(context)
    run.readable()
    addresses = [one.address for one in listed(run, people)]
    count = erasing.erase_mail(run.project, addresses, dry_run=dry_run)
    if dry_run:
        run.tell(nmsg("{count} entry would be erased", "{count} entries would be erased", count))
    else:
        run.tell(nmsg("{count} entry erased", "{count} entries erased", count))
