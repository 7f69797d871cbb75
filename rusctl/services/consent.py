"""That what a folder asks for acts only after its user has agreed to it."""

import os
import sys
from collections.abc import Iterable

from rusctl.errors import PolicyError
from rusctl.language.message import Message, msg
from rusctl.model.plan import Target
from rusctl.output.clean import one_line
from rusctl.services import wishes
from rusctl.services.session import Session
from rusctl.services.wishes import Wish
from rusctl.storage.files import agreements
from rusctl.storage.schema import target_keys

REGISTER_VARIABLE = "RUSCTL_REGISTER"


def for_target(run: Session, target: Target) -> None:
    """See that the user has agreed to what a target asks for."""
    wish = wishes.of_target(target, run.folder.path)
    if wish:
        _need(run, wish)


def for_mail(run: Session) -> None:
    """See that the user has agreed to the mail server."""
    settings = run.readable().plan.publishing.mail
    if settings and not settings.in_the_clear:
        _need(run, wishes.of_mail(settings, run.folder.path))


def for_register(run: Session) -> None:
    """See that the user has agreed to the register's server, unless a variable of the user's own names another."""
    plan = run.readable().plan
    if plan.process.register and not os.environ.get(REGISTER_VARIABLE):
        _need(run, wishes.of_register(plan))


def agreed(run: Session, wish: Wish) -> bool:
    """Whether the user has agreed to something on this machine."""
    return agreements.agreed(run.folder.path, wish.digest)


def heard(run: Session, target: Target) -> bool:
    """Whether a target asks for nothing, or for what the user has agreed to."""
    wish = wishes.of_target(target, run.folder.path)
    return wish is None or agreed(run, wish)


def show(run: Session, found: Iterable[Wish], *, beside: bool = False) -> None:
    """Show what a folder asks for, on stdout, or beside the result."""
    lines = []
    for wish in found:
        at = wish.at
        place = f"{at.file}:{run.line(at)}"
        state = run.say(msg("agreed to")) if agreed(run, wish) else run.say(msg("not agreed to"))
        lines.append(f"{place}: {run.say(_what(wish))} ({state})")
        lines += [f"  {key.ljust(16)}  {value}" for key, value in wish.shown()]
    for line in lines:
        if beside:
            print(one_line(line), file=sys.stderr)
        else:
            run.out(one_line(line))


def terminal() -> bool:
    """Whether somebody is there to answer."""
    return sys.stdin.isatty()


def asked(run: Session) -> bool:
    """Ask whether the user agrees to what was shown."""
    return run.agreed(msg("This folder may have come from somebody else. Do you agree to this?"))


def _need(run: Session, wish: Wish) -> None:
    if agreed(run, wish):
        return
    if not terminal():
        raise PolicyError(
            msg(
                "you have not agreed on this machine to what the folder asks for here ({what}); "
                "look at it and agree with rusctl trust",
                what=_what(wish),
            ),
            wish.at,
        )
    show(run, [wish], beside=True)
    if not asked(run):
        raise PolicyError(msg("you have not agreed"), wish.at, stops=True)
    agreements.agree(run.folder.path, wish.digest)


def _what(wish: Wish) -> Message:
    match wish.kind:
        case wishes.MAIL:
            return msg("send mail through a server")
        case wishes.REGISTER:
            return msg("keep the register on a server")
        case target_keys.CALDAV:
            return msg("publish to a calendar on a server, {id}", id=wish.id)
        case _:
            return msg("publish to a folder outside the plan's, {id}", id=wish.id)
