"""The strategy's text taken in, matched, compared and written out, without a command line."""

import io
from pathlib import Path

import docx
import pytest

from rusctl.checks.run import private_findings
from rusctl.errors import RusctlError, UsageError
from rusctl.language.catalogue import Language
from rusctl.model.plan import TextFile
from rusctl.output.document import markdown
from rusctl.output.page import html
from rusctl.output.strategy_word import text_bytes
from rusctl.output.word import word_bytes
from rusctl.services.planning import change_events
from rusctl.services.planning.checking import findings_of
from rusctl.services.project import Project
from rusctl.services.strategy import compare, export_text, listings, matched, reasons, take_text, texts
from rusctl.services.strategy.take_text import TextGiven, TextProposal
from rusctl.storage.files import journal
from rusctl.storage.files.names import VERSIONS
from rusctl.storage.untrusted.word_text import LOOK, work
from rusctl.strategy import ids
from tests.services.conftest import said
from tests.storage.untrusted.documents import EVERYTHING, MARKDOWN, document

DAMAGED = "text.md is not read: the document is damaged; open it in Word and save it again"
NONE = "there is no version of the strategy; take one in: rusctl strategy import FILE --as ID"
FIRST = """# Ett nyskapande Västmanland

## Kompetens

Länet ska ha en hållbar tillväxt där fler människor är i arbete. Kommunerna samverkar om utbildning med högskolan.

- en punkt om pendling
- en till om bredband

## Transporter

Transporter mellan städerna ska ta mindre än en timme med tåg.
"""
SECOND = """# Ett nyskapande Västmanland

## Transporter

Transporter mellan städerna ska ta mindre än en timme med buss.

## Kompetens

Länet ska ha en hållbar tillväxt där fler människor är i arbete.

Kommunerna samverkar om utbildning med högskolan.

- en punkt om pendling

Regionen följer upp målen varje år.
"""


def taken(project: Project, text: str | bytes, given: TextGiven, name: str = "text.md") -> Project:
    carry(project, proposed(project, text, given, name))
    return project.again()


def proposed(project: Project, text: str | bytes, given: TextGiven, name: str = "text.md") -> TextProposal:
    file = project.folder.path.parent / name
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    return take_text.propose(project, str(file), given)


def carry(project: Project, proposal: TextProposal) -> None:
    take_text.carry_out(project, proposal)


@pytest.fixture
def two(tour: Project) -> Project:
    """The tour with two versions of the text."""
    return taken(taken(tour, FIRST, TextGiven("remiss")), SECOND, TextGiven("antagen"))


def codes(project: Project) -> list[tuple[str, str]]:
    found = findings_of(project.loaded, project.today)
    return [(one.code, said(one.message)) for one in found if one.code.startswith(("RUS72", "RUS74"))]


def test_the_first_version_gets_ids(tour: Project) -> None:
    proposal = proposed(tour, FIRST, TextGiven("remiss", name="Remissversionen", milestone="council"))
    assert [said(one) for one in matched.summary(proposal)] == ["7 paragraphs get ids"]
    carry(tour, proposal)
    after = tour.again()
    rows = listings.paragraph_rows(texts.texts(after)[0])
    assert [row["paragraph"] for row in rows] == [f"p00{n}" for n in range(1, 8)]
    assert listings.version_rows(after)[0]["milestone"] == "council"
    assert export_text.markdown(after, "remiss", with_ids=False).decode() == FIRST
    assert b"<!-- p003 -->\n" in export_text.markdown(after, "Remissversionen", with_ids=True)
    assert codes(after) == []


def test_the_next_version_keeps_them(two: Project) -> None:
    text = texts.texts(two)[1].text
    assert [one.id for one in text.identified] == ["p001", "p006", "p007", "p002", "p003", "p008", "p004", "p009"]
    assert codes(two) == []
    found = compare.compared(two, "remiss", "antagen")
    became = {one.id: said(compare.what(one)) for one in found.changed}
    assert became.keys() == {"p003", "p005", "p007", "p008", "p009"} | {
        name for name, what in became.items() if what == "moved"
    }
    assert became["p003"].startswith("reworded")
    by_id = {one.id: one for one in found.found}
    assert compare.marked(by_id["p007"], 30).endswith("[-tåg-] [+buss+].")
    assert said(compare.what(by_id["p008"])) == "split off (p003)"
    assert said(compare.what(by_id["p005"])) == "gone"
    assert found.number(by_id["p007"]) == "1"
    assert texts.paragraph(found.old, "2.").id == "p006"


