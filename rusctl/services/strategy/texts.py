"""The versions of the strategy's text, as they stand in the folder, and which of their paragraphs somebody means."""

import re
from typing import NamedTuple

from rusctl.errors import RusctlError
from rusctl.language.message import msg
from rusctl.language.nearest import nearest
from rusctl.model.strategy import PARAGRAPH, TextVersion
from rusctl.services.project import Project
from rusctl.storage.files.names import VERSIONS, text_of
from rusctl.strategy.blocks import BlockKind, TextBlock
from rusctl.strategy.ids import StrategyText, read
from rusctl.strategy.numbering import numbers, section_of

SHOWN = 90  # characters of a paragraph in a listing


class VersionText(NamedTuple):
    """A version with its text, and the number of each heading that has one, by its first line."""

    version: TextVersion
    text: StrategyText
    numbers: dict[int, str]

    def number_of(self, block: TextBlock) -> str:
        """Give the number of the heading that a block is or stands under; empty where there is none."""
        section = section_of(self.text.blocks, block)
        return self.numbers.get(section.first, "") if section else ""


def decoded(data: bytes, file: str) -> str:
    """Give a text's letters; RusctlError where it is not written in UTF-8, or is no text."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        raise RusctlError(msg("{file} is not written in UTF-8; save it so and try again", file=file)) from None
    if "\0" in text:
        raise RusctlError(msg("{file} is no text", file=file))
    return text


def version_text(project: Project, version: TextVersion) -> VersionText:
    """Give a version's text; RusctlError where its file is not there or cannot be read."""
    file = text_of(version.id)
    data = project.readable(VERSIONS).files.get(file)
    if data is None:
        raise RusctlError(msg("{file} is not there", file=file), version.at)
    text = read(decoded(data, file))
    return VersionText(version, text, numbers(text.blocks, version.unnumbered))


def texts(project: Project) -> list[VersionText]:
    """Give the versions that have a text, the first one first."""
    plan = project.readable(VERSIONS).plan
    return [version_text(project, one) for one in plan.versions if text_of(one.id) in project.loaded.files]


def meant(project: Project, word: str) -> TextVersion:
    """Give the version of an id or a name; RusctlError where there is none."""
    versions = project.readable(VERSIONS).plan.versions
    for one in versions:
        if word.casefold() in (one.id, *(name.casefold() for name in one.name.values())):
            return one
    if not versions:
        raise RusctlError(msg("there is no version of the strategy; take one in: rusctl strategy import FILE --as ID"))
    known = [one.id for one in versions]
    if found := nearest(word, known):
        raise RusctlError(msg('"{id}" is not a version; did you mean "{meant}"?', id=word, meant=found))
    raise RusctlError(msg('"{id}" is not a version; there are {known}', id=word, known=known))


def latest(project: Project) -> VersionText | None:
    """Give the last version that has a text; None where there is none."""
    found = texts(project)
    return found[-1] if found else None


def paragraph(found: VersionText, word: str) -> TextBlock:
    """Give the paragraph of an id, or the heading of a number such as 3.2; RusctlError where there is none."""
    if re.fullmatch(PARAGRAPH, word):
        block = found.text.block(word)
        if block is None:
            raise RusctlError(msg("{version} has no paragraph {id}", version=found.version.id, id=word))
        return block
    wanted = word.rstrip(".")
    for block in found.text.identified:
        if block.kind is BlockKind.HEADING and found.numbers.get(block.first) == wanted:
            return block
    raise RusctlError(msg("{version} has no heading {number}", version=found.version.id, number=word))


def used_ids(project: Project) -> set[str]:
    """Give every id that a paragraph has or has had, so that none is given again."""
    plan = project.readable(VERSIONS).plan
    found = {block.id for one in texts(project) for block in one.text.identified if block.id}
    found |= {comment.id for one in texts(project) for comment in (*one.text.strays, *one.text.doubled)}
    found |= {name for one in plan.text_changes for name in (one.paragraph, *one.of)}
    return found | {one.paragraph for one in plan.commitments if one.paragraph}


def short(text: str, most: int = SHOWN) -> str:
    """Give the beginning of a text, for a listing."""
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def change_route(project: Project, version: str, name: str) -> tuple[str | int, ...] | None:
    """Give where in config/strategy.toml something is said of a paragraph's change; None where nothing is."""
    for one in project.readable(VERSIONS).plan.text_changes:
        if one.version == version and one.paragraph == name and one.at.file == VERSIONS:
            return one.at.route
    return None
