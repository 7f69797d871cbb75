"""Rules about the files themselves: what the loader could not read, each fault under its name, and what nobody sees."""

import unicodedata
from collections.abc import Iterator

from rusctl.checks.rule import rule
from rusctl.diagnostics import Problem, Severity
from rusctl.errors import RusctlError
from rusctl.language.message import msg
from rusctl.model.plan import Facts, Process, Source
from rusctl.schedule.dates.clock import zone


def faults(facts: Facts, name: str) -> Iterator[Problem]:
    """Give what the loader found under a rule's name."""
    return (fault for fault in facts.faults if fault.rule == name)


@rule(code="RUS001", name="invalid-toml", severity=Severity.ERROR)
def invalid_toml(facts: Facts) -> Iterator[Problem]:
    """A file is not TOML.

    Nothing in it can be read until the fault is put right, so rules that would have looked at it say nothing. An
    impossible date, such as 31 November, is a fault of this kind too.

    Bad:
        [[event]]
        id = "sala"
        kind = "kommundialog"
        date = 2018-11-31  # RUS001
        status = "confirmed"

    Good:
        [[event]]
        id = "sala"
        kind = "kommundialog"
        date = 2018-11-30
        status = "confirmed"
    """
    return faults(facts, "invalid-toml")


@rule(code="RUS002", name="missing-file", severity=Severity.ERROR)
def missing_file(facts: Facts) -> Iterator[Problem]:
    """A file that every folder has is not there.

    A plan has an events.toml and a config/process.toml; the other files may be left out.
    """
    return faults(facts, "missing-file")


@rule(code="RUS003", name="unreadable-file", severity=Severity.ERROR)
def unreadable_file(facts: Facts) -> Iterator[Problem]:
    """A file is there but cannot be read.

    It may be a directory, or belong to someone who has not given you the right to read it.
    """
    return faults(facts, "unreadable-file")


@rule(code="RUS004", name="unknown-key", severity=Severity.ERROR)
def unknown_key(facts: Facts) -> Iterator[Problem]:
    """A key is not one that the file takes.

    A misspelt key would otherwise be passed over in silence, and what it says would be lost.

    Bad:
        [[event]]
        id = "sala"
        kind = "kommundialog"
        datum = 2018-11-07  # RUS004
        status = "confirmed"

    Good:
        [[event]]
        id = "sala"
        kind = "kommundialog"
        date = 2018-11-07
        status = "confirmed"
    """
    return faults(facts, "unknown-key")


@rule(code="RUS005", name="wrong-type", severity=Severity.ERROR)
def wrong_type(facts: Facts) -> Iterator[Problem]:
    """A value is of another kind than its key takes.

    A day in quotation marks is a text and no day, so no rule and no calendar could use it.

    Bad:
        [[event]]
        id = "sala"
        kind = "kommundialog"
        date = "2018-11-07"  # RUS005
        status = "confirmed"

    Good:
        [[event]]
        id = "sala"
        kind = "kommundialog"
        date = 2018-11-07
        status = "confirmed"
    """
    return faults(facts, "wrong-type")


@rule(code="RUS006", name="missing-key", severity=Severity.ERROR)
def missing_key(facts: Facts) -> Iterator[Problem]:
    """A key that must be there is not.

    Every event has an id, a kind and a status; the date may be left out until somebody knows it.

    Bad:
        [[event]]  # RUS006
        id = "sala"
        kind = "kommundialog"

    Good:
        [[event]]
        id = "sala"
        kind = "kommundialog"
        status = "planned"
    """
    return faults(facts, "missing-key")


@rule(code="RUS007", name="invalid-value", severity=Severity.ERROR)
def invalid_value(facts: Facts) -> Iterator[Problem]:
    """A value is of the right kind, but not one that the key takes.

    Words such as a status are a closed list, numbers have bounds, and a time has no offset since the process names its
    time zone.

    Bad:
        [[event]]
        id = "sala"
        kind = "kommundialog"
        status = "prel"  # RUS007

    Good:
        [[event]]
        id = "sala"
        kind = "kommundialog"
        status = "tentative"
    """
    yield from faults(facts, "invalid-value")
    yield from _unknown_zone(facts)


