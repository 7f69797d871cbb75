"""The lines of a meeting's record: most are inputs, and a few say what follows or take the last one back."""

from enum import Enum
from typing import NamedTuple

from rusctl.errors import RusctlError
from rusctl.language.message import msg
from rusctl.language.slug import slug
from rusctl.services.inputs.words import InputSaid

UNDO, SIGN = "-", "/"


class LineMeans(Enum):
    """What a line of the record is."""

    TEXT = "text"
    EMPTY = "empty"
    UNDO = "undo"
    CHANGE = "change"
    HELP = "help"
    END = "end"


class RecordLine(NamedTuple):
    """A line: what it is, its text, and what it says of the inputs that follow."""

    means: LineMeans
    text: str = ""
    said: InputSaid = InputSaid()


_FIELDS = {
    "kind": ("slag", "kind", "typ"),
    "roles": ("roll", "role", "roller", "roles"),
    "table": ("bord", "grupp", "table", "group"),
    "question": ("fraga", "question"),
    "municipality": ("kommun", "municipality"),
    "noted_by": ("av", "by"),
}
_BY_WORD = {word: field for field, words in _FIELDS.items() for word in words}
_END, _HELP = frozenset({"slut", "klart", "end", "done", "q"}), frozenset({"hjalp", "help", ""})


def read(line: str) -> RecordLine:
    """Read a line as it was typed; RusctlError where it begins with / and is none of what is known."""
    text = line.strip()
    if not text:
        return RecordLine(LineMeans.EMPTY)
    if text == UNDO:
        return RecordLine(LineMeans.UNDO)
    if text == "?":
        return RecordLine(LineMeans.HELP)
    if not text.startswith(SIGN):
        return RecordLine(LineMeans.TEXT, text)
    word, _, value = text[1:].partition(" ")
    word, value = slug(word), value.strip()
    if word in _END:
        return RecordLine(LineMeans.END)
    if word in _HELP:
        return RecordLine(LineMeans.HELP)
    field = _BY_WORD.get(word)
    if field is None or not value:
        raise RusctlError(
            msg(
                "a line that begins with / says what follows: {words}; write ? for help",
                words="/typ, /roll, /bord, /fråga",
            )
        )
    said = InputSaid(roles=(value,)) if field == "roles" else InputSaid(**{field: value})
    return RecordLine(LineMeans.CHANGE, said=said)
