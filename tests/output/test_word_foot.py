"""What stands at the bottom of each page of a Word file: whose it is, the day, and the page of how many."""

import datetime as dt
import io
from typing import Any

import docx
import pytest
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml.ns import qn
from docx.shared import Cm

from rusctl.output.document import Document, Paragraph
from rusctl.output.strategy_word import text_bytes
from rusctl.output.word import PageFoot, word_bytes
from rusctl.papers.look import PaperLook
from rusctl.papers.report_template import report_bytes
from rusctl.papers.shipped_template import letter_template
from rusctl.strategy import ids

DAY = dt.date(2018, 11, 7)
BLOCKS = ids.read("# Strategin\n\nFler i arbete.\n").blocks


def footers(octets: bytes) -> list[Any]:
    """Give the paragraphs below the pages of a Word file."""
    file: Any = docx.Document(io.BytesIO(octets))
    return [one for section in file.sections for one in section.footer.paragraphs]


def fields(paragraph: Any) -> list[str]:
    """Give the instructions of a paragraph's fields, each of which begins, is parted and ends."""
    kinds = [one.get(qn("w:fldCharType")) for one in paragraph.part.element.iter(qn("w:fldChar"))]
    found = [one.text.strip() for one in paragraph.part.element.iter(qn("w:instrText"))]
    assert kinds == ["begin", "separate", "end"] * len(found)
    return found


@pytest.mark.parametrize(
    ("octets", "said"),
    [
        (
            word_bytes(Document("Rapport", "sv", ()), PageFoot("Region Exempel", DAY)),
            "Region Exempel\t7 november 2018\t1 (1)",
        ),
        (
            word_bytes(Document("Report", "en", (Paragraph("x"),)), PageFoot("A & <b>\n", DAY)),
            "A & <b>\t7 November 2018\t1 (1)",
        ),
        (word_bytes(Document("Rapport", "sv", ())), "\t\t1 (1)"),
        (
            text_bytes(BLOCKS, "sv", foot=PageFoot("Region Exempel", DAY)),
            "Region Exempel\t7 november 2018\t1 (1)",
        ),
        (letter_template((), (), (), PaperLook(sender=("Region Exempel", "x")), "sv"), "Region Exempel\t\t1 (1)"),
    ],
)
def test_each_page_says_whose_it_is_the_day_and_its_number(octets: bytes, said: str) -> None:
    (foot,) = footers(octets)
    assert foot.text == said
    assert fields(foot) == ["PAGE", "NUMPAGES"]
    stops = foot.paragraph_format.tab_stops
    section = docx.Document(io.BytesIO(octets)).sections[0]
    room = Cm(21) - (section.left_margin or 0) - (section.right_margin or 0)
    assert [one.alignment for one in stops] == [WD_TAB_ALIGNMENT.CENTER, WD_TAB_ALIGNMENT.RIGHT]
    assert [round(one.position / Cm(1), 1) for one in stops] == [round(room / Cm(1) / 2, 1), round(room / Cm(1), 1)]


def test_a_region_s_own_template_keeps_its_own_foot() -> None:
    file: Any = docx.Document()
    file.sections[0].footer.paragraphs[0].text = "Region Exempel, Storgatan 1"
    file.add_paragraph("{{ content }}")
    buffer = io.BytesIO()
    file.save(buffer)
    values = {"region": "r", "process": "p", "date": "d", "contact": "c"}
    report = report_bytes(Document("Rapport", "sv", (Paragraph("x"),)), buffer.getvalue(), values, "mall.docx")
    strategy = text_bytes(BLOCKS, "sv", buffer.getvalue(), PageFoot("Region Exempel", DAY))
    for octets in (report, strategy):
        assert [one.text for one in footers(octets)] == ["Region Exempel, Storgatan 1"]
