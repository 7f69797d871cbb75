"""`rusctl outbox list`, `show`, `send`, `resolve`, `retry` and `erase`."""

import datetime as dt
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Annotated

from rusctl.commands.common import typed
from rusctl.commands.common.options import AsJson, DryRun, Hidden
from rusctl.errors import PolicyError, RusctlError, UsageError
from rusctl.language.message import msg, nmsg
from rusctl.language.vocabulary_people import KIND, STATE
from rusctl.model.messages import Kind, State
from rusctl.output import mail_rows, rows
from rusctl.output.clean import clean
from rusctl.output.rows import Row
from rusctl.services import selection
from rusctl.services.mailing import recipient_actions, registered_mail, sending
from rusctl.services.mailing.read_recipients import listed
from rusctl.services.people import erasing
from rusctl.services.people.acceptance import refuse_unexpected
from rusctl.services.people.register_access import is_there
from rusctl.services.session import Session, session

if TYPE_CHECKING:
    from rusctl.mail.outbox import Outbox, OutboxRow

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
    run = session(context)
    run.readable()
    selection.known([state] if state else None, [one.value for one in State], msg("a state"))
    if not is_there(run):  # nobody has been written to
        run.out(rows.json_text([])) if as_json else run.tell(msg("there is no such message"))
        return
    with _looked_at(run) as box:
        entries = box.entries(event=event, state=state)
        shown = [one for one in entries if hidden or one.recipient.key not in box.addresses.hidden]
    registered_mail.tell_not_shown(run, len(entries) - len(shown))
    found = [_row(one) for one in shown]
    if as_json:
        run.out(rows.json_text(found))
    elif found:
        _show(run, found)
    else:
        run.tell(msg("there is no such message"))


def show(
    context: typed.Context,
    number: Annotated[int, typed.Argument(metavar="NUMBER", help="A number from rusctl outbox list.")],
    *,
    as_json: AsJson = False,
) -> None:
    """Show one message: to whom, what it tells, and what the server said."""
    from rusctl.mail.message import plain_text

    run = session(context)
    with _looked_at(run) as box:
        (one,) = _chosen(box, [number])
        octets = box.octets(number)
    if as_json:
        run.out(rows.json_text([_row(one)]))
        return
    from rusctl.output.tables import print_pairs

    pairs = [
        (run.say(msg("Event")), one.event),
        (run.say(msg("Address")), one.recipient.address),
        (run.say(msg("Name")), one.recipient.name),
        (run.say(msg("What is sent")), run.say(KIND[Kind(one.kind)])),
        (run.say(msg("State")), run.say(STATE[one.state])),
        (run.say(msg("Changed")), one.changed),
        (run.say(msg("The server said")), one.said),
    ]
    print_pairs((name, value) for name, value in pairs if value)
    if octets:
        run.out("")
        run.out(clean(plain_text(octets)))


def send(context: typed.Context, *, dry_run: DryRun = False) -> None:
    """Send queued messages. Outdated ones, and those about a cancelled event, are removed from the queue first."""
    run = session(context)
    sending.refuse_faults(run)
    now = dt.datetime.now(dt.UTC).replace(microsecond=0)
    with sending.outbox(run, now, what="outbox send", dry_run=dry_run) as box:
        events = box.events(State.QUEUED)
        if events:
            refuse_unexpected(box.register)
        uids = [uid for event in events if (uid := _in_order(run, box, event, now, dry_run=dry_run))]
        waiting = [message for uid in uids for message in box.waiting(uid)]
        if not waiting:
            run.tell(msg("nothing is queued"))
        elif dry_run:
            run.tell(nmsg("{count} message would be sent", "{count} messages would be sent", len(waiting)))
        else:
            sending.deliver(run, box, uids)


