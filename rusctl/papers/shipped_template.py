"""The template that rusctl ships for letters, made by code: a start for a region's own, and used without one."""

import io
from collections.abc import Sequence
from typing import Any, NamedTuple

import docx
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.shared import Cm, Pt, RGBColor

from rusctl.output import word
from rusctl.papers.look import PaperLook

_MARGIN, _SIZE, _LOGO = Cm(2.5), Pt(11), Cm(1.5)


class TemplateLine(NamedTuple):
    """A paragraph of a template: its text with its tags, its style, and whether it is bold."""

    text: str
    style: str = ""
    bold: bool = False


def letter_template(
    marks: Sequence[str], recipient: Sequence[str], lines: Sequence[TemplateLine], look: PaperLook, language: str
) -> bytes:
    """Give a template (.docx) of a letter: sender and marks beside each other, to whom, the lines, a page number."""
    file: Any = docx.Document()
    word.prepare(file, language)
    section = file.sections[0]
    section.left_margin = section.right_margin = _MARGIN
    section.top_margin = section.bottom_margin = Cm(2)
    file.styles["Normal"].font.size = _SIZE
    file.styles["Normal"].paragraph_format.space_after = Pt(6)
    for level in (1, 2, 3):
        file.styles[f"Heading {level}"].font.color.rgb = RGBColor.from_string(look.colour.lstrip("#").upper())
        file.styles[f"Heading {level}"].paragraph_format.keep_with_next = True
    if look.logo and not look.vector:
        picture = file.add_paragraph().add_run().add_picture(io.BytesIO(look.logo), height=_LOGO)
        picture._inline.docPr.set("descr", look.logo_text)  # noqa: SLF001 - python-docx gives no words to pictures
    _head(file, look.sender, marks)
    for place, whom in enumerate(recipient):
        paragraph = file.add_paragraph(whom)
        paragraph.paragraph_format.space_before = Pt(0 if place else 18)
        paragraph.paragraph_format.space_after = Pt(0)
    for line in lines:
        paragraph = file.add_paragraph(style=line.style or None)
        paragraph.add_run(line.text).bold = line.bold or None
        if line.style == "Heading 1":
            paragraph.paragraph_format.space_before = Pt(24)
    word.add_foot(file, word.PageFoot(look.sender[0] if look.sender else ""), language)
    return word.packed(file, "", language)


def _head(file: Any, sender: Sequence[str], marks: Sequence[str]) -> None:
    """Put the sender to the left and the marks to the right of the same lines; no table, which would be read as one."""
    for place in range(max(len(sender), len(marks))):
        left = sender[place] if place < len(sender) else ""
        right = marks[place] if place < len(marks) else ""
        paragraph = file.add_paragraph()
        paragraph.paragraph_format.tab_stops.add_tab_stop(Cm(10.5), WD_TAB_ALIGNMENT.LEFT)
        paragraph.paragraph_format.space_after = Pt(0)
        paragraph.add_run(left).bold = place == 0 or None
        paragraph.add_run(f"\t{right}")
