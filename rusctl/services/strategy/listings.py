"""The versions of the strategy's text and their paragraphs, as rows."""

from rusctl.language.catalogue import Language
from rusctl.output.cells import Cell
from rusctl.output.rows import Row
from rusctl.services.project import Project
from rusctl.services.strategy import texts
from rusctl.services.strategy.texts import VersionText
from rusctl.storage.files.names import VERSIONS
from rusctl.strategy.blocks import BlockKind, TextBlock
from rusctl.strategy.numbering import under


def version_rows(project: Project) -> list[Row]:
    """Give a row for each version, also for one whose text is not there."""
    plan = project.readable(VERSIONS).plan
    language = Language(plan.process.language)
    found = {one.version.id: one for one in texts.texts(project)}
    return [
        {
            "id": one.id,
            "name": language.name(one.name),
            "date": one.date.isoformat() if one.date else None,
            "milestone": one.milestone or None,
            "paragraphs": len(found[one.id].text.identified) if one.id in found else None,
            "words": sum(len(block.words.split()) for block in found[one.id].text.identified)
            if one.id in found
            else None,
            "source": one.source or None,
        }
        for one in plan.versions
    ]


def paragraph_rows(found: VersionText, place: str = "") -> list[Row]:
    """Give a row for each paragraph of a version, or of what stands at a place: an id, or a heading's number."""
    blocks = list(found.text.identified)
    if place:
        block = texts.paragraph(found, place)
        blocks = under(found.text.blocks, block) if block.kind is BlockKind.HEADING else [block]
    return [_row(found, block) for block in blocks]


def _row(found: VersionText, block: TextBlock) -> Row:
    return {
        "paragraph": block.id or None,
        "number": found.number_of(block) or None,
        "kind": block.kind.value,
        "level": block.level or None,
        "text": block.words,
        "line": found.text.line(block),
    }


def cells(row: Row) -> tuple[str | Cell, ...]:
    """Give a paragraph's cells: its id, a heading's number, and its words; headings stand out."""
    heading = row["kind"] == BlockKind.HEADING.value
    style = "bold" if heading else ""
    number = row["number"] if heading and row["number"] else ""
    return Cell(row["paragraph"] or "–", style), Cell(number, style), Cell(row["text"], style)
