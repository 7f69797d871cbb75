"""The strategy's text as a Word file, in the styles of a region's own template (.docx or .dotx) where there is one.

The text is put where the template has a paragraph that says only {{ strategi }} or {{ strategy }}, else after all that
it holds. No code of a template is run.
"""

import re
from collections.abc import Sequence
from typing import Any

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from rusctl.errors import RusctlError
from rusctl.output import word
from rusctl.output.clean import clean
from rusctl.output.word_template import packed_parts, template_parts
from rusctl.storage.untrusted.word_parts import DOCUMENT
from rusctl.strategy.blocks import BlockKind, TextBlock
from rusctl.strategy.inline import InlineSpan, rows, spans
from rusctl.strategy.numbering import title

_PLACE = re.compile(r"\{\{\s*(?:strategi|strategy)\s*\}\}")
_DEEPEST_LIST, _DEEPEST_HEADING = 3, 9
_LANGUAGES = {"sv": "Noter", "en": "Notes"}


def text_bytes(
    blocks: Sequence[TextBlock], language: str, template: bytes = b"", foot: word.PageFoot = word.NUMBER_ALONE
) -> bytes:
    """Give a text as a Word file, in a template with its own foot; RusctlError where the template cannot be read."""
    file: Any = _opened(template) if template else _own(language, foot)
    _WordBody(file, blocks, language).write()
    heading = title(blocks)
    return word.packed(file, heading.words if heading else "", language)


def _own(language: str, foot: word.PageFoot) -> Any:
    file: Any = docx.Document()
    word.prepare(file, language)
    word.add_foot(file, foot, language)
    return file


def _opened(template: bytes) -> Any:
    """Open a template as a document; RusctlError where it is none that can be read."""
    buffer = packed_parts(template_parts(template))
    try:
        return docx.Document(buffer)
    except (RusctlError, MemoryError):
        raise
    except Exception as error:  # python-docx and lxml let out whatever a damaged file leads to
        raise RusctlError(DOCUMENT.damaged) from error


