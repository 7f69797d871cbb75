"""What the JSON of events has of OParl's meetings, under OParl's names."""

import datetime as dt
from typing import Any

import pytest

from rusctl.model.plan import Body, Days, Event, Hours, Municipality, Plan, Process, Status, Texts, Window
from rusctl.output.rows import event_row

TODAY = dt.date(2018, 11, 8)
DAY = Days(first=dt.date(2018, 11, 26), last=dt.date(2018, 11, 26))
PAST = Days(first=dt.date(2018, 11, 7), last=dt.date(2018, 11, 7))
WINDOW = Window(first=dt.date(2019, 1, 7), last=dt.date(2019, 1, 18))
PLAN = Plan(
    process=Process(region="Region Västmanland"),
    bodies=(Body(id="rs", name=Texts({"sv": "Regionstyrelsen", "en": "The board"})),),
    municipalities=(Municipality(id="sala", name="Sala"),),
)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"when": DAY}, {"meetingState": "terminiert", "cancelled": False, "location": None}),
        ({"when": DAY, "status": Status.CONFIRMED}, {"meetingState": "terminiert"}),
        ({}, {"meetingState": None}),
        ({"when": WINDOW}, {"meetingState": None}),
        ({"when": PAST, "status": Status.HELD}, {"meetingState": "durchgeführt"}),
        ({"when": DAY, "status": Status.CANCELLED}, {"meetingState": "terminiert", "cancelled": True}),
        ({"venue": "Rådhuset", "room": "A", "municipality": "sala"}, {"location": "Rådhuset, A, Sala"}),
        ({"municipality": "sala"}, {"location": "Sala"}),
        ({"title": "Samråd", "url": "https://example.org/x"}, {"name": "Samråd", "web": "https://example.org/x"}),
        ({}, {"organization": ["Region Västmanland"], "web": None}),
        ({"body": "rs"}, {"organization": ["Regionstyrelsen"]}),
        ({"body": "rs", "partner": "Länsstyrelsen"}, {"organization": ["Länsstyrelsen"]}),
    ],
)
def test_a_row_has_what_a_meeting_has_in_oparl(values: dict[str, Any], expected: dict[str, Any]) -> None:
    row = event_row(Event(id="ett", kind="dialog", **values), PLAN, TODAY)
    assert {key: row[key] for key in expected} == expected


def test_start_and_end_are_moments_with_their_offset() -> None:
    when = Hours(start=dt.datetime.fromisoformat("2018-11-26T09:00"), end=dt.datetime.fromisoformat("2018-11-26T12:00"))
    row = event_row(Event(id="ett", when=when), PLAN, TODAY)
    assert (row["start"], row["end"]) == ("2018-11-26T09:00:00+01:00", "2018-11-26T12:00:00+01:00")
    assert list(row)[-7:-1] == ["name", "meetingState", "cancelled", "location", "organization", "web"]
