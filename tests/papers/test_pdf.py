"""PDF files: no value is markup, the same values give the same octets, and a screen reader has what it needs."""

import datetime as dt

import pytest
import typst

from rusctl.errors import EnvironmentFailureError, RusctlError
from rusctl.language.catalogue import Language
from rusctl.output.document import (
    ADDED,
    KEPT,
    REMOVED,
    Bullets,
    Changed,
    Document,
    DocumentTable,
    Heading,
    LetterHead,
    Paragraph,
    Quote,
)
from rusctl.papers import pdf
from rusctl.papers.look import PaperLook, read_look
from rusctl.papers.pdf import PdfPrinter
from rusctl.papers.pdf_checks import pdf_faults, pdf_metadata, pdf_text

MARKUP = 'Vi vill ha #strong[tåg] *nu* // $x$ @ref <b> & "citat" = ett \\ två'
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 2"><rect width="4" height="2" fill="#003b66"/></svg>'
LOOK = PaperLook(sender=("Region Exempel", "Box 1"), logo=SVG, logo_text="Region Exempels märke")
HEAD = LetterHead(LOOK.sender, ("2019-12-01", "Dnr RV 2019/1234"), ("Exempelkommun",))
PIECES = ((KEPT, "Ett nyskapande "), (REMOVED, "och "), (ADDED, "genom hållbar tillväxt "), (KEPT, "län"))
LETTER = Document(
    "Svar på ert yttrande",
    "sv",
    (
        Paragraph(f"{MARKUP}\nNy rad"),
        Heading("Synpunkt 17.4"),
        Quote("Fler tåg\noch bussar", "Exempelkommun"),
        Bullets(("ett", "två")),
        DocumentTable(("Kapitel", "Text"), (("2.1", "a"), ("2.2", "b"))),
        Changed(PIECES),
    ),
)


def printed(document: Document = LETTER) -> bytes:
    return PdfPrinter(LOOK).pdf(document, head=HEAD, day=dt.date(2019, 12, 1), footer="Region Exempel")


def test_a_letter_is_the_same_octets_each_time_and_no_text_in_it_is_markup() -> None:
    octets = printed()
    assert octets == printed()
    printer = PdfPrinter(LOOK)
    assert printer.pdf(LETTER) == printer.pdf(LETTER)
    text = pdf_text(octets)
    assert MARKUP in text
    assert "Exempelkommun" in text.partition("Svar på ert yttrande")[0]
    assert pdf_faults(octets, "sv") == []
    assert "Region Exempels märke" in pdf_metadata(octets)
    assert "Synpunkt 17.4" in pdf_metadata(octets)


def test_what_typst_does_not_refuse_is_found_in_the_file() -> None:
    def made(source: str) -> list[str]:
        octets = typst.compile(source.encode(), format="pdf", pdf_standards=["ua-1"], ignore_system_fonts=True)
        return [Language("en").text(one) for one in pdf_faults(octets, "sv")]

    start = '#set document(title: "T")\n= Rubrik\n'
    assert made(f'#set text(lang: "sv")\n{start}') == []
    assert made(start) == ["the language of the file is en, and it is written in sv"]
    assert made(f'#set text(lang: "sv")\n{start}#table(columns: 2)[a][b][c][d]') == ["a table has no row of headings"]
    faint = made(f'#set text(lang: "sv")\n{start}#text(fill: rgb("#cccccc"))[blekt]')
    assert faint == ["text in the colour #cccccc has a contrast of 1.61"]
    assert "cannot be read back" in Language("en").text(pdf_faults(b"%PDF-1.7", "sv")[0])


def test_a_level_that_is_skipped_is_refused_in_typsts_words() -> None:
    with pytest.raises(RusctlError) as error:
        printed(Document("T", "sv", (Heading("a", 3),)))
    assert "no PDF was made of it" in Language("en").text(error.value.message)


def test_where_typst_is_missing_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "typst", None)
    with pytest.raises(EnvironmentFailureError) as error:
        PdfPrinter(LOOK)
    assert "pip install 'rusctl[pdf]'" in Language("en").text(error.value.message)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"color": "#000000"}, "color is not known"),
        ({"sender": "Region"}, "another form"),
        ({"colour": "#99ccff"}, "contrast"),
        ({"colour": "blue"}, "write a colour"),
        ({"logo": "logo.svg"}, "logo_text"),
        ({"logo": "none.svg", "logo_text": "R"}, "is not in config/papers"),
        ({"logo": "../logo.svg", "logo_text": "R"}, "is not in config/papers"),
        ({"logo": "odd.svg", "logo_text": "R"}, "asks for what lies outside"),
        ({"logo": "a.txt", "logo_text": "R"}, "no SVG and no PNG"),
    ],
)
def test_what_cannot_be_shown_is_said(data: dict[str, object], said: str) -> None:
    there = {"logo.svg": SVG, "odd.svg": b'<svg><image href="file:///etc/hostname"/></svg>', "a.txt": b"hej"}
    with pytest.raises(RusctlError) as error:
        read_look(data, there.get)
    assert said in Language("en").text(error.value.message)
    good = {"sender": ["Region Exempel"], "colour": "#004f8a", "logo": "logo.svg", "logo_text": "R"}
    assert read_look(good, there.get).logo == SVG


@pytest.mark.parametrize(("each", "listed"), [(3, True), (41, False)])
def test_the_contents_have_the_second_level_only_where_that_is_no_list_of_hundreds(each: int, *, listed: bool) -> None:
    blocks = [
        block
        for chapter in range(5)
        for block in (Heading(f"Kapitel {chapter}"), *(Heading(f"Synpunkt {at}", 2) for at in range(each)))
    ]
    octets = PdfPrinter(LOOK).pdf(Document("Sammanställning", "sv", tuple(blocks)), contents=True)
    text = pdf_text(octets)
    assert text.count("Kapitel 4") == 2
    assert text.count("Synpunkt 2\n") + text.count("Synpunkt 2 ") == (10 if listed else 5)
    assert pdf_faults(octets, "sv") == []
