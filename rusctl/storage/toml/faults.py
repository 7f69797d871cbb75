"""What is wrong with a text that is no TOML, in plain words that say what to do."""

import re

from rusctl.language.message import Message, msg
from rusctl.storage.toml.spans import Places, statement_start

SHOWN = 60  # of a faulty line, how many characters a message repeats
_LOOSE_DAY = re.compile(r"(?!\d{4}-\d\d-\d\d)\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?![\d:])")
_DAY_FIRST = re.compile(r"\d{1,2}[-/.]\d{1,2}[-/.]\d{4}(?![\d:])")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_MOMENT = re.compile(r"(\d{4}-\d\d-\d\d[Tt ]\d{1,2}(?::\d{1,2}){1,2})\s*(?:#.*)?")
_STATED_KEY = re.compile(r"[ \t]*\[?\[?[ \t]*([^=\]\n#]*[^=\]\n#\s])")
_GIT = ("<<<<<<< ", "||||||| ", "=======\n", ">>>>>>> ")
_CURLY = "“”„«»’‘´`"


def long_number_line(text: str) -> int:
    """Give the line of the number with the most digits."""
    longest = max(re.finditer(r"[0-9_]+", text), key=lambda match: len(match[0]), default=None)
    return text.count("\n", 0, longest.start()) + 1 if longest else 1


def explain(text: str, position: int, error: str) -> tuple[int, Message]:
    """Give the line and the plain words for tomli's error; tomli's own where it is not one of the common ones."""
    at = min(position, len(text))
    start = text.rfind("\n", 0, at) + 1
    if text.startswith(_GIT, start):
        message = msg("git has left two versions here; keep one, and take out git's lines <<<<<<<, ======= and >>>>>>>")
        return text.count("\n", 0, start) + 1, message
    for pattern, says in _COMMON:
        if re.match(pattern, error):
            begin = statement_start(text, max(at - 1, 0)) if says in _AT_STATEMENT or at == len(text) else at
            return text.count("\n", 0, min(begin, at)) + 1, says(text, at, error)
    message = msg("this is not TOML, the form the plan's files are written in: {detail}", detail=error)
    return text.count("\n", 0, at) + 1, message


def _short(text: str) -> str:
    return text if len(text) <= SHOWN else text[:SHOWN] + "…"


def _twice(text: str, at: int, error: str) -> Message:
    begin = statement_start(text, max(at - 1, 0))
    match = re.search(r"inline table key '(.*)'$", error) or _STATED_KEY.match(text, begin)
    name = _short(match[1]) if match else ""
    first = _first_line(text, begin, at)
    if text[begin:].lstrip(" \t").startswith("["):
        if first:
            return msg(
                "the table {name} is on line {first} already; join them, or write [[{name}]] each time for a list",
                name=name,
                first=first,
            )
        return msg("the table {name} is there already; join the two", name=name)
    if first:
        return msg("the key {name} stands twice, first on line {first}; remove one of them", name=name, first=first)
    return msg("the key {name} occurs twice in the same table; remove one of them", name=name)


def _first_line(text: str, begin: int, at: int) -> int:
    """Give the line where a doubled key or table stood before, or 0 if that is not plain to see."""
    before = Places(text[:begin])
    end = text.find("\n", at)
    try:
        again = Places(text[: len(text) if end < 0 else end])
        section = again.sections[-1]
        places = again.entries(section) if section.start < begin else []
    except (ValueError, IndexError):  # more is wrong with the statement than that it stands there twice
        return 0
    route = section.route
    if section.start < begin:
        route = next((place.route for place in places if begin <= place.key_start < at), ())
    found = before.offset_of(route) if route else None
    return before.line_at(found) if found is not None else 0


def _broken_string(text: str, at: int, _error: str) -> Message:
    if text[at : at + 1] == "\n":
        return msg("the closing quotation mark is missing at the end of this line")
    return msg("a control character here cannot stand in a text; remove it, or write it as \\u0000 with its number")


