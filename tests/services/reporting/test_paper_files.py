"""Reports as PDF: in the look that the folder says, with its title and language; the same document gives the same."""

import io
from typing import Any

import docx
import pypdf
import pytest

from rusctl.errors import RusctlError
from rusctl.language.catalogue import Language
from rusctl.output.document import Document, Heading, LetterHead, Paragraph
from rusctl.papers.look import FILE, FOLDER
from rusctl.services.planning.checking import findings_of
from rusctl.services.project import Project
from rusctl.services.reporting.overview import overview
from rusctl.services.reporting.paper_files import look_of, own_octets, pdf_bytes, word_octets
from rusctl.services.reporting.status_report import status_report
from tests.papers.words import foot

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


def test_each_page_says_the_region_and_the_day(tour: Project) -> None:
    assert foot(word_octets(tour, DOCUMENT)) == "Region Västmanland\t8 november 2018\t1 (1)"
    english = own_octets(tour, DOCUMENT._replace(language="en"))
    assert foot(english) == "Region Västmanland\t8 November 2018\t1 (1)"


def test_it_looks_as_the_folder_says(tour: Project) -> None:
    path = tour.folder.path / FILE
    path.parent.mkdir(parents=True)
    path.write_text('sender = ["Staben", "Västerås"]\ncolour = "#004f8a"\n', encoding="utf-8")
    assert look_of(tour).sender == ("Staben", "Västerås")
    assert "Staben" in pypdf.PdfReader(io.BytesIO(pdf_bytes(tour, DOCUMENT))).pages[0].extract_text()
    assert foot(word_octets(tour, DOCUMENT)) == "Staben\t8 november 2018\t1 (1)"
    path.write_text("sender = [", encoding="utf-8")
    with pytest.raises(RusctlError):
        look_of(tour)


def test_a_letter_has_the_sender_of_the_folder_and_a_report_in_a_template_its_marks(tour: Project) -> None:
    letter = DOCUMENT._replace(head=LetterHead(("Regionen",), ("1 maj 2019", "Dnr RV 1"), ("Till alla",)))
    assert "Regionen" in pypdf.PdfReader(io.BytesIO(pdf_bytes(tour, letter))).pages[0].extract_text()
    path = tour.folder.path / FILE
    path.parent.mkdir(parents=True)
    path.write_text('sender = ["Staben", "Box 1"]\n', encoding="utf-8")
    text = pypdf.PdfReader(io.BytesIO(pdf_bytes(tour, letter))).pages[0].extract_text()
    assert [part in text for part in ("Staben", "Box 1", "Dnr RV 1", "Till alla", "Regionen")] == [True] * 4 + [False]
    said = [one.text for one in docx.Document(io.BytesIO(word_octets(tour, letter))).paragraphs]
    assert said[:4] == ["Staben\nBox 1", "1 maj 2019\nDnr RV 1", "Till alla", "Lägesrapport"]
    file: Any = docx.Document()
    for place in ("Regionens huvud", "{{ titel }}", "{{ innehall }}"):
        file.add_paragraph(place)
    file.save(str(path.parent / "report.sv.docx"))
    said = [one.text for one in docx.Document(io.BytesIO(word_octets(tour, letter))).paragraphs]
    assert said[:4] == ["Regionens huvud", "Lägesrapport", "1 maj 2019\nDnr RV 1", "Till alla"]


@pytest.mark.parametrize("day", ["2018-11-08", "2019-11-15"])
def test_the_report_for_the_steering_group_takes_one_page(tour: Project, day: str) -> None:
    project = Project(str(tour.folder.path), day)
    findings = findings_of(project.loaded, project.today)
    report = status_report(overview(project.plan, project.today, findings), Language("sv"))
    assert len(pypdf.PdfReader(io.BytesIO(pdf_bytes(project, report))).pages) == 1
