"""Runs a change again and again, each time with another system call failing, or the process dying in it.

As a pytest plugin it gives the fixtures `faulted`, which runs one, and `counted`, which says at the end of the run how
much a test has tried. As a script it does the work: it forks a child for each fault, so that one start of Python serves
hundreds of them.

    python tests/faults.py TEMPLATE WORK KINDS EVERY FILE:FUNCTION WORD...

copies the folder TEMPLATE into WORK for every fault, calls FUNCTION of FILE there with the words (`rusctl` for
FILE:FUNCTION is the command line), and prints a JSON line for each run. It ends with the first run in which there is no
call left that could fail, once for each of the KINDS. Of the calls, one in EVERY is tried.
"""

import contextlib
import datetime as dt
import errno
import functools
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from rusctl.storage.files import exchange

ERRORS = {"enospc": errno.ENOSPC, "eio": errno.EIO, "eacces": errno.EACCES, "erofs": errno.EROFS}
DEATHS = ("die-before", "die-after", "die-torn")
ALL_KINDS = (*ERRORS, *DEATHS)  # a torn death in a call that is no write comes before it
DIED = 137
CALLS = ("open", "write", "fsync", "replace", "rename", "unlink", "mkdir", "chmod", "ftruncate")
NIGHTLY = os.environ.get("RUSCTL_NIGHTLY") == "1"
KINDS = ALL_KINDS if NIGHTLY else ("enospc", "eio", "die-after", "die-torn")


class Outcome(NamedTuple):
    """A run: which call failed and how ("" when none did any more), what came out, and the folder afterwards."""

    number: int
    kind: str
    call: str
    code: int
    err: str
    folder: Path


Faulted = Callable[..., list[Outcome]]


@pytest.fixture
def faulted(tmp_path: Path) -> Faulted:
    """Run `words` with every fault there can be in a copy of `template`; `target` is a FILE:FUNCTION or rusctl."""

    def run(
        template: Path, *words: str, target: str = "rusctl", kinds: Sequence[str] = KINDS, every: int = 1
    ) -> list[Outcome]:
        work = Path(tempfile.mkdtemp(prefix="faults-", dir=tmp_path))
        command = [sys.executable, __file__, str(template), str(work), ",".join(kinds), str(every), target, *words]
        done = subprocess.run(command, capture_output=True, check=False, text=True)
        assert done.returncode == 0, done.stderr
        lines = [json.loads(line) for line in done.stdout.splitlines()]
        return [Outcome(**{**line, "folder": Path(line["folder"])}) for line in lines]

    return run


@pytest.fixture
def counted(request: pytest.FixtureRequest) -> Callable[[str], None]:
    """Say at the end of the whole run what a test has counted."""
    return functools.partial(_say, request, "counted")


@pytest.fixture
def not_run(request: pytest.FixtureRequest) -> Callable[[str], None]:
    """Name at the end of the whole run what a test could not do on this machine."""
    return functools.partial(_say, request, "not run here")


def _say(request: pytest.FixtureRequest, section: str, text: str) -> None:
    request.node.user_properties.append((section, text))


