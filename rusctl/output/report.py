"""Findings as text for people, JSON, and GitHub annotations; SARIF is in `sarif`.

The text is in the user's language; what programs read is in English, with ISO dates. Nothing is printed here.
"""

from collections.abc import Iterable

from rusctl.diagnostics import Finding, Severity
from rusctl.language.catalogue import Language
from rusctl.language.message import Message
from rusctl.language.vocabulary import SEVERITY
from rusctl.output.clean import one_line
from rusctl.output.rows import Field, Row, json_text

ENGLISH = Language("en")
FINDING = {
    "file": Field("string", "the file, from the folder on"),
    "line": Field("integer?", "the line, counted from 1; null where it is the file as a whole"),
    "code": Field("string", "the rule's code"),
    "name": Field("string", "the rule's name"),
    "severity": Field("string", "error, warning or note"),
    "message": Field("string", "what is wrong, in English, with ISO dates"),
}
_COLOURS = {Severity.ERROR: "1;31", Severity.WARNING: "33", Severity.NOTE: "36"}  # red and bold, yellow, cyan
_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def text(findings: Iterable[Finding], language: Language, *, colours: bool = False) -> str:
    """Give a line for each finding: ``events.toml:8: error: what is wrong [name CODE]``; line 0 is left out.

    With `colours` the word of the severity has one, as a terminal reads it (ECMA-48, SGR).
    """
    return "\n".join(_line(finding, language, colours=colours) for finding in findings)


def as_json(findings: Iterable[Finding]) -> str:
    """Give a JSON list with one flat object a finding."""
    return json_text(finding_row(finding) for finding in findings)


def github(findings: Iterable[Finding], folder: str = "") -> str:
    """Give a workflow command for each finding, which GitHub Actions shows beside the line.

    `folder` is where the project is in the repository, empty where it is the repository itself.
    """
    return "\n".join(_annotation(finding, folder) for finding in findings)


def finding_row(finding: Finding) -> Row:
    """Give a finding's row."""
    return {
        "file": sound(finding.file),
        "line": finding.line or None,
        "code": finding.code,
        "name": finding.name,
        "severity": finding.severity.word,
        "message": english(finding.message),
    }


def english(message: Message) -> str:
    """Put a message into English with ISO dates, on one line."""
    return one_line(ENGLISH.text(message, iso=True))


def sound(file: str) -> str:
    """Give a file's name as text that can be written; bytes that are no UTF-8 become question marks."""
    return file.encode("utf-8", "replace").decode("utf-8")


def _line(finding: Finding, language: Language, *, colours: bool) -> str:
    place = one_line(f"{finding.file}:{finding.line}" if finding.line else finding.file)
    word = language.text(SEVERITY[finding.severity])
    rest = one_line(f"{language.text(finding.message)} [{finding.name} {finding.code}]")
    shown = f"\x1b[{_COLOURS[finding.severity]}m{word}\x1b[0m" if colours else word
    return f"{place}: {shown}: {rest}"


def _annotation(finding: Finding, folder: str) -> str:
    """Write ``::error file=…,line=…,title=…::message`` with what would end a part of it escaped.

    The escapes are those of the toolkit that reads them (actions/toolkit, packages/core, command.ts).
    """
    file = one_line(f"{folder}/{finding.file}" if folder else finding.file)
    properties = {"file": file, "line": str(finding.line or ""), "title": f"{finding.name} {finding.code}"}
    given = ",".join(f"{key}={_property(value)}" for key, value in properties.items() if value)
    return f"::{_COMMANDS[finding.severity]} {given}::{_data(english(finding.message))}"


def _data(value: str) -> str:
    return value.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(value: str) -> str:
    return _data(value).replace(":", "%3A").replace(",", "%2C")
