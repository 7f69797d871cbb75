"""Dates in words: what each means on a day, and whether it is taken, asked about or refused; the table is words.tsv."""

import datetime as dt
import unicodedata
from pathlib import Path

import pytest

from rusctl.errors import RusctlError
from rusctl.model.plan import Hours, Window
from rusctl.schedule.dates.parse import read_when

PERIOD = Window(first=dt.date(2018, 11, 6), last=dt.date(2020, 6, 16))
LINES = Path(__file__).with_name("words.tsv").read_text(encoding="utf-8").splitlines()
ROWS = [tuple(line.split("\t")) for line in LINES if not line.startswith("#")]


def outcome(words: str, today: dt.date) -> str:
    """Say in one line what comes of words."""
    try:
        reading = read_when(words, today, PERIOD)
    except RusctlError as error:
        return "refuse: " + error.message.id.format(**error.message.args)
    when = reading.when
    if isinstance(when, Window):
        said = f"window {when.first}..{when.last} '{when.text}'"
    elif isinstance(when, Hours):
        end = f"-{when.end:%H:%M}" if when.end else ", end unknown"
        said = f"{when.start:%Y-%m-%d %H:%M}{end}"
    else:
        said = str(when.first) if when.first == when.last else f"{when.first} to {when.last}"
    return f"{'ask' if reading.guessed else 'accept'} {said}{', tentative' if reading.tentative else ''}"


@pytest.mark.parametrize(("today", "words", "expected"), ROWS, ids=[f"{row[0]} {row[1]}" for row in ROWS])
def test_what_is_meant_by_words(today: str, words: str, expected: str) -> None:
    assert outcome(words, dt.date.fromisoformat(today)) == expected


@pytest.mark.parametrize(("today", "words", "expected"), ROWS, ids=[f"{row[0]} {row[1]}" for row in ROWS])
def test_letters_that_are_taken_apart_or_large_mean_the_same(today: str, words: str, expected: str) -> None:
    apart = outcome(unicodedata.normalize("NFD", words), dt.date.fromisoformat(today))
    assert apart == expected
    large = outcome(words.upper(), dt.date.fromisoformat(today))
    assert large.partition(" '")[0].split()[0] == expected.split(maxsplit=1)[0]
    if not expected.startswith("refuse"):
        assert large.partition(" '")[0] == expected.partition(" '")[0]
