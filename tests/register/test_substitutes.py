"""Substitutes (ersättare) in lists: for whom each comes is a name or an address, wherever that row stands."""

from collections.abc import Callable
from pathlib import Path

import pytest

from rusctl.database.database import Register
from tests.conftest import Result, Run
from tests.register.test_importing import everything, numbered, written

HEADING = ["Namn", "Organisation", "E-post", "Roll", "Ersätter"]
Take = Callable[..., Result]


@pytest.fixture
def take(register: Register, rusctl: Run, tmp_path: Path) -> Take:
    assert register

    def run(*rows: list[str]) -> Result:
        path = written(tmp_path / "lista.csv", list(rows), HEADING)
        return rusctl("participants", "import", "sala", str(path), "--yes", "--lang", "en")

    return run


def row(name: str, instead_of: str = "", email: str = "", organisation: str = "") -> list[str]:
    return [f"Testperson {name}", organisation, email, "politiker", instead_of]


def whom(register: Register) -> dict[str, str | None]:
    """Give for each who takes part the name of whom they come instead of."""
    found = everything(register)
    names = {one["id"]: one["name"].removeprefix("Testperson ") for one in found["person"]}
    return {names[one["person"]]: names.get(one["substitute_for"]) for one in found["participation"]}


def test_a_substitute_may_stand_above_below_or_in_the_register(register: Register, take: Take) -> None:
    assert take(row("Noll")).code == 0
    result = take(
        row("Fem", "Testperson Fyra"),
        row("Fyra", "TRE@example.org"),  # for one further down, who is a substitute too
        row("Ett", "testperson noll"),
        row("Två"),
        row("Tre", "Testperson Två", "tre@example.org"),
        row("Noll"),
    )
    assert (result.code, result.out.splitlines()[0]) == (
        0,
        "5 imported + 1 skipped + 0 asked = 6 rows",
    )
    assert "column Ersätter: substitute for\n" in result.err
    assert whom(register) == {"Noll": None, "Ett": "Noll", "Två": None, "Tre": "Två", "Fyra": "Tre", "Fem": "Fyra"}


def test_who_was_there_becomes_a_substitute_of_somebody_new_and_once_only(register: Register, take: Take) -> None:
    take(row("Ett"), row("Två"))
    rows = [row("Ett", "Testperson Ny"), row("Ny"), row("Två")]
    assert take(*rows).out.startswith("2 imported + 1 skipped + 0 asked = 3 rows")
    assert whom(register) == {"Ett": "Ny", "Två": None, "Ny": None}
    assert take(*rows).out.startswith("0 imported + 3 skipped + 0 asked = 3 rows")


def test_it_is_taken_back_with_the_import(register: Register, take: Take, rusctl: Run) -> None:
    take(row("Ett"))
    for undo in (["participants", "undo-import"], ["register", "undo"]):
        number = numbered(take(row("Ett", "Testperson Ny"), row("Ny")))
        assert whom(register) == {"Ett": "Ny", "Ny": None}
        assert rusctl(*undo, number).code == 0
        assert whom(register) == {"Ett": None}


def test_a_row_whose_substitute_is_for_nobody_is_told_without_the_name(register: Register, take: Take) -> None:
    result = take(
        row("Ett", "Testperson Okänd"),
        row("Två", "Testperson Två"),
        row("Tre", "Testperson Lika"),
        row("Lika", organisation="A"),
        row("Lika", organisation="B"),
        row("Fyra", "Testperson Fem"),
        row("Fem", "Testperson Fyra"),
        row("Sex", "19121212-1212"),
    )
    assert result.code == 6
    nobody = "nobody who takes part has the name or the address of whom it is a substitute for"
    assert result.out.splitlines()[:7] == [
        f"lista.csv, row 2: {nobody}",
        f"lista.csv, row 3: {nobody}",
        "lista.csv, row 4: several who take part have the name of whom it is a substitute for; give the address",
        f"lista.csv, row 7: {nobody}",
        f"lista.csv, row 8: {nobody}",
        "lista.csv, row 9, column Ersätter: the cell holds a personnummer, which the register never takes",
        "2 imported + 0 skipped + 6 asked = 8 rows",
    ]
    assert "Okänd" not in result.out
    assert whom(register) == {"Lika": None}


def test_nobody_is_their_own_substitute(register: Register, take: Take) -> None:
    take(row("Ett"))
    result = take(row("Ett", "Testperson Ett"))
    assert (result.code, result.out.splitlines()[0]) == (1, "lista.csv, row 2: nobody is their own substitute")
    assert whom(register) == {"Ett": None}


def test_who_is_hidden_is_found_by_nobody(take: Take, rusctl: Run) -> None:
    take(row("Ett"))
    rusctl("person", "set", "1", "--protected")
    assert "nobody who takes part" in take(row("Två", "Testperson Ett")).out


def test_an_internal_export_says_for_whom_and_is_taken_in_again(
    register: Register, take: Take, rusctl: Run, tmp_path: Path
) -> None:
    take(row("Ett"), row("Två", "Testperson Ett"))
    rusctl("participants", "export", "sala", "--internal", "--format", "csv", "--output", str(tmp_path), "--lang", "sv")
    (path,) = tmp_path.glob("PERSONUPPGIFTER*.csv")
    assert ";Testperson Ett;" in path.read_text(encoding="utf-8").splitlines()[2]
    again = rusctl("participants", "import", "koping", str(path), "--yes", "--lang", "en")
    assert again.out.startswith("2 imported + 0 skipped + 0 asked = 2 rows")
    parts = [one for one in everything(register)["participation"] if one["event"] == "koping"]
    assert [(one["person"], one["substitute_for"]) for one in parts] == [(1, None), (2, 1)]
