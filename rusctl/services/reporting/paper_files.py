"""A document as PDF that can be heard, in the look of the region's papers (config/papers of the plan's folder)."""

from rusctl.errors import RusctlError
from rusctl.language.message import msg
from rusctl.output.document import Document
from rusctl.papers.look import FILE, FOLDER, PaperLook, read_look
from rusctl.papers.pdf import PdfPrinter
from rusctl.services.project import Project
from rusctl.storage.files import atomic
from rusctl.storage.toml.parse import TomlFault, parse


def pdf_bytes(project: Project, document: Document) -> bytes:
    """Give a document as PDF, with the region in its footer; the same document gives the same octets.

    RusctlError where the look cannot be read, EnvironmentFailureError, which names the extra, where Typst is missing.
    """
    look = look_of(project)
    process = project.plan.process
    return PdfPrinter(look).pdf(document, footer=look.sender[0] if look.sender else process.region or process.name)


def look_of(project: Project) -> PaperLook:
    """Give how the region's papers look; without a file for that as rusctl's own. RusctlError where it is faulty."""
    folder = project.folder.path
    octets = atomic.read_if_there(folder / FILE)
    try:
        data = parse(octets) if octets is not None else {}
    except TomlFault as fault:
        text = msg("{file}, line {line}: {fault}", file=FILE, line=fault.line, fault=fault.message)
        raise RusctlError(text) from None
    return read_look(data, lambda name: atomic.read_if_there(folder / FOLDER / name))
