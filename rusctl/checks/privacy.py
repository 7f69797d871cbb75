"""Rules about personal data in what is kept in git: they look at the text as it is written, comments included.

A finding never repeats what it found.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from rusctl.checks.rule import rule
from rusctl.diagnostics import Problem, Severity
from rusctl.language.message import Message, msg
from rusctl.language.patterns import addresses, personal_numbers, phone_numbers
from rusctl.model.plan import Facts, Plan, Source, TextFile
from rusctl.storage.files.names import PUBLISHED

_ESCAPE = r"\\\\|\\[uU](?P<code>[0-9A-Fa-f]{8}|[0-9A-Fa-f]{4})|\\[ \t]*\r?\n\s*"  # TOML 1.0; the first is a \ itself
_MOST = 0x110000
OWN_FOLDERS = (".rusctl/", ".rusctl-set-aside-", "register/")


@rule(code="RUS501", name="personal-email", severity=Severity.ERROR, needs="texts")
def personal_email(facts: Facts) -> Iterator[Problem]:
    """A file that is kept in git holds an email address.

    Personal data do not belong in the folder. The only address allowed there is the functional mailbox, set as
    `contact` in config/process.toml.

    Bad:
        # file: config/process.toml
        contact = "regionen@example.org"

        # file: events.toml
        [[event]]
        id = "sala"
        kind = "kommundialog"
        status = "planned"
        note = "fråga fornamn.efternamn@example.org"  # RUS501

    Good:
        # file: config/process.toml
        contact = "regionen@example.org"

        # file: events.toml
        [[event]]
        id = "sala"
        kind = "kommundialog"
        status = "planned"
        note = "fråga regionen@example.org"
    """
    text = msg("email address found; remove it, or declare it as contact if it is a functional mailbox")
    for file in facts.texts or ():
        if file.name.endswith(PUBLISHED) and not facts.plan.process.uid_domain:
            continue  # the UIDs are shaped like addresses, and which are the folder's own cannot be read
        read = _as_read(file)
        places = (start for start, address in addresses(read.text) if not _functional(address, file, facts.plan))
        yield from _problems(read, places, text)


@rule(code="RUS502", name="phone-number", severity=Severity.ERROR, needs="texts")
def phone_number(facts: Facts) -> Iterator[Problem]:
    """A file that is kept in git holds a telephone number.

    Personal data do not belong in the folder; a switchboard number belongs on the region's website.

    Bad:
        [[event]]
        id = "sala"
        kind = "kommundialog"
        status = "planned"
        note = "ring 070-174 06 05"  # RUS502

    Good:
        [[event]]
        id = "sala"
        kind = "kommundialog"
        status = "planned"
        note = "ring växeln; Dnr RV180123, 2018-11-26 09:00"
    """
    text = msg("telephone number found; remove it")
    for file in _written_by_people(facts):
        read = _as_read(file)
        yield from _problems(read, phone_numbers(read.text), text)


@rule(code="RUS503", name="personnummer", severity=Severity.ERROR, needs="texts")
def personnummer(facts: Facts) -> Iterator[Problem]:
    """A file that is kept in git holds a personnummer or samordningsnummer.

    The process never needs one. What looks like one is told only where its day and its check digit are right.

    Bad:
        [[event]]
        id = "sala"
        kind = "kommundialog"
        status = "planned"
        # 18900101-9802 kommer  # RUS503

    Good:
        [[event]]
        id = "sala"
        kind = "kommundialog"
        status = "planned"
        # tre från kommunen kommer
    """
    text = msg("personal identity number (personnummer) found; remove it")
    for file in _written_by_people(facts):
        read = _as_read(file)
        yield from _problems(read, personal_numbers(read.text), text)


@rule(code="RUS504", name="state-in-git", severity=Severity.ERROR, needs="texts")
def state_in_git(facts: Facts) -> Iterator[Problem]:
    """A file is kept in git that is for one user on one machine: the register, drafts, exports, or rusctl's own state.

    The folder `register` holds people. What lies in `.rusctl` is acted on by undo, so it must not come with a clone.
    Only `rusctl check --privacy` sees this, since it asks git.

    Bad:
        # file: .rusctl/journal.jsonl
        {}  # RUS504

        # file: register/columns.json
        {}  # RUS504

    Good:
        # file: config/register.md
        The register is beside the plan and is ignored by git.
    """
    text = msg(
        "git has this file, and it is for one user on one machine; take it out (git rm --cached) and have git ignore "
        "the folder"
    )
    for file in facts.texts or ():
        if file.name.startswith(OWN_FOLDERS):
            yield Problem(Source(file.name, line=1), text)


def _written_by_people(facts: Facts) -> Iterator[TextFile]:
    """Leave out what calendars have been told: servers' marks are any digits, its texts the other files'."""
    return (file for file in facts.texts or () if not file.name.endswith(PUBLISHED))


def _functional(address: str, file: TextFile, plan: Plan) -> bool:
    """Whether an address is a mailbox of the folder's; where calendars are, the UIDs are shaped like addresses too."""
    process = plan.process
    own_uid = file.name.endswith((".ics", PUBLISHED)) and address.casefold().endswith(
        "@" + process.uid_domain.casefold()
    )
    return address.casefold() in plan.mailboxes or own_uid


class _ReadText(NamedTuple):
    """A file's text as the plan reads it: escapes are what they stand for, and lines that go on are one.

    `joined` has the places at which lines were joined, each with how many.
    """

    name: str
    text: str
    joined: Sequence[tuple[int, int]] = ()


def _as_read(file: TextFile) -> _ReadText:
    """Give a file's text as its values say it: what calendars would tell is to be found here already."""
    if "\\" not in file.text or not file.name.endswith(".toml"):
        return _ReadText(file.name, file.text)
    parts: list[str] = []
    joined: list[tuple[int, int]] = []
    at = length = 0
    for found in re.finditer(_ESCAPE, file.text):
        before = file.text[at : found.start()]
        said = _said(found)
        parts += (before, said)
        length += len(before) + len(said)
        if lines := found[0].count("\n"):
            joined.append((length, lines))
        at = found.end()
    return _ReadText(file.name, "".join((*parts, file.text[at:])), joined)


def _said(found: re.Match[str]) -> str:
    """Give what an escape stands for; what ends a line or cannot be seen stays as it is written."""
    if found["code"]:
        number = int(found["code"], 16)
        return chr(number) if number < _MOST and chr(number).isprintable() else found[0]
    return "" if "\n" in found[0] else found[0]


def _problems(file: _ReadText, places: Iterable[int], text: Message) -> Iterator[Problem]:
    """Give one problem for each line on which something was found."""
    line = looked = shown = 0
    for start in sorted(places):
        line += file.text.count("\n", looked, start)
        looked = start
        here = line + 1 + sum(lines for place, lines in file.joined if place <= start)
        if here > shown:
            shown = here
            yield Problem(Source(file.name, line=shown), text)
