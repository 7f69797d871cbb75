"""`rusctl inputs record`."""

import sys
from typing import TYPE_CHECKING

from rusctl.commands.common import input_options, looking, typed
from rusctl.commands.common.later import later
from rusctl.commands.common.options import EventId
from rusctl.commands.terminal import Terminal, terminal
from rusctl.errors import RusctlError
from rusctl.language.message import Message, msg, nmsg
from rusctl.services.inputs import record_lines
from rusctl.services.inputs.record_lines import LineMeans
from rusctl.services.inputs.words import InputSaid

if TYPE_CHECKING:
    from rusctl.services.inputs import storing
else:
    storing = later("rusctl.services.inputs.storing")

_HELP = (
    msg("each line is an input, and safe at once; a line with only - undoes the last one"),
    msg(
        "/typ KIND, /roll ROLE, /bord TABLE, /fråga NUMBER, /kommun ID and /av INITIALS apply to the lines that follow"
    ),
    msg("/slut ends, as the end of the input does"),
)


def record(
    context: typed.Context,
    name: EventId,
    *,
    kind: input_options.Kind = "",
    roles: input_options.Roles = None,
    table: input_options.Table = "",
    question: input_options.Question = "",
    municipality: input_options.Municipality = "",
    by: input_options.NotedBy = "",
    found: input_options.Found = "",
) -> None:
    """Record what is said at a meeting. A line is an input, stored at once; - undoes the last one.

    Event, role and kind apply until you change them. From a pipe it is the same: a line that cannot be stored is
    reported with its number, and the others are stored.
    """
    run = terminal(context)
    said = InputSaid(question, table, kind, roles or (), municipality, by)
    looking.check(found)
    meeting = _Meeting(run, storing.Recording(run.project, storing.meant(run.project, name, said)), found)
    meeting.run_lines()
    count = len(meeting.recording.stored)
    run.tell(nmsg("{count} input is stored", "{count} inputs are stored", count))
    if meeting.waiting:
        rows = meeting.waiting
        run.tell(
            nmsg("{count} line is not stored: {lines}", "{count} lines are not stored: {lines}", len(rows), lines=rows)
        )
        raise typed.Exit(1)


class _Meeting:
    """The loop on the screen: a prompt, a line, what became of it."""

    def __init__(self, run: Terminal, recording: "storing.Recording", found: str) -> None:
        self.run, self.recording, self.found = run, recording, found
        self.seen = sys.stdin.isatty()
        self.number = 0
        self.waiting: list[int] = []

    def run_lines(self) -> None:
        if self.seen:
            self.run.tell_all(_HELP)
        while (line := self._next()) is not None:
            try:
                if not self._take(line):
                    return
            except RusctlError as error:
                self.run.tell(error.message if self.seen else self._numbered(error))
                self.waiting.append(self.number)
        if self.seen:
            print(file=sys.stderr)
        elif not self.number:
            raise RusctlError(msg("no line came on stdin"), stops=True)

    def _next(self) -> str | None:
        if self.seen:
            like = self.recording.like
            words = [one for one in (like.event, like.question, like.table, like.kind, *like.roles) if one]
            print(f"{' · '.join(words)} > ", end="", file=sys.stderr, flush=True)
        try:
            line = sys.stdin.readline()
        except UnicodeDecodeError:
            raise RusctlError(
                msg("line {number} is no text in UTF-8; what stands above it is stored", number=self.number + 1)
            ) from None
        self.number += bool(line)
        return line or None

    def _numbered(self, error: RusctlError) -> Message:
        return msg("line {number}: {message}", number=self.number, message=error.message)

    def _take(self, text: str) -> bool:
        """Do what a line says; False where it is the last."""
        line = record_lines.read(text)
        if line.means is LineMeans.UNDO:
            ident = self.recording.undo()
            self.run.tell(msg("{id} is undone, and its number is not given again", id=ident))
        elif line.means is LineMeans.CHANGE:
            self.recording.change(line.said)
        elif line.means is LineMeans.HELP:
            self.run.tell_all(_HELP)
        elif line.means is LineMeans.TEXT:
            looked = looking.settled(self.run, self.recording.looked_at(line.text), self.found)
            if looked is None:
                self.waiting.append(self.number)
            else:
                self.run.out(self.recording.store(looked))
        return line.means is not LineMeans.END
