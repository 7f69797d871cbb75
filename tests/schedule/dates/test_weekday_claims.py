"""Weekdays beside dates in titles and notes."""

import datetime as dt
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rusctl.language import dates
from rusctl.schedule.dates.weekday_claims import WeekdayClaim, weekday_claims
from tests.examples import examples


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Dialog onsdag 7 november i Sala", [WeekdayClaim("onsdag 7 november", 2, 7, 11)]),
        ("Flyttad till ons den 7:e nov. 2018.", [WeekdayClaim("ons den 7:e nov. 2018", 2, 7, 11, 2018)]),
        ("ONSDAGEN DEN 7 NOVEMBER", [WeekdayClaim("ONSDAGEN DEN 7 NOVEMBER", 2, 7, 11)]),
        ("ons 7/11, kl 9", [WeekdayClaim("ons 7/11", 2, 7, 11)]),
        ("ons 7/11 2018", [WeekdayClaim("ons 7/11 2018", 2, 7, 11, 2018)]),
        ("ons\u00a07\u00a0nov", [WeekdayClaim("ons\u00a07\u00a0nov", 2, 7, 11)]),
        ("(Wednesday, November 7, 2018)", [WeekdayClaim("Wednesday, November 7, 2018", 2, 7, 11, 2018)]),
        ("Wed 7th of Nov 2018", [WeekdayClaim("Wed 7th of Nov 2018", 2, 7, 11, 2018)]),
        ("onsdag 7 november 1900–2100", [WeekdayClaim("onsdag 7 november", 2, 7, 11)]),
        ("onsdag 7 november 20180", [WeekdayClaim("onsdag 7 november", 2, 7, 11)]),
        ("onsdag 7 november 20:18", [WeekdayClaim("onsdag 7 november", 2, 7, 11)]),
        ("lördag 31 november", [WeekdayClaim("lördag 31 november", 5, 31, 11)]),
        (
            "mån 12 nov och tis 13 nov",
            [WeekdayClaim("mån 12 nov", 0, 12, 11), WeekdayClaim("tis 13 nov", 1, 13, 11)],
        ),
        ("", []),
        ("onsdag", []),
        ("7 november", []),
        ("varje onsdag i november", []),
        ("bonsdag 7 november", []),
        ("onsdag 7-8 november", []),
        ("onsdag 7 novemberkväll", []),
        ("onsdag 117 november", []),
        ("onsdag 7/112", []),
        ("onsdagar 7 personer", []),
    ],
)
def test_phrases_in_free_text(text: str, found: list[WeekdayClaim]) -> None:
    assert weekday_claims(text) == found
    assert weekday_claims(unicodedata.normalize("NFD", text)) == [
        claim._replace(text=unicodedata.normalize("NFC", claim.text)) for claim in found
    ]


def test_a_claim_is_held_against_the_year_written_or_given() -> None:
    claim = WeekdayClaim("onsdag 7 november", 2, 7, 11)
    assert claim.on(2018) == dt.date(2018, 11, 7)
    assert claim.agrees(2018)
    assert not claim.agrees(2019)
    dated = claim._replace(year=2018)
    assert dated.on(2019) == dt.date(2018, 11, 7)
    assert dated.agrees(2019)


def test_a_day_that_does_not_exist_agrees_with_nothing() -> None:
    for claim in (WeekdayClaim("", 5, 31, 11), WeekdayClaim("", 5, 1, 13), WeekdayClaim("", 5, 0, 1)):
        assert claim.on(2018) is None
        assert not claim.agrees(2018)


@settings(deadline=None, max_examples=examples(200))
@given(st.dates(min_value=dt.date(1900, 1, 1), max_value=dt.date(2199, 12, 31)), st.sampled_from(["sv", "en"]))
def test_every_date_that_is_written_is_found(day: dt.date, code: str) -> None:
    for written in (dates.full(day, code), dates.medium(day, code)):
        claim = WeekdayClaim(written, day.weekday(), day.day, day.month, day.year)
        assert weekday_claims(f"Mötet {written}, kl 9") == [claim]


@settings(deadline=None, max_examples=examples(200))
@given(
    st.text()
    | st.lists(
        st.sampled_from(["ons", "wed", "7", "31/12", "nov", "May", "2018", "den", ",", ".", ":", "7:e", "of"])
    ).map(" ".join)
)
def test_any_text_is_looked_through(text: str) -> None:
    for claim in weekday_claims(text):
        assert claim.text in unicodedata.normalize("NFC", text)
        claim.agrees(2018)
