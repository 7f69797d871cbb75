"""Tours as they are declared, each judged by what it is to visit, how often, and what it is to treat."""

import pytest

from rusctl.diagnostics import Severity
from tests.checks.conftest import Ask, Check
from tests.checks.test_tour import event

PLACES = "".join(
    f'[[municipality]]\nid = "{name}"\nname = "{name.capitalize()}"\n' for name in ("sala", "koping", "norberg")
)
KIND = 'tour_kind = "kommundialog"\n'
FRAME = '[[challenge]]\nid = "klimat"\nname = "Klimat"\n[[priority]]\nid = "kompetens"\nname = "Kompetens"\n'
NEVER, TWICE, THEME = "municipality-never-visited", "municipality-visited-twice", "theme-never-treated"


def tour(*lines: str, name: str = "dialoger") -> str:
    return f'[[tour]]\nid = "{name}"\nkind = "kommundialog"\n' + "".join(f"{line}\n" for line in lines)


def stop(name: str, place: str = "", **keys: str) -> str:
    return event(name, municipality=f'"{place or name}"', **keys)


def said(ask: Ask, rule: str, process: str, events: str) -> list[str]:
    return [text for _, text in ask(rule, process=process, events=events, municipalities=PLACES)]


def test_a_tour_of_themes_visits_no_municipality_in_particular(ask: Ask) -> None:
    events = stop("sala", themes='["klimat"]')
    assert len(said(ask, NEVER, KIND, events)) == 2
    themes = tour("visits = 0", 'themes = ["klimat", "kompetens"]')
    assert said(ask, NEVER, KIND + themes, events + stop("sala-2", "sala")) == []
    assert said(ask, TWICE, KIND + themes, events + stop("sala-2", "sala")) == []
    assert said(ask, THEME, themes, events) == ["dialoger never treats kompetens; add an event of it"]


def test_one_event_visits_all_the_municipalities_that_it_is_for(ask: Ask) -> None:
    shared = stop("gemensam", "sala", municipalities='["sala", "koping"]')
    assert said(ask, NEVER, KIND, shared) == ["the tour never visits Norberg; add an event there"]
    assert said(ask, TWICE, KIND, shared + stop("koping")) == [
        "gemensam and koping both visit koping; correct or cancel one of them"
    ]
    only = event("gemensam", municipalities='["sala", "koping", "norberg"]')
    assert said(ask, NEVER, KIND, only) == said(ask, TWICE, KIND, only) == []
    misspelt = event("gemensam", municipalities='["sala", "kopping", "norberg"]')
    assert said(ask, NEVER, KIND, misspelt) == []  # it is told as unknown
    assert len(said(ask, "unknown-municipality", KIND, misspelt)) == 1


def test_a_second_round_is_judged_by_itself(ask: Ask) -> None:
    first = stop("sala") + stop("koping") + stop("norberg")
    second = stop("sala-2", "sala", round="2")
    assert said(ask, TWICE, KIND, first + second) == []
    assert said(ask, NEVER, KIND, first + second) == []
    rounds = tour("round = 1", name="hosten") + tour(
        "round = 2", 'name = "Våren"', 'municipalities = ["sala", "koping"]', name="varen"
    )
    assert said(ask, NEVER, KIND + rounds, first + second) == ["Våren never visits Koping; add an event there"]
    assert said(ask, TWICE, KIND + rounds, first + second + stop("sala-3", "sala", round="2")) == [
        "sala-2 and sala-3 both visit sala; correct or cancel one of them"
    ]
    assert said(ask, TWICE, KIND + rounds, first + second + stop("norberg-2", "norberg", round="2")) == []


def test_two_visits_each(ask: Ask) -> None:
    events = stop("sala") + stop("sala-2", "sala") + stop("koping")
    twice = tour("visits = 2")
    assert said(ask, NEVER, twice, events) == [
        "dialoger visits Koping 1 of 2 times; add an event there",
        "dialoger never visits Norberg; add an event there",
    ]
    assert said(ask, TWICE, twice, events) == []
    assert said(ask, TWICE, twice, events + stop("sala-3", "sala")) == [
        "sala-3 visits sala, where dialoger is to be 2 times and no more; correct or cancel one of them"
    ]


def test_a_tour_that_could_not_be_read_is_not_judged(check: Check) -> None:
    for line in ('visits = "no"', "visit = 0", "municipalities = 1"):
        found = check(process=KIND + tour(line), events=stop("sala"), municipalities=PLACES)
        assert [one for one in found if one.name in (NEVER, TWICE, THEME)] == []


@pytest.mark.parametrize("process", [KIND, ""])
def test_without_a_kind_of_the_tour_nothing_gets_worse(process: str, check: Check) -> None:
    """Four dialogues of themes and a workshop, in one municipality twice: with the kind named or not."""
    events = stop("sala") + stop("seon", "sala", kind='"workshop"')
    found = check(process=process, events=events, municipalities=PLACES)
    told = [one for one in found if one.name in (NEVER, TWICE)]
    assert [(one.name, one.record) for one in told] == [(NEVER, "koping"), (NEVER, "norberg")]
    assert {one.severity for one in told} == {Severity.ERROR if process else Severity.WARNING}


def test_a_theme_that_is_no_heading_is_told(ask: Ask) -> None:
    found = ask(
        "unknown-theme", process=tour('themes = ["klimatet"]'), events=stop("sala", themes='["sport"]'), frame=FRAME
    )
    assert [text for _, text in found] == [
        '"klimatet" is not a theme; did you mean "klimat"?',
        '"sport" is not a theme; declare it in config/frame.toml',
    ]
