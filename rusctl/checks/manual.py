"""A rule's docstring as its page of the manual: the sentence, why, and what is bad and good.

The English texts are the message ids of the catalogues. In an example, ``# file: config/process.toml`` begins another
file than events.toml, ``# today: 2018-11-08`` sets the day, ``# run: rusctl ...`` is a command that is run first, and a
rule's code in a comment says that it fires on that line; on a command's, that it fires on a file as a whole.
"""

import datetime as dt
from collections.abc import Mapping
from textwrap import fill, indent
from typing import NamedTuple

from rusctl.checks.own import folder_rule
from rusctl.checks.rule import Rule
from rusctl.checks.rules import RULES
from rusctl.diagnostics import Severity
from rusctl.language.catalogue import Language
from rusctl.language.message import msg
from rusctl.model.own_rules import OwnRule
from rusctl.storage.files.names import EVENTS

SOME_DAY = dt.date(2018, 11, 1)  # the day of an example that does not set one
FILE, TODAY, RUN = "# file: ", "# today: ", "# run: "
CODE = folder_rule.code  # which the findings of the folder's own rules have
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
    """An example's day, its files, what is run, and the lines of each file on which a code says that a rule fires.

    `unplaced` says that it fires once more, on a file as a whole.
    """

    today: dt.date
    files: Mapping[str, str]
    commands: tuple[str, ...]
    marked: tuple[tuple[str, int], ...]
    unplaced: bool


def manual(rule: Rule) -> Manual:
    """Give a rule's page."""
    sentence, *rest = _unindented(rule.find.__doc__ or "")
    text, _, examples = "\n".join(rest).partition(f"\n{BAD}\n")
    bad, _, good = examples.partition(f"\n{GOOD}\n")
    paragraphs = tuple(" ".join(block.split()) for block in text.strip().split("\n\n") if block.strip())
    return Manual(rule.code, rule.name, rule.severity, sentence, paragraphs, _block(bad), _block(good))


def own(one: OwnRule, language: Language) -> Manual:
    """Give the page of a folder's own rule: its sentence in a language, and what it looks for, as the file says it."""
    lines = (f'over = "{one.over}"', f"when = {one.when}")
    return Manual(CODE, one.name, Severity[one.severity.upper()], language.name(one.sentence), lines, "", "")


def entries() -> tuple[Manual, ...]:
    """Give the pages of all rules, in the order of their codes."""
    return tuple(map(manual, RULES))


def texts() -> tuple[str, ...]:
    """Give every text of the manual that is put into other languages."""
    return tuple(text for page in entries() for text in (page.sentence, *page.why))


def markdown(page: Manual, language: Language) -> str:
    """Give a page as a section of Markdown."""
    return "\n".join(
        (
            f"## {page.code} {page.name}",
            "",
            f"**{language.phrase(page.sentence)}** ({language.phrase(page.severity.word)})",
            *(line for text in page.why for line in ("", language.phrase(text))),
            *(line for title, block in _examples(page, language) for line in ("", title, "", "```toml", block, "```")),
            "",
        )
    )


def plain(page: Manual, language: Language, width: int = 100) -> str:
    """Give a page as plain text for a terminal."""
    return "\n".join(
        (
            f"{page.code} {page.name} ({language.phrase(page.severity.word)})",
            "",
            fill(language.phrase(page.sentence), width),
            *(line for text in page.why for line in ("", fill(language.phrase(text), width))),
            *(line for title, block in _examples(page, language) for line in ("", title, "", indent(block, "    "))),
        )
    )


def example(text: str, code: str) -> Example:
    """Take an example apart into the files it stands for."""
    today, file = SOME_DAY, EVENTS
    files: dict[str, list[str]] = {}
    marked, commands, unplaced = [], [], False
    for line in text.splitlines():
        if line.startswith(RUN):
            commands.append(line.removeprefix(RUN).removesuffix(f"  # {code}"))
            unplaced |= line.endswith(f"# {code}")
        elif line.startswith(TODAY):
            today = dt.date.fromisoformat(line.removeprefix(TODAY).strip())
        elif line.startswith(FILE):
            file = line.removeprefix(FILE).strip()
            files.setdefault(file, [])
        else:
            lines = files.setdefault(file, [])
            lines.append(line)
            if line.endswith(f"# {code}"):
                marked.append((file, len(lines)))
    contents = {name: "\n".join(lines) + "\n" for name, lines in files.items()}
    return Example(today, contents, tuple(commands), tuple(marked), unplaced)


def _examples(page: Manual, language: Language) -> tuple[tuple[str, str], ...]:
    titled = ((language.text(msg("Bad:")), page.bad), (language.text(msg("Good:")), page.good))
    return tuple((title, block) for title, block in titled if block)


def _unindented(text: str) -> list[str]:
    """Give a docstring's lines without the indentation of its function."""
    first, *rest = text.expandtabs().splitlines() or [""]
    indent = min((len(line) - len(line.lstrip()) for line in rest if line.strip()), default=0)
    return [first.strip(), *(line[indent:].rstrip() for line in rest)]


def _block(text: str) -> str:
    return "\n".join(line.removeprefix("    ") for line in text.strip("\n").splitlines())
