"""The deadlines round a meeting in calendars: all-day entries whose UIDs stay the same and are nobody else's."""

from pathlib import Path

import icalendar
import pytest

from tests.conftest import Run


def entries(text: str) -> dict[str, icalendar.Component]:
    return {str(one["UID"]): one for one in icalendar.Calendar.from_ical(text).walk("VEVENT")}


@pytest.mark.usefixtures("project")
def test_the_deadlines_of_the_council_s_decision(rusctl: Run) -> None:
    result = rusctl("export", "--deadlines", "--today", "2018-11-08")
    found = {uid: one for uid, one in entries(result.out).items() if "." in uid.partition("@")[0]}
    assert {uid.partition("@")[0]: one.decoded("DTSTART").isoformat() for uid, one in found.items()} == {
        "council.notice": "2020-02-11",
        "council.summons": "2020-02-11",
        "council.board": "2020-02-17",
        "council.adjusted": "2020-03-03",
        "council.announced": "2020-03-05",
        "council.appeal": "2020-03-26",
        "council.force": "2020-03-27",
    }
    summons = found["council.summons@rus2030.regionvastmanland.se"]
    assert str(summons["SUMMARY"]) == "Sista dag: Ledamöterna kallade – Regionfullmäktige beslutar"
    assert str(summons["DESCRIPTION"]) == "5 kap. 15 § kommunallagen (2017:725) (lydelsen gäller från mån 1 jan. 2018)"
    assert str(found["council.appeal@rus2030.regionvastmanland.se"]["SUMMARY"]).startswith("Sista dag att överklaga – ")


@pytest.mark.usefixtures("project")
def test_without_being_asked_there_are_none_and_the_uids_stay_when_the_day_moves(rusctl: Run) -> None:
    assert not [uid for uid in entries(rusctl("export").out) if "." in uid.partition("@")[0]]
    before, after = (
        set(entries(rusctl("export", "--deadlines", "--today", today).out)) for today in ("2018-11-08", "2020-06-16")
    )
    assert {uid for uid in before if "." in uid.partition("@")[0]} <= after


def test_the_region_s_own_lead_times_are_there_too(project: Path, rusctl: Run) -> None:
    (project / "config/deadlines.toml").write_text(
        '[[lead]]\nid = "papers"\nbody = "regionfullmaktige"\nbefore = "11 dagar"\n'
        'title = { sv = "Handlingarna skickas", en = "The papers are sent" }\n',
        encoding="utf-8",
    )
    papers = entries(rusctl("export", "--deadlines").out)["council.papers@rus2030.regionvastmanland.se"]
    assert papers.decoded("DTSTART").isoformat() == "2020-02-07"
    assert str(papers["SUMMARY"]) == "Sista dag: Handlingarna skickas – Regionfullmäktige beslutar"
    assert str(papers["DESCRIPTION"]) == "Regionens egen ledtid: 11 dagar"


def test_each_is_a_file_of_its_own_where_that_is_asked_for(project: Path, rusctl: Run) -> None:
    assert rusctl("export", "--deadlines", "--split", "--output", "out").code == 0
    assert (project / "out/council.summons.ics").exists()
