"""Word files (.docx) of documents; the only importer of python-docx.

The same document gives the same bytes: no clock, no author, and no dates in the archive.
"""

import datetime as dt
import io
import zipfile
from collections.abc import Sequence
from typing import Any, NamedTuple

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from rusctl.language import dates
from rusctl.output.clean import clean
from rusctl.output.document import (
    ADDED,
    REMOVED,
    Block,
    Bullets,
    Changed,
    Document,
    DocumentTable,
    Figure,
    Heading,
    PageDrawing,
    Paragraph,
    Quote,
)

LOCALES = {"sv": "sv-SE", "en": "en-GB"}
LOWEST_HEADING = 9
LONGEST_PROPERTY = 255
FONT, SIZE, SMALL = "Calibri", Pt(10.5), Pt(9.5)
INK = RGBColor(0x1F, 0x1F, 0x1F)
SHADE = "E7ECF1"
TALL = 0.9  # cm: room for a signature
NARROW, WIDE, ROOM = 9, 30, 4  # characters of a column, and room beside its longest word
LINE, TURNED = 95, 0.2  # characters of a line in a table, and centimetres of one in a heading that is turned
EARLIEST = (1980, 1, 1, 0, 0, 0)  # the first moment that a zip archive can hold


class PageFoot(NamedTuple):
    """What stands at the bottom of each page beside its number: whose the document is, and the day it is of."""

    text: str = ""
    day: dt.date | None = None


NUMBER_ALONE = PageFoot()


def word_bytes(document: Document, foot: PageFoot = NUMBER_ALONE) -> bytes:
    """Give a document as a Word file: A4, styles for headings and lists, the language set, header rows repeated."""
    file: Any = docx.Document()
    prepare(file, document.language)
    add_foot(file, foot, document.language)
    _properties(file, document)
    for lines in document.head or ():
        add_lines(file, lines)
    file.add_heading(_text(document.title), level=1)
    for block in document.blocks:
        _add(file, block)
    buffer = io.BytesIO()
    file.save(buffer)
    return _without_dates(buffer)


def prepare(file: Any, language: str) -> None:
    """Set the page, the styles and the language of a new document."""
    _page(file)
    _styles(file)
    _language(file, LOCALES[language])


