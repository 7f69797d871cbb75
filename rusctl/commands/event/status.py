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
from rusctl.services.planning.series import members

Series = Annotated[
    bool,
    typed.Option(
        "--series", help="What follows in its series too, as far as it allows it; a series' own name means all of it."
    ),
]
Agreed = Annotated[
    bool, typed.Option("--yes", "-y", help="Confirm what was tentative and mark it held, without asking.")
]


def confirm(context: typed.Context, names: EventIds, *, series: Series = False, dry_run: DryRun = False) -> None:
    """Mark the date of one or more events as confirmed."""
    _set(terminal(context), names, "confirm", series=series, dry_run=dry_run)


def tentative(context: typed.Context, names: EventIds, *, series: Series = False, dry_run: DryRun = False) -> None:
    """Mark an event's date as tentative, or several events' dates."""
    _set(terminal(context), names, "tentative", series=series, dry_run=dry_run)


def cancel(
    context: typed.Context, names: EventIds, *, series: Series = False, reason: Reason = "", dry_run: DryRun = False
) -> None:
    """Cancel an event, or several; they stay in the file and in calendars, marked as cancelled."""
    run = terminal(context)
    names = _meant(run, names, "cancel", series=series)
    _write(run, event_status.changing(run.project, names, "cancel", reason), dry_run=dry_run)


def held(
    context: typed.Context, names: EventIds, *, series: Series = False, yes: Agreed = False, dry_run: DryRun = False
) -> None:
    """Mark one or more events as held; a tentative one becomes confirmed and held, if you agree."""
    run = terminal(context)
    found = event_status.changing(run.project, _meant(run, names, "held", series=series), "held")
    if found.confirmed and not (yes or dry_run):
        what = msg("{ids} was tentative until now", ids=list(found.confirmed))
        if not sys.stdin.isatty():
            raise PolicyError(msg("{what}; to make it confirmed and held, say --yes", what=what))
        if not run.agreed(msg("{what}; make it confirmed and held?", what=what)):
            run.unchanged(msg("it stays tentative"))
            return
    _write(run, found, dry_run=dry_run)


def reopen(context: typed.Context, names: EventIds, *, series: Series = False, dry_run: DryRun = False) -> None:
    """Reopen an event that was held or cancelled, or several; they get their previous status back."""
    _set(terminal(context), names, "reopen", series=series, dry_run=dry_run)


def postpone(
    context: typed.Context,
    names: EventIds,
    *,
    series: Series = False,
    reason: Reason = "",
    source: Origin = "",
    dry_run: DryRun = False,
) -> None:
    """Postpone an event until further notice, or several: no date until it is moved to a new one; the old is kept."""
    run = terminal(context)
    names = _meant(run, names, "postpone", series=series)
    _write(run, event_status.postponed(run.project, names, reason, source), dry_run=dry_run)


def _set(run: Terminal, names: list[str], action: str, *, series: bool, dry_run: bool) -> None:
    names = _meant(run, names, action, series=series)
    _write(run, event_status.changing(run.project, names, action), dry_run=dry_run)


def _meant(run: Terminal, names: list[str], action: str, *, series: bool) -> list[str]:
    """Give the events that are meant: those named or, of a series, what follows them and allows it."""
    if not series:
        return names
    return members(run.project.readable().plan, names, action, run.project.today)


def _write(run: Terminal, found: StatusChange, *, dry_run: bool) -> None:
    run.tell_all(found.notes)
    change(run, found.ids, found.edits, found.done, dry_run=dry_run)
