"""A PDF that somebody sent as its reply, read as plain text; the only importer of pypdf, in a process with limits.

pypdf gives columns in their order, which a layout mode does not. A page that gives no text is a picture of one.
"""

import io
import logging
import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from itertools import takewhile
from typing import Any, NamedTuple

from pypdf import PageObject, PdfReader
from pypdf.errors import DependencyError, PyPdfError

from rusctl.language.message import msg
from rusctl.storage.untrusted.reply_text import PDF, ReplyText, TextParts, clean
from rusctl.storage.untrusted.sandbox import Refused

logging.getLogger("pypdf").setLevel(logging.CRITICAL + 1)  # what is wrong with a file is said in its account
MOST_PAGES = 1_000
_EDGE = 4  # lines at the top and at the foot of a page that may be a header or a footer
_ON_MOST = 0.6  # of the pages with text
_FULL, _HALF = 0.85, 0.6  # of the usual width of a line
_LONGEST_HEADING = 90
_DEEPEST = 6
_TITLE_LINES = 3
_ITEM = re.compile(r"(?:[•·▪–-]|\d{1,2}[.)]|[a-zåäö]\))\s")
_NUMBERED = re.compile(r"(\d{1,2}(?:\.\d{1,2}){0,4})\.?\s+[A-ZÅÄÖ]\S*")
_OWN_NUMBER = re.compile(r"^\d{1,2}(?:\.\d{1,2}){0,4}\.?\s+")
_ENDS = (".", "!", "?", ":", "”", '"')
_DAMAGED = msg("the PDF is damaged; open it, and print it to a new PDF")
_LOCKED = msg("the PDF is locked with a password; save it without one, or print it to a new PDF")
_CIPHER = msg("the PDF is encrypted in a way that is not read here; open it, and print it to a new PDF")


class _PdfLine(NamedTuple):
    page: int  # from 0
    text: str


def work(data: bytes, _argument: object) -> dict[str, Any]:
    """Read a PDF inside the process with limits, and give it as JSON takes it."""
    try:
        return _PdfText(_opened(data)).read()._asdict()
    except DependencyError:
        raise Refused(_CIPHER) from None
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, OverflowError, OSError):
        raise Refused(_DAMAGED) from None  # pypdf lets out whatever a damaged file leads to


def _opened(data: bytes) -> PdfReader:
    found = PdfReader(io.BytesIO(data))
    if found.is_encrypted and not found.decrypt(""):
        raise Refused(_LOCKED)
    if len(found.pages) > MOST_PAGES:
        raise Refused(msg("the PDF has more than {most} pages, which no reply has; divide it", most=MOST_PAGES))
    return found


