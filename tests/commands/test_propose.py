"""Proposing dates on the shipped tour, and on plans that leave no room."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from rusctl.storage.toml import spans
from tests.conftest import Run

Golden = Callable[[str, str], None]


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_vasteras_early_2019(lang: str, project: Path, rusctl: Run, golden: Golden) -> None:
    before = files(project)
    result = rusctl("propose", "vasteras", "--lang", lang)
    assert result.code == 0
    golden(f"propose/vasteras.{lang}.txt", result.out + result.err)
    assert files(project) == before


@pytest.mark.usefixtures("project")
def test_without_names_what_has_no_date_is_meant(rusctl: Run) -> None:
    assert rusctl("propose").out == rusctl("propose", "vasteras").out


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize("lang", ["sv", "en"])
def test_a_whole_tour(lang: str, project: Path, rusctl: Run, golden: Golden) -> None:
    path = project / "events.toml"
    text = path.read_text(encoding="utf-8").replace('status = "confirmed"', 'status = "planned"')
    path.write_text(
        text.replace('id = "sala"', 'id = "ovrigt"').replace('municipality = "sala"\n', ""), encoding="utf-8"
    )
    result = rusctl("propose", "--all", "--today", "2018-10-01", "--count", "2", "--lang", lang)
    assert result.code == 0
    golden(f"propose/whole.{lang}.txt", result.out + result.err)


def test_apply_writes_one_change_that_can_be_undone(project: Path, rusctl: Run) -> None:
    before = (project / "events.toml").read_bytes()
    dry = rusctl("propose", "--apply", "2", "--dry-run", "--lang", "en")
    assert (dry.code, dry.err, (project / "events.toml").read_bytes()) == (
        0,
        "nothing was changed: this was --dry-run\n",
        before,
    )
    done = rusctl("propose", "--apply", "2", "--lang", "en")
    assert (done.code, done.out) == (0, dry.out)
    assert done.err.splitlines()[0] == "Västerås is tentative on the day proposed"
    shown = json.loads(rusctl("event", "show", "vasteras", "--json").out)
    proposed = [row for row in json.loads(rusctl("tour", "--json").out) if row["id"] == "vasteras"]
    assert shown == proposed
    assert (shown[0]["date"], shown[0]["status"], shown[0]["earlier"]) == ("2019-01-14", "tentative", 2)
    assert len(json.loads(rusctl("log", "--json").out)) == 1
    assert rusctl("undo").code == 0
    assert (project / "events.toml").read_bytes() == before


def test_a_municipality_without_a_stop_gets_one(project: Path, rusctl: Run) -> None:
    path = project / "config/municipalities.toml"
    path.write_text(
        path.read_text(encoding="utf-8") + '\n[[municipality]]\nid = "aby"\nname = "Åby"\n', encoding="utf-8"
    )
    assert rusctl("propose", "--all", "--apply", "1").code == 0
    (new,) = (row for row in json.loads(rusctl("tour", "--json").out) if row["id"] == "aby")
    assert (new["title"], new["status"], new["date"]) == ("Kommundialog Åby", "tentative", "2018-11-23")
    assert len(json.loads(rusctl("log", "--json").out)) == 1


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (["norbreg"], 1, "norbreg is not an event; did you mean norberg?"),
        (
            ["arboga"],
            3,
            (
                "events.toml:32: arboga is confirmed and keeps its date; to have another one proposed, first: "
                "rusctl event tentative arboga"
            ),
        ),
        (["vasteras", "--all"], 2, "name events or say --all, not both"),
        (["--dry-run"], 2, "--dry-run goes with --apply; without it rusctl propose writes nothing"),
        (["--share", "sala"], 2, "--share sala: name two municipalities with a comma between, such as sala,norberg"),
        (["--share", "sala,noberg"], 1, "noberg is not a municipality; did you mean norberg?"),
        (["--from", "2018-02-30"], 2, '--from: "2018-02-30" does not exist: the days of that month are 1 to 28'),
        (["--to", "2019-01-08", "--apply", "3"], 1, "there is only 1 proposal"),
    ],
)
def test_what_is_refused(words: list[str], code: int, sentence: str, project: Path, rusctl: Run) -> None:
    before = files(project)
    result = rusctl("propose", *words, "--lang", "en")
    assert (result.code, result.out, result.err) == (code, "", f"rusctl: {sentence}\n")
    assert files(project) == before


@pytest.mark.usefixtures("project")
def test_an_event_that_has_times_keeps_them(rusctl: Run) -> None:
    assert rusctl("event", "move", "norberg", "2018-11-26 09:00-12:00").code == 0
    assert rusctl("propose", "norberg", "--from", "2018-11-27", "--apply", "1").code == 0
    (row,) = json.loads(rusctl("event", "show", "norberg", "--json").out)
    assert (row["start"], row["end"]) == ("2018-11-30T09:00:00+01:00", "2018-11-30T12:00:00+01:00")


def test_an_event_of_several_days_is_left_alone(project: Path, rusctl: Run) -> None:
    path = project / "events.toml"
    more = 'id = "konferens"\nkind = "kommundialog"\nstart = 2019-02-05\nend = 2019-02-06\nstatus = "tentative"\n'
    path.write_text(path.read_text(encoding="utf-8") + "\n[[event]]\n" + more, encoding="utf-8")
    result = rusctl("propose", "konferens", "--lang", "en")
    assert (result.code, result.out) == (3, "")
    assert result.err.endswith("konferens lasts several days, and a proposal is for one; use rusctl event move\n")
    ids = {row["id"] for row in json.loads(rusctl("propose", "--all", "--json").out)}
    assert ids == {"norberg", "vasteras"}


def test_a_faulty_setting_is_said(project: Path, rusctl: Run) -> None:
    (project / "config/workdays.toml").write_text(
        '[propose]\nrest_days = -1\nhome = "vasters"\nshare = [["sala", "nrberg"]]\n', encoding="utf-8"
    )
    result = rusctl("propose", "--count", "1", "--lang", "en")
    assert (result.code, result.err.splitlines()[0]) == (
        0,
        "1 fault in the plan's files, so something may be missing here; rusctl check shows it",
    )
    found = [line for line in rusctl("check", "--lang", "en").out.splitlines() if "workdays" in line]
    assert [line.rpartition("[")[2] for line in found] == [
        "invalid-value RUS007]",
        "unknown-municipality RUS101]",
        "unknown-municipality RUS101]",
    ]


def test_nothing_to_propose(project: Path, rusctl: Run) -> None:
    assert rusctl("event", "remove", "vasteras").code == 0
    result = rusctl("propose", "--lang", "en")
    assert (result.code, result.err) == (
        1,
        "rusctl: every event has a day; name those that are to have another one, or say --all\n",
    )
    assert "vasteras" not in (project / "events.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_a_no_is_explained(lang: str, project: Path, rusctl: Run, golden: Golden) -> None:
    (project / "config/workdays.toml").write_text(
        "[propose]\nmost_a_week = 1\n\n[[school_break]]\n"
        'name = "Sportlov"\nfrom = 2019-01-14\nto = 2019-01-20\nmunicipalities = ["vasteras"]\n',
        encoding="utf-8",
    )
    words = ["propose", "--from", "2019-01-07", "--to", "2019-01-18", "--today", "2018-12-10", "--lang", lang]
    path = project / "events.toml"
    more = '\n[[event]]\nid = "{}"\nkind = "kommundialog"\nstatus = "planned"\n'
    path.write_text(path.read_text(encoding="utf-8") + more.format("extra") + more.format("more"), encoding="utf-8")
    one, several = rusctl(*(word.replace("2019-01-18", "2019-01-06") for word in words)), rusctl(*words)
    assert [(result.code, result.out) for result in (one, several)] == [(1, ""), (1, "")]
    golden(f"propose/no.{lang}.txt", f"{one.err}\n{several.err}")


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize("today", ["2199-12-31", "2199-01-01"])
def test_a_day_far_from_the_plan_is_refused_and_not_searched_to(today: str, rusctl: Run) -> None:
    result = rusctl("propose", "--today", today, "--lang", "en")
    assert (result.code, result.out, result.err.count("\n")) == (1, "", 1)
    assert "is too long to look for days in; is --today right, and the period?" in result.err


@pytest.mark.usefixtures("project")
def test_a_notice_that_ends_after_everything_is_named_with_what_it_meets(rusctl: Run) -> None:
    result = rusctl("propose", "--notice", "3660", "--lang", "en")
    assert (result.code, result.out) == (1, "")
    named = [line for line in result.err.splitlines() if line.startswith("- ")]
    assert named == [
        "- config/process.toml:9: events are held within 6 Nov 2018 – 16 Jun 2020",
        "- [propose] notice_days: no date before Wed, 15 Nov 2028: people need 3660 days' notice",
    ]


def test_many_stops_are_not_all_named(project: Path, rusctl: Run) -> None:
    stop = '[[event]]\nid = "s{}"\nkind = "kommundialog"\nstatus = "planned"\n'
    (project / "events.toml").write_text("\n".join(map(stop.format, range(32))), encoding="utf-8")
    result = rusctl("propose", "--from", "2019-02-04", "--to", "2019-02-28", "--rest", "0", "--lang", "en")
    assert (result.code, result.out) == (1, "")
    first, second, *rest = result.err.splitlines()
    assert first == "there is no solution; looking for the reason"
    assert second.startswith("no days work for all of s")
    assert second.endswith(", 3 more: these conditions conflict")
    assert second.count(",") == 10
    assert "- [propose] most_a_week: at most 3 stops a week" in rest


def test_without_the_solver_one_sentence_says_how_to_get_it(project: Path) -> None:
    program = "import sys; sys.modules['ortools'] = None; from rusctl import cli; sys.exit(cli.run(sys.argv[1:]))"
    done = subprocess.run(
        [sys.executable, "-c", program, "propose", "--lang", "en"],
        cwd=project,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (
        7,
        "",
        "rusctl: dates are proposed by a solver that is not installed; install it: pip install 'rusctl[propose]'\n",
    )


def test_a_file_is_walked_once_however_many_of_its_lines_are_named(
    project: Path, rusctl: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = project / "events.toml"
    days = "".join(
        f'\n[[event]]\nid = "e{day}"\nkind = "kommundialog"\nmunicipality = "sala"\ndate = 2019-01-{day:02}\n'
        'status = "confirmed"\n'
        for day in range(1, 32)
    )
    path.write_text(path.read_text(encoding="utf-8") + days, encoding="utf-8")
    walked: list[str] = []
    whole = spans.Places.__init__

    def walk(self: spans.Places, text: str) -> None:
        walked.append(text)
        whole(self, text)

    monkeypatch.setattr(spans.Places, "__init__", walk)
    result = rusctl(
        "propose", "vasteras", "--from", "2019-01-01", "--to", "2019-01-31", "--most-a-week", "9", "--lang", "en"
    )
    assert (result.code, len(walked)) == (1, len({*walked}))
    assert result.err.count("- events.toml:") > len(walked)
