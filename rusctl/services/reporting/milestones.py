"""What is said of a milestone: when it is due or was done, how long is left, how far it slipped, and its slack."""

import datetime as dt

from rusctl.language import dates
from rusctl.language.catalogue import Language
from rusctl.language.message import Message, msg, nmsg
from rusctl.language.names import short_name, way
from rusctl.language.vocabulary import LEVEL, OUTCOME, PROGRESS
from rusctl.model.plan import Days, Event, Milestone, Plan, Progress, Window
from rusctl.schedule.network.network import Network
from rusctl.schedule.state.law import DAY_OFF
from rusctl.schedule.state.milestones import Standing

CRITICAL = "*"


def left(standing: Standing) -> Message | None:
    """Say how long is left or overdue, or what became of it; None where nobody has said when it is due."""
    if standing.done and not standing.open:
        return msg("done, day not known") if isinstance(standing.done, Window) else msg("done")
    if standing.progress is not Progress.OPEN:
        return PROGRESS[standing.progress]
    if standing.days_left is None:
        return OUTCOME[standing.outcome] if standing.outcome else None
    if standing.days_left < 0:
        return nmsg("{count} day overdue", "{count} days overdue", -standing.days_left)
    if standing.days_left == 0:
        return msg("today")
    return nmsg("{count} day left", "{count} days left", standing.days_left)


def left_under_heading(standing: Standing) -> Message | None:
    """Say what is left under a heading that says so."""
    if standing.open and standing.days_left is not None and standing.days_left > 0:
        return nmsg("{count} day", "{count} days", standing.days_left)
    return left(standing)


def told(standing: Standing) -> Message | None:
    """Say what became of it: how a meeting ended, since when it is to be done again, is postponed or was given up."""
    meeting, since = standing.meeting, standing.since
    found: Message | None = None
    if standing.done and standing.year:
        found = msg("done late") if standing.done.last > _last_in_time(standing) else None
    elif standing.progress is Progress.POSTPONED:
        found = msg("postponed until further notice {day}", day=since) if since else PROGRESS[standing.progress]
    elif standing.progress is Progress.GIVEN_UP and since:
        found = msg("given up {day}", day=since)
    elif standing.again:
        found = msg("to be done again since {day}", day=standing.again)
    elif meeting and meeting.outcome and not standing.done:
        days = Days(first=meeting.first, last=meeting.last)
        found = msg("{outcome} {day}", outcome=OUTCOME[meeting.outcome], day=days)
    return msg("{what}: {reason}", what=found, reason=standing.reason) if found and standing.reason else found


def left_and_told(standing: Standing, language: Language) -> str:
    """Say how long is left and what became of it, in a line."""
    became = told(standing)
    parts = [became] if became and standing.days_left is None else [left(standing), became]
    parts += [LEVEL[standing.judged.level]] if standing.judged and standing.open else []
    return ", ".join(language.text(part) for part in parts if part)


def judged(standing: Standing) -> Message | None:
    """Say how it was judged last, when and why; None where nobody has, or it does not remain."""
    entry = standing.judged
    if entry is None or not standing.open:
        return None
    return msg("{level} {day}, {text}", level=LEVEL[entry.level], day=entry.date, text=entry.text)


def _last_in_time(standing: Standing) -> dt.date:
    assert standing.due is not None  # noqa: S101 - every year has its day
    return standing.alternatives[-1] if standing.alternatives else standing.due.last


def when_text(standing: Standing, language: Language) -> str:
    """Say when it is due or was done; a recurring day that is a day off with the next working day.

    Whether an act or ordinance sets the day, so that it is in time then, is for the reader to know.
    """
    when, last_day = standing.when, standing.milestone.not_after
    if when is None and last_day and standing.open:
        return language.text(msg("no date, {last} at the latest", last=last_day))
    if when is None:
        return language.text(msg("no date"))
    if standing.done and standing.year:
        return dates.medium(when, language.code)
    text = dates.medium(when, language.code)
    if isinstance(when, Window) and when.text:
        text = f"{text} ({dates.span(when.first, when.last, language.code)})"
    if standing.alternatives:
        following = standing.alternatives[-1]
        text += " " + language.text(msg("(or {day}, if the law sets the day: {law})", day=following, law=DAY_OFF.text))
    return text


def slip(standing: Standing) -> Message | None:
    """Say how far it is from what was first promised; None where nothing was."""
    if standing.slip_days is None:
        return msg("not known") if standing.milestone.baseline else None
    if standing.slip_days == 0:
        return msg("none")
    return nmsg("{sign} day", "{sign} days", abs(standing.slip_days), sign=f"{standing.slip_days:+d}")


def slack_text(name: str, chain: Network, language: Language) -> str:
    """Say how many days of slack something has, with a mark where it is on the critical chain."""
    timing = chain.timings.get(name)
    if timing is None or timing.slack_days is None:
        return ""
    slack = timing.slack_days
    known = nmsg("{count} day", "{count} days", slack)
    most = nmsg("at most {count} day", "at most {count} days", slack)
    days = language.text(known if chain.timings.is_known(name) else most)
    return f"{days} {CRITICAL}" if name in chain.critical else days


def critical_chain(chain: Network, plan: Plan, language: Language) -> Message | None:
    """Say what leads to what on the critical chain; None where there is none."""
    if not chain.chain:
        return None
    names = {record.id: _name(record, plan, language) for record in plan.records}
    path = way([names[name] for name in chain.chain])
    return msg("{mark} the critical path: {path}", mark=CRITICAL, path=path)


def _name(record: Milestone | Event, plan: Plan, language: Language) -> str:
    if isinstance(record, Milestone):
        return language.name(record.title) or record.id
    return short_name(record, plan)
