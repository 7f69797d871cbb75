"""What is done with a text in which something was found that may be somebody's alone: asked about in a terminal."""

import sys

from rusctl.commands.terminal import Terminal
from rusctl.errors import UsageError
from rusctl.language.look import Looked
from rusctl.language.message import msg
from rusctl.language.vocabulary_people import SENSITIVE

TAKE_OUT, KEEP, WAIT = "take-out", "keep", "wait"
_TAKE_OUT, _KEEP = frozenset({"t", "take out", "ta bort"}), frozenset({"k", "b", "keep", "behåll"})


def check(found: str) -> None:
    """Refuse what `--found` cannot be."""
    if found not in {"", TAKE_OUT, KEEP, WAIT}:
        raise UsageError(msg("--found is take-out, keep or wait, and not {text}", text=found))


def answered(answer: str) -> str:
    """Give what an answer says is done: what is no clear answer lets it wait."""
    word = answer.strip().casefold()
    return TAKE_OUT if word in _TAKE_OUT else KEEP if word in _KEEP else WAIT


def settled(run: Terminal, looked: Looked, found: str) -> str | None:
    """Give the text as it is to be stored; None where the line waits. What was found is not repeated."""
    if not looked.found:
        return looked.text
    what = [SENSITIVE[about] for about in looked.abouts]
    if not found and sys.stdin.isatty():
        run.tell(msg("here stands {what}; without it: {text}", what=what, text=looked.without))
        run.tell(msg("take it out (t), keep it (k), or leave the line out (Enter)?"))
        found = answered(sys.stdin.readline())
    elif found in {"", WAIT}:
        run.tell(msg("here stands {what}: the line is not stored; say --found take-out or --found keep", what=what))
    if found == KEEP:
        return looked.text
    return looked.without if found == TAKE_OUT else None