def _open_string(_text: str, _at: int, _error: str) -> Message:
    return msg("the text that starts here is never closed; put its closing quotation marks")


def _no_value(text: str, at: int, _error: str) -> Message:
    rest = text[at : text.find("\n", at) if "\n" in text[at:] else len(text)].strip()
    if not rest or rest.startswith("#"):
        return msg("there is no value after the = sign; write one, or remove the line")
    if rest[0] in _CURLY:
        return msg('{mark} is no straight quotation mark; write "', mark=rest[0])
    if _LOOSE_DAY.match(rest):
        return msg("{text} is no day; write it as 2018-11-07", text=_short(rest))
    return msg("{text} is no value; a text stands between quotation marks", text=_short(rest))


def _trailing(text: str, at: int, _error: str) -> Message:
    begin = text.rfind("\n", 0, at) + 1
    end = text.find("\n", at)
    line = text[begin : len(text) if end < 0 else end]
    value = line.partition("=")[2].strip()
    if _LOOSE_DAY.match(value):
        return msg("{text} is no day; write it as 2018-11-07, with two figures for month and day", text=_short(value))
    if _DAY_FIRST.match(value):
        return msg("{text} is no day; write it as 2018-11-07", text=_short(value))
    if moment := _MOMENT.fullmatch(value):
        return msg(
            "{text} is no time; write it with seconds, as 2018-11-07T09:00:00, and hours from 00 to 23", text=moment[1]
        )
    if _DAY.match(value):
        return _no_day(value, 0, "")
    return msg(
        "{text} does not belong after the value; a text stands between quotation marks, a comment begins with #, "
        "and each key has a line of its own",
        text=_short(line[at - begin :].strip()),
    )


def _no_equals(text: str, at: int, _error: str) -> Message:
    if text[at : at + 1] == ":":
        return msg("a key and its value are parted by = and not by :")
    return msg("missing = after the key; a text that continues from the previous line needs triple quotation marks")


def _no_day(text: str, at: int, _error: str) -> Message:
    match = re.compile(r"[^\s,#\]}]*").match(text, at)
    return msg("{text} is a day or time that does not exist", text=_short(match[0]) if match else "")


def _open_list(text: str, at: int, _error: str) -> Message:
    if at >= len(text):
        return msg("the list is never closed; a ] is missing")
    return msg("the list is not closed before this; a comma or a ] is missing")


def _open_table(_text: str, _at: int, _error: str) -> Message:
    return msg("a comma or the closing brace is missing; all between the braces stands on one line")


def _open_header(_text: str, _at: int, _error: str) -> Message:
    return msg("the table's name is not closed; write [name], or [[name]] for one of several")


def _no_key(text: str, at: int, _error: str) -> Message:
    if text[at : at + 1] in ("", "\n"):
        return msg("the line ends where a key should stand; a table in braces stands on one line")
    return msg("a key is missing or has characters that need quotation marks; a plain key has only a-z, 0-9, - and _")


def _escape(_text: str, _at: int, _error: str) -> Message:
    return msg("a \\ in a text begins a code such as \\n; write \\\\ for the character itself, or use ' round the text")


# tomli's messages (2.3) and what is said instead, tried in this order.
_COMMON = (
    (r"Cannot (overwrite|declare|redefine|mutate)|Duplicate inline", _twice),
    (r"Illegal character|Found invalid character", _broken_string),
    (r"Unterminated string|Expected \"'", _open_string),
    (r"Expected newline", _trailing),
    (r"Expected '=' ", _no_equals),
    (r"Expected '\]", _open_header),
    (r"Invalid date", _no_day),
    (r"Invalid value", _no_value),
    (r"Invalid initial|Invalid statement", _no_key),
    (r"Unclosed array", _open_list),
    (r"Unclosed inline", _open_table),
    (r"Unescaped|Invalid hex|Escaped character", _escape),
)
_AT_STATEMENT = (_twice, _open_string)
