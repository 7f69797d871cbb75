"""Inputs counted and quoted, in SQLite and in PostgreSQL: each once under a heading, and where its themes lead."""

import datetime as dt

import pytest

from rusctl.database.database import Register
from rusctl.database.transaction import Transaction
from rusctl.inputs import counts, said, store
from rusctl.inputs.placing import Placing, placing
from rusctl.inputs.schema import heading, part, tag, theme, work
from rusctl.model.inputs import NewInput, Step
from rusctl.model.plan import Event, FrameItem, Texts
from rusctl.model.synthesis import Dimension, Selected, SortedState

NOON = dt.datetime(2018, 11, 7, 12, tzinfo=dt.UTC)
FRAME = (
    FrameItem(id="infrastruktur", kind="equality", name=Texts({"sv": "Infrastruktur"})),
    FrameItem(id="halsa", kind="equality", name=Texts({"sv": "Hälsa"})),
)
EVENTS = (Event(id="sala", municipality="sala"), Event(id="arboga", municipality="arboga"))
SAID = (
    NewInput(event="sala", text="Bussen går sällan. Banan är enkelspårig.", kind="utmaning", roles=("p", "n")),
    NewInput(event="sala", text="Tåget är sent", kind="utmaning", roles=("p",), municipality="norberg"),
    NewInput(event="arboga", text="Fler cykelvägar", kind="forslag", question="f1"),
    NewInput(event="arboga", text="Något annat", kind="forslag"),
)


def filled(change: Transaction) -> None:
    """Four inputs: the first in two parts under one theme and a heading, the second under an older wording."""
    store.add(change, SAID)
    old = change.insert(heading, kind="equality", heading="infrastruktur", sv="Vägar", at=NOON)
    new = change.insert(heading, kind="equality", heading="infrastruktur", sv="Infrastruktur", at=NOON)
    gone = change.insert(heading, kind="target", heading="borta", sv="Borta", at=NOON)
    bus = change.insert(theme, ident="buss", sv="Bussar", heading="infrastruktur")
    night = change.insert(theme, ident="natt", sv="Nattbussar", above=bus)
    renamed = change.insert(theme, ident="gammal", sv="Gammal", replaced_by=night)
    first = change.insert(part, input=1, of_text=1, ordinal=1, start=0, stop=18)
    second = change.insert(part, input=1, of_text=1, ordinal=2, start=19, stop=40)
    for values in (
        {"input": 1, "part": first, "theme": renamed},
        {"input": 1, "part": second, "theme": bus},
        {"input": 1, "heading": new},
        {"input": 2, "heading": old},
        {"input": 3, "heading": new},
        {"input": 3, "heading": gone},
    ):
        change.insert(tag, at=NOON, **values)
    change.insert(work, input=4, step=Step.LATER, assigned="ab", at=NOON)


@pytest.fixture
def found(register: Register) -> tuple[Register, Placing]:
    register.change("inputs add", filled)
    with register.reading() as connection:
        return register, placing(FRAME, counts.wordings(connection), counts.themes(connection), EVENTS)


def counted(found: tuple[Register, Placing], *by: Dimension, chosen: Selected | None = None) -> counts.Counts:
    with found[0].reading() as connection:
        return counts.counted(connection, by, found[1], chosen or Selected())


def test_an_input_counts_once_under_a_heading_and_under_what_is_above_its_themes(
    found: tuple[Register, Placing],
) -> None:
    assert counted(found, Dimension.BY_HEADING) == {
        ("equality:infrastruktur",): 3,
        ("theme:buss",): 1,
        ("theme:natt",): 1,
        ("target:borta",): 1,
    }


def test_where_an_input_says_no_municipality_its_event_does(found: tuple[Register, Placing]) -> None:
    assert counted(found, Dimension.BY_MUNICIPALITY) == {("sala",): 1, ("norberg",): 1, ("arboga",): 2}
    by = counted(found, Dimension.BY_HEADING, Dimension.BY_MUNICIPALITY)
    assert {key: number for key, number in by.items() if key[0] == "equality:infrastruktur"} == {
        ("equality:infrastruktur", "sala"): 1,
        ("equality:infrastruktur", "norberg"): 1,
        ("equality:infrastruktur", "arboga"): 1,
    }


def test_an_input_counts_once_for_each_role_and_one_without_a_role_for_none(found: tuple[Register, Placing]) -> None:
    assert counted(found, Dimension.BY_ROLE) == {("p",): 2, ("n",): 1, ("",): 2}


@pytest.mark.parametrize(
    ("chosen", "number"),
    [
        (Selected(events=("sala",)), 2),
        (Selected(events=()), 0),
        (Selected(kind="forslag"), 2),
        (Selected(question="f1"), 1),
        (Selected(question=""), 3),
    ],
)
def test_what_is_chosen_is_counted(found: tuple[Register, Placing], chosen: Selected, number: int) -> None:
    assert sum(counted(found, Dimension.BY_EVENT, chosen=chosen).values()) == number


def test_how_much_is_sorted_and_who_has_the_rest(found: tuple[Register, Placing]) -> None:
    with found[0].reading() as connection:
        left = counts.sorting(connection, Selected())
    assert {(one.state, one.assigned, one.number) for one in left} == {
        (SortedState.SORTED, "", 3),
        (SortedState.LATER, "ab", 1),
    }


def test_what_was_said_is_given_word_for_word(found: tuple[Register, Placing]) -> None:
    with found[0].reading() as connection:
        spans = said.said(connection, found[1], Selected(events=("sala",)))
    assert {(one.row, one.ident, one.words) for one in spans} == {
        ("theme:natt", "SALA-001", "Bussen går sällan."),
        ("theme:buss", "SALA-001", "Bussen går sällan."),
        ("theme:buss", "SALA-001", "Banan är enkelspårig."),
        ("equality:infrastruktur", "SALA-001", "Bussen går sällan."),
        ("equality:infrastruktur", "SALA-001", "Banan är enkelspårig."),
        ("equality:infrastruktur", "SALA-001", SAID[0].text),
        ("equality:infrastruktur", "SALA-002", "Tåget är sent"),
    }
    assert {(one.municipality, one.roles) for one in spans if one.ident == "SALA-001"} == {("sala", ("p", "n"))}


def test_a_part_of_a_text_that_was_corrected_is_not_quoted(found: tuple[Register, Placing]) -> None:
    def corrected(change: Transaction) -> None:
        one = store.by_ident(change.connection, "SALA-001")
        assert one is not None
        store.correct(change, one, "Bussen går sällan på kvällen.")

    found[0].change("inputs correct", corrected)
    with found[0].reading() as connection:
        spans = said.said(connection, found[1], Selected(events=("sala",)))
    assert {one.words for one in spans} == {"Bussen går sällan på kvällen.", "Tåget är sent"}


def test_rows_are_the_frame_with_themes_below_and_what_is_no_longer_declared(found: tuple[Register, Placing]) -> None:
    rows = [(one.key, one.above, one.undeclared) for one in found[1].rows]
    assert rows == [
        ("equality:infrastruktur", "", False),
        ("theme:buss", "equality:infrastruktur", False),
        ("theme:natt", "equality:infrastruktur", False),
        ("equality:halsa", "", False),
        ("target:borta", "", True),
    ]
