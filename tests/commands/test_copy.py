"""`rusctl event copy` and `rusctl template` as a user types them: a whole tour in a few commands, and undone."""

import json
from pathlib import Path

import jsonschema

from rusctl.output.listings import LISTINGS
from rusctl.output.rows import rows_schema
from tests.conftest import Run


def test_a_tour_is_made_of_a_template_dated_and_undone(project: Path, rusctl: Run) -> None:
    before = (project / "events.toml").read_bytes()
    tour = '\n[[tour]]\nid = "varv"\nkind = "kommundialog"\nround = 2\n'
    with (project / "config/process.toml").open("a", encoding="utf-8") as file:
        file.write(tour)
    words = ("template", "add", "dialog", "--time", "9-12", "--crew", "projektledare", "--question", "Vad saknas?")
    assert rusctl(*words).code == 0
    (row,) = json.loads(rusctl("template", "list", "--json").out)
    jsonschema.Draft202012Validator(rows_schema(LISTINGS["template list"], str)).validate([row])
    assert (row["hours"], row["crew"], row["questions"]) == ("09:00-12:00", ["projektledare"], ["Vad saknas?"])
    assert rusctl("event", "copy", "dialog", "--tour", "varv", "--dry-run").code == 0
    assert (project / "events.toml").read_bytes() == before
    assert rusctl("event", "copy", "dialog", "--tour", "varv").code == 0
    assert rusctl("event", "move", "sala-2", "2018-12-05").code == 0
    found = {one["id"]: one for one in json.loads(rusctl("tour", "--json").out)}
    assert len(found) == 20
    assert (found["sala-2"]["start"], found["sala-2"]["hours"]) == ("2018-12-05T09:00:00+01:00", None)
    assert (found["koping-2"]["hours"], found["koping-2"]["round"]) == ("09:00-12:00", 2)
    shown = rusctl("event", "show", "koping-2", "--lang", "en").out
    assert all(text in shown for text in ("09:00-12:00", "Vad saknas?"))
    for _ in range(2):
        assert rusctl("undo").code == 0
    assert (project / "events.toml").read_bytes() == before


def test_a_misspelt_role_of_a_template_is_found_and_the_template_removed(project: Path, rusctl: Run) -> None:
    with (project / "config/process.toml").open("a", encoding="utf-8") as file:
        file.write('\n[[template]]\nid = "dialog"\nkind = "dialgo"\nroles = ["politker"]\nbody = "regionenn"\n')
    codes = {one["code"] for one in json.loads(rusctl("check", "--json").out)}
    assert {"RUS102", "RUS104", "RUS105"} <= codes
    assert "dialog" in rusctl("template", "list", "--lang", "en").out
    assert rusctl("template", "remove", "dialog").code == 0
    assert "no template" in rusctl("template", "list", "--lang", "en").err
