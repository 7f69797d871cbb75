"""Every value is the cleaned text and nothing else, in every place where it comes out, for every reader."""

import json
import re
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from rusctl.calendar.ics import clean
from rusctl.output.clean import clean as shown
from tests.conftest import run_rusctl
from tests.injection import expected, readers
from tests.injection.accept import accepted, said, short
from tests.injection.places import STRINGS, write
from tests.injection.settings import SOME

JSON = (
    "event show ett --json",
    "tour --json",
    "milestones --all --json",
    "timeline --json",
    "deadlines m-ett --json",
    "forecast --json",
    "calendar 2018 --json",
    "busy list --json",
    "busy show upptagen --json",
    "baseline diff start --json",
    "whatif move ett 2019-12-12 --json",
    "whatif slip m-ett 3w --json",
    "propose tva --json",
)
PUBLISH = "publish --dry-run --json"  # what calendars are told
DRAWN = ("milestones --graph svg", "timeline --svg -")
WRITTEN = ("report status", "export --registrar")
PLAIN = ("notice ett",)
CALENDAR = "export --output - --notes --windows --deadlines"
_BY_PROPERTY = {
    "CATEGORIES": clean.word,
    "NAME": clean.word,
    "X-WR-CALNAME": clean.word,
    "CN": clean.name,
    "URL": clean.address,
}


@cache
def harmless() -> dict[str, str]:
    write(Path(), {})
    found = {words: said(*words.split()) for words in (*JSON, PUBLISH, *DRAWN, *WRITTEN, *PLAIN)}
    return {**found, CALENDAR: run_rusctl("--lang", "en", *CALENDAR.split()).out}


def calm(value: Any, read: Callable[[str], str] = readers.plain) -> Any:
    """Give what is compared: texts as people read them, since titles and sentences are put on one line."""
    match value:
        case str():
            return read(value)
        case list():
            return [calm(one, read) for one in value]
        case dict():
            return {key: calm(one, read) for key, one in value.items()}
    return value


def in_a_calendar(before: Mapping[str, list[str]], taken: Mapping[str, str]) -> dict[str, list[str]]:
    """Give what a calendar must hold, by property; an address that is none is left out, and its organizer with it."""
    found = {}
    for path, values in before.items():
        name = re.split("[/;]", path)[-1].upper()
        held = _BY_PROPERTY.get(name, clean.lines)
        made = [" ".join(clean.lines(expected.text(one, taken, held, clean.address)).split()) for one in values]
        found[expected.text(path, taken)] = [one for one in made if one]
    return found


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("hostile", SOME, ids=short)
def test_what_comes_out_is_the_text_that_went_in_and_nothing_else(hostile: str) -> None:
    before, taken = harmless(), accepted(hostile)
    for words in JSON:
        found = json.loads(said(*words.split()))
        assert calm(found) == calm(expected.anything(json.loads(before[words]), taken)), words
    told = said(*PUBLISH.split())
    if told:  # what looks like an address is not published
        wanted = expected.anything(json.loads(before[PUBLISH]), taken)
        assert calm(json.loads(told), clean.line) == calm(wanted, clean.line)
    for words in DRAWN:
        (shapes, texts), (old_shapes, old_texts) = (
            readers.drawing(one) for one in (said(*words.split()), before[words])
        )
        assert shapes <= old_shapes, words
        assert texts == [readers.plain(expected.text(one, taken)) for one in old_texts], words
    for words in WRITTEN:
        found = said(*words.split())
        if not found:  # nor is it written
            continue
        (marks, texts), (old_marks, old_texts) = readers.markdown(found), readers.markdown(before[words])
        assert marks <= old_marks, words
        assert texts == [readers.plain(expected.text(one, taken)) for one in old_texts], words
    for words in PLAIN:
        assert readers.plain(said(*words.split())) == readers.plain(expected.text(before[words], taken, shown)), words


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("hostile", STRINGS, ids=short)
def test_a_calendar_holds_the_cleaned_text_for_two_readers(hostile: str) -> None:
    before, taken = harmless()[CALENDAR].encode(), accepted(hostile)
    found = run_rusctl("--lang", "en", *CALENDAR.split()).out.encode()
    for read in (readers.properties, readers.fields):
        old, new = read(before), read(found)
        wanted = in_a_calendar(old, taken)
        gone = {path for path, values in wanted.items() if values and not new.get(path)}
        assert all(re.search("(?i)organizer|cn$|contact|/url$", path) for path in gone), gone
        assert {path: values for path, values in new.items() if values} == {
            path: values for path, values in wanted.items() if path not in gone and values
        }
