"""PDF files for the tests, made by hand: text in lines, pictures, forms, an outline; nothing of it is kept."""

import io
import zlib
from collections.abc import Sequence
from typing import NamedTuple

from pypdf import PdfReader, PdfWriter

SCANNED = "(scanned)"  # instead of lines: a page that is a picture


class Marked(NamedTuple):
    """A heading that the writer has marked, and the page it is on, from 0."""

    title: str
    page: int


def _escaped(text: str) -> bytes:
    octets = text.encode("cp1252")
    return octets.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")


def _stream(data: bytes, more: str = "") -> bytes:
    packed = zlib.compress(data)
    head = f"<< /Length {len(packed)} /Filter /FlateDecode {more} >>\nstream\n"
    return head.encode() + packed + b"\nendstream"


def made(pages: Sequence[Sequence[str] | str], fields: Sequence[tuple[str, str]] = ()) -> bytes:
    """Give a PDF with a line of text for each of a page's lines; SCANNED gives a page that is a picture."""
    objects: list[bytes] = [b"", b""]  # the catalogue and the pages, which name the others

    def add(data: bytes) -> int:
        objects.append(data)
        return len(objects)

    font = add(b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>")
    picture = add(
        _stream(
            bytes(3), "/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceRGB /BitsPerComponent 8"
        )
    )
    kids, boxes = [], []
    for at, page in enumerate(pages):
        if page == SCANNED:
            content, uses = b"q 595 0 0 842 0 0 cm /I Do Q", f"/XObject << /I {picture} 0 R >>"
        else:
            shown = b"".join(b"(" + _escaped(line) + b") Tj T*\n" for line in page)
            content, uses = b"BT /F 11 Tf 14 TL 60 780 Td\n" + shown + b"ET", f"/Font << /F {font} 0 R >>"
        body = add(_stream(content))
        if at == 0:
            boxes = [add(_field(name, value)) for name, value in fields]
        noted = f"/Annots [{' '.join(f'{box} 0 R' for box in boxes)}]" if at == 0 and boxes else ""
        kids.append(
            add(
                f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {body} 0 R "
                f"/Resources << {uses} >> {noted} >>".encode()
            )
        )
    form = f"/AcroForm << /Fields [{' '.join(f'{box} 0 R' for box in boxes)}] >>" if boxes else ""
    objects[0] = f"<< /Type /Catalog /Pages 2 0 R {form} >>".encode()
    listed = " ".join(f"{kid} 0 R" for kid in kids)
    objects[1] = f"<< /Type /Pages /Count {len(kids)} /Kids [{listed}] >>".encode()
    return _written(objects)


def _field(name: str, value: str) -> bytes:
    kind = f"/FT /Btn /V {value}" if value.startswith("/") else f"/FT /Tx /V ({value})"
    return f"<< /Type /Annot /Subtype /Widget /T ({name}) {kind} /Rect [0 0 9 9] >>".encode()


def _written(objects: Sequence[bytes]) -> bytes:
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for number, data in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + data + b"\nendobj\n"
    at = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{place:010} 00000 n \n".encode() for place in places)
    out += f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{at}\n%%EOF\n".encode()
    return bytes(out)


def written_again(
    data: bytes, *, marked: Sequence[Marked] = (), owner: str = "", user: str = "", attached: bytes = b""
) -> bytes:
    """Give a PDF with an outline, locked, or with a file in it."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(data)))
    for one in marked:
        writer.add_outline_item(title=one.title, page_number=one.page)
    if attached:
        writer.add_attachment(filename="bilaga.xlsx", data=attached)
    if owner or user:
        writer.encrypt(user, owner or user, algorithm="RC4-128")
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()
