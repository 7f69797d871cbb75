"""A plan as it could be known on a day: what was said, done or counted after it is left out.

Events that were held and milestones that were reached say so by themselves (`status_on`, `state_on`), with their dates.
"""

import datetime as dt
from dataclasses import replace

from rusctl.model.follow_up import FollowedUp
from rusctl.model.plan import Event, Plan, Status
from rusctl.model.strategy import Commitment, CommitmentState


def known_on(plan: Plan, today: dt.date) -> Plan:
    """Give the plan without what was stated, said or counted after a day.

    A date that was stated after it gives way to the one that held before. Of a commitment the last that was said by the
    day holds. Figures and results of later years are not there.
    """
    return replace(
        plan,
        events=tuple(_event(one, today) for one in plan.events),
        commitments=tuple(_commitment(one, today) for one in plan.commitments),
        follow_up=_follow_up(plan.follow_up, today),
    )


def _event(one: Event, today: dt.date) -> Event:
    """Give an event with the date that held on the day; where nobody has said when it was stated, the one it has."""
    if one.stated is None or one.stated <= today:
        return one
    status = one.status
    if status is Status.CANCELLED:
        status = one.was or Status.CONFIRMED
    at = next((at for at in reversed(range(len(one.earlier))) if _stated_by(one, at, today)), None)
    if at is None:
        return replace(one, status=status)
    return replace(
        one, when=one.earlier[at].when, earlier=one.earlier[:at], status=status, stated=one.earlier[at].stated
    )


def _stated_by(one: Event, at: int, today: dt.date) -> bool:
    stated = one.earlier[at].stated
    return stated is not None and stated <= today


def _commitment(one: Commitment, today: dt.date) -> Commitment:
    """Give a commitment as it stood: what was said of it last, else that it was agreed."""
    said = tuple(each for each in one.follow_ups if each.date <= today)
    later = len(said) < len(one.follow_ups) or (one.done is not None and one.done > today)
    if not later:
        return one
    state = max(said, key=lambda each: each.date).state if said else CommitmentState.AGREED
    done = one.done if one.done and one.done <= today and state is CommitmentState.DONE else None
    return replace(one, state=state, done=done, follow_ups=said)


def _follow_up(found: FollowedUp, today: dt.date) -> FollowedUp:
    return replace(
        found,
        indicators=tuple(
            replace(one, years=tuple(each for each in one.years if each.year <= today.year)) for one in found.indicators
        ),
        results=tuple(one for one in found.results if one.year is None or one.year <= today.year),
    )
