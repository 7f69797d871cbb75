"""Tries the folder that tools/windows.py has built, under Wine: the main job, and what Windows does otherwise.

    python tools/windows_cases.py [FOLDER]      the folder is build/windows where none is named

One line a case; it ends with 1 while one is wrong, and where there is no Wine. What Wine does not have is named as
"only on Windows" and not tried. Under Wine 8 a standard stream is a pipe or the null device, never a file.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import textwrap
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
TODAY = "2018-11-08"
ONLY_THERE = (
    "limits of a confined process: Wine takes a job object and keeps to none of its limits",
    "paths of more than 260 characters, \\\\server\\share and mapped drives",
    "virus scanners, OneDrive's placeholders, controlled folders, SmartScreen",
    "the system's keyring, e-mail and calendar servers reached from Windows, git for Windows",
)
HOLD = """
import ctypes, sys, time  # FILE SHARE SECONDS: keep FILE open; SHARE 0: nobody else may, 1: others may read
from ctypes import wintypes
create = ctypes.WinDLL("kernel32").CreateFileW
create.restype = wintypes.HANDLE
create.argtypes = [wintypes.LPCWSTR, *[wintypes.DWORD] * 2, ctypes.c_void_p, *[wintypes.DWORD] * 2, wintypes.HANDLE]
assert create(sys.argv[1], 0x80000000, int(sys.argv[2]), None, 3, 0x80, None) not in {None, 2**64 - 1}
print("held", flush=True)
time.sleep(float(sys.argv[3]))
"""
LOCK = """
import pathlib, sys, time  # SECONDS: keep the folder's lock
from rusctl.storage.files.lock import lock
with lock(pathlib.Path()):
    print("held", flush=True)
    time.sleep(float(sys.argv[1]))
"""
CTRL_C = """
import ctypes, subprocess, sys, time
kernel = ctypes.WinDLL("kernel32")
kernel.FreeConsole()
kernel.AllocConsole()
code = "import sys, time; from rusctl import cli; cli._called = lambda *_: time.sleep(20); "
code += "sys.exit(cli.run(['status']))"
child = subprocess.Popen(
    [sys.executable, "-I", "-c", code], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
)
time.sleep(4)
kernel.SetConsoleCtrlHandler(None, True)
kernel.GenerateConsoleCtrlEvent(0, 0)
child.communicate(timeout=15)
print(child.returncode)
"""
JOB = """
from rusctl.storage.untrusted import job_object
print(job_object.confine(256 << 20, 2.0))
"""
RIGHTS = """
import pathlib, sys
from rusctl.storage.files import windows
print(*(windows.is_open_to_others(pathlib.Path(name)) for name in sys.argv[1:]))
"""


class Ran(NamedTuple):
    """How a command ended, and what it printed, as it came."""

    code: int
    raw: bytes

    @property
    def text(self) -> str:
        """What it printed."""
        return self.raw.decode("utf-8", "replace")


class Windows:
    """The built folder under Wine, and folders of plans to try it in."""

    def __init__(self, app: Path, work: Path) -> None:
        """Make a Windows of its own in `work`."""
        self.app, self.work = app, work
        self.python = app / "python" / "python.exe"
        # Wine's WMI ends Python's platform module, which SQLAlchemy asks
        self.environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "RUSCTL", "LANG"))},
            "WINEPREFIX": str(work / "prefix"),
            "LC_ALL": "C.UTF-8",  # the names of files
            "WINEDEBUG": "-all",
            "WINEDLLOVERRIDES": "mscoree,mshtml,wbemprox=",
        }
        self.place = work
        for words in (("wineboot", "-i"), ("winecfg", "-v", "win10")):
            self.run(*words)

    def run(self, *words: str | Path, into: bytes | None = None) -> Ran:
        """Run a program of Windows in the plan's folder."""
        done = subprocess.run(
            ["wine", *words],
            cwd=self.place,
            env=self.environment,
            input=into,
            stdin=subprocess.DEVNULL if into is None else None,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
            timeout=300,
        )
        return Ran(done.returncode, done.stdout)

    def rusctl(self, *words: str, into: bytes | None = None) -> Ran:
        """Run rusctl as Python's module, without -X utf8."""
        return self.run(self.python, "-I", "-m", "rusctl", "--lang", "en", "--today", TODAY, *words, into=into)

    def codes(self, *lines: str) -> list[int]:
        """Run several command lines, words parted by blanks, and give how each ended."""
        return [self.rusctl(*line.split()).code for line in lines]

    def script(self, text: str, *words: str) -> str:
        """Run a program of Python's, and give the last thing it printed."""
        return self.run(self.python, "-I", "-c", text, *words).text.split()[-1]

    def fresh(self, name: str) -> Path:
        """Go to a new folder with the shipped plan."""
        self.place = self.work / "plans" / name
        shutil.copytree(ROOT / "config", self.place / "config")
        shutil.copy(ROOT / "events.toml", self.place)
        return self.place

    def unchanged(self) -> bool:
        """Whether the plan is as it was shipped."""
        return (self.place / "events.toml").read_bytes() == (ROOT / "events.toml").read_bytes()

    @contextmanager
    def beside(self, text: str, *words: str) -> Iterator[None]:
        """Have a program of Python's run beside, from when it says that it holds what it is to hold."""
        program = ["wine", str(self.python), "-I", "-c", text, *words]
        with subprocess.Popen(
            program,
            cwd=self.place,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        ) as child:
            if child.stdout is None or b"held" not in child.stdout.readline():
                raise SystemExit("what was to hold a file does not")
            yield


