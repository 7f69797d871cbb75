"""Writing config/published.toml anew after git has left two versions of it, as publish and its repair do."""

from rusctl.commands.terminal import Terminal
from rusctl.language.message import msg, nmsg
from rusctl.services.planning.change_events import difference
from rusctl.storage.files.names import PUBLISHED


def mend(run: Terminal, *, dry_run: bool) -> None:
    """Write config/published.toml anew, if it needs it."""
    from rusctl.services.publishing import repair  # noqa: PLC0415 - after a conflict only

    mended = repair.propose(run.project)
    if mended is None:
        run.tell(msg("{file} needs no repair", file=PUBLISHED))
        return
    run.out(difference(mended.old, mended.new, PUBLISHED))
    if mended.lost:
        text = nmsg(
            "{count} line could not be read and is left out",
            "{count} lines could not be read and are left out",
            mended.lost,
        )
        run.tell(text)
    if dry_run:
        run.dry_run()
        return
    repair.carry_out(run.project, mended)
    run.tell(msg("{file} is repaired: of each entry the higher version counts", file=PUBLISHED))
