"""A template filled: what is in a value stays a text, whatever it looks like, and what is missing is an error."""

import io
import zipfile

import pytest

from rusctl.errors import RusctlError
from rusctl.papers.fields import PaperValues
from rusctl.papers.filling import WordTemplate
from rusctl.papers.word_checks import word_faults
from tests.papers.words import FIELDS, document, read, with_part

TEMPLATE = document(
    "Hej {{ mottagare }}", "{%p for c in comments %}", "{{ c.number }}: {{ c.reason }}", "{%p endfor %}"
)


def filled(recipient: str, *reasons: str) -> bytes:
    rows = [{"number": str(place), "reason": one} for place, one in enumerate(reasons, 1)]
    values = PaperValues({"recipient": recipient, "date": ""}, {"comments": rows})
    return WordTemplate(TEMPLATE, FIELDS).fill(values, "Svar på ert yttrande", "sv")


def test_a_value_is_a_text_and_nothing_else() -> None:
    odd = "A & B <AB> {{ x }} {% endfor %} é\x01"
    assert read(filled(odd, "rad 1\nrad 2", "")) == [
        *(f"Hej {odd[:-1]}\\u0001", "1: rad 1\nrad 2", "2: "),
    ]


def test_a_filled_file_says_its_language_and_title_and_not_who_made_the_template() -> None:
    octets = filled("Exempelkommun")
    assert "the file has no title" not in [one.id for one in word_faults(octets, "sv")]
    with zipfile.ZipFile(io.BytesIO(octets)) as found:
        core = found.read("docProps/core.xml").decode()
    assert "Svar på ert yttrande" in core
    assert "python-docx" not in core


def test_where_the_template_lay_on_somebodys_computer_is_not_sent() -> None:
    link = (
        b'<Relationship Id="rId9" Target="file:///C:/Users/anna/Normal.dotm" TargetMode="External" '
        b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"/>'
    )
    rels = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">' + link
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(TEMPLATE)) as found, zipfile.ZipFile(buffer, "w") as packed:
        for one in found.namelist():
            packed.writestr(one, found.read(one))
        packed.writestr("word/_rels/settings.xml.rels", rels + b"</Relationships>")
    pointed = with_part(buffer.getvalue(), "word/settings.xml", b"<w:zoom", b'<w:attachedTemplate r:id="rId9"/><w:zoom')
    values = PaperValues({"recipient": "A", "date": ""}, {"comments": []})
    octets = WordTemplate(pointed, FIELDS).fill(values, "Svar", "sv")
    with zipfile.ZipFile(io.BytesIO(octets)) as found:
        assert not any(b"anna" in found.read(one) or b"attachedTemplate" in found.read(one) for one in found.namelist())


def test_a_value_that_is_missing_is_an_error_and_no_blank() -> None:
    with pytest.raises(KeyError):
        WordTemplate(TEMPLATE, FIELDS).fill(PaperValues({"recipient": "A"}, {"comments": []}), "Svar", "sv")
    with pytest.raises(RusctlError):
        WordTemplate(document("{{ missing }}"), FIELDS).fill(FIELDS.samples(), "Svar", "sv")
    with pytest.raises(RusctlError):
        WordTemplate(document("{{ ''.__class__.__mro__ }}"), FIELDS).fill(FIELDS.samples(), "Svar", "sv")
