"""Answers that are missing before a board's papers go out: from which day it is said, and of what."""

import datetime as dt
from dataclasses import replace

import pytest

from rusctl.checks.consulted import answer_missing
from rusctl.language.catalogue import Language
from rusctl.model.consulted import ConsultationStanding
from rusctl.model.people import RegisterSummary
from rusctl.storage.plan import read_plan
from tests.checks.conftest import PROCESS

PLAN = """
[[body]]
id = "styrelsen"
name = "Regionstyrelsen"
kind = "board"

[[milestone]]
id = "before"
title = "Regionstyrelsen skickar ut remissen"
body = "styrelsen"
date = 2019-04-01

[[milestone]]
id = "opens"
title = "Remissen öppnar"
date = 2019-05-01

[[milestone]]
id = "closes"
title = "Remissen stänger"
date = 2019-09-15

[[milestone]]
id = "proposal"
title = "Förslaget behandlas"
body = "styrelsen"
date = 2019-11-04

[[milestone]]
id = "later"
title = "Styrelsen följer upp"
body = "styrelsen"
date = 2020-02-03
"""
PAPERS = """
[[lead]]
id = "papers"
title = "Handlingarna skickas"
body = "styrelsen"
before = "10 dagar"
"""
MISSING = ConsultationStanding(id="remiss", replies=2, split=2, comments=3, approved=1)
UNSPLIT = ConsultationStanding(id="remiss", replies=2, split=1)
READY = ConsultationStanding(id="remiss", replies=2, split=2, comments=3, approved=3)


def found(standing: ConsultationStanding, today: str, *, days: int | None = None, papers: str = PAPERS) -> list[str]:
    own = f"answer_days = {days}\n" if days is not None else ""
    texts = {
        "events.toml": "",
        "config/process.toml": PROCESS.decode() + PLAN,
        "config/deadlines.toml": papers,
        "config/consultations.toml": f'[[consultation]]\nid = "remiss"\nopens = "opens"\ncloses = "closes"\n{own}',
    }
    loaded = read_plan({name: text.encode() for name, text in texts.items()})
    facts = replace(
        loaded.facts(dt.date.fromisoformat(today)), register=RegisterSummary(persons=0, consultations=(standing,))
    )
    return [Language("en").text(one.message, iso=True) for one in answer_missing.find(facts)]


@pytest.mark.parametrize(
    ("today", "days", "papers", "says"),
    [
        ("2019-10-10", None, PAPERS, False),  # the papers go out on Friday 25 October, 15 days later
        ("2019-10-11", None, PAPERS, True),
        ("2019-10-24", 0, PAPERS, False),
        ("2019-10-25", 0, PAPERS, True),
        ("2019-11-04", None, PAPERS, True),
        ("2019-11-05", None, PAPERS, False),  # the board has met
        ("2019-10-20", None, "", False),  # no lead time: 15 days before the meeting
        ("2019-10-21", None, "", True),
    ],
)
def test_it_is_said_from_so_many_days_before_the_papers(today: str, days: int | None, papers: str, says: bool) -> None:
    assert bool(found(MISSING, today, days=days, papers=papers)) is says


def test_it_names_what_is_missing_and_the_day() -> None:
    day = "2019-10-25"
    assert found(MISSING, "2019-10-20") == [
        f"2 comments of remiss have no answer; the papers of Förslaget behandlas are to go out {day}"
    ]
    assert found(UNSPLIT, "2019-10-20") == [
        f"1 reply of remiss may hold more comments; the papers of Förslaget behandlas are to go out {day}"
    ]
    assert found(READY, "2019-10-20") == []
    assert found(MISSING, "2019-10-30", papers="") == [
        "2 comments of remiss have no answer; Förslaget behandlas is on 2019-11-04"
    ]
