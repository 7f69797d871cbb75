"""`rusctl register backup`, `restore` and `move-to`."""

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from rusctl.commands.common import typed
from rusctl.commands.common.options import DryRun
from rusctl.errors import PolicyError, PrivacyError, RusctlError, UsageError
from rusctl.language.message import msg, nmsg
from rusctl.services.mailing.sent import sent
from rusctl.services.people import acceptance
from rusctl.services.people.erasing import held_events
from rusctl.services.people.register_access import declared, not_done, opened
from rusctl.services.session import Session, session
from rusctl.storage.files import erased_list
from rusctl.storage.folder import expanded

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy import Connection  # noqa: TID251 - a type

    from rusctl.database.database import Register
    from rusctl.database.place import DatabasePlace

FILE_WORD = "file"


def backup(
    context: typed.Context,
    name: Annotated[
        str, typed.Argument(metavar="[FILE]", help="The new file; else one with the time in its name, in register/.")
    ] = "",
    *,
    dry_run: DryRun = False,
) -> None:
    """Copy the register into a new file that only you can read, and remember that there is one."""
    from rusctl.database import making
    from rusctl.services.pieces import PIECES

    run = session(context)
    register = opened(run)
    path = _new_file(run, name)
    if dry_run:
        with register.reading():
            run.out(run.say(msg("would copy the register into {file}", file=str(path))))
        not_done(run)
        return
    counts = making.backup(register, path, PIECES)
    run.out(str(path))
    run.tell(
        nmsg(
            "{count} person is in the copy; it is for you only, and is not erased with the register: keep it as safe",
            "{count} persons are in the copy; it is for you only, and is not erased with the register: keep it as safe",
            counts["person"],
        )
    )


def _new_file(run: Session, name: str) -> Path:
    folder = run.folder.path.resolve()
    if not name:
        moment = dt.datetime.now().astimezone().strftime("%Y%m%d-%H%M%S")
        return folder / "register" / f"backup-{moment}.sqlite3"
    path = expanded(name)
    path = path.parent.resolve() / path.name
    if path.is_relative_to(folder) and not path.is_relative_to(folder / "register"):
        raise PrivacyError(
            msg(
                "{file} would be among the plan's files, which git keeps; name a place outside, or register/", file=name
            )
        )
    if path.exists():
        raise RusctlError(msg("{file} is there already; name a new file", file=name))
    return path


def restore(
    context: typed.Context,
    name: Annotated[str, typed.Argument(metavar="FILE", help="The copy that rusctl register backup has made.")],
    *,
    other: Annotated[bool, typed.Option("--other", help="Take a copy of another register than this folder's.")] = False,
    dry_run: DryRun = False,
) -> None:
    """Make the register anew from a backup; only where there is no register."""
    from rusctl.database import erased, making, place
    from rusctl.mail.outbox import not_again
    from rusctl.services.pieces import PIECES

    run = session(context)
    path = expanded(name)
    if not path.is_file():
        raise RusctlError(msg("there is no file {file}", file=name))
    source = making.open_place(place.DatabasePlace(path=path.resolve()))
    if not other:
        acceptance.refuse_copy_of_another(run, source)
    target = place.of(run.folder.path, declared(run))
    held = held_events(run.readable().plan, run.today)
    listed, keys = erased_list.read(run.folder.path), [erased_list.secret(run.folder.path)]
    gone_out = sent(run.project)
    again: list[int] = []
    unknown: list[int] = []

    def finish(connection: "Connection") -> None:
        again.append(erased.restored(connection, PIECES, listed, keys, held))
        unknown.append(not_again(connection, gone_out, run.now.isoformat(timespec="seconds")))

    _copy(run, source, target, dry_run=dry_run, finish=finish)
    if not dry_run:
        acceptance.expect(run, making.open_place(target))
    if count := sum(unknown):
        run.tell(
            nmsg(
                "{count} message that waits in the copy may have been sent since, and is unknown; rusctl outbox "
                "resolve settles it",
                "{count} messages that wait in the copy may have been sent since, and are unknown; rusctl outbox "
                "resolve settles them",
                count,
            )
        )
    if count := sum(again):
        run.tell(
            nmsg(
                "{count} person who was erased after that copy was made is erased from it, too",
                "{count} persons who were erased after that copy was made are erased from it, too",
                count,
            )
        )


def move_to(
    context: typed.Context,
    where: Annotated[
        str, typed.Argument(metavar="URL", help='postgresql://server/database, or "file" for the file beside the plan.')
    ],
    *,
    remove: Annotated[
        bool, typed.Option("--remove-source", help="Remove the register from where it was, once all is copied.")
    ] = False,
    dry_run: DryRun = False,
) -> None:
    """Copy the register to another database and compare; where it was it stays until you say --remove-source."""
    from rusctl.database import making, place, postgresql, sqlite
    from rusctl.services.pieces import PIECES

    run = session(context)
    source = opened(run)
    if where == FILE_WORD:
        target = place.DatabasePlace(path=sqlite.path_in(run.folder.path))
    else:
        target = place.DatabasePlace(url=postgresql.read_url(where))
        if target.url is not None and (target.url.password or {"password", "sslpassword"} & {*target.url.query}):
            raise UsageError(
                msg("a password does not belong on the command line; put it in the file that PGPASSFILE names")
            )
    if target == source.place:
        raise PolicyError(msg("the register is there already"))
    changes = _copy(run, source, target, dry_run=dry_run)
    if dry_run:
        return
    if target.url is not None:
        run.tell(
            msg("from now on set RUSCTL_REGISTER, or register in config/process.toml, to {place}", place=target.shown)
        )
    else:
        run.tell(msg("from now on leave out RUSCTL_REGISTER, and register in config/process.toml"))
    if remove:
        making.remove(source.place, PIECES, changes)
        run.tell(msg("the register is removed from {place}; its backups are not", place=source.place.shown))
    else:
        making.mark_moved(source, target.shown, changes)
        run.tell(msg("where it was, in {place}, it is still, and says that it was moved", place=source.place.shown))


def _copy(
    run: Session,
    source: "Register",
    target: "DatabasePlace",
    *,
    dry_run: bool,
    finish: "Callable[[Connection], None] | None" = None,
) -> int:
    """Copy a register, say so, and give how many changes had been made to it."""
    from rusctl.database import identity, making
    from rusctl.services.pieces import PIECES

    if dry_run:
        with source.reading():
            run.out(run.say(msg("would copy the register into {file}", file=target.shown)))
        not_done(run)
        return 0
    counts = making.copy_to(source, target, PIECES, finish or identity.renew)
    run.out(
        run.say(
            msg(
                "{rows} rows in {place}, of which {count} persons; compared with what was copied, and the same",
                rows=sum(counts.values()),
                count=counts["person"],
                place=target.shown,
            )
        )
    )
    return counts["operation"]
