"""Papers of the process: what each says, what it names as lacking, and that Word files have their structure."""

import io
import re
import zipfile
from pathlib import Path
from typing import Any

import pytest

from rusctl.database.database import Register
from rusctl.language.catalogue import Language
from rusctl.model.plan import Event
from rusctl.output.document import (
    Block,
    Document,
    DocumentTable,
    Heading,
    LetterHead,
    Paragraph,
    Quote,
    markdown,
    texts,
)
from rusctl.output.page import html
from rusctl.output.word import word_bytes
from rusctl.register import participants
from rusctl.services import selection
from rusctl.services.consulting.naming import named
from rusctl.services.planning.checking import findings_of
from rusctl.services.project import Project
from rusctl.services.reporting import handed_papers, papers
from rusctl.services.reporting.brief_replies import shortened
from rusctl.services.reporting.overview import overview
from tests.services.conftest import add
from tests.services.consultation.answered import Came, Said, remiss

SV, EN = Language("sv"), Language("en")
COMMITMENT = """
[[commitment]]
id = "utbildning"
what = "En gemensam utbildning"
who = ["Region Exempel"]
inputs = ["SALA-014"]
"""
CONSULTATION = """
[[consultation]]
id = "rus"
name = "Remiss av strategin"
opens = "consultation-opens"
closes = "consultation-closes"
dnr = "RV 2019/1234"

[[consultation.question]]
id = "mal"
text = "Är målen de rätta?"
"""


def event_of(project: Project) -> Event:
    return selection.event(project.readable().plan, "sala")


def test_the_brief_has_who_came_what_was_said_and_what_was_promised(tour: Project, register: Register) -> None:
    def work(change: Any) -> None:
        participants.count(change, "sala", "came", role="politiker", municipality="sala", number=6)

    register.change("test", work)
    add(tour.folder.path, "config/commitments.toml", COMMITMENT)
    again = tour.again()
    said: list[Block] = [Heading("Frågan"), Paragraph("Bussen går för sällan."), Heading("Tom")]
    text = markdown(papers.brief(again, event_of(again), said, SV))
    for line in (
        "# Underlag inför besök: Kommundialog Sala",
        "| Politiker | 6 |",
        "## Vad som har sagts här\n\n### Frågan\n\nBussen går för sällan.\n\n##",
        "| En gemensam utbildning | Region Exempel |",
        "små tal är inte dolda här",
    ):
        assert line in text


def test_a_brief_of_a_place_where_nothing_has_been_says_so(tour: Project) -> None:
    text = markdown(papers.brief(tour, event_of(tour), [], EN))
    assert "## What is not known\n\nNo other event has been here." in text


def test_thanks_say_what_happens_next_and_that_nothing_is_stored(tour: Project) -> None:
    text = markdown(papers.thanks(tour, event_of(tour), [], SV))
    assert "Tack för att du deltog i Kommundialog Sala" in text
    assert "Inget av det som sades är lagrat än." in text
    assert "Kontakt: region@regionvastmanland.se" in text


def test_the_attachment_has_the_timetable_with_first_promises_and_the_law_of_its_day(tour: Project) -> None:
    text = markdown(papers.decision_paper(tour, selection.milestone(tour.readable().plan, "council"), SV))
    assert text.startswith("# Bilaga till tjänsteskrivelsen: Regionfullmäktige beslutar")
    assert "| Regionfullmäktige beslutar | tis 18 feb. 2020 |" in text
    assert "10 § förordningen (2017:583)" in text
    assert "Ingen dialog är markerad som hållen." in text


def test_the_cover_letter_says_what_is_asked_how_and_by_when(tour: Project) -> None:
    add(tour.folder.path, "config/consultations.toml", CONSULTATION)
    again = Project(str(tour.folder.path), "2019-09-01")
    text = markdown(handed_papers.cover_letter(again, named(again, "rus"), SV))
    for line in (
        "Region Västmanland\\\nregion@regionvastmanland.se\n\n",
        "\n\n1 september 2019\\\nDnr RV 2019/1234\n\nTill remissinstanserna på sändlistan\n\n# Missiv: ",
        "# Missiv: Remiss av strategin",
        "Svaret ska ha kommit in senast tisdag 15 oktober 2019.",
        "- Är målen de rätta?",
        "- Skicka svaret till region@regionvastmanland.se.",
        "- Skriv RV 2019/1234 i ämnesraden.",
    ):
        assert line in text
    assert "## Inte klart" not in text


def test_the_handover_has_what_is_open_and_where_it_is_kept(tour: Project) -> None:
    findings = findings_of(tour.loaded, tour.today)
    text = markdown(handed_papers.handover(overview(tour.plan, tour.today, findings), findings, SV))
    for line in (
        "## Händelser som inte är klara",
        "Kommundialog Norberg",
        "## Var det finns",
        "rusctl register backup",
    ):
        assert line in text


def papers_of(project: Project) -> list[Document]:
    milestone = selection.milestone(project.readable().plan, "council")
    findings = findings_of(project.loaded, project.today)
    return [
        papers.brief(project, event_of(project), [], SV),
        papers.thanks(project, event_of(project), [], SV),
        papers.decision_paper(project, milestone, SV),
        handed_papers.handover(overview(project.plan, project.today, findings), findings, SV),
    ]


