"""Expressions of own rules: what they are true of, what is refused and where, and that nothing makes them fail."""

import datetime as dt
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rusctl.checks.expressions import MOST_LETTERS, Expression, Fault
from rusctl.language.catalogue import Language
from rusctl.model.own_rules import Value, ValueKind
from tests.examples import examples

KINDS = {
    "status": ValueKind.TEXT,
    "title": ValueKind.TEXT,
    "municipality": ValueKind.TEXT,
    "days_left": ValueKind.NUMBER,
    "slip_days": ValueKind.NUMBER,
    "date": ValueKind.DAY,
    "start": ValueKind.DAY,
    "open": ValueKind.LIST,
    "overdue": ValueKind.TRUTH,
}
WORDS = {"status": ("planned", "tentative", "confirmed"), "open": ("date", "time", "venue"), "municipality": ()}
ROW: dict[str, Value] = {
    "status": "tentative",
    "title": "Kommundialog i Köping",
    "municipality": None,
    "days_left": 5,
    "slip_days": None,
    "date": dt.date(2018, 11, 13),
    "start": None,
    "open": ("time", "venue"),
    "overdue": False,
    "today": dt.date(2018, 11, 8),
}
TRUE = (
    'status == "tentative" and days_left < 21',
    "status == 'tentative'",
    'status != "planned"',
    'status in ["tentative", "planned"]',
    'status in ("tentative", "planned")',
    'status not in ["confirmed"]',
    '"venue" in open',
    '"date" not in open',
    '"Köping" in title',
    "open != []",
    'open == ["time", "venue"]',
    "0 <= days_left < 21",
    "days_left - 2 == 3",
    "-days_left == -5",
    "+5 == days_left",
    "days_left + 0.5 > 5",
    "date - today == 5",
    "date == today + 5",
    "5 + today == date",
    "today - 1 < today",
    'date == "2018-11-13"',
    'date - "2018-11-08" == 5',
    'date in ["2018-11-13", "2018-11-14"]',
    "date in [today, today + 5]",
    "date == date and not (date != date)",
    "not overdue",
    "overdue == false or overdue == True",
    "municipality == empty",
    "municipality == None",
    "start == empty and date != empty",
    'municipality not in ["sala"]',
    'municipality != "sala"',
    "not (slip_days > 3)",
    "not (slip_days + 1 > 3)",
    "not (slip_days <= 3)",
    "date + 999999999 == empty",
    "5 in [1, days_left]",
    'title == "Kommundialog " "i Köping"',
)
FALSE = (
    "slip_days > 3",
    "start < today",
    'municipality in ["sala"]',
    "start - today < 3",
    "date - 999999999 < today",
    "5 in []",
)


def fault(text: str) -> tuple[int, str, str]:
    with pytest.raises(Fault) as found:
        Expression(text, KINDS, WORDS)
    return found.value.place, found.value.part, Language("en").text(found.value.why)


@pytest.mark.parametrize("text", TRUE)
def test_what_is_true(text: str) -> None:
    assert Expression(text, KINDS, WORDS).holds(ROW)


@pytest.mark.parametrize("text", FALSE)
def test_what_is_not_true(text: str) -> None:
    assert not Expression(text, KINDS, WORDS).holds(ROW)


@pytest.mark.parametrize(
    ("text", "place", "part", "why"),
    [
        ('status = "planned"', 8, "=", "this is not known here; write =="),
        ('status => "planned"', 8, "=>", "this is not known here; write >="),
        ("status == “planned”", 11, "“", 'this is not known here; write "'),
        ("overdue && overdue", 9, "&&", "this is not known here; write and"),
        ("overdue eller overdue", 9, "eller", "this is not known here; write or"),
        ("!overdue", 1, "!", "this is not known here; write not"),
        ('status == "tentativ"', 11, '"tentativ"', 'no row has this word; did you mean "tentative"?'),
        ('"å" in title and "x" in open', 18, '"x"', "no row has this word; the words are date, time, venue"),
        ('title == "ö" and statu == "x"', 18, "statu", "there is no field of this name; did you mean status?"),
        ("days_left ** 2 > 1", 11, "*", None),
        ("days_left % 2 == 1", 11, "%", None),
        ("title.lower == title", 1, "title.lower", None),
        ("open[0] == title", 1, "open[0]", None),
        ("len(open) > 1", 1, "len(open)", "nothing can be called here; compare fields with values"),
        ("__import__('os').system('x')", 1, "__import__('os').system('x')", None),
        ("lambda: overdue", 7, ":", None),
        ("overdue if overdue else overdue", 1, "overdue if overdue else overdu…", None),
        ("overdue is None", 1, "overdue is None", "“is” is not known here; write == or !="),
        ('title == "\\x41"', 11, "\\", None),
        ('f"a" == title', 1, 'f"a"', None),
        ('b"a" == title', 1, 'b"a"', None),
        ("1j == 1", 1, "1j", None),
        ("status", 1, "status", "this is a text alone; compare it with something, by ==, <, > or in"),
        ("status and overdue", 1, "status", None),
        ("not days_left", 5, "days_left", None),
        ("-title == title", 1, "-title", None),
        ("title + title == title", 1, "title + title", None),
        ("date + date == date", 1, "date + date", None),
        ("5 - date == date", 1, "5 - date", None),
        ('days_left < "7"', 1, 'days_left < "7"', "a number and a text cannot be compared"),
        ("title < title", 1, "title < title", None),
        ("date < 2018-11-10", 1, "date < 2018-11-10", None),
        ('date < "10 nov"', 8, '"10 nov"', 'this is no day; write it as "2018-11-07", in quotation marks'),
        ('date < "2018-02-30"', 8, '"2018-02-30"', None),
        ("days_left in title", 1, "days_left in title", None),
        ('date in [title, "2018-11-07"]', 1, 'date in [title, "2018-11-07"]', None),
        ('title in [1, "a"]', 10, '[1, "a"]', "a list has texts alone, numbers alone or days alone"),
        ("title in [[title]]", 10, "[[title]]", None),
        ("days_left < 1e400", 13, "1e400", "this number is too large; 1000000000 is the largest"),
        ('status == "planned', 11, '"planned', None),
        ("(overdue", 1, "(overdue", None),
        ("", 1, "", None),
    ],
)
def test_what_is_refused_and_where(text: str, place: int, part: str, why: str | None) -> None:
    found = fault(text)
    assert found[:2] == (place, part)
    assert why in (None, found[2])
    assert found[2]


