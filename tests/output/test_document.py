"""Documents as Markdown, as Word files and as pages, read back by others' readers."""

import io
import itertools
import re
import zipfile
from html.parser import HTMLParser
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from rusctl.output.clean import clean
from rusctl.output.document import (
    Bullets,
    Document,
    DocumentTable,
    Figure,
    Heading,
    PageDrawing,
    Paragraph,
    Quote,
    markdown,
    texts,
)
from rusctl.output.page import html
from rusctl.output.word import word_bytes

REPORT = Document(
    "Lägesrapport",
    "sv",
    (
        Heading("Turnén"),
        Paragraph("Nio av tio träffar har en dag."),
        Bullets(("Västerås saknar dag", "Norberg är preliminär")),
        DocumentTable(
            ("Milstolpe", "När", "Dagar"), (("Remissen stänger", "15 okt 2019", "0"), ("Beslut", "", "119")), (2,)
        ),
        Heading("Bilden", 2),
        Figure("Diagram: tre staplar"),
        Figure("Tidslinje", "tid linje.svg"),
    ),
)
MARKDOWN = """\
# Lägesrapport

## Turnén

Nio av tio träffar har en dag.

- Västerås saknar dag
- Norberg är preliminär

| Milstolpe | När | Dagar |
| --- | --- | ---: |
| Remissen stänger | 15 okt 2019 | 0 |
| Beslut |  | 119 |

### Bilden

Diagram: tre staplar

![Tidslinje](<tid linje.svg>)
"""


def test_markdown() -> None:
    assert markdown(REPORT) == MARKDOWN


def test_every_text_is_given() -> None:
    assert list(texts(REPORT))[:5] == [
        "Lägesrapport",
        "Turnén",
        "Nio av tio träffar har en dag.",
        "Västerås saknar dag",
        "Norberg är preliminär",
    ]
    assert list(texts(REPORT))[-3:] == ["Bilden", "Diagram: tre staplar", "Tidslinje"]


def plain(text: str) -> str:
    return " ".join(clean(text).split())


def read_markdown(text: str) -> list[tuple[str, str]]:
    """Give the kind and the text of each run of words, as a CommonMark reader has them."""
    tokens = MarkdownIt("commonmark").enable("table").enable("strikethrough").parse(text)
    found = []
    for before, token in itertools.pairwise(tokens):
        if token.type == "inline":
            assert {child.type for child in token.children or ()} <= {"text", "text_special"}, token.content
            found.append((before.tag, "".join(child.content for child in token.children or ())))
    return found


@given(st.lists(st.text(), min_size=5, max_size=5))
def test_no_text_is_taken_for_markup(parts: list[str]) -> None:
    first, second, third, fourth, fifth = parts
    document = Document(
        first,
        "en",
        (Heading(second, 2), Paragraph(third), Bullets((fourth,)), DocumentTable(("x", fifth), ((fourth, "y"),))),
    )
    expected = [("h1", first), ("h3", second), ("p", third), ("p", fourth)]
    cells = [("th", "x"), ("th", fifth), ("td", fourth), ("td", "y")]
    read = [pair for pair in read_markdown(markdown(document)) if pair[1]]
    assert read == [(tag, plain(text)) for tag, text in (*expected, *cells) if plain(text)]


@pytest.mark.parametrize(
    "text",
    [
        "# no heading",
        "- no list",
        "3. no list",
        "3) no",
        "*no* _em_",
        "`x`",
        "a | b",
        "<b>",
        "&amp;",
        "[a](b)",
        "---",
        "~~x~~",
    ],
)
def test_what_looks_like_markup(text: str) -> None:
    assert read_markdown(markdown(Document("t", "sv", (Paragraph(text),))))[1] == ("p", text)


@pytest.fixture(name="word")
def word_fixture() -> Any:
    return docx.Document(io.BytesIO(word_bytes(REPORT)))


def test_a_word_file_read_back(word: Any) -> None:
    assert [(paragraph.style.name, paragraph.text) for paragraph in word.paragraphs] == [
        ("Heading 1", "Lägesrapport"),
        ("Heading 2", "Turnén"),
        ("Normal", "Nio av tio träffar har en dag."),
        ("List Bullet", "Västerås saknar dag"),
        ("List Bullet", "Norberg är preliminär"),
        ("Normal", ""),
        ("Heading 3", "Bilden"),
        ("Caption", "Diagram: tre staplar"),
        ("Caption", "Tidslinje"),
    ]
    assert [[cell.text for cell in row.cells] for row in word.tables[0].rows] == [
        ["Milstolpe", "När", "Dagar"],
        ["Remissen stänger", "15 okt 2019", "0"],
        ["Beslut", "", "119"],
    ]


def test_the_header_row_is_repeated_and_no_other(word: Any) -> None:
    rows = word.element.iter(qn("w:tr"))
    assert [row.find(f".//{qn('w:tblHeader')}") is not None for row in rows] == [True, False, False]


