"""The rows of a listing in other forms than JSON: chosen by --format and --output, and written or printed."""

import sys
from pathlib import Path

from rusctl.commands.terminal import RowForm, Terminal
from rusctl.errors import RusctlError, UsageError
from rusctl.language.message import msg
from rusctl.output import row_tables
from rusctl.output.listings import PERSONAL, listing_of
from rusctl.output.rows import Row, json_text
from rusctl.services import selection
from rusctl.storage.files import exports
from rusctl.storage.folder import expanded

FORMS = ("csv", "json", "md", "xlsx")


def chosen(run: Terminal, word: str, file: str, *, as_json: bool) -> RowForm | None:
    """Give the form that --format and --output ask for, before anything is done; None where they ask for nothing.

    UsageError for what cannot be; RusctlError where the file is there; PrivacyError for persons in what git keeps.
    """
    if not word and not file:
        return None
    kind = _kind(word, file)
    if as_json and kind != "json":
        raise UsageError(msg("--json and --format {form} are two forms; say one", form=kind))
    if not file:
        if kind == "xlsx":
            raise UsageError(msg("for Excel a file is written: name it with -o FILE.xlsx"))
        return RowForm(kind)
    path = expanded(file)
    if path.exists():
        raise RusctlError(msg("{file} is there already; move it away first", file=str(path)))
    personal = run.command in PERSONAL
    if personal:
        exports.place(run.project.folder.path, path.parent, personal=True)
    return RowForm(kind, path, personal)


def _kind(word: str, file: str) -> str:
    """Give the form of a word; where there is none, of how a file's name ends."""
    kind = word or Path(file).suffix.removeprefix(".").casefold()
    if kind in FORMS:
        return kind
    if not word:
        text = msg("{file} ends as no form of a listing; say --format with one of {known}", file=file, known=FORMS)
        raise UsageError(text)
    raise selection.no_format(word, FORMS)


def give(run: Terminal, form: RowForm, rows: list[Row]) -> None:
    """Print rows, or write them to a new file and say so."""
    octets = _octets(run, form, rows)
    if form.file is not None:
        exports.write(form.file, octets, personal=form.personal)
        run.tell(msg("{file} is written", file=str(form.file)))
        return
    sys.stdout.flush()
    sys.stdout.buffer.write(octets)
    sys.stdout.flush()


def _octets(run: Terminal, form: RowForm, rows: list[Row]) -> bytes:
    if form.kind == "json":
        return f"{json_text(rows)}\n".encode()
    listing = row_tables.ListingMembers(*listing_of(run.command, run.project.command))
    return row_tables.MAKERS[form.kind](listing, rows, run.language)
