"""Persons and their parts in events as people read them: marks, notes, and what is left empty."""

import datetime as dt

from rusctl.language.catalogue import Language
from rusctl.model.people import Answer, Attendance, Kind, Participation, Person, RoleAssignment
from rusctl.model.plan import Plan
from rusctl.model.retention import Kept, RetentionClass
from rusctl.output.tables import Table
from rusctl.register.overdue import Due
from rusctl.services.people import people_tables
from rusctl.services.people.participants_words import PeopleWords
from rusctl.services.people.persons import AlikePersons

DAY = dt.date(2018, 11, 8)
WORDS = PeopleWords(Plan(), Language("en"))
ONE = Person(id=1, name="Testperson Ett", email="ett@example.org", mandates=(RoleAssignment(role="politiker"),))
BOX = Person(id=2, name="Registrator", function=True)
HIDDEN = Person(id=3, name="Testperson Tre", protected=True)
KNOWN = {one.id: one for one in (ONE, BOX, HIDDEN)}


def cells(table: Table) -> list[list[str]]:
    columns, rows = table
    assert all(len(row) == len(columns) for row in rows)
    return [[cell if isinstance(cell, str) else cell.text for cell in row] for row in rows]


def test_who_is_hidden_and_what_is_no_person_is_marked() -> None:
    found = cells(people_tables.persons(WORDS, KNOWN.values(), DAY))
    assert [row[1] for row in found] == [
        "Testperson Ett",
        "Registrator (functional mailbox)",
        "Testperson Tre (protected)",
    ]
    assert found[0][4:6] == ["politiker", "ett@example.org"]


def test_what_is_special_of_a_part_is_noted() -> None:
    parts = (
        Participation(event="sala", role="x", person=1, substitute_for=3, told=DAY, told_how="brev", walk_in=True),
        Participation(event="sala", role="", person=2, answer=Answer.ACCEPTED, attendance=Attendance.ABSENT),
        Participation(event="sala", role="x", kind=Kind.COUNT, number=7, substitute_for=None),
    )
    found = cells(people_tables.participants(WORDS, parts, KNOWN))
    assert found[0][-1] == "not invited, instead of 3, told Thu, 8 Nov 2018 (brev)"
    assert (found[1][4], found[1][-1]) == ("yes", "functional mailbox")
    assert (found[2][0], found[2][1].partition(" ")[0], found[2][4]) == ("", "7", "")


def test_what_is_alike_overdue_and_disposed_of() -> None:
    say = Language("en").text
    pairs = [AlikePersons(ONE, BOX, certain=True), AlikePersons(ONE, HIDDEN, certain=False)]
    assert [row[-1] for row in cells(people_tables.duplicates(say, pairs))] == [
        "the same email address",
        "like name and organisation",
    ]
    kept = RetentionClass(id="k", what=Kept.CONTACT, months=6, decision="D 1")
    assert cells(people_tables.overdue(say, [Due(kept, DAY, (1,), 1)]))[0][2:] == ["2018-11-08", "D 1", "1"]
    row = {"when": "2018-11-08T00:00:00", "class": "k", "number": 2, "decision": "D 1"}
    assert cells(people_tables.disposals(say, [row])) == [["2018-11-08", "k", "2", "D 1"]]
