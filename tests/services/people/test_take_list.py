"""What an import makes: which columns are taken as what, what each row would do, and what it has done."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from rusctl.errors import RusctlError, UsageError
from rusctl.language.message import Message
from rusctl.model.people import Person
from rusctl.register.apply_import import Taken
from rusctl.register.matching import RowDoubt
from rusctl.services import selection
from rusctl.services.people import erasing, list_memory, list_words, persons, read_list, take_list, taking_part
from rusctl.services.people.read_list import ListGiven, ListReading, Purpose
from rusctl.services.people.take_list import ListProposal
from rusctl.services.people.taking_part import PartSaid
from rusctl.services.project import Project
from rusctl.storage import mappings
from rusctl.storage.files.names import LISTS
from rusctl.storage.untrusted import spreadsheet
from rusctl.storage.untrusted.sheet import Sheet, SheetRow
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


def sheet(*rows: str, heading: str = HEADING) -> Sheet:
    data = "\n".join([heading, *rows]).encode()
    return spreadsheet.taken(spreadsheet.work(data, ""))  # in this process


def reading(project: Project, found: Sheet, *, event: str = "", **more: Any) -> ListReading:
    purpose = Purpose.EVENT if event else Purpose.PERSONS
    return read_list.read(project, found, purpose, ListGiven(**more), file="lista.csv")


def proposed(project: Project, found: Sheet, *, event: str = "", names: bool = False, **more: Any) -> ListProposal:
    wanted = take_list.choice(project, event, **{"role": "politiker", **more})
    return take_list.propose(project, reading(project, found, event=event), wanted, names=names)


def lines(proposal: ListProposal) -> list[str]:
    return [said(one) for one in take_list.refused(proposal, proposal.planned)]


def taken(proposal: ListProposal) -> Taken:
    done = take_list.carry_out(proposal)
    assert not take_list.otherwise(proposal, done)
    return done


def test_a_list_of_an_event_makes_persons_and_their_part_in_it(people: Project) -> None:
    proposal = proposed(people, sheet(*ROWS), event="norberg")
    assert stored(people, "participation", "person") == []
    assert [said(one) for one in take_list.in_numbers(proposal, proposal.planned.counts, done=False)] == [
        "2 would be imported + 0 skipped + 1 asked = 3 rows",
        "people: 1 new, 1 changed",
    ]
    assert taken(proposal).number == 5
    assert stored(people, "person", "name", "organisation")[0] == ("Testperson Ett", "Sala kommun")
    assert stored(people, "person", "name", "email")[4:] == [("Testperson Fem", "fem@example.org")]
    assert stored(people, "participation", "event", "person", "role", "answer") == [
        ("norberg", 5, "naringsliv", "accepted"),
        ("norberg", 1, "politiker", "declined"),
    ]
    assert stored(people, "operation", "what")[-1] == ("participants import",)
    assert said(take_list.in_numbers(proposal, proposal.planned.counts, done=True)[0]).startswith("2 imported + ")


def test_a_list_of_persons_makes_persons_and_the_roles_they_hold(house: Project) -> None:
    taken(proposed(house, sheet("Åsa Ek;tjansteman", heading="Namn;Roll")))
    assert stored(house, "person", "name") == [("Åsa Ek",)]
    assert stored(house, "mandate", "person", "role") == [(1, "tjansteman")]
    assert stored(house, "operation", "what") == [("person import",)]


def test_the_same_list_twice_does_nothing(people: Project) -> None:
    found = sheet(*ROWS[:2])
    taken(proposed(people, found, event="norberg"))
    again = proposed(people, found, event="norberg").planned.counts
    assert (again.imported, again.skipped, again.failed) == (0, 2, 0)


def test_what_the_register_says_otherwise_stands_unless_it_is_to_be_written_over(people: Project) -> None:
    found = sheet("Testperson Två;Köpings kommun;tva@example.org", heading="Namn;Arbetsplats;E-post")
    kept = proposed(people, found)
    assert said(take_list.in_numbers(kept, kept.planned.counts, done=False)[-1]).startswith(
        "1 person differs from the list; the register was kept"
    )
    taken(proposed(people, found, overwrite=True))
    assert stored(people, "person", "organisation")[1] == ("Köpings kommun",)


def test_a_row_that_is_not_taken_says_which_and_why_and_whose_only_when_asked(people: Project) -> None:
    found = sheet(*ROWS, ";;;;;nöt", "Åsa Ek;;skyddad@example.org;;;")
    without, named = proposed(people, found, event="norberg"), proposed(people, found, event="norberg", names=True)
    first, third = lines(without)
    assert first.startswith("lista.csv, row 4, column E-post: ")
    assert [said(one.reason) for one in without.reading.found.left] == ["nothing that is taken"]
    assert third.startswith("lista.csv, row 6: another name stands at this address (person 4); ")
    assert "Sex" not in first + third
    assert lines(named)[0].startswith("lista.csv, row 4 (Testperson Sex): ")
    assert take_list.exit_code(without.planned) == 1


def test_the_first_rows_are_named_and_the_others_counted(house: Project) -> None:
    many = take_list.FAULTS_SHOWN + 2
    found = sheet(*("Åsa Ek;inte-en-adress" for _ in range(many)), heading="Namn;E-post")
    told = lines(proposed(house, found))
    assert len(told) == take_list.FAULTS_SHOWN + 1
    assert told[-1] == "and 2 rows more"


def test_a_personnummer_is_never_taken_and_has_a_code_of_its_own(house: Project) -> None:
    found = proposed(house, sheet(f"Åsa {PERSONNUMMER}", "Bo Ek", heading="Namn"))
    (line,) = lines(found)
    assert PERSONNUMMER not in line
    assert take_list.exit_code(found.planned) == 6
    taken(found)
    assert stored(house, "person", "name") == [("Bo Ek",)]
    clean = proposed(house, sheet("Bo Ek", heading="Namn"))
    assert take_list.exit_code(clean.planned) == 0


def test_who_was_erased_does_not_come_back_by_a_list(people: Project) -> None:
    erasing.carry_out(people, erasing.propose(people, 1), "DNR-1")
    found = proposed(people, sheet(*ROWS[:2]), event="norberg")
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
    people: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    proposal = proposed(people, sheet(ROWS[0]), event="norberg")
    new = Person(name="Testperson Fem", organisation="Företag AB", email="fem@example.org")
    meanwhile(monkeypatch, lambda: persons.add(people, new))
    done = take_list.carry_out(proposal)
    assert take_list.otherwise(proposal, done)
    assert (proposal.planned.counts.new_persons, done.planned.counts.new_persons) == (1, 0)
    assert len(stored(people, "person", "id")) == 5


def test_headings_tell_what_columns_are_and_others_are_dropped(house: Project) -> None:
    found = sheet("Åsa Ek;;a@example.org;;;nötter;x", heading=f"{HEADING};")
    read = reading(house, found, event="norberg")
    assert [said(one) for one in list_words.columns(read)] == [
        "column Namn: name",
        "column Arbetsplats: organisation",
        "column E-post: email",
        "column Roll: role",
        "column OSA: answer",
        "dropped, and not taken into the register: Allergi, G (no heading)",
    ]
    assert "OSA" not in reading(house, found).found.columns


def test_that_a_personnummer_stands_in_what_is_dropped_is_said(house: Project) -> None:
    found = proposed(house, sheet(f"Åsa Ek;{PERSONNUMMER}", heading="Namn;Övrigt"))
    (line,) = (said(one) for one in take_list.about_hard_words(found))
    assert line.startswith("what was dropped holds a personnummer (row 2)")
    assert take_list.about_hard_words(proposed(house, sheet("Åsa Ek", heading="Namn"))) == []


def test_what_is_said_of_a_column_counts_and_takes_the_field_from_another(house: Project) -> None:
    found = sheet("Åsa Ek;Åsa;", heading="Namn;Övrigt;Roll")
    assert reading(house, found, columns=["Övrigt=name", "Roll="]).found.columns == {"Övrigt": "name"}
    with pytest.raises(UsageError):
        reading(house, found, columns=["Övrigt=skonummer"])
    with pytest.raises(RusctlError):
        reading(house, sheet("1;Sala", heading="Namn;Ort"), columns=["Namn="])


def test_what_no_heading_tells_is_asked_once_and_remembered_where_colleagues_have_it(house: Project) -> None:
    found = sheet("Åsa Ek;Sala;x", heading="Namn;Hemvist;Övriga tecken")
    (question,) = reading(house, found).questions
    assert [said(one) for one in list_words.asked(question)] == ["Hemvist is dropped", "Övriga tecken is dropped"]
    answered = read_list.answered(house, reading(house, found), question.about, {"column:Hemvist": "municipality"})
    assert answered.found.columns == {"Namn": "name", "Hemvist": "municipality"}
    list_memory.remember(house, answered, agreed=True)
    kept = (house.folder.path / LISTS).read_bytes()
    again = reading(house.again(), found)
    assert (again.found.columns, again.questions) == ({"Namn": "name", "Hemvist": "municipality"}, ())
    list_memory.remember(house.again(), again, agreed=True)
    assert (house.folder.path / LISTS).read_bytes() == kept
    assert b"tecken" not in kept


def test_words_that_were_agreed_to_are_the_plans_from_then_on(house: Project) -> None:
    found = sheet("Åsa Ek;KSO;Länet", "Bo Ek;Trollkarl;Sala", heading="Namn;Roll;Kommun")
    first = reading(house, found, means=["Trollkarl=tjansteman"])
    assert [said(one) for one in list_memory.remember(house, first, agreed=True)] == [
        "politiker is called KSO in lists, from now on",
        "tjansteman is called Trollkarl in lists, from now on",
    ]
    again = reading(house.again(), found)
    assert again.questions == ()
    assert [one.meant["role"] for one in again.found.persons] == ["politiker", "tjansteman"]
    assert {one.id: one.words for one in house.again().plan.roles if one.words} == {
        "politiker": ("KSO",),
        "tjansteman": ("Trollkarl",),
    }


def test_a_word_that_may_be_somebody_is_never_kept(house: Project) -> None:
    first = reading(house, sheet("Åsa Ek;Karin Hemlig", heading="Namn;Roll"), means=["Karin Hemlig=politiker"])
    assert first.found.persons[0].meant["role"] == "politiker"
    assert list_memory.remember(house, first) == []


def test_what_was_said_of_lists_before_in_the_register_still_counts(house: Project) -> None:
    found = sheet("Åsa Ek;Åsa;politiker", heading="Vem;Kallas;Slag")
    mappings.remember(house.folder.path, found.heading, {"Vem": "name", "Slag": "role"})
    assert reading(house, found).found.columns == {"Vem": "name", "Slag": "role"}
    assert reading(house, found).questions == ()


def test_what_a_word_means_is_one_of_what_the_plan_has(house: Project) -> None:
    for option in ("KSO", "=politiker", "KSO=kung"):
        with pytest.raises(UsageError):
            reading(house, sheet("Åsa Ek;KSO", heading="Namn;Roll"), means=[option])


def test_how_a_list_was_read_is_said(house: Project) -> None:
    (form,) = (said(one) for one in list_words.about(reading(house, sheet("Åsa Ek", heading="Namn;Roll")))[:1])
    assert "semicolons between the columns" in form
    rows = (SheetRow(2, ("Åsa Ek",)),)
    book = Sheet(heading=("Namn",), rows=rows, name="Blad1", others=("Blad2", "Blad3"), hidden=(2,))
    assert [said(one) for one in list_words.about(reading(house, book))] == [
        "read from the sheet Blad1",
        "not read: the sheets Blad2, Blad3; --sheet chooses one",
        "column Namn: name",
        "hidden in the workbook, and taken all the same (row 2); --no-hidden leaves them out",
    ]


def test_a_fault_in_a_side_field_costs_the_field_and_is_said(house: Project) -> None:
    found = sheet("Åsa Ek;abc;x", "Bo Ek;021-12 34 56;igår", heading="Namn;Telefon;Meddelad")
    proposal = proposed(house, found, event="norberg")
    wrong, day = "the telephone number has another form than +46 21 12 34 56", "this is no day; write it as 2018-11-08"
    assert [said(one) for one in take_list.cost(proposal, proposal.planned)] == [
        f"lista.csv, row 2, column Telefon: {wrong}; the cell is left out",
        f"lista.csv, row 2, column Meddelad: {day}; the cell is left out",
        f"lista.csv, row 3, column Meddelad: {day}; the cell is left out",
    ]
    taken(proposal)
    assert stored(house, "person", "name", "phone") == [("Åsa Ek", ""), ("Bo Ek", "021-12 34 56")]


def test_rows_that_are_no_persons_are_counted_as_skipped(house: Project) -> None:
    found = proposed(house, sheet("POLITIKER;", "Åsa Ek;", "Trollkarl;", "Totalt: 1;", heading="Namn;E-post"))
    assert said(take_list.in_numbers(found, found.planned.counts, done=True)[0]) == (
        "1 imported + 2 skipped + 1 asked = 4 rows"
    )


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


def test_another_name_at_a_known_address_waits_until_it_is_said_that_several_have_it(house: Project) -> None:
    known(house, Person(name="Anna Andersson", email="kommun@example.se"))
    found = sheet("Bo Berg;;kommun@example.se", "Anna Andersson;;kommun@example.se", heading=NAMES)
    for more in ({}, {"overwrite": True}):
        waits = proposed(house, found, event="norberg", **more)
        assert lines(waits)[0].startswith("lista.csv, row 2: another name stands at this address (person 1); ")
        assert waits.planned.doubts == {RowDoubt.MAILBOX: (2,)}
        assert waits.planned.counts.imported == 1
    taken(proposed(house, found, event="norberg", shared=True))
    assert [name for (name,) in stored(house, "person", "name")] == ["Anna Andersson", "Bo Berg"]
    third = sheet("Cia Cyk;;kommun@example.se", "BERG Bo;;kommun@example.se", heading=NAMES)
    taken(proposed(house, third, event="norberg"))  # two have it, so it is several people's
    assert [name for (name,) in stored(house, "person", "name")] == ["Anna Andersson", "Bo Berg", "Cia Cyk"]


def test_a_functional_mailbox_is_several_peoples_address_and_is_taken_from_no_list(house: Project) -> None:
    known(house, Person(name="Registrator", email="reg@example.se", function=True))
    found = proposed(house, sheet("Anna Ek;;reg@example.se", "Registrator;;reg@example.se", heading=NAMES))
    assert [line.partition(";")[0] for line in lines(found)] == [
        "lista.csv, row 3: this is a functional mailbox and no person"
    ]
    assert found.planned.counts.new_persons == 1


def test_two_names_at_one_address_in_a_list_wait_too(house: Project) -> None:
    found = sheet("Anna Andersson;;kommun@example.se", "Bo Berg;;kommun@example.se", heading=NAMES)
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
def test_who_is_likely_known_is_asked_about(known_as: Person, row: str, house: Project) -> None:
    known(house, known_as)
    found = sheet(row, heading=NAMES)
    waits = proposed(house, found)
    assert lines(waits) == [
        "lista.csv, row 2: this is likely somebody who is known (person 1); say --likely same if it is, or --likely new"
    ]
    assert waits.planned.doubts == {RowDoubt.LIKELY: (2,)}
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
def test_who_has_only_something_in_common_is_somebody_else(row: str, house: Project) -> None:
    known(house, Person(name="Hans Wurst", organisation="Sala kommun", email="hw@example.org"))
    assert proposed(house, sheet(row, heading=NAMES)).planned.counts.new_persons == 1


def test_an_address_that_was_a_persons_before_is_theirs(house: Project) -> None:
    known(house, Person(name="Eva Ek", email="eva@old.example"))
    persons.correct(house, 1, {"email": "eva@new.example"})
    found = proposed(house, sheet("Eva Ek;;eva@old.example", heading=NAMES), event="norberg")
    taken(found)
    assert stored(house, "person", "email") == [("eva@new.example",)]
    assert [said(one) for one in take_list.described_otherwise(found, found.planned)] == [
        "lista.csv, row 2: the register says otherwise, and stands: email"
    ]


def test_a_sign_in_sheet_is_matched_with_those_who_were_invited(house: Project) -> None:
    invited = (
        Person(name="Anna Andersson", organisation="Sala kommun"),
        Person(name="Bo Berg", organisation="Sala kommun", email="bo@example.org"),
        Person(name="Cia Cyk", organisation="Mek AB"),
        Person(name="Dan Dahl", organisation="Sala kommun"),
    )
    known(house, *invited, event="norberg")
    found = sheet(
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


def test_all_in_a_list_came_where_that_is_said(house: Project) -> None:
    found = sheet("Åsa Ek;;", "Bo Ek;;", heading=NAMES)
    taken(proposed(house, found, event="norberg", came=True))
    assert parts(house) == [(1, "attended", False), (2, "attended", False)]
    with pytest.raises(UsageError):
        take_list.choice(house, came=True)


def test_what_stands_of_a_part_is_not_replaced_by_a_list(house: Project) -> None:
    known(house, Person(name="Bo Berg", email="bo@example.org"))
    event = selection.event(house.plan, "norberg")
    part = PartSaid("accepted", None, dt.date(2018, 10, 15), "telefon")
    taking_part.enter(house, event, [1], part, role="tjansteman")
    columns = ("role", "answer", "told", "told_how")
    before = stored(house, "participation", *columns)
    found = sheet("Bo Berg;bo@example.org;Nej;2018-10-01;politiker", heading="Namn;E-post;Svar;Meddelad;Roll")
    proposal = proposed(house, found, event="norberg")
    assert [said(one) for one in take_list.described_otherwise(proposal, proposal.planned)] == [
        "lista.csv, row 2: the register says otherwise, and stands: role, answer, told on"
    ]
    assert said(take_list.in_numbers(proposal, proposal.planned.counts, done=False)[-1]).startswith(
        "1 person differs from the list"
    )
    taken(proposal)
    assert stored(house, "participation", *columns) == before
    over = proposed(house, found, event="norberg", overwrite=True)
    assert (over.planned.counts.changed_persons, over.planned.counts.differing) == (1, 0)
    taken(over)
    assert [(role, answer) for role, answer, *_ in stored(house, "participation", *columns)] == [
        ("politiker", "declined")
    ]


def test_the_role_of_an_option_is_for_those_who_have_none(people: Project) -> None:
    found = sheet("Testperson Ett;;ett@example.org", "Testperson Tre;;", heading=NAMES)
    taken(proposed(people, found, event="norberg", role="naringsliv"))
    assert stored(people, "participation", "person", "role") == [(1, "politiker"), (3, "naringsliv")]


def test_a_role_in_a_list_is_remembered_as_held(house: Project) -> None:
    found = sheet("Åsa Ek;politiker", heading="Namn;Roll")
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


def test_who_is_said_to_be_protected_waits_and_is_taken_in_as_protected_alone(house: Project) -> None:
    found = sheet(*MARKED, heading="Namn;Svar;Anmärkning")
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
def test_a_column_can_say_who_is_protected(cell: str, marked: bool, house: Project) -> None:
    found = sheet(f"Åsa Ek;{cell}", heading="Namn;Skyddade uppgifter")
    assert (RowDoubt.PROTECTED in proposed(house, found).planned.doubts) is marked


def test_what_is_hard_is_left_out_of_names_and_said(house: Project) -> None:
    found = sheet(
        "Nora Nord (S);Centerpartiet Sala;;Kommunalråd",
        "Bo Berg, sjukskriven;Lasarettet;;Kommunalråd (M)",
        "(S);;;",
        "Åsa Ek;Köping (M);är gravid;",
        heading="Namn;Arbetsplats;Övrigt;Roll",
    )
    proposal = proposed(house, found)
    assert [said(one) for one in take_list.about_hard_words(proposal)] == [
        "left out of names, titles and organisations: health (row 3)",
        "left out of names, titles and organisations: a party (rows 2, 3, 5)",
        "what was dropped holds health (row 5): none of it is in the register, but the file still has it",
    ]
    assert lines(proposal) == ["lista.csv, row 4: it is not clear whether this row is a person"]
    taken(proposal)
    assert stored(house, "person", "name", "organisation") == [
        ("Nora Nord", ""),
        ("Bo Berg", "Lasarettet"),
        ("Åsa Ek", "Köping"),
    ]


def test_what_is_in_doubt_is_asked_once_and_a_no_lets_the_rows_wait(house: Project) -> None:
    known(house, Person(name="Hans Wurst", organisation="Sala", email="hw@example.org"))
    found = sheet(
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
    assert lines(settled) == []
    assert [said(one) for one in take_list.cost(settled, settled.planned)] == [
        "lista.csv, row 4: row 3 is about the same person; it is passed over"
    ]
