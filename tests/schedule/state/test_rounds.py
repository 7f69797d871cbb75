"""What became of a milestone, as it could be known on each day."""

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from rusctl.model.durations import After
from rusctl.model.plan import Days, Earlier, Meeting, Milestone, Outcome, Plan, Progress, Window
from rusctl.model.rounds import before, before_any, between, with_rounds
from rusctl.schedule.state import rounds
from rusctl.schedule.state.milestones import Standing, standings
from rusctl.schedule.state.rounds import adopting, done_on, due_on, followed, last_meeting

OCTOBER = dt.date(2019, 10, 22)
TODAY = dt.date(2019, 11, 5)


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def on(text: str, last: str = "") -> Days:
    return Days(first=day(text), last=day(last or text))


def treated(outcome: Outcome | None, text: str = "2019-10-22", last: str = "", to_step: str = "") -> Meeting:
    return Meeting(first=day(text), last=day(last or text), outcome=outcome, to_step=to_step)


def stand(milestones: tuple[Milestone, ...], today: dt.date = TODAY) -> dict[str, Standing]:
    plan = Plan(milestones=with_rounds(milestones, ()))
    return {one.milestone.id: one for one in standings(plan, today)}


BOARD = Milestone(id="board", body="rs", when=on("2019-09-24"), done=on("2019-09-24"), baseline=day("2019-09-24"))
COUNCIL = Milestone(
    id="council",
    body="rf",
    when=on("2019-10-22"),
    done=on("2019-10-22"),
    baseline=OCTOBER,
    after=(After("board"),),
    meetings=(treated(Outcome.REFERRED_BACK, to_step="board"),),
)
REVIEW = Milestone(id="review", body="rf", after=(After("council"),))


def test_a_referral_back_is_no_decision_and_opens_the_steps_before_it_again() -> None:
    found = stand((BOARD, COUNCIL, REVIEW))
    council, board = found["council"], found["board"]
    assert (council.done, council.due, council.outcome) == (None, None, Outcome.REFERRED_BACK)
    assert (council.progress, council.waits_for) == (Progress.OPEN, ("board",))
    assert (board.done, board.due, board.again, board.open) == (None, None, OCTOBER, True)
    assert found["review"].waits_for == ("council",)


def test_before_the_meeting_nobody_knew() -> None:
    found = stand((BOARD, COUNCIL, REVIEW), day("2019-10-21"))
    assert (found["board"].done, found["board"].again) == (on("2019-09-24"), None)
    assert (found["council"].due, found["council"].outcome) == (on("2019-10-22"), None)


def test_the_new_round_is_done_anew_and_the_first_one_is_kept() -> None:
    board = replace(
        BOARD, when=on("2019-11-19"), done=on("2019-11-19"), earlier=(Earlier(when=BOARD.when, done=BOARD.done),)
    )
    council = replace(COUNCIL, when=on("2019-12-03"), done=None)
    found = stand((board, council), TODAY)
    assert (found["board"].done, found["board"].again) == (None, OCTOBER)
    assert found["council"].due == on("2019-12-03")
    later = stand((board, council), day("2019-11-20"))
    assert (later["board"].done, later["council"].waits_for) == (on("2019-11-19"), ())
    assert stand((board, council), day("2019-10-01"))["board"].done == on("2019-09-24")


def test_the_meeting_that_adopts_decides() -> None:
    council = replace(
        COUNCIL, done=None, meetings=(*COUNCIL.meetings, treated(Outcome.ADOPTED, "2019-12-03", "2019-12-04"))
    )
    assert done_on(council, day("2019-12-04")) == on("2019-12-03", "2019-12-04")
    assert done_on(council, day("2019-12-03")) is None
    assert last_meeting(council, TODAY) == COUNCIL.meetings[0]


@pytest.mark.parametrize("outcome", [Outcome.TABLED, Outcome.REJECTED, Outcome.REFERRED_BACK])
def test_only_what_is_adopted_is_done(outcome: Outcome) -> None:
    council = replace(COUNCIL, meetings=(treated(outcome),))
    found = stand((BOARD, council))
    assert (found["council"].progress, found["council"].outcome) == (Progress.OPEN, outcome)
    assert found["board"].done == on("2019-09-24")


def test_what_stands_as_done_after_a_meeting_that_did_not_adopt_is_done() -> None:
    assert done_on(replace(COUNCIL, done=on("2019-12-03")), day("2019-12-03")) == on("2019-12-03")


def test_a_meeting_to_come_over_two_days_is_when_it_is_due() -> None:
    council = Milestone(id="council", when=on("2019-12-03"), meetings=(treated(None, "2019-12-03", "2019-12-04"),))
    assert due_on(council, TODAY) == on("2019-12-03", "2019-12-04")


BOARD_2 = Milestone(id="board-2", body="rs", when=on("2019-11-19"), after=(After("council"),))
COUNCIL_2 = Milestone(id="council-2", body="rf", when=on("2019-12-03"), after=(After("board-2"),))
SENT_ON = replace(COUNCIL, meetings=(treated(Outcome.REFERRED_BACK, to_step="board-2"),))


