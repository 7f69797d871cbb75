"""Whose processing is restricted is in nothing that lists, sends, exports or counts."""

import json
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from rusctl.database.database import Register
from rusctl.database.tables import person
from rusctl.database.transaction import Transaction
from rusctl.register.schema import mandate, participation
from rusctl.storage.files.personal_data_search import holds, patterns_of
from tests.conftest import Run

NAME, EMAIL = "Begränsa Mig-Kanariesson", "begransa@example.org"
LISTS = (
    ["person", "list"],
    ["person", "find", "Mig"],
    ["participants", "list", "sala"],
    ["roles"],
    ["coverage"],
    ["balance"],
)


@pytest.fixture(autouse=True)
def restricted(register: Register, rusctl: Run) -> None:
    def plant(change: Transaction) -> int:
        for name, email in ((NAME, EMAIL), ("Testperson Ett", "ett@example.org")):
            number = change.insert(person, name=name, email=email, municipality="sala")
            change.insert(mandate, person=number, role="politiker")
            part = {"answer": "accepted", "attendance": "attended", "municipality": "sala"}
            change.insert(participation, event="sala", role="politiker", person=number, **part)
        return number - 1

    number = register.change("test", plant)
    assert rusctl("person", "restrict", str(number)).code == 0


@pytest.mark.parametrize("form", [[], ["--json"]])
@pytest.mark.parametrize("words", LISTS, ids=" ".join)
def test_no_list_and_no_count_has_the_person(words: list[str], form: list[str], rusctl: Run) -> None:
    result = rusctl(*words, *form, "--lang", "en")
    assert result.code == 0
    for text in (NAME, EMAIL, "Kanariesson"):
        assert text not in result.out + result.err


def test_statistics_count_the_others_only(rusctl: Run) -> None:
    rows: list[dict[str, Any]] = json.loads(rusctl("roles", "--json").out)
    found = [row for row in rows if row["event"] == "sala" and row["role"] == "politiker"]
    assert [1 in row.values() and 2 not in row.values() for row in found] == [True]


@pytest.mark.parametrize("kind", ["--internal", "--on-request", "--public"])
def test_no_export_has_the_person(kind: str, rusctl: Run) -> None:
    result = rusctl("participants", "export", kind)
    assert result.code == 0
    assert holds(Path(result.out.strip()).read_bytes(), patterns_of([NAME, EMAIL])) is None


def test_the_data_are_kept(register: Register) -> None:
    with register.reading() as connection:
        assert NAME in [row.name for row in connection.execute(select(person))]
