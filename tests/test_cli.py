"""The command line as a whole: help, usage errors, exit codes, languages, and what it does not load."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from rusctl import __version__, cli
from rusctl.cli import COMMANDS, SECTIONS, Commands
from tests.conftest import ROOT, Run

HEAVY = {
    "rich",
    "icalendar",
    "docx",
    "lxml",
    "babel",
    "sqlalchemy",
    "tomli_w",
    "dateutil",
    "zoneinfo",
    "asyncio",
    "email",
    "jsonschema",
}


def paths(table: Commands, *above: str) -> Iterator[tuple[str, ...]]:
    yield above
    for name, entry in table.items():
        if isinstance(entry, str):
            yield (*above, name)
        else:
            yield from paths(entry, *above, name)


ALL = [" ".join(path) for path in paths(cli.COMMANDS)]


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize("lang", ["sv", "en"])
@pytest.mark.parametrize("command", ALL)
def test_help(command: str, lang: str, rusctl: Run, golden: Callable[[str, str], None]) -> None:
    result = rusctl(*command.split(), "--help", "--lang", lang)
    assert (result.code, result.err) == (0, "")
    golden(f"help/{command.replace(' ', '-') or 'rusctl'}.{lang}.txt", result.out)


@pytest.mark.parametrize("page", ["docs/guide.md", "docs/sv/guide.md"])
def test_every_command_is_in_the_guide(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    commands = [command for command in ALL if command and command not in cli.GROUPS]
    assert [command for command in commands if f"rusctl {command}" not in text] == []


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (["tuor"], 2, "there is no command tuor; did you mean tour?"),
        (["xyz"], 2, "there is no command xyz; rusctl --help lists them"),
        (["event", "mvoe"], 2, "there is no command mvoe; did you mean move?"),
        (["tour", "--statsu", "x"], 2, "there is no option --statsu; did you mean --status?"),
        (["undo", "--dryrun"], 2, "there is no option --dryrun; did you mean --dry-run?"),
        (["tour", "--jsn"], 2, "there is no option --jsn; did you mean --json?"),
        (["--projct", "x", "tour"], 2, "there is no option --projct; did you mean --project?"),
        (["event", "--zzz"], 2, "there is no option --zzz"),
        (["check", "--format", "jsn"], 2, "jsn is not a format; did you mean json?"),
        (["report", "status", "--format", "docs"], 2, "docs is not a format; did you mean docx?"),
        (["milestones", "--graph", "mermade"], 2, "mermade is not a format; did you mean mermaid?"),
        (["tour", "--status"], 2, "--status needs a value"),
        (["tour", "more"], 2, "unexpected argument: more"),
        (["event", "move", "norberg"], 2, "WHEN is missing"),
        (["log", "--most", "many"], 2, "--most: many is not a whole number"),
        (["log", "--most", "0"], 2, "--most: 0 is not within x>=1"),
        (["tour", "--today", "v 45"], 2, "v 45 is no day; write it as 2018-11-08"),
        (["tour", "--project", "nowhere"], 1, None),
        (["tour", "--project", "events.toml"], 1, None),
        (["explain", "weekand"], 1, "weekand is not a rule; did you mean weekend?"),
        (["completion"], 2, "there is no command completion; rusctl --help lists them"),
        (
            ["event", "held", "norberg"],
            3,
            "events.toml:50: norberg is on Mon, 26 Nov 2018, after today, so it has not been held",
        ),
        (["check", "--format", "xml"], 2, "xml is not a format; there are text, json, github, sarif"),
        (["export", "--event", "norbreg"], 1, "norbreg is not an event; did you mean norberg?"),
        (
            ["export", "--output", "events.toml"],
            2,
            "events.toml: this command writes no .toml; name a file that ends with .ics / .ical / .ifb",
        ),
        (["export", "--reminder", "soon"], 2, None),
    ],
)
def test_a_wrong_command_line_gets_one_sentence(words: list[str], code: int, sentence: str | None, rusctl: Run) -> None:
    result = rusctl(*words, "--lang", "en") if words[-1] != "--status" else rusctl("--lang", "en", *words)
    assert (result.code, result.out) == (code, "")
    first = result.err.splitlines()[0]
    assert first.startswith("rusctl: ")
    assert sentence is None or first == f"rusctl: {sentence}"


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize(
    "words", [["tour", "--lang", "xx"], ["--lang=xx", "tour"], ["tour", "--help", "--lang", "xx"], ["--lang", ""]]
)
def test_a_language_that_is_not_spoken_is_refused(
    words: list[str], rusctl: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RUSCTL_LANG", "en")
    result = rusctl(*words)
    assert (result.code, result.out) == (2, "")
    word = "xx" if "xx" in " ".join(words) else ""
    assert result.err == f"rusctl: --lang: {word} is no language here; there are sv, en\n"


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize("word", ["en", "EN", "en_GB", "en-US", "en_GB.UTF-8"])
def test_a_language_may_be_written_as_systems_write_it(word: str, rusctl: Run) -> None:
    assert rusctl("tour", "--lang", word).out.split()[0] == "When"


@pytest.mark.usefixtures("project")
def test_a_variable_that_names_no_language_is_passed_over(rusctl: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RUSCTL_LANG", "xx")
    result = rusctl("tour")
    assert (result.code, result.out.split()[0]) == (0, "När")


def test_every_command_has_its_place_on_the_first_help_page() -> None:
    """A command that stood in no section would be found by nobody."""
    placed = [name for _, names in SECTIONS for name in names]
    assert sorted(placed) == sorted(COMMANDS)


def test_version(rusctl: Run) -> None:
    assert rusctl("--version") == (0, f"rusctl {__version__}\n", "")


def test_no_folder(tmp_path: Path, rusctl: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = rusctl("tour", "--lang", "en")
    assert result.code == 1
    assert result.err == (
        f"rusctl: no events.toml in {tmp_path} or above it; go to the project's folder, name it with --project, "
        "or make one with rusctl init\n"
    )


def test_the_folder_is_found_from_below(project: Path, rusctl: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(project / "config")
    assert rusctl("where").out == f"{project}\n"


@pytest.mark.parametrize(
    ("words", "variables", "folder", "heading"),
    [
        ([], {}, "sv", "När"),
        ([], {}, "en", "When"),
        ([], {"RUSCTL_LANG": "en"}, "sv", "When"),
        (["--lang", "sv"], {"RUSCTL_LANG": "en"}, "en", "När"),
        (["--lang=sv"], {}, "en", "När"),
        ([], {"LANG": "en_GB.UTF-8"}, "sv", "När"),
        ([], {"LANG": "sv_SE.UTF-8"}, "", "När"),
        ([], {"LC_ALL": "C", "LANG": "sv_SE.UTF-8"}, "", "When"),
    ],
)
def test_the_language_is_chosen_in_order(  # noqa: PLR0917 - a table's columns and fixtures
    words: list[str],
    variables: dict[str, str],
    folder: str,
    heading: str,
    project: Path,
    rusctl: Run,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = project / "config/process.toml"
    line = f'language = "{folder}"\n' if folder else ""
    path.write_text(path.read_text(encoding="utf-8").replace('language = "sv"\n', line), encoding="utf-8")
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert rusctl("tour", *words).out.split()[0] == heading


@pytest.mark.parametrize("words", [["check"], ["tour", "--json"], ["milestones", "--json"], ["where"]])
def test_fast_commands_load_no_slow_library(words: list[str], project: Path) -> None:
    program = (
        "import sys\nfrom rusctl import cli\ncode = cli.run(sys.argv[1:])\n"
        "print(code, *sorted({name.partition('.')[0] for name in sys.modules}), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, *words], cwd=project, capture_output=True, text=True, check=True
    )
    code, *loaded = done.stderr.splitlines()[-1].split()
    assert code == "0"
    assert HEAVY & set(loaded) == set()


def test_check_loads_nothing_that_only_some_plans_need(project: Path) -> None:
    program = (
        "import sys\nfrom rusctl import cli\ncode = cli.run(['check'])\n"
        "print(code, *sorted(name for name in sys.modules if name.startswith('rusctl.')), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=project, capture_output=True, text=True, check=True)
    code, *loaded = done.stderr.splitlines()[-1].split()
    assert code == "0"
    unneeded = {"rusctl.model.people", "rusctl.schedule.dates.weekday_claims", "rusctl.calendar", "rusctl.register"}
    assert unneeded & set(loaded) == set()


def test_a_closed_pipe_is_silent(project: Path) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(
        [sys.executable, "-m", "rusctl", "tour"],
        cwd=project,
        stdout=writer,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    os.close(writer)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full on this system")
def test_a_full_disk_behind_stdout_is_said(project: Path) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "rusctl", "tour", "--lang", "en"],
            cwd=project,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == 7
    assert done.stderr.endswith("stdout: the disk is full\n")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full on this system")
def test_what_cannot_be_shown_is_changed_and_that_is_said(project: Path) -> None:
    before = (project / "events.toml").read_bytes()
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "rusctl", "event", "confirm", "norberg", "--lang", "en"],
            cwd=project,
            env=environment,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == 7
    assert done.stderr.endswith(
        "what you asked for was changed, but the answer could not be written: the disk is full\n"
    )
    assert (project / "events.toml").read_bytes() != before


@pytest.mark.usefixtures("project")
def test_an_error_is_one_line_whatever_was_asked_for(rusctl: Run) -> None:
    result = rusctl("event", "show", "x\nrusctl: \x1b[2J", "--lang", "en")
    assert result.code == 1
    assert result.err.startswith("rusctl: x rusctl: \\u001b[2J is not an event; there are ")
    assert result.err.count("\n") == 1


@pytest.mark.usefixtures("project")
def test_a_home_that_nobody_has_is_a_folder_like_any_other(rusctl: Run) -> None:
    result = rusctl("tour", "--project", "~nobody-has-this-name", "--lang", "en")
    assert result.code == 1
    assert result.err.endswith("~nobody-has-this-name, and there is no such folder\n")
    assert rusctl("export", "--output", "~nobody-has-this-name", "--lang", "en").code == 0
    assert Path("~nobody-has-this-name").is_file()


def test_python_m_rusctl(project: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "rusctl", "where"], cwd=project, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (0, f"{project}\n")


@pytest.mark.skipif(os.name != "posix", reason="Ctrl-C is another thing on Windows")
@pytest.mark.parametrize("when", ["while it is loaded", "between", "after the end"])
def test_an_early_or_late_ctrl_c_ends_it_without_a_word(when: str, project: Path) -> None:
    done = interrupted(when, "", project)
    assert (done.returncode, done.stderr) == (-signal.SIGINT, "")


@pytest.mark.skipif(os.name != "posix", reason="Ctrl-C is another thing on Windows")
def test_where_ctrl_c_is_ignored_it_stays_so(project: Path) -> None:
    for when in ("while it is loaded", "between", "after the end"):
        done = interrupted(when, "signal.signal(signal.SIGINT, signal.SIG_IGN)", project)
        assert (done.returncode, done.stdout, done.stderr) == (0, f"rusctl {__version__}\n", "")


def interrupted(when: str, first: str, project: Path) -> subprocess.CompletedProcess[str]:
    """Run a program that sends itself a Ctrl-C at one moment."""
    program = f"""
import atexit, os, signal, sys
class Loaded:
    def find_spec(self, name, path, target=None):
        if name == "rusctl.commands.common.plain": press("while it is loaded")
def press(moment):
    if moment == {when!r}: os.kill(os.getpid(), signal.SIGINT)
{first}
sys.meta_path.insert(0, Loaded())
atexit.register(lambda: press("after the end"))
from rusctl.__main__ import main
press("between")
main()
"""
    return subprocess.run(
        [sys.executable, "-c", program, "--version"], cwd=project, capture_output=True, text=True, check=False
    )