@rule(code="RUS008", name="duplicate-id", severity=Severity.ERROR)
def duplicate_id(facts: Facts) -> Iterator[Problem]:
    """Two records of one kind have the same id.

    Calendars and references know a record by its id alone, so the second one is no part of the plan. Its
    other faults are found all the same.

    Bad:
        [[event]]
        id = "koping"
        kind = "kommundialog"
        status = "planned"

        [[event]]
        id = "koping"  # RUS008
        kind = "kommundialog"
        status = "planned"

    Good:
        [[event]]
        id = "koping"
        kind = "kommundialog"
        status = "planned"

        [[event]]
        id = "koping-2"
        kind = "kommundialog"
        status = "planned"
    """
    return faults(facts, "duplicate-id")


@rule(code="RUS009", name="conflicting-keys", severity=Severity.ERROR)
def conflicting_keys(facts: Facts) -> Iterator[Problem]:
    """Two keys of one record cannot both hold.

    An event has a day, or a start and an end, or a window. Giving two of them is ambiguous.

    Bad:
        [[event]]
        id = "vasteras"
        kind = "kommundialog"
        date = 2018-11-14
        window = { from = 2019-01-01, to = 2019-03-31 }  # RUS009
        status = "planned"

    Good:
        [[event]]
        id = "vasteras"
        kind = "kommundialog"
        window = { from = 2019-01-01, to = 2019-03-31 }
        status = "planned"
    """
    return faults(facts, "conflicting-keys")


@rule(code="RUS012", name="unknown-file", severity=Severity.ERROR)
def unknown_file(facts: Facts) -> Iterator[Problem]:
    """A file seems meant for rusctl, and rusctl does not read it.

    What stands in a file with a misspelt name, or in the wrong folder, would otherwise be passed over in silence. In
    config/ this concerns every file whose name ends in .toml or is like one that is read; copies that editors leave
    (such as roles.toml~ and roles.toml.bak) are passed over.

    Bad:
        # file: config/rolls.toml
        [[role]]  # RUS012
        id = "politiker"
        name = { sv = "Politiker", en = "Politicians" }

    Good:
        # file: config/roles.toml
        [[role]]
        id = "politiker"
        name = { sv = "Politiker", en = "Politicians" }
    """
    return faults(facts, "unknown-file")


def _unknown_zone(facts: Facts) -> Iterator[Problem]:
    """Find a time zone that does not exist; every calendar names it, whether or not an event has a time."""
    if facts.plan.process.timezone == Process().timezone:  # the usual one needs no looking up
        return

    process = facts.plan.process
    try:
        zone(process.timezone)
    except RusctlError as error:
        yield Problem(process.at.key("timezone"), error.message)


_JOINERS = "\u200c\u200d"  # which emoji and Persian need


@rule(code="RUS011", name="hidden-character", severity=Severity.WARNING)
def hidden_character(facts: Facts) -> Iterator[Problem]:
    """A line holds a character that cannot be seen.

    It often comes along when a text is copied from a web page or a document. Two texts that look alike are then not
    the same, and characters that turn the direction of writing make a text look like another one. Calendars leave them
    out; an address with one in it is refused.

    Bad:
        [[event]]
        id = "koping"
        kind = "kommundialog"
        title = "Kom\u200bmundialog i Köping"  # RUS011
        status = "planned"

    Good:
        [[event]]
        id = "koping"
        kind = "kommundialog"
        title = "Kommundialog i Köping"
        status = "planned"
    """
    for file, text in facts.texts or ():
        if text.isascii() or text.replace("\n", "").replace("\r", "").replace("\t", "").isprintable():
            continue  # all but always; to look at each character of ten thousand events would take a while
        for number, line in enumerate(text.removeprefix("\ufeff").split("\n"), 1):
            found = next((c for c in line if unicodedata.category(c) in ("Cf", "Zl", "Zp") and c not in _JOINERS), "")
            if found:
                said = msg(
                    "this line holds the invisible character {code}; take it out, or type the text again",
                    code=f"U+{ord(found):04X}",
                )
                yield Problem(Source(file, line=number), said)