def _in_order(run: Session, box: "Outbox", event: str, now: dt.datetime, *, dry_run: bool) -> str:
    """Remove from the queue what no longer holds, and give the event's UID; nothing where it needs a look first."""
    meeting = recipient_actions.find_meeting(run.loaded.plan, run.today, box, event, now)
    if meeting.entry is None:
        run.tell(msg("{id} has no date to tell; nothing about it is sent", id=event))
        return ""
    answers = recipient_actions.standing_answers(meeting, box, registered_mail.answers(run, event))
    turns = recipient_actions.turns(meeting, box, (), answers)
    stale = [number for turn in turns for number in turn.step.withdraw]
    if stale:
        run.tell(
            nmsg(
                "{id} has changed: {count} message is removed from the queue; rusctl invite {id} --send tells "
                "what holds now",
                "{id} has changed: {count} messages are removed from the queue; rusctl invite {id} --send tells "
                "what holds now",
                len(stale),
                id=event,
            )
        )
        if not dry_run:
            box.add(meeting.uid, event, (), stale)
    return meeting.uid


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
    run = session(context)
    run.readable()
    if arrived is None:
        raise UsageError(msg("say --sent or --not-sent"))
    if not numbers and not event:
        raise UsageError(msg("name the messages by their numbers, or an event with --event"))
    with sending.outbox(run, dt.datetime.now(dt.UTC), what="outbox resolve") as box:
        chosen = _chosen(box, numbers) if numbers else box.entries(event=event)
        open_ones = [one for one in chosen if one.state in (State.UNKNOWN, State.DRAFT)]
        for one in chosen:
            if numbers and one not in open_ones:
                text = msg("{number} is {state}, not unknown", number=one.number, state=STATE[one.state])
                raise PolicyError(text)
        if not open_ones:
            raise RusctlError(msg("nothing of {id} is unknown or a draft", id=event))
        for one in open_ones:
            again = State.WITHDRAWN if one.state is State.DRAFT else State.QUEUED
            box.decide(one.number, State.SENT if arrived else again)
    if arrived:
        run.tell(nmsg("{count} message was sent", "{count} messages were sent", len(open_ones)))
    else:
        run.tell(
            nmsg(
                "{count} message is to be sent again: drafts with rusctl invite, others with rusctl outbox send",
                "{count} messages are to be sent again: drafts with rusctl invite, others with rusctl outbox send",
                len(open_ones),
            )
        )


def retry(context: typed.Context, numbers: Numbers) -> None:
    """Queue messages again that failed for good, such as after an address was made to work."""
    run = session(context)
    with sending.outbox(run, dt.datetime.now(dt.UTC), what="outbox retry") as box:
        chosen = _chosen(box, numbers)
        for one in chosen:
            if one.state is State.UNKNOWN:
                text = msg(
                    "{number} may have arrived; say rusctl outbox resolve {number} --not-sent", number=one.number
                )
                raise PolicyError(text)
            if one.state is not State.FAILED:
                raise PolicyError(msg("{number} is {state}, not failed", number=one.number, state=STATE[one.state]))
        for one in chosen:
            box.decide(one.number, State.QUEUED)
    run.tell(
        nmsg(
            "{count} message is queued; rusctl outbox send sends it",
            "{count} messages are queued; rusctl outbox send sends them",
            len(chosen),
        )
    )


def erase(
    context: typed.Context,
    people: Annotated[str, typed.Argument(metavar="FILE|-", help="Whose: a list of addresses; - for stdin.")],
    *,
    dry_run: DryRun = False,
) -> None:
    """Erase all that the outbox, the answers and the drafts hold about some addresses."""
    run = session(context)
    run.readable()
    addresses = [one.address for one in listed(run, people)]
    count = erasing.erase_mail(run, addresses, dry_run=dry_run)
    if dry_run:
        run.tell(nmsg("{count} entry would be erased", "{count} entries would be erased", count))
    else:
        run.tell(nmsg("{count} entry erased", "{count} entries erased", count))


def _looked_at(run: Session) -> AbstractContextManager["Outbox"]:
    return sending.outbox(run, dt.datetime.now(dt.UTC), dry_run=True)


def _chosen(box: "Outbox", numbers: list[int]) -> list["OutboxRow"]:
    found = {one.number: one for one in box.entries(numbers)}
    for number in numbers:
        if number not in found:
            raise RusctlError(msg("there is no message {number}; rusctl outbox list shows them", number=number))
    return [found[number] for number in dict.fromkeys(numbers)]


def _row(one: "OutboxRow") -> Row:
    values: Row = one._asdict() | {
        "address": one.recipient.address,
        "name": one.recipient.name,
        "state": one.state.value,
    }
    return mail_rows.row(mail_rows.OUTBOX, values)


def _show(run: Session, found: list[Row]) -> None:
    from rusctl.output.tables import Column, print_table

    headings = (msg("Event"), msg("Address"), msg("What is sent"), msg("State"), msg("Changed"), msg("The server said"))
    columns = [Column(run.say(msg("No.")), number=True), *(Column(run.say(heading)) for heading in headings)]
    print_table(columns, [_cells(run, row) for row in found])


def _cells(run: Session, row: Row) -> tuple[str, ...]:
    kind, state = run.say(KIND[Kind(row["kind"])]), run.say(STATE[State(row["state"])])
    return (
        str(row["number"]),
        row["event"],
        row["address"],
        kind,
        state,
        row["changed"][:16].replace("T", " "),
        row["said"] or "",
    )
