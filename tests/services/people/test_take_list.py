"""What an import makes: which columns are taken as what, what each row would do, and what it has done."""

from pathlib import Path
from typing import Any

import pytest

from rusctl.errors import RusctlError, UsageError
from rusctl.model.people import Person
from rusctl.register.apply_import import Taken
from rusctl.services.people import erasing, persons, take_list
from rusctl.services.people.take_list import ListProposal
from rusctl.services.project import Project
from rusctl.storage import mappings
from rusctl.storage.untrusted.sheet import Sheet
from tests.services.conftest import said
from tests.services.people.conftest import meanwhile, refused, stored

HEADING = "Namn;Arbetsplats;E-post;Roll;OSA;Allergi"
ROWS = (
    "Testperson Fem;Företag AB;fem@example.org;Näringsliv;ja;nötter",
    "Testperson Ett;Sala kommun;ett@example.org;;nej;",
    "Testperson Sex;;inte-en-adress;politiker;ja;",
)
PERSONNUMMER = "19121212-1212"


def sheet(folder: Path, *rows: str, heading: str = HEADING) -> Sheet:
    path = folder / "lista.csv"
    path.write_text("\n".join([heading, *rows]), encoding="utf-8")
    return take_list.read(path)


def proposed(project: Project, found: Sheet, *, event: str = "", names: bool = False, **more: Any) -> ListProposal:
    wanted = take_list.choice(project, event, **{"role": "politiker", **more})
    columns = take_list.mapped(project, found, (), of_event=bool(event))
    return take_list.propose(project, found, columns, wanted, file="lista.csv", names=names)


def lines(proposal: ListProposal) -> list[str]:
    return [said(one) for one in take_list.refused(proposal, proposal.planned)]


def taken(proposal: ListProposal) -> Taken:
    done = take_list.carry_out(proposal)
    assert not take_list.otherwise(proposal, done)
    return done


def test_a_list_of_an_event_makes_persons_and_their_part_in_it(people: Project, tmp_path: Path) -> None:
    proposal = proposed(people, sheet(tmp_path, *ROWS), event="norberg")
    assert stored(people, "participation", "person") == []
    assert [said(one) for one in take_list.in_numbers(proposal.planned.counts, done=False)] == [
        "2 would be imported + 0 skipped + 1 failed = 3 rows",
        "persons: 1 new, 1 changed",
    ]
    assert taken(proposal).number == 5
    assert stored(people, "person", "name", "organisation")[0] == ("Testperson Ett", "Sala kommun")
    assert stored(people, "person", "name", "email")[4:] == [("Testperson Fem", "fem@example.org")]
    assert stored(people, "participation", "event", "person", "role", "answer") == [
        ("norberg", 5, "naringsliv", "accepted"),
        ("norberg", 1, "politiker", "declined"),
    ]
    assert stored(people, "operation", "what")[-1] == ("participants import",)
    assert said(take_list.in_numbers(proposal.planned.counts, done=True)[0]).startswith("2 imported + ")


def test_a_list_of_persons_makes_persons_and_the_roles_they_hold(house: Project, tmp_path: Path) -> None:
    taken(proposed(house, sheet(tmp_path, "Åsa Ek;tjansteman", heading="Namn;Roll")))
    assert stored(house, "person", "name") == [("Åsa Ek",)]
    assert stored(house, "mandate", "person", "role") == [(1, "tjansteman")]
    assert stored(house, "operation", "what") == [("person import",)]


def test_the_same_list_twice_does_nothing(people: Project, tmp_path: Path) -> None:
    found = sheet(tmp_path, *ROWS[:2])
    taken(proposed(people, found, event="norberg"))
    again = proposed(people, found, event="norberg").planned.counts
    assert (again.imported, again.skipped, again.failed) == (0, 2, 0)


