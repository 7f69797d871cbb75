"""Rules about what became of milestones and events: not adopted, opened again, postponed, not waited for, judged."""

from collections.abc import Iterator

from rusctl.checks.order import date_key
from rusctl.checks.rule import place, rule, unreadable
from rusctl.diagnostics import Problem, Severity
from rusctl.language.message import msg, nmsg
from rusctl.language.vocabulary import OUTCOME
from rusctl.model.plan import Days, Event, Facts, Level, Milestone, Outcome, Plan, Progress, Status
from rusctl.model.rounds import before
from rusctl.schedule.state.milestones import last_judged, standings
from rusctl.schedule.state.rounds import goes_on, last_meeting, progress_on
from rusctl.schedule.state.status import is_postponed, status_on

AGAINST = frozenset(
    {"after-order", "milestone-overdue", "contradiction", "promise-too-early", "last-day-out-of-reach", "postponed"}
)
"""The rules whose findings say that a milestone is late, or cannot be reached when it is to be."""


@rule(code="RUS406", name="not-adopted", severity=Severity.WARNING)
def not_adopted(facts: Facts) -> Iterator[Problem]:
    """Something takes a matter for decided that no meeting has adopted.

    A matter that was referred back, tabled or rejected is not decided. A referral back says which step it goes back to
    (`to_step`): then that step and all between are open again, or what comes after follows the step in which the
    matter goes on. `done` belongs to a meeting that adopted.

    Bad:
        # today: 2019-11-05
        # file: config/process.toml
        [[milestone]]
        id = "council"
        title = { sv = "Regionfullmäktige beslutar" }
        done = 2019-10-22  # RUS406

        [[milestone.meeting]]
        from = 2019-10-22
        outcome = "referred-back"  # RUS406

        # file: config/checks.toml
        [[review]]
        adopted = "council"  # RUS406
        review = "council"

    Good:
        # today: 2019-11-05
        # file: config/process.toml
        [[milestone]]
        id = "board"
        title = { sv = "Regionstyrelsen behandlar förslaget" }
        date = 2019-11-19

        [[milestone]]
        id = "council"
        title = { sv = "Regionfullmäktige beslutar" }
        date = 2019-12-03
        after = ["board"]

        [[milestone.meeting]]
        from = 2019-10-22
        outcome = "referred-back"
        to_step = "board"

        # file: config/checks.toml
        [[review]]
        adopted = "council"
        review = "council"
    """
    undecided = {}
    for milestone in facts.plan.milestones:
        meeting = last_meeting(milestone, facts.today)
        if meeting is None or meeting.outcome in (None, Outcome.ADOPTED):
            continue
        args = {
            "id": milestone.id,
            "outcome": OUTCOME[meeting.outcome],
            "day": Days(first=meeting.first, last=meeting.last),
        }
        if milestone.done and milestone.done.last <= meeting.last:
            text = msg("{id} stands as done, and the meeting {day} ended otherwise: {outcome}; take out done", **args)
            yield Problem(milestone.at.key("done"), text)
        if meeting.outcome is Outcome.REFERRED_BACK and not meeting.to_step:
            text = msg("{id}: {outcome} {day}, and not to which step; write to_step", **args)
            yield Problem(meeting.at.key("outcome"), text)
        if milestone.when is None or milestone.when.last <= meeting.last:
            undecided[milestone.id] = args
    for review in facts.plan.checks.reviews:
        if review.adopted not in undecided:
            continue
        milestone = next(one for one in facts.plan.milestones if one.id == review.adopted)
        if following := goes_on(milestone, facts.today):
            text = msg(
                "{id}: {outcome} {day}; the matter goes on in {other}", other=following, **undecided[review.adopted]
            )
        else:
            text = msg("{id}: {outcome} {day}; nothing is adopted yet", **undecided[review.adopted])
        yield Problem(review.at.key("adopted"), text)


