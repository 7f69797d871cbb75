"""Dates as people write them: what is read, what is refused and why, and that nothing else can happen."""

import datetime as dt
import os
import unicodedata
from collections.abc import Iterable

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from rusctl.errors import RusctlError
from rusctl.language import date_words, dates
from rusctl.model.plan import Days, Hours, When, Window
from rusctl.schedule.dates import clock, named_days
from rusctl.schedule.dates.parse import Reading, read_when

EXAMPLES = 20_000 if os.environ.get("RUSCTL_NIGHTLY") else 300
TODAY = dt.date(2018, 11, 8)
PERIOD = Window(first=dt.date(2018, 11, 6), last=dt.date(2020, 6, 16))
day = dt.date.fromisoformat
at = dt.datetime.fromisoformat


def one(text: str) -> Days:
    return Days(first=day(text), last=day(text))


def days(first: str, last: str) -> Days:
    return Days(first=day(first), last=day(last))


def hours(start: str, end: str) -> Hours:
    return Hours(start=at(start), end=at(end))


def window(first: str, last: str, text: str) -> Window:
    return Window(first=day(first), last=day(last), text=text)


def refused(text: str, period: Window | None = PERIOD, today: dt.date = TODAY) -> RusctlError:
    with pytest.raises(RusctlError) as caught:
        read_when(text, today, period)
    return caught.value


SALA = [
    "7 november 2018",
    "7 nov 2018",
    "7 nov. 2018",
    "7 NOV 2018",
    "07 nov 2018",
    "  7   nov\t2018 ",
    "7\u00a0november\u202f2018",
    "\ufeff7 novem\u00adber\u200b 2018",
    "den 7 november 2018",
    "den 7:e november 2018",
    "7e november, 2018",
    "7. November 2018",
    "7/11 2018",
    "7/11/2018",
    "7/11-2018",
    "07/11/2018",
    "7.11.2018",
    "onsdag 7 november 2018",
    "Onsdagen den 7 november 2018",
    "ons 7 nov. 2018",
    "ons. 7/11 2018",
    "ons 2018-11-07",
    "på onsdag den 7 november 2018",
    "Wednesday 7 November 2018",
    "Wednesday, 7 November 2018",
    "Wed, November 7, 2018",
    "on Wednesday the 7th of November 2018",
    "November 7, 2018",
    "November 7th 2018",
    "2018-11-07",
    "2018\u201311\u201307",
    "2018/11/07",
    "20181107",
    "2018-W45-3",
    "onsdag v 45 2018",
    "ons i v. 45, 2018",
    "v 45 2018 onsdag",
    "igår",
    "i går",
    "Yesterday",
]


@pytest.mark.parametrize("text", SALA)
def test_many_ways_to_write_one_day(text: str) -> None:
    assert read_when(text, TODAY, PERIOD) == Reading(one("2018-11-07"))


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("idag", one("2018-11-08")),
        ("i dag", one("2018-11-08")),
        ("today", one("2018-11-08")),
        ("imorgon", one("2018-11-09")),
        ("tomorrow", one("2018-11-09")),
        ("imorgon kl 9-12", hours("2018-11-09 09:00", "2018-11-09 12:00")),
        ("lördag 17 november 2018", one("2018-11-17")),
        ("4 jul 2019", one("2019-07-04")),
        ("4 maj 2019", one("2019-05-04")),
        ("4 may 2019", one("2019-05-04")),
        ("7/3 2019", one("2019-03-07")),
        ("29 feb 2020", one("2020-02-29")),
    ],
)
def test_other_days(text: str, when: When) -> None:
    assert read_when(text, TODAY, PERIOD) == Reading(when)


