"""Papers of an event and the registrar's list, asked of the services themselves: no command line and no screen."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from rusctl.database.database import Register
from rusctl.errors import PrivacyError
from rusctl.language.catalogue import Language
from rusctl.model.people import Person
from rusctl.output.document import markdown
from rusctl.register import participants, persons
from rusctl.services import selection
from rusctl.services.project import Project
from rusctl.services.reporting.event_papers import catering_list, sheet_place, sign_in_sheet
from rusctl.services.reporting.registrar_list import registrar_list

EN = Language("en")


def test_who_declined_is_not_on_the_sheet_and_it_has_empty_rows(tour: Project, register: Register) -> None:
    def work(change: Any) -> None:
        for name, answer in (("Åsa Ek", "accepted"), ("Bo Alm", "declined"), ("Cia Bok", "none")):
            number = persons.add(change, Person(name=name, organisation="Region"))
            found = persons.get(change.connection, number)
            participants.put(change, "sala", found, "politiker", {"answer": answer})

    register.change("test", work)
    sheet = markdown(sign_in_sheet(tour, selection.event(tour.readable().plan, "sala"), EN))
    assert sheet.startswith("# Attendance: ")
    assert [line.split("|")[1].strip() for line in sheet.splitlines() if "| Region |" in line] == ["Cia Bok", "Åsa Ek"]
    assert sum(not line.strip("| ") for line in sheet.splitlines() if line.startswith("|")) == 25
    assert "How your data are handled: " in sheet


def test_the_kitchen_gets_numbers_and_no_names(tour: Project, register: Register) -> None:
    def work(change: Any) -> None:
        participants.count(change, "sala", "coming", role="politiker", municipality="sala", number=7)
        participants.diets(change, "sala", "vegetarian", 2)
        participants.diets(change, "sala", "nötallergi Cia Cyk", 6)  # as an earlier rusctl took it

    register.change("test", work)
    paper = markdown(catering_list(tour, selection.event(tour.readable().plan, "sala"), EN))
    assert "| All | 7 | 0 |" in paper
    assert "| vegetarian | &lt;5 |" in paper or "| vegetarian | \\<5 |" in paper
    assert "nötallergi" not in paper
    assert "| another diet | 6 |" in paper


def test_a_sheet_is_never_put_where_git_keeps_it(tour: Project, tmp_path: Path) -> None:
    folder = tour.folder.path.resolve()
    sala = selection.event(tour.readable().plan, "sala")
    assert sheet_place(folder, sala, "") == folder / "register" / "PERSONUPPGIFTER-sala.docx"
    assert sheet_place(folder, sala, str(tmp_path / "x.docx")) == tmp_path.resolve() / "x.docx"
    assert sheet_place(folder, sala, "register/x.docx") == folder / "register" / "x.docx"
    with pytest.raises(PrivacyError):
        sheet_place(folder, sala, "x.docx")


def test_the_registrar_gets_what_has_a_dnr(tour: Project) -> None:
    plan = tour.readable().plan
    assert "No event and no milestone has a dnr." in markdown(
        registrar_list(replace(plan, events=(), milestones=()), EN)
    )
    with_dnr = replace(plan, events=(replace(plan.events[0], dnr="RV 2018-1"), *plan.events[1:]), milestones=())
    lines = [line for line in markdown(registrar_list(with_dnr, EN)).splitlines() if line.startswith("| RV 2018-1 |")]
    assert len(lines) == 1
    assert lines[0].endswith(f"| {plan.events[0].id} |")
