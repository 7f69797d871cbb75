"""Inputs sorted by command: names of headings understood, those that hold no longer refused, all of it undone."""

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from rusctl.errors import ConflictError, PolicyError, PrivacyError, RusctlError, UsageError
from rusctl.inputs import store
from rusctl.inputs.reference import MeantInput, meant
from rusctl.language.catalogue import Language
from rusctl.model.inputs import NewInput, Stance, Step
from rusctl.services.inputs import sorting, theme_edits
from rusctl.services.inputs.desk import SortingDesk
from rusctl.services.inputs.theme_edits import ThemeSaid
from rusctl.services.people.register_access import opened
from rusctl.services.project import Project
from tests.services.conftest import add, said

if TYPE_CHECKING:
    from collections.abc import Callable

TEXT = "Fler bussar på kvällen, och bättre vägar till Möklinta."
RENAMED = """
[[target]]
id = "nyskapande-2019"
name = { sv = "Ett nyskapande och tillväxtdrivet Västmanland" }
valid_until = 2018-12-31
replaced_by = "nyskapande-2020"

[[target]]
id = "nyskapande-2020"
name = { sv = "Ett nyskapande Västmanland" }
valid_from = 2019-01-01
"""


@pytest.fixture(name="dialogue")
def dialogue_fixture(house: Project) -> Project:
    new = [NewInput(event="sala", text=text) for text in (TEXT, "Fler bussar", "Praktik")]
    opened(house).change("inputs add", lambda change: store.add(change, new))
    return house


def under(project: Project, reference: str) -> MeantInput:
    with opened(project).reading() as connection:
        return meant(connection, reference)


def test_a_heading_is_named_as_people_name_it(dialogue: Project) -> None:
    found = sorting.tag(dialogue, "sala-001", ["Climate, environment and energy", "kompetens"], by="ak")
    assert found == sorting.SortedTo("SALA-001", ("klimat", "kompetens"), 2)
    assert sorting.tag(dialogue, "SALA-001", ["klimat"]).changed == 0
    assert sorting.tag(dialogue, "SALA-001", ["klimat"], remove=True) == ("SALA-001", ("kompetens",), 1)


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("SALA-009", "klimat"), "there is no input SALA-009"),
        (("SALA-001.1", "klimat"), "SALA-001 has no parts"),
        (("SALA-001", "klimatet"), "klimatet is not a heading or a theme"),
        (("SALA-001", "Ett"), "Ett is not a heading or a theme"),
    ],
)
def test_what_there_is_not_is_said(dialogue: Project, words: tuple[str, str], why: str) -> None:
    with pytest.raises(RusctlError) as caught:
        sorting.tag(dialogue, words[0], words[1:])
    assert why in said(caught.value.message)


def test_a_heading_of_another_time_takes_what_was_said_in_its_time(dialogue: Project) -> None:
    add(dialogue.folder.path, "config/frame.toml", RENAMED)
    now = dialogue.again()
    assert sorting.tag(now, "SALA-001", ["nyskapande-2019"]).changed == 1
    later = Project(str(dialogue.folder.path), "2020-06-16")
    assert sorting.tag(later, "SALA-002", ["nyskapande-2019"]).changed == 1  # the dialogue was in 2018
    assert sorting.tag(later, "SALA-002", ["nyskapande-2020"]).changed == 1
    with pytest.raises(PolicyError) as caught:
        sorting.tag(now, "SALA-003", ["nyskapande-2020"])
    assert said(caught.value.message) == "nyskapande-2020 does not hold yet"
    assert under(later, "SALA-002").sorting.headings == ("nyskapande-2019", "nyskapande-2020")


