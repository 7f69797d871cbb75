"""`rusctl event confirm|tentative|cancel|held|reopen|postpone`."""

import sys
from typing import Annotated

from rusctl.commands.common import typed
from rusctl.commands.common.change_events import change
from rusctl.commands.common.options import DryRun, EventIds, Origin, Reason
from rusctl.commands.terminal import Terminal, terminal
from rusctl.errors import PolicyError
from rusctl.language.message import msg
from rusctl.services.planning import event_status
from rusctl.services.planning.event_status import StatusChange

Agreed = Annotated[
    bool, typed.Option("--yes", "-y", help="Confirm what was tentative and mark it held, without asking.")
]


def confirm(context: typed.Context, names: EventIds, *, dry_run: DryRun = False) -> None:
    """Say that an event's date holds, or several events' dates."""
    _set(terminal(context), names, "confirm", dry_run=dry_run)


def tentative(context: typed.Context, names: EventIds, *, dry_run: DryRun = False) -> None:
    """Mark an event's date as tentative, or several events' dates."""
    _set(terminal(context), names, "tentative", dry_run=dry_run)


def cancel(context: typed.Context, names: EventIds, *, reason: Reason = "", dry_run: DryRun = False) -> None:
    """Cancel an event, or several; they stay in the file and in calendars, marked as cancelled."""
    run = terminal(context)
    _write(run, event_status.changing(run.project, names, "cancel", reason), dry_run=dry_run)


def held(context: typed.Context, names: EventIds, *, yes: Agreed = False, dry_run: DryRun = False) -> None:
    """Say that an event was held, or several; what was tentative is confirmed and held, if you agree."""
    run = terminal(context)
    found = event_status.changing(run.project, names, "held")
    if found.confirmed and not (yes or dry_run):
        what = msg("{ids} was tentative until now", ids=list(found.confirmed))
        if not sys.stdin.isatty():
            raise PolicyError(msg("{what}; to make it confirmed and held, say --yes", what=what))
        if not run.agreed(msg("{what}; make it confirmed and held?", what=what)):
            run.unchanged(msg("it stays tentative"))
            return
    _write(run, found, dry_run=dry_run)


def reopen(context: typed.Context, names: EventIds, *, dry_run: DryRun = False) -> None:
    """Reopen an event that was held or cancelled, or several; they get their previous status back."""
    _set(terminal(context), names, "reopen", dry_run=dry_run)


def postpone(
    context: typed.Context, names: EventIds, *, reason: Reason = "", source: Origin = "", dry_run: DryRun = False
) -> None:
    """Postpone an event until further notice, or several: no date until it is moved to a new one; the old is kept."""
    run = terminal(context)
    _write(run, event_status.postponed(run.project, names, reason, source), dry_run=dry_run)


def _set(run: Terminal, names: list[str], action: str, *, dry_run: bool) -> None:
    _write(run, event_status.changing(run.project, names, action), dry_run=dry_run)


def _write(run: Terminal, found: StatusChange, *, dry_run: bool) -> None:
    run.tell_all(found.notes)
    change(run, found.ids, found.edits, found.done, dry_run=dry_run)