def pytest_terminal_summary(terminalreporter: Any) -> None:
    for section in ("counted", "not run here"):
        said = {
            value: None
            for reports in terminalreporter.stats.values()
            for report in reports
            for name, value in getattr(report, "user_properties", ())
            if name == section
        }
        if said:
            terminalreporter.section(section)
            for text in sorted(said):
                terminalreporter.write_line(text)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Write what a whole `make nightly` found where RUSCTL_NIGHTLY_REPORT says, for docs/reliability.md."""
    target = os.environ.get("RUSCTL_NIGHTLY_REPORT")
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if target and reporter and not hasattr(session.config, "workerinput"):
        Path(target).write_text(
            json.dumps(_night(reporter.stats), indent=1, ensure_ascii=False) + "\n", encoding="utf-8"
        )


def _night(stats: dict[str, list[Any]]) -> dict[str, Any]:
    files: dict[str, dict[str, int]] = {}
    said: dict[str, set[str]] = {"counted": set(), "not run here": set()}
    for report in (one for reports in stats.values() for one in reports if isinstance(one, pytest.TestReport)):
        if report.when != "call" and not report.failed:
            continue
        ends = files.setdefault(report.nodeid.partition("::")[0], {"passed": 0, "failed": 0})
        ends["failed" if report.failed else "passed"] += 1
        for section, text in report.user_properties:
            said[section].add(str(text))
    return {
        "day": dt.datetime.now(dt.UTC).date().isoformat(),
        **{end: sum(one[end] for one in files.values()) for end in ("passed", "failed")},
        **{section: sorted(texts) for section, texts in said.items()},
        "files": dict(sorted(files.items())),
    }


class Faults:
    """Makes the call with a number fail; only those that change something are counted."""

    def __init__(self, number: int, kind: str, report: Path) -> None:
        self.number, self.kind, self.report = number, kind, report
        self.count = 0

    def install(self) -> None:
        for name in CALLS:
            setattr(os, name, self.wrapped(name, getattr(os, name)))
        exchange.rename = self.wrapped("renameat2", exchange.rename)

    def wrapped(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **kwargs: Any) -> Any:
            if name == "open" and not args[1] & (os.O_WRONLY | os.O_RDWR):
                return real(*args, **kwargs)
            self.count += 1
            if self.count != self.number:
                return real(*args, **kwargs)
            self.report.write_text(f"os.{name}")
            if self.kind in ERRORS:
                raise OSError(ERRORS[self.kind], os.strerror(ERRORS[self.kind]))
            if self.kind == "die-torn" and name == "write":
                real(args[0], args[1][: len(args[1]) // 2])
            elif self.kind == "die-after":
                with contextlib.suppress(OSError):  # such as a folder that is there already
                    real(*args, **kwargs)
            os._exit(DIED)

        return call


def load(target: str) -> Callable[[Sequence[str]], int]:
    if target == "rusctl":
        from rusctl import cli  # noqa: PLC0415 - the plugin part needs no command line

        return cli.run
    file, _, function = target.rpartition(":")
    spec = importlib.util.spec_from_file_location("target", file)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    loaded: Callable[[Sequence[str]], int] = getattr(module, function)
    return loaded


def one(
    function: Callable[[Sequence[str]], int], words: Sequence[str], folder: Path, faults: Faults
) -> tuple[int, str]:
    said = folder.with_name(folder.name + ".err")
    child = os.fork()
    if child == 0:
        code = 70  # a traceback, which no user may ever see
        with contextlib.suppress(BaseException):
            os.chdir(folder)
            sys.stdout = said.with_suffix(".out").open("w", encoding="utf-8")
            sys.stderr = said.open("w", encoding="utf-8", buffering=1)
            faults.install()
            try:
                code = function(words)
            except BaseException as error:
                sys.stderr.write(repr(error))
                raise
            finally:
                sys.stdout.flush()
                sys.stderr.flush()
        os._exit(code)
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status), said.read_text(encoding="utf-8") if said.exists() else ""


def undisturbed(template: Path, work: Path, function: Callable[[Sequence[str]], int], words: Sequence[str]) -> None:
    """Run it once in this process, with a state of its own, so that what it imports is there and no child has to."""
    folder, kept = work / "undisturbed", os.environ.get("XDG_STATE_HOME")
    shutil.copytree(template, folder, symlinks=True)
    os.environ["XDG_STATE_HOME"] = str(work / "state")
    with (
        Path(os.devnull).open("w", encoding="utf-8") as nowhere,
        contextlib.chdir(folder),
        contextlib.redirect_stdout(nowhere),
        contextlib.redirect_stderr(nowhere),
    ):
        function(words)
    os.environ["XDG_STATE_HOME"] = kept or ""
    shutil.rmtree(folder)


def runs(
    template: Path, work: Path, kinds: Sequence[str], target: str, words: Sequence[str], *, every: int
) -> Iterator[Outcome]:
    function = load(target)
    undisturbed(template, work, function, words)
    for kind in kinds:
        number, call = 0, "os."
        while call:
            number += every
            folder = work / f"{kind}-{number}"
            shutil.copytree(template, folder, symlinks=True)
            report = work / f"{kind}-{number}.call"
            code, err = one(function, words, folder, Faults(number, kind, report))
            call = report.read_text() if report.exists() else ""
            yield Outcome(number, kind, call, code, err, folder)


def main() -> None:
    template, work, kinds, every, target, *words = sys.argv[1:]
    for outcome in runs(Path(template), Path(work), kinds.split(","), target, words, every=int(every)):
        print(json.dumps({**outcome._asdict(), "folder": str(outcome.folder)}))


if __name__ == "__main__":
    main()
