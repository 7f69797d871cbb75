"""A pager for what is longer than the screen, as git has one: in a terminal alone, for commands that only show.

RUSCTL_PAGER, else PAGER, says which; empty or `cat` is none. Without either it is less, and more on Windows. Where
nobody has set LESS, less ends by itself where all fits, shows colours, and leaves the text standing.
"""

import os
import re
import shlex
import shutil
import signal
import subprocess
from collections.abc import Sequence

NONE = frozenset({"", "cat"})
OF_LESS = "FRX"
COLOURS = re.compile("\x1b\\[[0-9;]*m")


def command() -> list[str]:
    """Give the pager with its options; nothing where there is none or none is wanted."""
    said = next((os.environ[name] for name in ("RUSCTL_PAGER", "PAGER") if name in os.environ), None)
    if said is not None:
        return [] if said.strip() in NONE else shlex.split(said, posix=os.name == "posix")
    found = shutil.which("less") or (shutil.which("more") if os.name == "nt" else None)
    return [found] if found else []


def page(text: str, words: Sequence[str]) -> bool:
    """Show a text in a pager until its reader has had enough; False where there is none or it cannot be started."""
    if not words:
        return False
    plain = "less" not in words[0].lower() and os.name == "nt"  # more takes the console's code page, and no colours
    data = COLOURS.sub("", text).encode("oem", "replace") if plain else text.encode(errors="backslashreplace")
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the pager's while it is there
    try:
        own = {"LESS": OF_LESS, "LESSCHARSET": "utf-8"}
        subprocess.run(words, input=data, check=False, env={**own, **os.environ})  # noqa: S603 - the user's own pager
    except OSError:
        return False
    finally:
        signal.signal(signal.SIGINT, before)
    return True
