"""Inputs read from forms and lists: every row accounted for, faults all at once, and the same file twice nothing."""

from pathlib import Path

import pytest

from rusctl.errors import RusctlError
from rusctl.language.catalogue import Language
from rusctl.model.inputs import Input
from rusctl.output.document import Document, DocumentTable
from rusctl.output.sheets import SheetTable, workbook
from rusctl.output.word import word_bytes
from rusctl.services import selection
from rusctl.services.inputs import form, listing, reading, storing
from rusctl.services.inputs.listing import InputFilter
from rusctl.services.inputs.reading import InputList
from rusctl.services.inputs.words import InputSaid
from rusctl.services.project import Project
from tests.papers.words import foot
from tests.services.conftest import said

HEADING = "Kommun;Datum;Grupp;Fråga;Utmaning/möjlighet;Text;Tema;Antecknat av\n"


def read(project: Project, data: str | bytes, event: str = "", name: str = "lista.csv") -> InputList:
    octets = data.encode() if isinstance(data, str) else data
    return reading.read(project, octets, name, storing.meant(project, event, InputSaid()))


def there(project: Project) -> list[Input]:
    return listing.listed(project, InputFilter())


def test_the_sheet_of_a_working_group_is_read_as_it_is(asked: Project) -> None:
    found = read(
        asked,
        "Inspel från dialogerna\n"
        + HEADING
        + "Sala;7 nov 2018;Bord 1;2;Utmaning;Bussar på kvällen;Trafik;ak\n"
        + HEADING
        + 'Sala kommun;;Bord 1;Vad hindrar?;Möjl.;"Tåg; och ""spår""";;ak\n'
        + "Köping;;;;;Vård;;\n"
        + ";;;;;;;\n",
    )
    assert found.faults == ()
    assert found.unused == ("Tema",)
    assert [(one.number, one.new.event, one.new.question, one.new.kind) for one in found.rows] == [
        (3, "sala", "hinder", "utmaning"),
        (5, "sala", "hinder", "mojlighet"),
        (6, "koping", "", ""),
    ]
    assert found.rows[1].new.text == 'Tåg; och "spår"'
    assert found.rows[0].new.noted is not None
    assert found.rows[0].new.noted.date().isoformat() == "2018-11-07"
    done = reading.take(asked, found)
    assert done.idents == ("SALA-001", "SALA-002", "KOPING-001")
    assert list(reading.spans(done.idents)) == ["SALA-001–SALA-002", "KOPING-001"]


def test_all_faults_are_said_at_once_with_column_and_value_and_nothing_is_stored(asked: Project) -> None:
    found = read(
        asked,
        HEADING
        + "Sala;;;9;Klagomål;Ett;;ak\n"
        + "Grönköping;;;;;Två;;ak\n"
        + "Sala;snart;;;;Tre;;Testa Testsson\n"
        + "Sala;;;;;;;ak\n"
        + "Sala;;;;;Fyra;;ak\n",
    )
    assert [(one.row, one.column, one.value) for one in found.faults] == [
        (2, "Fråga", ""),
        (2, "Utmaning/möjlighet", "Klagomål"),
        (3, "Kommun", "Grönköping"),
        (4, "Antecknat av", ""),
        (4, "Datum", "snart"),
        (5, "Text", ""),
    ]
    assert "Testsson" not in "".join(said(one.why) for one in found.faults)
    assert (len(found.rows), found.total) == (1, 5)
    with pytest.raises(RusctlError):
        reading.take(asked, found)
    assert there(asked) == []


def test_the_same_file_twice_does_nothing_and_two_rows_that_say_the_same_are_two(asked: Project) -> None:
    text = "Inspel\nTåg\nTåg\nBuss\n"
    reading.take(asked, read(asked, text, "sala"))
    again = read(asked, text + "Tåg\n", "sala")
    assert again.there == {2: "SALA-001", 3: "SALA-002", 4: "SALA-003"}
    assert reading.take(asked, again).idents == ("SALA-004",)
    assert reading.take(asked, read(asked, text, "sala")).idents == ()


def test_a_row_in_which_something_was_found_waits_and_what_is_taken_out_is_stored_nowhere(named: Project) -> None:
    text = "Inspel\nTesta Testsson vill ha tåg\nBuss till tt2@example.org\nSkola\n"
    found = read(named, text, "sala")
    assert [one.number for one in found.doubtful] == [2, 3]
    done = reading.take(named, found)
    assert ([one.row for one in done.waiting], done.idents) == ([2, 3], ("SALA-001",))
    assert listing.waiting_rows(named) == {"sala": 2}
    found = read(named, text, "sala")
    assert found.there == {4: "SALA-001"}
    assert reading.take(named, found, reading.TAKE_OUT).idents == ("SALA-002", "SALA-003")
    assert listing.waiting_rows(named) == {}
    assert [one.text for one in there(named)] == ["Skola", "[…] vill ha tåg", "Buss till […]"]
    assert sorted(read(named, text, "sala").there.values()) == ["SALA-001", "SALA-002", "SALA-003"]
    octets = (named.folder.path / "register/register.sqlite3").read_bytes()
    assert b"tt2@" not in octets
    assert octets.count(b"Testsson") == 1  # the person, and no input


