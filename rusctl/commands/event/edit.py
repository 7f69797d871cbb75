"""`rusctl event edit`."""

import datetime as dt
import os
import shlex
import shutil
import subprocess
from pathlib import Path
from typing import Annotated

from rusctl.checks import run as checks
from rusctl.commands.common import typed
from rusctl.commands.terminal import terminal
from rusctl.errors import EnvironmentFailureError
from rusctl.language.message import msg
from rusctl.language.system_words import system_words
from rusctl.output import report
from rusctl.services import selection
from rusctl.services.mailing import outdated
from rusctl.services.planning import checking
from rusctl.services.planning.change_events import difference
from rusctl.services.planning.meeting_days import read_meetings
from rusctl.storage.files import atomic, journal, made
from rusctl.storage.files.names import EVENTS

FALLBACKS = ("editor", "nano", "vi", "notepad")
PLUS_LINE = frozenset({"vi", "vim", "nvim", "nano", "emacs", "micro", "kak", "ne", "joe", "mcedit", "gedit", "kate"})


def edit(
    context: typed.Context,
    name: Annotated[
        str | None,
        typed.Argument(metavar="[EVENT]", help="The event to begin at.", completes=typed.EVENT),
    ] = None,
) -> None:
    """Open events.toml in your editor ($VISUAL or $EDITOR), and check the plan afterwards. Undo with rusctl undo."""
    run = terminal(context)
    path = run.project.folder.path / EVENTS
    old = atomic.read(path)
    line = run.project.line(selection.event(run.project.loaded.plan, name).at) if name else 0
    try:
        _open(path, line)
    except EnvironmentFailureError:
        if atomic.read(path) != old:  # an editor may save and fail after it
            made.note(EVENTS)
        raise
    new = atomic.read(path)
    if new == old:
        run.unchanged(msg("the file is as it was"))
        return
    made.note(EVENTS)
    run.out(difference(old, new))
    with journal.changing(run.project.folder.path):
        journal.record(
            run.project.folder.path, {EVENTS: atomic.FileChange(old, new)}, run.project.command, dt.datetime.now(dt.UTC)
        )
    after = read_meetings(run.project.again()).loaded
    found = checking.findings_of(after, run.project.today)
    run.out(report.text(found, run.language, colours=run.coloured) or run.say(msg("no findings")))
    run.tell_all(outdated.notes(run.project, after.plan))
    raise typed.Exit(checks.exit_code(found))


def _open(path: Path, line: int) -> None:
    """Open a file in the editor and wait for it."""
    wanted = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    words = _words(wanted) if wanted else [next(filter(shutil.which, FALLBACKS), "")]
    if not words or not words[0]:
        raise EnvironmentFailureError(msg("no editor found; set the EDITOR environment variable"))
    place = [f"+{line}"] if line and Path(words[0]).stem in PLUS_LINE else []
    try:
        code = subprocess.run([*words, *place, str(path)], check=False).returncode  # noqa: S603 - the user's own editor
    except OSError as error:
        text = msg("the editor {editor} cannot be started: {reason}", editor=words[0], reason=system_words(error))
        raise EnvironmentFailureError(text) from None
    if code:
        raise EnvironmentFailureError(msg("the editor {editor} ended with {code}", editor=words[0], code=code))


def _words(command: str) -> list[str]:
    """Take a command apart as a shell does; one whose quotation marks do not match is a program's name as a whole."""
    try:
        return shlex.split(command)
    except ValueError:
        return [command]
