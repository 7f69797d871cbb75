"""`rusctl site snapshot`."""

from typing import TYPE_CHECKING

from rusctl.commands.common import typed
from rusctl.commands.common.later import later
from rusctl.commands.common.options import DryRun
from rusctl.commands.terminal import terminal
from rusctl.language.message import msg
from rusctl.storage.files.names import SITE_DATA

if TYPE_CHECKING:
    from rusctl.services.consultation import site_replies
    from rusctl.services.publishing import site_snapshot
    from rusctl.services.reporting import site_tables
else:
    site_replies = later("rusctl.services.consultation.site_replies")
    site_tables = later("rusctl.services.reporting.site_tables")
    site_snapshot = later("rusctl.services.publishing.site_snapshot")


def snapshot(context: typed.Context, *, dry_run: DryRun = False) -> None:
    """Write what the site may show of what was said: counts, themes and approved words, and no person.

    Of a consultation it is who replied and the approved answers; of the follow-up, how the goals stand.

    The file is site/data.json of the plan; site build reads it and never the database.
    """
    run = terminal(context)
    found = site_snapshot.made(run.project, site_replies.told, site_tables.told)
    if found.reworded:
        run.tell(msg("the words of {ids} are others than last time; read them again", ids=list(found.reworded)))
    if found.change.before == found.change.after:
        run.unchanged(msg("{file} is as it was", file=SITE_DATA))
        return
    if dry_run:
        run.dry_run()
        return
    site_snapshot.write(run.project, found)
    run.tell(msg("{file} is written", file=SITE_DATA))
