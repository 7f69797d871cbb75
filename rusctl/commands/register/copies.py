"""`rusctl register backup`, `restore` and `move-to`."""

from typing import TYPE_CHECKING, Annotated

from rusctl.commands.common import typed
from rusctl.commands.common.options import DryRun
from rusctl.commands.terminal import Terminal, terminal
from rusctl.language.message import msg, nmsg
from rusctl.services.people.register_access import opened

if TYPE_CHECKING:
    from rusctl.services.people.copies import Copied, Copy


def backup(
    context: typed.Context,
    name: Annotated[
        str, typed.Argument(metavar="[FILE]", help="The new file; else one with the time in its name, in register/.")
    ] = "",
    *,
    dry_run: DryRun = False,
) -> None:
    """Copy the register into a new file that only you can read, and remember that there is one."""
    from rusctl.services.people import copies  # loads SQLAlchemy

    run = terminal(context)
    register = opened(run.project)
    path = copies.backup_place(run.project, name)
    if dry_run:
        with register.reading():
            run.out(run.say(msg("would copy the register into {file}", file=str(path))))
        run.dry_run()
        return
    persons = copies.backup(register, path)
    run.out(str(path))
    run.tell(
        nmsg(
            "{count} person is in the copy; it is for you only, and is not erased with the register: keep it as safe",
            "{count} people are in the copy; it is for you only, and is not erased with the register: keep it as safe",
            persons,
        )
    )


def restore(
    context: typed.Context,
    name: Annotated[
        str, typed.Argument(metavar="FILE", help="The copy that rusctl register backup has made.", asks=typed.TEXT)
    ],
    *,
    other: Annotated[bool, typed.Option("--other", help="Take a copy of another register than this folder's.")] = False,
    dry_run: DryRun = False,
) -> None:
    """Restore the register from a backup. Only possible where there is no register."""
    from rusctl.services.mailing.sent import sent  # loads SQLAlchemy
    from rusctl.services.people import copies  # loads SQLAlchemy

    run = terminal(context)
    copy = copies.from_backup(run.project, name, other=other)
    if dry_run:
        _show_dry(run, copy)
        return
    done = copies.restore(run.project, copy, sent(run.project))
    _show(run, copy, done.copied)
    if done.unknown:
        run.tell(
            nmsg(
                "{count} message that waits in the copy may have been sent since, and is unknown; rusctl outbox "
                "resolve settles it",
                "{count} messages that wait in the copy may have been sent since, and are unknown; rusctl outbox "
                "resolve settles them",
                done.unknown,
            )
        )
    if done.erased:
        run.tell(
            nmsg(
                "{count} person who was erased after that copy was made is erased from it, too",
                "{count} people who were erased after that copy was made are erased from it, too",
                done.erased,
            )
        )


def move_to(
    context: typed.Context,
    where: Annotated[
        str,
        typed.Argument(
            metavar="URL", help='postgresql://server/database, or "file" for the file beside the plan.', asks=typed.TEXT
        ),
    ],
    *,
    remove: Annotated[
        bool, typed.Option("--remove-source", help="Remove the register from where it was, once all is copied.")
    ] = False,
    dry_run: DryRun = False,
) -> None:
    """Copy the register to another database and compare; where it was it stays until you say --remove-source."""
    from rusctl.services.people import copies  # loads SQLAlchemy

    run = terminal(context)
    copy = copies.to_elsewhere(run.project, where)
    if dry_run:
        _show_dry(run, copy)
        return
    copied = copies.make(copy)
    _show(run, copy, copied)
    there, here = copy.target, copy.source.place.shown
    if there.url is not None:
        run.tell(
            msg("from now on set RUSCTL_REGISTER, or register in config/process.toml, to {place}", place=there.shown)
        )
    else:
        run.tell(msg("from now on leave out RUSCTL_REGISTER, and register in config/process.toml"))
    copies.leave(copy, copied.changes, remove=remove)
    if remove:
        run.tell(msg("the register is removed from {place}; its backups are not", place=here))
    else:
        run.tell(msg("where it was, in {place}, it is still, and says that it was moved", place=here))


def _show_dry(run: Terminal, copy: "Copy") -> None:
    with copy.source.reading():
        run.out(run.say(msg("would copy the register into {file}", file=copy.target.shown)))
    run.dry_run()


def _show(run: Terminal, copy: "Copy", copied: "Copied") -> None:
    run.out(
        run.say(
            msg(
                "{rows} rows in {place}, of which {count} people; compared with what was copied, and the same",
                rows=copied.rows,
                count=copied.persons,
                place=copy.target.shown,
            )
        )
    )