@pytest.mark.parametrize(
    "text",
    [
        "2018-11-07 09:00-12:00",
        "2018-11-07 09:00 - 12:00",
        "2018-11-07T09:00-12:00",
        "2018-11-07T09:00:00/2018-11-07T12:00:00",
        "7 nov 2018 kl 9-12",
        "7 nov 2018 kl. 09.00–12.00",
        "7 nov 2018 9:00-12",
        "7/11 2018 klockan 9 till 12",
        "7 nov 2018, 9.00 – 12.00",
        "7 nov 2018 mellan kl 9 och 12",
        "Wednesday, 7 November 2018 at 9:00 to 12:00",
        "ons v 45 2018 kl 9-12",
    ],
)
def test_many_ways_to_write_hours(text: str) -> None:
    assert read_when(text, TODAY, PERIOD) == Reading(hours("2018-11-07 09:00", "2018-11-07 12:00"))


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("12-13 november 2018", days("2018-11-12", "2018-11-13")),
        ("12–13 nov. 2018", days("2018-11-12", "2018-11-13")),
        ("12 och 13 november 2018", days("2018-11-12", "2018-11-13")),
        ("den 12 till den 13 november 2018", days("2018-11-12", "2018-11-13")),
        ("mån 12 - tis 13 nov 2018", days("2018-11-12", "2018-11-13")),
        ("2018-11-12 -- 2018-11-13", days("2018-11-12", "2018-11-13")),
        ("2018-11-12/2018-11-13", days("2018-11-12", "2018-11-13")),
        ("2018-11-12 t.o.m. 2018-11-13", days("2018-11-12", "2018-11-13")),
        ("12/11-13/11 2018", days("2018-11-12", "2018-11-13")),
        ("12-13/11 2018", days("2018-11-12", "2018-11-13")),
        ("November 12-13, 2018", days("2018-11-12", "2018-11-13")),
        ("12 nov 2018 - 13 nov", days("2018-11-12", "2018-11-13")),
        ("28 nov - 3 dec 2018", days("2018-11-28", "2018-12-03")),
        ("28 nov.–3 dec. 2018", days("2018-11-28", "2018-12-03")),
        ("20 dec 2018 - 10 jan 2019", days("2018-12-20", "2019-01-10")),
        ("2018-11-30 22:00 - 2018-12-01 01:00", hours("2018-11-30 22:00", "2018-12-01 01:00")),
    ],
)
def test_days_in_a_row(text: str, when: When) -> None:
    assert read_when(text, TODAY, PERIOD) == Reading(when)


