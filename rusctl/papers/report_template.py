"""A report in the region's own Word template: its fields filled, its text put where the template has {{ content }}.

The template is a person's, made in Word: logo, headers, styles. The report's headings, lists and tables take the
styles of these names that the template has (Heading 1, List Bullet, Table Grid, Quote); one that it lacks is added.
"""

import io
from copy import deepcopy
from typing import Any

import docx

from rusctl.errors import RusctlError
from rusctl.language.message import msg
from rusctl.output import word
from rusctl.output.document import Document
from rusctl.papers.fields import PaperField, PaperFields, PaperValues
from rusctl.papers.judging import judged

CONTENT = "content"
FIELDS = PaperFields(
    (
        PaperField("title", "titel", msg("the title"), "Status report"),
        PaperField("region", "region", msg("the region"), "Region Example"),
        PaperField("process", "process", msg("the name of the process"), "Regional development strategy"),
        PaperField("date", "datum", msg("the day it is written"), "7 November 2018"),
        PaperField("contact", "kontakt", msg("the functional mailbox"), "rus@region.example"),
        PaperField(CONTENT, "innehall", msg("where the text of the report stands: a paragraph of its own"), "Text."),
    )
)
_MARK = "rusctl-content-here"
_STYLES = ("Heading 1", "Heading 2", "Heading 3", "Heading 4", "List Bullet", "Table Grid", "Quote", "Caption")


def report_bytes(document: Document, template: bytes, values: dict[str, str], file: str) -> bytes:
    """Give a report as a Word file by a template; `file` is what a refusal calls it.

    RusctlError with every fault of the template where it cannot be used, and where it has no place for the text.
    """
    answer = judged(template, FIELDS)
    if answer.template is None or answer.faults:
        faults = [one.message for one in answer.faults]
        raise RusctlError(msg("{file} cannot be used as a template: {faults}", file=file, faults=faults))
    filled = answer.template.fill(
        PaperValues({**values, "title": document.title, CONTENT: _MARK}), document.title, document.language
    )
    found: Any = docx.Document(io.BytesIO(filled))
    place = next((one for one in found.paragraphs if one.text.strip() == _MARK), None)
    if place is None:
        raise RusctlError(
            msg("{file} has no paragraph with {place} alone, so the text has no place in it", file=file, place=_FIELD)
        )
    _with_styles(found)
    body = found.element.body
    before = len(body)
    if document.head is not None:  # who sends it is for the template to show
        word.add_lines(found, document.head.marks)
        word.add_lines(found, document.head.recipient)
    word.add_blocks(found, document.blocks)
    added = [one for one in list(body)[before - 1 :] if not one.tag.endswith("}sectPr")]
    for one in added:
        place._p.addprevious(one)  # noqa: SLF001 - python-docx adds at the end alone
    place._p.getparent().remove(place._p)  # noqa: SLF001
    return word.packed(found, document.title, document.language)


_FIELD = "{{ content }}"


def _with_styles(file: Any) -> None:
    """Add the styles that the text needs and the template lacks, as Word itself has them."""
    there = {one.name for one in file.styles}
    lacking = [name for name in _STYLES if name not in there]
    if not lacking:
        return
    own: Any = docx.Document()
    for name in lacking:
        file.styles.element.append(deepcopy(own.styles[name].element))