def test_what_comes_after_follows_the_step_in_which_the_matter_goes_on() -> None:
    found = stand((BOARD, SENT_ON, BOARD_2, COUNCIL_2, REVIEW))
    assert (found["council"].open, found["council"].goes_on) == (False, "council-2")
    assert found["board-2"].waits_for == ()
    assert found["review"].waits_for == ("council-2",)
    assert found["board"].done == on("2019-09-24")


def test_a_matter_is_followed_through_two_referrals_and_only_from_their_days_on() -> None:
    council_2 = replace(COUNCIL_2, meetings=(treated(Outcome.REFERRED_BACK, "2019-12-03", to_step="board-3"),))
    board_3 = Milestone(id="board-3", body="rs", after=(After("council-2"),))
    council_3 = Milestone(id="council-3", body="rf", after=(After("board-3"),))
    plan = Plan(milestones=with_rounds((BOARD, SENT_ON, BOARD_2, council_2, board_3, council_3, REVIEW), ()))
    assert adopting(plan, "council", day("2019-10-21")) == "council"
    assert adopting(plan, "council", TODAY) == "council-2"
    assert adopting(plan, "council", day("2019-12-03")) == "council-3"
    review = {one.id: one for one in followed(plan, day("2019-12-03")).milestones}["review"]
    assert review.after == (After("council-3"),)


POSTPONED = Milestone(
    id="opens",
    baseline=day("2020-03-31"),
    postponed=day("2020-03-27"),
    reason="pandemin",
    earlier=(Earlier(when=on("2020-03-31"), reason="pandemin"),),
)


def test_what_is_postponed_has_no_day_and_its_first_promise_is_not_the_day_that_holds() -> None:
    (found,) = stand((POSTPONED,), day("2020-03-27")).values()
    assert (found.due, found.days_left, found.slip_days, found.overdue) == (None, None, None, False)
    assert (found.progress, found.since) == (Progress.POSTPONED, day("2020-03-27"))
    (before,) = stand((POSTPONED,), day("2020-03-26")).values()
    assert (before.due, before.progress) == (on("2020-03-31"), Progress.OPEN)


def test_a_date_that_was_given_up_with_nothing_in_its_place_is_a_postponement_too() -> None:
    by_hand = replace(POSTPONED, postponed=None, reason="")
    (found,) = stand((by_hand,), day("2020-03-27")).values()
    assert (found.due, found.progress, found.since) == (None, Progress.POSTPONED, None)
    moved = replace(by_hand, when=Window(first=day("2020-09-01"), last=day("2020-09-30")))
    (found,) = stand((moved,), day("2020-03-27")).values()
    assert found.progress is Progress.OPEN


def test_what_was_given_up_is_not_waited_for_and_never_late() -> None:
    given_up = Milestone(id="opens", when=on("2020-03-31"), given_up=day("2020-04-02"), reason="RS 2020/12")
    after = Milestone(id="closes", after=(After("opens"),))
    found = stand((given_up, after), day("2020-05-01"))
    assert (found["opens"].open, found["opens"].overdue, found["opens"].progress) == (False, False, Progress.GIVEN_UP)
    assert found["closes"].waits_for == ()
    assert stand((given_up, after), day("2020-04-01"))["opens"].overdue


class Counted(dict[str, Milestone]):
    """Records by id that count how often one is looked up."""

    asked = 0

    def get(self, key: str, default: Any = None) -> Any:
        self.asked += 1
        return super().get(key, default)

    def __getitem__(self, key: str) -> Milestone:
        self.asked += 1
        return super().__getitem__(key)


@pytest.mark.parametrize("count", [20, 400])
def test_a_referral_back_in_a_long_plan_looks_at_each_step_but_a_few_times(count: int) -> None:
    steps = Counted(
        {f"m{number}": Milestone(id=f"m{number}", after=(After(f"m{number - 1}"),)) for number in range(count)}
    )
    found = between("m3", f"m{count - 1}", steps)
    assert found == {f"m{number}" for number in range(3, count - 1)}
    assert steps.asked <= 2 * count + 2


def test_what_became_of_a_milestone_is_worked_out_once_for_all_that_wait_for_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[str] = []
    once = rounds.state_on

    def counted(one: Milestone, today: dt.date) -> rounds.RoundState:
        asked.append(one.id)
        return once(one, today)

    monkeypatch.setattr(rounds, "state_on", counted)
    waiting = tuple(Milestone(id=f"m{number}", after=(After("council"),)) for number in range(9))
    stand((BOARD, COUNCIL, *waiting))
    assert sorted(asked) == sorted(["board", "council", *(one.id for one in waiting)])


def test_all_that_something_comes_after_in_one_step_or_several() -> None:
    after = {"a": "", "b": "a gone", "c": "b", "d": "b a", "e": "d c", "f": ""}
    steps = {name: Milestone(id=name, after=tuple(map(After, names.split()))) for name, names in after.items()}
    assert {name: "".join(sorted(before(name, steps) - {"gone"})) for name in steps} == {
        "a": "",
        "b": "a",
        "c": "ab",
        "d": "ab",
        "e": "abcd",
        "f": "",
    }
    assert before("b", steps) == {"a", "gone"}
    assert before_any(["c", "f", "unknown"], steps) == {"a", "b", "gone"}
    round_and_round = {"a": Milestone(id="a", after=(After("b"),)), "b": Milestone(id="b", after=(After("a"),))}
    assert before("a", round_and_round) == {"a", "b"}
