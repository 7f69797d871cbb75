"""What people see of the shipped tour: golden files in both languages; and what programs get."""

import json
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest

from rusctl.output.listed.comment_rows import LISTINGS as COMMENTS
from rusctl.output.listings import LISTINGS
from rusctl.output.registered import LISTINGS as REGISTER
from rusctl.output.rows import rows_schema
from rusctl.output.sorting_rows import LISTINGS as SORTING
from tests.conftest import Run

Golden = Callable[[str, str], None]
MORE = {
    "milestones": ["--all"],
    "event show": ["vasteras"],
    "milestone show": ["council"],
    "deadlines": ["council"],
    "whatif move": ["norberg", "2018-12-08"],
    "whatif slip": ["board", "14d"],
}
ELSEWHERE = {
    "answers",
    "busy list",
    "consultation received",
    "consultation show",
    "busy show",
    "diff",
    "inputs list",
    "inputs show",
    *SORTING,  # tests/commands/test_sort_inputs.py
    "inputs synthesis --by",
    "invite",
    "log",
    "offer",
    "outbox list",
    "outbox show",
    "publish",
    "remind",
    "replies",
    "commitment show",
    *COMMENTS,  # tests/commands/test_answer_comments.py
    "consultation letters",
    "indicator show",
    "consultation bodies",  # tests/services/consultation
    "consultation status",
    "review",
    "strategy changes",
    "strategy show",
    "thank",
    "trace",
    "tour --travel",
    "where",
    *REGISTER,  # tests/register
}  # these have tests of their own, since they depend on more than the plan
DAYS = ("2018-11-08", "2018-11-13", "2026-11-23")


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize("lang", ["sv", "en"])
@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("command", ["status", "tour", "milestones", "milestones --all", "check"])
def test_screen(command: str, day: str, lang: str, rusctl: Run, golden: Golden) -> None:
    result = rusctl(*command.split(), "--today", day, "--lang", lang)
    assert result.code == 0
    assert result.err == ""
    golden(f"screens/{command.replace(' ', '')}-{day}.{lang}.txt", result.out)


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize("lang", ["sv", "en"])
@pytest.mark.parametrize("listing", [name for name in LISTINGS if name not in ELSEWHERE])
def test_json_fits_its_schema_and_has_no_language(listing: str, lang: str, rusctl: Run, golden: Golden) -> None:
    result = rusctl(*listing.split(), *MORE.get(listing, ()), "--json", "--lang", lang)
    assert (result.code, result.err) == (0, "")
    schema = rows_schema(LISTINGS[listing], str)
    checker = jsonschema.Draft202012Validator.FORMAT_CHECKER
    jsonschema.Draft202012Validator(schema, format_checker=checker).validate(json.loads(result.out))
    golden(f"json/{listing.replace(' ', '-')}.json", result.out)


@pytest.mark.parametrize(
    ("options", "ids"),
    [
        (["--status", "tentative"], ["norberg"]),
        (["--status", "tentative", "--status", "planned"], ["norberg", "vasteras"]),
        (["--municipality", "koping"], ["koping"]),
        (["--kind", "kommundialog", "--from", "2018-12-01"], ["skinnskatteberg", "koping", "vasteras"]),
        (["--to", "2018-11-09"], ["sala", "kungsor"]),
        (["--from", "2018-11-10", "--to", "2018-11-12"], ["surahammar"]),
    ],
)
@pytest.mark.usefixtures("project")
def test_filters(options: list[str], ids: list[str], rusctl: Run) -> None:
    result = rusctl("tour", "--json", *options)
    assert [row["id"] for row in json.loads(result.out)] == ids


@pytest.mark.usefixtures("project")
def test_a_filter_that_names_nothing_is_refused(rusctl: Run) -> None:
    result = rusctl("tour", "--municipality", "norbreg", "--lang", "en")
    assert (result.code, result.out) == (1, "")
    assert result.err == "rusctl: norbreg is not a municipality; did you mean norberg?\n"


def test_a_plan_that_was_not_read_whole_is_shown_with_a_word_about_it(project: Path, rusctl: Run) -> None:
    path = project / "events.toml"
    path.write_text(path.read_text(encoding="utf-8").replace('id = "norberg"', 'id = "Norberg 1"'), encoding="utf-8")
    result = rusctl("tour", "--lang", "en")
    assert (result.code, result.err) == (
        0,
        "1 fault in the plan's files, so something may be missing here; rusctl check shows it\n",
    )
    assert [line.split()[-1] for line in result.out.splitlines() if "Norberg" in line] == ["1"]


def test_markup_and_escapes_in_data_are_shown_and_not_obeyed(project: Path, rusctl: Run) -> None:
    path = project / "events.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace('title = "Dialog med Västerås Stad"', 'title = "A [/red] [bold]b \\u202e c"'), encoding="utf-8"
    )
    out = rusctl("tour").out
    assert "A [/red] [bold]b \\u202e c" in out
    assert "\u202e" not in out


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize("listing", ["log", "where"])
def test_json_of_the_rest_fits_its_schema(listing: str, rusctl: Run) -> None:
    rusctl("event", "confirm", "norberg")
    rusctl("undo")
    found = json.loads(rusctl(listing, "--json").out)
    assert found
    checker = jsonschema.Draft202012Validator.FORMAT_CHECKER
    jsonschema.Draft202012Validator(rows_schema(LISTINGS[listing], str), format_checker=checker).validate(found)


def test_a_tour_with_a_gap_says_so_though_it_has_as_many_stops(project: Path, rusctl: Run) -> None:
    path = project / "events.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('municipality = "koping"', 'municipality = "sala"'), encoding="utf-8")
    said = "8 of 10 municipalities have a date; Köping is missing, Sala is there twice"
    wide = " ".join(rusctl("status", "--lang", "en").out.split())
    assert f"Tour {said} (1 planned" in wide
    assert f"\n{said}\n" in rusctl("tour", "--lang", "en").out
    assert said in rusctl("report", "status", "--lang", "en").out
    assert "municipalities" not in rusctl("tour", "--status", "confirmed", "--lang", "en").out
    assert rusctl("check").code == 1
    path.write_text(
        text.replace('municipality = "koping"', 'municipality = "sala"').replace('"arboga"\ndate', '"sala"\ndate')
    )
    assert "Köping, Arboga are missing, Sala is there more than twice" in rusctl("tour", "--lang", "en").out


def test_what_is_held_after_today_is_next_as_confirmed(project: Path, rusctl: Run) -> None:
    path = project / "events.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace('date = 2018-11-09\nstatus = "confirmed"', 'date = 2018-11-09\nstatus = "held"'), "utf-8"
    )
    next_event = next(line for line in rusctl("status", "--lang", "en").out.splitlines() if "Next event" in line)
    assert next_event.rstrip().endswith("Fri, 9 Nov 2018, in 1 day (confirmed)")
