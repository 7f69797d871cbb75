"""Word files as people write them: what is read, and an account in which every paragraph and letter is."""

import html
import io
import re
import zipfile

import docx
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as some

from rusctl.errors import RusctlError
from rusctl.language.catalogue import Language
from rusctl.storage.untrusted import sandbox
from rusctl.storage.untrusted.word_text import LOOK, STYLES, WordText, read_bytes, work
from rusctl.strategy import ids
from tests.examples import NIGHTLY
from tests.storage.untrusted.bombs import DOCTYPE, OLE, packed
from tests.storage.untrusted.documents import EVERYTHING, MARKDOWN, cell, document, item, p, r

EXAMPLES = 1_000 if NIGHTLY else 25


def read(body: str, headings: str = LOOK) -> WordText:
    return WordText(**work(document(body), headings))


def in_file(data: bytes, name: str) -> tuple[int, int]:
    """How many paragraphs and letters a part of a file has, told without reading it as a document."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        text = archive.read(name).decode()
    letters = re.findall(r"<w:(?:t|delText)(?: [^>]*)?>([^<]*)<", text)
    return len(re.findall(r"<w:p[ >/]", text)), sum(len(html.unescape(one)) for one in letters)


def test_each_construct_is_read_or_told() -> None:
    found = read(EVERYTHING)
    assert found.text == MARKDOWN
    assert found.by_look == ("Fet rubrik utan stil",)
    assert found.unnumbered == (0, 1, 3, 4)
    assert found.left == {
        "deletions": 1,
        "insertions": 1,
        "hidden": 1,
        "text boxes": 1,
        "merged cells": 1,
        "pictures": 1,
        "comments": 1,
        "equations": 1,
        "placeholders": 1,
        "moved away": 1,
        "headers": 1,
    }
    assert found.counts["headings"] == 5
    assert found.counts["items"] == 6
    assert found.paragraphs == {"taken": 24, "contents": 2, "empty": 4, "said already": 1, "deleted": 2}


def test_the_account_sums() -> None:
    data = document(EVERYTHING)
    found = WordText(**work(data, LOOK))
    paragraphs, letters = (sum(one) for one in zip(in_file(data, "word/document.xml"), (1, 11), strict=True))
    assert sum(found.paragraphs.values()) == paragraphs
    assert sum(found.letters.values()) == letters
    assert "other" not in found.paragraphs
    assert "other" not in found.letters


def test_what_nobody_knows_is_other() -> None:
    found = read(p(r("Text.")) + f"<w:unknown>{p(r('okänt'))}</w:unknown>")
    assert found.text == "Text.\n"
    assert found.paragraphs["other"] == 1
    assert found.letters["other"] == 5


_texts = some.text("abc åäö*_#[]<>|-.1\\&`", min_size=1, max_size=20).map(
    lambda text: text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
)
_runs = some.builds(r, _texts, some.sampled_from(["", "<w:b/>", "<w:i/>", "<w:vanish/>", "<w:b/><w:i/>"]))
_inside = some.one_of(
    _runs,
    _runs.map("<w:ins>{}</w:ins>".format),
    _runs.map("<w:del>{}</w:del>".format),
    _runs.map("<w:smartTag>{}</w:smartTag>".format),
    _runs.map("<w:wrong>{}</w:wrong>".format),
)
_paragraphs = some.builds(
    p,
    some.lists(_inside, max_size=4).map("".join),
    some.sampled_from(["", "", "Rubrik1", "Rubrik2", "Innehll1", "Punkt"]),
    some.sampled_from(["", "", "", "<w:rPr><w:del/></w:rPr>"]),
)
_blocks = some.one_of(
    _paragraphs,
    _paragraphs.map("<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>".format),
    _paragraphs.map("<w:del>{}</w:del>".format),
    some.builds(item, _texts, some.integers(1, 2), some.integers(0, 3)),
    some.lists(_texts.map(cell), min_size=1, max_size=3).map(
        lambda cells: f"<w:tbl><w:tr>{''.join(cells)}</w:tr></w:tbl>"
    ),
)


@given(some.lists(_blocks, max_size=8).map("".join))
@settings(max_examples=EXAMPLES, deadline=None)
def test_every_paragraph_and_letter_is_counted_once(body: str) -> None:
    data = document(body)
    found = WordText(**work(data, LOOK))
    paragraphs, letters = in_file(data, "word/document.xml")
    assert sum(found.paragraphs.values()) == paragraphs + 1  # and the note's
    assert sum(found.letters.values()) == letters + 11
    blocks = ids.read(found.text).identified
    kinds = [one.kind.value for one in blocks]
    assert kinds.count("heading") == found.counts.get("headings", 0)
    assert kinds.count("table") == found.counts.get("tables", 0)
    assert kinds.count("item") == found.counts.get("items", 0)
    assert kinds.count("code") == 0


@given(_texts)
@settings(max_examples=EXAMPLES, deadline=None)
def test_letters_come_through_as_they_are(text: str) -> None:
    """What Markdown would take for markup is escaped, so that the words are those of the file."""
    said = " ".join(html.unescape(text).split())
    assume(said and not said.startswith("- "))
    for body in (p(r(text)), p(r(text), "Rubrik1"), item(text, 1)):
        assert [one.words for one in ids.read(read(body, STYLES).text).identified] == [said]


def test_headings_by_style_alone() -> None:
    body = p(r("Rubrik", "<w:b/>")) + p(r("Ett stycke text som är längre.")) + p(r("Stor", '<w:sz w:val="32"/>'))
    assert read(body, STYLES).by_look == ()
    assert read(body).by_look == ("Rubrik", "Stor")
    assert read(body).text.startswith("## Rubrik\n")
    assert "\n# Stor\n" in read(body).text


def test_a_file_that_python_docx_makes() -> None:
    file = docx.Document()
    file.add_heading("Strategin", level=0)
    file.add_heading("Mål", level=1)
    file.add_paragraph("Text.")
    file.add_paragraph("punkt", style="List Bullet")
    file.add_paragraph("ett", style="List Number")
    buffer = io.BytesIO()
    file.save(buffer)
    found = read_bytes(buffer.getvalue(), "x.docx")
    assert found.text == "# Strategin\n\n## Mål\n\nText.\n\n- punkt\n1. ett\n"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (OLE, "x is not read: this is the old .doc or another old Office format; save it as .docx"),
        (b"PK\x03\x04", "x is not read: the document is damaged; open it in Word and save it again"),
        (
            packed({"a": "b"}),
            "x is not read: this is a zip archive and no Word file; unpack it, and give the document in it",
        ),
        (packed({"mimetype": "b"}), "x is not read: this is no Word file but an OpenDocument file; save it as .docx"),
        (
            document("", **{"word/vbaProject.bin": ""}),
            "x is not read: the document holds macros (.docm); save it as .docx",
        ),
        (
            document("", **{"word/styles.xml": DOCTYPE.format(more="") + "<w>&a;</w>"}),
            "x is not read: the document declares a document type or entities, which Word never does; it is not read",
        ),
        (document("<w:p>"), "x is not read: the document is damaged; open it in Word and save it again"),
        (
            packed({"[Content_Types].xml": "<a/>", "word/document.xml": "<a>" + " " * (5 << 20) + "</a>"}),
            "x is not read: the document would unpack to more than a text takes; copy the text to a new document",
        ),
    ],
)
def test_what_is_no_word_file_is_refused_in_a_sentence(data: bytes, said: str) -> None:
    with pytest.raises(RusctlError) as refused:
        read_bytes(data, "x")
    assert Language("en").text(refused.value.message) == said


def test_deep_nesting_ends_at_a_limit() -> None:
    with pytest.raises(RusctlError, match="not read"):
        read_bytes(document("<w:ins>" * 20_000 + "</w:ins>" * 20_000), "x")


@given(some.binary(max_size=200))
@settings(max_examples=EXAMPLES, deadline=None)
def test_any_bytes_are_a_text_or_a_refusal(data: bytes) -> None:
    with pytest.raises(sandbox.Refused):
        work(data, LOOK)
