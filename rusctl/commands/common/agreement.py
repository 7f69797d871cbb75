"""What a folder asks for, shown and asked about."""

import sys
from collections.abc import Iterable

from rusctl.commands.terminal import Terminal
from rusctl.language.message import msg
from rusctl.model.wishes import Wish
from rusctl.output.clean import one_line
from rusctl.services import consent


def show(run: Terminal, found: Iterable[Wish], *, beside: bool = False) -> None:
    """Show what a folder asks for, on stdout, or beside the result."""
    lines = []
    for wish in found:
        at = wish.at
        place = f"{at.file}:{run.project.line(at)}"
        state = run.say(msg("agreed to")) if consent.agreed(run.project, wish) else run.say(msg("not agreed to"))
        lines.append(f"{place}: {run.say(consent.what(wish))} ({state})")
        lines += [f"  {key.ljust(16)}  {value}" for key, value in wish.shown()]
    for line in lines:
        if beside:
            print(one_line(line), file=sys.stderr)
        else:
            run.out(one_line(line))


def somebody_there() -> bool:
    """Whether somebody is there to answer."""
    return sys.stdin.isatty()


def asked(run: Terminal) -> bool:
    """Ask whether the user agrees to what was shown."""
    return run.agreed(msg("This folder may have come from somebody else. Do you agree to this?"))


def ask(run: Terminal, wish: Wish) -> bool | None:
    """Show what a folder asks for and ask whether the user agrees; None where nobody is there to answer."""
    if not somebody_there():
        return None
    show(run, [wish], beside=True)
    return asked(run)
