"""Reports in the region's own Word template: its fields, its styles and its place for the text."""

import io
import zipfile
from typing import Any

import docx
import pytest

from rusctl.errors import RusctlError
from rusctl.language.catalogue import Language
from rusctl.output.document import Bullets, Document, DocumentTable, Heading, Paragraph, Quote
from rusctl.papers.report_template import report_bytes

DOCUMENT = Document(
    "Lägesrapport",
    "sv",
    (
        Heading("Vad som återstår"),
        Paragraph("Allt <som> är & förblir."),
        Bullets(("ett", "två")),
        DocumentTable(("Vad", "När"), (("Remissen", "hösten"),)),
        Quote("Bussen går för sällan.", "Politiker"),
    ),
)
VALUES = {"region": "Region Exempel", "process": "RUS", "date": "7 november 2018", "contact": "rus@region.example"}


def template(*paragraphs: str, without: str = "") -> bytes:
    """Give a template as somebody makes it in Word; one of its styles may lack."""
    file: Any = docx.Document()
    for text in paragraphs:
        file.add_paragraph(text)
    if without:
        style = file.styles[without].element
        style.getparent().remove(style)
    buffer = io.BytesIO()
    file.save(buffer)
    return buffer.getvalue()


def texts(octets: bytes) -> list[str]:
    return [one.text for one in docx.Document(io.BytesIO(octets)).paragraphs]


@pytest.mark.parametrize("without", ["", "Quote", "Table Grid"])
def test_the_text_stands_where_the_template_has_its_place(without: str) -> None:
    own = template("{{ region }}, {{ datum }}", "{{ titel }}", "{{ innehall }}", "Mall 12", without=without)
    octets = report_bytes(DOCUMENT, own, VALUES, "mall.docx")
    found = texts(octets)
    assert found[:4] == [
        "Region Exempel, 7 november 2018",
        "Lägesrapport",
        "Vad som återstår",
        "Allt <som> är & förblir.",
    ]
    assert found[-1] == "Mall 12"
    file: Any = docx.Document(io.BytesIO(octets))
    assert [one.style.name for one in file.paragraphs if one.text in {"Vad som återstår", "ett"}] == [
        "Heading 2",
        "List Bullet",
    ]
    assert file.tables[0].style.name == "Table Grid"
    with zipfile.ZipFile(io.BytesIO(octets)) as packed:
        assert packed.read("word/document.xml").count(b"<w:tblHeader/>") == 1
    assert octets == report_bytes(DOCUMENT, own, VALUES, "mall.docx")


@pytest.mark.parametrize(
    ("paragraphs", "why"),
    [
        (("{{ titel }}",), "has no paragraph with {{ content }} alone"),
        (("{{ titel }}", "Texten: {{ content }}"), "has no paragraph with {{ content }} alone"),
        (("{{ rubrik }}", "{{ content }}"), "rubrik"),
        (("{% for one in x %}", "{{ content }}"), "cannot be used as a template"),
    ],
)
def test_a_template_that_cannot_be_used_says_why(paragraphs: tuple[str, ...], why: str) -> None:
    with pytest.raises(RusctlError) as refused:
        report_bytes(DOCUMENT, template(*paragraphs), VALUES, "mall.docx")
    assert why in Language("en").text(refused.value.message)
