"""What the options say and, in a terminal, what the user answers to the rest."""

import sys
from collections.abc import Callable, Sequence
from typing import Any

from rusctl.commands.common import typed
from rusctl.commands.terminal import Terminal
from rusctl.errors import RusctlError, UsageError
from rusctl.language.message import Message, msg
from rusctl.output.clean import one_line


class Asking:
    """Takes what the options say and, in a terminal, asks for the rest."""

    def __init__(self, run: Terminal, needed: dict[str, str | None]) -> None:
        """Refuse at once, with all their names, when options are missing and nobody can be asked."""
        self.run = run
        self.terminal = sys.stdin.isatty()
        missing = [option for option, value in needed.items() if value is None]
        if missing and not self.terminal:
            raise UsageError(msg("{options} missing; rusctl asks for them only in a terminal", options=missing))

    def answer(
        self, option: str, given: str | None, question: Message, read: Callable[[str], Any], default: str | None = None
    ) -> Any:
        """Give what an option or the user says, as `read` takes it; a wrong answer is asked for again."""
        if given is not None or not self.terminal:
            try:
                return read(given if given is not None else default or "")
            except RusctlError as error:
                text = msg("{option}: {reason}", option=option, reason=error.message)
                raise RusctlError(text) from None
        while True:
            try:
                return read(self._line(question, default or "") or default or "")
            except RusctlError as error:
                self.run.tell(error.message)

    def answers(
        self,
        option: str,
        given: Sequence[str] | None,
        question: Message,
        default: str,
        read: Callable[[Sequence[str]], Any],
    ) -> Any:
        """Give what a repeated option says, or the user, who puts commas between."""
        if given:
            return self.answer(option, "", question, lambda _: read(given))
        return self.answer(
            option, None, question, lambda line: read([*filter(None, map(str.strip, line.split(",")))]), default
        )

    def _line(self, question: Message, default: str) -> str:
        shown = f" [{default}]" if default else ""
        print(one_line(f"{self.run.say(question)}{shown} "), end="", file=sys.stderr, flush=True)
        line = sys.stdin.readline()
        if not line:
            raise typed.Abort
        return line.strip()