@pytest.mark.parametrize(
    ("text", "first", "last", "shown"),
    [
        ("v 48 2018", "2018-11-26", "2018-12-02", "v. 48 2018"),
        ("v.48 2018", "2018-11-26", "2018-12-02", "v. 48 2018"),
        ("v48, 2018", "2018-11-26", "2018-12-02", "v. 48 2018"),
        ("Vecka 48 2018", "2018-11-26", "2018-12-02", "v. 48 2018"),
        ("2018-W48", "2018-11-26", "2018-12-02", "v. 48 2018"),
        ("2018-v48", "2018-11-26", "2018-12-02", "v. 48 2018"),
        ("2018 v 48", "2018-11-26", "2018-12-02", "v. 48 2018"),
        ("week 48 2018", "2018-11-26", "2018-12-02", "wk 48 2018"),
        ("week 48 of 2018", "2018-11-26", "2018-12-02", "wk 48 2018"),
        ("v 48–49 2018", "2018-11-26", "2018-12-09", "v. 48–49 2018"),
        ("v 48 - 49 2018", "2018-11-26", "2018-12-09", "v. 48–49 2018"),
        ("week 48 to 49 2018", "2018-11-26", "2018-12-09", "wk 48–49 2018"),
        ("v 48-2018", "2018-11-26", "2018-12-02", "v. 48 2018"),
        ("v 1 2020", "2019-12-30", "2020-01-05", "v. 1 2020"),
        ("v 53 2020", "2020-12-28", "2021-01-03", "v. 53 2020"),
        ("november 2018", "2018-11-01", "2018-11-30", "november 2018"),
        ("i  November 2018", "2018-11-01", "2018-11-30", "i November 2018"),
        ("2018-11", "2018-11-01", "2018-11-30", "2018-11"),
        ("januari 2025", "2025-01-01", "2025-01-31", "januari 2025"),
        ("December 2018", "2018-12-01", "2018-12-31", "December 2018"),
        ("maj–oktober 2019", "2019-05-01", "2019-10-31", "maj–oktober 2019"),
        ("2019", "2019-01-01", "2019-12-31", "2019"),
        ("under 2019", "2019-01-01", "2019-12-31", "under 2019"),
        ("Q1 2019", "2019-01-01", "2019-03-31", "Q1 2019"),
        ("2019 Q4", "2019-10-01", "2019-12-31", "2019 Q4"),
        ("kvartal 1 2019", "2019-01-01", "2019-03-31", "kvartal 1 2019"),
        ("andra kvartalet 2019", "2019-04-01", "2019-06-30", "andra kvartalet 2019"),
        ("the third quarter of 2019", "2019-07-01", "2019-09-30", "the third quarter of 2019"),
        ("första halvåret 2019", "2019-01-01", "2019-06-30", "första halvåret 2019"),
        ("second half of 2019", "2019-07-01", "2019-12-31", "second half of 2019"),
        ("H2 2019", "2019-07-01", "2019-12-31", "H2 2019"),
    ],
)
def test_windows_with_fixed_limits_are_no_guess(text: str, first: str, last: str, shown: str) -> None:
    assert read_when(text, TODAY, PERIOD) == Reading(window(first, last, shown))


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("i början av 2019", "2019-01-01", "2019-03-31"),
        ("början av 2019", "2019-01-01", "2019-03-31"),
        ("tidigt 2019", "2019-01-01", "2019-03-31"),
        ("early 2019", "2019-01-01", "2019-03-31"),
        ("the beginning of 2019", "2019-01-01", "2019-03-31"),
        ("i början på 2019", "2019-01-01", "2019-03-31"),
        ("mitten av 2019", "2019-04-01", "2019-09-30"),
        ("mid-2019", "2019-04-01", "2019-09-30"),
        ("i slutet av 2019", "2019-10-01", "2019-12-31"),
        ("late 2019", "2019-10-01", "2019-12-31"),
        ("början av november 2019", "2019-11-01", "2019-11-10"),
        ("mitten av mars 2019", "2019-03-11", "2019-03-20"),
        ("mid-March 2019", "2019-03-11", "2019-03-20"),
        ("slutet av februari 2020", "2020-02-21", "2020-02-29"),
        ("våren 2019", "2019-03-01", "2019-05-31"),
        ("va\u030aren 2019", "2019-03-01", "2019-05-31"),
        ("sommaren 2019", "2019-06-01", "2019-08-31"),
        ("hösten 2019", "2019-09-01", "2019-11-30"),
        ("Autumn of 2019", "2019-09-01", "2019-11-30"),
        ("vintern 2019/2020", "2019-12-01", "2020-02-29"),
        ("winter 2018–19", "2018-12-01", "2019-02-28"),
    ],
)
def test_loose_windows_are_guesses_that_keep_the_words(text: str, first: str, last: str) -> None:
    reading = read_when(text, TODAY, PERIOD)
    assert reading.when == window(first, last, unicodedata.normalize("NFC", text))
    assert reading.guessed
    assert reading.why is not None
    assert reading.why.args["days"] == days(first, last)


@pytest.mark.parametrize(
    ("text", "tentative"),
    [
        ("26 november 2018 (prel.)", True),
        ("26 november 2018 prel", True),
        ("prel. 26 november 2018", True),
        ("Preliminärt: 26 nov 2018", True),
        ("26 nov 2018?", True),
        ("26 nov 2018 (?)", True),
        ("26 nov 2018 tentative", True),
        ("26 nov 2018", False),
    ],
)
def test_words_that_make_a_date_tentative(text: str, tentative: bool) -> None:
    assert read_when(text, TODAY, PERIOD) == Reading(one("2018-11-26"), tentative=tentative)


@pytest.mark.parametrize(
    ("text", "today", "expected", "guessed"),
    [
        # The period holds it once, and it is to come. It has gone by: the next after the period, as a guess.
        ("1 sep", "2018-11-08", "2019-09-01", False),
        ("29 feb", "2018-11-08", "2020-02-29", False),
        ("29 feb", "2026-01-01", "2028-02-29", True),
        ("1 sep", "2026-01-01", "2026-09-01", True),
        # Twice, and both are to come: the next. One has gone by: the next, as a guess.
        ("26 nov", "2018-11-08", "2018-11-26", False),
        ("26 nov", "2018-11-26", "2018-11-26", False),
        ("26 nov", "2018-11-27", "2019-11-26", True),
        # A weekday tells the years apart; what is past is a guess, and so is a year that skips a nearer one.
        ("onsdag 7 nov", "2018-11-08", "2018-11-07", True),
        ("torsdag 7 nov", "2018-11-08", "2019-11-07", False),
        ("torsdag 7 nov", "2026-01-01", "2019-11-07", True),
        ("tisdag 26 november", "2018-11-08", "2019-11-26", True),
        ("onsdag v 48", "2018-11-08", "2018-11-28", False),
        ("November 12th", "2018-11-08", "2018-11-12", False),
        ("Mon, November 12", "2018-11-08", "2018-11-12", False),
        ("12-12 nov", "2018-11-08", "2018-11-12", False),
    ],
)
def test_the_year_that_was_left_out(text: str, today: str, expected: str, guessed: bool) -> None:
    reading = read_when(text, day(today), PERIOD)
    assert (reading.when, reading.guessed) == (one(expected), guessed)
    assert reading.why is not None
    assert reading.why.args == {"text": text, "days": one(expected)}


