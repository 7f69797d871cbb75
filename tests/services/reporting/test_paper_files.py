"""Reports as PDF: in the look that the folder says, with its title and language; the same document gives the same."""

import io
from typing import Any

import docx
import pypdf
import pytest

from rusctl.errors import RusctlError
from rusctl.output.document import Document, Heading, Paragraph
from rusctl.papers.look import FILE, FOLDER
from rusctl.services.project import Project
from rusctl.services.reporting.paper_files import look_of, pdf_bytes, word_octets

DOCUMENT = Document("Lägesrapport", "sv", (Heading("Vad som återstår"), Paragraph("Allt.")))


def test_a_report_is_a_pdf_with_its_title_and_language(tour: Project) -> None:
    octets = pdf_bytes(tour, DOCUMENT)
    assert octets == pdf_bytes(tour, DOCUMENT)
    read = pypdf.PdfReader(io.BytesIO(octets))
    assert read.metadata is not None
    assert read.metadata.title == "Lägesrapport"
    assert str(read.root_object["/Lang"]).startswith("sv")
    assert "/StructTreeRoot" in read.root_object
    assert "Region Västmanland" in read.pages[0].extract_text()


def test_the_region_s_own_template_is_used_for_word(tour: Project) -> None:
    file: Any = docx.Document()
    for text in ("{{ region }} {{ datum }}", "{{ titel }}", "{{ innehall }}"):
        file.add_paragraph(text)
    path = tour.folder.path / FOLDER / "report.sv.docx"
    path.parent.mkdir(parents=True)
    file.save(str(path))
    found = docx.Document(io.BytesIO(word_octets(tour, DOCUMENT)))
    assert [one.text for one in found.paragraphs][1:] == ["Lägesrapport", "Vad som återstår", "Allt."]
    assert "Region Västmanland" in found.paragraphs[0].text
    english = docx.Document(io.BytesIO(word_octets(tour, DOCUMENT._replace(language="en"))))
    assert english.paragraphs[0].text == "Lägesrapport"


def test_it_looks_as_the_folder_says(tour: Project) -> None:
    path = tour.folder.path / FILE
    path.parent.mkdir(parents=True)
    path.write_text('sender = ["Staben", "Västerås"]\ncolour = "#004f8a"\n', encoding="utf-8")
    assert look_of(tour).sender == ("Staben", "Västerås")
    assert "Staben" in pypdf.PdfReader(io.BytesIO(pdf_bytes(tour, DOCUMENT))).pages[0].extract_text()
    path.write_text("sender = [", encoding="utf-8")
    with pytest.raises(RusctlError):
        look_of(tour)
