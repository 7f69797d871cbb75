"""`rusctl outbox resolve`, `retry` and `erase`."""

from typing import Annotated

from rusctl.commands.common import typed
from rusctl.commands.common.options import DryRun
from rusctl.commands.common.recipients import from_stdin
from rusctl.commands.terminal import terminal
from rusctl.errors import UsageError
from rusctl.language.message import msg, nmsg

Numbers = Annotated[
    list[int], typed.Argument(metavar="NUMBER...", help="Numbers from rusctl outbox list.", asks=typed.MAIL)
]


def resolve(
    context: typed.Context,
    numbers: Annotated[list[int] | None, typed.Argument(metavar="NUMBER...", help="Numbers from the list.")] = None,
    *,
    event: Annotated[
        str, typed.Option("--event", metavar="EVENT", completes=typed.EVENT, help="All that are open of this event.")
    ] = "",
    arrived: Annotated[
        bool | None, typed.Option("--sent/--not-sent", help="Whether it was sent, as you have found out.")
    ] = None,
) -> None:
    """Record whether an unknown message or a draft was sent. If it was not, it may be sent again."""
    from rusctl.services.mailing import outbox_messages  # loads SQLAlchemy

    run = terminal(context)
    run.project.readable()
    if arrived is None:
        raise UsageError(msg("missing --sent or --not-sent"))
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
    """Retry permanently failed messages, for example once an address works again."""
    from rusctl.services.mailing import outbox_messages  # loads SQLAlchemy

    run = terminal(context)
    if count := outbox_messages.retry(run.project, run.language, numbers):
        run.tell(
            nmsg(
                "{count} message is queued; rusctl outbox send sends it",
                "{count} messages are queued; rusctl outbox send sends them",
                count,
            )
        )


def erase(
    context: typed.Context,
    people: Annotated[
        str, typed.Argument(metavar="FILE|-", help="Whose: a list of addresses; - for stdin.", asks=typed.TEXT)
    ],
    *,
    dry_run: DryRun = False,
) -> None:
    """Erase everything about the given addresses from the outbox, the answers and the drafts."""
    from rusctl.services.mailing import outbox_messages  # loads SQLAlchemy

    run = terminal(context)
    run.project.readable()
    count = outbox_messages.erase(run.project, people, from_stdin(people), dry_run=dry_run)
    if dry_run:
        run.tell(nmsg("{count} entry would be erased", "{count} entries would be erased", count))
    else:
        run.tell(nmsg("{count} entry erased", "{count} entries erased", count))