def test_what_the_register_says_otherwise_stands_unless_it_is_to_be_written_over(
    people: Project, tmp_path: Path
) -> None:
    found = sheet(tmp_path, "Testperson Två;Köpings kommun;tva@example.org", heading="Namn;Arbetsplats;E-post")
    kept = proposed(people, found)
    assert said(take_list.in_numbers(kept.planned.counts, done=False)[-1]).startswith(
        "1 person is described otherwise in the register, which stands"
    )
    taken(proposed(people, found, overwrite=True))
    assert stored(people, "person", "organisation")[1] == ("Köpings kommun",)


def test_a_row_that_is_not_taken_says_which_and_why_and_whose_only_when_asked(people: Project, tmp_path: Path) -> None:
    found = sheet(tmp_path, *ROWS, ";;;;;nöt", "Testperson Skyddad;;skyddad@example.org;;;")
    without, named = proposed(people, found, event="norberg"), proposed(people, found, event="norberg", names=True)
    first, second, third = lines(without)
    assert first.startswith("lista.csv, row 4, column E-post: ")
    assert second == "lista.csv, row 5, column Namn: the name is missing"
    assert third.startswith("lista.csv, row 6: this person's data are protected or restricted")
    assert "Sex" not in first + second + third
    assert lines(named)[0].startswith("lista.csv, row 4 (Testperson Sex): ")
    assert take_list.exit_code(without.planned) == 1


def test_the_first_rows_are_named_and_the_others_counted(house: Project, tmp_path: Path) -> None:
    many = take_list.FAULTS_SHOWN + 2
    found = sheet(tmp_path, *(f";{number}" for number in range(many)), heading="Namn;Arbetsplats")
    told = lines(proposed(house, found))
    assert len(told) == take_list.FAULTS_SHOWN + 1
    assert told[-1] == "and 2 rows more"


def test_a_personnummer_is_never_taken_and_has_a_code_of_its_own(house: Project, tmp_path: Path) -> None:
    found = proposed(house, sheet(tmp_path, f"Åsa {PERSONNUMMER}", "Bo Ek", heading="Namn"))
    (line,) = lines(found)
    assert PERSONNUMMER not in line
    assert take_list.exit_code(found.planned) == 6
    taken(found)
    assert stored(house, "person", "name") == [("Bo Ek",)]
    clean = proposed(house, sheet(tmp_path, "Bo Ek", heading="Namn"))
    assert take_list.exit_code(clean.planned) == 0


def test_who_was_erased_does_not_come_back_by_a_list(people: Project, tmp_path: Path) -> None:
    erasing.carry_out(people, erasing.propose(people, 1), "DNR-1")
    found = proposed(people, sheet(tmp_path, *ROWS[:2]), event="norberg")
    (line,) = lines(found)
    assert "this person was erased on " in line
    taken(found)
    assert [name for (name,) in stored(people, "person", "name")] == [
        "Testperson Två",
        "Testperson Tre",
        "Testperson Skyddad",
        "Testperson Fem",
    ]


