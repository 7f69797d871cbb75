"""The places of an event's room, as the plan says how many there are: who has one, and since when others wait."""

import datetime as dt
from typing import TYPE_CHECKING

from rusctl.mail import answers
from rusctl.register.waiting import EventRoom
from rusctl.services.project import Project

if TYPE_CHECKING:
    from sqlalchemy import Connection  # noqa: TID251 - a type


def capacity(project: Project, event: str) -> int | None:
    """Give how many an event's room takes, None where the plan does not say it."""
    return next((one.capacity for one in project.readable().plan.events if one.id == event), None)


def room(project: Project, connection: "Connection", event: str) -> EventRoom | None:
    """Give the places that there are for those in the register, None where nobody has said how many.

    Whoever is invited by mail alone and has said yes takes one, too. Somebody waits from the moment of their answer by
    mail, else from now, on the day that is taken for today.
    """
    most = capacity(project, event)
    if most is None:
        return None
    clock = dt.datetime.now(dt.UTC).time().isoformat()
    moment = f"{project.today.isoformat()}T{clock}+00:00"
    others = answers.coming_by_mail(connection, event)
    return EventRoom(most - others, lambda number: answers.answered_at(connection, event, number) or moment)
