"""What a referral back opens again, and what comes after all events of a kind, as a folder is read."""

import datetime as dt

from rusctl.model.plan import Days, Milestone, Outcome, Plan
from rusctl.storage.files.names import EVENTS, PROCESS
from rusctl.storage.plan import read_plan

HEAD = (
    'name = "RUS"\nregion = "Region"\ntimezone = "Europe/Stockholm"\nuid_domain = "rus.example"\n'
    "period = { from = 2018-01-01, to = 2019-12-31 }\n"
)
OCTOBER = dt.date(2019, 10, 22)


def plan(process: str, events: str = "") -> Plan:
    read = read_plan({PROCESS: (HEAD + process).encode(), EVENTS: events.encode()})
    assert read.faults == ()
    return read.plan


def step(name: str, *after: str, more: str = "") -> str:
    return f'[[milestone]]\nid = "{name}"\ntitle = "{name}"\nafter = {list(after)}\n{more}'


def referred(to_step: str) -> str:
    return f'[[milestone.meeting]]\nfrom = {OCTOBER}\noutcome = "referred-back"\nto_step = "{to_step}"\n'


def by_id(read: Plan) -> dict[str, Milestone]:
    return {one.id: one for one in read.milestones}


def event(name: str, status: str = "planned") -> str:
    return f'[[event]]\nid = "{name}"\nkind = "dialog"\nstatus = "{status}"\n'


def test_a_referral_back_opens_the_step_and_all_between() -> None:
    steps = by_id(
        plan(
            step("draft")
            + step("opens", "draft")
            + step("closes", "opens")
            + step("beside", "draft")
            + step("board", "closes")
            + step("council", "board", "beside", more=referred("closes"))
            + step("review", "council")
        )
    )
    assert {name for name, one in steps.items() if one.reopened == (OCTOBER,)} == {"closes", "board"}
    assert all(not one.goes_on for one in steps.values())
    (meeting,) = steps["council"].meetings
    assert (meeting.first, meeting.last, meeting.outcome) == (OCTOBER, OCTOBER, Outcome.REFERRED_BACK)


def test_a_matter_goes_on_in_the_next_step_of_the_same_body_where_the_plan_has_written_one() -> None:
    council = 'body = "council"\n'
    steps = by_id(
        plan(
            '[[body]]\nid = "council"\nname = "C"\n'
            + step("board")
            + step("council", "board", more=council + referred("board-2"))
            + step("board-2", "council")
            + step("review", "council", more=council)
            + step("council-3", "council-2", more=council)
            + step("council-2", "board-2", more=council)
        )
    )
    assert steps["council"].goes_on == "council-2"
    assert all(one.reopened == () for one in steps.values())


def test_what_comes_after_a_kind_comes_after_each_event_of_it_that_is_not_cancelled() -> None:
    events = event("sala", "cancelled") + event("sala-2") + event("norberg")
    (ready,) = plan(step("ready", "norberg", more='after_kinds = ["dialog"]\n'), events).milestones
    assert [one.id for one in ready.after] == ["norberg", "sala-2"]


def test_what_was_done_before_it_was_opened_again_is_kept() -> None:
    (board,) = plan(step("board", more="[[milestone.earlier]]\ndate = 2019-09-23\ndone = 2019-09-24\n")).milestones
    assert board.earlier[0].done == Days(first=dt.date(2019, 9, 24), last=dt.date(2019, 9, 24))