class _WordBody:
    """Puts blocks where the template has its place, else at the end."""

    def __init__(self, file: Any, blocks: Sequence[TextBlock], language: str) -> None:
        self.file, self.blocks, self.language = file, blocks, language
        self.title = title(blocks)
        self.place = next((one for one in file.paragraphs if _PLACE.fullmatch(one.text.strip())), None)
        self.notes: dict[str, int] = {}
        self.list_numbers = 0

    def write(self) -> None:
        found = [block for block in self.blocks if block.kind is not BlockKind.NONE]
        for block in found:
            for span in [] if block.kind is BlockKind.TABLE else spans(block):
                if span.note:
                    self.notes.setdefault(span.note, len(self.notes) + 1)
        ordered = False
        for block in found:
            numbered = block.kind is BlockKind.ITEM and block.ordered
            if numbered and not ordered:
                self._new_list()
            ordered = numbered or (ordered and bool(block.indent))
            if block.kind is not BlockKind.NOTE:
                self._block(block)
        self._add_notes([block for block in found if block.kind is BlockKind.NOTE])
        if self.place is not None:
            self.place._p.getparent().remove(self.place._p)  # noqa: SLF001 - python-docx removes no paragraph

    def _block(self, block: TextBlock) -> None:
        if block.kind is BlockKind.TABLE:
            self._table(block)
            return
        paragraph = self._paragraph(self._style(block))
        if block.kind is BlockKind.ITEM and block.ordered and self.list_numbers:
            _number(paragraph, self.list_numbers)
        self._fill(paragraph, spans(block))

    def _style(self, block: TextBlock) -> Sequence[str]:
        """Give the names of the styles that fit, the best first."""
        if block.kind is BlockKind.HEADING:
            if self.title is not None and block.first == self.title.first:
                return ("Title", "Heading 1")
            return (f"Heading {min(max(block.level - (self.title is not None), 1), _DEEPEST_HEADING)}",)
        if block.kind is BlockKind.ITEM:
            depth = min(len(block.indent.expandtabs(4)) // 2, _DEEPEST_LIST - 1)
            name = "List Bullet" if not block.ordered else "List Number"
            return (f"{name} {depth + 1}", name) if depth else (name,)
        return ("Quote",) if block.kind is BlockKind.QUOTE else ()

    def _paragraph(self, names: Sequence[str]) -> Any:
        style = next((self.file.styles[name] for name in names if name in self.file.styles), None)
        if self.place is None:
            return self.file.add_paragraph(style=style)
        return self.place.insert_paragraph_before(style=style)

    def _fill(self, paragraph: Any, found: Sequence[InlineSpan]) -> None:
        for span in found:
            if span.line:
                paragraph.add_run().add_break()
                continue
            if span.note:
                run = paragraph.add_run(str(self.notes.get(span.note, "?")))
                run.font.superscript = True
                continue
            if span.link.startswith(("http://", "https://", "mailto:")):
                _link(self.file, paragraph, span)
                continue
            run = paragraph.add_run(clean(span.text))
            run.bold, run.italic = span.bold or None, span.italic or None

    def _table(self, block: TextBlock) -> None:
        cells = rows(block)
        wide = max(len(row) for row in cells)
        table = self.file.add_table(rows=len(cells), cols=wide)
        if "Table Grid" in self.file.styles:
            table.style = self.file.styles["Table Grid"]
        for at, row in enumerate(cells):
            for column, cell in enumerate(row):
                paragraph = table.cell(at, column).paragraphs[0]
                self._fill(paragraph, [span._replace(bold=span.bold or at == 0) for span in cell])
        properties = table.rows[0]._tr.get_or_add_trPr()  # noqa: SLF001 - python-docx has no rows that are repeated
        properties.append(OxmlElement("w:tblHeader"))
        if self.place is not None:
            self.place._p.addprevious(table._tbl)  # noqa: SLF001 - nor a place for a table
        self._paragraph(())  # two tables after one another would become one

    def _add_notes(self, notes: Sequence[TextBlock]) -> None:
        """Add the notes after the text: python-docx makes no footnotes."""
        named = {block.raw.lstrip()[2:].partition("]")[0]: block for block in notes}
        if not named:
            return
        self._fill(self._paragraph(("Heading 1",)), [InlineSpan(_LANGUAGES[self.language])])
        for name, number in self.notes.items():
            if name in named:
                self._fill(self._paragraph(()), [InlineSpan(f"{number}. "), *spans(named[name])])

    def _new_list(self) -> None:
        """Make a numbering that begins anew, as the style of numbered lists has it."""
        style = next((one for one in self.file.styles if one.name == "List Number"), None)
        found = style.element.find(f".//{qn('w:numId')}") if style is not None else None
        if found is None:
            self.list_numbers = 0
            return
        numbering = self.file.part.numbering_part.element
        number = next((one for one in numbering.num_lst if one.numId == int(found.get(qn("w:val")))), None)
        if number is None:
            self.list_numbers = 0
            return
        made = numbering.add_num(number.abstractNumId.val)
        made.add_lvlOverride(ilvl=0).add_startOverride(1)
        self.list_numbers = made.numId


def _number(paragraph: Any, number: int) -> None:
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()  # noqa: SLF001 - python-docx numbers by styles alone
    properties.get_or_add_ilvl().val = 0
    properties.get_or_add_numId().val = number


def _link(file: Any, paragraph: Any, span: InlineSpan) -> None:
    """Add a link, which python-docx reads and does not write."""
    target = file.part.relate_to(span.link, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), target)
    run = paragraph.add_run(clean(span.text))
    run.font.underline = True
    link.append(run._r)  # noqa: SLF001 - as above
    paragraph._p.append(link)  # noqa: SLF001 - as above
