"""A document as PDF that can be heard or for Word, as the region's papers are (config/papers of the plan's folder)."""

from rusctl.errors import RusctlError
from rusctl.language import dates
from rusctl.language.message import msg
from rusctl.output.document import Document, LetterHead
from rusctl.output.word import PageFoot, word_bytes
from rusctl.papers.look import FILE, FOLDER, PaperLook, read_look
from rusctl.papers.pdf import PdfPrinter
from rusctl.papers.report_template import report_bytes
from rusctl.services.project import Project
from rusctl.storage.files import atomic
from rusctl.storage.toml.parse import TomlFault, parse


def pdf_bytes(project: Project, document: Document) -> bytes:
    """Give a document as PDF, with the region in its footer; the same document gives the same octets.

    RusctlError where the look cannot be read, EnvironmentFailureError, which names the extra, where Typst is missing.
    """
    look = look_of(project)
    day = project.today if document.head else None
    return PdfPrinter(look).pdf(document, head=_head(document, look), day=day, footer=_whose(project, look))


def word_octets(project: Project, document: Document) -> bytes:
    """Give a document as a Word file: in the region's own template for reports where there is one, else in ours.

    That is config/papers/report.LANGUAGE.docx (or .dotx). RusctlError with every fault where it cannot be used.
    """
    folder, process = project.folder.path, project.plan.process
    for ending in (".docx", ".dotx"):
        file = f"{FOLDER}/report.{document.language}{ending}"
        if (octets := atomic.read_if_there(folder / file)) is not None:
            values = {
                "region": process.region or process.name,
                "process": process.name,
                "date": dates.long(project.today, document.language),
                "contact": process.contact,
            }
            return report_bytes(document, octets, values, file)
    return own_octets(project, document)


def own_octets(project: Project, document: Document) -> bytes:
    """Give a document as a Word file in our own form. RusctlError where the region's look cannot be read."""
    look = look_of(project)
    return word_bytes(document._replace(head=_head(document, look)), PageFoot(_whose(project, look), project.today))


def _whose(project: Project, look: PaperLook) -> str:
    """Give what stands at the bottom of a page: who the region's papers say that they are from, else the region."""
    process = project.plan.process
    return look.sender[0] if look.sender else process.region or process.name


def _head(document: Document, look: PaperLook) -> LetterHead | None:
    """Give the head of a letter, from the sender as the region's papers have it where they say one."""
    if document.head is None or not look.sender:
        return document.head
    return document.head._replace(sender=look.sender)


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