def streams(on: Windows) -> Iterator[tuple[str, object, object]]:
    """Try what pipes are given, and two ways to start."""
    on.fresh("plän å ä ö")
    on.codes("register init")
    yield "version", on.rusctl("--version").text.startswith("rusctl 0."), True
    for start in ("rusctl.exe", "rusctl.cmd"):
        yield f"{start}, from a folder with å ä ö and a blank", on.run(on.app / start, "event", "show", "nope").code, 1
    raw = on.rusctl("tour", "--json").raw
    yield "a pipe gets UTF-8 and LF", ("Köping" in raw.decode("utf-8"), b"\r" in raw), (True, False)
    table = on.rusctl("tour").raw
    yield "a table, too", ("Köping" in table.decode("utf-8"), b"\r" in table), (True, False)
    given = "name = 'Åsa Öberg'\n".encode()
    told = on.rusctl("person", "add", into=given).code, "Åsa Öberg" in on.rusctl("person", "list").text
    yield "a pipe is read as UTF-8", told, (0, True)


def changes(on: Windows) -> Iterator[tuple[str, object, object]]:
    """Try changes, what they leave, and what stands in their way."""
    plan = on.fresh("ändra")
    moves = ("event move norberg 2018-12-04 --reason sjukdom", "event confirm norberg", "check", "undo", "undo")
    yield "move, confirm, check, undo, undo", (on.codes(*moves), on.unchanged()), ([0] * 5, True)
    yield "the journal has LF alone", b"\r" in (plan / ".rusctl/journal.jsonl").read_bytes(), False
    add = ("event", "add", "ny", "--kind", "kommundialog", "--date", "2018-12-11", "--title", "Nytt möte", "--yes")
    yield "event add", on.rusctl(*add).code, 0
    yield "nothing is left beside", [path.name for path in plan.rglob("*.rusctl-*")], []
    plan = on.fresh("crlf")
    (plan / "events.toml").write_bytes((plan / "events.toml").read_bytes().replace(b"\n", b"\r\n"))
    code = on.codes(moves[0])
    raw = (plan / "events.toml").read_bytes()
    yield "CRLF is kept in every line", (code, raw.count(b"\n") - raw.count(b"\r\n")), ([0], 0)
    plan = on.fresh("läs bara")
    (plan / "events.toml").chmod(0o444)
    yield "a file that may be read only: 7, nothing changed", (on.codes(moves[0]), on.unchanged()), ([7], True)
    (plan / "events.toml").chmod(0o644)


def holding(on: Windows) -> Iterator[tuple[str, object, object]]:
    """Try files that others hold, and several at once."""
    move = "event move norberg 2018-12-04 --reason y"
    on.fresh("hålls kort")
    with on.beside(HOLD, "events.toml", "1", "2.5"):
        yield "held for a moment, as by a scanner: tried again", on.codes(move), [0]
    plan = on.fresh("hålls")
    with on.beside(HOLD, "events.toml", "1", "20"):
        told = on.rusctl(*move.split())
        left = [path.name for path in plan.rglob("*.rusctl-*")]
        yield "held all along: 7, nothing changed or left", (told.code, on.unchanged(), left), (7, True, [])
        yield "and the sentence names another program", "another program has" in told.text, True
    on.fresh("hålls ensam")
    with on.beside(HOLD, "events.toml", "0", "20"):
        told = on.rusctl("tour")
        yield (
            "held so that nobody may read: 7",
            (told.code, "another program has events.toml open" in told.text),
            (7, True),
        )
    on.fresh("lås")
    on.codes("event confirm norberg")
    with on.beside(LOCK, "5"):
        yield "another rusctl for 5 s: waited for", on.codes(move), [0]
    on.fresh("lås länge")
    on.codes("event confirm norberg")
    with on.beside(LOCK, "40"):
        yield "another rusctl for longer: 4", on.codes(move), [4]
    on.fresh("två")
    ends: list[int] = []
    work = [f"event set {name} --room rum" for name in ("sala", "norberg", "arboga")]
    threads = [threading.Thread(target=lambda line=line: ends.extend(on.codes(line))) for line in work]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    made = (on.place / "events.toml").read_text(encoding="utf-8").count('room = "rum"')
    yield "three at once: made, or 4 and not made", (set(ends) <= {0, 4}, ends.count(0)), (True, made)
    yield "Ctrl-C", on.script(CTRL_C), "130"


