"""How consultations stand: of one, or of all that have something in the database, as screens and rules need it."""

import datetime as dt
from collections.abc import Iterator
from typing import NamedTuple

from rusctl.consultation.figures import figures
from rusctl.errors import RusctlError
from rusctl.language import dates
from rusctl.language.catalogue import Language
from rusctl.language.message import Message, msg, nmsg
from rusctl.model.consulted import ConsultationStanding
from rusctl.model.consulting import Consultation
from rusctl.model.plan import Texts
from rusctl.services.consulting.opening import is_there, opened
from rusctl.services.consulting.period import ConsultationPeriod, period
from rusctl.services.project import Project


class ConsultationStatus(NamedTuple):
    """A consultation, its days, and how it stands in numbers."""

    consultation: Consultation
    period: ConsultationPeriod
    standing: ConsultationStanding


def status(project: Project, one: Consultation) -> ConsultationStatus:
    """Give how a consultation stands today; errors as for `opened`."""
    days = period(project.plan, one, project.today)
    with opened(project).reading() as connection:
        return ConsultationStatus(one, days, figures(connection, one.id, days.closes, project.today))


def every_status(project: Project) -> list[ConsultationStatus]:
    """Give the consultations that have bodies or replies; none where there is no database. Errors as for `opened`."""
    consultations = project.plan.consultations
    if not consultations or not is_there(project):
        return []
    found = []
    with opened(project).reading() as connection:
        for one in consultations:
            days = period(project.plan, one, project.today)
            standing = figures(connection, one.id, days.closes, project.today)
            if standing.bodies or standing.replies:
                found.append(ConsultationStatus(one, days, standing))
    return found


def days_said(days: ConsultationPeriod, today: dt.date) -> Message:
    """Say how long it is until the last day."""
    left = days.left(today)
    if left is None:
        return msg("no last day")
    if left < 0:
        return nmsg("closed {count} day ago", "closed {count} days ago", -left)
    return nmsg("{count} day left", "{count} days left", left) if left else msg("today is the last day")


def in_short(project: Project) -> tuple[Message, ...]:
    """Say of each consultation in one sentence how it stands; nothing where the database cannot be read."""
    try:
        return tuple(_short(one, project.today) for one in every_status(project))
    except RusctlError:  # whoever asks for it alone is told why
        return ()


def paces(project: Project) -> tuple[Message, ...]:
    """Say of each consultation how many answers are written a week against what is left, where a pace is known."""
    try:
        found = [(one, pace_said(one.standing, project.today)) for one in every_status(project)]
    except RusctlError:  # whoever asks for it alone is told why
        return ()
    return tuple(msg("{name}: {pace}", name=Texts(one.consultation.name), pace=pace) for one, pace in found if pace)


def _short(found: ConsultationStatus, today: dt.date) -> Message:
    standing, name = found.standing, Texts(found.consultation.name)
    left, replied = days_said(found.period, today), replied_said(standing)
    if not standing.comments:
        return msg("{name}: {left}; replied: {replied}", name=name, left=left, replied=replied)
    pace = pace_said(standing, today)
    if pace is None or not standing.unanswered:
        return msg(
            "{name}: {left}; replied: {replied}; {answered} of {comments} comments have an answer",
            name=name,
            left=left,
            replied=replied,
            answered=standing.answered,
            comments=standing.comments,
        )
    return msg(
        "{name}: {left}; replied: {replied}; {answered} of {comments} comments have an answer, {pace}",
        name=name,
        left=left,
        replied=replied,
        answered=standing.answered,
        comments=standing.comments,
        pace=pace,
    )


def said(found: ConsultationStatus, today: dt.date, language: Language) -> Iterator[tuple[Message, Message]]:
    """Give each line of the status: what it is about, and what is said of it."""
    standing, days = found.standing, found.period
    last = dates.medium(days.closes, language.code) if days.closes else ""
    yield (
        msg("Last day"),
        msg("{day}, {left}", day=last, left=days_said(days, today)) if last else days_said(days, today),
    )
    yield msg("Replied"), replied_said(standing)
    yield (
        msg("Replies"),
        msg(
            "{replies}, of which {undated} without a day of arrival", replies=standing.replies, undated=standing.undated
        )
        if standing.undated
        else msg("{replies}", replies=standing.replies),
    )
    yield msg("Split"), msg("{split} of {replies} replies, {comments} comments", **_counts(standing))
    yield msg("Answered"), msg("{answered} of {comments} comments", **_counts(standing))
    yield msg("Approved"), msg("{approved} of {comments} comments", **_counts(standing))
    yield msg("Letters"), msg("{lettered} of {replies} replies", **_counts(standing))
    if pace := pace_said(standing, today):
        yield msg("Pace"), pace
    if standing.overdue:
        yield msg("Overdue"), msg("{names}", names=list(standing.overdue))


def _counts(standing: ConsultationStanding) -> dict[str, object]:
    names = ("split", "replies", "comments", "answered", "approved", "lettered")
    return {name: getattr(standing, name) for name in names}


def replied_said(standing: ConsultationStanding) -> Message:
    """Say how many of those asked replied."""
    if not standing.asked:
        return msg("nobody is entered as asked")
    share = round(100 * standing.replied / standing.asked)
    return msg("{replied} of {asked} asked ({share} %)", replied=standing.replied, asked=standing.asked, share=share)


def pace_said(standing: ConsultationStanding, today: dt.date) -> Message | None:
    """Say how many answers are written a week, and when the rest are at that pace; None where no pace is known."""
    pace, ready = standing.pace(today), standing.ready(today)
    if pace is None:
        return None
    if ready is None:
        return msg("{pace} answers a week so far; every comment has one", pace=pace)
    return nmsg(
        "{pace} answers a week so far; at that pace the {count} that is left has one on {day}",
        "{pace} answers a week so far; at that pace the {count} that are left have one on {day}",
        standing.unanswered,
        pace=pace,
        day=ready,
    )
