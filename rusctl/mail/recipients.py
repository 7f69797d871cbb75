"""Lists of recipients as people have them: lines of names and addresses, or a table saved as CSV."""

import codecs
import csv
import io
import re
from collections.abc import Collection, Iterator, Mapping
from typing import NoReturn

from rusctl.errors import RusctlError
from rusctl.language.catalogue import LANGUAGES
from rusctl.language.message import Message, msg
from rusctl.model.plan import Source
from rusctl.model.recipients import Part, Recipient, mail_address

MOST_BYTES = 4 * 2**20
MOST = 5_000
_LONGEST_NAME = 200
_CONTROLS = re.compile("[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029]")
_LINE = re.compile(r'\s*(?:"?(?P<name>[^<>"]*?)"?\s*)<(?P<address>[^<>]*)>\s*')
_COLUMNS = {
    "name": "name",
    "namn": "name",
    "address": "address",
    "adress": "address",
    "e-mail": "address",
    "email": "address",
    "mail": "address",
    "e-post": "address",
    "epost": "address",
    "e-postadress": "address",
    "mejl": "address",
    "role": "role",
    "roll": "role",
    "part": "part",
    "deltagande": "part",
    "language": "language",
    "språk": "language",
}
_PARTS = {
    "": Part.REQUIRED,
    "obligatorisk": Part.REQUIRED,
    "valfri": Part.OPTIONAL,
    "ordförande": Part.CHAIR,
    "kännedom": Part.INFORMED,
    **{part.value: part for part in Part},
}
_TONGUES = {"": "", "svenska": "sv", "engelska": "en", "swedish": "sv", "english": "en"} | {
    code: code for code in LANGUAGES
}


def read(data: bytes, name: str, roles: Collection[str] = ()) -> list[Recipient]:
    """Give the recipients of a list, each address once; RusctlError names the first line that cannot be used."""
    if len(data) > MOST_BYTES:
        raise RusctlError(msg("a list of recipients is at most {most} MiB", most=MOST_BYTES // 2**20), Source(name))
    text = _text(data)
    lines = text.splitlines()
    first = next((line for line in lines if line.strip() and not line.lstrip().startswith("#")), "")
    rows = _table(text, first, name) if _separator(first) else _lines(lines, name)
    found: dict[str, Recipient] = {}
    for number, row in rows:
        recipient = _recipient(row, Source(name, line=number), roles)
        found.setdefault(recipient.key, recipient)
        if len(found) > MOST:
            raise RusctlError(msg("the list has more than {most} recipients; divide it", most=MOST), Source(name))
    if not found:
        raise RusctlError(msg("there is no recipient in the list; write a line for each: Name <address>"), Source(name))
    return list(found.values())


def _text(data: bytes) -> str:
    """Give the text of a file as spreadsheets and editors save it."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _separator(line: str) -> str:
    """Give what parts the columns of a heading, or nothing where the line is none."""
    for separator in (";", "\t", ","):
        names = [_heading(part) for part in line.split(separator)]
        if "address" in (_COLUMNS.get(name) for name in names):
            return separator
    return ""


def _heading(text: str) -> str:
    return text.strip().strip('"').strip().casefold()


def _lines(lines: list[str], name: str) -> Iterator[tuple[int, Mapping[str, str]]]:
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        found = _LINE.fullmatch(line)
        if found:
            yield number, {"name": found["name"], "address": found["address"]}
        elif "<" in line or ">" in line:
            _refuse(
                msg('a recipient is written Name <address>, and this line is "{line}"', line=line.strip()), name, number
            )
        else:
            yield number, {"address": line}


def _table(text: str, heading: str, name: str) -> Iterator[tuple[int, Mapping[str, str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(heading))
    columns: list[str] = []
    try:
        for row in reader:
            if not any(cell.strip() for cell in row) or row[0].lstrip().startswith("#"):
                continue
            if not columns:
                columns = [_COLUMNS.get(_heading(cell), "") for cell in row]
                continue
            cells = zip(columns, row, strict=False)
            yield reader.line_num, {column: cell for column, cell in cells if column}
    except csv.Error as error:
        _refuse(msg("the table cannot be read: {reason}", reason=str(error)), name, reader.line_num)


def _recipient(row: Mapping[str, str], at: Source, roles: Collection[str]) -> Recipient:
    address = mail_address(row.get("address", ""))
    if not address:
        text = msg(
            "{address} is no e-mail address that can be written to", address=row.get("address", "").strip() or '""'
        )
        raise RusctlError(text, at)
    name = row.get("name", "").strip()
    if _CONTROLS.search(name) or len(name) > _LONGEST_NAME:
        raise RusctlError(msg("the name of {address} holds a line break or is too long", address=address), at)
    role = row.get("role", "").strip()
    if role and role not in roles:
        raise RusctlError(msg('the role "{role}" is not in config/roles.toml', role=role), at)
    part = _PARTS.get(_heading(row.get("part", "")))
    if part is None:
        words = ", ".join(one.value for one in Part)
        raise RusctlError(
            msg('"{word}" is no way to take part; it is one of {words}', word=row["part"], words=words), at
        )
    language = _TONGUES.get(_heading(row.get("language", "")))
    if language is None:
        raise RusctlError(msg('"{word}" is no language of rusctl; it is sv or en', word=row["language"]), at)
    return Recipient(address=address, name=" ".join(name.split()), role=role, part=part, language=language)


def _refuse(message: Message, name: str, number: int) -> NoReturn:
    raise RusctlError(message, Source(name, line=number))