def sharing(on: Windows) -> Iterator[tuple[str, object, object]]:
    """Try what others get: calendars and reports."""
    plan = on.fresh("ut å")
    (plan / "config/targets.toml").write_text('[[target]]\nid = "mapp"\nkind = "folder"\npath = "kalendrar"\n')
    lines = ("publish", "report status -o läge.docx", "report status -o läge.html", "timeline --svg tid.svg")
    yield "publish, reports, timeline", on.codes(*lines), [0] * 4
    yield "export to a file", on.rusctl("export", "-o", "ut å.ics").code, 0
    for name in ("ut å.ics", "kalendrar/all.ics"):
        raw = (plan / name).read_bytes()
        yield f"every line of {name} ends in one CRLF", (raw.count(b"\r\n"), raw.count(b"\r")), (raw.count(b"\n"),) * 2


def people(on: Windows) -> Iterator[tuple[str, object, object]]:
    """Try the register: private, with a list as Excel saves it, invitations and what follows from them."""
    plan = on.fresh("människor")
    (plan / "register").mkdir(mode=0o755)
    rights = ("event confirm norberg", "register init")
    yield "register init", on.codes(*rights), [0, 0]
    private = on.script(RIGHTS, "register", "register/register.sqlite3")
    yield "a folder that was open to others is closed, and so is the file", private, "False"
    yield ".rusctl and a backup, too", (on.codes("register backup"), on.script(RIGHTS, ".rusctl")), ([0], "False")
    (plan / "in.csv").write_bytes("Namn;E-post;Roll\nÅsa Öberg;asa@example.se;politiker\n".encode("cp1252"))
    add = ("person", "add", "--name", "Per Ek", "--email", "per@example.se", "--role", "tjansteman")
    yield "person add", on.rusctl(*add).code, 0
    yield "person import of a list from Excel in Windows-1252", on.codes("person import in.csv --yes"), [0]
    yield "and the name is right", "Åsa Öberg" in on.rusctl("person", "list").text, True
    (plan / "till.txt").write_text("Åsa Öberg <asa@example.se>\n", encoding="utf-8")
    told = on.rusctl("invite", "norberg", "--to", "till.txt")
    drafts = [path.relative_to(plan).as_posix() for path in (plan / "register/drafts").rglob("*.eml")]
    yield "invite makes a draft", (told.code, len(drafts)), (0, 1)
    yield "and paths are written with /", "register\\" in told.text, False
    yield (
        "answers, outbox, coverage, extract",
        on.codes("answers norberg", "outbox list", "coverage", "person extract 1"),
        [0] * 4,
    )
    yield "erase, and the file is compacted", on.codes("person erase 1 --decision D --yes"), [0]


def system(on: Windows) -> Iterator[tuple[str, object, object]]:
    """Try what the system is asked for."""
    on.fresh("system")
    yield "a job object is taken", on.script(JOB), "True"
    yield "a new plan", on.codes("init ny-plan --name Plan --region Region --yes")[0] in {0, 2}, True
    yield "where", on.codes("where"), [0]


GROUPS: tuple[Callable[[Windows], Iterator[tuple[str, object, object]]], ...] = (
    streams,
    changes,
    holding,
    sharing,
    people,
    system,
)


def main(words: list[str]) -> int:
    """Try every case, and say which are wrong."""
    app = Path(words[0] if words else ROOT / "build" / "windows").resolve() / "rusctl"
    if not (app / "rusctl.exe").exists():
        print(f"there is no built folder in {app.parent}; make windows builds it")
        return 1
    if shutil.which("wine") is None:
        print("Wine is not on this machine, so nothing was tried (Debian: apt-get install wine wine64)")
        return 1
    wrong, number, begin = 0, 0, time.monotonic()
    with tempfile.TemporaryDirectory(prefix="rusctl-wine-", ignore_cleanup_errors=True) as work:
        on = Windows(app, Path(work))
        try:
            for group in GROUPS:
                for what, came, right in group(on):
                    number += 1
                    wrong += came != right
                    print(f"{'ok   ' if came == right else 'WRONG'} {what}", flush=True)
                    if came != right:
                        print(textwrap.indent(f"right: {right}\ncame:  {came}", " " * 6), flush=True)
        finally:
            subprocess.run(["wineserver", "-k"], env=on.environment, check=False, capture_output=True)
    for what in ONLY_THERE:
        print(f"only on Windows: {what}")
    print(f"{number - wrong} of {number} right, {time.monotonic() - begin:.0f} s")
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
