"""Walking through a Word file's text: each paragraph with its letters, and an account of what is not taken in.

Every paragraph and every letter of the file is counted once: as taken, or as what it is. Insertions that are tracked
count as text, deletions do not, as if all of them were accepted.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple
from xml.etree.ElementTree import Element

from rusctl.storage.untrusted.word_parts import WordParts, WordStyle, attribute, child, local, number, switched

TAKEN, OTHER, EMPTY = "taken", "other", "empty"
_INSIDE = frozenset(
    {"ins", "moveTo", "smartTag", "sdtContent", "fldSimple", "customXml", "bdo", "dir", "ruby", "rubyBase"}
)
_TRACKED = {"ins": "insertions", "moveTo": "moved here"}
_COUNTED = {"sym": "symbols", "commentReference": "comments"}
_LETTERS = {"tab": " ", "cr": "\n", "noBreakHyphen": "\u2011", "ptab": " "}
_PICTURES = frozenset({"drawing", "pict"})
_DRAWN = {"chart": "charts", "relIds": "diagrams", "pic": "pictures", "imagedata": "pictures"}


class WordLetters(NamedTuple):
    """Letters of one look: bold, italic, size in half points, the address they lead to, the note they refer to."""

    text: str
    bold: bool = False
    italic: bool = False
    size: int = 0
    link: str = ""
    note: int = 0


class WordParagraph(NamedTuple):
    """A paragraph: what stands in it, its style, the list it is of (empty where it is of none) and its depth in it."""

    letters: tuple[WordLetters, ...]
    style: WordStyle
    level: int = 0
    numbers: str = ""
    depth: int = 0

    @property
    def text(self) -> str:
        """The letters alone."""
        return "".join(one.text for one in self.letters)


class WordTable(NamedTuple):
    """A table: its rows of cells, each with its paragraphs; a cell that another covers is empty."""

    rows: tuple[tuple[tuple[WordParagraph, ...], ...], ...]


class Walker:
    """Walks through a document and notes what became of each paragraph and each text in it; `left` counts by kind."""

    def __init__(self, parts: WordParts) -> None:
        self.parts = parts
        self.became: dict[Element, str] = {}
        self.left: Counter[str] = Counter()
        self.notes: list[Element] = []
        self._boxes: list[Element] = []
        self._carried: list[WordLetters] = []
        self._depth = 0

    def counted(self) -> tuple[Counter[str], Counter[str]]:
        """Count the file's paragraphs and its letters by what became of them; what no walk came to is "other"."""
        paragraphs: Counter[str] = Counter()
        letters: Counter[str] = Counter()
        for root in (self.parts.body, *self.parts.footnotes.values(), *self.parts.endnotes.values()):
            for one in filter(_is_text, root.iter()):
                if local(one) == "p":
                    paragraphs[self.became.get(one, OTHER)] += 1
                else:
                    letters[self.became.get(one, OTHER)] += len(one.text or "")
        return paragraphs, letters

    def _leave(self, element: Element, why: str) -> None:
        for one in filter(_is_text, element.iter()):
            self.became.setdefault(one, why)

    def _delete(self, element: Element, name: str) -> None:
        self.left["deletions" if name == "del" else "moved away"] += 1
        self._leave(element, "deleted")

    def _insert(self, name: str) -> None:
        if name in _TRACKED:
            self.left[_TRACKED[name]] += 1

    def walked(self, element: Iterable[Element]) -> Iterator[WordParagraph | WordTable]:
        """Give the paragraphs and the tables of a part of the text, in order; text boxes after what they hang on."""
        for one in element:
            match local(one):
                case "p":
                    yield from self._with_boxes(one)
                case "tbl":
                    yield from self._table(one)
                case "sdt":
                    yield from self._control(one)
                case "AlternateContent":
                    yield from self.walked(self._chosen(one))
                case "altChunk":
                    self.left["objects"] += 1
                case "del" | "moveFrom" as name:
                    self._delete(one, name)
                case name if name in _INSIDE:
                    self._insert(name)
                    yield from self.walked(one)

    def _with_boxes(self, element: Element) -> Iterator[WordParagraph | WordTable]:
        outer, self._boxes = self._boxes, []
        paragraph = self._paragraph(element)
        boxes, self._boxes = self._boxes, outer
        if paragraph is not None:
            yield paragraph
        for box in boxes:
            self.left["text boxes"] += 1
            yield from self.walked(box)

    def _paragraph(self, element: Element) -> WordParagraph | None:
        """Give a paragraph; None where it holds nothing, or what is left out."""
        properties = child(element, "pPr")
        style = self.parts.styles.get(attribute(child(properties, "pStyle"), "val"), self.parts.usual)
        if style.contents:
            self._leave(element, "contents")
            return None
        letters = [
            *self._carried,
            *self._inline(element, WordLetters("", bool(style.bold), size=style.size or 0), style),
        ]
        self._carried = []
        if child(properties, "rPr", "del") is not None and child(properties, "rPr", "ins") is None:
            self._carried = letters  # its end was deleted: it goes on in the next one
            self.became[element] = "deleted"
            return None
        if not "".join(one.text for one in letters).strip() and not any(one.note for one in letters):
            self.became[element] = EMPTY
            return None
        self.became[element] = TAKEN
        return self._placed(properties, style, letters)

    def _placed(self, properties: Element | None, style: WordStyle, letters: list[WordLetters]) -> WordParagraph:
        outline = attribute(child(properties, "outlineLvl"), "val")
        own = child(properties, "numPr")
        numbers = attribute(child(own, "numId"), "val") if own is not None else ""
        depth = child(own, "ilvl")
        if own is None or not numbers:
            numbers = style.numbers
        return WordParagraph(
            letters=tuple(letters),
            style=style,
            level=number(outline) + 1 if outline and number(outline) < 9 else style.level,  # noqa: PLR2004 - 9 is body text
            numbers="" if numbers == "0" else numbers,
            depth=style.depth if depth is None else number(attribute(depth, "val")),
        )

    def _inline(self, element: Iterable[Element], look: WordLetters, style: WordStyle) -> Iterator[WordLetters]:
        for one in element:
            match local(one):
                case "r":
                    yield from self._run(one, look, style)
                case "hyperlink":
                    link = self.parts.links.get(attribute(one, "id"), "")
                    yield from self._inline(one, look._replace(link=link), style)
                case "sdt":
                    yield from self._inline(self._filled(one), look, style)
                case "del" | "moveFrom" as name:
                    self._delete(one, name)
                case "oMath" | "oMathPara":
                    self.left["equations"] += 1
                case "AlternateContent":
                    yield from self._inline(self._chosen(one), look, style)
                case name if name in _INSIDE:
                    self._insert(name)
                    yield from self._inline(one, look, style)

    def _run(self, run: Element, look: WordLetters, style: WordStyle) -> Iterator[WordLetters]:
        properties = child(run, "rPr")
        named = self.parts.styles.get(attribute(child(properties, "rStyle"), "val"), WordStyle())
        hidden = next(
            (one for one in (switched(properties, "vanish"), named.hidden, style.hidden) if one is not None), False
        )
        bold = next((one for one in (switched(properties, "b"), named.bold) if one is not None), look.bold)
        size = number(attribute(child(properties, "sz"), "val")) or look.size
        look = look._replace(bold=bold, italic=bool(switched(properties, "i")), size=size)
        for one in run:
            name = local(one)
            if name == "t":
                self.became[one] = "hidden" if hidden else TAKEN
                self.left["hidden"] += bool(hidden)
                if not hidden:
                    yield look._replace(text=one.text or "")
            elif name in _LETTERS:
                yield look._replace(text=_LETTERS[name])
            elif name == "br":
                yield look._replace(text=" " if attribute(one, "type") in ("page", "column") else "\n")
            else:
                yield from self._other(one, look)

    def _other(self, one: Element, look: WordLetters) -> Iterator[WordLetters]:
        match local(one):
            case "footnoteReference" | "endnoteReference" as name:
                notes = self.parts.footnotes if name.startswith("foot") else self.parts.endnotes
                if (note := notes.get(attribute(one, "id"))) is not None:
                    self.notes.append(note)
                    yield look._replace(text="", note=len(self.notes))
            case "delText":
                self.became[one] = "deleted"
            case "fldChar":
                yield from self._legacy_field(one, look)
            case name if name in _COUNTED:
                self.left[_COUNTED[name]] += 1
            case "object":
                self.left["objects"] += 1
                self._drawn(one)
            case "AlternateContent":
                for inner in self._chosen(one):
                    yield from self._other(inner, look)
            case name if name in _PICTURES:
                self._drawn(one)

    def _legacy_field(self, start: Element, look: WordLetters) -> Iterator[WordLetters]:
        """Give what is ticked or chosen in a field of a form of the older kind; what is written there is text."""
        data = child(start, "ffData")
        if (box := child(data, "checkBox")) is not None:
            ticked = [one for name in ("checked", "default") if (one := switched(box, name)) is not None]
            self.left["form fields"] += 1
            yield look._replace(text="\u2612 " if ticked and ticked[0] else "\u2610 ")
        elif (chosen := child(data, "ddList")) is not None:
            entries = [attribute(one, "val") for one in chosen if local(one) == "listEntry"]
            said = next((found for name in ("result", "default") if (found := child(chosen, name)) is not None), None)
            at = number(attribute(said, "val"))
            self.left["form fields"] += 1
            yield look._replace(text=entries[at] if 0 <= at < len(entries) else "")

    def _drawn(self, drawing: Element) -> None:
        """Note the text boxes of a drawing, and count what else is in it."""
        boxes = list(_outermost(drawing, "txbxContent"))
        self._boxes += boxes
        kinds = {_DRAWN[local(one)] for one in drawing.iter() if local(one) in _DRAWN}
        self.left.update(kinds or ([] if boxes else ["pictures"]))

    def _chosen(self, alternatives: Element) -> Iterable[Element]:
        """Give the first of several ways in which a file says the same; the others are counted as said already."""
        choices = [one for one in alternatives if local(one) in ("Choice", "Fallback")]
        for one in choices[1:]:
            self._leave(one, "said already")
        return choices[0] if choices else ()

    def _filled(self, control: Element) -> Iterable[Element]:
        """Give what stands in a field of a form; nothing where it still shows what is to be written there."""
        if child(control, "sdtPr", "showingPlcHdr") is None:
            return _children(control)
        self._leave(control, "placeholders")
        self.left["placeholders"] += 1
        return ()

    def _control(self, control: Element) -> Iterator[WordParagraph | WordTable]:
        gallery = attribute(child(control, "sdtPr", "docPartObj", "docPartGallery"), "val")
        content = child(control, "sdtContent")
        if content is None:
            return
        if gallery == "Table of Contents":
            self._leave(content, "contents")
        elif child(control, "sdtPr", "showingPlcHdr") is not None:
            self.left["placeholders"] += 1
            self._leave(content, "placeholders")
        else:
            yield from self.walked(content)

    def _table(self, table: Element) -> Iterator[WordParagraph | WordTable]:
        """Give a table; one of a single cell is a frame round its text, and one in another goes into the cell."""
        self._depth += 1
        rows = [tuple(self._cells(row)) for row in _within(table, "tr")]
        self._depth -= 1
        if len(rows) == 1 and len(rows[0]) == 1:
            yield from rows[0][0]
        elif self._depth:
            self.left["tables in tables"] += 1
            yield from (paragraph for row in rows for cell in row for paragraph in cell)
        elif any(cell for row in rows for cell in row):
            yield WordTable(tuple(rows))

    def _cells(self, row: Element) -> Iterator[tuple[WordParagraph, ...]]:
        if child(row, "trPr", "del") is not None:
            self.left["deletions"] += 1
            self._leave(row, "deleted")
            return
        for cell in _within(row, "tc"):
            span = max(1, number(attribute(child(cell, "tcPr", "gridSpan"), "val")))
            merged = child(cell, "tcPr", "vMerge")
            self.left["merged cells"] += span > 1 or (merged is not None and attribute(merged, "val") == "restart")
            found = [one for one in self.walked(cell) if isinstance(one, WordParagraph)]
            yield tuple(found)
            yield from [()] * (min(span, 100) - 1)


def _is_text(element: Element) -> bool:
    """Whether an element is a paragraph or a text of Word's, and not of a drawing or an equation."""
    return local(element) in ("p", "t", "delText") and "wordprocessingml" in element.tag


def _within(element: Element, name: str) -> Iterator[Element]:
    """Give the rows of a table or the cells of a row, also those in content controls and tracked changes."""
    for one in element:
        if local(one) == name:
            yield one
        elif local(one) in ("sdt", *_INSIDE):
            yield from _within(one, name)


def _outermost(element: Element, name: str) -> Iterator[Element]:
    for one in element:
        if local(one) == name:
            yield one
        elif local(one) == "AlternateContent":
            yield from _outermost(next(iter(one), one), name)
        else:
            yield from _outermost(one, name)


def _children(control: Element) -> Iterable[Element]:
    content = child(control, "sdtContent")
    return () if content is None else content
