"""`rusctl publish --repair`: config/published.toml after a git merge conflict, mended to the higher versions."""

from rusctl.commands.terminal import Terminal
from rusctl.errors import RusctlError
from rusctl.language.message import msg, nmsg
from rusctl.services.planning.change_events import difference
from rusctl.storage import ledger_merge
from rusctl.storage.files import atomic, journal
from rusctl.storage.files.names import PUBLISHED
from rusctl.storage.toml.parse import TomlFault


def mend(run: Terminal, *, dry_run: bool) -> None:
    """Write the file anew if it needs it; of each UID the higher version counts, and of each target."""
    from rusctl.storage import ledger as published

    folder = run.project.folder.path
    old = atomic.read_if_there(folder / PUBLISHED)
    if old is None:
        raise RusctlError(msg("{file} is not there, so there is nothing to repair", file=PUBLISHED))
    if not any(fault.at.file == PUBLISHED for fault in run.project.loaded.faults):
        run.tell(msg("{file} needs no repair", file=PUBLISHED))
        return
    try:
        ledger, lost = ledger_merge.merged(old)
    except TomlFault as fault:
        raise RusctlError(fault.message) from None
    new = published.published_bytes(ledger)
    run.out(difference(old, new, PUBLISHED))
    if lost:
        text = nmsg(
            "{count} line could not be read and is left out", "{count} lines could not be read and are left out", lost
        )
        run.tell(text)
    if dry_run:
        run.dry_run()
        return
    with journal.changing(folder):
        published.write(folder, ledger, old)
    run.tell(msg("{file} is repaired: of each entry the higher version counts", file=PUBLISHED))
