"""Changing events.toml: proposed and proved, then written as it was proposed, or not at all."""

import datetime as dt
from typing import Any

import pytest

from rusctl.errors import ConflictError, PolicyError, RusctlError
from rusctl.model.plan import Days, Hours, Window
from rusctl.services.planning import change_events
from rusctl.services.planning.change_events import Proposal, difference, when_edits, when_table
from rusctl.services.project import Project
from rusctl.storage.files import journal
from rusctl.storage.files.names import EVENTS
from rusctl.storage.toml.edits import Append, Delete, Set
from tests.services.conftest import change, said

DAY = dt.date(2018, 12, 3)
CONFIRM = Set(("event", 5, "status"), "confirmed")
START, END = dt.datetime(2018, 12, 3, 9), dt.datetime(2018, 12, 3, 12)  # noqa: DTZ001 - local times


def octets(project: Project) -> bytes:
    return (project.folder.path / EVENTS).read_bytes()


def test_a_proposal_changes_its_key_and_writes_nothing(tour: Project) -> None:
    before = octets(tour)
    proposal = change_events.propose(tour, [CONFIRM])
    assert proposal.old == before == octets(tour)
    old = b'date = 2018-11-26\nstatus = "tentative"'
    assert before.count(old) == 1
    assert proposal.new == before.replace(old, b'date = 2018-11-26\nstatus = "confirmed"')
    assert proposal.data["event"][5]["status"] == "confirmed"
    assert not proposal.same
    assert [line for line in proposal.difference.splitlines() if line[0] in "+-"] == [
        "--- events.toml",
        "+++ events.toml",
        '-status = "tentative"',
        '+status = "confirmed"',
    ]


def test_a_proposal_of_what_stands_there_is_the_same(tour: Project) -> None:
    proposal = change_events.propose(tour, [Set(("event", 5, "status"), "tentative")])
    assert (proposal.same, proposal.difference) == (True, "")


def test_what_is_not_there_cannot_be_changed(tour: Project) -> None:
    with pytest.raises(RusctlError):
        change_events.propose(tour, [Delete(("event", 99))])
    (tour.folder.path / EVENTS).write_text("event = []\n", encoding="utf-8")
    with pytest.raises(PolicyError):
        change_events.propose(tour.again(), [Append(("event",), {"id": "x"})])
    (tour.folder.path / EVENTS).write_text("no TOML", encoding="utf-8")
    with pytest.raises(RusctlError, match="missing = after the key"):
        change_events.propose(tour.again(), [CONFIRM])


def test_the_project_after_it_has_the_plan_as_it_would_be(tour: Project) -> None:
    after = change_events.after(tour, change_events.propose(tour, [CONFIRM]))
    status = [[one.status.value for one in project.plan.events if one.id == "norberg"] for project in (tour, after)]
    assert status == [["tentative"], ["confirmed"]]
    assert after.loaded == change_events.after(tour, change_events.propose(tour, [CONFIRM])).loaded
    assert (after.plan.process, after.folder) == (tour.plan.process, tour.folder)


def test_what_was_proposed_is_written_and_can_be_undone(tour: Project) -> None:
    tour.command = ("event", "confirm", "norberg")
    before = octets(tour)
    proposal = change_events.propose(tour, [CONFIRM])
    assert change_events.carry_out(tour, proposal, {"norberg"}) == ()
    assert octets(tour) == proposal.new
    (entry,) = journal.entries(tour.folder.path)
    assert tuple(entry.command) == tour.command
    journal.undo(tour.folder.path, ("undo",), dt.datetime.now(dt.UTC))
    assert octets(tour) == before


def test_what_the_check_says_of_the_changed_events_is_given_back_and_of_no_others(tour: Project) -> None:
    saturday = Set(("event", 5, "date"), dt.date(2018, 12, 8))
    other = Set(("event", 6, "date"), dt.date(2018, 12, 9))
    proposal = change_events.propose(tour, [saturday, other])
    found = [said(one) for one in change_events.carry_out(tour, proposal, {"norberg"})]
    assert found == ["warning: norberg is on a weekend, 2018-12-08; choose a working day [weekend]"]


def test_a_clash_that_stands_at_the_other_event_is_said_too(tour: Project) -> None:
    for name in ("sala", "norberg"):
        change(
            tour.folder.path, EVENTS, f'municipality = "{name}"', f'municipality = "{name}"\ncrew = ["projektledare"]'
        )
    proposal = change_events.propose(tour, [Set(("event", 0, "date"), dt.date(2018, 11, 26))])
    found = [said(one) for one in change_events.carry_out(tour, proposal, {"sala"})]
    expected = (
        "warning: sala (2018-11-26) and norberg (2018-11-26) are on the same day and share projektledare, and not both "
        "have times"
    )
    assert [text.partition(";")[0] for text in found if "crew-clash" in text] == [expected]


