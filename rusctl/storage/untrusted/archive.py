"""A look at a workbook or a document before it is opened: its first bytes, its directory, and whether its XML is plain.

Both are zip archives of XML. Everything here is done with bytes in memory and with sums that are known
beforehand, so that no size that the file claims decides how much is unpacked.
"""

import io
import zipfile
import zlib
from collections.abc import Callable, Iterator
from typing import NamedTuple
from xml.parsers import expat

from rusctl.errors import RusctlError
from rusctl.language.message import Message, msg
from rusctl.storage.untrusted.sheet import OLE

MOST_PARTS = 1_000
MOST_UNPACKED = 192 << 20  # bytes of all parts together
MOST_RATIO = 200  # unpacked to packed: Excel's own sheets reach about 40
RATIO_FROM = 4 << 20  # smaller parts may be packed as well as they like
_PIECE = 1 << 16
_NOT_READ = (
    *("xl/media/", "xl/embeddings/", "docProps/", "customXml/", "xl/printerSettings/"),
    *("word/media/", "word/embeddings/"),
)
_ENCRYPTED = 0x1


class ArchiveWords(NamedTuple):
    """What is said of an archive that is not read; `kind` refuses the names of parts that it does not have."""

    kind: Callable[[list[str]], None]
    old: Message
    locked: Message
    damaged: Message
    parts: Message
    doubled: Message
    too_big: Message
    entities: Message


def refuse_by_first_bytes(data: bytes, words: ArchiveWords | None = None) -> None:
    """Refuse what is an old or a locked workbook, or document."""
    words = words or WORKBOOK
    if data.startswith(OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise RusctlError(words.locked)
        raise RusctlError(words.old)


def opened(data: bytes, words: ArchiveWords | None = None) -> zipfile.ZipFile:
    """Give an archive after a look at its directory; RusctlError where it is no plain workbook, or document."""
    words = words or WORKBOOK
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OverflowError, EOFError) as error:
        raise RusctlError(words.damaged) from error
    parts = archive.infolist()
    names = [part.filename for part in parts]
    if len(parts) > MOST_PARTS:
        raise RusctlError(words.parts)
    if len(set(map(str.lower, names))) < len(names):
        raise RusctlError(words.doubled)
    if any(part.flag_bits & _ENCRYPTED for part in parts):
        raise RusctlError(words.locked)
    words.kind(names)
    _refuse_sizes(parts, words)
    return archive


def _refuse_kind(names: list[str]) -> None:
    if "xl/vbaProject.bin" in names:
        raise RusctlError(msg("the workbook holds macros (.xlsm); save it as .xlsx"))
    if "xl/workbook.bin" in names:
        raise RusctlError(msg("this is the binary .xlsb format; save it as .xlsx"))
    if "mimetype" in names:
        raise RusctlError(msg("this is no .xlsx workbook but an OpenDocument file; save it as .xlsx or CSV"))
    if "[Content_Types].xml" not in names or not any(name.startswith("xl/") for name in names):
        raise RusctlError(msg("this is a zip archive and no workbook; unpack it, and give the workbook in it"))


WORKBOOK = ArchiveWords(
    _refuse_kind,
    msg("this is the old .xls or another old Office format; save it as .xlsx"),
    msg("the workbook is locked with a password; save it without one"),
    msg("the workbook is damaged; open it in Excel and save it again"),
    msg("the workbook has more than {most} parts, which no list has", most=MOST_PARTS),
    msg("the workbook has two parts of the same name; save it again in Excel"),
    msg("the workbook would unpack to more than a list takes; copy the rows to a new workbook, or save them as CSV"),
    msg("the workbook declares a document type or entities, which Excel never does; it is not read"),
)


def _refuse_sizes(parts: list[zipfile.ZipInfo], words: ArchiveWords) -> None:
    if sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise RusctlError(words.too_big)
    for part in parts:
        if part.file_size > RATIO_FROM and part.file_size > MOST_RATIO * part.compress_size:
            raise RusctlError(words.too_big)


def refuse_entities(archive: zipfile.ZipFile, words: ArchiveWords | None = None) -> None:
    """Read every XML part once, and refuse a document type: without one there are no entities, here or elsewhere.

    What is damaged or lies about its size is refused as well.
    """
    words = words or WORKBOOK
    for part in archive.infolist():
        if part.filename.startswith(_NOT_READ) or not part.filename.endswith((".xml", ".rels", ".vml")):
            continue
        try:
            _parse(pieces(archive, part, words), words)
        except expat.ExpatError:
            raise RusctlError(words.damaged) from None


def pieces(archive: zipfile.ZipFile, part: zipfile.ZipInfo, words: ArchiveWords) -> Iterator[bytes]:
    """Unpack a part; zipfile gives no more than the size it claims, and then compares the checksum."""
    try:
        with archive.open(part) as source:
            while piece := source.read(_PIECE):
                yield piece
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError):
        raise RusctlError(words.damaged) from None


def _parse(found: Iterator[bytes], words: ArchiveWords) -> None:
    def refuse(*_: object) -> None:
        raise RusctlError(words.entities)

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = refuse
    for piece in found:
        parser.Parse(piece)
    parser.Parse(b"", True)
