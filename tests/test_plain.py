"""A plain command line is read without Typer, and says and does what it does with Typer."""

import inspect
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rusctl.cli import COMMANDS, root
from rusctl.commands.common import by_typer, plain, typer_options
from rusctl.commands.terminal import Terminal
from rusctl.language.catalogue import Language
from tests.conftest import DAY, Run
from tests.examples import examples, turn
from tests.hostile.command_lines import line, make, names

ALL = list(names())
ENDS = [
    "--json",
    "--dry-run",
    "--help",
    "x",
    "--nonsense",
    "--lang",
    "--lang sv",
    "--today 2018-12-01",
    "--today=x",
]
VARIES = re.compile(r"\d\d:\d\d(:\d\d)?(\.\d+)?|[0-9a-f-]{16,}|\b\d+(\.\d+)? s\b")  # moments and what is drawn by lot


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("template")
    before = Path.cwd()
    os.chdir(folder)
    try:
        make(folder)
    finally:
        os.chdir(before)
    return folder


@pytest.mark.parametrize("name", ALL)
def test_what_is_said_and_done_is_the_same(
    name: str, template: Path, tmp_path: Path, rusctl: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = []
    ends = ["", *turn(ALL.index(name), ENDS, 1)]
    for reads in (plain.read, lambda *_: None):
        with monkeypatch.context() as patched:
            patched.setattr(plain, "read", reads)
            folder = tmp_path / "plan"
            shutil.copytree(template, folder)
            patched.chdir(folder)
            done = [rusctl(*line(name), *more.split(), "--today", DAY, "--lang", "en") for more in ends]
            said = [(one.code, VARIES.sub("…", one.out), VARIES.sub("…", one.err)) for one in done]
            files = {path.relative_to(folder): path.stat().st_size for path in folder.rglob("*.toml")}
            found.append((said, files))
            shutil.rmtree(folder)
    assert found[0] == found[1]


def test_most_commands_are_read_without_typer() -> None:
    assert len([name for name in ALL if plain.read(line(name), COMMANDS)]) >= len(ALL) * 3 // 4


def words_of(name: str) -> st.SearchStrategy[list[str]]:
    """Draw what may stand after a command's name: its options, what they may be given, and what is wrong there."""
    command: Any = root(Language("en"))
    for word in plain.with_both_words(name.split(), COMMANDS):
        command = command.get_command(None, word)
    options = [opt for one in command.params for opt in (*one.opts, *one.secondary_opts) if opt.startswith("-")]
    values = [
        "ett",
        "7",
        "0",
        "99999",
        "-1",
        "+3",
        "",
        "-",
        "--",
        "--help",
        "2018-12-05",
        "a b",
        "å",
        "٣",
        "1_0",
        "x=y",
    ]
    mixed = st.one_of(
        st.sampled_from([*options, *(f"{one}=ett" for one in options), *(one[:-1] for one in options)]),
        st.sampled_from(values),
    )
    return st.lists(mixed, max_size=6)


@settings(max_examples=examples(300))
@given(st.sampled_from(ALL).flatmap(lambda name: words_of(name).map(lambda words: (name, words))))
def test_every_line_that_is_plain_is_read_as_typer_reads_it(case: tuple[str, list[str]]) -> None:
    name, more = case
    argv = [*name.split(), *more]
    call = plain.read(argv, COMMANDS)
    if call is None:
        return
    told: list[dict[str, Any]] = []

    def noted(function: Callable[..., Any]) -> Callable[..., Any]:
        made = as_typer(function)
        made_by: Any = lambda context, **options: told.append(options)  # noqa: ARG005, E731 - called with a context
        made_by.__signature__, made_by.__annotations__ = made.__signature__, made.__annotations__  # type: ignore[attr-defined]
        return made_by  # type: ignore[no-any-return]

    as_typer = typer_options.as_typer
    own, other = Terminal(Language("en"), argv), Terminal(Language("en"), argv)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(by_typer, "as_typer", noted)
        assert root(Language("en")).carry_out(argv, other) == 0
    for word, value in call.common.items():
        setattr(plain.whose(word, own), plain.COMMON[word], value)
    for word, kept in plain.COMMON.items():
        assert getattr(plain.whose(word, own), kept) == getattr(plain.whose(word, other), kept)
    parameters = inspect.signature(call.function).parameters.values()
    defaults = {one.name: one.default for one in parameters if one.default is not one.empty}
    assert told == [defaults | call.options]


@pytest.mark.parametrize(
    "words",
    [
        "", "--help", "--version", "event", "event --help", "tuor", "tour --help", "tour --json --json", "tour x",
        "tour --status", "tour --from 2018-11-01 --from 2018-11-02", "tour --from=2018-11-01", "tour --", "tour --st x",
        "--lang sv tour --lang en", "--lang", "--project -x tour", "event move norberg", "event move -ny norberg 3",
        "log --most many", "log --most 0", "log --most -1", "log --most +1", "log --most ١", "person set 1 --protected",
    ],
)  # fmt: skip
def test_what_is_not_plain_is_left_to_typer(words: str) -> None:
    assert plain.read(words.split(), COMMANDS) is None


@pytest.mark.parametrize("variable", ["_RUSCTL_COMPLETE"])
def test_a_shell_that_completes_is_answered_by_typer(variable: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert plain.read(["tour"], COMMANDS) is not None
    monkeypatch.setenv(variable, "complete_bash")
    assert plain.read(["tour"], COMMANDS) is None


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize(
    "words", ["check", "tour --json", "milestones --json", "event move norberg 2018-11-28 --dry-run"]
)
def test_a_plain_line_loads_nothing_that_takes_long(words: str) -> None:
    slow = {"typer", "hashlib", "subprocess", "threading"}
    code = f"import sys; from rusctl.cli import run; run(sys.argv[1:]); print(sorted({slow} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code, *words.split()], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize(("words", "code"), [("check --strict", 1), ("tour --json", 0), ("tour", 0), ("tuor", 2)])
def test_a_process_ends_with_all_that_it_had_to_say(words: str, code: int, rusctl: Run) -> None:
    """A process that has nothing to tidy up ends without Python's own tidying; nothing may be lost by it."""
    variables = {**os.environ, "COLUMNS": "120"}
    command = [sys.executable, "-m", "rusctl", *words.split()]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=variables)
    assert (done.returncode, done.stdout, done.stderr) == (code, *rusctl(*words.split())[1:])