def test_without_a_period_it_is_the_next_such_day() -> None:
    assert read_when("8 nov", TODAY).when == one("2018-11-08")
    assert read_when("7 nov", TODAY).when == one("2019-11-07")
    assert read_when("29 feb", dt.date(2096, 3, 1)).when == one("2104-02-29")
    assert read_when("30 dec - 31 dec", TODAY).when == days("2018-12-30", "2018-12-31")
    assert read_when("v 53", TODAY).when == window("2020-12-28", "2021-01-03", "v. 53 2020")
    assert read_when("v 45", TODAY).when == window("2018-11-05", "2018-11-11", "v. 45 2018")
    assert read_when("november", TODAY).when == window("2018-11-01", "2018-11-30", "november 2018")
    assert read_when("v 53", dt.date(2021, 1, 2)).when == window("2020-12-28", "2021-01-03", "v. 53 2020")
    assert read_when("2 jan - ons v 1", dt.date(2019, 6, 1)).when == days("2021-01-02", "2021-01-06")
    assert not read_when("7 nov", TODAY).guessed


def test_a_week_may_begin_in_the_year_before_the_period() -> None:
    year = Window(first=dt.date(2021, 1, 1), last=dt.date(2021, 12, 31))
    reading = read_when("v 53", TODAY, year)
    assert (reading.when, reading.guessed) == (window("2020-12-28", "2021-01-03", "v. 53 2020"), False)


def test_a_day_outside_the_period_is_a_guess() -> None:
    short = Window(first=dt.date(2018, 11, 6), last=dt.date(2018, 12, 31))
    reading = read_when("1 mars", TODAY, short)
    assert (reading.when, reading.guessed) == (one("2019-03-01"), True)


def test_a_day_that_is_past_in_the_whole_period_is_the_next_as_a_guess() -> None:
    late = dt.date(2026, 11, 23)
    assert read_when("7 nov", late, PERIOD)[:2] == (one("2027-11-07"), True)
    assert read_when("v 48", late, PERIOD)[:2] == (window("2026-11-23", "2026-11-29", "v. 48 2026"), True)


@pytest.mark.parametrize(
    ("text", "is_", "before", "after"),
    [
        ("tisdag 7 november 2018", "2018-11-07", "2018-11-06", "2018-11-13"),
        ("Thursday, 7 November 2018", "2018-11-07", "2018-11-01", "2018-11-08"),
        ("mån 12 - ons 13 nov 2018", "2018-11-13", "2018-11-07", "2018-11-14"),
        ("fre 7/11", "2018-11-07", "2018-11-02", "2018-11-09"),
        ("mån 12 - ons 13 nov", "2018-11-13", "2018-11-07", "2018-11-14"),
    ],
)
def test_a_weekday_that_disagrees_is_refused_with_the_nearest(text: str, is_: str, before: str, after: str) -> None:
    args = refused(text).message.args
    assert args == {"text": text, "day": day(is_), "before": day(before), "after": day(after)}


@pytest.mark.parametrize("text", ["onsdag", "nästa onsdag", "next Wednesday", "på onsdag", "Wed"])
def test_a_weekday_alone_is_refused_with_both_days(text: str) -> None:
    args = refused(text).message.args
    assert args == {"text": text, "near": dt.date(2018, 11, 14), "far": dt.date(2018, 11, 21)}
    assert refused(text, today=dt.date(2018, 11, 14)).message.args["near"] == dt.date(2018, 11, 21)


