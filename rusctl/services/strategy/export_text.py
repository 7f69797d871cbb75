"""A version of the strategy's text written out: as it was, with its ids, or for Word in the region's own template."""

from rusctl.errors import RusctlError
from rusctl.language.message import msg
from rusctl.output.strategy_word import text_bytes
from rusctl.output.word import PageFoot
from rusctl.services import foreign_file
from rusctl.services.project import Project
from rusctl.services.strategy import texts
from rusctl.storage.files.names import text_of
from rusctl.storage.folder import expanded


def markdown(project: Project, version: str, *, with_ids: bool) -> bytes:
    """Give a version in Markdown: letter by letter as it was taken in, or with its ids."""
    found = texts.version_text(project, texts.meant(project, version))
    if with_ids:
        return project.loaded.files[text_of(found.version.id)]
    return found.text.text.encode()


def word(project: Project, version: str, template: str, language: str) -> bytes:
    """Give a version as a Word file, in the styles of a template where one is named; errors as for `read_template`."""
    found = texts.version_text(project, texts.meant(project, version))
    process = project.plan.process
    foot = PageFoot(process.region or process.name, found.version.date)
    raw = foreign_file.raw(template) if template else b""
    try:
        return text_bytes(found.text.blocks, language, raw, foot)
    except RusctlError as error:
        raise RusctlError(msg("{file}: {reason}", file=expanded(template).name, reason=error.message)) from None
