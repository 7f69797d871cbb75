"""The accessibility statement: what the region has said of its site, and what it has yet to say by name."""

import re
from typing import NamedTuple

from rusctl.language import dates
from rusctl.language.catalogue import Language
from rusctl.language.message import Message, msg
from rusctl.model.plan import Process
from rusctl.model.site_settings import Accessibility
from rusctl.site.words import LEVEL


class AccessibilityStatement(NamedTuple):
    """Sentences of the statement, what is not accessible, what nobody has said yet, and two addresses.

    With each sentence stands the part of it that the region has written, which is in the folder's language.
    """

    sentences: tuple[tuple[str, str], ...]
    lacks: tuple[str, ...]
    missing: tuple[str, ...]
    report: str
    authority: str

    @property
    def link(self) -> str:
        """What a link to where faults are reported leads to; nothing where it is no address of either kind."""
        if re.fullmatch(r"[\w.+-]+@[\w-]+(\.[\w-]+)+", self.report):
            return f"mailto:{self.report}"
        return self.report if self.report.startswith(("https://", "http://")) else ""


def missing(said: Accessibility, process: Process) -> list[Message]:
    """Name what the statement must hold and nobody has said (Digg, "Skapa en tillgänglighetsredogörelse")."""
    wanted = (
        (process.region, msg("the name of the public body")),
        (said.level, msg("how compliant the site is")),
        (said.assessed, msg("the day it was assessed")),
        (said.updated, msg("the day the statement was last updated")),
        (said.method, msg("how it was assessed")),
        (said.report or process.contact, msg("where faults are reported")),
    )
    found = [name for value, name in wanted if not value]
    if said.level in ("partly", "not") and not said.lacks:
        found.append(msg("what is not accessible, and why"))
    return found


def statement(said: Accessibility, process: Process, language: Language) -> AccessibilityStatement:
    """Put what has been said into sentences."""
    body = process.region or process.name
    lines = [(msg("{body} is responsible for this site: {name}.", body=body, name=process.name), process.name)]
    if said.level:
        lines.append((LEVEL[said.level], ""))
    if said.assessed:
        lines.append((msg("The site was assessed on {day}.", day=dates.long(said.assessed, language.code)), ""))
    if said.method:
        lines.append((msg("Method: {method}", method=said.method), said.method))
    if said.updated:
        text = msg("The statement was last updated on {day}.", day=dates.long(said.updated, language.code))
        lines.append((text, ""))
    return AccessibilityStatement(
        sentences=tuple((language.text(line), part) for line, part in lines),
        lacks=said.lacks,
        missing=tuple(language.text(one) for one in missing(said, process)),
        report=said.report or process.contact,
        authority=said.authority,
    )