def test_taking_in_is_undone_whole(two: Project) -> None:
    folder = two.folder.path
    with journal.changing(folder):
        journal.undo(folder, ("undo",), two.now)
    after = two.again()
    assert [one.version.id for one in texts.texts(after)] == ["remiss"]
    assert [one.id for one in after.plan.versions] == ["remiss"]


def test_answers_correct_the_match(tour: Project) -> None:
    before = taken(tour, "Mål för länet.\n\nMål för kommunen.\n", TextGiven("remiss"))
    text = "Målen i länet nås snart.\n\nNågot annat.\n"
    answers = ("1=p002", "2=part:p002", "p001=gone")
    proposal = proposed(before, text, TextGiven("antagen", answers=answers))
    assert [(one.id, one.became.value) for one in proposal.matching.places] == [("p002", "reworded"), ("", "split")]
    assert proposal.unsure == ()
    written = take_text.answer_text(proposal)
    assert [line.partition("  #")[0] for line in written.splitlines()] == ["1=p002", "2=part:p002", "p001=gone"]
    file = before.folder.path.parent / "answers.txt"
    file.write_text(written, encoding="utf-8")
    again = proposed(before, text, TextGiven("antagen", answer_file=str(file), answers=("2=new",)))
    assert [one.became.value for one in again.matching.places] == ["reworded", "new"]
    merged = proposed(before, text, TextGiven("antagen", answers=("1=p001", "p002=into:1")))
    assert (merged.matching.places[0].of, merged.matching.gone) == (("p002",), ())


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        ("x", "x is no answer; write 14=p031, 14=new, 14=part:p031, p032=into:14 or p033=gone"),
        ("9=p001", "the new text has no paragraph 9; it has 1"),
        ("1=p009", "the version before has no paragraph p009"),
        ("p001=into:2", "the new text has no paragraph 2; it has 1"),
        ("p001=away", "p001=away is no answer; write 14=p031, 14=new, 14=part:p031, p032=into:14 or p033=gone"),
    ],
)
def test_an_answer_that_is_none_is_refused(tour: Project, answer: str, sentence: str) -> None:
    before = taken(tour, "Mål.\n", TextGiven("remiss"))
    with pytest.raises(UsageError, check=lambda one: said(one.message) == sentence):
        proposed(before, "Mål.\n", TextGiven("antagen", answers=(answer,)))


def test_two_paragraphs_cannot_be_one(tour: Project) -> None:
    before = taken(tour, "Mål.\n", TextGiven("remiss"))
    with pytest.raises(UsageError, check=lambda one: "cannot both be p001" in said(one.message)):
        proposed(before, "Mål.\n\nAnnat.\n", TextGiven("antagen", answers=("1=p001", "2=p001")))


@pytest.mark.parametrize(
    ("data", "given", "sentence"),
    [
        (b"", TextGiven("a"), "text.md holds no text"),
        (b"\n---\n", TextGiven("a"), "text.md holds no text"),
        (b"\xff\xfe", TextGiven("a"), "text.md is not written in UTF-8; save it so and try again"),
        (b"a\0b", TextGiven("a"), "text.md is no text"),
        (b"{\\rtf1}", TextGiven("a"), "text.md is an RTF file; save it as .docx"),
        (
            b"PK\x03\x04",
            TextGiven("a"),
            DAMAGED,
        ),
        (b"a", TextGiven("a", replace=True), "there is no version a to replace"),
        (
            b"a",
            TextGiven("a", against="b"),
            NONE,
        ),
        (b"a", TextGiven("A"), "A is no id: write small letters a to z, digits and hyphens, such as koping-2"),
        (b"a", TextGiven("a", headings="x"), "--headings takes look, style"),
    ],
)
def test_what_cannot_be_taken_in_is_refused(tour: Project, data: bytes, given: TextGiven, sentence: str) -> None:
    with pytest.raises(RusctlError) as refused:
        proposed(tour, data, given)
    assert said(refused.value.message) == sentence.replace("text.md", "text.md")


