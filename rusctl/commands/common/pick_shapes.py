"""What a list to pick from is made of."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from rusctl.commands.terminal import Terminal
from rusctl.language.message import Message
from rusctl.model.plan import Plan


class PickList(NamedTuple):
    """What can be picked: its id, and what is said of it."""

    id: str
    about: str


class PickKind(NamedTuple):
    """How a kind is asked for: the question, its list, and what gives the id of what was written."""

    question: Message
    choices: Callable[[Terminal, Plan], Iterable[PickList]]
    read: Callable[[Plan, str], str]