class _PdfText:
    def __init__(self, found: PdfReader) -> None:
        self.found = found
        self.taken: Counter[str] = Counter()
        self.left: Counter[str] = Counter()
        self.otherwise: Counter[str] = Counter()
        self.empty: list[int] = []
        self.headings: dict[tuple[int, str], int] = {}

    def read(self) -> ReplyText:
        pages = [self._lines(number, page) for number, page in enumerate(self.found.pages)]
        self.taken["pages"] = len(pages)
        self.headings = dict(self._outline())
        kept = self._whole_titles([line for page in self._without_headers(pages) for line in page])
        out = TextParts()
        starts = self._paragraphs(kept, out)
        self._fields(out)
        self._embedded()
        return ReplyText(
            PDF,
            out.text,
            tuple(out.headings),
            tuple(starts.get(number, -1) for number in range(len(pages))),
            tuple(number + 1 for number in self.empty),
            {kind: count for kind, count in self.taken.items() if count},
            {kind: count for kind, count in self.left.items() if count},
            {kind: count for kind, count in self.otherwise.items() if count},
        )

    def _lines(self, number: int, page: PageObject) -> list[_PdfLine]:
        """Give the lines of a page; one that is damaged, or a picture, is counted as that."""
        try:
            text = page.extract_text()
        except Exception:  # noqa: BLE001 - whatever one page brought about, the others are read
            self.left["unreadable pages"] += 1
            self.empty.append(number)
            return []
        pictures = _pictures(page)
        lines = [_PdfLine(number, line) for line in _whole(text)]
        if not any(line.text for line in lines):
            self.left["scanned pages" if pictures else "empty pages"] += 1
            self.empty.append(number)
            return []
        self.left["pictures"] += pictures
        self._annotations(page)
        return lines

    def _annotations(self, page: PageObject) -> None:
        for one in page.get("/Annots") or ():
            kind = one.get_object().get("/Subtype")
            self.left["comments"] += kind in ("/Text", "/FreeText", "/Highlight", "/StrikeOut", "/Underline", "/Stamp")

    def _without_headers(self, pages: Sequence[Sequence[_PdfLine]]) -> Iterator[list[_PdfLine]]:
        """Give the pages without the lines that most of them have at their edge, but for where they first come."""
        seen: Counter[str] = Counter()
        for page in pages:
            seen.update({_shape(line.text) for line in _edges(page)})
        with_text = sum(bool(page) for page in pages)
        again = {shape for shape, count in seen.items() if shape and count > 1 and count >= _ON_MOST * with_text}
        first: set[str] = set()
        for page in pages:
            repeated = {id(line) for line in _outermost(page, again)}
            gone = {id(line) for line in page if id(line) in repeated and _shape(line.text) in first}
            self.otherwise["header lines"] += len(gone)
            first |= {_shape(line.text) for line in page if id(line) in repeated}
            yield [line for line in page if id(line) not in gone]

    def _outline(self) -> Iterator[tuple[tuple[int, str], int]]:
        """Give the headings that the writer of the PDF has marked: page and text, with their levels."""

        def walk(found: Sequence[Any], level: int) -> Iterator[tuple[tuple[int, str], int]]:
            for one in found:
                if isinstance(one, list):
                    yield from walk(one, level + 1)
                elif (page := self.found.get_destination_page_number(one)) is not None:
                    yield (page, _squeezed(str(one.title))), min(level, _DEEPEST)

        try:
            yield from walk(self.found.outline, 1)
        except Exception:  # noqa: BLE001 - without it there are headings by their look
            return

    def _whole_titles(self, lines: Sequence[_PdfLine]) -> list[_PdfLine]:
        """Put the lines of a title together that the writer has marked and the page has parted."""
        out: list[_PdfLine] = []
        at = 0
        while at < len(lines):
            page, text = lines[at]
            for more in range(1, _TITLE_LINES):
                text = _glued(text, lines[at + more].text) if at + more < len(lines) else text
                if self._marked(page, text):
                    out.append(_PdfLine(page, text))
                    at += more
                    break
            else:
                out.append(lines[at])
            at += 1
        return out

    def _marked(self, page: int, text: str) -> int:
        """Give the level of a title that the writer has marked, with a number before it or without; 0 for none."""
        title = _squeezed(text)
        return self.headings.get((page, title)) or self.headings.get((page, _OWN_NUMBER.sub("", title)), 0)

    def _paragraphs(self, lines: Sequence[_PdfLine], out: TextParts) -> dict[int, int]:
        """Put lines together into paragraphs, and give where each page begins in the text."""
        widths = sorted(len(line.text) for line in lines if line.text)
        usual = widths[len(widths) * 9 // 10] if widths else 0
        whole = _words(lines)
        levels = [*map(self._level, lines, [*lines[1:], _PdfLine(0, "")]), 0]
        starts: dict[int, int] = {}
        gathered = ""
        for at, line in enumerate(lines):
            after = lines[at + 1].text if at + 1 < len(lines) else ""
            joined = gathered.endswith("\u00ad")
            before = gathered.removesuffix("\u00ad") + ("" if joined or not gathered else "\n")
            self.otherwise["joined hyphens"] += joined
            starts.setdefault(line.page, out.at + len(before))
            gathered = before + self._unparted(line.text, after, whole)
            if levels[at] or levels[at + 1] or _ends_here(gathered, line.text, after, usual):
                self._add(out, gathered, levels[at])
                gathered = ""
        self._add(out, gathered, 0)
        return starts

    def _unparted(self, text: str, after: str, whole: Collection[str]) -> str:
        """Mark a hyphen at the end of a line as soft where the word it would part stands whole elsewhere in the text.

        Any other may be one that is meant, as in "närings- och".
        """
        if not text.endswith("-") or not after[:1].islower():
            return text
        parted = re.search(r"([^\W\d_]+)-$", text)
        follows = re.match(r"[^\W\d_]+", after)
        if parted and follows and (parted[1] + follows[0]).casefold() in whole:
            return f"{text[:-1]}\u00ad"
        self.otherwise["hyphens left"] += 1
        return text

    def _add(self, out: TextParts, text: str, level: int) -> None:
        if text.strip():
            self.taken["headings" if level else "paragraphs"] += 1
            out.add(text, level)

    def _level(self, line: _PdfLine, following: _PdfLine) -> int:
        after = following.text
        if marked := self._marked(line.page, line.text):
            return marked
        found = _NUMBERED.match(line.text)
        if not found or len(line.text) > _LONGEST_HEADING or line.text.endswith((*_ENDS, ",", ";", "-", "\u00ad")):
            return 0
        if after[:1].islower() or self.headings:
            return 0
        self.otherwise["by look"] += 1
        return min(found[1].count(".") + 1, _DEEPEST)

    def _fields(self, out: TextParts) -> None:
        """Add what is filled in in the fields of a form, which no page has in its text."""
        for name, field in (self.found.get_fields() or {}).items():
            value = field.get("/V")
            if field.get("/FT") == "/Btn":
                shown = f"\u2612 {name}" if value not in (None, "", "/Off") else ""
            else:
                shown = f"{name}: {value}" if isinstance(value, str) and value.strip() else ""
            if shown:
                self.taken["form fields"] += 1
                out.add(shown)
            else:
                self.left["empty fields"] += 1

    def _embedded(self) -> None:
        self.left["embedded files"] += len(self.found.attachments)
        self.left["xfa"] += bool(self.found.xfa)


def _whole(text: str) -> list[str]:
    """Give the lines of a text, each on one line, those that end in a hyphen that is soft with U+00AD at the end."""
    text = re.sub(r"[\ufffe\u00ad]\n?", "\u00ad\n", text)
    lines = (re.sub(r"[ \t\u00a0]+", " ", line).strip() for line in text.strip().split("\n"))
    return [clean(line) + ("\u00ad" if line.endswith("\u00ad") else "") for line in lines]


def _edges(page: Sequence[_PdfLine]) -> list[_PdfLine]:
    lines = [line for line in page if line.text]
    return lines if len(lines) <= 2 * _EDGE else [*lines[:_EDGE], *lines[-_EDGE:]]


def _outermost(page: Sequence[_PdfLine], again: Collection[str]) -> list[_PdfLine]:
    """Give the lines at the top and at the foot of a page that others have, too, up to the first that none has."""
    lines = [line for line in page if line.text]
    top = [*takewhile(lambda line: _shape(line.text) in again, lines[:_EDGE])]
    foot = [*takewhile(lambda line: _shape(line.text) in again, lines[: -_EDGE - 1 : -1])]
    return [*top, *foot]


def _shape(text: str) -> str:
    """Give a line as it is on all pages, whatever the number of the page."""
    return re.sub(r"\d+", "0", _squeezed(text))


def _squeezed(text: str) -> str:
    return " ".join(clean(text).split()).casefold()


def _glued(text: str, more: str) -> str:
    return f"{text[:-1]}{more}" if text.endswith("\u00ad") else f"{text} {more}"


def _words(lines: Sequence[_PdfLine]) -> frozenset[str]:
    """Give the words of a text that stand whole in it, folded; those that a line's end parts are none."""
    found = (re.findall(r"(?<![\w-])[^\W\d_]{5,}(?![\w\u00ad-])", line.text) for line in lines)
    return frozenset(word.casefold() for words in found for word in words)


def _ends_here(gathered: str, text: str, after: str, usual: int) -> bool:
    """Whether a paragraph ends with a line: by its length, by how it ends, and by what comes after."""
    if not text or not after:
        return True
    if gathered.endswith("\u00ad"):
        return False
    if _ITEM.match(after):
        return True
    if text.endswith(_ENDS) and len(text) < _FULL * usual:
        return True
    return len(text) < _HALF * usual and not after[:1].islower()


def _pictures(page: PageObject) -> int:
    """Count the pictures of a page, without opening one."""
    resources = page.get("/Resources")
    objects = resources.get_object().get("/XObject") if resources is not None else None
    found = objects.get_object().values() if objects is not None else ()
    return sum(one.get_object().get("/Subtype") == "/Image" for one in found)