@pytest.mark.parametrize(("code", "locale"), [("sv", "sv-SE"), ("en", "en-GB")])
def test_language_and_no_trace_of_who_or_when(code: str, locale: str) -> None:
    octets = word_bytes(REPORT._replace(language=code))
    word: Any = docx.Document(io.BytesIO(octets))
    assert word.styles.element.find(f".//{qn('w:lang')}").get(qn("w:val")) == locale
    with zipfile.ZipFile(io.BytesIO(octets)) as archive:
        core = archive.read("docProps/core.xml").decode()
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert [name for name in archive.namelist() if "thumbnail" in name] == []
    members = re.findall(r"<(\w+:\w+)>([^<]*)<", core)
    assert members == [("dc:title", "Lägesrapport"), ("dc:language", locale)]


def test_the_same_document_gives_the_same_bytes() -> None:
    assert word_bytes(REPORT) == word_bytes(REPORT)
    assert word_bytes(REPORT) != word_bytes(REPORT._replace(title="Annan"))


def test_a_page_of_a4(word: Any) -> None:
    section = word.sections[0]
    assert (round(section.page_width.cm, 1), round(section.page_height.cm, 1)) == (21.0, 29.7)


@settings(max_examples=25)
@given(st.text(max_size=40))
def test_any_text_can_stand_in_a_word_file(text: str) -> None:
    document = Document("t", "sv", (Paragraph(text), DocumentTable((text,), ((text,),))))
    word = docx.Document(io.BytesIO(word_bytes(document)))
    assert [paragraph.text for paragraph in word.paragraphs[1:2]] == [plain(text)]
    assert [row.cells[0].text for row in word.tables[0].rows] == [plain(text)] * 2


SAID = 'Bussen går  för sällan. "Jämt"\n- och *aldrig* på <helger> & kvällar'
QUOTED = Document("Underlag", "sv", (Quote(SAID, "politiker, Sala (SALA-014)"), PageDrawing("<?xml?>\n<svg>x</svg>\n")))


class Seen(HTMLParser):
    """What a browser has of a page: its elements, and the text in each."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[str] = []
        self.texts: list[tuple[str, str]] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs
        if tag not in {"meta", "img"}:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if data.strip() and self.open:
            self.texts.append((self.open[-1], data))


def test_a_quotation_is_word_for_word_in_every_format() -> None:
    kinds = [token.type for token in MarkdownIt("commonmark").parse(markdown(QUOTED))]
    assert kinds.count("blockquote_open") == 1
    rendered = MarkdownIt("commonmark").parse(markdown(QUOTED))
    inline = [token for token in rendered if token.type == "inline"]
    said = "".join("\n" if child.type == "hardbreak" else child.content for child in inline[1].children or ())
    assert said == SAID.replace("  ", " ")
    word: Any = docx.Document(io.BytesIO(word_bytes(QUOTED)))
    quotes = [paragraph.text for paragraph in word.paragraphs if paragraph.style.name == "Quote"]
    assert quotes == [SAID, "— politiker, Sala (SALA-014)"]
    seen = Seen(html(QUOTED))
    assert ("p", SAID) in seen.texts
    assert ("footer", "— politiker, Sala (SALA-014)") in seen.texts


def test_a_drawing_is_in_a_page_alone() -> None:
    assert "svg" in Seen(html(QUOTED)).tags
    assert "svg" not in markdown(QUOTED)
    assert b"svg" not in word_bytes(QUOTED)


def test_a_page_can_be_heard_and_loads_nothing() -> None:
    seen = Seen(html(REPORT))
    assert seen.open == []
    assert ("lang", "sv") in seen.attributes
    assert [tag for tag in seen.tags if tag[0] == "h" and tag[1:].isdecimal()] == ["h1", "h2", "h3"]
    assert [tag for tag in seen.tags if tag in {"script", "link", "iframe"}] == []
    assert [value for name, value in seen.attributes if name == "scope"] == ["col"] * 3 + ["row"] * 2
    assert ("alt", "Tidslinje") in seen.attributes
    assert ("title", "Lägesrapport") in seen.texts


@settings(max_examples=25)
@given(st.lists(st.text(), min_size=5, max_size=5))
def test_no_text_is_taken_for_an_element(parts: list[str]) -> None:
    first, second, third, fourth, fifth = parts
    blocks = (Heading(second, 2), Paragraph(third), Bullets((fourth,)), DocumentTable(("x", fifth), ((fourth, "y"),)))
    seen = Seen(html(Document(first, "en", (*blocks, Quote(first, third)))))
    assert seen.open == []
    plain_tags = Seen(html(Document("t", "en", (*_harmless_blocks(), Quote("t", "t"))))).tags
    assert sorted(set(seen.tags)) == sorted(set(plain_tags))
    assert [text for tag, text in seen.texts if tag == "h3"] == ([plain(second)] if plain(second) else [])


def _harmless_blocks() -> tuple[Any, ...]:
    return (Heading("t", 2), Paragraph("t"), Bullets(("t",)), DocumentTable(("x", "t"), (("t", "y"),)))
