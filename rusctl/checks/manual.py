"""A rule's docstring as its page of the manual: the sentence, why, and what is bad and good.

The English texts are the message ids of the catalogues. In an example, ``# file: config/process.toml`` begins another
file than events.toml, ``# today: 2018-11-08`` sets the day, and a rule's code in a comment says that it fires on that
line.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from rusctl.checks.rule import Rule
from rusctl.diagnostics import Severity
from rusctl.storage.keys import EVENTS

SOME_DAY = dt.date(2018, 11, 1)  # the day of an example that does not set one
FILE, TODAY = "# file: ", "# today: "
BAD, GOOD = "Bad:", "Good:"


class Manual(NamedTuple):
    """A page: the sentence and why as message ids (`why` has one for each paragraph), and two TOML examples."""

    code: str
    name: str
    severity: Severity
    sentence: str
    why: tuple[str, ...]
    bad: str
    good: str


class Example(NamedTuple):
    """An example's day, its files, and the lines of each on which a code says that a rule fires."""

    today: dt.date
    files: Mapping[str, str]
    marked: tuple[tuple[str, int], ...]


def manual(rule: Rule) -> Manual:
    """Give a rule's page."""
    sentence, *rest = _unindented(rule.find.__doc__ or "")
    text, _, examples = "\n".join(rest).partition(f"\n{BAD}\n")
    bad, _, good = examples.partition(f"\n{GOOD}\n")
    paragraphs = tuple(" ".join(block.split()) for block in text.strip().split("\n\n") if block.strip())
    return Manual(rule.code, rule.name, rule.severity, sentence, paragraphs, _block(bad), _block(good))


def texts(rules: Iterable[Rule]) -> tuple[str, ...]:
    """Give every text of the manual that is put into other languages."""
    pages = [manual(rule) for rule in rules]
    return tuple(text for page in pages for text in (page.sentence, *page.why))


def example(text: str, code: str) -> Example:
    """Take an example apart into the files it stands for."""
    today, file = SOME_DAY, EVENTS
    files: dict[str, list[str]] = {}
    marked = []
    for line in text.splitlines():
        if line.startswith(TODAY):
            today = dt.date.fromisoformat(line.removeprefix(TODAY).strip())
        elif line.startswith(FILE):
            file = line.removeprefix(FILE).strip()
            files.setdefault(file, [])
        else:
            lines = files.setdefault(file, [])
            lines.append(line)
            if line.endswith(f"# {code}"):
                marked.append((file, len(lines)))
    return Example(today, {name: "\n".join(lines) + "\n" for name, lines in files.items()}, tuple(marked))


def _unindented(text: str) -> list[str]:
    """Give a docstring's lines without the indentation of its function."""
    first, *rest = text.expandtabs().splitlines() or [""]
    indent = min((len(line) - len(line.lstrip()) for line in rest if line.strip()), default=0)
    return [first.strip(), *(line[indent:].rstrip() for line in rest)]


def _block(text: str) -> str:
    return "\n".join(line.removeprefix("    ") for line in text.strip("\n").splitlines())
