"""`rusctl person` as a user types it, on both databases."""

import json
import os
import pty
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from rusctl.database.database import Register
from rusctl.output.listings import LISTINGS
from rusctl.output.rows import rows_schema
from tests.conftest import Run
from tests.register.conftest import Typed

ONE = 'name = "Testperson Ett"\norganisation = "Exempelbolaget"\nmunicipality = "Sala"\nemail = "Ett@Example.org"\n'
Golden = Callable[[str, str], None]


@pytest.fixture(autouse=True)
def a_register(register: Register) -> Register:
    return register


def rows(run: Run, *words: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(run(*words, "--json").out)
    schema = rows_schema(LISTINGS[" ".join(words[:2])], str)
    jsonschema.Draft202012Validator(schema).validate(found)
    return found


def test_a_person_is_read_from_standard_input(rusctl: Run, typed: Typed) -> None:
    assert typed(ONE, "person", "add", "--role", "Politiker", "--from", "2015-01-01") == (
        0,
        "1\n",
        "person 1 is in the register\n",
    )
    assert rows(rusctl, "person", "list") == [
        {
            "number": 1,
            "name": "Testperson Ett",
            "organisation": "Exempelbolaget",
            "municipality": "sala",
            "email": "ett@example.org",
            "phone": None,
            "language": None,
            "roles": ["politiker"],
            "protected": False,
            "restricted": False,
            "version": 1,
            "function": False,
            "unreached": False,
        }
    ]


def test_a_personnummer_is_refused_and_not_repeated(rusctl: Run, typed: Typed) -> None:
    result = typed('name = "Testperson"\norganisation = "18900101-9802"', "person", "add")
    assert (result.code, result.out) == (6, "")
    assert "9802" not in result.err
    assert rows(rusctl, "person", "list") == []


def test_the_same_address_is_refused_unless_meant(rusctl: Run, typed: Typed) -> None:
    typed(ONE, "person", "add")
    result = typed(ONE, "person", "add")
    assert (result.code, result.out) == (3, "")
    assert "example.org" not in result.err
    assert typed(ONE, "person", "add", "--anyway").out == "2\n"
    assert len(rows(rusctl, "person", "list")) == 2


def test_a_role_is_held_from_a_day_to_a_day(rusctl: Run, typed: Typed) -> None:
    typed(ONE, "person", "add", "--role", "politiker", "--from", "2014-12-01")
    assert rusctl("person", "set", "1", "--role", "politiker", "--to", "2018-12-31").code == 0
    for day, roles in (
        ("2014-11-30", []),
        ("2014-12-01", ["politiker"]),
        ("2018-12-31", ["politiker"]),
        ("2019-01-01", []),
    ):
        assert rows(rusctl, "person", "list", "--today", day)[0]["roles"] == roles
    assert rows(rusctl, "person", "list", "--role", "politiker", "--today", "2019-01-01") == []
    again = rusctl("person", "set", "1", "--role", "politiker", "--from", "2018-06-01", "--lang", "en")
    assert (again.code, "already holds the role" in again.err) == (3, True)
    assert rusctl("person", "set", "1", "--role", "tjansteman", "--from", "2019-01-01").code == 0
    assert rows(rusctl, "person", "list", "--today", "2019-06-01")[0]["roles"] == ["tjansteman"]


def test_a_party_stands_on_a_public_mandate_and_selects_nobody(rusctl: Run, typed: Typed) -> None:
    typed(ONE, "person", "add", "--role", "politiker", "--party", "Testpartiet")
    assert "Testpartiet" not in rusctl("person", "list").out + json.dumps(rows(rusctl, "person", "list"))
    for command in ("list", "find"):
        assert rusctl("person", command, "--party", "Testpartiet", "--lang", "en").code == 2
    assert rows(rusctl, "person", "find", "Testpartiet") == []


def test_protected_data_are_not_listed_unless_asked_for(rusctl: Run, typed: Typed) -> None:
    typed(ONE, "person", "add", "--protected", "--role", "politiker")
    for words in (
        ["person", "list"],
        ["person", "find", "ett"],
        ["person", "find", "1"],
        ["person", "list", "--role", "politiker"],
    ):
        assert rows(rusctl, *words) == []
        assert [row["number"] for row in rows(rusctl, *words, "--hidden")] == [1]


@pytest.mark.parametrize("text", ["ÖJV", "öjv", "exempel", "ett@EXAMPLE", "06 05", "1"])
def test_a_person_is_found_by_a_part(text: str, rusctl: Run, typed: Typed) -> None:
    typed(
        'name = "Öjvind Testperson"\norganisation = "Exempelbolaget"\n'
        'email = "ett@example.org"\nphone = "070-174 06 05"',
        "person",
        "add",
    )
    typed('name = "Annan"', "person", "add")
    assert [row["number"] for row in rows(rusctl, "person", "find", text)] == [1]
    assert [row["number"] for row in json.loads(typed(text, "person", "find", "--json").out)] == [1]


@pytest.mark.parametrize("text", ["%", "_", "'; drop table person", "zzz"])
def test_nothing_in_a_search_is_more_than_text(text: str, rusctl: Run, typed: Typed) -> None:
    typed(ONE, "person", "add")
    assert rows(rusctl, "person", "find", text) == []


def test_a_correction_by_version(rusctl: Run, typed: Typed) -> None:
    typed(ONE, "person", "add")
    assert rusctl("person", "set", "1", "--organisation", "Annat bolag", "--version", "1").code == 0
    late = rusctl("person", "set", "1", "--organisation", "Tredje", "--version", "1", "--lang", "en")
    assert (late.code, late.out) == (4, "")
    assert rows(rusctl, "person", "list")[0]["organisation"] == "Annat bolag"
    assert typed('phone = "021-12 34 56"\nemail = ""', "person", "set", "1", "--stdin").code == 0
    found = rows(rusctl, "person", "list")[0]
    assert (found["phone"], found["email"], found["version"]) == ("021-12 34 56", None, 3)


def test_a_dry_run_changes_nothing(rusctl: Run, typed: Typed) -> None:
    assert typed(ONE, "person", "add", "--dry-run") == (0, "", "nothing was changed: this was --dry-run\n")
    assert rows(rusctl, "person", "list") == []
    typed(ONE, "person", "add")
    rusctl("person", "set", "1", "--name", "Annat", "--dry-run")
    assert rows(rusctl, "person", "list")[0]["version"] == 1


def test_nothing_of_a_person_is_logged(project: Path, typed: Typed, rusctl: Run) -> None:
    typed(ONE, "person", "add")
    rusctl("person", "set", "1", "--name", "Testperson Ny")
    rusctl("event", "confirm", "norberg")
    kept = b"".join(path.read_bytes() for path in (project / ".rusctl").rglob("*") if path.is_file())
    assert b"Testperson" not in kept
    assert "Testperson" not in rusctl("log").out


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_the_list_as_people_see_it(lang: str, typed: Typed, rusctl: Run, golden: Golden) -> None:
    typed(ONE, "person", "add", "--role", "politiker")
    typed('name = "Ärla Testperson"\nmunicipality = "koping"', "person", "add", "--role", "naringsliv")
    typed('name = "Zeta Testperson"\nphone = "021-12 34 56"', "person", "add", "--protected")
    result = rusctl("person", "list", "--hidden", "--lang", lang)
    assert (result.code, result.err) == (0, "")
    golden(f"register/person-list.{lang}.txt", result.out)


def test_in_a_terminal_the_values_are_asked_for(project: Path, rusctl: Run) -> None:
    controller, terminal = pty.openpty()
    os.write(controller, b"Testperson Ett\n\nsala\nett@example.org\n\n\n")
    done = subprocess.run(
        [sys.executable, "-m", "rusctl", "person", "add", "--lang", "en"],
        cwd=project,
        stdin=terminal,
        capture_output=True,
        text=True,
        check=False,
    )
    os.close(controller)
    os.close(terminal)
    assert (done.returncode, done.stdout) == (0, "1\n")
    assert done.stderr == (
        "name: organisation: municipality: email: telephone: language: person 1 is in the register\n"
    )
    assert [row["email"] for row in rows(rusctl, "person", "list")] == ["ett@example.org"]


def test_the_state_as_programs_see_it(rusctl: Run, typed: Typed, database: str) -> None:
    typed(ONE, "person", "add", "--role", "politiker")
    (state,) = rows(rusctl, "register", "status")
    assert (state["database"], state["persons"], state["roles"], state["changes"]) == (
        "PostgreSQL" if database else "SQLite",
        1,
        1,
        1,
    )
    assert "example" not in rusctl("register", "status").out
