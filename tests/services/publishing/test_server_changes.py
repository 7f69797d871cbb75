"""What is said of each event on a server: what would be done, how it ended, and both sides of a conflict."""

import datetime as dt
from dataclasses import replace

from rusctl.calendar.ics.entry import Entry, Feed
from rusctl.calendar.ics.verify import calendar_bytes
from rusctl.calendar.server.deliver import End, EntryDelivery
from rusctl.calendar.server.sync import DesiredEntry, SyncAction, SyncKind
from rusctl.language.message import msg
from rusctl.model.ledger import PublishedEntry
from rusctl.model.plan import Days, Hours
from rusctl.services.publishing.server_changes import LONGEST, ServerChanges, ServerLine
from tests.services.conftest import said

STAMP = dt.datetime(2018, 11, 1, tzinfo=dt.UTC)
DAY = dt.date(2018, 11, 26)
UID = "norberg@plan.example.org"
ENTRY = Entry(
    uid=UID,
    when=Days(first=DAY, last=DAY),
    summary="Kommundialog Norberg",
    status="TENTATIVE",
    transp="TRANSPARENT",
    busystatus="TENTATIVE",
    created=STAMP,
    modified=STAMP,
    description="Ett\nTvå",
)
TOLD = PublishedEntry(
    uid=UID, sequence=0, fingerprint="", created=STAMP, modified=STAMP, status="TENTATIVE", title="Kommundialog Norberg"
)
CHANGES = ServerChanges({UID: TOLD}, "gruppen", "Europe/Stockholm")
EVENT = "Kommundialog Norberg (norberg)"
OVERWRITE = (
    "  take it over into the plan, or put the plan's in its place: rusctl publish --to gruppen --overwrite norberg"
)


def octets(entry: Entry) -> bytes:
    return calendar_bytes(Feed(name="", entries=(entry,), method=""))


def step(kind: SyncKind, theirs: bytes | None = None, ours: bytes | None = None, uid: str = UID) -> SyncAction:
    wanted = DesiredEntry(uid, "/n.ics", 0, ours) if ours is not None else None
    return SyncAction(kind=kind, uid=uid, path="/n.ics", wanted=wanted, theirs=theirs)


def texts(*lines: ServerLine) -> list[str]:
    return ["  " * one.below + said(one.message) for one in lines]


def changed(**values: object) -> list[str]:
    """Give what is said of a change from the entry to the same with other values."""
    new = octets(replace(ENTRY, **values))  # type: ignore[arg-type]
    first, *rest = texts(*CHANGES.planned(step(SyncKind.CHANGE, octets(ENTRY), new)))
    assert first == f"{EVENT}: would be changed"
    return rest


def test_an_event_is_called_by_its_title_and_its_id() -> None:
    assert CHANGES.event(UID) == EVENT
    assert CHANGES.event("other@plan.example.org") == "other"


def test_what_would_be_done_and_what_was_done() -> None:
    kinds = (SyncKind.CREATE, SyncKind.RESTORE, SyncKind.CHANGE, SyncKind.DELETE, SyncKind.FORGET, SyncKind.SAME)
    assert texts(*(line for kind in kinds for line in CHANGES.planned(step(kind)))) == [
        f"{EVENT}: would be put into the calendar",
        f"{EVENT}: is gone from the calendar, and would be put back",
        f"{EVENT}: would be changed",
        f"{EVENT}: would be deleted",
        f"{EVENT}: is gone from the calendar already",
    ]
    assert texts(*(line for kind in kinds for line in CHANGES.ended(EntryDelivery(step(kind), End.DONE)))) == [
        f"{EVENT}: put into the calendar",
        f"{EVENT}: was gone from the calendar, and was put back",
        f"{EVENT}: changed",
        f"{EVENT}: deleted",
        f"{EVENT}: was gone from the calendar already",
    ]


def test_a_change_is_said_field_by_field() -> None:
    hours = Hours(start=dt.datetime(2018, 12, 3, 9), end=dt.datetime(2018, 12, 3, 12))  # noqa: DTZ001 - local times
    assert changed(when=hours) == ["  when: 2018-11-26 becomes 2018-12-03T09:00:00/2018-12-03T12:00:00"]
    assert changed(summary="Dialog", location="Aulan", url="https://example.org/") == [
        '  title: "Kommundialog Norberg" becomes "Dialog"',
        '  place: "Aulan" is added',
        '  link: "https://example.org/" is added',
    ]
    assert changed(status="CONFIRMED", transp="OPAQUE", busystatus="BUSY") == ["  status: tentative becomes confirmed"]
    assert changed(description="Ett\nTre") == ['  text: "Två" becomes "Tre"']
    assert changed(description="Ett") == ['  text: "Två" is taken out']
    assert changed(description="") == ['  text: "Ett Två" is taken out']


