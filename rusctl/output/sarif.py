"""Findings as SARIF 2.1.0, the format in which code hosting and editors take what checks find (OASIS standard)."""

import json
from collections.abc import Iterable, Sequence
from typing import Any, Protocol
from urllib.parse import quote

from rusctl import __version__
from rusctl.diagnostics import Finding, Severity
from rusctl.output.clean import json_safe
from rusctl.output.report import english, sound

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
ROOT = "FOLDER"  # the name by which the files' addresses refer to the project folder


class Page(Protocol):
    """A rule's page of the manual, as far as SARIF shows it."""

    @property
    def code(self) -> str:
        """The code."""

    @property
    def name(self) -> str:
        """The name."""

    @property
    def severity(self) -> Severity:
        """The severity that it has unless a folder changes it."""

    @property
    def sentence(self) -> str:
        """What is wrong, in a sentence."""

    @property
    def why(self) -> tuple[str, ...]:
        """Why it matters, in paragraphs."""


def sarif(findings: Iterable[Finding], pages: Sequence[Page]) -> str:
    """Give a SARIF log with one run; the pages are those of all rules, so that each finding has its help."""
    places = {page.code: index for index, page in enumerate(pages)}
    version = __version__.replace(".dev", "-dev.")  # as semantic versioning spells what comes before 0.2.0
    driver = {"name": "rusctl", "semanticVersion": version, "rules": [_rule(page) for page in pages]}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {ROOT: {"description": {"text": "The project folder."}}},
        "results": [_result(finding, places[finding.code]) for finding in findings],
    }
    log = json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2)
    return "\n".join(map(json_safe, log.split("\n")))


def _rule(page: Page) -> dict[str, Any]:
    why = "\n\n".join((page.sentence, *page.why))
    return {
        "id": page.code,
        "name": page.name,
        "shortDescription": {"text": page.sentence},
        "fullDescription": {"text": why},
        "help": {"text": why},
        "defaultConfiguration": {"level": page.severity.word},
    }


def _result(finding: Finding, index: int) -> dict[str, Any]:
    place: dict[str, Any] = {"artifactLocation": {"uri": _address(finding.file), "uriBaseId": ROOT}}
    if finding.line:
        place["region"] = {"startLine": finding.line}
    return {
        "ruleId": finding.code,
        "ruleIndex": index,
        "level": finding.severity.word,
        "message": {"text": english(finding.message)},
        "locations": [{"physicalLocation": place}],
    }


def _address(file: str) -> str:
    """Give a file's name as a relative URI."""
    return quote(sound(file), safe="/")
