"""What a page shows in a console block is what is printed: each page is typed in order, in a fresh folder.

Comments that a reader does not see say what no command types: `<!-- day: 2027-08-16 -->` is the day that it is, and
`<!-- write: stops.csv -->` and `<!-- append: config/targets.toml -->` make the next block a file, or the end of one.
In what is printed, a line "…" stands for lines that are left out, and `~` for the folder where the page began.
RUSCTL_GOLDEN=write prints the pages anew.

A page with `<!-- plan: exempelregionen -->` begins in that example; what the commands of its lists print is a
golden file.
"""

import contextlib
import io
import os
import re
import shlex
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from rusctl import cli
from tests.conftest import ROOT

LEFT_OUT = "…"
PIECE = re.compile(
    r"<!-- (?P<word>day|write|append): (?P<value>\S+) -->|^```(?P<language>\w*)\n(?P<text>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)
PLAN = re.compile(r"<!-- plan: (\S+) -->")
# README.md has a plan that it begins with, and is printed and compared by tools/pages.py
PAGES = sorted(page for page in ROOT.glob("docs/**/*.md") if "```console\n" in page.read_text(encoding="utf-8"))


class Typed(NamedTuple):
    """A line of a console block, with the lines that the page shows under it."""

    line: str
    shown: list[str]


def typed_in(block: str) -> Iterator[Typed]:
    """Give what a console block has typed."""
    for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
        line, *shown = part.rstrip("\n").split("\n")
        while shown and not shown[-1]:
            shown.pop()
        yield Typed(line, shown)


def printed(line: str, start: Path) -> list[str]:
    """Type a line, and give the lines that a terminal shows; one that fails says its exit code last."""
    command, *words = shlex.split(line)
    if command == "cd":
        os.chdir(words[0])
        return []
    assert command == "rusctl", f"a page can type rusctl and cd, not {command}"
    terminal = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True)
    with contextlib.redirect_stdout(terminal), contextlib.redirect_stderr(terminal):
        code = cli.run(words)
    text = terminal.buffer.getvalue().decode().replace(str(start), "~")
    lines = [line.rstrip() for line in text.rstrip("\n").split("\n")] if text.strip() else []
    return [*lines, *([f"[{code}]"] if code else [])]


def as_shown(lines: list[str], shown: list[str]) -> list[str]:
    """Leave out of what was printed what the page leaves out: as many lines before and after are kept."""
    if LEFT_OUT not in shown:
        return lines
    before = shown.index(LEFT_OUT)
    after = len(shown) - before - 1
    return [*lines[:before], LEFT_OUT, *lines[max(before, len(lines) - after) :]]


def walked(text: str, start: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Give a page with everything typed anew."""
    pieces: list[str] = []
    end, file, mode = 0, "", "w"
    for piece in PIECE.finditer(text):
        pieces.append(text[end : piece.start()])
        end = piece.end()
        new = piece.group()
        if piece["word"] == "day":
            monkeypatch.setenv("RUSCTL_TODAY", piece["value"])
        elif piece["word"]:
            file, mode = piece["value"], "w" if piece["word"] == "write" else "a"
        elif file:
            with Path(file).open(mode, encoding="utf-8", newline="\n") as opened:
                opened.write(piece["text"] if mode == "w" else "\n" + piece["text"])
            file = ""
        elif piece["language"] == "console":
            runs = [
                [f"$ {one.line}", *as_shown(printed(one.line, start), one.shown)] for one in typed_in(piece["text"])
            ]
            new = "```console\n" + "\n\n".join("\n".join(run) for run in runs) + "\n```"
        pieces.append(new)
    return "".join([*pieces, text[end:]])


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_page_shows_what_is_printed(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("RUSCTL_LANG", "sv" if page.parent.name == "sv" else "en")
    text = page.read_text(encoding="utf-8")
    made = walked(text, tmp_path, monkeypatch)
    if os.environ.get("RUSCTL_GOLDEN") == "write":
        page.write_text(made, encoding="utf-8")
    assert made == page.read_text(encoding="utf-8"), f"{page} differs; RUSCTL_GOLDEN=write renews it"


LISTED = [page for page in sorted(ROOT.glob("docs/**/*.md")) if PLAN.search(page.read_text(encoding="utf-8"))]


@pytest.mark.parametrize("page", LISTED, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_what_a_page_lists_is_typed(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, golden: Callable[[str, str], None]
) -> None:
    language = "sv" if page.parent.name == "sv" else "en"
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("RUSCTL_LANG", language)
    text = page.read_text(encoding="utf-8")
    (example,) = PLAN.findall(text)
    printed(f"rusctl init plan --example {example}", tmp_path)
    monkeypatch.chdir("plan")
    runs = []
    for line in re.findall(r"^ {4}(rusctl .*?)(?:  .*)?$", text, re.MULTILINE):
        lines = printed(line, tmp_path)
        assert not lines or not re.fullmatch(r"\[\d+\]", lines[-1]), (line, lines)
        runs.append("\n".join([f"$ {line}", *lines]))
    golden(f"pages/{language}-{page.stem}.txt", "\n\n".join(runs) + "\n")


def test_the_guides_are_walked() -> None:
    assert {ROOT / "docs" / "guide.md", ROOT / "docs" / "sv" / "guide.md"} <= set(PAGES)


def test_what_a_page_leaves_out_is_left_out() -> None:
    assert as_shown(["a", "b", "c", "d"], ["x", LEFT_OUT, "y"]) == ["a", LEFT_OUT, "d"]
    assert as_shown(["a", "b"], ["x"]) == ["a", "b"]
