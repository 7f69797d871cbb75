"""The keys of config/follow-up.toml: indicators, programmes, results of projects, and texts of the yearly report."""

from typing import Any

from rusctl.model.follow_up import Better, Indicator, Programme, ProjectResult, ReportedText, ReportPoint, YearFigures
from rusctl.model.plan import Source
from rusctl.model.source import Texts
from rusctl.storage.schema.forms import BAD, Choice, Faults, Flag, Listed, Number, Text
from rusctl.storage.schema.strategy_keys import paragraph
from rusctl.storage.schema.string_patterns import YEAR, slug, text, url
from rusctl.storage.schema.tables import Key, Keys, Named, Records, Table

LARGEST = 10**13


def _year(table: dict[str, Any], at: Source, _faults: Faults) -> Any:
    """Make the figures of a year; without their year they are of none."""
    return YearFigures(at=at, **table) if "year" in table else BAD


figure = Number(-LARGEST, LARGEST, decimal=True)
_points = Listed(Choice(ReportPoint, ReportPoint))
_THEMES = Key(Listed(slug), "what it is about: ids of headings in config/frame.toml, such as a target area")
_POINTS = Key(_points, "the points of the report on results that it is named at, such as 8.1b for 8 § 1 b")
_NOTE = Key(Text(lines=True), "anything else, never about a person")
_SOURCE = Key(text, "who or what said it")
_DNR = Key(text, "the diarienummer of the document about it")
_URL = Key(url, "a page about it")

_YEAR: Keys = {
    "year": Key(YEAR, "the year", required=True),
    "total": Key(figure, "the figure for all, in the indicator's unit"),
    "women": Key(figure, "the figure for women"),
    "men": Key(figure, "the figure for men"),
    "note": Key(text, "what is said of the figure, such as a break in the series"),
}
_INDICATOR: Keys = {
    "id": Key(slug, "the indicator's own short name", required=True),
    "name": Key(Named(), "what people see", required=True),
    "unit": Key(text, 'what its figures are in, such as "procent"', required=True),
    "source": Key(text, "the table its figures are from", required=True),
    "themes": _THEMES,
    "people": Key(Flag(), "true where its figures are of people, so that they are stated for women and men, too"),
    "better": Key(Choice(Better, Better), "which way it is to go: higher or lower"),
    "base": Key(YEAR, "the year that it is compared with"),
    "goal": Key(figure, "the figure that it is to reach"),
    "goal_gap": Key(figure, "how far women and men are to be apart at most, in its unit"),
    "goal_year": Key(YEAR, "the year by which it is to be so"),
    "points": _POINTS,
    "url": _URL,
    "note": _NOTE,
    "value": Key(Records(Table(_YEAR, _year)), "its figures, year by year; rusctl follow-up record writes them"),
}
_PROGRAMME: Keys = {
    "id": Key(slug, "the programme's own short name", required=True),
    "name": Key(Named(), "what people see", required=True),
    "by": Key(text, "the organisation whose programme it is, never a person"),
    "version": Key(slug, "the version of the strategy's text that it builds on: an id of config/strategy.toml"),
    "paragraphs": Key(Listed(paragraph), "the paragraphs or headings of the text that it builds on: ids"),
    "url": _URL,
    "dnr": _DNR,
    "note": _NOTE,
    "source": _SOURCE,
}
_RESULT: Keys = {
    "id": Key(slug, "the result's own short name", required=True),
    "project": Key(text, "the project that led to it", required=True),
    "what": Key(text, "what was done", required=True),
    "whom": Key(text, "for whom it was done, never a person"),
    "lives": Key(text, "where it lives now, such as a plan that has taken it up"),
    "year": Key(YEAR, "the year it was done"),
    "themes": _THEMES,
    "points": _POINTS,
    "url": _URL,
    "dnr": _DNR,
    "source": _SOURCE,
}
_TEXT: Keys = {
    "year": Key(YEAR, "the year that is reported on", required=True),
    "point": Key(Choice(ReportPoint, ReportPoint), "the point it answers, such as 9.1", required=True),
    "text": Key(Text(lines=True), "what the report says there, never about a person", required=True),
    "source": _SOURCE,
}


def _named(table: dict[str, Any]) -> dict[str, Any]:
    """Give a table with a name: what has none that can be read is called by its id."""
    return table if table.get("name") else {**table, "name": Texts({"": table["id"]})}


def _indicator(table: dict[str, Any], at: Source, _faults: Faults) -> Any:
    """Make an indicator."""
    years = table.pop("value", ())
    return Indicator(at=at, years=years, **_named(table)) if "id" in table else BAD


def _programme(table: dict[str, Any], at: Source, _faults: Faults) -> Any:
    """Make a programme."""
    return Programme(at=at, **_named(table)) if "id" in table else BAD


def _result(table: dict[str, Any], at: Source, _faults: Faults) -> Any:
    """Make a result of a project."""
    return ProjectResult(at=at, **{"project": "", "what": table["id"], **table}) if "id" in table else BAD


def _text(table: dict[str, Any], at: Source, _faults: Faults) -> Any:
    """Make a text of the report; there is none without its year, its point and its words."""
    return ReportedText(at=at, **table) if table.keys() >= {"year", "point", "text"} else BAD


FOLLOW_UP_KEYS: Keys = {
    "indicator": Key(
        Records(Table(_INDICATOR, _indicator)),
        "the indicators, by which the strategy is followed up",
    ),
    "programme": Key(Records(Table(_PROGRAMME, _programme)), "programmes and plans that build on the strategy"),
    "result": Key(Records(Table(_RESULT, _result)), "what projects have led to"),
    "report": Key(Records(Table(_TEXT, _text)), "what is written on the points of the yearly report on results"),
}