def _operators(count: int) -> str:
    return ("1+-" * MOST_LETTERS)[:count]


@pytest.mark.parametrize(
    "text",
    [
        "(" * 500,
        "[" * 500,
        "(" * 49 + "1" + ")" * 48,
        "a[" * 250,
        "a(" * 250,
        "a((" * 160,
        "-" * 499 + "1",
        "not " * 124 + "true",
        "9" * 500,
        "1e" + "9" * 498,
        _operators(500),
        "<" * 500,
        "a if a else " * 41 + "a",
        "lambda " * 71,
        "{" * 500,
        '"' * 499,
        "å" * 500,
        "𝔞" * 500,
        "a for a in " * 45,
        "\u202e" * 500,
        "true and " * 55 + "true or",
        "await " * 80 + "a",
        "x" * 501,
        "x" * 20_000,
    ],
)
def test_what_is_meant_to_do_harm_is_refused_at_once(text: str) -> None:
    began = time.process_time()
    assert fault(text)[0] >= 1
    assert time.process_time() - began < 1


def test_a_long_one_of_few_levels_is_read() -> None:
    assert not Expression("1<" * 249 + "1", KINDS, WORDS).holds(ROW)
    text = " or ".join(["days_left == 1"] * 27 + ["days_left == 5"])
    assert len(text) <= MOST_LETTERS
    assert Expression(text, KINDS, WORDS).holds(ROW)


_fields = st.sampled_from([*KINDS, "today", "empty", "true", "kalle"])
_values = st.sampled_from(['"planned"', '"2018-11-13"', "5", "-3", "999999999", "[]", '["time"]', "[1, 2]", "[date]"])
_leaves = st.one_of(_fields, _values)


def _wider(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    signs = st.sampled_from(
        ["==", "!=", "<", "<=", ">", ">=", "in", "not in", "and", "or", "+", "-", "is", "*", "if", "."]
    )
    return st.one_of(
        st.builds("({} {} {})".format, inner, signs, inner),
        st.builds("not {}".format, inner),
        st.builds("-{}".format, inner),
        st.builds("[{}, {}]".format, inner, inner),
        st.builds("{} {} {} {} {}".format, inner, signs, inner, signs, inner),
    )


_rows = st.fixed_dictionaries(
    {
        "status": st.none() | st.text(max_size=5),
        "title": st.none() | st.text(max_size=5),
        "municipality": st.none() | st.text(max_size=5),
        "days_left": st.none() | st.integers(),
        "slip_days": st.none() | st.integers(),
        "date": st.none() | st.dates(),
        "start": st.none() | st.dates(),
        "open": st.lists(st.text(max_size=5), max_size=3).map(tuple),
        "overdue": st.none() | st.booleans(),
        "today": st.dates(),
    }
)


@settings(max_examples=examples(500), deadline=None)
@given(text=st.recursive(_leaves, _wider, max_leaves=12), row=_rows)
def test_what_was_read_never_fails(text: str, row: dict[str, Value]) -> None:
    try:
        expression = Expression(text, KINDS, WORDS)
    except Fault:
        return
    assert expression.holds(row) in (True, False)


@settings(max_examples=examples(500), deadline=None)
@given(text=st.text(st.characters() | st.sampled_from("()[]<>=!+-\"' andorti1n"), max_size=60), row=_rows)
def test_any_text_is_read_or_refused(text: str, row: dict[str, Value]) -> None:
    try:
        expression = Expression(text, KINDS, WORDS)
    except Fault as refused:
        place = refused.place
    else:
        place = 1
        assert expression.holds(row) in (True, False)
    assert 1 <= place <= max(len(text), 1)
