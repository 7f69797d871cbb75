"""The rules about the network: what they say, and when they are silent."""

import pytest

from tests.checks.conftest import Ask

BOARD = '[[milestone]]\nid = "board"\ntitle = "Styrelsen"\n'
COUNCIL = '[[milestone]]\nid = "council"\ntitle = "Fullmäktige"\n'
PROCESS = (
    'name = "S"\nregion = "R"\ntimezone = "Europe/Stockholm"\nuid_domain = "rus.example.org"\n'
    "period = { from = 2018-01-01, to = 2020-12-31 }\n"
)


def process(*milestones: str) -> str:
    return PROCESS + "\n".join(milestones)


def test_a_contradiction_names_each_row_with_its_file_and_line(ask: Ask) -> None:
    text = process(
        f"{BOARD}not_before = 2020-02-03\n",
        f'{COUNCIL}after = [{{ id = "board", gap = "3 weeks" }}]\nnot_after = 2020-02-18\n',
    )
    assert ask("contradiction", process=text) == [
        (
            15,
            (
                "council can be on 2020-02-24 at the earliest, and 2020-02-18 is its last day; these cannot all hold: "
                "board is not before 2020-02-03 (config/process.toml:9), "
                "council comes at least 3 weeks after board (config/process.toml:14), "
                "council is not after 2020-02-18 (config/process.toml:15)"
            ),
        )
    ]


def test_a_contradiction_over_two_files(ask: Ask) -> None:
    events = '[[event]]\nid = "sala"\nkind = "dialog"\nstatus = "confirmed"\nstart = 2019-01-14\nend = 2019-01-15\n'
    text = process(
        f'{BOARD}after = ["sala"]\nduration = "2 weeks"\nwindow = {{ from = 2019-01-07, to = 2019-01-25 }}\n'
    )
    ((line, said),) = ask("contradiction", process=text, events=events)
    assert line == 11
    assert said.endswith(
        "sala is set for 2019-01-14/2019-01-15 (events.toml:6), board comes after sala (config/process.toml:9), "
        "board takes 2 weeks (config/process.toml:10), board is set for 2019-01-07/2019-01-25 (config/process.toml:11)"
    )


def test_a_promise_that_its_chain_breaks_names_the_chain(ask: Ask) -> None:
    compiled = '[[milestone]]\nid = "compiled"\ntitle = "Svaren"\n'
    text = process(
        compiled,
        f'{BOARD}after = [{{ id = "compiled", gap = "2 weeks" }}]\n',
        f'{COUNCIL}baseline = 2018-12-03\nafter = [{{ id = "board", gap = "2 weeks" }}]\n',
    )
    assert ask("promise-too-early", process=text) == [
        (
            18,
            "council is promised for 2018-12-03, and can be on 2018-12-06 at the earliest: compiled > board > council",
        )
    ]
    assert ask("promise-too-early", process=text, today="2018-12-04") == []  # overdue is another finding


def test_what_the_order_or_a_contradiction_tells_is_not_told_again(ask: Ask) -> None:
    text = process(f"{BOARD}date = 2020-05-20\n", f'{COUNCIL}date = 2020-02-18\nafter = ["board"]\n')
    assert len(ask("after-order", process=text)) == 1
    assert ask("promise-too-early", process=text) == []
    text = process(f"{BOARD}date = 2020-05-20\nnot_after = 2020-05-01\n")
    assert len(ask("contradiction", process=text)) == 1
    assert ask("promise-too-early", process=text) == []


def test_a_limit_may_break_a_promise_too(ask: Ask) -> None:
    text = process(f"{COUNCIL}date = 2020-02-18\nnot_before = 2020-03-01\n")
    assert ask("promise-too-early", process=text) == [
        (9, "council is promised for 2020-02-18, and can be on 2020-03-02 at the earliest: council")
    ]


def test_how_little_slack_is_too_little_is_the_folder_s_own(ask: Ask) -> None:
    text = process(BOARD, f'{COUNCIL}date = 2018-11-15\nafter = ["board"]\n')
    said = (
        "at most 7 days of slack are left before 2018-11-15, and some steps have no day, on the chain: board > council"
    )
    assert ask("little-slack", process=text) == [(13, said)]
    assert ask("little-slack", process=text, checks="slack_days = 7\n") == []
    assert ask("little-slack", process=text, checks="slack_days = 8\n") == [(13, said)]
    assert ask("little-slack", process=process(f"{COUNCIL}date = 2018-11-09\n")) == []  # nothing waits for anything


