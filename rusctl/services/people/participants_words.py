"""What people call answers, attendance and numbers of people."""

from collections.abc import Iterable

from rusctl.language import names
from rusctl.language.message import msg
from rusctl.model.people import HeadCount
from rusctl.model.plan import Plan
from rusctl.services.session import Session


def role_names(run: Session) -> dict[str, str]:
    """Give what people call each role, in the order of the file."""
    return names.role_names(run.readable().plan, run.language)


def in_order(plan: Plan, roles: Iterable[str]) -> list[str]:
    """Give roles in the order of the file; those that it has not come last."""
    order = {role.id: place for place, role in enumerate(plan.roles)}
    return sorted(set(roles), key=lambda role: (order.get(role, len(order)), role))


def summary(run: Session, tallies: Iterable[HeadCount]) -> list[str]:
    """Say of each role how many were asked, are coming and came."""
    tallies = list(tallies)
    called = role_names(run)
    lines = []
    for role in in_order(run.readable().plan, (one.role for one in tallies)):
        mine = [one for one in tallies if one.role == role]
        numbers = (
            (sum(one.asked for one in mine), msg("asked {count}", count=0)),
            (sum(one.accepted for one in mine), msg("coming {count}", count=0)),
            (sum(one.declined for one in mine), msg("not coming {count}", count=0)),
            (sum(one.attended for one in mine), msg("came {count}", count=0)),
        )
        said = [run.say(text._replace(args={"count": number})) for number, text in numbers if number]
        lines.append(f"{called.get(role, role)}: {', '.join(said) if said else '0'}")
    return lines
