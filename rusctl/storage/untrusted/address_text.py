"""Names and addresses as mail programs show them: a line of recipients, or a line for each."""

import re
from collections.abc import Iterator

from rusctl.storage.untrusted.sheet import SheetRow

_LABEL = re.compile(r"^\s*(?:till|to|kopia|cc|hemlig kopia|bcc|från|from)\s*:", re.IGNORECASE)
_ADDRESS = re.compile(r"[^@\s<>\"(),:;\[\]\\]+@[^@\s<>\"(),:;\[\]\\]+")
_IN_BRACKETS = re.compile(r"(.*\S)\s*[(\[]\s*((?:mailto:)?[^@\s()\[\]]+@[^@\s()\[\]]+)\s*[)\]]")
_COMMENT = "#"
_ENDED = re.compile(r".*(?:>|@\S+)\s*\)?\s*")


def is_one(text: str) -> bool:
    """Whether a text is of names and addresses: its first line has an address in <>, or nothing but addresses."""
    first = next((line for line in text.splitlines() if line.strip() and not line.lstrip().startswith(_COMMENT)), "")
    first = _LABEL.sub("", first, count=1)
    if re.search(r"<[^<>]*>", first):
        return bool(_ADDRESS.search(first)) or "</o=" in first.lower()
    words = [word for word in re.split(r"[;,\s]+", first) if word]
    return bool(words) and all(_ADDRESS.fullmatch(word.removeprefix("mailto:")) for word in words)


def rows(text: str) -> Iterator[SheetRow]:
    """Give a row of name and address for each that is named, with the number of its line; either may be empty."""
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.lstrip().startswith(_COMMENT):
            continue
        for piece in _pieces(_LABEL.sub("", line, count=1)):
            name, address = _parts(piece)
            if name or address:
                yield SheetRow(number, (name, address))


def _pieces(line: str) -> Iterator[str]:
    """Part a line at its semicolons, and at commas after an address: a comma inside a name is the name's."""
    quoted = inside = False
    piece = ""
    for sign in line:
        quoted ^= sign == '"'
        inside = sign == "<" or (inside and sign != ">")
        between = not quoted and not inside
        if between and (sign == ";" or (sign == "," and _ENDED.fullmatch(piece))):
            yield piece
            piece = ""
        else:
            piece += sign
    yield piece


def _parts(piece: str) -> tuple[str, str]:
    """Give the name and the address of one piece, both without what stands round them."""
    start, end = piece.find("<"), piece.rfind(">")
    if 0 <= start < end:
        return _bare(piece[:start] + piece[end + 1 :]), piece[start + 1 : end].strip().removeprefix("mailto:")
    text = piece.strip()
    if match := _IN_BRACKETS.fullmatch(text):  # Anna Andersson (anna@example.se)
        return _bare(match[1]), match[2].removeprefix("mailto:")
    return ("", text.removeprefix("mailto:")) if _ADDRESS.fullmatch(text) else (_bare(text), "")


def _bare(text: str) -> str:
    """Give a name without the quotation marks round it."""
    text = text.strip()
    while len(text) > 1 and text[0] == text[-1] and text[0] in "\"'":
        text = text[1:-1].strip()
    return text