def test_what_only_follows_from_the_rest_is_said_where_there_is_nothing_else() -> None:
    assert changed(transp="OPAQUE") == ['  shown as busy or free: "TRANSPARENT" becomes "OPAQUE"']
    assert changed(sequence=3) == []  # which version it is is nothing that people see
    assert changed(sequence=3, location="Aulan") == ['  place: "Aulan" is added']


def test_a_long_text_is_cut() -> None:
    assert changed(location="x" * LONGEST) == [f'  place: "{"x" * LONGEST}" is added']
    assert changed(location="x" * (LONGEST + 1)) == [f'  place: "{"x" * LONGEST}…" is added']


def test_a_status_and_a_field_that_rusctl_does_not_write() -> None:
    theirs = octets(ENTRY).replace(b"\r\nSTATUS:TENTATIVE", b"\r\nSTATUS:ODD\r\nX-COLOUR:RED\r\nPRIORITY:1")
    lines = texts(*CHANGES.planned(step(SyncKind.CHANGE, theirs, octets(ENTRY))))
    assert lines[1:] == ['  status: "ODD" becomes tentative', '  PRIORITY: "1" is taken out']


def test_how_an_event_ended() -> None:
    one = step(SyncKind.CREATE)
    ends = (
        EntryDelivery(one, End.DONE, reason=msg("it is kept otherwise")),
        EntryDelivery(one, End.NOT_TRIED),
        EntryDelivery(one, End.REFUSED, reason=msg("no room")),
        EntryDelivery(one, End.UNKNOWN),
    )
    assert texts(*(line for end in ends for line in CHANGES.ended(end))) == [
        f"{EVENT}: put into the calendar",
        "  it is kept otherwise",
        f"{EVENT}: not sent",
        f"{EVENT}: not delivered: no room",
        f"{EVENT}: not delivered: no reason given",
    ]


def test_both_sides_of_a_conflict_and_the_ways_out_of_it() -> None:
    theirs = octets(replace(ENTRY, location="Aulan", when=Days(first=DAY, last=DAY.replace(day=27))))
    found = step(SyncKind.CHANGED_THERE, theirs, octets(replace(ENTRY, summary="Dialog")))
    lines = [
        f"{EVENT}: somebody has changed it in the calendar; it is left as it is there",
        "  when: 2018-11-26/2018-11-27 in the calendar, 2018-11-26 in the plan",
        '  title: "Kommundialog Norberg" in the calendar, "Dialog" in the plan',
        '  place: "Aulan" in the calendar, nothing in the plan',
        OVERWRITE,
    ]
    assert texts(*CHANGES.conflict(found, theirs)) == lines
    with_reason = texts(
        *CHANGES.ended(EntryDelivery(found, End.CONFLICT, reason=msg("it came meanwhile"), theirs=theirs))
    )
    assert with_reason == [lines[0], "  it came meanwhile", *lines[1:]]


def test_a_side_that_has_nothing_is_gone() -> None:
    head = f"{EVENT}: somebody has changed it in the calendar; it is left as it is there"
    gone_there = CHANGES.conflict(step(SyncKind.CHANGED_THERE, None, octets(ENTRY)), None)
    assert texts(*gone_there) == [head, "  in the calendar it is gone", OVERWRITE]
    gone_here = CHANGES.conflict(step(SyncKind.CHANGED_THERE, octets(ENTRY)), octets(ENTRY))
    assert texts(*gone_here) == [head, "  in the plan it is gone", OVERWRITE]


def test_what_is_not_ours_is_for_people_to_move() -> None:
    found = step(SyncKind.FOREIGN, b"", octets(ENTRY), "other@plan.example.org")
    assert texts(*CHANGES.conflict(found, None)) == [
        "other: the calendar holds something in its place that rusctl did not put there",
        "  in the calendar it is gone",
        "  move or delete it in the calendar, and publish again; rusctl does not touch it",
    ]


def test_a_date_that_cannot_be_read_is_shown_as_it_stands() -> None:
    theirs = octets(ENTRY).replace(b"DTSTART;VALUE=DATE:20181126", b"DTSTART;VALUE=DATE:soon")
    lines = texts(*CHANGES.conflict(step(SyncKind.CHANGED_THERE, theirs, octets(ENTRY)), theirs))
    assert lines[1] == '  when: "soon – 20181127" in the calendar, 2018-11-26 in the plan'
