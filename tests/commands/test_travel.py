"""`rusctl tour --travel` as a user types it: a row a tour, and what is not given is named."""

import json
from pathlib import Path

import jsonschema
import pytest

from rusctl.output.listings import LISTINGS
from rusctl.output.rows import rows_schema
from tests.conftest import Run

HOME = '[propose]\nhome = "vasteras"\n'
ROADS = "\n".join(
    f'[[travel]]\nbetween = ["vasteras", "{name}"]\nminutes = 35\nkm = 40\n'
    for name in ("sala", "kungsor", "surahammar", "arboga", "fagersta", "norberg", "hallstahammar", "koping")
)


@pytest.fixture
def roads(project: Path) -> None:
    for name, text in (("workdays", HOME), ("municipalities", ROADS)):
        with (project / f"config/{name}.toml").open("a", encoding="utf-8") as file:
            file.write(f"\n{text}")


@pytest.mark.usefixtures("roads")
def test_a_tour_has_its_hours_and_its_kilometres_and_names_what_is_not_given(rusctl: Run) -> None:
    (row,) = json.loads(rusctl("tour", "--travel", "--json").out)
    jsonschema.Draft202012Validator(rows_schema(LISTINGS["tour --travel"], str)).validate([row])
    assert row == {
        "tour": None,
        "kind": "kommundialog",
        "journeys": 9,
        "journeys_with_minutes": 8,
        "minutes": 560,
        "journeys_with_km": 8,
        "km": 640,
        "lacking": ["skinnskatteberg–vasteras"],
    }
    shown = rusctl("tour", "--travel", "--lang", "en").out
    for text in ("Municipal dialogue", "9 h 20 min, of 8 of 9", "640 km, of 8 of 9", "Skinnskatteberg–Västerås"):
        assert text in shown


@pytest.mark.usefixtures("project")
def test_without_a_home_and_of_some_events_alone_it_is_refused(rusctl: Run) -> None:
    result = rusctl("tour", "--travel", "--lang", "en")
    assert (result.code, result.out) == (1, "")
    assert 'write home = "…" under [propose]' in result.err
    assert rusctl("tour", "--travel", "--kind", "kommundialog").code == 2