def test_an_input_without_a_day_is_put_under_what_holds_today(dialogue: Project) -> None:
    add(dialogue.folder.path, "config/frame.toml", RENAMED)
    later = Project(str(dialogue.folder.path), "2020-06-16")
    new = [NewInput(event="borta", text="Praktik")]
    opened(later).change("inputs add", lambda change: store.add(change, new))
    with pytest.raises(PolicyError) as caught:
        sorting.tag(later, "BORTA-001", ["nyskapande-2019"])
    assert said(caught.value.message) == "nyskapande-2019 held until 2018-12-31; nyskapande-2020 has taken its place"


def test_a_theme_is_made_by_its_name_and_replaced_by_another(dialogue: Project) -> None:
    made, new = theme_edits.set_theme(dialogue, "Bussar på kvällen", ThemeSaid(below="attraktiva-miljoer"))
    assert (made.ident, made.sv, made.heading, new) == (
        "bussar-pa-kvallen",
        "Bussar på kvällen",
        "attraktiva-miljoer",
        True,
    )
    assert sorting.tag(dialogue, "SALA-001", ["bussar på kvällen"]).under == ("bussar-pa-kvallen",)
    theme_edits.set_theme(dialogue, "trafik", ThemeSaid(sv="Kollektivtrafik", en="Public transport"))
    theme_edits.set_theme(dialogue, "Kollektivtrafik", ThemeSaid(below="bussar-pa-kvallen"))
    old, again = theme_edits.set_theme(dialogue, "bussar-pa-kvallen", ThemeSaid(replaced_by="trafik"))
    assert (again, old.last_day) == (False, dialogue.today)
    listed = theme_edits.listed(dialogue)
    assert [(one.theme.ident, one.above, one.replaced_by, one.inputs) for one in listed] == [
        ("bussar-pa-kvallen", "attraktiva-miljoer", "trafik", 1),
        ("trafik", "bussar-pa-kvallen", "", 0),
    ]
    with pytest.raises(PolicyError):
        theme_edits.remove(dialogue, "bussar-pa-kvallen")


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("klimat", ThemeSaid()),
        ("–", ThemeSaid()),
        ("bussar", ThemeSaid(replaced_by="klimat")),
        ("bussar", ThemeSaid(replaced_by="borta")),
        ("bussar", ThemeSaid(below="borta")),
        ("bussar", ThemeSaid(sv="x" * 201)),
        ("bussar", ThemeSaid(first_day=dt.date(2019, 1, 1), last_day=dt.date(2018, 1, 1))),
    ],
)
def test_a_theme_that_cannot_be_is_refused(dialogue: Project, name: str, values: ThemeSaid) -> None:
    with pytest.raises(RusctlError):
        theme_edits.set_theme(dialogue, name, values)
    assert theme_edits.listed(dialogue) == []


def test_a_part_is_a_quote_and_is_sorted_by_its_number(dialogue: Project) -> None:
    found = sorting.split(dialogue, "SALA-001", ["Fler bussar på kvällen"], ["24-54"])
    quotes = ["Fler bussar på kvällen", "och bättre vägar till Möklinta"]
    assert [text for _, text in found.quotes] == quotes
    new = sorting.shown(dialogue, "SALA-001").input
    opened(dialogue).change("inputs correct", lambda change: store.correct(change, new, "Bussar"))
    assert [text for _, text in sorting.shown(dialogue, "SALA-001.1").quotes] == quotes
    assert sorting.tag(dialogue, "SALA-001.2", ["attraktiva-miljoer"]).name == "SALA-001.2"
    assert sorting.stance(dialogue, "sala-001.2", "against").stance is Stance.AGAINST
    assert sorting.stance(dialogue, "SALA-001.2", "none").stance is None
    joined = sorting.join(dialogue, "SALA-001")
    assert (joined.sorting.parts, joined.sorting.headings) == ((), ("attraktiva-miljoer",))


@pytest.mark.parametrize("spans", [["0-0"], ["9"], ["50-99"], ["4-2"], ["a-b"], []])
def test_what_is_no_span_is_refused(dialogue: Project, spans: list[str]) -> None:
    with pytest.raises(RusctlError):
        sorting.split(dialogue, "SALA-001", [], spans)


