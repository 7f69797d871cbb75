"""What a person is given who asks: every row, what stands beside the register, and it in words."""

import datetime as dt
from typing import Any

import pytest

from rusctl.language.catalogue import Language
from rusctl.model.people import Person
from rusctl.model.retention import Kept, Retention, RetentionClass
from rusctl.services import selection
from rusctl.services.people import data_subject, extract, persons, taking_part, told_of_data
from rusctl.services.people.extract_words import cell, in_words
from rusctl.services.people.participants_words import PeopleWords
from rusctl.services.people.register_access import opened
from rusctl.services.people.taking_part import PartSaid
from rusctl.services.project import Project
from tests.services.conftest import add, said
from tests.services.people.conftest import draft_to, refused

LETTER = b"Subject: Dialog\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nHej Ett"


def places(project: Project, number: int) -> list[tuple[str, str]]:
    return [(one.table, str(one.values.get("file", ""))) for one in extract.held(project, number)]


def test_every_row_about_a_person_is_given_with_where_it_is_from(people: Project) -> None:
    taking_part.enter(people, selection.event(people.plan, "norberg"), [1, 2], PartSaid(answer="accepted"))
    persons.correct(people, 1, {"phone": "021-17 45 00"})
    found = extract.held(people, 1)
    tables = [one.table for one in found]
    assert {"person", "mandate", "participation", "address", "history"} <= {*tables}
    (row,) = [one for one in found if one.table == "participation"]
    assert (row.values["event"], row.made_by) == ("norberg", "participants add")
    assert all(one.values.get("person") in {None, 1} for one in found)
    with refused("there is no person 9"):
        extract.held(people, 9)


def test_drafts_and_files_that_name_the_person_are_given_and_the_database_is_not(people: Project) -> None:
    folder = people.folder.path
    draft_to(folder, "ett@example.org", LETTER)
    add(folder, "events.toml", "# ring ett@example.org")
    (draft,) = [one for one in extract.held(people, 1) if one.table == "draft"]
    assert draft.values == {"file": "drafts/norberg/ett@example.org.eml", "text": "Dialog\n\nHej Ett"}
    beside = [file.partition(":")[0] for table, file in places(people, 1) if table == "file"]
    assert beside == ["events.toml"]
    assert [table for table, _ in places(people, 3) if table in {"draft", "file"}] == []


def test_a_text_that_somebody_else_has_too_is_not_looked_for(people: Project) -> None:
    persons.add(people, Person(name="Testperson Ett"))
    add(people.folder.path, "events.toml", "# Testperson Ett")
    assert [file for table, file in places(people, 1) if table == "file"] == []


def test_a_person_is_found_by_what_they_have_or_had_and_nobody_else_has(people: Project) -> None:
    persons.correct(people, 1, {"email": "ny@example.org"})
    register = opened(people)
    with register.reading() as connection:
        who = data_subject.identity(connection, 1)
    assert {"Testperson Ett", "ett@example.org", "ny@example.org", "021-17 00 01"} == {*who.texts}
    assert {*who.addresses} == {"ett@example.org", "ny@example.org"}
    persons.correct(people, 2, {"email": "ett@example.org"})
    with register.reading() as connection:
        who = data_subject.identity(connection, 1)
        both = data_subject.identity(connection, 1, gone=[2])
    assert "ett@example.org" not in who.addresses
    assert "ett@example.org" not in who.own
    assert "ett@example.org" in both.addresses


def test_where_a_text_stands_is_a_file_and_a_line_without_the_text(people: Project) -> None:
    folder = people.folder.path
    (folder / "lista.bin").write_bytes(b"\xff\x00 ett@example.org")
    add(folder, "events.toml", "# ett@example.org")
    found = data_subject.traces_of(folder, ["ett@example.org"])
    assert "events.toml:" in "".join(found)
    assert any(place.startswith("lista.bin") for place in found)
    assert any(place.startswith("register/") for place in found)
    assert not any(place.startswith("register/") for place in data_subject.others_files(folder, ["ett@example.org"]))


@pytest.mark.parametrize(
    ("column", "value", "table", "text"),
    [
        ("organisation", "", "person", "–"),
        ("told", None, "participation", "–"),
        ("protected", True, "person", "yes"),
        ("restricted", False, "person", "no"),
        ("role", "politiker", "mandate", "Elected politicians"),
        ("role", "ingen", "mandate", "ingen"),
        ("municipality", "sala", "person", "Sala"),
        ("municipality", "okand", "person", "okand"),
        ("told", dt.date(2018, 10, 1), "participation", "Mon, 1 Oct 2018"),
        ("answer", "accepted", "participation", "yes"),
        ("answer", "accepted", "answer", "yes"),
        ("kind", "person", "participation", "by name"),
        ("name", "Åsa Ek", "person", "Åsa Ek"),
        ("number", 3, "participation", "3"),
    ],
)
def test_what_is_kept_is_put_into_words(tour: Project, column: str, value: Any, table: str, text: str) -> None:
    assert in_words(PeopleWords(tour.plan, Language("en")), column, value, table) == text


def test_a_cell_leaves_nothing_empty_and_a_day_as_excel_reads_it(tour: Project) -> None:
    words = PeopleWords(tour.plan, Language("en"))
    assert [cell(words, "told", value) for value in (None, "", dt.date(2018, 10, 1))] == ["", "", "2018-10-01"]
    assert cell(words, "walk_in", value=True) == "yes"


def test_what_nobody_has_written_down_of_the_processing_is_said() -> None:
    assert told_of_data.lacking(Retention()) == [
        "controller",
        "officer",
        "purpose",
        "legal_basis",
        "recipients",
        "origin",
        "class",
    ]
    assert {said(text) for _, _, text in told_of_data.processing(Retention())} == {
        "not set; fill it in in config/retention.toml"
    }


def test_how_data_are_handled_is_told_in_the_folders_words() -> None:
    retention = Retention(
        controller={"sv": "Regionstyrelsen", "en": "The board"},
        officer="dataskydd@example.org",
        purpose={"": "dialoger"},
        legal_basis={"": "allmänt intresse"},
        recipients=({"": "kommunerna"}, {"": "länsstyrelsen"}),
        origin={"": "listor"},
        classes=(
            RetentionClass(id="k", what=Kept.CONTACT, months=1, decision="D-1"),
            RetentionClass(id="a", what=Kept.HISTORY, months=2, decision="D-2"),
        ),
    )
    assert told_of_data.lacking(retention) == []
    told = {key: said(text) for key, _, text in told_of_data.processing(retention)}
    assert told["controller"] == "The board"
    assert told["officer"] == "dataskydd@example.org"
    assert told["recipients"] == "kommunerna, länsstyrelsen"
    assert ": 1 month after the last event (decision D-1)" in told["retention"]
    assert ": 2 months after the change (decision D-2)" in told["retention"]
