"""What an import makes: which columns are taken as what, what each row would do, and what it has done."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from rusctl.errors import RusctlError, UsageError
from rusctl.language.message import Message
from rusctl.model.people import Person
from rusctl.register.apply_import import Taken
from rusctl.register.matching import Doubt
from rusctl.services import selection
from rusctl.services.people import erasing, persons, take_list, taking_part
from rusctl.services.people.take_list import ListProposal
from rusctl.services.people.taking_part import PartSaid
from rusctl.services.project import Project
from rusctl.storage import mappings
from rusctl.storage.untrusted.sheet import Sheet
from tests.conftest import DAY
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
    found = sheet(tmp_path, *ROWS, ";;;;;nöt", "Åsa Ek;;skyddad@example.org;;;")
    without, named = proposed(people, found, event="norberg"), proposed(people, found, event="norberg", names=True)
    first, second, third = lines(without)
    assert first.startswith("lista.csv, row 4, column E-post: ")
    assert second == "lista.csv, row 5, column Namn: the name is missing"
    assert third.startswith("lista.csv, row 6: another name stands at this address (person 4); ")
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


NAMES = "Namn;Arbetsplats;E-post"


def known(project: Project, *people: Person, event: str = "") -> None:
    for one in people:
        number = persons.add(project, one).number
        if event:
            taking_part.enter(project, selection.event(project.plan, event), [number], PartSaid(), role="politiker")


def parts(project: Project) -> list[tuple[Any, ...]]:
    return stored(project, "participation", "person", "attendance", "walk_in")


def test_another_name_at_a_known_address_waits_until_it_is_said_that_several_have_it(
    house: Project, tmp_path: Path
) -> None:
    known(house, Person(name="Anna Andersson", email="kommun@example.se"))
    found = sheet(tmp_path, "Bo Berg;;kommun@example.se", "Anna Andersson;;kommun@example.se", heading=NAMES)
    for more in ({}, {"overwrite": True}):
        waits = proposed(house, found, event="norberg", **more)
        assert lines(waits)[0].startswith("lista.csv, row 2: another name stands at this address (person 1); ")
        assert waits.planned.doubts == {Doubt.MAILBOX: (2,)}
        assert waits.planned.counts.imported == 1
    taken(proposed(house, found, event="norberg", shared=True))
    assert [name for (name,) in stored(house, "person", "name")] == ["Anna Andersson", "Bo Berg"]
    third = sheet(tmp_path, "Cia Cyk;;kommun@example.se", "BERG Bo;;kommun@example.se", heading=NAMES)
    taken(proposed(house, third, event="norberg"))  # two have it, so it is several people's
    assert [name for (name,) in stored(house, "person", "name")] == ["Anna Andersson", "Bo Berg", "Cia Cyk"]


def test_a_functional_mailbox_is_several_peoples_address_and_is_taken_from_no_list(
    house: Project, tmp_path: Path
) -> None:
    known(house, Person(name="Registrator", email="reg@example.se", function=True))
    found = proposed(house, sheet(tmp_path, "Anna Ek;;reg@example.se", "Registrator;;reg@example.se", heading=NAMES))
    assert [line.partition(";")[0] for line in lines(found)] == [
        "lista.csv, row 3: this is a functional mailbox and no person"
    ]
    assert found.planned.counts.new_persons == 1


def test_two_names_at_one_address_in_a_list_wait_too(house: Project, tmp_path: Path) -> None:
    found = sheet(tmp_path, "Anna Andersson;;kommun@example.se", "Bo Berg;;kommun@example.se", heading=NAMES)
    assert "row 3: another name stands at this address (row 2)" in lines(proposed(house, found))[0]
    assert proposed(house, found, shared=True).planned.counts.new_persons == 2


@pytest.mark.parametrize(
    ("known_as", "row"),
    [
        (Person(name="Hans Wurst", organisation="Sala kommun"), "Prof. Dr. Hans Wurst;Sala kommun;"),
        (Person(name="Hans Wurst", organisation="Sala kommun"), "Hans Wurst;Sala;"),
        (Person(name="Hans Wurst", organisation="Mek AB"), "Hans Wurst;Mek;"),
        (Person(name="Hans Wurst", organisation="Sala kommun"), "Hans Wurst;Sala kommun, kansliet;"),
        (Person(name="Hans Wurst", organisation="Sala kommun"), "Hans Wurst;;"),
        (Person(name="Hans Wurst", organisation="Sala kommun"), "H Wurst;Sala kommun;"),
        (Person(name="Hans Wurst", organisation="Sala kommun"), "Wurst Hans;Sala kommun;"),
        (Person(name="Hans Wurst", organisation="Sala", email="hw@example.org"), "Hans Wurst;Sala;hans@example.net"),
        (Person(name="Hans Wurst", email="hw@example.org"), "Hans Wurst;;hans.wurst@example.org"),
        (Person(name="Hans Wurst", email="hw@example.org"), "Hans Olof Wurst;;hw@example.org"),
    ],
)
def test_who_is_likely_known_is_asked_about(known_as: Person, row: str, house: Project, tmp_path: Path) -> None:
    known(house, known_as)
    found = sheet(tmp_path, row, heading=NAMES)
    waits = proposed(house, found)
    assert lines(waits) == [
        "lista.csv, row 2: this is likely somebody who is known (person 1); say --likely same if it is, or --likely new"
    ]
    assert waits.planned.doubts == {Doubt.LIKELY: (2,)}
    same, new = (proposed(house, found, likely=one) for one in ("same", "new"))
    assert (same.planned.counts.new_persons, new.planned.counts.new_persons) == (0, 1)
    taken(same)
    assert stored(house, "person", "name") == [("Hans Wurst",)]


@pytest.mark.parametrize(
    "row",
    [
        "Hans Wurst;Köpings kommun;",
        "Hans Wurst;;hans@annan.example",
        "Hanna Wurst;Sala kommun;",
        "Hans;Sala kommun;",
        "Hans Korv;Sala kommun;",
    ],
)
def test_who_has_only_something_in_common_is_somebody_else(row: str, house: Project, tmp_path: Path) -> None:
    known(house, Person(name="Hans Wurst", organisation="Sala kommun", email="hw@example.org"))
    assert proposed(house, sheet(tmp_path, row, heading=NAMES)).planned.counts.new_persons == 1


def test_an_address_that_was_a_persons_before_is_theirs(house: Project, tmp_path: Path) -> None:
    known(house, Person(name="Eva Ek", email="eva@old.example"))
    persons.correct(house, 1, {"email": "eva@new.example"})
    found = proposed(house, sheet(tmp_path, "Eva Ek;;eva@old.example", heading=NAMES), event="norberg")
    taken(found)
    assert stored(house, "person", "email") == [("eva@new.example",)]
    assert [said(one) for one in take_list.described_otherwise(found, found.planned)] == [
        "lista.csv, row 2: the register says otherwise, and stands: e-mail"
    ]


def test_a_sign_in_sheet_is_matched_with_those_who_were_invited(house: Project, tmp_path: Path) -> None:
    invited = (
        Person(name="Anna Andersson", organisation="Sala kommun"),
        Person(name="Bo Berg", organisation="Sala kommun", email="bo@example.org"),
        Person(name="Cia Cyk", organisation="Mek AB"),
        Person(name="Dan Dahl", organisation="Sala kommun"),
    )
    known(house, *invited, event="norberg")
    found = sheet(
        tmp_path,
        "Anna Andersson;Sala;x",
        "Bo Berg;;x",
        "CYK, Cia;Mek;",
        "D Dahl;Sala kommun;x",
        "Anna Andersson;Köpings kommun;x",
        "Ny Gäst;Fabriken;x",
        heading="Namn;Organisation;Närvarande",
    )
    proposal = proposed(house, found, event="norberg")
    assert [line.partition(" (")[0] for line in lines(proposal)] == [
        "lista.csv, row 5: this is likely somebody who is known",
        "lista.csv, row 6: this is likely somebody who is known",
    ]
    taken(proposal)
    assert parts(house) == [
        (1, "attended", False),
        (2, "attended", False),
        (3, "unknown", False),
        (4, "unknown", False),
        (5, "attended", True),
    ]


def test_all_in_a_list_came_where_that_is_said(house: Project, tmp_path: Path) -> None:
    found = sheet(tmp_path, "Åsa Ek;;", "Bo Ek;;", heading=NAMES)
    taken(proposed(house, found, event="norberg", came=True))
    assert parts(house) == [(1, "attended", False), (2, "attended", False)]
    with pytest.raises(UsageError):
        take_list.choice(house, came=True)


def test_what_stands_of_a_part_is_not_replaced_by_a_list(house: Project, tmp_path: Path) -> None:
    known(house, Person(name="Bo Berg", email="bo@example.org"))
    event = selection.event(house.plan, "norberg")
    part = PartSaid("accepted", None, dt.date(2018, 10, 15), "telefon")
    taking_part.enter(house, event, [1], part, role="tjansteman")
    columns = ("role", "answer", "told", "told_how")
    before = stored(house, "participation", *columns)
    found = sheet(tmp_path, "Bo Berg;bo@example.org;Nej;2018-10-01;politiker", heading="Namn;E-post;Svar;Meddelad;Roll")
    proposal = proposed(house, found, event="norberg")
    assert [said(one) for one in take_list.described_otherwise(proposal, proposal.planned)] == [
        "lista.csv, row 2: the register says otherwise, and stands: role, answer, told on"
    ]
    assert said(take_list.in_numbers(proposal.planned.counts, done=False)[-1]).startswith("1 person is described other")
    taken(proposal)
    assert stored(house, "participation", *columns) == before
    over = proposed(house, found, event="norberg", overwrite=True)
    assert (over.planned.counts.changed_persons, over.planned.counts.differing) == (1, 0)
    taken(over)
    assert [(role, answer) for role, answer, *_ in stored(house, "participation", *columns)] == [
        ("politiker", "declined")
    ]


def test_the_role_of_an_option_is_for_those_who_have_none(people: Project, tmp_path: Path) -> None:
    found = sheet(tmp_path, "Testperson Ett;;ett@example.org", "Testperson Tre;;", heading=NAMES)
    taken(proposed(people, found, event="norberg", role="naringsliv"))
    assert stored(people, "participation", "person", "role") == [(1, "politiker"), (3, "naringsliv")]


def test_a_role_in_a_list_is_remembered_as_held(house: Project, tmp_path: Path) -> None:
    found = sheet(tmp_path, "Åsa Ek;politiker", heading="Namn;Roll")
    taken(proposed(house, found, event="norberg", role=""))
    (person,) = persons.listed(house, None, ["politiker"])
    day = dt.date.fromisoformat(DAY)
    assert [(one.role, one.first_day, one.last_day) for one in person.mandates] == [("politiker", day, None)]
    assert taking_part.enter(house, selection.event(house.plan, "arboga"), [1], PartSaid()).new == 1
    taken(proposed(house, found, event="sala", role=""))  # the day before: the role was held then, too
    assert stored(house, "mandate", "role", "first_day") == [("politiker", day - dt.timedelta(days=1))]


MARKED = (
    "Zara Zell;x;SKYDDAD IDENTITET - lämna ej ut!",
    "Örjan Ö (skyddade personuppgifter);;",
    "Bo Ek;;har nötallergi",
)


def test_who_is_said_to_be_protected_waits_and_is_taken_in_as_protected_alone(house: Project, tmp_path: Path) -> None:
    found = sheet(tmp_path, *MARKED, heading="Namn;Svar;Anmärkning")
    waits = proposed(house, found, event="norberg", names=True)
    assert lines(waits) == [
        f"lista.csv, row {row}: the row says that the identity is protected; say --protected to take it in as protected"
        for row in (2, 3)
    ]
    taken(waits)
    assert stored(house, "person", "name", "protected") == [("Bo Ek", False)]
    taken(proposed(house, found, event="norberg", protected=True))
    assert stored(house, "person", "name", "protected") == [("Bo Ek", False), ("Zara Zell", True), ("Örjan Ö", True)]
    assert [one.name for one in persons.listed(house, None, None)] == ["Bo Ek"]


@pytest.mark.parametrize(("cell", "marked"), [("ja", True), ("X", True), ("", False), ("nej", False), ("?", True)])
def test_a_column_can_say_who_is_protected(cell: str, marked: bool, house: Project, tmp_path: Path) -> None:
    found = sheet(tmp_path, f"Åsa Ek;{cell}", heading="Namn;Skyddade uppgifter")
    assert (Doubt.PROTECTED in proposed(house, found).planned.doubts) is marked


def test_what_is_hard_is_left_out_of_names_and_said(house: Project, tmp_path: Path) -> None:
    found = sheet(
        tmp_path,
        "Nora Nord (S);Centerpartiet Sala;",
        "Bo Berg, sjukskriven;Lasarettet;",
        "(S);;",
        "Åsa Ek;Köping (M);är gravid",
        heading="Namn;Arbetsplats;Övrigt",
    )
    proposal = proposed(house, found)
    assert [said(one) for one in take_list.about_hard_words(proposal)] == [
        "left out of names and organisations: health (row 3)",
        "left out of names and organisations: a party (rows 2, 4, 5)",
        "what was dropped holds health (row 5): none of it is in the register, but the file still has it",
    ]
    assert lines(proposal) == ["lista.csv, row 4: the name is missing"]
    taken(proposal)
    assert stored(house, "person", "name", "organisation") == [
        ("Nora Nord", ""),
        ("Bo Berg", "Lasarettet"),
        ("Åsa Ek", "Köping"),
    ]


def test_what_is_in_doubt_is_asked_once_and_a_no_lets_the_rows_wait(house: Project, tmp_path: Path) -> None:
    known(house, Person(name="Hans Wurst", organisation="Sala", email="hw@example.org"))
    found = sheet(
        tmp_path,
        "Bo Berg;Sala;hw@example.org",
        "Hans Wurst;Sala;",
        "H Wurst;Sala;",
        "Zara Zell, skyddad;;",
        heading=NAMES,
    )
    proposal = proposed(house, found)
    asked: list[str] = []

    def answer(word: bool) -> Callable[[Message], bool]:
        def told(question: Message) -> bool:
            asked.append(said(question))
            return word

        return told

    assert take_list.settled(proposal, answer(False)) == proposal.wanted
    assert [one.partition(":")[0] for one in asked] == ["row 5", "row 2", "row 4", "row 4"]
    settled = take_list.again(proposal, take_list.settled(proposal, answer(True)))
    assert settled.planned.counts.imported == 3
    assert lines(settled) == ["lista.csv, row 4: row 3 is about the same person"]
