"""Workbooks and texts that are made to do harm, built when they are needed: no such file is kept."""

import io
import struct
import zipfile
from collections.abc import Callable, Iterator, Mapping

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
HEAD = '<?xml version="1.0" encoding="UTF-8"?>'
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
DOCTYPE = HEAD + '<!DOCTYPE w [<!ENTITY a "haha">{more}]>'


def parts(rows: str = "", strings: str = "", styles: str = "") -> dict[str, str]:
    """Give the parts of the smallest workbook, with rows and shared strings of one's own."""
    kinds = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    found = {
        "[Content_Types].xml": f'{HEAD}<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{kinds}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{kinds}.worksheet+xml"/>'
        f'<Override PartName="/xl/sharedStrings.xml" ContentType="{kinds}.sharedStrings+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{kinds}.styles+xml"/></Types>',
        "_rels/.rels": f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{RELS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{RELS}"><sheets>'
        '<sheet name="Blad1" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{RELS}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="rId2" Type="{RELS}/sharedStrings" Target="sharedStrings.xml"/>'
        f'<Relationship Id="rId3" Type="{RELS}/styles" Target="styles.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'{HEAD}<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>',
        "xl/sharedStrings.xml": f'{HEAD}<sst xmlns="{MAIN}">{strings}</sst>',
    }
    if styles:
        found["xl/styles.xml"] = f'{HEAD}<styleSheet xmlns="{MAIN}">{styles}</styleSheet>'
    return found


def packed(found: Mapping[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", method) as archive:
        for name, text in found.items():
            archive.writestr(name, text)
    return target.getvalue()


def inline(row: int, *texts: str) -> str:
    cells = "".join(f'<c t="inlineStr"><is><t>{text}</t></is></c>' for text in texts)
    return f'<row r="{row}">{cells}</row>'


TABLE = inline(1, "Namn", "E-post") + inline(2, "Testperson Ett", "ett@example.org")


def _laughs(part: str) -> bytes:
    found = parts(TABLE)
    levels = "".join(
        f'<!ENTITY {one} "{f"&{other};" * 10}">' for other, one in zip("abcdefghi", "bcdefghij", strict=True)
    )
    found[part] = found[part].replace(HEAD, DOCTYPE.format(more=levels)).replace("Blad1", "&j;").replace("Namn", "&j;")
    return packed(found)


def _external() -> bytes:
    found = parts(TABLE.replace("Namn", "&x;"))
    more = '<!ENTITY x SYSTEM "file:///etc/hostname">'
    found["xl/worksheets/sheet1.xml"] = found["xl/worksheets/sheet1.xml"].replace(HEAD, DOCTYPE.format(more=more))
    return packed(found)


def _far(reference: str, value: str = "<v>1</v>", row: int | str = 1_048_576) -> bytes:
    return packed(parts(f'{TABLE}<row r="{row}"><c r="{reference}">{value}</c></row>'))


def _sized(actual: int, claimed: int) -> bytes:
    """A part whose directory entry lies about how much it unpacks to."""
    data = packed(parts(TABLE + "<row/>" * (actual // 6)))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        real = archive.getinfo("xl/worksheets/sheet1.xml").file_size
    lie = struct.pack("<L", claimed)
    return data.replace(struct.pack("<L", real), lie)


def _locked_part() -> bytes:
    data = bytearray(packed(parts(TABLE)))
    for start, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = data.find(start)
        while place >= 0:
            data[place + offset] |= 1
            place = data.find(start, place + 4)
    return bytes(data)


def _deep() -> bytes:
    depth = 200_000
    return packed(parts(TABLE + '<row><c t="inlineStr"><is>' + "<t>" * depth + "</t>" * depth + "</is></c></row>"))


def _same_names() -> bytes:
    found: dict[str, str | bytes] = {**parts(TABLE), "XL/workbook.xml": "<x/>"}
    return packed(found)


def _many_parts() -> bytes:
    return packed({**parts(TABLE), **{f"xl/x{number}.xml": "<x/>" for number in range(20_000)}})


def _nested() -> bytes:
    return packed({"lista.xlsx": packed(parts(TABLE)), "till.zip": packed({"x": "y"})})


BOMBS: dict[str, tuple[Callable[[], bytes], str]] = {
    "laughs in the sheet": (lambda: _laughs("xl/worksheets/sheet1.xml"), "a document type or entities"),
    "laughs in the workbook": (lambda: _laughs("xl/workbook.xml"), "a document type or entities"),
    "laughs in the relations": (lambda: _laughs("_rels/.rels"), "a document type or entities"),
    "laughs in the strings": (lambda: _laughs("xl/sharedStrings.xml"), "a document type or entities"),
    "an external entity": (_external, "a document type or entities"),
    "a cell in XFD1048576": (lambda: _far("XFD1048576"), "something in column XFD"),
    "a cell in column XFD": (lambda: _far("XFD3", row=3), "something in column XFD"),
    "a row beyond the last": (lambda: _far("A99999999", row=99_999_999), "below row 1048576"),
    "a column beyond the last": (lambda: _far("ABCDEF3", row=3), "is damaged"),
    "a row without end": (lambda: _far("A3", row="9" * 5000), "is damaged"),
    "a packed sheet of nothing": (lambda: packed(parts("<row/>" * 5_000_000)), "would unpack to more"),
    "a size that lies low": (lambda: _sized(6_000_000, 1000), "is damaged"),
    "a size that lies high": (lambda: _sized(6000, 4_000_000_000), "would unpack to more"),
    "locked with a password": (lambda: OLE + "EncryptedPackage".encode("utf-16-le") + bytes(512), "with a password"),
    "a locked part": (_locked_part, "with a password"),
    "an old .xls": (lambda: OLE + "Workbook".encode("utf-16-le") + bytes(512), "the old .xls"),
    "macros": (lambda: packed({**parts(TABLE), "xl/vbaProject.bin": b"\0" * 99}), "holds macros"),
    "an .xlsb": (lambda: packed({**parts(TABLE), "xl/workbook.bin": b"\0"}), "binary .xlsb"),
    "an .ods": (lambda: packed({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}), "OpenDocument"),
    "a zip in a zip": (_nested, "a zip archive and no workbook"),
    "two parts of one name": (_same_names, "two parts of the same name"),
    "20 000 parts": (_many_parts, "more than 1000 parts"),
    "half a workbook": (lambda: packed(parts(TABLE))[:-40], "is damaged"),
    "only a beginning": (lambda: b"PK\x03\x04" + bytes(200), "is damaged"),
    "an empty archive": (lambda: packed({}), "a zip archive and no workbook"),
    "no sheets": (lambda: packed({**parts(), "xl/workbook.xml": "<x/>"}), "no sheet that can be seen"),
    "a picture": (lambda: b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)) * 9, "no table as text"),
    "a PDF": (lambda: b"%PDF-1.7\nx;y\n", "a PDF"),
    "a web page": (lambda: b"\n<html><table><tr><td>Namn</table>", "a web page"),
    "a quotation without end": (lambda: b'Namn;E-post\n"Testperson;x\n' * 3 + b"x" * 40_000, "a quotation mark"),
    "a cell of 2 MB": (lambda: b"Namn;E-post\n" + b"x" * 2_000_000 + b";y\n", "more than 32767 characters"),
    "300 columns": (lambda: b";".join(b"x" for _ in range(300)), "something in column KN"),
    "nothing but blanks": (lambda: b" \r\n\0\r\n", "is empty"),
    "nothing but separators": (lambda: b";;;\r\n" * 9, "the table is empty"),
    "half a character": (lambda: b"\xff\xfeN\0a", "no text in UTF-16"),
}


def _strings() -> bytes:
    strings = "".join(f"<si><t>{number:x}</t></si>" for number in range(3_000_000))
    return packed(parts(TABLE, strings), zipfile.ZIP_STORED)


def _rows(row: str, count: int) -> bytes:
    return packed(parts(TABLE + row * count), zipfile.ZIP_STORED)


def _merged() -> bytes:
    found = parts(TABLE)
    cells = "".join(f'<mergeCell ref="A{row}:B{row}"/>' for row in range(1, 1_000_000))
    sheet = found["xl/worksheets/sheet1.xml"]
    found["xl/worksheets/sheet1.xml"] = sheet.replace("</sheetData>", f"</sheetData><mergeCells>{cells}</mergeCells>")
    return packed(found, zipfile.ZIP_STORED)


# What is heavy to build or ends at a limit; any sentence will do, since which limit comes first is the machine's.
HEAVY: dict[str, Callable[[], bytes]] = {
    "10 million rows as text": lambda: b"a;b\n" * 10_000_000,
    "10 million empty lines": lambda: b"a;b\n" + b"\n" * 10_000_000,
    "10 million separators": lambda: b"a;b\n" + b";" * 10_000_000 + b"\n1;2\n",
    "10 million empty rows": lambda: _rows("<row/>", 10_000_000),
    "a million rows": lambda: _rows('<row><c t="n"><v>1</v></c></row>', 1_500_000),
    "cells without end in a row": lambda: packed(parts(f"<row>{'<c/>' * 12_000_000}</row>"), 0),
    "3 million strings": _strings,
    "a million merged cells": _merged,
    "a million styles": lambda: packed(parts(TABLE, styles=f"<cellXfs>{'<xf/>' * 3_000_000}</cellXfs>"), 0),
    "nested 200 000 deep": _deep,
    "60 MB of noise": lambda: bytes(range(1, 256)) * 240_000,
}


def sample() -> Iterator[str]:
    """Give the heavy ones that every run of the tests takes."""
    yield from ("10 million rows as text", "10 million empty rows", "nested 200 000 deep")
