"""A change does not depend on who reads what is printed, nor on which streams there are."""

import contextlib
import io
import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import typer

from rusctl import cli
from rusctl.language.catalogue import Language
from rusctl.storage.files import made
from tests.changes import CHANGES, Change
from tests.conftest import Run, copy_plan, run_rusctl
from tests.examples import NIGHTLY, turn
from tests.mail.server import Box, Fault, serving_plan
from tests.register.server import Server, server
from tests.register.test_mail import reply

Patch = pytest.MonkeyPatch
BEFORE = Path(__file__).parent / "register" / "before"
FULL = Path("/dev/full")
STREAMS = ("left", "full-out", "full-err", "no-out", "no-err", "no-in")
# in processes of their own; the others are tried in this one, which is the same but for how Python starts and ends
PROCESSES = CHANGES if NIGHTLY else CHANGES[2:3]
QUEUED = "Eva Al <eva@example.se>\n"
PEOPLE = "Namn;E-post\nEva Al;eva@example.se\n"
HOLD = "VERSION:2.0\nPRODID:x"
COUNCIL = f"""BEGIN:VCALENDAR\n{HOLD}\nBEGIN:VEVENT\nUID:1@example.org\nDTSTAMP:20181101T090000Z
DTSTART:20181113T090000Z\nDTEND:20181113T110000Z\nSUMMARY:Fullmäktige\nEND:VEVENT\nEND:VCALENDAR\n"""
WORDS = "From: eva@example.se\nSubject: Sv: Inbjudan\n\nJa, jag kommer.\n"
RETURNED = (
    "From: MAILER-DAEMON@example.se\nContent-Type: multipart/report; report-type=delivery-status; boundary=B\n\n--B\n"
    "Content-Type: message/delivery-status\n\nReporting-MTA: dns; x\n\nFinal-Recipient: rfc822; eva@example.se\n"
    "Action: failed\nStatus: 5.1.1\n\n--B--\n"
)
CLASS = '[[class]]\nid = "alla"\nwhat = "person"\nmonths = 12\ndecision = "D"\n'
EDITOR = "import pathlib, sys; p = pathlib.Path(sys.argv[-1]); p.write_text(p.read_text() + '\\n# seen\\n')"


class Heard(io.TextIOWrapper):
    """A stream that fails when it is written to, and keeps what it was to write."""

    def __init__(self, handle: int) -> None:
        super().__init__(io.FileIO(handle, "w"), encoding="utf-8", line_buffering=True)
        self.text = ""

    def write(self, text: str, /) -> int:
        self.text += text
        return super().write(text)


class Tried(NamedTuple):
    """How a command ended, what it had to say on the stream that failed, and what it said on standard error."""

    code: int
    unsaid: str
    err: str


def state(folder: Path) -> dict[str, bytes]:
    """Give all files of a place but rusctl's own notes, such as locks, and the marks of who made a folder.

    Which register is expected in the folder is no note: a command says it.
    """
    kept = (path for path in folder.rglob("*") if ".rusctl" not in path.parts or path.name == "database.json")
    files = (path for path in kept if path.is_file())
    return {str(path): path.read_bytes() for path in files if "made" not in path.parts and path.name != ".gitignore"}


class Place:
    """A folder with all that comes before a change, to be put back as it was before each attempt."""

    def __init__(self, top: Path, kept: Path) -> None:
        self.top, self.kept = top, kept
        self.server: Server | None = None

    def keep(self) -> None:
        shutil.copytree(self.top, self.kept)

    def put_back(self) -> None:
        os.chdir("/")
        shutil.rmtree(self.top)
        shutil.copytree(self.kept, self.top)
        os.chdir(self.top / "plan")


def prepared(change: Change, place: Place, box: Box | None) -> None:
    for line in change.before:
        first, _, rest = line.partition(" ")
        if first == "REMOVE":
            shutil.rmtree(place.top / "plan" / rest)
        elif first == "ASKS":
            asking(place.top / "plan", "../flows")
        elif first == "FAULT":
            assert box is not None
            box.faults = [Fault("RCPT", rest, 1)]
        else:
            done = run_rusctl(*line.removeprefix("? ").split(), "--lang", "en")
            assert done.code == 0 or first == "?", (line, done)


def asking(plan: Path, path: str) -> None:
    """Add a folder to publish to."""
    with (plan / "config" / "targets.toml").open("a", encoding="utf-8") as file:
        file.write(f'\n[[target]]\nid = "out"\nkind = "folder"\npath = "{path}"\n')


def older(folder: Path) -> None:
    """Put the databases there that rusctl 0.1 wrote."""
    private = folder / "register"
    private.mkdir(mode=0o700)
    for name in ("register.sqlite3", "outbox.sqlite3"):
        (private / name).write_bytes((BEFORE / name).read_bytes())
        (private / name).chmod(0o600)


