"""The rows of each listing as CSV, Markdown and a workbook."""

import csv
import io
from typing import Any

import openpyxl
import pytest

from rusctl.language.catalogue import Language
from rusctl.output.listings import LISTINGS, PERSONAL, listing_of
from rusctl.output.row_tables import ListingMembers, csv_bytes, markdown_bytes, workbook_bytes
from rusctl.output.rows import Field

SWEDISH = Language("sv")
VALUES: dict[str, Any] = {
    "string": "=1+1|å\nb",
    "integer": -3,
    "boolean": True,
    "date": "2018-11-07",
    "moment": "2018-11-07T09:00:00+01:00",
    "number": 59.5,
    "strings": ["sala", "heby"],
}
SHOWN = {**VALUES, "string": "'=1+1|å\nb", "integer": "-3", "boolean": "ja", "number": "59,5", "strings": "sala, heby"}


def row(fields: dict[str, Field], *, empty: bool = False) -> dict[str, Any]:
    """Give a row with a value of each member's type; where it may be null and `empty` is asked for, null."""
    return {
        name: None if empty and field.type.endswith("?") else VALUES[field.type.rstrip("?")]
        for name, field in fields.items()
    }


@pytest.mark.parametrize("name", LISTINGS)
def test_csv_has_every_member_and_no_formula(name: str) -> None:
    fields = LISTINGS[name]
    octets = csv_bytes(ListingMembers(name, fields), [row(fields), row(fields, empty=True)], SWEDISH)
    assert octets.startswith(b"\xef\xbb\xbf")
    assert octets.endswith(b"\r\n")
    heading, full, empty = csv.reader(io.StringIO(octets.decode("utf-8-sig"), newline=""), delimiter=";")
    assert heading == list(fields)
    assert full == [SHOWN[field.type.rstrip("?")] for field in fields.values()]
    assert [not one for one in empty] == [field.type.endswith("?") for field in fields.values()]


@pytest.mark.parametrize("name", LISTINGS)
def test_markdown_is_one_table_of_as_many_columns(name: str) -> None:
    fields = LISTINGS[name]
    lines = markdown_bytes(ListingMembers(name, fields), [row(fields)], SWEDISH).decode().splitlines()
    assert len(lines) == 3
    assert {line.replace("\\|", "").count("|") for line in lines} == {len(fields) + 1}
    assert "<" not in lines[2]


@pytest.mark.parametrize("name", ["tour", "status", "municipality list"])
def test_a_workbook_has_texts_numbers_and_what_the_columns_hold(name: str) -> None:
    fields = LISTINGS[name]
    octets = workbook_bytes(ListingMembers(name, fields), [row(fields)], SWEDISH)
    assert octets == workbook_bytes(ListingMembers(name, fields), [row(fields)], SWEDISH)
    rows, about = openpyxl.load_workbook(io.BytesIO(octets)).worksheets
    heading, values = rows.iter_rows()
    assert [cell.value for cell in heading] == list(fields)
    for cell, field in zip(values, fields.values(), strict=True):
        kind = field.type.rstrip("?")
        expected = VALUES[kind] if kind in {"string", "integer"} else SHOWN[kind]
        assert (cell.value, cell.data_type) == (expected, "n" if kind == "integer" else "s")
    assert rows.freeze_panes == "A2"
    assert [cell.value for cell in about["A"][1:]] == list(fields)
    assert about["B"][1].value == SWEDISH.phrase(next(iter(fields.values())).about)


def test_no_row_is_a_table_with_headings_alone() -> None:
    octets = csv_bytes(ListingMembers("tour", LISTINGS["tour"]), [], SWEDISH)
    assert octets.decode("utf-8-sig").count("\r\n") == 1


@pytest.mark.parametrize(
    ("command", "words", "name"),
    [
        ("tour", ["tour", "--format", "csv"], "tour"),
        ("tour", ["tour", "--travel"], "tour --travel"),
        ("coverage", ["coverage", "--legal"], "coverage --legal"),
    ],
)
def test_an_option_makes_another_listing(command: str, words: list[str], name: str) -> None:
    assert listing_of(command, words) == (name, LISTINGS[name])


def test_what_holds_an_address_or_a_name_of_a_person_is_personal() -> None:
    assert set(LISTINGS) >= PERSONAL
    assert {name for name, fields in LISTINGS.items() if {"address", "addresses", "email"} & set(fields)} <= PERSONAL
