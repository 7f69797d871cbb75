"""Who replied: rates by kind of body, the silent ones, and which groups that the law names nobody was asked of."""

import datetime as dt
from typing import NamedTuple

from rusctl.consultation import comments, standing, store
from rusctl.consultation.standing import ReplyRate
from rusctl.consultation.store import ListedBody
from rusctl.language.message import Message, msg
from rusctl.model.consultation import BodyState
from rusctl.model.consulting import ConsultationWord
from rusctl.model.plan import SWEDEN
from rusctl.schedule.state import law
from rusctl.schedule.state.law import Law
from rusctl.services.consulting import naming
from rusctl.services.consulting.opening import opened
from rusctl.services.consulting.period import period
from rusctl.services.project import Project


class KindRate(NamedTuple):
    """How many bodies of a kind were asked and replied, how many of it replied unasked, and which are silent.

    `kind` is an id, empty for all kinds together.
    """

    kind: str
    rate: ReplyRate
    unsolicited: int
    silent: tuple[ListedBody, ...]


class ReplyAnalysis(NamedTuple):
    """Who replied in a consultation: each kind, all together, and the four numbers that are not the same.

    `missing` are the groups of the law that no body on the list belongs to, `law` the wording that holds on `day`; None
    where none is known to.
    """

    kinds: tuple[KindRate, ...]
    together: KindRate
    bodies: int
    replies: int
    comments: int
    missing: tuple[ConsultationWord, ...]
    law: Law | None
    day: dt.date


def analysed(project: Project, which: str = "") -> ReplyAnalysis:
    """Give who replied in a consultation, as it stands today."""
    meant = naming.named(project, which)
    plan = project.plan
    days = period(plan, meant, project.today)
    with opened(project).reading() as connection:
        bodies = store.listed(connection, meant.id)
        replies = comments.split_replies(connection, meant.id)
        said = len(comments.read(connection, meant.id))
    kinds = dict.fromkeys(one.facts.kind for one in bodies)
    order = {one.id: at for at, one in enumerate(plan.consultation_words.kinds)}
    rows = [
        _rate(kind, [one for one in bodies if one.facts.kind == kind], days.closes, project.today)
        for kind in sorted(kinds, key=lambda kind: (order.get(kind, len(order)), kind))
    ]
    day = days.opens or project.today
    holds = _wording(plan.process.country, day)
    asked = {one.legal_group or naming.group_of(plan, one.facts.kind) for one in bodies if not one.facts.unsolicited}
    return ReplyAnalysis(
        tuple(rows),
        _rate("", bodies, days.closes, project.today),
        len(bodies),
        len(replies),
        said,
        tuple(one for one in plan.consultation_words.legal_groups if one.id not in asked) if holds else (),
        holds,
        day,
    )


def _rate(kind: str, bodies: list[ListedBody], closes: dt.date | None, today: dt.date) -> KindRate:
    silent = [one for one in bodies if standing.state(one.facts, closes, today) is BodyState.SILENT]
    rate = standing.rate(one.facts for one in bodies)
    return KindRate(kind, rate, sum(one.facts.unsolicited for one in bodies), tuple(silent))


def _wording(country: str, day: dt.date) -> Law | None:
    """Give the paragraph on whom a strategy is worked out with, in the wording that is known to hold on a day."""
    if country != SWEDEN:
        return None
    return next((one for one in law.WORKED_OUT if one.holds(day)), None)


def missing_said(found: ReplyAnalysis, names: list[str]) -> Message | None:
    """Say which groups nobody is asked of, by their names; None where none is missing, or no wording is known."""
    if not found.law or not names:
        return None
    return msg("no body on the list is of these groups ({law}): {names}", law=found.law.text, names=names)