@pytest.fixture
def filled(
    request: pytest.FixtureRequest, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: Patch
) -> Iterator[tuple[Change, Place]]:
    """Everything that comes before a change."""
    change: Change = request.param
    place = Place(tmp_path / "top", tmp_path_factory.mktemp("kept") / "top")
    plan = place.top / "plan"
    plan.mkdir(parents=True)
    monkeypatch.chdir(copy_plan(plan))
    monkeypatch.setenv("XDG_STATE_HOME", str(place.top / "state"))
    monkeypatch.setenv("EDITOR", shlex.join([sys.executable, "-c", EDITOR]))
    for name, words in (
        *(
            ("list.txt", QUEUED),
            ("people.csv", PEOPLE),
            ("inputs.csv", "Inspel\nx\n"),
            ("bodies.csv", "Instans\nSala kommun\n"),
            ("sorted.csv", "Input;Headings\nNORBERG-001;klimat\n"),
            ("answered.csv", "Synpunkt nr;Bedömning\n1.1;Noteras\n"),
            ("council.ics", COUNCIL),
            ("other.ics", COUNCIL),
        ),
        *(("answer.ics", reply("eva@example.se")), ("stranger.ics", reply("framling@example.org"))),
        *(("text.md", "# Mål\n\nFler i arbete.\n"), ("later.md", "# Mål\n")),
        *(("words.eml", WORDS), ("returned.eml", RETURNED)),
    ):
        (plan / name).write_text(words, encoding="utf-8")
    with contextlib.ExitStack() as stack:
        box = stack.enter_context(serving_plan(plan)) if change.needs == "mail" else None
        if change.needs == "classes":
            (plan / "config/retention.toml").write_text(CLASS, encoding="utf-8")
        if change.needs == "target":
            asking(plan, "flows")
        if change.needs == "older":
            older(plan)
        if change.needs == "postgresql":
            place.server = stack.enter_context(server())
        prepared(change, place, box)
        place.keep()
        yield change, place


@contextlib.contextmanager
def address(place: Place) -> Iterator[str]:
    """Give the address of an empty database, where there is a server."""
    with place.server.database() if place.server else contextlib.nullcontext("") as url:
        yield url


def words_of(change: Change, url: str) -> list[str]:
    return [url if word == "URL" else word for word in shlex.split(change.words)] + ["--lang", "en"]