@rule(code="RUS407", name="opened-again", severity=Severity.WARNING)
def opened_again(facts: Facts) -> Iterator[Problem]:
    """A step is to be done again since a matter was referred back, and it has no new day.

    After a referral back from the council the board treats the matter again (5 kap. 26–28 §§ kommunallagen (2017:725)).
    What was done before stays in the file; the new round needs days of its own.

    Bad:
        # today: 2019-11-05
        # file: config/process.toml
        [[milestone]]
        id = "board"
        title = { sv = "Regionstyrelsen behandlar förslaget" }
        date = 2019-09-24  # RUS407
        done = 2019-09-24

        [[milestone]]
        id = "council"
        title = { sv = "Regionfullmäktige beslutar" }
        date = 2019-12-03
        after = ["board"]

        [[milestone.meeting]]
        from = 2019-10-22
        outcome = "referred-back"
        to_step = "board"

    Good:
        # today: 2019-11-05
        # file: config/process.toml
        [[milestone]]
        id = "board"
        title = { sv = "Regionstyrelsen behandlar förslaget" }
        date = 2019-11-19

        [[milestone.earlier]]
        date = 2019-09-24
        done = 2019-09-24

        [[milestone]]
        id = "council"
        title = { sv = "Regionfullmäktige beslutar" }
        date = 2019-12-03
        after = ["board"]

        [[milestone.meeting]]
        from = 2019-10-22
        outcome = "referred-back"
        to_step = "board"
    """
    passed_over = unreadable(facts, "date", "window", "done")
    for standing in standings(facts.plan, facts.today):
        milestone = standing.milestone
        if not (standing.again and standing.open) or standing.due or place(milestone.at) in passed_over:
            continue
        if standing.progress is Progress.OPEN:
            text = msg(
                "{id} is to be done again since {day}, when a matter was referred back; set its new day",
                id=milestone.id,
                day=standing.again,
            )
            yield Problem(date_key(milestone), text)


@rule(code="RUS408", name="postponed", severity=Severity.NOTE)
def postponed(facts: Facts) -> Iterator[Problem]:
    """A milestone or an event is postponed until further notice.

    No day of it holds, and nobody knows when what waits for it can be. A date that was given up, with none in its
    place, is a postponement, too. Set the new day when it is known, or give it up.

    Bad:
        # today: 2020-03-27
        # file: config/process.toml
        [[milestone]]
        id = "consultation-opens"
        title = { sv = "Remissen öppnar" }
        postponed = 2020-03-27  # RUS408
        reason = "pandemin"

        [[milestone]]  # RUS408
        id = "consultation-closes"
        title = { sv = "Remissen stänger" }

        [[milestone.earlier]]
        date = 2020-08-31

    Good:
        # today: 2020-03-27
        # file: config/process.toml
        [[milestone]]
        id = "consultation-opens"
        title = { sv = "Remissen öppnar" }
        date = 2020-09-01

        [[milestone.earlier]]
        date = 2020-03-31
        reason = "pandemin"
    """
    found: list[Milestone | Event] = [
        one.milestone
        for one in standings(facts.plan, facts.today)
        if one.progress is Progress.POSTPONED and not one.goes_on
    ]
    found += [event for event in facts.plan.events if is_postponed(event, facts.today)]
    passed_over = unreadable(facts, "date", "start", "end", "window", "done", "postponed")
    for record in found:
        if place(record.at) in passed_over:
            continue
        waiting = [one.id for one in facts.plan.records if any(link.id == record.id for link in one.after)]
        at = record.at.key("postponed") if record.postponed else record.at
        if waiting:
            text = nmsg(
                "{id} is postponed without a new day, and {names} waits for it",
                "{id} is postponed without a new day, and {names} wait for it",
                len(waiting),
                id=record.id,
                names=waiting,
            )
        else:
            text = msg("{id} is postponed without a new day", id=record.id)
        yield Problem(at, text)


@rule(code="RUS409", name="stop-not-waited-for", severity=Severity.WARNING)
def stop_not_waited_for(facts: Facts) -> Iterator[Problem]:
    """A milestone that waits for stops of the tour does not wait for the one that took another's place.

    A list of ids goes stale when a stop is cancelled and another takes its place, or one is added. `after_kinds` names
    the kind instead, and then every stop that is not cancelled is waited for.

    Bad:
        # today: 2018-01-25
        # file: config/process.toml
        [[milestone]]
        id = "ready"
        title = { sv = "Dialogrundan är klar" }
        date = 2018-01-31
        after = ["vetlanda"]  # RUS409

        # file: events.toml
        [[event]]
        id = "vetlanda"
        kind = "dialog"
        status = "cancelled"
        municipality = "vetlanda"
        date = 2018-01-24

        [[event]]
        id = "vetlanda-2"
        kind = "dialog"
        status = "confirmed"
        municipality = "vetlanda"
        date = 2018-03-14

    Good:
        # today: 2018-01-25
        # file: config/process.toml
        [[milestone]]
        id = "ready"
        title = { sv = "Dialogrundan är klar" }
        date = 2018-03-31
        after_kinds = ["dialog"]

        # file: events.toml
        [[event]]
        id = "vetlanda"
        kind = "dialog"
        status = "cancelled"
        municipality = "vetlanda"
        date = 2018-01-24

        [[event]]
        id = "vetlanda-2"
        kind = "dialog"
        status = "confirmed"
        municipality = "vetlanda"
        date = 2018-03-14
    """
    plan = facts.plan
    events = {event.id: event for event in plan.events}
    open_ones = [one.milestone for one in standings(plan, facts.today) if one.open]
    for milestone in open_ones:
        for event in _forgotten(milestone, plan, events, facts):
            args: dict[str, object] = {"id": milestone.id, "other": event.id, "when": event.when or msg("no date")}
            if milestone.when and event.when and milestone.when.last < event.when.first:
                text = msg(
                    "{id}, {own}, comes before {other}, {when}, a stop that it does not wait for; name it in after",
                    own=milestone.when,
                    **args,
                )
            else:
                text = msg("{id} does not wait for {other}, {when}, as for the other stops; name it in after", **args)
            yield Problem(milestone.at.key("after"), text)


