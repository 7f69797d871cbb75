"""What is missing on the command line, asked for in a terminal with a list to pick from; elsewhere it is missing."""

import sys

from rusctl.commands.common import typed
from rusctl.commands.common.pick_kinds import KINDS
from rusctl.commands.common.pick_shapes import PickKind, PickList
from rusctl.commands.terminal import Terminal
from rusctl.errors import RusctlError
from rusctl.language.message import Message, msg
from rusctl.model.plan import Plan
from rusctl.output.clean import one_line
from rusctl.services import selection

MANY = 50  # lines of a list; what comes after them is written by its id or its name


def asks() -> bool:
    """Say whether somebody sits there who can be asked."""
    return sys.stdin.isatty()


def picked(run: Terminal, kind: str, *, several: bool = False, about: str = "") -> list[str]:
    """Ask for what is missing until the answer can be meant; nothing where there is nothing to pick from.

    `kind` is one of `typed.ASKED`; `about` is the question where any text is an answer, else what is said besides the
    question. With `several` the answers have commas between.
    """
    if kind == typed.TEXT:
        return [_line(about)]
    plan = run.project.readable().plan
    asked = KINDS[kind]
    choices = list(asked.choices(run, plan))
    if not choices:
        return []
    _show(run, " ".join(filter(None, (run.say(asked.question), about))), choices)
    how = msg("number, id or name, several with commas between:") if several else msg("number, id or name:")
    while True:
        line = _line(run.say(how))
        words = [*filter(None, map(str.strip, line.split(",")))] if several else [line]
        try:
            return [_meant(plan, asked, choices, word) for word in words if word]
        except RusctlError as error:
            run.tell(error.message)


def one(run: Terminal, kind: str, given: str | None, *, about: Message | None = None) -> str:
    """Give what was given, else what is picked in a terminal; nothing elsewhere, and where there is nothing to pick."""
    if given or not asks():
        return given or ""
    return next(iter(picked(run, kind, about=run.say(about) if about else "")), "")


def kind(run: Terminal, given: str) -> str:
    """Give the kind of new events as `selection.kind` does; a terminal lets it be picked where there is a choice."""
    process = run.project.readable().plan.process
    choice = not process.tour_kind and len(process.kinds) > 1
    return selection.kind(run.project.plan, one(run, typed.KIND, given) if choice else given)


def _show(run: Terminal, question: str, choices: list[PickList]) -> None:
    print(one_line(question), file=sys.stderr)
    wide = len(str(len(choices)))
    for number, one in enumerate(choices[:MANY], 1):
        print(one_line(f"  {number:>{wide}}  {one.about} ({one.id})"), file=sys.stderr)
    if len(choices) > MANY:
        run.tell(msg("and {count} more, which you write by their id or name", count=len(choices) - MANY))


def _line(question: str) -> str:
    """Ask until something is answered."""
    while True:
        print(one_line(f"{question} "), end="", file=sys.stderr, flush=True)
        line = sys.stdin.readline()
        if not line:
            raise typed.Abort
        if line.strip():
            return line.strip()


def _meant(plan: Plan, kind: PickKind, choices: list[PickList], word: str) -> str:
    """Give the id that an answer means: a number of the list, unless an id looks like it."""
    ids = [one.id for one in choices]
    if word not in ids and word.isascii() and word.isdigit() and 1 <= int(word[:9]) <= len(ids):
        return ids[int(word[:9]) - 1]
    return kind.read(plan, word)