def here(words: list[str], how: str, monkeypatch: Patch) -> Tried:
    """Run a command in this process with a stream as it may be."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True) for _ in range(2))
    failing = None
    with monkeypatch.context() as patch:
        patch.setattr(sys, "stdin", None if how == "no-in" else io.TextIOWrapper(io.BytesIO()))
        patch.setattr(sys, "stdout", None if how == "no-out" else out)
        patch.setattr(sys, "stderr", None if how == "no-err" else err)
        if how.startswith("full"):
            failing = Heard(os.open(FULL, os.O_WRONLY))
        elif how == "left":
            ours, theirs = os.pipe()
            os.close(ours)
            failing = Heard(theirs)
        if failing:
            patch.setattr(sys, "stderr" if how == "full-err" else "stdout", failing)
        code = cli.run(words)
    if failing:
        failing.close()
    return Tried(code, failing.text if failing else "", err.buffer.getvalue().decode())


def there(words: list[str], how: str) -> Tried:
    """Run a command in a process of its own with a stream as it may be."""
    number = {"no-in": 0, "no-out": 1, "no-err": 2}.get(how, -1)
    streams: dict[str, Any] = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with contextlib.ExitStack() as stack:
        if how.startswith("full"):
            streams["stderr" if how == "full-err" else "stdout"] = stack.enter_context(FULL.open("w"))
        elif how == "left":
            ours, theirs = os.pipe()
            os.close(ours)
            stack.callback(os.close, theirs)
            streams["stdout"] = theirs
        command = [sys.executable, "-m", "rusctl", *words]
        done = subprocess.run(
            command, check=False, text=True, preexec_fn=(lambda: os.close(number)) if number >= 0 else None, **streams
        )
    return Tried(done.returncode, "", done.stderr or "")


def judged(change: Change, how: str, done: Tried, *, changed: bool) -> None:
    """Look whether a command did what it was to do, and said no more than it knew."""
    assert "Traceback" not in done.err
    assert "BrokenPipe" not in done.err
    if change.asks:
        if how == "no-in":
            assert (done.code, changed) == (2, False), done
        else:
            assert done.code != 0, done
            assert not changed
        return
    assert changed, done
    assert "nothing was changed" not in done.err
    if how in ("full-out", "full-err") and done.unsaid:
        assert done.code == (change.fails or 7), done
        if how == "full-out" and not change.fails:
            assert "was changed, but the answer could not be written" in done.err
    elif how in ("full-out", "full-err"):
        assert done.code in (change.fails, 7), done
    else:
        assert done.code == change.fails, done
    if how == "left":
        assert "rusctl: " not in done.err


@pytest.mark.parametrize("filled", CHANGES, ids=lambda change: change.words, indirect=True)
def test_a_change_does_not_depend_on_the_streams(filled: tuple[Change, Place], monkeypatch: Patch) -> None:
    change, place = filled
    for how in turn(CHANGES.index(change), STREAMS, 2):
        place.put_back()
        before = state(place.top)
        with address(place) as url:
            done = here(words_of(change, url), how, monkeypatch)
            judged(change, how, done, changed=state(place.top) != before)


@pytest.mark.parametrize("filled", PROCESSES, ids=lambda change: change.words, indirect=True)
def test_nor_does_it_in_a_process_of_its_own(filled: tuple[Change, Place]) -> None:
    change, place = filled
    for how in STREAMS:
        place.put_back()
        before = state(place.top)
        with address(place) as url:
            done = there(words_of(change, url), how)
            judged(change, how, done, changed=state(place.top) != before)


def test_every_command_is_known_to_change_something_or_to_read_only() -> None:
    named = {" ".join(path) for path in commands(cli.COMMANDS)}
    changing = {
        max((name for name in named if f"{change.words} ".startswith(f"{name} ")), key=len) for change in CHANGES
    }
    assert changing & cli.READING == set()
    assert changing | cli.READING == named


@pytest.mark.parametrize(
    ("changed", "says"),
    [(False, "; nothing was changed"), (True, "; what had been changed before that stays: events.toml")],
)
@pytest.mark.usefixtures("project")
def test_a_fault_claims_only_what_is_known(
    rusctl: Run, monkeypatch: pytest.MonkeyPatch, *, changed: bool, says: str
) -> None:
    def fail(*_: Any) -> None:
        if changed:
            made.note("events.toml")
        raise ZeroDivisionError

    monkeypatch.setattr("rusctl.commands.undo.terminal", fail)
    done = rusctl("undo", "--lang", "en")
    assert done.code == 5
    assert done.err.endswith(f"{says}\n")


@pytest.mark.parametrize(
    ("package", "command"),
    [
        ("docxtpl", "pip install --force-reinstall rusctl"),
        ("jinja2.sandbox", "pip install --force-reinstall rusctl"),
        ("typst", "pip install 'rusctl[pdf]'"),
    ],
)
@pytest.mark.usefixtures("project")
def test_a_package_that_is_missing_is_named_with_what_installs_it(
    rusctl: Run, monkeypatch: pytest.MonkeyPatch, package: str, command: str
) -> None:
    def fail(*_: Any) -> None:
        raise ModuleNotFoundError(name=package)

    monkeypatch.setattr("rusctl.commands.status.terminal", fail)
    done = rusctl("status", "--lang", "en")
    assert (done.code, done.out) == (7, "")
    name = package.partition(".")[0]
    assert done.err == (
        f"rusctl: {name}, a package that this command needs, is not installed; install it with {command}\n"
    )


def test_a_module_of_rusctls_own_that_is_missing_is_rusctls_fault(rusctl: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: Any) -> None:
        raise ModuleNotFoundError(name="rusctl.absent")

    monkeypatch.setattr("rusctl.commands.status.terminal", fail)
    assert rusctl("status").code == 5


def commands(table: cli.Commands, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    for name, entry in table.items():
        if isinstance(entry, Mapping):
            yield from commands(entry, (*path, name))
        else:
            yield (*path, name)


def options() -> Iterator[tuple[tuple[str, ...], str]]:
    for path in commands(cli.COMMANDS):
        command: Any = cli.root(Language("en"))
        for name in path:
            command = command.get_command(typer.Context(command), name)
        for option in command.params:
            if option.param_type_name == "option" and not (option.multiple or option.is_flag or option.count):
                yield path, option.opts[0]


def test_an_option_that_takes_one_value_is_not_given_twice(project: Path, rusctl: Run) -> None:  # noqa: ARG001
    found = list(options())
    assert len(found) > 100
    for path, option in found:
        done = rusctl("--lang", "en", *path, f"{option}=1", f"{option}=1")
        assert done.code == 2, (path, option, done)
        assert f"{option} is given twice" in done.err, (path, option, done)


@pytest.mark.usefixtures("project")
def test_what_stands_before_and_after_the_command_counts_too(rusctl: Run) -> None:
    assert rusctl("--today", "2018-11-08", "tour", "--today", "2018-11-09").code == 2
