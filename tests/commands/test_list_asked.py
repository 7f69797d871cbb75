"""A list that is taken in at a terminal: it is shown, asked about once, answered, remembered, and gone on from."""

import json
from pathlib import Path

from tests.commands.test_asked import answered
from tests.conftest import Run

LIST = """Deltagarlista;;;
;;;
Namn;Uppdrag;Hemvist;E-post
Aina Alm;Kommunalråd;Sala;aina@sala.example
Bror Björk;Trollkarl;Arboga;bror@arboga.example
Totalt 2;;;
"""


def test_a_list_is_asked_about_in_one_step_and_remembered(project: Path, rusctl: Run) -> None:
    assert rusctl("register", "init").code == 0
    (project / "lista.csv").write_text(LIST, encoding="utf-8")
    typed = "1\n3\n\nmunicipality\n2\n\nhövding\ntjansteman\ny\n"
    found = answered(project, "participants import sala lista.csv", typed)
    assert found.code == 0
    asked = [line for line in found.err.splitlines() if line[:2] in {"1.", "2.", "3."}]
    assert asked[:2] == [
        "1. the headings are in row 3; Uppdrag is the role; Hemvist is dropped",
        "2. Kommunalråd means politiker (row 4); Trollkarl is not known, and waits (row 5)",
    ]
    assert "hövding is none of " in found.err
    assert "2 would be imported + 1 skipped + 0 asked = 3 rows" in found.out
    assert found.out.endswith("import 1\n")
    (project / "nasta.csv").write_text(LIST.replace("Aina Alm", "Eva Ek").replace("aina@", "eva@"), encoding="utf-8")
    again = answered(project, "participants import sala nasta.csv", "y\n")
    assert (again.code, [line for line in again.err.splitlines() if line.startswith("1.")]) == (0, [])
    assert "1 would be imported + 2 skipped + 0 asked = 3 rows" in again.out


def test_nothing_is_taken_without_a_yes(project: Path, rusctl: Run) -> None:
    assert rusctl("register", "init").code == 0
    (project / "lista.csv").write_text(LIST, encoding="utf-8")
    found = answered(project, "participants import sala lista.csv", "\n")
    assert found.code == 1
    assert found.err.endswith("rusctl: you did not say yes; nothing was changed\n")
    assert json.loads(rusctl("participants", "list", "sala", "--json").out) == []
