"""Word files looked at as a screen reader does: rusctl's own lack nothing, and each fault of others' is named."""

import docx
from docx.shared import RGBColor

from rusctl.language.catalogue import Language
from rusctl.output.document import Document, DocumentTable, Heading, Paragraph, Quote
from rusctl.output.word import word_bytes
from rusctl.papers.judging import judged
from rusctl.papers.look import PaperLook
from rusctl.papers.shipped_template import TemplateLine, letter_template
from rusctl.papers.word_checks import word_faults
from tests.papers.words import FIELDS, saved

REPORT = Document(
    "Sammanställning",
    "sv",
    (
        *(Heading("Kapitel"), Paragraph("Text"), Heading("Avsnitt", 2), Quote("Ja", "en kommun")),
        DocumentTable(("a", "b"), (("1", "2"),)),
    ),
)


def said(octets: bytes) -> list[str]:
    return [Language("en").text(one) for one in word_faults(octets, "sv")]


def test_rusctls_own_documents_lack_nothing() -> None:
    assert said(word_bytes(REPORT)) == []
    skipped = REPORT._replace(blocks=(Heading("Kapitel", 2),))
    assert said(word_bytes(skipped)) == ["a heading of level 3 follows one of level 1"]


def test_each_fault_is_named() -> None:
    file = docx.Document()
    file.add_paragraph().add_run("blekt").font.color.rgb = RGBColor(0xCC, 0xCC, 0xCC)
    file.add_table(rows=2, cols=2)
    found = said(saved(file))
    assert found == [
        "the language of the file is en-US, and it is written in sv",
        "the file has no title",
        "text in the colour #CCCCCC has a contrast of 1.61",
        "a table has no row of headings",
    ]
    assert said(b"hej") == ["the document is damaged; open it in Word and save it again"]


def test_the_shipped_template_can_be_used_and_lacks_nothing() -> None:
    lines = [
        TemplateLine("Svar till {{ recipient }}", "Heading 1"),
        TemplateLine("{%p for one in comments %}"),
        TemplateLine("Synpunkt {{ one.number }}", "Heading 2"),
        TemplateLine("{{ one.reason }}"),
        TemplateLine("{%p endfor %}"),
    ]
    look = PaperLook(sender=("Region Exempel", "Box 1"))
    octets = letter_template(("{{ date }}",), ("{{ recipient }}",), lines, look, "sv")
    assert octets == letter_template(("{{ date }}",), ("{{ recipient }}",), lines, look, "sv")
    found = judged(octets, FIELDS)
    assert found.faults == ()
    assert found.template is not None
    filled = found.template.fill(FIELDS.samples(), "Svar", "sv")
    assert said(filled) == []