def test_what_was_agreed_to_is_kept(named: Project) -> None:
    found = read(named, "Inspel\nTesta Testsson vill ha tåg\n", "sala")
    assert reading.take(named, found, reading.KEEP).idents == ("SALA-001",)
    assert there(named)[0].text == "Testa Testsson vill ha tåg"


def filled_in(project: Project, *, excel: bool, rows: list[tuple[str, str, str, str, str]]) -> bytes:
    heading = form.heading(Language("sv"))
    if excel:
        return workbook([SheetTable("sala", heading, rows)], "x", project.now)
    half = len(rows) // 2  # split over two pages
    tables = tuple(DocumentTable(heading, tuple(some)) for some in (rows[:half], rows[half:]))
    return word_bytes(Document("Inspel", "sv", tables))


@pytest.mark.parametrize("excel", [False, True])
def test_a_form_is_read_back_sorted_with_rows_added_and_split_over_pages(asked: Project, excel: bool) -> None:
    event = selection.event(asked.readable().plan, "sala")
    idents = form.reserve(asked, event, 4)
    made = form.octets(asked, event, idents, Language("sv"), excel=excel)
    if not excel:
        assert foot(made) == "Region Västmanland\t8 november 2018\t1 (1)"
    assert reading.take(asked, read(asked, made, name="f")).idents == ()
    rows = [
        (idents[2], "1", "Förslag", "Politiker", "Tåg"),
        ("", "", "Utmaning", "", "Tillagd"),
        (idents[0], "2", "Utmaning", "näringsliv och politiker", "Bussar"),
        (idents[1], "", "", "", ""),
    ]
    data = filled_in(asked, excel=excel, rows=rows)
    found = read(asked, data, name="f")
    assert found.faults == ()
    assert reading.take(asked, found).idents == ("SALA-003", "SALA-005", "SALA-001")
    assert [(one.ident, one.text, one.question, one.kind, one.roles) for one in there(asked)] == [
        ("SALA-001", "Bussar", "hinder", "utmaning", ("naringsliv", "politiker")),
        ("SALA-003", "Tåg", "framtid", "forslag", ("politiker",)),
        ("SALA-005", "Tillagd", "", "utmaning", ()),
    ]
    assert reading.take(asked, read(asked, data, name="f")).idents == ()


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        ([("SALA-007", "", "", "", "Tåg")], "no form has printed this number"),
        ([("SALA-001", "", "", "", "Tåg"), ("SALA-001", "", "", "", "Buss")], "SALA-001 stands in row 2, too"),
        ([("KOPING-001", "", "", "", "Tåg")], "no form has printed this number"),
        ([("SALA-x", "", "", "", "Tåg")], "SALA-x is no number of an input, such as SALA-014"),
    ],
)
def test_a_number_that_cannot_be_is_a_fault(
    asked: Project, rows: list[tuple[str, str, str, str, str]], why: str
) -> None:
    form.reserve(asked, selection.event(asked.readable().plan, "sala"), 3)
    found = read(asked, filled_in(asked, excel=True, rows=rows), name="f")
    assert [said(one.why).startswith(why) for one in found.faults] == [True]


def test_a_number_that_is_stored_with_another_text_is_a_fault(asked: Project) -> None:
    form.reserve(asked, selection.event(asked.readable().plan, "sala"), 3)
    reading.take(asked, read(asked, "Nr;Inspel\nSALA-002;Tåg\n"))
    (fault,) = read(asked, "Nr;Inspel\nSALA-002;Tågen\n").faults
    assert said(fault.why).startswith("SALA-002 is stored with another text")


@pytest.mark.parametrize(
    ("data", "why"),
    [
        ("Namn;E-post\nTesta;tt@example.org\n", "no column holds what was said"),
        ("Inspel;Text\nTåg;Buss\n", "two columns are Text"),
        ("Inspel\nTåg\n", ""),
        ("", "f is empty"),
        ("PK\x03\x04word/document.xml", "f is not read: the Word file is damaged"),
    ],
)
def test_what_is_no_list_of_inputs_is_refused_in_one_sentence(asked: Project, data: str, why: str) -> None:
    if not why:
        assert [said(one.why) for one in read(asked, data, name="f").faults] == [
            "it is not said at which event; say it with --event"
        ]
        return
    with pytest.raises(RusctlError) as refused:
        read(asked, data, name="f")
    assert said(refused.value.message).startswith(why)


def test_a_column_of_names_is_not_taken(asked: Project, tmp_path: Path) -> None:
    found = read(asked, "Namn;Inspel\nTesta Testsson;Tåg\nProv Provsson;Buss\n", "sala")
    assert (found.unused, [one.new.text for one in found.rows]) == (("Namn",), ["Tåg", "Buss"])
    assert tmp_path.exists()