def test_a_version_is_replaced_only_when_that_is_said(two: Project) -> None:
    with pytest.raises(RusctlError, check=lambda one: "--replace" in said(one.message)):
        proposed(two, SECOND, TextGiven("antagen"))
    after = taken(two, SECOND + "\nNytt sist.\n", TextGiven("antagen", replace=True))
    assert texts.texts(after)[1].text.identified[-1].id == "p010"
    assert codes(after) == []


def test_what_somebody_does_by_hand_is_found(two: Project) -> None:
    file = two.folder.path / "strategy" / "antagen.md"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("<!-- p007 -->\n", "").replace("<!-- p008 -->", "<!-- p003 -->"), encoding="utf-8")
    assert sorted({code for code, _ in codes(two.again())}) == ["RUS720", "RUS721", "RUS722", "RUS724"]
    mended = taken(two.again(), file.read_text(encoding="utf-8"), TextGiven("antagen", replace=True))
    assert [code for code, _ in codes(mended)] == ["RUS722", "RUS724"]


def test_a_reason_is_kept_in_the_plan(two: Project) -> None:
    proposal = reasons.reason(two, "antagen", "p003", "Efter samråd", ("SALA-014",))
    change_events.write(two, proposal.new, proposal.old, VERSIONS)
    after = two.again()
    found = {one.id: one for one in compare.compared(after, "remiss", "antagen").found}
    assert (found["p003"].reason, found["p003"].inputs) == ("Efter samråd", ("SALA-014",))
    assert "p003" not in {one.id for one in compare.compared(after, "remiss", "antagen").without_reason}
    out = reasons.reason(after, "antagen", "p003", "", ())
    assert "Efter samråd".encode() not in out.new
    with pytest.raises(RusctlError, check=lambda one: "no version up to remiss has" in said(one.message)):
        reasons.reason(after, "remiss", "p009", "x", ())
    with pytest.raises(RusctlError, check=lambda one: "still stands" in said(one.message)):
        reasons.gone(after, "antagen", "p003", "")
    with pytest.raises(RusctlError, check=lambda one: "is no" in said(one.message) or "must be" in said(one.message)):
        reasons.reason(after, "antagen", "p003", "x", ("sala",))


def test_a_change_list_is_a_report_in_three_forms(two: Project) -> None:
    found = compare.compared(two, "remiss", "antagen")
    report = compare.document(found, Language("sv"), "RUS")
    assert "med ~~tåg~~ **buss**." in markdown(report)
    assert "<del> tåg</del><ins> buss</ins>." in html(report)
    runs = [run for one in docx.Document(io.BytesIO(word_bytes(report))).paragraphs for run in one.runs]
    assert [(run.text, run.font.strike, run.font.underline) for run in runs if "buss" in run.text] == [
        (" buss", None, True)
    ]
    assert [run.text for run in runs if run.font.strike and "tåg" in run.text] == [" tåg"]
    with pytest.raises(RusctlError, check=lambda one: "name the earlier one first" in said(one.message)):
        compare.compared(two, "antagen", "remiss")


def test_a_word_file_is_taken_in_with_its_account(tour: Project) -> None:
    proposal = proposed(tour, document(EVERYTHING), TextGiven("remiss"), "RUS remiss.docx")
    account = [said(one) for one in proposal.account]
    assert account[0] == (
        "RUS remiss.docx: 33 paragraphs, of which 24 are taken in: 5 headings, 8 of plain text, 6 items of lists, "
        "4 in the cells of tables, 1 in notes"
    )
    assert account[1].startswith(
        "not taken in: 2 lines of the contents list, 2 deleted paragraphs, 4 empty paragraphs, "
    )
    assert "1 comment" in account[1]
    after = taken(tour, document(EVERYTHING), TextGiven("remiss"), "RUS remiss.docx")
    assert export_text.markdown(after, "remiss", with_ids=False).decode() == MARKDOWN
    (version,) = after.plan.versions
    assert (version.source, version.unnumbered) == ("RUS remiss.docx", ("p001", "p002", "p006", "p007"))


