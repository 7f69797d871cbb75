"""What may be typed after a command's name: arguments and options, declared by values that cost nothing to make.

`plain.py` reads a plain, correct command line by them, and `by_typer.py` makes Typer's own of them for everything else;
so an option is declared in one place, the signature of its command.
"""

import sys
from collections.abc import Callable, Sequence
from typing import Any

EVENT, MILESTONE, RECORD, MUNICIPALITY, ROLE = "event", "milestone", "record", "municipality", "role"
OUTCOME, BODY, TOUR, TEXT = "outcome", "body", "tour", "text"
KIND, TEMPLATE, LIKE, BUSY, VENUE = "kind", "template", "event or template", "busy calendar", "venue"
CONSULTATION = "consultation"
PHASE, LETTER, COMMITMENT, COMMITMENT_STATE = "phase", "letter", "commitment", "commitment-state"
INDICATOR, PROGRAMME, RESULT, POINT, VERSION = "indicator", "programme", "result", "point", "version"
MAIL, IMPORT = "message", "import"
ASKED = (
    EVENT,
    MILESTONE,
    RECORD,
    MUNICIPALITY,
    ROLE,
    BODY,
    TOUR,
    KIND,
    TEMPLATE,
    LIKE,
    BUSY,
    VENUE,
    CONSULTATION,
    OUTCOME,
    PHASE,
    LETTER,
    COMMITMENT,
    COMMITMENT_STATE,
    INDICATOR,
    PROGRAMME,
    RESULT,
    POINT,
    VERSION,
    MAIL,
    IMPORT,
    TEXT,
)  # what is asked for in a terminal, see `pick.py`


STATUS, LEVEL, GROUP, COUNTED, BODY_KIND, THEME = "status", "level", "group", "counted", "kind of body", "theme"
TARGET, BASELINE, RELEASE, STEP = "target", "baseline", "release", "step"
ANSWER, STATE, COUNT, FORMAT, INPUT_KIND = "answer", "state", "count", "format", "input-kind"
BODY_STATE, CONSULTED_KIND, CHANNEL = "body-state", "consulted-kind", "channel"
# what a shell completes besides, see `completion.py`


class Declared:
    """An argument or an option, with what Typer is told about it."""

    def __init__(
        self,
        *names: str,
        help: str,  # noqa: A002 - Typer's word
        metavar: str | None = None,
        min: int | None = None,  # noqa: A002 - likewise
        max: int | None = None,  # noqa: A002 - likewise
        autocompletion: Callable[..., Sequence[str]] | None = None,
        asks: str = "",
        completes: str = "",
    ) -> None:
        """Take what Typer takes, by its names.

        `asks` is one of `ASKED` where a terminal asks for what is missing, `completes` what a shell completes, which is
        the same where nothing else is said.
        """
        self.asks = asks
        self.completes = completes or asks
        self.names = names
        self.least = -sys.maxsize if min is None else min
        self.most = sys.maxsize if max is None else max
        told = {"help": help, "metavar": metavar, "min": min, "max": max, "autocompletion": autocompletion}
        self.settings: dict[str, Any] = {name: value for name, value in told.items() if value is not None}


class Argument(Declared):
    """What is given by its place."""


class Option(Declared):
    """What is given by its name."""


class Context:
    """What a command is called with; Typer's own has the same members."""

    def __init__(self, obj: object) -> None:
        """Take the terminal."""
        self.obj = obj

    def find_root(self) -> "Context":
        """Give itself: there is no other."""
        return self


class Exit(Exception):  # noqa: N818 - nothing is wrong
    """Ends a command with an exit code, when what it had to say is said."""

    def __init__(self, code: int = 0) -> None:
        """Take the exit code."""
        self.code = code


class Abort(Exception):  # noqa: N818 - likewise
    """Ends a command whose user wants no more of it."""