def test_how_far_it_is_and_who_has_it(dialogue: Project) -> None:
    found = sorting.mark(dialogue, "SALA-001", "done", assigned="ak")
    assert (found.sorting.step, found.sorting.assigned) == (Step.DONE, "ak")
    assert sorting.mark(dialogue, "SALA-001", "senare").sorting.step is Step.LATER
    for words in (("", None), ("klarare", None), ("done", "Anna Andersson")):
        with pytest.raises(RusctlError):
            sorting.mark(dialogue, "SALA-001", words[0], assigned=words[1])


def test_groups_are_made_grown_and_dissolved(dialogue: Project) -> None:
    made = sorting.group(dialogue, ["SALA-001", "sala-002"], name="Bussar")
    assert sorting.group(dialogue, ["SALA-003"], into=made.number).idents == ("SALA-001", "SALA-002", "SALA-003")
    sorting.ungroup(dialogue, made.number, ["SALA-003"])
    assert [one.idents for one in sorting.all_groups(dialogue)] == [("SALA-001", "SALA-002")]
    with pytest.raises(PolicyError):
        sorting.ungroup(dialogue, made.number, ["SALA-003"])
    sorting.ungroup(dialogue, made.number, ["SALA-002"])
    assert sorting.all_groups(dialogue) == []
    with pytest.raises(UsageError):
        sorting.group(dialogue, ["SALA-001", "SALA-001"])


def test_nothing_of_a_dry_run_stays(dialogue: Project) -> None:
    runs: list[Callable[[], object]] = [
        lambda: sorting.tag(dialogue, "SALA-001", ["klimat"], dry_run=True),
        lambda: sorting.mark(dialogue, "SALA-001", "done", dry_run=True),
        lambda: sorting.stance(dialogue, "SALA-001", "for", dry_run=True),
        lambda: sorting.note(dialogue, "SALA-001", "x", dry_run=True),
        lambda: sorting.split(dialogue, "SALA-001", ["Fler"], dry_run=True),
        lambda: sorting.group(dialogue, ["SALA-001", "SALA-002"], dry_run=True),
        lambda: theme_edits.set_theme(dialogue, "bussar", ThemeSaid(), dry_run=True),
    ]
    for run in runs:
        run()
    found = under(dialogue, "SALA-001")
    assert (found.sorting.version, theme_edits.listed(dialogue)) == (0, [])


def test_a_mark_by_who_has_not_seen_the_last_change_is_refused(
    dialogue: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = under(dialogue, "SALA-001")
    sorting.note(dialogue, "SALA-001", "fråga")
    monkeypatch.setattr(sorting, "whole", lambda _connection, _reference: seen)
    with pytest.raises(ConflictError):
        sorting.mark(dialogue, "SALA-001", "done")


@pytest.mark.parametrize("text", ["Testa Testsson", "ring tt@example.org", "Testsson, Testa"])
def test_nobody_is_named_by_a_theme_a_group_or_a_note(named: Project, text: str) -> None:
    new = [NewInput(event="sala", text=one) for one in ("Fler bussar", "Praktik")]
    opened(named).change("inputs add", lambda change: store.add(change, new))
    runs: list[Callable[[], object]] = [
        lambda: sorting.note(named, "SALA-001", text),
        lambda: sorting.group(named, ["SALA-001", "SALA-002"], name=text),
        lambda: theme_edits.set_theme(named, text, ThemeSaid()),
        lambda: theme_edits.set_theme(named, "x", ThemeSaid(sv=text)),
        lambda: SortingDesk(named, Language("sv")).note(text),
    ]
    for run in runs:
        with pytest.raises(PrivacyError):
            run()
    assert (theme_edits.listed(named), sorting.all_groups(named)) == ([], [])
    assert sorting.note(named, "SALA-001", "psykisk hälsa").sorting.note == "psykisk hälsa"