DOES_NOT_EXIST = '"{text}" does not exist: the days of that month are 1 to {last}'
NO_SUCH_WEEK = '"{text}" does not exist: the weeks of that year are 1 to {last}'
FOUR_DIGITS = '"{text}": write the year with four digits, like 2018-11-07'
NO_DATE = '"{text}" is not a date'


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("31 november", DOES_NOT_EXIST),
        ("31 november 2018", DOES_NOT_EXIST),
        ("30 feb", DOES_NOT_EXIST),
        ("29 feb 2019", DOES_NOT_EXIST),
        ("0 nov 2018", DOES_NOT_EXIST),
        ("2018-02-30", DOES_NOT_EXIST),
        ("30-31 november 2018", DOES_NOT_EXIST),
        ("7/13 2018", '"{text}": there is no month {month}'),
        ("11/25/2018", '"{text}": there is no month {month}'),
        ("v 53 2018", NO_SUCH_WEEK),
        ("2018-W53", NO_SUCH_WEEK),
        ("onsdag v 53 2018", NO_SUCH_WEEK),
        ("v 54", NO_SUCH_WEEK),
        ("onsdag v 54", NO_SUCH_WEEK),
        ("v 0", NO_SUCH_WEEK),
        ("181107", FOUR_DIGITS),
        ("18-11-07", FOUR_DIGITS),
        ("7 nov 18", FOUR_DIGITS),
        ("7 nov -18", FOUR_DIGITS),
        ("7 nov '18", FOUR_DIGITS),
        ("7/11-18", FOUR_DIGITS),
        ("7/11/18", FOUR_DIGITS),
        ("7 nov 12", FOUR_DIGITS),
        ("v 10 -18", FOUR_DIGITS),
        ("våren 19", FOUR_DIGITS),
        ("Q1 19", FOUR_DIGITS),
        ("november 18", '"{text}" can be a day or a month of a year'),
        ("7 nov 9-12", '"{text}": write hours with "kl"'),
        ("7 nov 2018 9 - 8 nov 2018 12:00", '"{text}": write hours with "kl"'),
        ("7 nov 2018 9:00 - 8 nov 2018 12", '"{text}": write hours with "kl"'),
        ("7 nov 2018 kl 24-25", '"{text}": {time} is no time of day'),
        ("7 nov 2018 09:60-12:00", '"{text}": {time} is no time of day'),
        ("7 nov 2018 kl 12-9", '"{text}" does not end after it starts'),
        ("7 nov 2018 kl 9-9", '"{text}" does not end after it starts'),
        ("13-12 november 2018", '"{text}" ends before it starts'),
        ("2018-11-13 - 2018-11-12", '"{text}" ends before it starts'),
        ("v 49-48 2018", '"{text}" ends before it starts'),
        ("oktober-maj 2019", '"{text}" ends before it starts'),
        ("12 och 15 november 2018", '"{text}" is two dates'),
        ("2018-03-25 02:15-04:00", "the clock skips {time}"),
        ("2018-03-25 01:15-02:15", "the clock skips {time}"),
        ("2018-10-28 02:15-04:00", "the clock shows {time} twice"),
        ("jul 2019", '"{text}" can be Christmas or July'),
        ("i maj–jul 2019", '"{text}" can be Christmas or July'),
        ("vintern 2019", '"{text}": a winter has two years'),
        ("vintern", '"{text}": a winter has two years'),
        ("vintern 2019/21", '"{text}": a winter has two years'),
        ("7", '"{text}" has no month'),
        ("den 7:e", '"{text}" has no month'),
        ("7 nov 1200", '"{text}": the year {year} is not between'),
        ("3018-11-07", '"{text}": the year {year} is not between'),
        ("vintern 3018/3019", '"{text}": the year {year} is not between'),
        ("1899", '"{text}": the year {year} is not between'),
        ("", NO_DATE),
        ("?", NO_DATE),
        ("prel.", NO_DATE),
        ("snart", NO_DATE),
        ("kl 9-12", NO_DATE),
        ("2018-11-12-13", NO_DATE),
        ("12/13 november 2018", NO_DATE),
        ("12 nov 2018 - 13 nov 2018 12:00", '"{text}": with several days the hours'),
        ("٧ nov 2018", NO_DATE),
        ("7 nov 2018 " * 20, NO_DATE),
        ("den " * 22 + "07 nov 2018 kl 9-12", NO_DATE),
        ("tredje halvåret 2019", NO_DATE),
        ("Q5 2019", NO_DATE),
    ],
)
def test_what_is_refused_and_why(text: str, reason: str) -> None:
    assert refused(text).message.id.startswith(reason)