def add_foot(file: Any, foot: PageFoot, language: str) -> None:
    """Put text, day and "1 (3)", the page of how many, at the bottom of each page; Word reckons both numbers."""
    section = file.sections[0]
    paragraph = section.footer.paragraphs[0]
    room = section.page_width - section.left_margin - section.right_margin
    for stops in [*file.styles["Footer"].element.iter(qn("w:tabs"))]:
        stops.getparent().remove(stops)  # they fit another paper
    paragraph.paragraph_format.tab_stops.add_tab_stop(room // 2, WD_TAB_ALIGNMENT.CENTER)
    paragraph.paragraph_format.tab_stops.add_tab_stop(room, WD_TAB_ALIGNMENT.RIGHT)
    day = dates.long(foot.day, language) if foot.day else ""
    paragraph.add_run(f"{_text(foot.text)}\t{day}\t")
    for field, before in (("PAGE", ""), ("NUMPAGES", " (")):
        run = paragraph.add_run(before)
        for kind in ("begin", "", "separate", "text", "end"):
            if kind == "text":
                run.add_text("1")
                continue
            element = _element("w:fldChar", fldCharType=kind) if kind else _element("w:instrText")
            if not kind:
                element.text = f" {field} "
            run._r.append(element)  # noqa: SLF001 - python-docx has no fields
    paragraph.add_run(")")


def add_lines(file: Any, lines: Sequence[str]) -> None:
    """Put a paragraph of lines at the end of a document that others have opened; nothing where there are none."""
    if not lines:
        return
    paragraph = file.add_paragraph()
    for number, line in enumerate(lines):
        run = paragraph.add_run()
        if number:
            run.add_break()
        run.add_text(_text(line))


def add_blocks(file: Any, blocks: Sequence[Block]) -> None:
    """Put blocks at the end of a document that others have opened, in its styles."""
    for block in blocks:
        _add(file, block)


def packed(file: Any, title: str, language: str) -> bytes:
    """Give the bytes of a document that others have made, with its title, and with nothing that says who or when."""
    _properties(file, Document(title, language, ()))
    buffer = io.BytesIO()
    file.save(buffer)
    return _without_dates(buffer)


def _add(file: Any, block: Block) -> None:
    match block:
        case Heading():
            file.add_heading(_text(block.text), level=min(block.level + 1, LOWEST_HEADING))
        case Paragraph():
            file.add_paragraph(_text(block.text))
        case Bullets():
            for item in block.items:
                file.add_paragraph(_text(item), style="List Bullet")
        case DocumentTable():
            _table(file, block)
        case Figure():
            file.add_paragraph(_text(block.alternative), style="Caption")
        case Quote():
            _quote(file, block)
        case Changed():
            _changed(file, block)
        case PageDrawing():
            pass  # the table beside it says the same


def _changed(file: Any, block: Changed) -> None:
    """Add a changed paragraph: what was removed is struck through, what was added is underlined and bold."""
    paragraph = file.add_paragraph()
    for mark, text in block.pieces:
        run = paragraph.add_run(clean(text))
        run.font.strike = mark == REMOVED or None
        run.font.underline = run.font.bold = mark == ADDED or None


def _quote(file: Any, quote: Quote) -> None:
    """Add words as they were said, line by line, and whose they are below them."""
    said = file.add_paragraph(style="Quote")
    said.paragraph_format.keep_with_next = True
    said.paragraph_format.space_after = Pt(0)
    for number, line in enumerate(quote.text.split("\n")):
        run = said.add_run()
        if number:
            run.add_break()
        run.add_text(clean(line).replace("\t", " "))
    about = file.add_paragraph(style="Quote")
    about.add_run(_text(f"— {quote.about}")).italic = False


def _table(file: Any, table: DocumentTable) -> None:
    grid = file.add_table(rows=0, cols=len(table.header), style="Table Grid")
    grid.autofit = False
    turned = _turned(table)
    widths = _widths(table, file.sections[0], turned)
    for column, width in zip(grid.columns, widths, strict=True):
        column.width = width
    for index, row in enumerate((table.header, *table.rows)):
        cells = grid.add_row().cells
        for column, text in enumerate(row):
            cells[column].width = widths[column]
            paragraph = cells[column].paragraphs[0]
            run = paragraph.add_run(_text(text))
            run.font.size = SMALL
            run.bold = index == 0 or None
            paragraph.paragraph_format.space_after = Pt(2)
            if column in table.numbers:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            if index == 0:
                about = cells[column]._tc.get_or_add_tcPr()  # noqa: SLF001 - python-docx has no shading of its own
                about.append(_element("w:shd", val="clear", color="auto", fill=SHADE))
                if column in turned:
                    paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT
                    about.append(_element("w:textDirection", val="btLr"))
        properties = grid.rows[-1]._tr.get_or_add_trPr()  # noqa: SLF001 - nor rows that stay whole or are repeated
        properties.append(_element("w:cantSplit"))
        if table.tall and index:
            properties.append(_element("w:trHeight", val=str(Cm(TALL).twips), hRule="atLeast"))
        if index == 0 and turned:
            longest = max(len(table.header[column]) for column in turned)
            properties.append(_element("w:trHeight", val=str(Cm(TURNED * longest + TURNED).twips), hRule="atLeast"))
        if index == 0:
            properties.append(_element("w:tblHeader"))
    about = grid._tbl.tblPr  # noqa: SLF001 - python-docx has no alternative text of a table
    about.append(_element("w:tblCaption", val=", ".join(filter(None, map(_text, table.header)))))
    file.add_paragraph().paragraph_format.space_after = Pt(0)  # two tables after one another would become one


def _turned(table: DocumentTable) -> frozenset[int]:
    """Give the columns of numbers whose headings are turned upright: those of a table too wide for its headings."""
    words = [max(map(len, heading.split()), default=0) + ROOM for heading in table.header]
    return frozenset(table.numbers) if sum(words) > LINE else frozenset()


def _widths(table: DocumentTable, section: Any, turned: frozenset[int]) -> list[int]:
    """Share the line among the columns by what they hold, none narrower than its longest word while there is room."""
    room = section.page_width - section.left_margin - section.right_margin
    shares = []
    for column in range(len(table.header)):
        rows = table.rows if column in turned else (table.header, *table.rows)
        cells = [row[column] for row in rows if column < len(row)]
        word = max((len(one) for cell in cells for one in cell.split()), default=0) + ROOM
        by_hand = table.tall and not any(cells[1:])
        least = ROOM if column in turned else NARROW
        shares.append(WIDE if by_hand else max(min(word, WIDE), min(max(map(len, cells), default=0), WIDE), least))
    return [room * share // sum(shares) for share in shares]


def _page(file: Any) -> None:
    section = file.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2)
    section.top_margin = section.bottom_margin = Cm(1.6)


def _styles(file: Any) -> None:
    styles = file.styles
    styles["Normal"].font.name, styles["Normal"].font.size = FONT, SIZE
    styles["Normal"].paragraph_format.space_after = Pt(4)
    for level in range(1, LOWEST_HEADING + 1):
        styles[f"Heading {level}"].font.name = FONT
        styles[f"Heading {level}"].paragraph_format.space_before = Pt(8)
        fonts = styles[f"Heading {level}"].element.rPr.rFonts
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):  # they would outdo the name
            fonts.attrib.pop(qn(f"w:{theme}"), None)
    styles["Footer"].font.size = SMALL
    styles["Quote"].paragraph_format.left_indent = Cm(0.8)
    for name in ("Caption", "Quote", *(f"Heading {level}" for level in range(1, LOWEST_HEADING + 1))):
        styles[name].font.color.rgb = INK


def _language(file: Any, locale: str) -> None:
    for language in file.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), locale)
    for language in file.settings.element.iter(qn("w:themeFontLang")):
        language.set(qn("w:val"), locale)


def _properties(file: Any, document: Document) -> None:
    """Keep the title and the language, and nothing that says who or when."""
    core = file.core_properties
    for child in list(core._element):  # noqa: SLF001 - python-docx sets properties, and cannot take them out
        core._element.remove(child)  # noqa: SLF001
    core.title, core.language = _text(document.title)[:LONGEST_PROPERTY], LOCALES[document.language]
    links = file.part.package.rels
    for key in [key for key, link in links.items() if link.reltype == RELATIONSHIP_TYPE.THUMBNAIL]:
        del links[key]  # the template's picture of its own first page


def _element(name: str, **attributes: str) -> Any:
    element = OxmlElement(name)
    for key, value in attributes.items():
        element.set(qn(f"w:{key}"), value)
    return element


def _text(text: str) -> str:
    """Put a text on one line; XML cannot hold control characters, so they are shown as their codes."""
    return " ".join(clean(text).split())


def _without_dates(buffer: io.BytesIO) -> bytes:
    """Pack the archive again, without the moment at which it was packed."""
    new = io.BytesIO()
    with zipfile.ZipFile(buffer) as packed, zipfile.ZipFile(new, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in packed.namelist():
            entry = zipfile.ZipInfo(name, EARLIEST)
            entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, 0
            archive.writestr(entry, packed.read(name))
    return new.getvalue()
