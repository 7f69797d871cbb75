"""Inputs stored as they are said: what the words mean, each line safe, the last one undone; and corrected."""

import pytest

from rusctl.errors import RusctlError, UsageError
from rusctl.services.inputs import correcting, listing, record_lines, storing
from rusctl.services.inputs.listing import InputFilter
from rusctl.services.inputs.record_lines import LineMeans
from rusctl.services.inputs.storing import Recording
from rusctl.services.inputs.words import InputSaid, InputWords
from rusctl.services.people import changes
from rusctl.services.people.register_access import is_there
from rusctl.services.project import Project
from tests.services.conftest import said

SAID = InputSaid(question="2", table="Bord 1", kind="Möjligheter", roles=("Näringsliv, politiker",), noted_by="ak")


def stored(project: Project, *texts: str, said: InputSaid = SAID) -> list[str]:
    return storing.store_all(project, storing.meant(project, "Sala", said), texts)


def test_what_words_mean_is_what_the_plan_has(asked: Project) -> None:
    like = storing.meant(asked, "Sala", SAID)
    assert (like.event, like.municipality, like.question, like.kind) == ("sala", "sala", "hinder", "mojlighet")
    assert (like.roles, like.table, like.noted_by) == (("naringsliv", "politiker"), "Bord 1", "ak")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("utmaning", "utmaning"),
        ("U", "utmaning"),
        ("Utmaningar", "utmaning"),
        ("Förslag", "forslag"),
        ("fact", "sakuppgift"),
    ],
)
def test_a_kind_is_meant_by_its_name_or_its_beginning(asked: Project, text: str, kind: str) -> None:
    assert InputWords(asked.readable().plan).kind(text) == kind


@pytest.mark.parametrize(
    ("wrong", "kind"),
    [
        (InputSaid(kind="klagomål"), RusctlError),
        (InputSaid(roles=("kung",)), RusctlError),
        (InputSaid(question="3"), RusctlError),
        (InputSaid(noted_by="Testa Testsson"), UsageError),
        (InputSaid(table="x" * 101), UsageError),
        (InputSaid(municipality="Åmål"), RusctlError),
    ],
)
def test_a_word_that_means_nothing_is_refused_and_no_database_is_made(
    asked: Project, wrong: InputSaid, kind: type[RusctlError]
) -> None:
    with pytest.raises(kind):
        storing.meant(asked, "sala", wrong)
    assert not is_there(asked)


def test_the_first_input_makes_the_database_and_a_line_says_so(asked: Project) -> None:
    meeting = Recording(asked, storing.meant(asked, "sala", SAID))
    assert asked.notes == []
    assert meeting.looked_at("Fler bussar").found == ()
    assert not is_there(asked)
    assert meeting.store("  Fler bussar ") == "SALA-001"
    (note,) = asked.notes
    assert said(note).startswith("inputs are kept in register/register.sqlite3, a database that was made for them now")
    assert meeting.store("Skola") == "SALA-002"
    assert len(asked.notes) == 1


def test_each_line_is_a_change_and_the_last_is_undone_by_a_key(asked: Project) -> None:
    meeting = Recording(asked, storing.meant(asked, "sala", SAID))
    meeting.store("Fler bussar")
    meeting.change(InputSaid(kind="förslag", roles=("politiker",)))
    meeting.store("Skola")
    assert meeting.undo() == "SALA-002"
    assert meeting.store("Skolor") == "SALA-003"
    found = listing.listed(asked, InputFilter())
    assert [(one.ident, one.text, one.kind, one.roles, one.table) for one in found] == [
        ("SALA-001", "Fler bussar", "mojlighet", ("naringsliv", "politiker"), "Bord 1"),
        ("SALA-003", "Skolor", "forslag", ("politiker",), "Bord 1"),
    ]
    assert [one.what for one in changes.made(asked)] == [
        "inputs record",
        "register undo",
        "inputs record",
        "inputs record",
    ]
    assert (meeting.undo(), meeting.undo()) == ("SALA-003", "SALA-001")
    with pytest.raises(RusctlError):
        meeting.undo()


def test_a_line_is_looked_at_with_the_names_of_the_register(named: Project) -> None:
    meeting = Recording(named, storing.meant(named, "sala", SAID))
    assert meeting.looked_at("enligt Testa Testsson, tt@x.se").without == "enligt […], […]"


@pytest.mark.parametrize(
    ("line", "means", "more"),
    [
        ("Fler bussar\n", LineMeans.TEXT, InputSaid()),
        ("- Fler\n", LineMeans.TEXT, InputSaid()),
        ("\n", LineMeans.EMPTY, InputSaid()),
        ("-\n", LineMeans.UNDO, InputSaid()),
        ("?\n", LineMeans.HELP, InputSaid()),
        ("/slut\n", LineMeans.END, InputSaid()),
        ("/roll Politiker\n", LineMeans.CHANGE, InputSaid(roles=("Politiker",))),
        ("/Fråga 2\n", LineMeans.CHANGE, InputSaid(question="2")),
        ("/kind proposal\n", LineMeans.CHANGE, InputSaid(kind="proposal")),
    ],
)
def test_a_line_is_an_input_or_says_what_follows(line: str, means: LineMeans, more: InputSaid) -> None:
    found = record_lines.read(line)
    assert (found.means, found.said) == (means, more)


def test_a_line_that_begins_with_a_stroke_and_says_nothing_known_is_refused() -> None:
    for line in ("/vad x", "/roll"):
        with pytest.raises(RusctlError):
            record_lines.read(line)


def test_a_correction_keeps_what_was_said(asked: Project) -> None:
    stored(asked, "Fler bussar")
    done = correcting.correct(asked, "sala-001", "Fler tåg", InputSaid(kind="utmaning", noted_by="bo"))
    assert (done.ident, done.text_number) == ("SALA-001", 2)
    found = listing.shown(asked, "SALA-001")
    assert (found.input.text, found.input.kind, found.input.roles) == (
        "Fler tåg",
        "utmaning",
        ("naringsliv", "politiker"),
    )
    assert [one.text for one in found.versions] == ["Fler bussar", "Fler tåg"]
    with pytest.raises(RusctlError):
        correcting.correct(asked, "SALA-001", "Fler tåg", InputSaid())
    assert changes.undo(asked).what == "inputs correct"
    again = listing.shown(asked, "SALA-001")
    assert (again.input.text, again.input.kind, len(again.versions)) == ("Fler bussar", "mojlighet", 1)


def test_a_listing_has_what_every_filter_lets_through(asked: Project) -> None:
    stored(asked, "Fler bussar", "Skola")
    stored(asked, "Tåg", said=InputSaid(kind="utmaning", question="1"))
    by = {
        InputFilter(): 3,
        InputFilter(events=("Sala",)): 3,
        InputFilter(events=("koping",)): 0,
        InputFilter(kinds=("Utmaning",)): 1,
        InputFilter(roles=("politiker",)): 2,
        InputFilter(question="hinder"): 2,
        InputFilter(municipalities=("Sala",), kinds=("mojlighet",)): 2,
    }
    assert {wanted: len(listing.listed(asked, wanted)) for wanted in by} == by
    beside = listing.by_question(asked.readable().plan, listing.listed(asked, InputFilter()))
    assert [one.question for one in beside] == ["framtid", "hinder", "hinder"]


def test_what_a_form_took_is_not_what_undo_undoes(asked: Project) -> None:
    stored(asked, "Fler bussar")
    storing.opened(asked).change("inputs form", lambda _change: None)
    assert changes.undo(asked).what == "inputs add"