def test_a_long_text_is_cut_in_the_refusal() -> None:
    assert refused("x" * 1000).message.args == {"text": "x" * 100}


def test_the_zone_decides_which_hours_there_are() -> None:
    text = "2018-03-25 02:15-04:00"
    assert read_when(text, TODAY, zone="UTC").when == hours("2018-03-25 02:15", "2018-03-25 04:00")


WORDS = """7 12 31 48 53 2018 2019 99 0 7/11 13/7 W48 w 9-12 09:00 25:00 kl - – / . , : ? & prel. och den 7:e the of th
v vecka week T t.o.m. till q1 q4 h1 h2 kvartal kvartalet quarter halvåret half vintern winter 2018/19 2018-11-07
20181107 181107 i in nästa om två eller mellan fr.o.m. årsskiftet påsk vt ht tertial ca pm t2 sista måndagen -- + ( )"""
TABLES: tuple[Iterable[str], ...] = (
    date_words.MONTHS,
    date_words.WEEKDAYS,
    date_words.PARTS,
    date_words.SEASONS,
    date_words.ORDINAL_DAYS,
    date_words.RELATIVE_DAYS,
    date_words.TERMS,
    date_words.TENTATIVE,
    named_days.RELATIVE_WEEKS,
    *named_days.NAMES.values(),
)
VOCABULARY = [sorted(words) for words in TABLES]
PIECES = st.sampled_from(WORDS.split()) | st.one_of([st.sampled_from(words) for words in VOCABULARY])
MESSY = st.one_of(
    st.text(max_size=40),
    st.lists(PIECES, max_size=4).map(" ".join),
    st.lists(PIECES, max_size=8).map(" ".join),
    st.lists(PIECES, max_size=6).map("".join),
)


@settings(deadline=None, max_examples=EXAMPLES)
@given(MESSY, st.dates(), st.one_of(st.none(), st.just(PERIOD)))
def test_any_text_is_read_soundly_or_refused(text: str, today: dt.date, period: Window | None) -> None:
    try:
        reading = read_when(text, today, period)
    except RusctlError as error:
        # The message holds what its sentence asks for.
        assert error.message.id.format(**error.message.args)  # noqa: PT017 (either outcome is right)
        return
    assert reading.when.first <= reading.when.last
    assert not isinstance(reading.when, Hours) or reading.when.end is None or reading.when.start < reading.when.end
    if isinstance(reading.when, Window) and not reading.guessed:  # the year of a week is that of its Thursday
        assert {str(day.year) for day in (reading.when.first, reading.when.last)} & set(reading.when.text.split())
    assert not reading.guessed or reading.why is not None


YEARS = st.dates(min_value=dt.date(1900, 1, 1), max_value=dt.date(2199, 12, 1))
SPANS = st.builds(
    lambda first, more: Days(first=first, last=first + dt.timedelta(days=more)), YEARS, st.integers(0, 30)
)
MINUTES = st.integers(0, 24 * 60 - 1)


@st.composite
def hours_of_a_day_or_two(draw: st.DrawFn) -> Hours:
    start, end = sorted((draw(MINUTES), draw(MINUTES)))
    midnight = dt.datetime.combine(draw(YEARS), dt.time())
    assume(start < end)
    first = midnight + dt.timedelta(minutes=start)
    last = midnight + dt.timedelta(minutes=end, days=draw(st.integers(0, 2)))
    assume(
        not any(
            check(time, "Europe/Stockholm") for check in (clock.nonexistent, clock.doubled) for time in (first, last)
        )
    )
    return Hours(start=first, end=last)


@settings(deadline=None, max_examples=EXAMPLES)
@given(st.one_of(SPANS, hours_of_a_day_or_two()), st.sampled_from(["sv", "en"]))
def test_what_is_written_is_read_back(when: Days | Hours, code: str) -> None:
    for written in (dates.full(when, code), dates.medium(when, code), dates.iso(when)):
        for text in (unicodedata.normalize("NFC", written), unicodedata.normalize("NFD", written)):
            reading = read_when(text, TODAY, PERIOD)
            assert (reading.when, reading.tentative) == (when, False)
            assert reading.guessed == (not 2013 <= when.first.year <= when.last.year <= 2025)
            assert read_when(text.upper(), TODAY, None).when == when