def test_a_review_after_the_decision_hides_no_little_slack(ask: Ask) -> None:
    """Region Jönköpings län's plan: the board one day before the council, and a review three years later."""
    body = 'body = "regionfullmaktige"\n'
    text = process(
        '[[body]]\nid = "regionfullmaktige"\nname = "RF"\nkind = "council"\n',
        f"{BOARD}date = 2019-09-24\n",
        f'{COUNCIL}{body}date = 2019-09-25\nafter = ["board"]\n',
        COUNCIL.replace("council", "review")
        + f'{body}window = {{ from = 2022-01-01, to = 2022-08-31 }}\nafter = ["council"]\n',
    )
    (found,) = ask("little-slack", process=text, today="2019-08-01")
    assert found[1] == "1 day of slack is left before 2019-09-25 on the critical path: board > council"
    late = text.replace("2019-09-25", "2019-11-25")
    assert ask("little-slack", process=late, today="2019-08-01") == []
    other = f'{late}\n{COUNCIL.replace("council", "brochure")}date = 2019-09-26\nafter = ["board"]\n'
    (found,) = ask("little-slack", process=other, today="2019-08-01")
    assert found[1] == "2 days of slack are left before 2019-09-26 on the chain: board > brochure"


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (
            "not_after = 2018-11-07",
            "was to be by 2018-11-07, and that day has passed; write when it was done, or another last day",
        ),
        ("not_after = 2018-11-08", ""),
        ("not_after = 2018-11-07\ndone = 2018-11-07", ""),
        (
            'not_after = 2018-11-20\nduration = "20 workdays"',
            "can be on 2018-12-06 at the earliest, and 2018-11-20 is its last day: council",
        ),
        ("not_after = 2018-11-20\nnot_before = 2018-11-21", ""),  # a contradiction, which another rule tells
    ],
)
def test_a_last_day_that_has_passed_or_cannot_be_reached_is_found(ask: Ask, lines: str, said: str) -> None:
    text = process(f"{COUNCIL}{lines}\n")
    found = ask("last-day-out-of-reach", process=text)
    assert [words for _, words in found] == ([f"council {said}"] if said else [])


def test_an_event_that_had_its_day_in_time_has_not_missed_its_last_day(ask: Ask) -> None:
    event = '[[event]]\nid = "e"\nkind = "k"\nstatus = "confirmed"\nnot_after = 2018-11-05\n'
    assert ask("last-day-out-of-reach", events=f"{event}date = 2018-11-05\n") == []
    assert [line for line, _ in ask("last-day-out-of-reach", events=event)] == [5]


def test_the_days_of_a_consultation_count_in_the_chain(ask: Ask) -> None:
    opens, closes = COUNCIL.replace("council", "opens"), COUNCIL.replace("council", "closes")
    text = process(opens, closes, f'{COUNCIL}date = 2019-02-05\nafter = ["closes"]\n')
    days = '[[consultation]]\nopens = "opens"\ncloses = "closes"\ndays = {}\n'
    assert ask("promise-too-early", process=text, checks=days.format(90)) == []
    assert ask("promise-too-early", process=text, checks=days.format(91))[0][1] == (
        "council is promised for 2019-02-05, and can be on 2019-02-06 at the earliest: opens > closes > council"
    )
    planned = text.replace('id = "closes"\n', 'id = "closes"\ndate = 2019-01-15\n')
    assert ask("promise-too-early", process=planned, checks=days.format(90)) != []  # closes after 90 days from today


def test_an_owner_is_asked_for_once_any_milestone_has_one(ask: Ask) -> None:
    assert ask("milestone-without-owner", process=process(BOARD, COUNCIL)) == []
    owned = process(f'{BOARD}owner = "projektledare"\n', COUNCIL, f"{COUNCIL}".replace("council", "later"))
    assert [line for line, _ in ask("milestone-without-owner", process=owned)] == [12, 16]
    done = process(f'{BOARD}owner = "projektledare"\n', f"{COUNCIL}done = 2018-11-07\n")
    assert ask("milestone-without-owner", process=done) == []
    assert len(ask("milestone-without-owner", process=done, today="2018-11-06")) == 1
    misspelt = process(f'{BOARD}owner = "projektledare"\n', f'{COUNCIL}ower = "registrator"\n')
    assert ask("milestone-without-owner", process=misspelt) == []
