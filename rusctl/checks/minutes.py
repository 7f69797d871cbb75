"""Rules about what has been done round a meeting: days that cannot be, and days later than the law allows."""

import datetime as dt
from collections.abc import Iterator

from rusctl.checks.rule import place, rule, unreadable
from rusctl.diagnostics import Problem, Severity
from rusctl.language.message import Message, msg
from rusctl.model.plan import Days, Facts, Milestone
from rusctl.model.rounds import before
from rusctl.schedule.days import workcount
from rusctl.schedule.state import law
from rusctl.schedule.state.bodies import kinds
from rusctl.schedule.state.minutes import Minutes, all_minutes, minutes_of


@rule(code="RUS704", name="minutes-before-meeting", severity=Severity.ERROR, alone=True)
def minutes_before_meeting(facts: Facts) -> Iterator[Problem]:
    """Minutes are approved before their meeting, or announced before they are approved.

    Most often one of the days is mistyped. `adjusted` is the day the minutes were approved (justerades), `announced`
    the day that was announced on the notice board (anslogs), and the last day to appeal is counted from it; so
    `rusctl deadlines` counts from neither until they agree.

    Bad:
        # today: 2019-05-07
        # file: config/process.toml
        [[milestone]]
        id = "council"
        title = { sv = "Regionfullmäktige beslutar" }
        date = 2019-03-05
        done = 2019-03-05
        adjusted = 2019-02-20  # RUS704
        announced = 2019-02-18  # RUS704

    Good:
        # today: 2019-05-07
        # file: config/process.toml
        [[milestone]]
        id = "council"
        title = { sv = "Regionfullmäktige beslutar" }
        date = 2019-03-05
        done = 2019-03-05
        adjusted = 2019-03-12
        announced = 2019-03-13
    """
    for milestone, minutes in _read(facts):
        for key, other in minutes.too_early.items():
            yield Problem(minutes.at.key(key), _too_early(milestone.id, key, minutes, other))


def _too_early(name: str, key: str, minutes: Minutes, other: dt.date) -> Message:
    if key == "adjusted":
        return msg(
            "the minutes of {id} are approved {day}, before the meeting, {meeting}; correct one of the days",
            id=name,
            day=minutes.adjusted,
            meeting=other,
        )
    if minutes.adjusted and minutes.announced and minutes.announced < minutes.adjusted:
        return msg(
            "the minutes of {id} are announced {day}, before they were approved, {adjusted}; correct one of the days",
            id=name,
            day=minutes.announced,
            adjusted=other,
        )
    return msg(
        "the minutes of {id} are announced {day}, before the meeting, {meeting}; correct one of the days",
        id=name,
        day=minutes.announced,
        meeting=other,
    )


@rule(code="RUS705", name="later-than-law", severity=Severity.WARNING)
def later_than_law(facts: Facts) -> Iterator[Problem]:
    """Something round a meeting was done later than the law allows.

    The minutes are approved at latest 14 days after the meeting (5 kap. 69 § kommunallagen (2017:725)), and that is
    announced at latest the second day after (8 kap. 12 §); for the board and committees through 6 kap. 35 §. Before a
    council's meeting the notice (5 kap. 13 §) and the summons (5 kap. 15 §) go out at least a week before: they are
    the milestones with the ids `notice` and `summons` that the meeting comes after. What has been done is kept, and
    counted from. A meeting over several days counts from its last day, and what comes before it to its first.

    Bad:
        # today: 2019-05-07
        # file: config/process.toml
        [[body]]
        id = "regionfullmaktige"
        name = { sv = "Regionfullmäktige" }
        kind = "council"

        [[milestone]]
        id = "council"
        title = { sv = "Regionfullmäktige beslutar" }
        body = "regionfullmaktige"
        date = 2019-03-05
        done = 2019-03-05
        adjusted = 2019-03-20  # RUS705
        announced = 2019-03-25  # RUS705

    Good:
        # today: 2019-05-07
        # file: config/process.toml
        [[body]]
        id = "regionfullmaktige"
        name = { sv = "Regionfullmäktige" }
        kind = "council"

        [[milestone]]
        id = "council"
        title = { sv = "Regionfullmäktige beslutar" }
        body = "regionfullmaktige"
        date = 2019-03-05
        done = 2019-03-05
        adjusted = 2019-03-19
        announced = 2019-03-21
    """
    bodies = kinds(facts.plan)
    for milestone, written in _read(facts):
        limits = law.LIMITS.get(bodies.get(milestone.body, ""))
        if not limits or not law.NOTICE.holds(written.last):
            continue
        minutes, begun = written.known(dt.date.max), written.last
        for key, day in (("adjusted", minutes.adjusted), ("announced", minutes.announced)):
            limit, paragraph = limits[key]
            last = law.period_end(begun, limit)
            if day and day > last:
                yield Problem(minutes.at.key(key), _too_late(milestone.id, key, day, last, paragraph.text))
            begun = day or last
    yield from _late_before(facts)


def _too_late(name: str, key: str, day: dt.date, last: dt.date, paragraph: str) -> Message:
    if key == "adjusted":
        return msg(
            "the minutes of {id} were approved {day}, later than the law allows, {last} ({law})",
            id=name,
            day=day,
            last=last,
            law=paragraph,
        )
    return msg(
        "the approved minutes of {id} were announced {day}, later than the law allows, {last} ({law})",
        id=name,
        day=day,
        last=last,
        law=paragraph,
    )


def _late_before(facts: Facts) -> Iterator[Problem]:
    """Give what was to be done a week before a council's meeting, and was done later."""
    plan, bodies = facts.plan, kinds(facts.plan)
    by_id = {one.id: one for one in plan.milestones}
    steps = [by_id[name] for name in law.FLOORS if name in by_id and isinstance(by_id[name].done, Days)]
    for meeting in plan.milestones if steps else ():
        when = meeting.done or meeting.when
        if bodies.get(meeting.body) != "council" or not isinstance(when, Days) or not law.NOTICE.holds(when.last):
            continue
        first = minutes_of(meeting, when.last).first
        earlier = before(meeting.id, by_id)
        for step in steps:
            floor, paragraph = law.FLOORS[step.id]
            last = dt.date.fromordinal(workcount.minus(first.toordinal(), floor))
            if step.id in earlier and step.done and last < step.done.last <= first:
                text = msg(
                    "{step} was done {day}, later than the law allows before {meeting} on {meeting_day}, {last} "
                    "({law})",
                    step=step.id,
                    day=step.done.last,
                    meeting=meeting.id,
                    meeting_day=first,
                    last=last,
                    law=paragraph.text,
                )
                yield Problem(step.at.key("done"), text)


def _read(facts: Facts) -> Iterator[tuple[Milestone, Minutes]]:
    """Give the minutes of each milestone whose days were read as they stand."""
    passed_over = unreadable(facts, "date", "window", "done", "baseline", "adjusted", "announced", "meeting")
    for milestone in facts.plan.milestones:
        if place(milestone.at) not in passed_over:
            yield from ((milestone, minutes) for minutes in all_minutes(milestone))