def template(*paragraphs: str) -> bytes:
    file = docx.Document()
    for text in paragraphs:
        file.add_paragraph(text)
    buffer = io.BytesIO()
    file.save(buffer)
    return buffer.getvalue()


def test_a_text_goes_where_the_template_has_its_place() -> None:
    text = "# Strategin\n\n## Mål\n\n**Fler** i arbete.[^1]\n\n1. ett\n2. två\n\n"
    blocks = ids.read(f"{text}| A | B |\n|---|---|\n| 1 | 2 |\n\n[^1]: Källa.\n").blocks
    found = docx.Document(io.BytesIO(text_bytes(blocks, "sv", template("Omslag", "{{ strategi }}", "Sist"))))
    assert [(one.text, one.style and one.style.name) for one in found.paragraphs if one.text] == [
        ("Omslag", "Normal"),
        ("Strategin", "Title"),
        ("Mål", "Heading 1"),
        ("Fler i arbete.1", "Normal"),
        ("ett", "List Number"),
        ("två", "List Number"),
        ("Noter", "Heading 1"),
        ("1. Källa.", "Normal"),
        ("Sist", "Normal"),
    ]
    assert [cell.text for row in found.tables[0].rows for cell in row.cells] == ["A", "B", "1", "2"]
    assert found.core_properties.title == "Strategin"
    assert found.core_properties.author == ""


@pytest.mark.parametrize("place", [(), ("Omslag",)])
def test_word_out_is_word_in(place: tuple[str, ...]) -> None:
    """What is written for Word is read from it again, but for what has no place in Word."""
    text = "# Strategin\n\n## Mål\n\nFler i **arbete** och [länk](https://example.se/).\n\n- a\n- b\n\n"
    text += "| A | B |\n| --- | --- |\n| 1 | 2 |\n"
    octets = text_bytes(ids.read(text).blocks, "sv", template(*place) if place else b"")
    found = work(octets, LOOK)["text"]
    assert found == ("Omslag\n\n" if place else "") + text
    assert octets == text_bytes(ids.read(text).blocks, "sv", template(*place) if place else b"")


@pytest.mark.parametrize("data", [b"PK\x03\x04", b"x", document("<w:p>")])
def test_a_template_that_is_none_is_refused(two: Project, data: bytes) -> None:
    file = two.folder.path.parent / "mall.dotx"
    file.write_bytes(data)
    with pytest.raises(RusctlError, check=lambda one: said(one.message).startswith("mall.dotx: ")):
        export_text.word(two, "antagen", str(file), "sv")


def test_personal_data_in_the_texts_are_found(two: Project) -> None:
    found = [TextFile("strategy/antagen.md", "Ring 070-174 06 05 eller skriv till eva.test@example.org.\n")]
    found.append(TextFile("config/commitments.toml", 'who = ["eva.test@example.org"]\n'))
    assert {one.file for one in private_findings(found, two.plan, two.today)} == {one.name for one in found}


def test_a_link_in_the_place_of_the_folder_is_refused(tour: Project, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (tour.folder.path / "strategy").symlink_to(elsewhere)
    proposal = proposed(tour, FIRST, TextGiven("remiss"))
    with pytest.raises(RusctlError, check=lambda one: "is a link" in said(one.message)):
        carry(tour, proposal)
    assert list(elsewhere.iterdir()) == []


def test_what_cannot_be_read_is_said_and_not_taken_for_nothing(two: Project) -> None:
    path = two.folder.path / VERSIONS
    path.write_text(path.read_text(encoding="utf-8") + "\nbroken =\n", encoding="utf-8")
    again = two.again()
    for asked in (listings.version_rows, texts.texts):
        with pytest.raises(RusctlError) as caught:
            asked(again)
        assert (caught.value.at.file, said(caught.value.message)) == (
            VERSIONS,
            "there is no value after the = sign; write one, or remove the line",
        )


def test_a_word_file_that_is_none_is_damaged(tour: Project, tmp_path: Path) -> None:
    (tmp_path / "text.docx").write_text("# Mål\n", encoding="utf-8")
    with pytest.raises(RusctlError) as caught:
        take_text.propose(tour, str(tmp_path / "text.docx"), TextGiven("remiss"))
    assert said(caught.value.message) == DAMAGED.replace("text.md", "text.docx")
