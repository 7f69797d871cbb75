"""That what a folder asks for acts only after its user has agreed to it."""

import os

from rusctl.errors import PolicyError
from rusctl.language.message import Message, msg
from rusctl.model import wishes as wish_kinds
from rusctl.model.plan import Target
from rusctl.model.wishes import Wish
from rusctl.services import wishes
from rusctl.services.project import Project
from rusctl.storage.files import agreements, private
from rusctl.storage.schema import target_keys


def for_target(project: Project, target: Target) -> None:
    """See that the user has agreed to what a target asks for, and ask where not; PolicyError where there is no yes."""
    wish = wishes.of_target(target, project.folder.path)
    if wish:
        _need(project, wish)


def for_mail(project: Project) -> None:
    """See that the user has agreed to the mail server, and ask where not; PolicyError where there is no yes.

    What would log in without encryption is refused where mail is sent, whatever anybody has agreed to.
    """
    settings = project.readable().plan.publishing.mail
    if settings and not settings.in_the_clear:
        _need(project, wishes.of_mail(settings, project.folder.path))


def for_register(project: Project) -> None:
    """See that the user has agreed to the register's server, and ask where not; PolicyError where there is no yes.

    A variable of the user's own that names another register is an agreement by itself.
    """
    plan = project.readable().plan
    if plan.process.register and not os.environ.get(private.VARIABLE):
        _need(project, wishes.of_register(plan))


def agreed(project: Project, wish: Wish) -> bool:
    """Whether the user has agreed to something on this machine."""
    return agreements.agreed(project.folder.path, wishes.digest(wish))


def heard(project: Project, target: Target) -> bool:
    """Whether a target asks for nothing, or for what the user has agreed to."""
    wish = wishes.of_target(target, project.folder.path)
    return wish is None or agreed(project, wish)


def _need(project: Project, wish: Wish) -> None:
    if agreed(project, wish):
        return
    answer = project.asked(wish)
    if answer is None:
        raise PolicyError(
            msg(
                "you have not agreed on this machine to what the folder asks for here ({what}); "
                "look at it and agree with rusctl trust",
                what=what(wish),
            ),
            wish.at,
        )
    if not answer:
        raise PolicyError(msg("you have not agreed"), wish.at, stops=True)
    agreements.agree(project.folder.path, wishes.digest(wish))


def what(wish: Wish) -> Message:
    """Say what a folder asks for."""
    match wish.kind:
        case wish_kinds.MAIL:
            return msg("send messages through a mail server")
        case wish_kinds.REGISTER:
            return msg("keep the register on a server")
        case target_keys.CALDAV:
            return msg("publish to a calendar on a server, {id}", id=wish.id)
        case _:
            return msg("publish to a folder outside the plan's, {id}", id=wish.id)
