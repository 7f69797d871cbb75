"""A rule about what nobody can see in the files."""

import unicodedata
from collections.abc import Iterator

from rusctl.checks.rule import rule
from rusctl.diagnostics import Problem, Severity
from rusctl.language.message import msg
from rusctl.model.plan import Facts, Source

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
