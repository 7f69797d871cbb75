"""Tables as text: CSV in the encodings and with the separators that Excel writes, found out from the bytes."""

import contextlib
import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from itertools import chain, islice
from typing import NamedTuple

from rusctl.errors import RusctlError
from rusctl.language.message import msg
from rusctl.storage.untrusted import address_text
from rusctl.storage.untrusted.sheet import MOST_IN_A_CELL, Sheet, SheetRow, gather

_MARKS = (
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_ONE_BYTE = ("cp1252", "cp850", "mac_roman")  # Windows, Excel's "MS-DOS" and Excel's "Macintosh"
_SWEDISH = frozenset("åäöÅÄÖ")
_NEAR = frozenset("éÉèüÜæøÆØëáóíçñšžŠŽ–”’´§½")
_SEPARATORS = ";\t,|"
_ENCODINGS = {
    "utf-8": "UTF-8",
    "utf-16": "UTF-16",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16",
    "utf-32": "UTF-32",
    "cp1252": "Windows-1252",
    "cp850": "MS-DOS (850)",
    "mac_roman": "Macintosh",
}
_OTHERS = (
    (b"%pdf", msg("this is a PDF and no table; ask for the list as .xlsx or CSV")),
    (b"{\\rtf", msg("this is a text document and no table; save the list as .xlsx or CSV")),
    (b"<", msg("this is a web page or XML and no table; open it in Excel and save it as .xlsx")),
)
_FIRST_ADDRESS = re.compile(rb"\s*<\s*(?:mailto:)?[^<>@\s]+@[^<>@\s]+\s*>")  # a line of addresses, and no tag
_NO_TEXT = msg("this is no table as text; save it as .xlsx or as CSV UTF-8")
_DITTO = re.compile(r"(?:^|\t)\"(?:\t|\r?$)", re.MULTILINE)  # a cell that is one quotation mark: the same as above
_TRIED, _SAMPLE = 64, 1 << 20  # records and characters that are looked at to find the separator


class CsvText(NamedTuple):
    """A text and the encoding it was read in."""

    text: str
    encoding: str


def read(data: bytes) -> Sheet:
    """Give the table in the bytes of a text file; RusctlError where they are none."""
    for mark, message in _OTHERS:
        if data.lstrip()[: len(mark)].lower() == mark and not _FIRST_ADDRESS.match(data):
            raise RusctlError(message)
    text, encoding = decode(data)
    if address_text.is_one(text):
        found = gather(chain((SheetRow(0, ("", "x")),), address_text.rows(text)))
        return Sheet((), found.rows, _ENCODINGS[encoding], at=0)
    body, separator = _separator(text)
    heading, rows, at = gather(_rows(body, separator))
    return Sheet(heading, rows, _ENCODINGS[encoding], separator, at=at)


def decode(data: bytes) -> CsvText:
    """Find out how a text is encoded: its mark, else UTF-8 if it is that, else the likeliest of three old ones."""
    encoding = next((name for mark, name in _MARKS if data.startswith(mark)), "") or _unmarked(data)
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise RusctlError(
            msg(
                "this is no text in {encoding} from byte {byte} on; save it as CSV UTF-8",
                encoding=_ENCODINGS[encoding],
                byte=error.start,
            )
        ) from None
    if "\0" in text:
        raise RusctlError(_NO_TEXT)
    return CsvText(text.removeprefix("\ufeff"), encoding)


def _unmarked(data: bytes) -> str:
    if b"\0" in data[:4096]:
        even, odd = data[:4096:2].count(0), data[1:4096:2].count(0)
        encoding = "utf-16-le" if odd > even else "utf-16-be"
        with contextlib.suppress(UnicodeDecodeError):
            data.decode(encoding)
            return encoding
        raise RusctlError(_NO_TEXT)
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return _likeliest(data)
    return "utf-8"


def _likeliest(data: bytes) -> str:
    """Give the one-byte encoding in which most of what is not ASCII are letters that Swedish texts hold."""
    counts = {code: data.count(code) for code in set(data) if code >= 0x80}  # noqa: PLR2004 - beyond ASCII
    scores: dict[str, int] = {}
    for encoding in _ONE_BYTE:
        score = 0
        for code, count in counts.items():
            letter = bytes([code]).decode(encoding, "replace")
            score += count * (4 if letter in _SWEDISH else 2 if letter in _NEAR else -1 if letter.isalpha() else -4)
        scores[encoding] = score
    return max(_ONE_BYTE, key=lambda encoding: scores[encoding])


def _separator(text: str) -> tuple[str, str]:
    """Give the text without a line `sep=;`, and the separator: what that line says, else the one that fits best."""
    first = text[:8].split("\n", 1)[0].split("\r", 1)[0]
    if first.lower().startswith("sep=") and len(first) == len("sep=;"):
        return text[len(first) :].removeprefix("\r").removeprefix("\n"), first[-1]
    widths = {separator: _widths(text, separator) for separator in _SEPARATORS}
    for fit in (_fit, _fit_below):
        best = max(_SEPARATORS, key=lambda separator: fit(widths[separator]))
        if fit(widths[best])[0]:
            return text, best
    return text, _SEPARATORS[0]


def _widths(text: str, separator: str) -> list[int]:
    """Give how many cells the first records have that are not empty."""
    widths: list[int] = []
    with contextlib.suppress(csv.Error):  # what is wrong further down is said when it is read
        widths.extend(len(record) for record in islice(_records(text[:_SAMPLE], separator), _TRIED) if any(record))
    return widths


def _fit(widths: list[int]) -> tuple[float, int]:
    """Say how well a separator fits: the share of records as wide as the heading, and that width."""
    if not widths or widths[0] == 1:
        return 0.0, 0
    return round(sum(width == widths[0] for width in widths) / len(widths), 1), widths[0]


def _fit_below(widths: list[int]) -> tuple[float, int]:
    """Say how well a separator fits a table below other rows: the share of records of the commonest width, and that."""
    found = Counter(width for width in widths if width > 1)
    if not found:
        return 0.0, 0
    width, count = max(found.items(), key=lambda one: (one[1], one[0]))
    return round(count / len(widths), 1), width


def _records(text: str, separator: str) -> Iterator[list[str]]:
    csv.field_size_limit(MOST_IN_A_CELL)
    if separator == "	" and _DITTO.search(text):
        return csv.reader(io.StringIO(text, newline=""), delimiter=separator, quoting=csv.QUOTE_NONE)
    return csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)


def _rows(text: str, separator: str) -> Iterator[SheetRow]:
    number = 0
    try:
        for record in _records(text, separator):
            number += 1
            yield SheetRow(number, tuple(record))
    except csv.Error:
        raise RusctlError(
            msg(
                "row {row}: a quotation mark is not closed or stands where none can, or a cell has more than {most} "
                "characters",
                row=number + 1,
                most=MOST_IN_A_CELL,
            )
        ) from None