def test_a_paper_in_english_has_no_words_of_a_period_in_swedish(tour: Project) -> None:
    council = selection.milestone(tour.readable().plan, "council")
    swedish, english = (markdown(papers.decision_paper(tour, council, language)) for language in (SV, EN))
    assert "hösten 2019" in swedish
    assert "hösten" not in english
    assert "16 Oct – 31 Dec 2019" in english


def test_the_attachment_tells_of_nothing_after_its_day(tour: Project) -> None:
    again = Project(str(tour.folder.path), "2019-11-15")
    text = markdown(papers.decision_paper(again, selection.milestone(again.readable().plan, "council"), SV))
    assert "| Regionfullmäktige beslutar | tis 18 feb. 2020 | tis 18 feb. 2020 |  |" in text


def test_a_brief_has_what_the_municipality_replied_and_how_it_was_answered(tmp_path: Path) -> None:
    project, _ = remiss(
        tmp_path,
        [
            Came(("Almheds kommun",), (Said("Tågen måste gå oftare.", "met", "Vi håller med."), Said("Bygg.", ""))),
            Came(
                ("Almheds Eva",),
                (
                    Said(
                        "Hemligt.",
                    ),
                ),
                private=True,
            ),
            Came(("Björkmo kommun",), (Said("Annat."),)),
        ],
    )
    almhed = selection.event(project.readable().plan, "almhed")
    text = markdown(papers.brief(project, almhed, [], SV))
    assert "### Almheds kommun: Remissen om utvecklingsstrategin" in text
    assert "2 synpunkter, 1 besvarade." in text
    assert "| Tågen måste gå oftare. | Tillgodoses | Vi håller med. |" in text
    assert "| Bygg. |  |  |" in text
    assert not re.search("Hemligt|Eva|Annat", text)


def test_what_was_said_at_each_event_stands_under_its_name(tour: Project) -> None:
    said: list[Block] = [Paragraph("24 inspel."), Heading("Efter rubrik"), Quote("Ord", "Politiker")]
    found = papers.said_at(tour, event_of(tour), said, SV)
    assert found[0] == Heading("Kommundialog Sala")
    assert found[2] == Heading("Efter rubrik", 2)
    assert papers.said_at(tour, event_of(tour), [], SV) == []


def test_of_many_quotations_a_brief_has_the_first_few() -> None:
    quotes = [Quote(f"Ord {number}", "Politiker") for number in range(9)]
    blocks: list[Block] = [Heading("Först"), *quotes[:6], Heading("Sedan"), Heading("Under", 2), *quotes[6:]]
    found = shortened(blocks, SV)
    assert found[:-1] == blocks[:7]
    assert found[-1] == Paragraph("3 inspel till finns i rapporten om vad som sades: rusctl report inputs")


@pytest.mark.parametrize("number", range(4))
def test_a_word_file_has_styles_a_language_a_title_and_header_rows(number: int, tour: Project) -> None:
    document = papers_of(tour)[number]
    with zipfile.ZipFile(io.BytesIO(word_bytes(document))) as packed:
        body, styles = packed.read("word/document.xml").decode(), packed.read("word/styles.xml").decode()
        core = packed.read("docProps/core.xml").decode()
    tables = [block for block in document.blocks if isinstance(block, DocumentTable)]
    headings = [block for block in document.blocks if isinstance(block, Heading)]
    assert body.count("<w:tblHeader/>") == body.count("<w:tbl>") == len(tables)
    captions = re.findall(r'<w:tblCaption w:val="([^"]*)"', body)
    assert captions == [", ".join(filter(None, table.header)) for table in tables]
    assert body.count('w:firstRow="1"') == len(tables)
    assert body.count('<w:pStyle w:val="Heading') == len(headings) + 1
    assert 'w:lang w:val="sv-SE"' in styles
    assert document.title in core
    assert "<dc:creator>" not in core


def test_a_letter_has_its_head_above_its_title_in_each_format() -> None:
    head = LetterHead(("Region <Exempel>", "Box 1"), ("1 maj 2019", "Dnr RE 1"), ("Till alla",))
    letter = Document("Missiv", "sv", (Paragraph("Hej."),), head)
    assert html(letter).index("<p>Region &lt;Exempel&gt;<br>Box 1</p>") < html(letter).index("<h1>Missiv</h1>")
    assert markdown(letter).startswith(
        "Region \\<Exempel\\>\\\nBox 1\n\n1 maj 2019\\\nDnr RE 1\n\nTill alla\n\n# Missiv"
    )
    with zipfile.ZipFile(io.BytesIO(word_bytes(letter))) as packed:
        body = packed.read("word/document.xml").decode()
    words = re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>|(<w:br/>)|(</w:p>)", body)
    said = "".join(text or ("/" if line else "|") for text, line, _ in words)
    assert said == "Region &lt;Exempel&gt;/Box 1|1 maj 2019/Dnr RE 1|Till alla|Missiv|Hej.|"
    assert [*texts(letter)][:3] == ["Region <Exempel>", "Box 1", "1 maj 2019"]
