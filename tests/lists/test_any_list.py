"""Any list of cells that lists have: each row is imported, skipped or asked, and no total or note is a person."""

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rusctl.lists.questions import together
from rusctl.register.list_rows import Reader
from rusctl.register.screening import screened
from rusctl.storage.untrusted.sandbox import Refused
from tests.examples import NIGHTLY
from tests.lists.conftest import of_text

CELLS = [
    *("", "", "", "Namn", "E-post", "Kommun", "Roll", "Titel", "Efternamn", "Förnamn", "Närvarande", "Svar", "Telefon"),
    *("Anna Andersson", "Berg, Bo", "Cissi Cederlöf (S)", "Sala kommun", "Sala", "KSO", "VD", "politiker", "x", "-"),
    *("anna@x.example", "070-174 06 05", "Totalt: 3 personer", "Summa", "3", "POLITIKER", "Tjänstepersoner:", "N.N."),
    *("Ja", "Nej tack", "skyddad identitet", "19121212-1212", '"', "Med vänlig hälsning", "Sida 1", "*", "----"),
    *("politiker och företagare", "Något annat", "är sjukskriven", "Köpings kommun, kansliet", "1. Dan Dahl"),
]
ROWS = st.lists(st.lists(st.sampled_from(CELLS), min_size=1, max_size=5), min_size=1, max_size=9)


@settings(max_examples=3_000 if NIGHTLY else 50, deadline=None)
@given(ROWS)
def test_each_row_is_imported_skipped_or_asked(rows: list[list[str]]) -> None:
    text = io.StringIO()
    csv.writer(text, delimiter=";").writerows(rows)
    try:
        found = of_text(text.getvalue())
    except Refused:  # nothing stands in it, or quotation marks do not end
        return
    if found.table.heading == ("", ""):  # a line of addresses, which has several entries
        return
    records, faults = Reader(found).read()
    looked = screened(found.table.heading, found.sheet_rows, found.columns, records)
    skipped = [number for one in found.left if not one.above for number in one.rows]
    taken = [one.row for one in looked.records]
    asked = [one.row for one in (*faults, *looked.faults)]
    assert sorted([*taken, *asked, *skipped]) == sorted({*(row.number for row in found.table.rows), *skipped}), (
        taken,
        asked,
        skipped,
    )
    assert len(together(found.questions)) <= 3
    for one in looked.records:
        assert not one.person["name"].startswith(("Totalt", "Summa", "Med vänlig", "Sida", "1."))
        if not one.person.get("email"):  # a function that has an address is somebody to write to
            assert not one.person["name"].startswith("POLITIKER")
        assert "(S)" not in one.person["name"]


@pytest.mark.parametrize(
    ("first", "taken"),
    [
        ("Elsa", ["Bo Alm", "Elsa Page"]),
        ("Totalt: 3 personer", ["Bo Alm"]),
        ("Med vänlig hälsning", ["Bo Alm"]),
        ("Sida 1", ["Bo Alm"]),
        ("POLITIKER", ["Bo Alm"]),
    ],
)
def test_a_name_is_judged_in_the_order_it_is_said_in(first: str, taken: list[str]) -> None:
    for text in (f"Efternamn;Förnamn\nAlm;Bo\nPage;{first}\n", f"Förnamn;Efternamn\nBo;Alm\n{first};Page\n"):
        records, _ = Reader(of_text(text)).read()
        assert [one.person["name"] for one in records] == taken