def _forgotten(milestone: Milestone, plan: Plan, events: dict[str, Event], facts: Facts) -> Iterator[Event]:
    """Give the stops that took the place of one in `after`, or that alone of all of the kind are not in it."""
    listed = [events[one.id] for one in milestone.after if one.id in events]
    if not listed:
        return
    by_id: dict[str, Milestone | Event] = {one.id: one for one in plan.records}
    waited = before(milestone.id, by_id)
    replaced = {
        (one.kind, one.municipality)
        for one in listed
        if one.municipality and status_on(one, facts.today) is Status.CANCELLED
    }
    for kind in dict.fromkeys(one.kind for one in listed):
        others = [
            one
            for one in plan.events
            if one.kind == kind and one.status is not Status.CANCELLED and milestone.id not in before(one.id, by_id)
        ]
        missing = [one for one in others if one.id not in waited]
        alone = len(missing) == 1 and len(others) > 2  # noqa: PLR2004 - one left out of two may be meant
        for one in missing:
            if (kind, one.municipality) in replaced or alone:
                yield one


@rule(code="RUS417", name="judged-too-well", severity=Severity.WARNING, needs="found")
def judged_too_well(facts: Facts) -> Iterator[Problem]:
    """A milestone was last judged green, and is overdue or cannot be reached when it is to be.

    The journal and the dates are read side by side in the report to the board, so they have to agree. Write what is
    true now, with rusctl milestone note, or set the date right.

    Bad:
        # today: 2020-02-20
        # file: config/process.toml
        [[milestone]]
        id = "council"
        title = { sv = "Regionfullmäktige beslutar" }
        date = 2020-02-18

        [[milestone.journal]]
        date = 2020-02-10
        level = "green"  # RUS417
        text = "Ärendet är berett"

    Good:
        # today: 2020-02-20
        # file: config/process.toml
        [[milestone]]
        id = "council"
        title = { sv = "Regionfullmäktige beslutar" }
        date = 2020-02-18

        [[milestone.journal]]
        date = 2020-02-10
        level = "green"
        text = "Ärendet är berett"

        [[milestone.journal]]
        date = 2020-02-19
        level = "red"
        text = "Mötet ställdes in; nytt möte i mars"
    """
    against = {problem.at.record: one.name for one, problem in facts.found or () if one.name in AGAINST}
    for milestone in facts.plan.milestones:
        judged = last_judged(milestone, facts.today)
        open_still = progress_on(milestone, facts.today) in (Progress.OPEN, Progress.POSTPONED)
        if judged and judged.level is Level.GREEN and milestone.id in against and open_still:
            text = msg(
                "{id} was judged green on {day}, and {rule} says otherwise; write how it stands: rusctl milestone note "
                "{id}",
                id=milestone.id,
                day=judged.date,
                rule=against[milestone.id],
            )
            yield Problem(judged.at.key("level"), text)


@rule(code="RUS418", name="judged-in-future", severity=Severity.WARNING)
def judged_in_future(facts: Facts) -> Iterator[Problem]:
    """An entry of a journal has a day that is to come, so it does not count yet.

    An entry is of the day it is said; most often the year was typed wrongly.

    Bad:
        # today: 2020-02-20
        # file: config/process.toml
        [[milestone]]
        id = "council"
        title = { sv = "Regionfullmäktige beslutar" }
        date = 2020-06-16

        [[milestone.journal]]
        date = 2021-02-10  # RUS418
        level = "yellow"
        text = "Yttrandet dröjer"

    Good:
        # today: 2020-02-20
        # file: config/process.toml
        [[milestone]]
        id = "council"
        title = { sv = "Regionfullmäktige beslutar" }
        date = 2020-06-16

        [[milestone.journal]]
        date = 2020-02-10
        level = "yellow"
        text = "Yttrandet dröjer"
    """
    for milestone in facts.plan.milestones:
        for one in milestone.journal:
            if one.date > facts.today:
                text = msg(
                    "{id}: the entry of {day} is to come and does not count yet; correct its day",
                    id=milestone.id,
                    day=one.date,
                )
                yield Problem(one.at.key("date"), text)
