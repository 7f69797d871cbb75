"""A look at a workbook before it is opened: what its first bytes and its directory say, and whether its XML is plain.

A workbook is a zip archive of XML. Everything here is done with bytes in memory and with sums that are known
beforehand, so that no size that the file claims decides how much is unpacked.
"""

import io
import zipfile
import zlib
from collections.abc import Iterator
from xml.parsers import expat

from rusctl.errors import RusctlError
from rusctl.language.message import Message, msg
from rusctl.storage.untrusted.sheet import OLE

MOST_PARTS = 1_000
MOST_UNPACKED = 192 << 20  # bytes of all parts together
MOST_RATIO = 200  # unpacked to packed: Excel's own sheets reach about 40
RATIO_FROM = 4 << 20  # smaller parts may be packed as well as they like
_PIECE = 1 << 16
_NOT_READ = ("xl/media/", "xl/embeddings/", "docProps/", "customXml/", "xl/printerSettings/")
_ENCRYPTED = 0x1


def refuse_by_first_bytes(data: bytes) -> None:
    """Refuse what is an old or a locked workbook."""
    if data.startswith(OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise RusctlError(msg("the workbook is locked with a password; save it without one"))
        raise RusctlError(msg("this is the old .xls or another old Office format; save it as .xlsx"))


def opened(data: bytes) -> zipfile.ZipFile:
    """Give a workbook's archive after a look at its directory; RusctlError where it is no plain workbook."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OverflowError, EOFError) as error:
        raise RusctlError(_DAMAGED) from error
    parts = archive.infolist()
    names = [part.filename for part in parts]
    if len(parts) > MOST_PARTS:
        raise RusctlError(msg("the workbook has more than {most} parts, which no list has", most=MOST_PARTS))
    if len(set(map(str.lower, names))) < len(names):
        raise RusctlError(msg("the workbook has two parts of the same name; save it anew in Excel"))
    if any(part.flag_bits & _ENCRYPTED for part in parts):
        raise RusctlError(msg("the workbook is locked with a password; save it without one"))
    _refuse_kind(names)
    _refuse_sizes(parts)
    return archive


_DAMAGED = msg("the workbook is damaged; open it in Excel and save it anew")


def _refuse_kind(names: list[str]) -> None:
    if "xl/vbaProject.bin" in names:
        raise RusctlError(msg("the workbook holds macros (.xlsm); save it as .xlsx"))
    if "xl/workbook.bin" in names:
        raise RusctlError(msg("this is the binary .xlsb format; save it as .xlsx"))
    if "mimetype" in names:
        raise RusctlError(msg("this is no .xlsx workbook but an OpenDocument file; save it as .xlsx or CSV"))
    if "[Content_Types].xml" not in names or not any(name.startswith("xl/") for name in names):
        raise RusctlError(msg("this is a zip archive and no workbook; unpack it, and give the workbook in it"))


def _refuse_sizes(parts: list[zipfile.ZipInfo]) -> None:
    if sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise RusctlError(_TOO_BIG)
    for part in parts:
        if part.file_size > RATIO_FROM and part.file_size > MOST_RATIO * part.compress_size:
            raise RusctlError(_TOO_BIG)


_TOO_BIG: Message = msg(
    "the workbook would unpack to more than a list takes; copy the rows to a new workbook, or save them as CSV"
)


def refuse_entities(archive: zipfile.ZipFile) -> None:
    """Read every XML part once, and refuse a document type: without one there are no entities, here or elsewhere.

    What is damaged or lies about its size is refused as well.
    """
    for part in archive.infolist():
        if part.filename.startswith(_NOT_READ) or not part.filename.endswith((".xml", ".rels", ".vml")):
            continue
        try:
            _parse(_pieces(archive, part))
        except expat.ExpatError:
            raise RusctlError(_DAMAGED) from None


def _pieces(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> Iterator[bytes]:
    """Unpack a part; zipfile gives no more than the size it claims, and then compares the checksum."""
    try:
        with archive.open(part) as source:
            while piece := source.read(_PIECE):
                yield piece
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError):
        raise RusctlError(_DAMAGED) from None


def _parse(pieces: Iterator[bytes]) -> None:
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = _refuse_document_type
    for piece in pieces:
        parser.Parse(piece)
    parser.Parse(b"", True)


def _refuse_document_type(*_: object) -> None:
    raise RusctlError(msg("the workbook declares a document type or entities, which Excel never does; it is not read"))