def test_what_was_changed_meanwhile_is_planned_anew_and_that_is_seen(
    people: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    proposal = proposed(people, sheet(tmp_path, ROWS[0]), event="norberg")
    new = Person(name="Testperson Fem", organisation="Företag AB", email="fem@example.org")
    meanwhile(monkeypatch, lambda: persons.add(people, new))
    done = take_list.carry_out(proposal)
    assert take_list.otherwise(proposal, done)
    assert (proposal.planned.counts.new_persons, done.planned.counts.new_persons) == (1, 0)
    assert len(stored(people, "person", "id")) == 5


def test_headings_tell_what_columns_are_and_others_are_dropped(house: Project, tmp_path: Path) -> None:
    found = sheet(tmp_path, "Åsa Ek;;a@example.org;;;nötter;x", heading=f"{HEADING};")
    columns = take_list.mapped(house, found, (), of_event=True)
    assert columns == {
        "Namn": "name",
        "Arbetsplats": "organisation",
        "E-post": "email",
        "Roll": "role",
        "OSA": "answer",
    }
    assert [said(one) for one in take_list.about_columns(found, columns)] == [
        "column Namn: name",
        "column Arbetsplats: organisation",
        "column E-post: e-mail",
        "column Roll: role",
        "column OSA: answer",
        "dropped, and not taken into the register: Allergi, G (no heading)",
    ]
    assert "OSA" not in take_list.mapped(house, found, (), of_event=False)


def test_that_a_personnummer_stands_in_what_is_dropped_is_said(tmp_path: Path) -> None:
    found = sheet(tmp_path, f"Åsa Ek;{PERSONNUMMER}", heading="Namn;Övrigt")
    told = [said(one) for one in take_list.about_columns(found, {"Namn": "name"})]
    assert told[-1].startswith("what was dropped holds a personnummer")
    assert take_list.about_columns(sheet(tmp_path, "Åsa", heading="Namn"), {"Namn": "name"})[1:] == []


def test_what_is_said_of_a_column_counts_and_takes_the_field_from_another(house: Project, tmp_path: Path) -> None:
    found = sheet(tmp_path, "Åsa Ek;Åsa;", heading="Namn;Övrigt;Roll")
    assert take_list.mapped(house, found, ["Övrigt=name", "Roll="], of_event=False) == {"Övrigt": "name", "Roll": ""}
    with pytest.raises(UsageError):
        take_list.mapped(house, found, ["Övrigt=skonummer"], of_event=False)
    with pytest.raises(RusctlError):
        take_list.mapped(house, found, ["Namn="], of_event=False)


def test_who_can_be_asked_is_asked_of_what_no_heading_tells(house: Project, tmp_path: Path) -> None:
    found = sheet(tmp_path, "Åsa Ek;Sala;x", heading="Namn;Ort;Övrigt")
    heard: list[tuple[list[str], list[str]]] = []

    def asks(headings: Any, fields: Any) -> dict[str, str]:
        heard.append((headings, fields))
        return {"Ort": "municipality", "Övrigt": ""}

    columns = take_list.mapped(house, found, (), of_event=False, asks=asks)
    assert columns == {"Namn": "name", "Ort": "municipality", "Övrigt": ""}
    assert [headings for headings, _ in heard] == [["Ort", "Övrigt"]]
    assert "answer" not in heard[0][1]
    take_list.mapped(house, found, ["Ort=municipality"], of_event=False, asks=asks)
    take_list.remember(house, found, columns)
    assert take_list.mapped(house, found, (), of_event=False, asks=asks) == {"Namn": "name", "Ort": "municipality"}
    assert len(heard) == 1


def test_what_was_said_of_columns_is_remembered_once(house: Project, tmp_path: Path) -> None:
    found = sheet(tmp_path, "Åsa Ek;x", heading="Namn;Övrigt")
    columns = {"Namn": "name", "Övrigt": ""}
    take_list.remember(house, found, columns)
    path = house.folder.path / mappings.FILE
    before = path.stat().st_mtime_ns
    take_list.remember(house, found, columns)
    assert path.stat().st_mtime_ns == before
    assert "Övrigt" not in path.read_text(encoding="utf-8")


def test_how_a_list_was_read_is_said(tmp_path: Path) -> None:
    (form,) = take_list.about(sheet(tmp_path, "Åsa", heading="Namn;Roll"))
    assert "semicolons between the columns" in said(form)
    book = Sheet(heading=("Namn",), rows=(), name="Blad1", others=("Blad2", "Blad3"))
    assert [said(one) for one in take_list.about(book)] == [
        "read from the sheet Blad1",
        "not read: the sheets Blad2, Blad3; --sheet chooses one",
    ]


def test_a_role_that_the_plan_has_not_is_refused_before_anything_is_read(house: Project) -> None:
    with refused("politiker"):
        take_list.choice(house, "norberg", "politker")
