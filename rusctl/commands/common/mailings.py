"""What people are to be told, shown and then done, by `rusctl invite` and `rusctl remind`."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from rusctl.commands.common import typed
from rusctl.commands.common.listing import give
from rusctl.commands.common.sure import sure_to_send
from rusctl.commands.terminal import Terminal
from rusctl.output import mail_rows, mail_tables, rows
from rusctl.output.tables import print_table

if TYPE_CHECKING:
    from rusctl.mail.message import Attachment
    from rusctl.mail.outbox import Outbox
    from rusctl.services.mailing.inviting import EventMailing


def carry_out(
    run: Terminal,
    box: "Outbox",
    mailings: "Iterable[EventMailing]",
    now: dt.datetime,
    *,
    send: bool,
    unsent: bool = False,
    dry_run: bool,
    as_json: bool,
    yes: bool,
    attached: "Attachment | None" = None,
) -> None:
    """Show what is to be told, and do it unless it is a dry run; ends with 1 where something was not sent."""
    from rusctl.services.mailing import inviting  # loads SQLAlchemy

    prepared = inviting.prepare(run.project, box, mailings, send=send, unsent=unsent, attached=attached)
    if prepared.nothing:
        if as_json:
            give(run, [])
        run.tell(prepared.nothing)
        return
    planned = list(_planned(prepared.mailings))
    if not as_json:
        _show(run, planned, several=len(prepared.mailings) > 1)
        if prepared.removed:
            run.tell(prepared.removed)
    if dry_run:
        if as_json:
            give(run, planned)
        run.dry_run()
        return
    if send:
        sure_to_send(run, prepared.to_send, yes=yes)
    work = inviting.MailingRun(run.project, box, prepared, now)
    try:
        complete = work.carry_out()
    finally:
        if as_json:
            give(run, _become(box, work.numbers))
    if not complete:
        raise typed.Exit(1)


def of_event(
    run: Terminal,
    name: str,
    errand: str,
    attach: str = "",
    *,
    send: bool,
    dry_run: bool,
    as_json: bool,
    yes: bool,
) -> None:
    """Tell those of one event what an errand is for: `offer` a free place, or `thank` who came."""
    from rusctl.services.mailing import attaching, offering, sending, thanking  # loads SQLAlchemy

    sending.refuse_faults(run.project)
    attached = attaching.attachment(attach) if attach else None
    event, now = sending.event_id(run.project, name), sending.moment()
    decide = {"offer": offering.offered, "thank": thanking.thanked}[errand]
    with sending.outbox(run.project, run.language, now, what=errand, dry_run=dry_run) as box:
        found = decide(run.project, box, event, now)
        carry_out(run, box, found, now, send=send, dry_run=dry_run, as_json=as_json, yes=yes, attached=attached)


def _show(run: Terminal, planned: Sequence[rows.Row], *, several: bool) -> None:
    if planned:
        print_table(*mail_tables.told(run.say, planned, several=several))


def _planned(mailings: "Iterable[EventMailing]") -> Iterator[rows.Row]:
    for one in mailings:
        for turn in one.messages:
            step = turn.step
            yield mail_rows.told_row(
                one.meeting.id, turn.recipient, kind=step.kind, method=step.method, sequence=step.sequence
            )


def _become(box: "Outbox", numbers: Sequence[int]) -> Iterator[rows.Row]:
    for one in box.entries(numbers):
        yield mail_rows.told_row(
            one.event,
            one.recipient,
            kind=one.kind,
            method=one.method,
            sequence=one.sequence,
            number=one.number,
            state=one.state.value,
        )
