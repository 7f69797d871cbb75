"""`rusctl participants`, `roles`, `coverage` and `balance` as a user types them, on both databases."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import jsonschema
import pytest

from rusctl.database.database import Register
from rusctl.output.listings import LISTINGS
from rusctl.output.rows import rows_schema
from tests.conftest import Run, run_rusctl
from tests.register.conftest import Typed

Golden = Callable[[str, str], None]
AFTER = ("--today", "2018-12-31")


@pytest.fixture(autouse=True)
def a_register(register: Register) -> Register:
    return register


def rows(*words: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(run_rusctl(*words, "--json").out)
    name = " ".join(words[:2]) if words[0] == "participants" else words[0]
    jsonschema.Draft202012Validator(rows_schema(LISTINGS[name], str)).validate(found)
    return found


@pytest.fixture
def four(typed: Typed) -> None:
    """Four politicians of Sala, the fourth with protected data."""
    for number in (1, 2, 3):
        given = f'name = "Testperson {number}"\nmunicipality = "sala"\nemail = "p{number}@example.org"'
        typed(given, "person", "add", "--role", "politiker", "--from", "2015-01-01", "--to", "2018-12-31")
    typed('name = "Testperson 4"', "person", "add", "--role", "politiker", "--protected")


def test_numbers_without_a_name_are_a_full_record(rusctl: Run) -> None:
    words = ("participants", "count", "sala", "politiker", "7", "tjansteman", "5", "naringsliv", "4")
    assert rusctl(*words, "--lang", "en") == (
        0,
        "Elected politicians: came 7\nCivil servants: came 5\nBusiness: came 4\n",
        "",
    )
    assert [
        (one["municipality"], one["role"], one["attended"]) for one in rows("coverage", *AFTER) if one["attended"]
    ] == [
        ("sala", "politiker", 7),
        ("sala", "tjansteman", 5),
        ("sala", "naringsliv", 4),
    ]
    assert {(one["name"], one["number"]) for one in rows("participants", "list", "sala")} == {(None, None)}


@pytest.mark.parametrize("words", [("7", "Politiker"), ("politiker", "7"), ("Elected politicians", "7")])
def test_a_number_stands_before_or_after_its_role(words: tuple[str, str], rusctl: Run) -> None:
    rusctl("participants", "count", "sala", *words)
    assert [(one["role"], one["count"]) for one in rows("participants", "list", "sala")] == [("politiker", 7)]


def test_a_number_takes_the_place_of_the_one_before(rusctl: Run) -> None:
    for number in ("7", "6", "6"):
        rusctl("participants", "count", "sala", "politiker", number)
    rusctl("participants", "count", "sala", "politiker", "9", "--what", "coming")
    rusctl("participants", "count", "sala", "politiker", "2", "--municipality", "Heby", "--lang", "en")
    rusctl("participants", "count", "sala", "politiker", "2", "--municipality", "norberg")
    found = [
        (one["municipality"], one["answer"], one["attendance"], one["count"])
        for one in rows("participants", "list", "sala")
    ]
    assert sorted(found) == [
        ("norberg", "none", "attended", 2),
        ("sala", "accepted", "unknown", 9),
        ("sala", "none", "attended", 6),
    ]
    rusctl("participants", "count", "sala", "politiker", "0")
    assert len(rows("participants", "list", "sala")) == 2


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        ((), 2, "give roles and numbers, such as politiker 7 tjansteman 5"),
        (("politiker",), 2, "give roles and numbers, such as politiker 7 tjansteman 5"),
        (("politiker", "many"), 2, "give roles and numbers, such as politiker 7 tjansteman 5"),
        (("politiker", "-3"), 2, None),
        (("politkier", "3"), 1, "politkier is not a role; did you mean politiker?"),
        (("politiker", "3", "politiker", "4"), 1, "the role politiker is there twice; say it once"),
        (("politiker", "9999999999"), 1, "9999999999 is more people than there can be"),
        (("politiker", "3", "--women", "2", "--men", "2"), 1, "women and men are more than the 3 there were"),
        (("politiker", "3", "tjansteman", "4", "--women", "2"), 2, "give women and men for one role at a time"),
        (("politiker", "--women", "2"), 2, "give both --women and --men"),
        (("--diet", "vegetarian"), 2, "write a diet and a number, such as vegetarian=3"),
        (("politiker", "3", "--what", "cmae"), 1, "cmae is not what can be counted; did you mean came?"),
    ],
)
def test_what_cannot_be_counted_is_said_and_not_written(
    words: tuple[str, ...], code: int, sentence: str | None
) -> None:
    result = run_rusctl("participants", "count", "sala", *words, "--lang", "en")
    assert (result.code, result.out) == (code, "")
    assert sentence is None or result.err.splitlines()[0] == f"rusctl: {sentence}"
    assert rows("participants", "list", "sala") == []


@pytest.mark.usefixtures("four")
def test_invited_coming_and_there(rusctl: Run) -> None:
    assert rusctl("participants", "add", "sala", "1", "2", "--told", "2018-10-01", "--how", "e-post").code == 0
    assert rusctl("participants", "add", "sala", "1", "--answer", "accepted").code == 0
    assert rusctl("participants", "attend", "sala", "--all", "--lang", "en").err == "1 came to Sala\n"
    assert rusctl("participants", "attend", "sala", "2", "--absent").code == 0
    assert rusctl("participants", "add", "sala", "3", "--substitute-for", "2").code == 0
    found = {one["number"]: one for one in rows("participants", "list", "sala")}
    assert {
        number: (one["answer"], one["attendance"], one["walk_in"], one["told"], one["substitute_for"])
        for number, one in found.items()
    } == {
        1: ("accepted", "attended", False, "2018-10-01", None),
        2: ("none", "absent", False, "2018-10-01", None),
        3: ("none", "unknown", False, None, 2),
    }


@pytest.mark.usefixtures("four")
def test_who_comes_uninvited_is_a_walk_in(rusctl: Run) -> None:
    rusctl("participants", "attend", "sala", "3")
    (one,) = rows("participants", "list", "sala")
    assert (one["attendance"], one["walk_in"], one["role"]) == ("attended", True, "politiker")
    (place,) = rows("roles", *AFTER)
    assert (place["asked"], place["attended"], place["walk_in"]) == (0, 1, 1)


@pytest.mark.usefixtures("four")
def test_nobody_is_their_own_substitute(rusctl: Run) -> None:
    result = rusctl("participants", "add", "sala", "1", "2", "--substitute-for", "1", "--lang", "en")
    assert (result.code, result.err) == (1, "rusctl: nobody is their own substitute\n")
    assert rows("participants", "list", "sala") == []


@pytest.mark.usefixtures("four")
def test_the_role_is_that_of_the_time(rusctl: Run, project: Path) -> None:
    """A politician on 2018-12-06 may be none on 2019-01-01."""
    rusctl("participants", "add", "koping", "1")
    change = ("--role", "tjansteman", "--from", "2019-01-01", "--municipality", "koping", "--today", "2018-12-31")
    rusctl("person", "set", "1", *change)
    rusctl("event", "move", "vasteras", "2019-02-04", "--yes")
    assert (project / "events.toml").read_text(encoding="utf-8").count("2019-02-04") == 1
    rusctl("participants", "add", "vasteras", "1")
    assert [(one["role"], one["municipality"]) for one in rows("participants", "list", "koping")] == [
        ("politiker", "sala")
    ]
    assert [(one["role"], one["municipality"]) for one in rows("participants", "list", "vasteras")] == [
        ("tjansteman", "koping")
    ]
    nobody = rusctl("participants", "add", "vasteras", "2", "--lang", "en")
    assert (nobody.code, "holds no role on that day" in nobody.err) == (1, True)


@pytest.mark.usefixtures("four")
def test_protected_data_stay_out_of_the_list_and_are_counted(rusctl: Run) -> None:
    rusctl("participants", "attend", "sala", "1", "4")
    shown = rusctl("participants", "list", "sala", "--lang", "en")
    assert "Testperson 4" not in shown.out
    assert shown.err == "1 more are not shown, since their data are protected or restricted\n"
    assert [one["number"] for one in rows("participants", "list", "sala")] == [1]
    assert [one["number"] for one in rows("participants", "list", "sala", "--hidden")] == [1, 4]
    assert [one["attended"] for one in rows("roles", *AFTER)] == [2]


@pytest.mark.usefixtures("four")
def test_a_name_is_in_no_argument_and_no_log(rusctl: Run, project: Path) -> None:
    rusctl("participants", "attend", "sala", "1", "2")
    rusctl("event", "confirm", "norberg")
    kept = b"".join(path.read_bytes() for path in (project / ".rusctl").rglob("*") if path.is_file())
    assert b"Testperson" not in kept


def test_what_is_asked_for_and_missing(rusctl: Run, project: Path) -> None:
    path = project / "config/roles.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('id = "politiker"', 'id = "politiker"\nneeds = 3', 1), encoding="utf-8")
    rusctl("participants", "count", "sala", "politiker", "2")
    rusctl("participants", "count", "arboga", "politiker", "4", "--what", "coming")
    found = {one["event"]: one for one in rows("roles", "--today", "2018-11-12")}
    assert {
        event: (found[event]["after"], found[event]["needs"], found[event]["missing"])
        for event in ("sala", "kungsor", "arboga", "norberg")
    } == {"sala": (True, 3, 1), "kungsor": (True, 3, 3), "arboga": (False, 3, 0), "norberg": (False, 3, 3)}
    gaps = [one["event"] for one in rows("roles", "--gaps", "--today", "2018-11-12")]
    assert "arboga" not in gaps
    assert "sala" in gaps


def test_women_and_men_below_five_are_not_shown(rusctl: Run) -> None:
    rusctl("participants", "count", "sala", "politiker", "15", "--women", "3")
    rusctl("participants", "count", "koping", "politiker", "20", "--women", "9")
    assert [(one["event"], one["women"], one["men"]) for one in rows("balance")] == [
        ("sala", "<5", ".."),
        ("koping", "9", "11"),
        ("", "9–13", "22–26"),
    ]
    during = rusctl("balance", "--lang", "en").out
    assert "<5 / .." in during
    assert during.splitlines()[-1].startswith("women / men; .. is not shown")
    after = rusctl("balance", "--today", "2019-01-01", "--lang", "en").out
    (all_2018,) = [line for line in after.splitlines() if line.startswith("All")]
    assert all_2018.removeprefix("All 2018").split() == ["9–13", "/", "22–26"] * 2
    assert "3 / 12" not in after


@pytest.fixture
def counted(rusctl: Run) -> None:
    """A process with numbers of several roles."""
    for event, numbers in (("sala", (7, 5, 4)), ("kungsor", (5, 6, 0)), ("koping", (12, 8, 16))):
        for role, number in zip(("politiker", "tjansteman", "naringsliv"), numbers, strict=True):
            if number:
                rusctl("participants", "count", event, role, str(number), "--women", str(number // 2))
    rusctl("participants", "count", "norberg", "politiker", "6", "--what", "coming")


@pytest.mark.usefixtures("counted")
@pytest.mark.parametrize("lang", ["sv", "en"])
@pytest.mark.parametrize("command", ["roles", "coverage", "balance", "participants list sala"])
def test_screens(command: str, lang: str, rusctl: Run, golden: Golden) -> None:
    day = "2019-01-01" if command == "balance" else "2018-11-20"
    result = rusctl(*command.split(), "--today", day, "--lang", lang)
    assert (result.code, result.err) == (0, "")
    golden(f"register/{command.replace(' ', '-')}.{lang}.txt", result.out)


@pytest.mark.parametrize("command", ["roles", "coverage", "balance", "participants list sala"])
def test_with_nobody_a_sentence_says_what_to_do(command: str, rusctl: Run) -> None:
    result = rusctl(*command.split(), "--lang", "en")
    assert (result.code, result.out, result.err.count("\n")) == (0, "", 1)


def test_a_dry_run_shows_and_changes_nothing(rusctl: Run) -> None:
    result = rusctl("participants", "count", "sala", "politiker", "7", "--dry-run", "--lang", "en")
    assert result == (0, "Elected politicians: came 7\n", "nothing was changed: this was --dry-run\n")
    assert rows("participants", "list", "sala") == []


def test_diets_are_numbers(rusctl: Run) -> None:
    result = rusctl(
        "participants", "count", "sala", "--diet", "vegetarian=3", "--diet", "utan gluten=1", "--lang", "en"
    )
    assert (result.code, result.out) == (0, "vegetarian: 3\nno gluten: 1\n")


@pytest.mark.usefixtures("counted")
@pytest.mark.parametrize("command", ["roles", "coverage", "balance"])
def test_a_chart_beside_the_table(command: str, rusctl: Run, tmp_path: Path) -> None:
    path = tmp_path / "chart.svg"
    result = rusctl(command, "--svg", str(path), "--today", "2018-12-31", "--lang", "en")
    assert (result.code, result.err) == (0, f"{path} is written\n")
    root = ET.fromstring(path.read_bytes())
    assert root.attrib["role"] == "img"
    said = root[1].text or ""
    assert ("Sala: People 16" in said) == (command == "coverage")
    assert ("Sala, Elected politicians: Women <5, Men <5" in said) == (command == "balance")
    assert ("Sala, Elected politicians: Attended or coming 7, Asked for –" in said) == (command == "roles")
    taken = tmp_path / "taken.svg"
    taken.write_text("x", encoding="utf-8")
    assert rusctl(command, "--svg", str(taken), "--today", "2018-12-31").code == 1
    assert taken.read_text(encoding="utf-8") == "x"


@pytest.mark.parametrize(
    ("words", "noted"),
    [
        (("participants", "count", "koping", "politiker", "7"), True),
        (("participants", "count", "koping", "politiker", "7", "--what", "coming"), False),
        (("participants", "count", "sala", "politiker", "7"), False),
    ],
)
def test_who_came_to_what_has_not_been_is_doubted(words: tuple[str, ...], noted: bool, rusctl: Run) -> None:
    """The tour's Köping is on 6 December, four weeks after today: most likely --what coming was meant."""
    said = rusctl(*words, "--lang", "en")
    sentence = (
        "koping is still to come (Thu, 6 Dec 2018); record answers with participants add, and expected numbers with "
        "participants count --what coming\n"
    )
    assert (said.code, said.err) == (0, sentence if noted else "")


def test_what_is_wanted_is_shown_where_nobody_came(rusctl: Run) -> None:
    assert rusctl("role", "minimum", "politiker", "5", "--municipality", "sala").code == 0
    shown = rusctl("coverage", "--lang", "en")
    assert (shown.code, shown.err) == (0, "")
    assert "0/5" in shown.out
    cells = [(one["municipality"], one["role"]) for one in rows("coverage")]
    assert len(set(cells)) == len(cells)
