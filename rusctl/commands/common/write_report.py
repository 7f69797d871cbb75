"""Writing a report: as Markdown, a Word file, a page (HTML) or a PDF, after a look for personal data."""

import sys
from typing import TYPE_CHECKING, Annotated

from rusctl.checks.run import private_findings
from rusctl.commands.common import endings, typed
from rusctl.commands.common.later import later
from rusctl.commands.terminal import Terminal
from rusctl.errors import PrivacyError, RusctlError, UsageError
from rusctl.language.message import Message, msg
from rusctl.model.plan import TextFile
from rusctl.output import page
from rusctl.output.document import Document, markdown, texts
from rusctl.services import selection
from rusctl.storage.files import atomic
from rusctl.storage.folder import expanded

if TYPE_CHECKING:
    from rusctl.services.reporting import paper_files
else:
    paper_files = later("rusctl.services.reporting.paper_files")

STDOUT = "-"
FORMATS = ("md", "docx", "html", "pdf")
ENDINGS = (".docx", ".html", ".md", ".pdf")
BEGINS = {"md": b"# ", "docx": b"PK", "html": page.BEGINS.encode(), "pdf": b"%PDF"}

Format = Annotated[
    str, typed.Option("--format", metavar="md|docx|html|pdf", help="Markdown, a Word file, a page (HTML), or a PDF.")
]
Output = Annotated[
    str, typed.Option("--output", "-o", metavar="FILE|-", help="Where to: a file, or - for stdout (no Word, no PDF).")
]


def write_report(run: Terminal, document: Document, form: str, output: str, *, dry_run: bool) -> None:
    """Write a report, or refuse where it holds personal data or its file is something else."""
    asked = form
    form = _form(form, output)
    endings.keep_to(output, *((f".{form}",) if asked else ENDINGS))
    _refuse_personal_data(run, document)
    if output == STDOUT and form in {"docx", "pdf"}:
        raise UsageError(msg("a Word file or a PDF needs a name; give it with --output"))
    made = {"pdf": paper_files.pdf_bytes, "docx": paper_files.word_octets} if form in {"docx", "pdf"} else {}
    octets = made[form](run.project, document) if made else _octets_of(document, form)
    write_octets(run, octets, output, begins=BEGINS[form], dry_run=dry_run)


def write_octets(run: Terminal, octets: bytes, output: str, *, begins: bytes | None = None, dry_run: bool) -> None:
    """Write bytes to a file or to stdout; a file that is there is replaced only where it begins as `begins` says.

    Without it none is replaced.
    """
    if output == STDOUT:
        sys.stdout.flush()
        sys.stdout.buffer.write(octets)
        sys.stdout.flush()
        return
    path = expanded(output)
    if path.is_dir():
        raise RusctlError(msg("{file} is a folder; name a file", file=str(path)))
    before = atomic.read_if_there(path)
    if before not in (None, octets) and begins is None:
        raise RusctlError(msg("{file} is there already; name another file", file=str(path)))
    if before is not None and begins is not None and not before.startswith(begins):
        raise RusctlError(msg("{file} is there and is no such report; name another file", file=str(path)))
    if dry_run:
        run.dry_run(to_file=True)
        return
    if before != octets:
        path.parent.mkdir(parents=True, exist_ok=True)
        atomic.sweep_beside([path])
        atomic.replace(path, octets, before)
    run.tell(_written(before, octets, str(path)))


def _form(form: str, output: str) -> str:
    """Give the format: the one asked for, else the one that the file's name says, else Markdown."""
    if form and form not in FORMATS:
        raise selection.no_format(form, FORMATS)
    return form or next((one for one in FORMATS if output.casefold().endswith(f".{one}")), "md")


def _octets_of(document: Document, form: str) -> bytes:
    """Give a file of a document, as Markdown or as a page."""
    return (page.html(document) if form == "html" else markdown(document)).encode()


def _refuse_personal_data(run: Terminal, document: Document) -> None:
    """Refuse a document in which the rules find personal data; what they found is not repeated."""
    text = TextFile("", "\n".join(texts(document)))
    for finding in private_findings([text], run.project.loaded.plan, run.project.today):
        what = msg("the report would hold personal data, so it was not written: {what}", what=finding.message)
        raise PrivacyError(what)


def _written(before: bytes | None, octets: bytes, name: str) -> Message:
    if before == octets:
        return msg("{file} is as it was", file=name)
    return msg("{file} is written", file=name)