def test_what_somebody_has_changed_meanwhile_stands(tour: Project) -> None:
    proposal = change_events.propose(tour, [CONFIRM])
    change(tour.folder.path, EVENTS, 'id = "sala"', 'id = "sala-2"')
    theirs = octets(tour)
    with pytest.raises(ConflictError) as caught:
        change_events.carry_out(tour, proposal, {"norberg"})
    assert (octets(tour), caught.value.exit_code) == (theirs, 4)
    with pytest.raises(ConflictError):
        change_events.write(tour, proposal.new, proposal.old)
    assert journal.entries(tour.folder.path) == ()


def test_write_puts_the_octets_there_as_they_are(tour: Project) -> None:
    before = octets(tour)
    change_events.write(tour, before + b"# end\n", before)
    assert octets(tour) == before + b"# end\n"


def lines(*texts: str) -> bytes:
    return "".join(f"{text}\n" for text in texts).encode()


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        (lines(*"abcdefghi"), lines(*"abcdXfghi"), [" b", " c", " d", "-e", "+X", " f", " g", " h"]),
        (lines(*"abcde"), lines(*"abcdef"), [" c", " d", " e", "+f"]),
        (lines(*"abcde"), lines(*"bcde"), ["-a", " b", " c", " d"]),
        (lines(*"aaaa"), lines(*"aaa"), [" a", " a", " a", "-a"]),
        (b"", b"a\n", ["+a"]),
        (b"\xef\xbb\xbfa\n", b"\xef\xbb\xbfb\x1b\n", ["-a", "+b\\u001b"]),
    ],
)
def test_a_difference_shows_three_lines_around(old: bytes, new: bytes, shown: list[str]) -> None:
    assert difference(old, new, "a.toml").splitlines()[2:] == shown
    assert difference(old, new, "a.toml").startswith("--- a.toml\n+++ a.toml\n")
    assert Proposal(old, new, {}).difference == difference(old, new, EVENTS)
    assert difference(old, old) == ""


@pytest.mark.parametrize(
    ("when", "table"),
    [
        (Hours(start=START, end=END), {"start": START, "end": END}),
        (Days(first=DAY, last=DAY), {"date": DAY}),
        (Days(first=DAY, last=DAY.replace(day=4)), {"start": DAY, "end": DAY.replace(day=4)}),
        (Window(first=DAY, last=DAY), {"window": {"from": DAY, "to": DAY}}),
        (Window(first=DAY, last=DAY, text="då"), {"window": {"from": DAY, "to": DAY, "text": "då"}}),
    ],
)
def test_a_date_has_its_keys(when: Days | Hours | Window, table: dict[str, Any]) -> None:
    assert when_table(when) == table
    assert list(when_table(when)) == list(table)


def test_a_date_takes_the_place_of_the_one_there_is(tour: Project) -> None:
    event = tour.plan.events[5]
    route = ("event", 5)
    days = Days(first=DAY, last=DAY)
    assert when_edits(event, {"id": "norberg", "date": DAY}, days) == [Set((*route, "date"), DAY, after="date")]
    assert when_edits(event, {"id": "norberg", "date": DAY}, Hours(start=START, end=END)) == [
        Set((*route, "start"), START, after="date"),
        Set((*route, "end"), END, after="start"),
        Delete((*route, "date")),
    ]
    assert when_edits(event, {"start": START, "end": END}, days) == [
        Set((*route, "date"), DAY, after="start"),
        Delete((*route, "start")),
        Delete((*route, "end")),
    ]


@pytest.mark.parametrize(
    ("table", "anchor"),
    [
        ({"id": "a", "kind": "b", "title": "c", "municipality": "d"}, "municipality"),
        ({"id": "a", "kind": "b", "title": "c"}, "title"),
        ({"id": "a", "kind": "b"}, "kind"),
        ({"id": "a"}, "id"),
        ({"venue": "x"}, ""),
    ],
)
def test_the_first_date_comes_after_what_the_event_is(tour: Project, table: dict[str, object], anchor: str) -> None:
    event = tour.plan.events[5]
    assert when_edits(event, table, Days(first=DAY, last=DAY)) == [Set(("event", 5, "date"), DAY, after=anchor)]
