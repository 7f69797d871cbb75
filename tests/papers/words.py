"""Word files made for tests, paragraph by paragraph."""

import io
import zipfile
from collections.abc import Sequence
from typing import Any

import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from rusctl.language.message import msg
from rusctl.papers.fields import PaperBlock, PaperField, PaperFields

FIELDS = PaperFields(
    (
        PaperField("recipient", "mottagare", msg("to whom"), "Exempelkommun"),
        PaperField("date", "datum", msg("the day"), "2019-12-01"),
    ),
    (
        PaperBlock(
            "comments",
            "synpunkter",
            msg("the comments"),
            (
                PaperField("number", "nummer", msg("its number"), "17.4"),
                PaperField("reason", "skäl", msg("why"), "Linjen är beslutad."),
            ),
        ),
    ),
)


def foot(octets: bytes) -> str:
    """Give what stands below each page of a Word file."""
    file: Any = docx.Document(io.BytesIO(octets))
    return str(file.sections[0].footer.paragraphs[0].text)


def saved(file: Any) -> bytes:
    buffer = io.BytesIO()
    file.save(buffer)
    return buffer.getvalue()


def document(*paragraphs: str | Sequence[str]) -> bytes:
    """Give a file with a paragraph for each text; a list of texts is a paragraph of as many runs."""
    file = docx.Document()
    for one in paragraphs:
        paragraph = file.add_paragraph()
        for run in [one] if isinstance(one, str) else one:
            paragraph.add_run(run)
    return saved(file)


def with_field(name: str) -> bytes:
    """Give a file with a merge field, as Word's mail merge makes it."""
    file: Any = docx.Document()
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), f" MERGEFIELD {name} ")
    run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = f"«{name}»"
    run.append(text)
    field.append(run)
    file.add_paragraph("Hej ")._p.append(field)  # noqa: SLF001 - python-docx makes no fields
    return saved(file)


def read(octets: bytes) -> list[str]:
    return [one.text for one in docx.Document(io.BytesIO(octets)).paragraphs]


def with_part(octets: bytes, name: str, old: bytes, new: bytes) -> bytes:
    """Give a file with a part changed."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(octets)) as found, zipfile.ZipFile(buffer, "w") as packed:
        for one in found.namelist():
            data = found.read(one)
            packed.writestr(one, data.replace(old, new) if one == name else data)
    return buffer.getvalue()
